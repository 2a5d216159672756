/**
 * Long displays of constants (`[1, 2, 3, ...]`). An element of a pack has an address of its own, and a store each for the value
 * and for the address makes blocks of many thousand instructions, on which LLVM's schedulers are quadratic. The values of such
 * a pack are instead one constant, copied as a whole, and a loop writes the addresses.
 */

import type { TypeId } from "../../base/ids.ts";
import type { Inst, LocalIndex, MirFunction } from "../../mir/mir.ts";
import { visitOp } from "../../mir/ops.ts";
import { type Bytes, bytesGlobal, constantBytes } from "./constants.ts";
import { alloca, type FunctionCx, line, type ModuleCx } from "./context.ts";

type PackInst = Extract<Inst, { readonly op: "pack" }>;
type Assign = Extract<Inst, { readonly op: "assign" }>;

/** Shorter packs are better as single stores, which LLVM sees through. */
const LONG = 64;

export interface ConstantPacks {
  /** The packs, and the values of their elements, one after the other. */
  readonly packs: ReadonlyMap<Inst, Values>;
  /** The assignments that need not be done. */
  readonly done: ReadonlySet<Inst>;
  /** The elements: they need no storage. */
  readonly locals: ReadonlySet<LocalIndex>;
}

export interface Values extends Bytes {
  readonly count: number;
  /** From one value to the next, in bytes. */
  readonly stride: number;
}

const NONE: ConstantPacks = { packs: new Map(), done: new Set(), locals: new Set() };

export function constantPacks(m: ModuleCx, fn: MirFunction<"concrete">): ConstantPacks {
  const long = fn.blocks.flatMap((block) => block.insts.filter(isLongPack));
  if (long.length === 0) return NONE;
  const mentions = new Map<LocalIndex, number>();
  const values = new Map<LocalIndex, Assign>();
  const count = (local: LocalIndex): void => {
    mentions.set(local, (mentions.get(local) ?? 0) + 1);
  };
  const visitor = {
    operand: (value: Parameters<NonNullable<Parameters<typeof visitOp>[1]["operand"]>>[0]) => {
      if (value.kind !== "const") count(value.place.local);
    },
    place: (place: { readonly local: LocalIndex }) => count(place.local),
    into: (place: { readonly local: LocalIndex }) => count(place.local),
  };
  for (const block of fn.blocks) {
    for (const inst of block.insts) {
      visitOp(inst, visitor);
      if (inst.op === "assign" && inst.value.kind === "const" && inst.into.path.length === 0)
        values.set(inst.into.local, inst);
    }
    visitOp(block.terminator, visitor);
  }
  const packs = new Map<Inst, Values>();
  const done = new Set<Assign>();
  for (const pack of long) {
    const [first] = pack.elements;
    const type = first === undefined ? undefined : fn.locals[first.local]?.type;
    const assigns = pack.elements.flatMap((place) => {
      const value = place.path.length === 0 ? values.get(place.local) : undefined;
      // Mentioned where it is set and in the pack, nowhere else.
      const isOnlyHere = mentions.get(place.local) === 2 && fn.locals[place.local]?.type === type;
      return value !== undefined && isOnlyHere ? [value] : [];
    });
    const bytes = type === undefined || assigns.length < pack.elements.length ? undefined : valuesOf(m, type, assigns);
    if (bytes === undefined) continue;
    packs.set(pack, bytes);
    for (const each of assigns) done.add(each);
  }
  return { packs, done, locals: new Set([...done].map((each) => each.into.local)) };
}

function isLongPack(inst: Inst): inst is PackInst {
  return inst.op === "pack" && inst.elements.length >= LONG;
}

/** The constants as one array; undefined if they have no size, or own memory. */
function valuesOf(m: ModuleCx, type: TypeId, assigns: readonly Assign[]): Values | undefined {
  const { size, align } = m.layouts.of(type);
  if (size === 0) return undefined;
  const stride = m.layouts.strideOf(type);
  const all = new Uint8Array(assigns.length * stride);
  const relocations: Bytes["relocations"][number][] = [];
  for (const [i, { value }] of assigns.entries()) {
    if (value.kind !== "const") return undefined;
    const one = constantBytes(m, type, value.value);
    if (one.relocations.some((each) => each.target.kind === "heap")) return undefined;
    all.set(one.bytes, i * stride);
    for (const { offset, target } of one.relocations) relocations.push({ offset: i * stride + offset, target });
  }
  return { bytes: all, align, relocations, count: assigns.length, stride };
}

/** The array of addresses of a pack of constants. */
export function emitConstantPack(cx: FunctionCx, values: Values): string {
  const { m } = cx;
  const { align, count, stride } = values;
  const size = count * stride;
  const copy = alloca(cx, size, align);
  const width = m.target.pointerBytes;
  const addresses = alloca(cx, count * width, width);
  const source = bytesGlobal(m, values, true);
  line(
    cx,
    `call void @llvm.memcpy.p0.p0.i64(ptr align ${align} ${copy}, ptr align ${align} ${source}, i64 ${size}, i1 false)`,
  );
  const { value: index } = m.index;
  line(
    cx,
    `call fastcc void ${addressFiller(m)}(ptr ${addresses}, ptr ${copy}, ${index} ${stride}, ${index} ${count})`,
  );
  return addresses;
}

/** A helper that writes `count` addresses, `stride` bytes apart; `count` is not 0. */
function addressFiller(m: ModuleCx): string {
  const name = "@fill_addresses";
  const { value: pointer } = m.index;
  if (!m.constants.has(name)) {
    m.constants.set(name, name);
    m.helpers.push(
      `define internal fastcc void ${name}(ptr noalias %addresses, ptr %values, ${pointer} %stride, ${pointer} %count) nounwind {
entry:
  br label %loop
loop:
  %i = phi ${pointer} [ 0, %entry ], [ %next, %loop ]
  %value = phi ptr [ %values, %entry ], [ %following, %loop ]
  %slot = getelementptr inbounds ptr, ptr %addresses, ${pointer} %i
  store ptr %value, ptr %slot, align ${m.target.pointerBytes}
  %following = getelementptr inbounds i8, ptr %value, ${pointer} %stride
  %next = add nuw ${pointer} %i, 1
  %done = icmp eq ${pointer} %next, %count
  br i1 %done, label %end, label %loop
end:
  ret void
}`,
    );
  }
  return name;
}
