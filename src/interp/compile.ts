/**
 * Concrete MIR to closures: one array of operations per function, jumps as positions in it. The frame of a function lies on the
 * stack block, each local in a slot; arguments, results and errors that travel by address have a slot with that address.
 */

import { bug, must } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { BlockIndex, Inst, LocalIndex, MirCall, Operand, Place, Terminator } from "../mir/mir.ts";
import { roundUp } from "../target/layout.ts";
import { plainBytes, writeConstant } from "./constants.ts";
import { fault } from "./fault.ts";
import { INTRINSIC_OPS } from "./intrinsics.ts";
import {
  type ArgSlot,
  type Code,
  codeOf,
  enter,
  type InterpFunction,
  type InterpHost,
  leave,
  type Machine,
  nextFrame,
  type Op,
} from "./machine.ts";
import { type Addr, addressGetter, addrOfPlace, copyBytes, readOperand, typeOfPlace, writeAt } from "./places.ts";

export interface Slot {
  readonly offset: number;
  /** The slot holds the address of the value. */
  readonly indirect: boolean;
}

export interface Compiler {
  readonly m: Machine;
  readonly host: InterpHost;
  readonly fn: InterpFunction;
  readonly slots: Slot[];
  readonly ops: Op[];
  readonly spans: InterpFunction["mir"]["locals"][number]["span"][];
  frameSize: number;
}

/** Room in the frame. */
export function reserve(c: Compiler, size: number, align: number): number {
  const offset = roundUp(c.frameSize, Math.max(1, Math.min(align, 16)));
  c.frameSize = offset + size;
  return offset;
}

export function compileFunction(m: Machine, fn: InterpFunction): Code {
  const c: Compiler = { m, host: m.host, fn, slots: [], ops: [], spans: [], frameSize: 0 };
  const args = layoutFrame(c);
  const starts: number[] = [];
  const jumps: { readonly at: number; readonly make: (start: (block: BlockIndex) => number) => Op }[] = [];
  const emitJump = (span: Compiler["spans"][number], make: (start: (block: BlockIndex) => number) => Op): void => {
    jumps.push({ at: c.ops.length, make });
    emit(c, span, () => bug("a jump that was not set"));
  };
  for (const block of fn.mir.blocks) {
    starts.push(c.ops.length);
    for (const inst of block.insts) compileInst(c, inst);
    compileTerminator(c, block.terminator, emitJump);
  }
  for (const { at, make } of jumps) c.ops[at] = make((block) => must(starts[block], `block ${block}`));
  const result = must(c.slots[fn.mir.result], "result slot");
  const resultType = must(fn.mir.locals[fn.mir.result], "result").type;
  return {
    fn,
    ops: c.ops,
    spans: c.spans,
    frameSize: roundUp(c.frameSize, 16),
    args,
    result: { offset: result.offset, size: m.host.layouts.sizeOf(resultType), passing: fn.signature.resultPassing },
    errorSlot: fn.mir.error === undefined ? undefined : must(c.slots[fn.mir.error], "error slot").offset,
  };
}

function emit(c: Compiler, span: Compiler["spans"][number], op: Op): void {
  c.ops.push(op);
  c.spans.push(span);
}

function layoutFrame(c: Compiler): readonly ArgSlot[] {
  const { fn, host } = c;
  const pointer = host.layouts.target.pointerBytes;
  const byAddress = new Set<LocalIndex>();
  for (const [i, local] of fn.mir.args.entries()) if (fn.signature.args[i]?.passing === "address") byAddress.add(local);
  if (fn.signature.resultPassing === "address") byAddress.add(fn.mir.result);
  if (fn.mir.error !== undefined) byAddress.add(fn.mir.error);
  for (const [index, local] of fn.mir.locals.entries()) {
    const indirect = byAddress.has(index);
    const layout = host.layouts.of(local.type);
    const offset = indirect ? reserve(c, pointer, pointer) : reserve(c, layout.size, layout.align);
    c.slots.push({ offset, indirect });
  }
  return fn.mir.args.map((local, i): ArgSlot => {
    const formal = must(fn.signature.args[i], "argument");
    return {
      offset: must(c.slots[local], "slot").offset,
      size: host.layouts.sizeOf(formal.type),
      passing: formal.passing,
    };
  });
}

function sizeOf(c: Compiler, type: TypeId): number {
  return c.host.layouts.sizeOf(type);
}

