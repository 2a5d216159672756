/**
 * Owned to concrete: the graph of an instance is copied block by block under its bindings. Comptime branches keep the arm that
 * is taken; comptime loops are unrolled: a block is copied once for each round of the loops that it lies in.
 */

import { bug, must } from "../base/bug.ts";
import type { DeclId, TermId } from "../base/ids.ts";
import type { BlockIndex, Inst, MirBlock, MirCall, MirCallee, MirFunction, Place, Terminator } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { checkAssert } from "./assert.ts";
import { lowerIntrinsic, mapOperand, store } from "./body-intrinsics.ts";
import { addLocal, type Body, destroy, mapLocal, mapPlace, newBlock, resolveIn } from "./body-state.ts";
import { lowerCall } from "./calls.ts";
import { type Elaborator, failHere, type Instance } from "./context.ts";
import { iterableElements } from "./iterate.ts";
import { resolveBool } from "./resolve.ts";
import { type Scope, withOwner } from "./scope.ts";

/** A round of a comptime loop; the rounds of the loops around come before it. */
interface Round {
  readonly header: BlockIndex;
  readonly round: number;
}

interface Nest {
  readonly key: string;
  readonly rounds: readonly Round[];
  readonly scope: Scope;
}

interface Copier {
  readonly body: Body;
  readonly blocks: readonly MirBlock[];
  readonly nests: Map<string, Nest>;
  /** Copies by block and nest, with what is still to be copied. */
  readonly copies: Map<string, BlockIndex>;
  readonly work: { readonly from: BlockIndex; readonly nest: Nest; readonly to: BlockIndex }[];
  /** Blocks outside of a comptime loop: those that its exit leads to. */
  readonly outside: Map<BlockIndex, ReadonlySet<BlockIndex>>;
  readonly elements: Map<string, readonly TermId[]>;
  /** The budget of rounds is spent, and that has been told. */
  isFull: boolean;
}

/** Makes the body of an instance concrete. Failures are recorded with the instance. */
export function elaborateBody(cx: Elaborator, instance: Instance): void {
  const { owned } = instance;
  const saved = cx.site;
  instance.state = "running";
  const body: Body = {
    cx,
    instance,
    scope: instance.scope,
    locals: [],
    localByKey: new Map(),
    out: [],
    insts: [],
    span: cx.env.header(instance.decl).nameSpan,
    location: undefined,
  };
  cx.site = { instance, at: body.span };
  const args = owned.args.map((a) => mapLocal(body, a));
  const result = mapLocal(body, owned.result);
  const error =
    owned.error === undefined || instance.signature.raises === undefined ? undefined : mapLocal(body, owned.error);
  if (instance.takesLocation) {
    body.location = addLocation(body);
    args.push(body.location);
  }
  copyBlocks(body, owned.blocks);
  instance.body = {
    stage: "concrete",
    decl: instance.decl,
    locals: body.locals,
    args,
    result,
    error,
    blocks: body.out.map(
      (b): MirBlock => ({
        insts: b.insts,
        terminator: b.terminator ?? bug("a block without terminator"),
        origin: b.origin,
        span: b.span,
      }),
    ),
  } satisfies MirFunction<"concrete">;
  instance.state = "done";
  cx.site = saved;
}

function addLocation(body: Body): number {
  return addLocal(body, {
    name: "",
    type: must(body.instance.signature.args.at(-1), "hidden argument").type,
    kind: "arg",
    convention: "imm",
    mutable: false,
    span: body.span,
    quiet: true,
    slot: 0,
  });
}

function copyBlocks(body: Body, blocks: readonly MirBlock[]): void {
  const copier: Copier = {
    body,
    blocks,
    nests: new Map(),
    copies: new Map(),
    work: [],
    outside: new Map(),
    elements: new Map(),
    isFull: false,
  };
  copyOf(copier, 0, { key: "", rounds: [], scope: body.instance.scope });
  for (let next = copier.work.pop(); next !== undefined; next = copier.work.pop()) {
    const block = must(blocks[next.from], `block ${next.from}`);
    const out = must(body.out[next.to], "copy");
    body.scope = next.nest.scope;
    body.insts = out.insts;
    for (const inst of block.insts) copyInst(body, inst);
    const terminator = copyTerminator(copier, next.from, next.nest, block.terminator);
    out.terminator = terminator;
  }
}

