/**
 * Interior origins and their invalidation (15.1.6). An interior, `l["element"]`, is storage that a value owns but that is no
 * field of it: mutating the owner as a whole may move it.
 *
 * Lattice, per interior that types of the function mention: unknown, valid since a point, invalidated at a point. Joins:
 * invalidated wins; unknown with anything is unknown; valid since two points is valid since the start of the join itself.
 * A reference may be used if the point since which its interior is valid dominates the point where it was formed.
 */

import { bug } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import { dominators, reversePostorder } from "../mir/cfg.ts";
import type { BlockIndex, Inst, LocalIndex, MirCall, MirFunction, Operand, Place, Terminator } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { visitOp } from "../mir/ops.ts";
import { derefType, fieldName, fieldType } from "../mir/types.ts";
import type { Span } from "../source/source.ts";
import { originMembers } from "../terms/origins.ts";
import { isRegisterTrivial, locate, report } from "./context.ts";
import type { EffectsCx } from "./effects.ts";
import type { InitFacts } from "./init.ts";
import { spanOf } from "./init.ts";
import { messages, TEMPORARY } from "./messages.ts";
import type { OriginPath, OriginStep } from "./origins.ts";
import { isBelow, localRoot, originPath, originsOfType } from "./origins.ts";

/** Instruction `at` of a block; -1 is the start of the block, -2 that of the function. */
interface Point {
  readonly block: BlockIndex;
  readonly at: number;
}
type Status =
  | { readonly kind: "unknown" }
  | { readonly kind: "valid"; readonly since: Point }
  | { readonly kind: "invalid"; readonly at: Point };

/** An interior: an origin path that ends in an interior (or subtree) step. */
interface Interior {
  readonly path: OriginPath;
  readonly name: string;
}

/** Storage that an operation reaches. */
type Area = Pick<OriginPath, "root" | "steps">;

interface InteriorCx {
  readonly ex: EffectsCx;
  readonly fn: MirFunction<"raw">;
  readonly interiors: readonly Interior[];
  readonly byKey: ReadonlyMap<string, number>;
  readonly ofType: Map<TypeId, readonly number[]>;
  /** Where each local is mentioned first, declarations aside. */
  readonly formed: readonly (Point | undefined)[];
  dominates(a: Point, b: Point): boolean;
  readonly wrong: Set<number>;
  readonly init: InitFacts;
  reporting: boolean;
}

const UNKNOWN: Status = { kind: "unknown" };

export function checkInteriors(ex: EffectsCx, init: InitFacts): void {
  const interiors: Interior[] = [];
  const byKey = new Map<string, number>();
  const types = new Set<TypeId>(ex.fn.locals.map((l) => l.type));
  for (const type of types) {
    for (const origin of originsOfType(ex.cx, type)) {
      const interior = interiorOf(ex, origin);
      if (interior === undefined || byKey.has(keyOf(interior.path))) continue;
      byKey.set(keyOf(interior.path), interiors.length);
      interiors.push(interior);
    }
  }
  if (interiors.length === 0) return;
  const order = reversePostorder(ex.fn.blocks);
  const tree = dominators(ex.fn.blocks);
  const cx: InteriorCx = {
    ex,
    fn: ex.fn,
    interiors,
    byKey,
    ofType: new Map(),
    formed: firstMentions(ex.fn, order),
    dominates: (a, b) => (a.block === b.block ? a.at <= b.at : tree.dominates(a.block, b.block)),
    wrong: new Set(),
    init,
    reporting: false,
  };
  const starts = solve(cx, order);
  cx.reporting = true;
  for (const block of order) {
    const start = starts[block];
    if (start !== undefined) flow(cx, block, [...start]);
  }
}

function interiorOf(ex: EffectsCx, origin: TermId): Interior | undefined {
  const path = originPath(ex.cx, ex.fn, origin);
  const last = path.steps.findLastIndex((s) => s.kind !== "field");
  if (last < 0 || path.any) return undefined;
  const steps = path.steps.slice(0, last + 1);
  return { path: { ...path, steps }, name: nameOf(ex, path, steps) };
}

function nameOf(ex: EffectsCx, path: OriginPath, steps: readonly OriginStep[]): string {
  let name = path.local === undefined ? rootName(ex, path.origin) : (ex.fn.locals[path.local]?.name ?? "");
  if (name === "") name = TEMPORARY;
  for (const step of steps) {
    if (step.kind === "field") name += `.${step.name}`;
    else if (step.kind === "interior") name += `["${step.name}"]`;
  }
  return name;
}