function compileInst(c: Compiler, inst: Inst): void {
  switch (inst.op) {
    case "assign":
      emit(c, inst.span, compileAssign(c, inst.into, inst.value));
      return;
    case "call":
      emit(
        c,
        inst.at,
        compileCall(c, inst.call, undefined, () => -1),
      );
      return;
    case "ref": {
      const into = writeAt(c, addrOfPlace(c, inst.into), typeOfPlace(c, inst.into));
      const get = addressGetter(addrOfPlace(c, inst.place));
      emit(c, inst.span, (m) => into(m, get(m)));
      return;
    }
    case "intrinsic":
      emit(c, inst.span, INTRINSIC_OPS[inst.name](c, inst));
      return;
    case "pack":
      emit(c, inst.span, compilePack(c, inst.into, inst.elements));
      return;
    case "use":
    case "declare":
    case "dismantle":
    case "complete":
      return;
    case "destroy":
    case "comptime_assert":
      bug(`${inst.op} in concrete MIR`);
  }
}

function compileAssign(c: Compiler, into: Place, value: Operand): Op {
  const to = addrOfPlace(c, into);
  const type = typeOfPlace(c, into);
  switch (value.kind) {
    case "const":
      return compileConstant(c, to, value.value, value.type);
    case "borrow": {
      const get = addressGetter(addrOfPlace(c, value.place));
      const write = writeAt(c, to, type);
      return (m) => write(m, get(m));
    }
    case "copy":
    case "move":
      return copyBytes(to, addrOfPlace(c, value.place), sizeOf(c, type));
  }
}

function compileConstant(
  c: Compiler,
  to: Addr,
  value: Extract<Operand, { readonly kind: "const" }>["value"],
  type: TypeId,
): Op {
  const get = addressGetter(to);
  const size = sizeOf(c, type);
  if (size === 0) return () => {};
  const bytes = plainBytes(c.m, value, type);
  if (bytes === undefined) return (m) => writeConstant(m, value, type, get(m));
  if (to.kind === "slot") {
    const { offset } = to;
    return (m) => m.stack.bytes.set(bytes, m.fp + offset);
  }
  return (m) => {
    const at = get(m);
    const block = m.memory.access(at, size);
    block.bytes.set(bytes, at - block.base);
  };
}

/** An array of addresses in the frame; the list or pack gets its address, and a list its length. */
function compilePack(c: Compiler, into: Place, elements: readonly Place[]): Op {
  const { pointerBytes } = c.host.layouts.target;
  const array = reserve(c, elements.length * pointerBytes, pointerBytes);
  const gets = elements.map((e) => addressGetter(addrOfPlace(c, e)));
  const base = addrOfPlace(c, into);
  const writes = packLeaves(c, typeOfPlace(c, into), 0).map(({ type, offset, isCount }) => {
    const at: Addr =
      base.kind === "slot"
        ? { kind: "slot", offset: base.offset + offset }
        : { kind: "dynamic", get: (m) => base.get(m) + offset };
    return { write: writeAt(c, at, type), isCount };
  });
  return (m) => {
    for (let i = 0; i < gets.length; i++)
      m.memory.writeAddress(m.stack.view, m.fp + array + i * pointerBytes, must(gets[i], "element")(m));
    for (const { write, isCount } of writes)
      write(m, isCount ? gets.length : gets.length === 0 ? 0 : m.stack.base + m.fp + array);
  };
}

/** The primitive fields of a variadic list or pack: addresses and counts. */
function packLeaves(
  c: Compiler,
  type: TypeId,
  offset: number,
): readonly { readonly type: TypeId; readonly offset: number; readonly isCount: boolean }[] {
  const term = c.host.store.get(type);
  if (term.kind === "struct") {
    return c.host.types.fieldTypes(type).flatMap((f, i) => packLeaves(c, f, offset + c.host.layouts.offsetOf(type, i)));
  }
  if (sizeOf(c, type) === 0) return [];
  return [{ type, offset, isCount: term.kind === "prim" && (term.name === "index" || term.name === "simd") }];
}

// ------------------------------------------------------------------------------------------------ calls

/** Writes an argument into the frame of the callee at `fp`. */
type Mover = (m: Machine, fp: number) => void;

