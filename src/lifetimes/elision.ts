/**
 * Copy elision (15.1.5), decided while destructors are placed. An implicit copy whose target nobody uses vanishes. A copy
 * that is the last use of a whole owned local becomes a move; where the target is then only lent out or handed over by
 * calls in the same block, it does not even move: the target is the source's storage under another name.
 */

import type { Bits } from "../base/bits.ts";
import type { BlockIndex, Inst, LocalIndex, MirFunction, Operand } from "../mir/mir.ts";
import { visitOp } from "../mir/ops.ts";
import { typeOfPlace } from "../mir/types.ts";
import { destructible, isTriviallyDestroyed } from "./context.ts";
import type { EffectsCx } from "./effects.ts";
import { isCaptureOf } from "./normalize.ts";
import { anySet } from "./slots.ts";

export type CopyFate = "copy" | "vanish" | "move" | "alias";
type CopyInst = Extract<Inst, { readonly op: "assign" }>;

export interface Point {
  readonly block: BlockIndex;
  readonly inst: number;
}

/** How an operation mentions a local. */
interface Mention extends Point {
  /** Lent out immutably, copied, or (for temporaries) handed over: nothing that needs storage of its own. */
  readonly gentle: boolean;
  readonly defines: boolean;
}

export interface CopyPlan {
  readonly mentions: readonly (readonly Mention[])[];
  /** Copies that are something else in the end, by block and instruction. */
  readonly fates: Map<BlockIndex, Map<number, CopyFate>>;
  /** Locals that are another local's storage. */
  readonly aliases: Map<LocalIndex, LocalIndex>;
}

type Args = ReadonlyMap<Operand, { readonly convention: string }>;

const NO_ARGS: Args = new Map();

export function makeCopyPlan(fn: MirFunction<"raw">): CopyPlan {
  const mentions = fn.locals.map((): Mention[] => []);
  const note = (local: LocalIndex, at: Point, gentle: boolean, defines: boolean): void => {
    mentions[local]?.push({ ...at, gentle, defines });
  };
  fn.blocks.forEach((block, b) => {
    [...block.insts, block.terminator].forEach((op, i) => {
      const at = { block: b, inst: i };
      if (op.op === "declare") return;
      const call = op.op === "call" || op.op === "invoke" ? op.call : undefined;
      const args = call === undefined ? NO_ARGS : new Map(call.args.map((arg) => [arg.value, arg]));
      visitOp(op, {
        into: (place) => note(place.local, at, false, true),
        place: (place) => note(place.local, at, false, false),
        operand: (value) => {
          if (value.kind === "const") return;
          note(value.place.local, at, isGentle(fn, op, args, value), false);
        },
      });
    });
  });
  return { mentions, fates: new Map(), aliases: new Map() };
}

function isGentle(
  fn: MirFunction<"raw">,
  op: { readonly op: string },
  args: Args,
  value: Exclude<Operand, { readonly kind: "const" }>,
): boolean {
  if (value.place.path.length > 0) return false;
  const isTemp = fn.locals[value.place.local]?.kind === "temp";
  if (op.op === "assign") return value.kind === "copy";
  const arg = args.get(value);
  if (arg === undefined) return false;
  if (value.kind === "borrow") return arg.convention === "imm" && value.access === "imm";
  return value.kind === "move" && isTemp;
}

/** What becomes of a copy, given what is consumed below it. */
export function copyFate(ex: EffectsCx, plan: CopyPlan, inst: CopyInst, at: Point, below: Bits): CopyFate {
  if (inst.value.kind !== "copy") return "copy";
  const source = inst.value.place;
  const type = typeOfPlace(ex.fn, source, ex.cx.env);
  if (isTriviallyDestroyed(ex.cx, type) || destructible(ex.cx, type) !== "yes") return "copy";
  const { locals } = ex.fn;
  const into = inst.into.path.length === 0 ? locals[inst.into.local] : undefined;
  const target = ex.slots.roots[inst.into.local];
  if (
    into !== undefined &&
    target !== undefined &&
    (into.kind === "var" || into.kind === "temp") &&
    !anySet(below, target)
  ) {
    return "vanish";
  }
  const from = locals[source.local];
  const root = ex.slots.roots[source.local];
  if (source.path.length > 0 || from === undefined || root === undefined || anySet(below, root)) return "copy";
  if (!ownsStorage(from) || source.local === inst.into.local || isCaptureOf(ex.cx, ex.fn, inst.into)) return "copy";
  return canAlias(ex.fn, plan, inst, at) ? "alias" : "move";
}

function ownsStorage(local: { readonly kind: string; readonly convention: string }): boolean {
  if (local.kind === "arg") return local.convention === "var";
  return local.kind === "var" || local.kind === "temp" || local.kind === "error";
}

function canAlias(fn: MirFunction<"raw">, plan: CopyPlan, inst: CopyInst, at: Point): boolean {
  const kind = fn.locals[inst.into.local]?.kind;
  if (inst.into.path.length > 0 || (kind !== "var" && kind !== "temp") || inst.value.kind !== "copy") return false;
  let last = at.inst;
  for (const mention of plan.mentions[inst.into.local] ?? []) {
    if (mention.block === at.block && mention.inst === at.inst) continue;
    if (mention.defines || !mention.gentle || mention.block !== at.block || mention.inst < at.inst) return false;
    last = Math.max(last, mention.inst);
  }
  const touched = plan.mentions[inst.value.place.local] ?? [];
  return !touched.some((m) => m.block === at.block && m.inst > at.inst && m.inst <= last);
}

/** Writes the decision down. */
export function recordFate(plan: CopyPlan, inst: CopyInst, at: Point, fate: CopyFate): void {
  if (fate === "copy" || inst.value.kind !== "copy") return;
  let ofBlock = plan.fates.get(at.block);
  if (ofBlock === undefined) {
    ofBlock = new Map();
    plan.fates.set(at.block, ofBlock);
  }
  ofBlock.set(at.inst, fate);
  if (fate === "alias") plan.aliases.set(inst.into.local, inst.value.place.local);
}

/** The local whose storage a local really is. */
export function storageOf(plan: CopyPlan, local: LocalIndex): LocalIndex {
  let at = local;
  for (let next = plan.aliases.get(at); next !== undefined; next = plan.aliases.get(at)) at = next;
  return at;
}