function rootName(ex: EffectsCx, origin: TermId): string {
  const term = ex.cx.env.terms.get(origin);
  switch (term.kind) {
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
    case "origin_cast":
      return rootName(ex, term.base);
    case "origin_local":
      return term.name;
    case "param":
      return ex.cx.env.paramsOf(term.owner)[term.index]?.name ?? "_";
    default:
      return "_";
  }
}

function keyOf(area: Area): string {
  return `${area.root}${area.steps.map((s) => ` ${s.kind}:${s.name}`).join("")}`;
}

function firstMentions(fn: MirFunction<"raw">, order: readonly BlockIndex[]): readonly (Point | undefined)[] {
  const formed: (Point | undefined)[] = fn.locals.map(() => undefined);
  for (const arg of fn.args) formed[arg] = { block: 0, at: -2 };
  for (const block of order) {
    const body = fn.blocks[block] ?? bug(`no block ${block}`);
    [...body.insts, body.terminator].forEach((op, at) => {
      if (op.op === "declare") return;
      const note = (place: { readonly local: LocalIndex }): void => {
        formed[place.local] ??= { block, at };
      };
      visitOp(op, {
        into: note,
        place: note,
        operand: (value) => {
          if (value.kind !== "const") note(value.place);
        },
      });
    });
  }
  return formed;
}

function solve(cx: InteriorCx, order: readonly BlockIndex[]): readonly (readonly Status[] | undefined)[] {
  const { fn } = cx;
  const starts: (readonly Status[] | undefined)[] = fn.blocks.map(() => undefined);
  const ends: (readonly Status[] | undefined)[] = fn.blocks.map(() => undefined);
  const preds: BlockIndex[][] = fn.blocks.map(() => []);
  fn.blocks.forEach((block, index) => {
    for (const next of successors(block.terminator)) preds[next]?.push(index);
  });
  const entry = stateAtEntry(cx);
  // Each status can only fall a few steps: valid, valid since a join, invalid or unknown.
  for (let round = 0, changed = true; changed && round < 8 + fn.blocks.length; round++) {
    changed = false;
    for (const block of order) {
      const incoming = (preds[block] ?? []).flatMap((p) => ends[p] ?? []).length;
      const lists: (readonly Status[])[] = block === 0 ? [entry] : [];
      for (const pred of preds[block] ?? []) {
        const end = ends[pred];
        if (end !== undefined) lists.push(end);
      }
      if (lists.length === 0 && incoming === 0 && block !== 0) continue;
      const start = joinAll(cx, lists, block);
      const before = starts[block];
      if (before !== undefined && sameState(before, start)) continue;
      starts[block] = start;
      ends[block] = flow(cx, block, [...start]);
      changed = true;
    }
  }
  return starts;
}

function stateAtEntry(cx: InteriorCx): readonly Status[] {
  const state: Status[] = cx.interiors.map(() => UNKNOWN);
  const since: Point = { block: 0, at: -2 };
  cx.interiors.forEach((interior, i) => {
    // What comes from outside was valid before the function began.
    if (interior.path.local === undefined) state[i] = { kind: "valid", since };
  });
  for (const arg of cx.fn.args) {
    for (const i of interiorsOfType(cx, cx.fn.locals[arg]?.type ?? bug("no local")))
      state[i] = { kind: "valid", since };
  }
  return state;
}

function joinAll(cx: InteriorCx, lists: readonly (readonly Status[])[], block: BlockIndex): readonly Status[] {
  return cx.interiors.map((_, i) => {
    let joined: Status | undefined;
    for (const list of lists) joined = join(joined, list[i] ?? UNKNOWN, block);
    return joined ?? UNKNOWN;
  });
}

function join(a: Status | undefined, b: Status, block: BlockIndex): Status {
  if (a === undefined || a === b) return b;
  if (a.kind === "invalid") return a;
  if (b.kind === "invalid") return b;
  if (a.kind === "unknown" || b.kind === "unknown") return UNKNOWN;
  return samePoint(a.since, b.since) ? a : { kind: "valid", since: { block, at: -1 } };
}

function samePoint(a: Point, b: Point): boolean {
  return a.block === b.block && a.at === b.at;
}