/** The copy of a block as seen from a nest of rounds, made on first use. */
function copyOf(copier: Copier, block: BlockIndex, from: Nest): BlockIndex {
  const nest = leaveLoops(copier, block, from);
  const key = `${block}@${nest.key}`;
  const known = copier.copies.get(key);
  if (known !== undefined) return known;
  const original = must(copier.blocks[block], `block ${block}`);
  const copy = newBlock(copier.body, original.origin, original.span);
  copier.copies.set(key, copy);
  copier.work.push({ from: block, nest, to: copy });
  return copy;
}

/** Rounds of loops that the block does not belong to are over. */
function leaveLoops(copier: Copier, block: BlockIndex, nest: Nest): Nest {
  const { rounds } = nest;
  for (const [i, round] of rounds.entries()) {
    if (round.header === block) return nestOf(copier, rounds.slice(0, i + 1));
    if (outsideOf(copier, round.header).has(block)) return nestOf(copier, rounds.slice(0, i));
  }
  return nest;
}

function nestOf(copier: Copier, rounds: readonly Round[]): Nest {
  const key = rounds.map((r) => `${r.header}:${r.round}`).join(",");
  if (key === "") return { key, rounds, scope: copier.body.instance.scope };
  return copier.nests.get(key) ?? bug(`no nest ${key}`);
}

function enterRound(
  copier: Copier,
  outer: Nest,
  header: BlockIndex,
  round: number,
  loop: DeclId,
  element: TermId,
): Nest {
  const rounds = [...outer.rounds, { header, round }];
  const key = rounds.map((r) => `${r.header}:${r.round}`).join(",");
  const known = copier.nests.get(key);
  if (known !== undefined) return known;
  const nest: Nest = { key, rounds, scope: withOwner(outer.scope, loop, [element]) };
  copier.nests.set(key, nest);
  return nest;
}

function outsideOf(copier: Copier, header: BlockIndex): ReadonlySet<BlockIndex> {
  const known = copier.outside.get(header);
  if (known !== undefined) return known;
  const terminator = must(copier.blocks[header], "header").terminator;
  if (terminator.op !== "comptime_for") return bug(`block ${header} heads no comptime loop`);
  const found = new Set<BlockIndex>();
  const stack = [terminator.exit];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === header || found.has(at)) continue;
    found.add(at);
    stack.push(...successors(must(copier.blocks[at], "block").terminator));
  }
  copier.outside.set(header, found);
  return found;
}

function at(body: Body, inst: { readonly span: Body["span"] }): void {
  body.span = inst.span;
  if (body.cx.site !== undefined) body.cx.site.at = inst.span;
}

function copyInst(body: Body, inst: Inst): void {
  at(body, inst);
  switch (inst.op) {
    case "assign":
      store(body, mapPlace(body, inst.into), inst.value);
      return;
    case "call": {
      at(body, { span: inst.at });
      if (materializes(body.cx, inst.call.callee)) {
        materialize(body, inst.call);
        return;
      }
      const lowered = lowerCall(body, inst.call, inst.at);
      if (lowered === undefined) return;
      body.insts.push({ op: "call", span: inst.span, at: inst.at, call: lowered.call });
      for (const place of lowered.destroyAfter) destroy(body, place);
      return;
    }
    case "ref":
      body.insts.push({ ...inst, into: mapPlace(body, inst.into), place: mapPlace(body, inst.place) });
      return;
    case "intrinsic":
      lowerIntrinsic(body, inst);
      return;
    case "pack":
      body.insts.push({
        ...inst,
        into: mapPlace(body, inst.into),
        elements: inst.elements.map((e) => mapPlace(body, e)),
      });
      return;
    case "declare":
      body.insts.push({ ...inst, local: mapLocal(body, inst.local) });
      return;
    case "destroy":
      destroy(body, mapPlace(body, inst.place));
      return;
    case "comptime_assert":
      checkAssert(body.cx, body.scope, inst);
      return;
    case "use":
    case "dismantle":
    case "complete":
      return;
  }
}

/** The library's `materialize` only stands for its parameter. */
function materializes(cx: Elaborator, callee: MirCallee): boolean {
  return callee.kind === "function" && callee.decl === cx.env.lang("materialize");
}

