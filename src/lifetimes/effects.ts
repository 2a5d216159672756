/**
 * What one operation does to slots (15.1.2), in the order in which it happens: operands first, then the target. Everything
 * that the types of operands name is used too, and so is what closures captured by reference.
 */

import { bug } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { Inst, LocalIndex, MirCall, MirFunction, Operand, Place, Terminator } from "../mir/mir.ts";
import { derefType, fieldType, typeOfPlace } from "../mir/types.ts";
import type { Span } from "../source/source.ts";
import { originMembers } from "../terms/origins.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { Cx } from "./context.ts";
import { isRegisterTrivial, isTriviallyDestroyed } from "./context.ts";
import type { OriginPath } from "./origins.ts";
import { originPath, originsOfClosures, originsOfType } from "./origins.ts";
import type { SlotNode, Slots } from "./slots.ts";
import { nodeOfPlace, rootOf } from "./slots.ts";

export type Effect =
  /** The node is read, borrowed, or named by an origin. `at`: where to point if that is not where the operation stands. */
  | { readonly kind: "use"; readonly node: SlotNode; readonly at?: Span }
  | { readonly kind: "consume"; readonly node: SlotNode; readonly at?: Span }
  | { readonly kind: "define"; readonly node: SlotNode }
  /** Everything that is initialized here is used: an origin that may be anything. */
  | { readonly kind: "use_any" }
  /** A transfer out of what a reference designates. */
  | { readonly kind: "consume_indirect" }
  /** What a reference designates is overwritten; `drop`: the old value needs its destructor. */
  | { readonly kind: "define_indirect"; readonly place: Place; readonly drop: boolean }
  | { readonly kind: "declare"; readonly node: SlotNode }
  /** From here on the node counts as destroyed as a whole: its fields live on their own. */
  | { readonly kind: "dismantle"; readonly node: SlotNode }
  /** The node, made field by field, becomes a whole object. */
  | { readonly kind: "complete"; readonly node: SlotNode };

/** A local that stands for other places: a reference formed to them, or a list of their addresses. */
interface Stand {
  readonly convention: FnArgConvention;
  readonly places: readonly Place[];
}

export interface EffectsCx {
  readonly cx: Cx;
  readonly fn: MirFunction<"raw">;
  readonly slots: Slots;
  readonly stands: ReadonlyMap<LocalIndex, Stand>;
  readonly namedByType: Map<TypeId, readonly Effect[]>;
}

export function makeEffects(cx: Cx, fn: MirFunction<"raw">, slots: Slots): EffectsCx {
  const stands = new Map<LocalIndex, Stand>();
  for (const block of fn.blocks) {
    for (const inst of block.insts) {
      if (inst.op === "pack" && inst.into.path.length === 0) {
        stands.set(inst.into.local, { convention: inst.convention, places: inst.elements });
      } else if (inst.op === "ref" && inst.into.path.length === 0 && !inst.place.path.some((p) => p.kind === "deref")) {
        const before = stands.get(inst.into.local)?.places ?? [];
        stands.set(inst.into.local, { convention: "ref", places: [...before, inst.place] });
      }
    }
  }
  return { cx, fn, slots, stands, namedByType: new Map() };
}

export function effectsOfInst(ex: EffectsCx, inst: Inst): readonly Effect[] {
  const out: Effect[] = [];
  switch (inst.op) {
    case "assign":
      operandEffects(ex, out, inst.value);
      defineEffects(ex, out, inst.into);
      break;
    case "call":
      callEffects(ex, out, inst.call);
      defineEffects(ex, out, inst.call.into);
      break;
    case "ref":
      accessEffects(ex, out, inst.place, "use");
      defineEffects(ex, out, inst.into);
      break;
    case "intrinsic": {
      for (const arg of inst.args) {
        if (inst.name === "mark_initialized" && arg.kind !== "const") defineEffects(ex, out, arg.place);
        else operandEffects(ex, out, arg);
      }
      defineEffects(ex, out, inst.into);
      break;
    }
    case "pack":
      for (const place of inst.elements) accessEffects(ex, out, place, "use");
      defineEffects(ex, out, inst.into);
      break;
    case "use":
      accessEffects(ex, out, inst.place, "use");
      break;
    case "declare":
      out.push({ kind: "declare", node: ex.slots.roots[inst.local] ?? bug(`no local ${inst.local}`) });
      break;
    case "dismantle":
      out.push({ kind: "dismantle", node: nodeOfPlace(ex.slots, inst.place) });
      break;
    case "complete":
      out.push({ kind: "complete", node: nodeOfPlace(ex.slots, inst.place) });
      break;
    case "destroy":
      bug("raw MIR has no destroy");
      break;
    case "comptime_assert":
      break;
  }
  return out;
}

/** What a terminator reads; the targets of an `invoke` are defined on its edges. */
export function effectsOfTerminator(ex: EffectsCx, terminator: Terminator): readonly Effect[] {
  const out: Effect[] = [];
  if (terminator.op === "branch") operandEffects(ex, out, terminator.condition);
  else if (terminator.op === "invoke") callEffects(ex, out, terminator.call);
  return out;
}

export function effectsOfDefine(ex: EffectsCx, into: Place): readonly Effect[] {
  const out: Effect[] = [];
  defineEffects(ex, out, into);
  return out;
}