function sameState(a: readonly Status[], b: readonly Status[]): boolean {
  return a.every((x, i) => {
    const y = b[i];
    if (x.kind === "valid" && y?.kind === "valid") return samePoint(x.since, y.since);
    if (x.kind === "invalid" && y?.kind === "invalid") return true;
    return x.kind === y?.kind;
  });
}

/** Walks a block; the state is changed in place. */
function flow(cx: InteriorCx, block: BlockIndex, state: Status[]): readonly Status[] {
  const body = cx.fn.blocks[block] ?? bug(`no block ${block}`);
  body.insts.forEach((inst, at) => {
    step(cx, state, inst, { block, at });
  });
  step(cx, state, body.terminator, { block, at: body.insts.length });
  return state;
}

function step(cx: InteriorCx, state: Status[], op: Inst | Terminator, here: Point): void {
  const span = spanOf(op);
  // A reference is followed where the argument stands; what holds one in itself is used by the call.
  const use = (place: Place, at?: Span): void => {
    const isFollowed = at !== undefined && place.path.some((p) => p.kind === "deref");
    checkUse(cx, state, place, isFollowed ? at : span);
  };
  const mutate = (place: Place): void => invalidate(cx, state, place, here);
  switch (op.op) {
    case "assign":
      useOperand(op.value, use);
      if (op.value.kind === "move" && !isTrivialPlace(cx, op.value.place)) mutate(op.value.place);
      store(cx, state, op.into, use, mutate, here);
      break;
    case "call":
      callOperands(cx, op.call, use, mutate);
      store(cx, state, op.call.into, use, mutate, here);
      break;
    case "invoke":
      callOperands(cx, op.call, use, mutate);
      store(cx, state, op.call.into, use, mutate, here);
      store(cx, state, op.errorInto, use, mutate, here);
      break;
    case "ref":
      use(op.place);
      store(cx, state, op.into, use, mutate, here);
      break;
    case "intrinsic":
      for (const arg of op.args) useOperand(arg, use);
      store(cx, state, op.into, use, mutate, here);
      break;
    case "pack":
      op.elements.forEach((each, i) => {
        use(each, op.marks?.[i]);
      });
      if (op.convention === "mut" || op.convention === "var") op.elements.forEach(mutate);
      store(cx, state, op.into, use, mutate, here);
      break;
    case "use":
      use(op.place);
      break;
    case "branch":
      useOperand(op.condition, use);
      break;
    case "complete":
      // Made again, field by field.
      mutate(op.place);
      break;
    default:
      break;
  }
}

function useOperand(operand: Operand, use: (place: Place) => void): void {
  if (operand.kind !== "const") use(operand.place);
}

function callOperands(
  cx: InteriorCx,
  call: MirCall,
  use: (place: Place, at?: Span) => void,
  mutate: (place: Place) => void,
): void {
  for (const arg of call.args) useOperand(arg.value, (place) => use(place, arg.at));
  for (const { convention, value } of call.args) {
    if (value.kind === "const") continue;
    // Accessors that say so only read their owner, whatever they could do.
    const lends =
      value.kind === "borrow" && value.access === "mut" && (convention === "mut" || !call.nestedOriginsReadOnly);
    if (lends || (value.kind === "move" && !isTrivialPlace(cx, value.place))) mutate(value.place);
  }
}

function isTrivialPlace(cx: InteriorCx, place: Place): boolean {
  const type = place.path.length === 0 ? cx.fn.locals[place.local]?.type : undefined;
  return type !== undefined && isRegisterTrivial(cx.ex.cx, type);
}

/** A target: mutated, and what its type mentions is valid from here on if it was not before. */
function store(
  cx: InteriorCx,
  state: Status[],
  into: Place,
  use: (place: Place) => void,
  mutate: (place: Place) => void,
  here: Point,
): void {
  if (into.path.some((p) => p.kind === "deref")) use(into);
  mutate(into);
  const type = cx.fn.locals[into.local]?.type ?? bug(`no local ${into.local}`);
  for (const i of interiorsOfType(cx, type)) {
    const status = state[i] ?? UNKNOWN;
    if (status.kind !== "valid" || !cx.dominates(status.since, here)) state[i] = { kind: "valid", since: here };
  }
}

function interiorsOfType(cx: InteriorCx, type: TypeId): readonly number[] {
  let known = cx.ofType.get(type);
  if (known === undefined) {
    const found: number[] = [];
    for (const origin of originsOfType(cx.ex.cx, type)) {
      const interior = interiorOf(cx.ex, origin);
      const index = interior === undefined ? undefined : cx.byKey.get(keyOf(interior.path));
      if (index !== undefined) found.push(index);
    }
    known = found;
    cx.ofType.set(type, known);
  }
  return known;
}