function mover(c: Compiler, value: Operand, slot: ArgSlot): Mover | undefined {
  if (slot.passing === "none") return undefined;
  if (slot.passing === "address") {
    if (value.kind === "const") return bug("a constant passed by address");
    const get = addressGetter(addrOfPlace(c, value.place));
    return (m, fp) => m.memory.writeAddress(m.stack.view, fp + slot.offset, get(m));
  }
  if (value.kind === "const") {
    const { value: id, type } = value;
    const bytes = plainBytes(c.m, id, type);
    if (bytes !== undefined) return (m, fp) => m.stack.bytes.set(bytes, fp + slot.offset);
    return (m, fp) => writeConstant(m, id, type, m.stack.base + fp + slot.offset);
  }
  const from = addrOfPlace(c, value.place);
  if (from.kind === "slot") {
    const { offset } = from;
    return (m, fp) => {
      m.stack.bytes.copyWithin(fp + slot.offset, m.fp + offset, m.fp + offset + slot.size);
    };
  }
  const { get } = from;
  return (m, fp) => m.memory.copy(m.stack.base + fp + slot.offset, get(m), slot.size);
}

interface LinkedCall {
  readonly code: Code;
  readonly movers: readonly Mover[];
}

function compileCall(c: Compiler, call: MirCall, errorInto: Place | undefined, errorPc: () => number): Op {
  const result = addressGetter(addrOfPlace(c, call.into));
  const error = errorInto === undefined ? undefined : addressGetter(addrOfPlace(c, errorInto));
  const link = (code: Code): LinkedCall => {
    const movers: Mover[] = [];
    for (const [i, arg] of call.args.entries()) {
      const made = mover(c, arg.value, must(code.args[i], `argument ${i} of '${code.fn.displayName}'`));
      if (made !== undefined) movers.push(made);
    }
    return { code, movers };
  };
  const perform = (m: Machine, { code, movers }: LinkedCall): void => {
    const fp = nextFrame(m, code);
    const resultAddress = result(m);
    for (let i = 0; i < movers.length; i++) movers[i]?.(m, fp);
    if (code.result.passing === "address") m.memory.writeAddress(m.stack.view, fp + code.result.offset, resultAddress);
    if (code.errorSlot !== undefined && error !== undefined)
      m.memory.writeAddress(m.stack.view, fp + code.errorSlot, error(m));
    enter(m, code, fp, resultAddress, errorPc());
  };
  const { callee } = call;
  if (callee.kind === "instance") {
    let linked: LinkedCall | undefined;
    return (m) => {
      linked ??= link(codeOf(m, callee.instance));
      perform(m, linked);
    };
  }
  if (callee.kind !== "pointer") return bug(`a ${callee.kind} callee in concrete MIR`);
  const target = readOperand(c, callee.value);
  const linkedById = new Map<number, LinkedCall>();
  return (m) => {
    const address = Number(target(m));
    const id = m.memory.functionAt(address) ?? fault("call through an invalid function pointer");
    let linked = linkedById.get(id);
    if (linked === undefined) {
      linked = link(codeOf(m, id));
      linkedById.set(id, linked);
    }
    perform(m, linked);
  };
}

type EmitJump = (span: Compiler["spans"][number], make: (start: (block: BlockIndex) => number) => Op) => void;

function compileTerminator(c: Compiler, t: Terminator, emitJump: EmitJump): void {
  switch (t.op) {
    case "goto":
      emitJump(t.span, (start) => {
        const target = start(t.target);
        return (m) => {
          m.pc = target;
        };
      });
      return;
    case "branch": {
      const condition = readOperand(c, t.condition);
      emitJump(t.span, (start) => {
        const then = start(t.then);
        const otherwise = start(t.otherwise);
        return (m) => {
          m.pc = condition(m) !== 0 ? then : otherwise;
        };
      });
      return;
    }
    case "invoke":
      emitJump(t.at, (start) => {
        const errorPc = start(t.error);
        return compileCall(c, t.call, t.errorInto, () => errorPc);
      });
      emitJump(t.span, (start) => {
        const normal = start(t.normal);
        return (m) => {
          m.pc = normal;
        };
      });
      return;
    case "return":
      emit(c, t.span, (m) => leave(m, false));
      return;
    case "raise":
      emit(c, t.span, (m) => leave(m, true));
      return;
    case "unreachable":
      emit(c, t.span, () => fault("evaluation reached code that cannot be reached"));
      return;
    case "comptime_branch":
    case "comptime_for":
      bug(`${t.op} in concrete MIR`);
  }
}