function callEffects(ex: EffectsCx, out: Effect[], call: MirCall): void {
  const callee = call.callee;
  switch (callee.kind) {
    case "function":
      originEffects(ex, out, originsOfClosures(ex.cx, callee.bindings));
      break;
    case "witness":
      originEffects(ex, out, originsOfClosures(ex.cx, [callee.self, ...callee.bindings]));
      break;
    case "closure":
      originEffects(ex, out, originsOfClosures(ex.cx, [callee.type, ...callee.bindings]));
      break;
    case "pointer":
      operandEffects(ex, out, callee.value);
      break;
    case "instance":
      bug("raw MIR calls no instances");
  }
  for (const arg of call.args) {
    const first = out.length;
    operandEffects(ex, out, arg.value);
    const { at } = arg;
    if (at !== undefined) {
      // A register-sized value is read where it is written; a reference to anything else is used by the call.
      const read = arg.value.kind === "const" ? undefined : arg.value.place.local;
      const type = read === undefined ? undefined : ex.fn.locals[read]?.type;
      const isRead = type !== undefined && isRegisterTrivial(ex.cx, type);
      for (let i = first; i < out.length; i++) {
        const effect = out[i];
        if (effect?.kind === "consume") out[i] = { ...effect, at };
        else if (effect?.kind === "use" && isRead && rootOf(effect.node).local === read) out[i] = { ...effect, at };
      }
    }
    if (arg.value.kind !== "const") standEffects(ex, out, arg.value.place.local, arg.value.kind === "move");
  }
}

function operandEffects(ex: EffectsCx, out: Effect[], operand: Operand): void {
  if (operand.kind === "const") return;
  accessEffects(ex, out, operand.place, operand.kind === "move" ? "consume" : "use");
}

/** `consume` of a type whose transfer is only a copy is a use. */
function accessEffects(ex: EffectsCx, out: Effect[], place: Place, how: "use" | "consume"): void {
  let type: TypeId = ex.fn.locals[place.local]?.type ?? bug(`no local ${place.local}`);
  let indirect = false;
  standEffects(ex, out, place.local, false);
  for (const step of place.path) {
    if (step.kind === "field") {
      type = fieldType(ex.cx.env, type, step.index) ?? bug(`no field ${step.index}`);
      continue;
    }
    if (!indirect) out.push({ kind: "use", node: nodeOfPlace(ex.slots, place) });
    indirect = true;
    const term = ex.cx.env.terms.get(type);
    if (term.kind === "ref") originEffects(ex, out, originMembers(ex.cx.env.terms, term.origin));
    type = derefType(ex.cx.env, type) ?? bug("dereference of a type that is no reference");
  }
  typeEffects(ex, out, type);
  const consumes = how === "consume" && !isRegisterTrivial(ex.cx, type);
  if (indirect) {
    if (consumes) out.push({ kind: "consume_indirect" });
  } else out.push({ kind: consumes ? "consume" : "use", node: nodeOfPlace(ex.slots, place) });
}

function defineEffects(ex: EffectsCx, out: Effect[], into: Place): void {
  if (!into.path.some((p) => p.kind === "deref")) {
    out.push({ kind: "define", node: nodeOfPlace(ex.slots, into) });
    return;
  }
  accessEffects(ex, out, into, "use");
  const type = typeOfPlace(ex.fn, into, ex.cx.env);
  out.push({ kind: "define_indirect", place: into, drop: !isTriviallyDestroyed(ex.cx, type) });
}

/** What a local stands for is used when the local is, and handed over with a list made for owned arguments. */
function standEffects(ex: EffectsCx, out: Effect[], local: LocalIndex, moved: boolean): void {
  const stand = ex.stands.get(local);
  if (stand === undefined) return;
  const consumed = moved && stand.convention === "var";
  for (const place of stand.places) {
    const node = nodeOfPlace(ex.slots, place);
    const consumes = consumed && !place.path.some((p) => p.kind === "deref") && !isRegisterTrivial(ex.cx, node.type);
    out.push({ kind: consumes ? "consume" : "use", node });
  }
}

/** Everything that the origins in a type name is used. */
export function typeEffects(ex: EffectsCx, out: Effect[], type: TypeId): void {
  let named = ex.namedByType.get(type);
  if (named === undefined) {
    const fresh: Effect[] = [];
    originEffects(ex, fresh, originsOfType(ex.cx, type));
    named = fresh;
    ex.namedByType.set(type, named);
  }
  out.push(...named);
}

function originEffects(ex: EffectsCx, out: Effect[], origins: readonly TypeId[]): void {
  for (const origin of origins) {
    const path = originPath(ex.cx, ex.fn, origin);
    if (path.any) out.push({ kind: "use_any" });
    else {
      const node = nodeOfOrigin(ex, path);
      if (node !== undefined) out.push({ kind: "use", node });
    }
  }
}

/** The node that an origin names: as far down as field steps go and nodes exist. */
function nodeOfOrigin(ex: EffectsCx, path: OriginPath): SlotNode | undefined {
  if (path.local === undefined) return undefined;
  let node = ex.slots.roots[path.local];
  for (const step of path.steps) {
    if (node === undefined || step.kind !== "field") break;
    const parent: SlotNode = node;
    const child = parent.children.find((c) => c.name === `${parent.name}.${step.name}`);
    if (child === undefined) break;
    node = child;
  }
  return node;
}

/** Whether two places may share storage, as far as their paths tell. */
export function placesOverlap(a: Place, b: Place): boolean {
  if (a.local !== b.local) return false;
  const length = Math.min(a.path.length, b.path.length);
  for (let i = 0; i < length; i++) {
    const x = a.path[i];
    const y = b.path[i];
    if (x?.kind === "field" && y?.kind === "field" && x.index !== y.index) return false;
  }
  return true;
}

/** The local that an effect touches, if it is about one. */
export function localOfEffect(effect: Effect): LocalIndex | undefined {
  return "node" in effect ? rootOf(effect.node).local : undefined;
}