function checkUse(cx: InteriorCx, state: readonly Status[], place: Place, span: Span): void {
  if (!cx.reporting) return;
  const type = cx.fn.locals[place.local]?.type ?? bug(`no local ${place.local}`);
  const formed = cx.formed[place.local];
  for (const i of interiorsOfType(cx, type)) {
    const status = state[i] ?? UNKNOWN;
    const interior = cx.interiors[i] ?? bug("no interior");
    if (cx.wrong.has(i) || (interior.path.local !== undefined && cx.init.wrong.has(interior.path.local))) continue;
    if (status.kind === "invalid") complain(cx, i, span, messages.invalidatedHere(), pointSpan(cx, status.at));
    else if (status.kind === "valid" && formed !== undefined && !cx.dominates(status.since, formed)) {
      const lifted = status.since.at === -1;
      complain(
        cx,
        i,
        span,
        lifted ? messages.definedInStructure() : messages.definedLater(),
        lifted ? structureSpan(cx, status.since.block) : pointSpan(cx, status.since),
      );
    }
  }
}

function complain(cx: InteriorCx, interior: number, span: Span, note: string, noteSpan: Span): void {
  cx.wrong.add(interior);
  const name = cx.interiors[interior]?.name ?? "";
  report(cx.ex.cx, messages.invalidatedInterior(name), span, {
    notes: [{ message: note, at: locate(cx.ex.cx, noteSpan) }],
  });
}

function pointSpan(cx: InteriorCx, point: Point): Span {
  const block = cx.fn.blocks[point.block] ?? bug("no block");
  const inst = block.insts[point.at];
  if (inst !== undefined) return spanOf(inst);
  return point.at < 0 ? block.span : spanOf(block.terminator);
}

/** The construct whose ways meet at the start of a block. */
function structureSpan(cx: InteriorCx, block: BlockIndex): Span {
  const above = dominators(cx.fn.blocks).idom[block];
  const body = above === undefined ? undefined : cx.fn.blocks[above];
  return body === undefined ? (cx.fn.blocks[block]?.span ?? bug("no block")) : body.terminator.span;
}

/** Everything strictly below what the place designates may have moved. */
function invalidate(cx: InteriorCx, state: Status[], place: Place, here: Point): void {
  for (const area of areasOf(cx, place)) {
    cx.interiors.forEach((interior, i) => {
      if (state[i]?.kind === "valid" && isBelow(interior.path, area)) state[i] = { kind: "invalid", at: here };
    });
  }
}

/** The storage that a place designates, as origin paths; several behind a reference to one of several. */
function areasOf(cx: InteriorCx, place: Place): readonly Area[] {
  const { ex, fn } = cx;
  const env = ex.cx.env;
  let type = fn.locals[place.local]?.type ?? bug(`no local ${place.local}`);
  let areas: readonly Area[] = rootAreas(cx, place.local);
  for (const projection of place.path) {
    if (projection.kind === "field") {
      const name = fieldName(env, type, projection.index);
      areas = areas.map((a) => ({ root: a.root, steps: [...a.steps, { kind: "field", name }] }));
      type = fieldType(env, type, projection.index) ?? bug("no field");
    } else {
      const term = env.terms.get(type);
      const members = term.kind === "ref" ? originMembers(env.terms, term.origin) : [];
      areas = members.map((m) => originPath(ex.cx, fn, m)).filter((p) => !p.any);
      type = derefType(env, type) ?? bug("dereference of a type that is no reference");
    }
  }
  return areas;
}

/** A local's own storage; for an argument by reference also what its origin in the signature says. */
function rootAreas(cx: InteriorCx, local: LocalIndex): readonly Area[] {
  const own: Area = { root: localRoot(local), steps: [] };
  const { fn, ex } = cx;
  const position = fn.args.indexOf(local);
  if (position < 0) return [own];
  const signature = ex.cx.signature;
  const offset = signature === undefined ? 0 : fn.args.length - signature.args.length;
  const origin = signature?.args[position - offset]?.origin;
  if (origin === undefined) return [own];
  return [own, ...originMembers(ex.cx.env.terms, origin).map((m) => originPath(ex.cx, fn, m))];
}