function materialize(body: Body, call: MirCall): void {
  if (call.callee.kind !== "function") return;
  const [type, value] = call.callee.bindings;
  store(body, mapPlace(body, call.into), {
    kind: "const",
    value: must(value, "materialized value"),
    type: must(type, "its type"),
  });
}

function copyTerminator(copier: Copier, from: BlockIndex, nest: Nest, t: Terminator): Terminator {
  const { body } = copier;
  at(body, t);
  switch (t.op) {
    case "goto":
      return { ...t, target: copyOf(copier, t.target, nest) };
    case "branch": {
      const condition = mapOperand(body, t.condition);
      if (condition === undefined) return { op: "unreachable", span: t.span };
      return { ...t, condition, then: copyOf(copier, t.then, nest), otherwise: copyOf(copier, t.otherwise, nest) };
    }
    case "invoke":
      return copyInvoke(copier, nest, t);
    case "raise":
      return body.instance.signature.raises === undefined ? { op: "unreachable", span: t.span } : t;
    case "return":
    case "unreachable":
      return t;
    case "comptime_branch": {
      const taken = resolveBool(body.cx, body.scope, t.condition);
      if (taken === undefined) return { op: "unreachable", span: t.span };
      return { op: "goto", span: t.span, target: copyOf(copier, taken ? t.then : t.otherwise, nest) };
    }
    case "comptime_for":
      return copyRound(copier, from, nest, t);
  }
}

function copyInvoke(copier: Copier, nest: Nest, t: Extract<Terminator, { readonly op: "invoke" }>): Terminator {
  const { body } = copier;
  at(body, { span: t.at });
  const lowered = lowerCall(body, t.call, t.at);
  if (lowered === undefined) return { op: "unreachable", span: t.span };
  const normal = copyOf(copier, t.normal, nest);
  if (lowered.raises === undefined) {
    body.insts.push({ op: "call", span: t.span, at: t.at, call: lowered.call });
    for (const place of lowered.destroyAfter) destroy(body, place);
    return { op: "goto", span: t.span, target: normal };
  }
  const error = copyOf(copier, t.error, nest);
  return {
    op: "invoke",
    span: t.span,
    at: t.at,
    call: lowered.call,
    errorInto: mapPlace(body, t.errorInto),
    normal: destroyOnEdge(body, lowered.destroyAfter, normal, t),
    error: destroyOnEdge(body, lowered.destroyAfter, error, t),
  };
}

/** The edge to a block, by way of the destructors of arguments that a callee did not take over. */
function destroyOnEdge(body: Body, places: readonly Place[], target: BlockIndex, t: Terminator): BlockIndex {
  if (places.length === 0) return target;
  const block = newBlock(body, "", t.span);
  const out = must(body.out[block], "edge block");
  const saved = body.insts;
  body.insts = out.insts;
  for (const place of places) destroy(body, place);
  body.insts = saved;
  out.terminator = { op: "goto", span: t.span, target };
  return block;
}

/** The header of a comptime loop: on to the next element or out. */
function copyRound(
  copier: Copier,
  header: BlockIndex,
  nest: Nest,
  t: Extract<Terminator, { readonly op: "comptime_for" }>,
): Terminator {
  const { body } = copier;
  const last = nest.rounds.at(-1);
  const inLoop = last !== undefined && last.header === header;
  const outer = inLoop ? nestOf(copier, nest.rounds.slice(0, -1)) : nest;
  const round = inLoop ? last.round + 1 : 0;
  const key = `${header}@${outer.key}`;
  let elements = copier.elements.get(key);
  if (elements === undefined) {
    body.scope = outer.scope;
    elements = iterableElements(body.cx, resolveIn(body, t.iterable)) ?? [];
    copier.elements.set(key, elements);
  }
  const element = elements[round];
  const most = body.cx.options.limits.rounds;
  if (element !== undefined && copier.nests.size >= most) {
    if (!copier.isFull) failHere(body.cx, `the loops of a function are unrolled to more than ${most} rounds`);
    copier.isFull = true;
    return { op: "unreachable", span: t.span };
  }
  if (element === undefined) return { op: "goto", span: t.span, target: copyOf(copier, t.exit, outer) };
  const inside = enterRound(copier, outer, header, round, t.loop, element);
  return { op: "goto", span: t.span, target: copyOf(copier, t.body, inside) };
}
