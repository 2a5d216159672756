/**
 * Pass B, backward: where values die (15.1.4).
 *
 * Lattice: for each point the set of bits that something below consumes or destroys, ordered by inclusion; the join over the
 * ways on is the union, and each way that lacks some of it destroys that first thing. A bit that is in the set at a point is
 * initialized there. Values dying at one point do so in descending slot, except that what a value refers to dies after it.
 */

import type { Bits } from "../base/bits.ts";
import { bitsOf, clearBit, hasBit, sameBits, setBit, unionInto } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import { postorder, reachable } from "../mir/cfg.ts";
import type { BlockIndex, LocalIndex, MirFunction, Place, Terminator } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { noSpan, type Span } from "../source/source.ts";
import { negation } from "../terms/where.ts";
import { isTriviallyDestroyed } from "./context.ts";
import type { Problems } from "./destroy-problems.ts";
import { firstTaken, noteConsume, noteDeadDefine, noteDestroy } from "./destroy-problems.ts";
import type { Effect, EffectsCx } from "./effects.ts";
import { effectsOfDefine, typeEffects } from "./effects.ts";
import type { CopyFate, CopyPlan } from "./elision.ts";
import { copyFate, makeCopyPlan, recordFate } from "./elision.ts";
import { factsOfBlocks } from "./facts.ts";
import type { BlockEffects, InitFacts } from "./init.ts";
import { advance, edgeStates, requiredAtExit, selfInInit, spanOf } from "./init.ts";
import type { SlotNode } from "./slots.ts";
import { allFieldsSet, allSet, anySet, clearNode, pathTo, rootOf, rootsIn, setNode, wholeBit } from "./slots.ts";

/** What dies where. */
export interface DestroyPlan {
  readonly atEntry: readonly SlotNode[];
  /** After each instruction of each block. */
  readonly after: readonly (readonly (readonly SlotNode[])[])[];
  /** Overwritten through a reference, right before each instruction. */
  readonly before: readonly (readonly (readonly Place[])[])[];
  /** On each way out of each block. */
  readonly onEdge: readonly (readonly (readonly SlotNode[])[])[];
  readonly copies: CopyPlan;
}

export interface DestroyCx {
  readonly ex: EffectsCx;
  readonly init: InitFacts;
  readonly effects: readonly BlockEffects[];
  /** Arguments whose fields live on their own in the whole function. */
  readonly dismantled: ReadonlySet<LocalIndex>;
  readonly self: SlotNode | undefined;
  readonly copies: CopyPlan;
  /** Bits consumed below the start of each block; undefined while unknown. */
  readonly top: (Bits | undefined)[];
  /** Bits of arguments passed by reference, which somebody else needs, even if the function never gets to an end. */
  readonly borrowed: Bits;
  /** Blocks from which control can leave the function. */
  readonly leaves: readonly boolean[];
  /** Bits of values that need no destructor. */
  readonly trivial: Bits;
  readonly factsAt: (block: BlockIndex) => readonly TermId[];
}

/** What the inserting walk collects; absent while iterating. */
interface Sink {
  readonly problems: Problems;
  readonly after: SlotNode[][][];
  readonly before: Place[][][];
  readonly onEdge: SlotNode[][][];
}

/** After so many rounds the sets of a block may only grow, so that the iteration ends. */
const PATIENCE = 12;

export function planDestroys(
  ex: EffectsCx,
  init: InitFacts,
  effects: readonly BlockEffects[],
  problems: Problems,
): DestroyPlan {
  const { fn } = ex;
  const dismantled = new Set<LocalIndex>();
  for (const block of fn.blocks) {
    for (const inst of block.insts)
      if (inst.op === "dismantle" && inst.place.path.length === 0) dismantled.add(inst.place.local);
  }
  const cx: DestroyCx = {
    ex,
    init,
    effects,
    dismantled,
    self: selfInInit(ex),
    copies: makeCopyPlan(fn),
    top: fn.blocks.map(() => undefined),
    borrowed: borrowedBits(ex),
    leaves: blocksThatLeave(fn),
    trivial: trivialBits(ex),
    factsAt: factsOfBlocks(ex.cx.env, fn),
  };
  const order = postorder(fn.blocks);
  for (let round = 0, changed = true; changed; round++) {
    changed = false;
    for (const block of order) {
      const next = walkBack(cx, block, undefined);
      const known = cx.top[block];
      if (known !== undefined && round > PATIENCE) unionInto(next, known);
      if (known !== undefined && sameBits(known, next)) continue;
      cx.top[block] = next;
      changed = true;
    }
  }
  const sink: Sink = {
    problems,
    after: fn.blocks.map((b) => b.insts.map(() => [])),
    before: fn.blocks.map((b) => b.insts.map(() => [])),
    onEdge: fn.blocks.map((b) => successors(b.terminator).map(() => [])),
  };
  const reached = reachable(fn.blocks);
  fn.blocks.forEach((_, block) => {
    if (reached[block] === true) walkBack(cx, block, sink);
  });
  return {
    atEntry: destroyAtEntry(cx, problems),
    after: sink.after,
    before: sink.before,
    onEdge: sink.onEdge,
    copies: cx.copies,
  };
}

function borrowedBits(ex: EffectsCx): Bits {
  const bits = bitsOf(ex.slots.bitCount);
  for (const node of requiredAtExit(ex, { op: "unreachable", span: noSpan })) setNode(bits, node);
  return bits;
}

function trivialBits(ex: EffectsCx): Bits {
  const bits = bitsOf(ex.slots.bitCount);
  for (const root of ex.slots.roots) if (isTriviallyDestroyed(ex.cx, root.type)) setNode(bits, root);
  return bits;
}

function blocksThatLeave(fn: MirFunction<"raw">): readonly boolean[] {
  const leaves = fn.blocks.map((b) => successors(b.terminator).length === 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = fn.blocks.length - 1; i >= 0; i--) {
      const block = fn.blocks[i];
      if (block === undefined || leaves[i] === true) continue;
      if (!successors(block.terminator).some((next) => leaves[next] === true)) continue;
      leaves[i] = true;
      changed = true;
    }
  }
  return leaves;
}

/** The bits consumed below the start of a block, from those below its end. */
function walkBack(cx: DestroyCx, block: BlockIndex, sink: Sink | undefined): Bits {
  const { fn } = cx.ex;
  const body = fn.blocks[block] ?? bug(`no block ${block}`);
  const effects = cx.effects[block] ?? bug("a block without effects");
  const stateAt = statesOf(cx, block);
  const below = belowTerminator(cx, block, stateAt(body.insts.length), sink);
  for (let i = body.insts.length - 1; i >= 0; i--) {
    const inst = body.insts[i] ?? bug("no instruction");
    const span = spanOf(inst);
    let own = effects[i] ?? [];
    if (inst.op === "assign" && inst.value.kind === "copy") {
      const at = { block, inst: i };
      const fate = copyFate(cx.ex, cx.copies, inst, at, below);
      own = withFate(own, fate, cx.ex.slots.roots[inst.value.place.local]);
      if (sink !== undefined) {
        recordFate(cx.copies, inst, at, fate);
        const target = cx.ex.slots.roots[inst.into.local];
        if (fate === "vanish" && target !== undefined) noteDeadDefine(sink.problems, target, span);
      }
    }
    const dying = new Dying(cx, below, () => stateAt(i + 1));
    for (let e = own.length - 1; e >= 0; e--) {
      const effect = own[e] ?? bug("no effect");
      undo(dying, effect, sink, span);
      if (effect.kind === "define_indirect" && effect.drop) sink?.before[block]?.[i]?.push(effect.place);
    }
    dying.close();
    if (sink === undefined || dying.nodes.length === 0) continue;
    for (const node of dying.nodes)
      noteDestroy(sink.problems, node, dying.taken.get(node), span, false, () => cx.factsAt(block));
    sink.after[block]?.[i]?.push(...inOrder(cx, dying.nodes));
  }
  return below;
}

/** The effects of a copy that turns out to be something else. */
function withFate(effects: readonly Effect[], fate: CopyFate, source: SlotNode | undefined): readonly Effect[] {
  switch (fate) {
    case "copy":
      return effects;
    case "vanish":
      return effects.filter((e) => e.kind !== "define");
    case "move":
    case "alias":
      return effects.map((e) => (e.kind === "use" && e.node === source ? { kind: "consume", node: e.node } : e));
  }
}

/** What is initialized before an instruction of a block (or its terminator): computed when first asked for. */
function statesOf(cx: DestroyCx, block: BlockIndex): (index: number) => Bits {
  const effects = cx.effects[block] ?? [];
  const count = cx.ex.fn.blocks[block]?.insts.length ?? 0;
  const start = (): Bits => cx.init.atStart[block]?.slice() ?? bitsOf(cx.ex.slots.bitCount);
  let all: Bits[] | undefined;
  return (index) => {
    if (all === undefined && index === count) {
      const state = start();
      for (let i = 0; i < count; i++) for (const effect of effects[i] ?? []) advance(state, effect);
      return state;
    }
    if (all === undefined) {
      const state = start();
      all = [state.slice()];
      for (let i = 0; i < count; i++) {
        for (const effect of effects[i] ?? []) advance(state, effect);
        all.push(state.slice());
      }
    }
    return all[index] ?? bug("no state");
  };
}

/** What dies at one point. */
class Dying {
  readonly nodes: SlotNode[] = [];
  /** Parts of dying nodes that are consumed below. */
  readonly taken = new Map<SlotNode, SlotNode>();
  readonly cx: DestroyCx;
  /** Bits consumed below the point; grows. */
  readonly below: Bits;
  /** What is initialized at the point. */
  readonly init: () => Bits;
  /** What the operation at this point defines. */
  readonly defined: SlotNode[] = [];

  constructor(cx: DestroyCx, below: Bits, init: () => Bits) {
    this.cx = cx;
    this.below = below;
    this.init = init;
  }

  /** The node is used: if nothing below does so, it dies here, with the largest part of its slot that still lives. */
  use(node: SlotNode): readonly SlotNode[] {
    if (allSet(this.below, node)) return [];
    const picked: SlotNode[] = [];
    for (const level of pathTo(node)) {
      if (level !== node && (hasBit(this.below, wholeBit(level)) || !diesWhole(this.cx, level, this.init()))) continue;
      this.#pick(level, picked);
      break;
    }
    this.nodes.push(...picked);
    return picked;
  }

  /** Everything that is whole here is used. */
  useAll(): void {
    const { slots, fn, cx } = this.cx.ex;
    for (const root of slots.roots) {
      const kind = fn.locals[root.local]?.kind;
      if ((kind !== "var" && kind !== "arg") || isTriviallyDestroyed(cx, root.type)) continue;
      if (allSet(this.init(), root)) this.use(root);
    }
  }

  #pick(node: SlotNode, picked: SlotNode[]): void {
    if (allSet(this.below, node)) return;
    if (node.children.length === 0 || (!hasBit(this.below, wholeBit(node)) && diesWhole(this.cx, node, this.init()))) {
      const taken = firstTaken(this.cx.ex.cx, node, this.below);
      if (taken !== undefined) this.taken.set(node, taken);
      setNode(this.below, node);
      // The old value of something trivial that this very operation overwrites.
      if (!this.defined.some((d) => d === node || pathTo(node).includes(d))) picked.push(node);
      return;
    }
    // In pieces: the object as a whole is gone, or never was one.
    for (const child of node.children) {
      if (anySet(this.init(), child)) this.#pick(child, picked);
    }
    setBit(this.below, wholeBit(node));
  }

  /** Running a destructor uses what the type of the value names. */
  close(): void {
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i] ?? bug("no node");
      if (isTriviallyDestroyed(this.cx.ex.cx, node.type)) continue;
      for (const named of namedBy(this.cx.ex, node)) {
        if (rootOf(named) !== rootOf(node) && allSet(this.init(), named)) this.use(named);
      }
    }
  }
}

/** Whether a node dies as one object: it was made as one (parts may have been moved out, an error), or all of it is there. */
function diesWhole(cx: DestroyCx, node: SlotNode, init: Bits): boolean {
  if (allFieldsSet(init, node)) return true;
  return node !== cx.self && hasBit(init, wholeBit(node));
}

function namedBy(ex: EffectsCx, node: SlotNode): readonly SlotNode[] {
  const out: Effect[] = [];
  typeEffects(ex, out, node.type);
  return out.flatMap((effect) => (effect.kind === "use" ? [effect.node] : []));
}

/** One effect, seen from below. */
function undo(dying: Dying, effect: Effect, sink: Sink | undefined, span: Span): void {
  const { cx, below } = dying;
  switch (effect.kind) {
    case "use":
      dying.use(effect.node);
      break;
    case "use_any":
      dying.useAll();
      break;
    case "consume":
      if (sink !== undefined) {
        noteConsume(sink.problems, effect.node, below, cx.dismantled.has(effect.node.local), span);
      }
      setNode(below, effect.node);
      break;
    case "define": {
      const picked = dying.use(effect.node);
      if (sink !== undefined && picked.includes(effect.node)) noteDeadDefine(sink.problems, effect.node, span);
      clearNode(below, effect.node);
      dying.defined.push(effect.node);
      break;
    }
    case "complete":
      dying.use(effect.node);
      clearBit(below, wholeBit(effect.node));
      break;
    case "declare":
      clearNode(below, effect.node);
      break;
    case "dismantle":
      // The object as a whole counts as destroyed at the ends of the function.
      dying.use(effect.node);
      break;
    case "consume_indirect":
    case "define_indirect":
      break;
  }
}

/** The set above the terminator; `init` is what is initialized before it. */
function belowTerminator(cx: DestroyCx, block: BlockIndex, init: Bits, sink: Sink | undefined): Bits {
  const { ex } = cx;
  const end = ex.fn.blocks[block]?.terminator ?? bug(`no block ${block}`);
  if (end.op === "unreachable") return consumedByNobody(cx, init);
  if (end.op === "return" || end.op === "raise") return consumedAtExit(cx, end);
  const effects = cx.effects[block] ?? [];
  const own = effects[effects.length - 1] ?? [];
  const edgeInit = edgeStates(ex, init, end);
  const targets = successors(end);
  const edges = targets.map((target, k) => edgeOf(cx, end, k, target, edgeInit[k] ?? init, sink));
  const below = bitsOf(ex.slots.bitCount);
  for (const edge of edges) unionInto(below, edge.below);
  if (edges.length > 1) extend(cx, below, edges, init);
  const dying = new Dying(cx, below, () => init);
  for (let e = own.length - 1; e >= 0; e--) undo(dying, own[e] ?? bug("no effect"), sink, spanOf(end));
  const known = edges.filter((edge) => edge.known);
  const consumed = consumedBy(own);
  // What dies on a way out uses what its type names: that must be there until then.
  for (let grown = true; grown; ) {
    grown = false;
    for (const edge of known) {
      for (const { node } of lacking(cx, edge, below, init, consumed)) {
        if (isTriviallyDestroyed(ex.cx, node.type)) continue;
        for (const named of namedBy(ex, node)) {
          if (rootOf(named) === rootOf(node) || allSet(below, named) || !allSet(init, named)) continue;
          dying.use(named);
          grown = true;
        }
      }
    }
  }
  if (sink === undefined) return below;
  edges.forEach((edge, k) => {
    if (!edge.known) return;
    const isError = end.op === "invoke" && k === 1;
    const facts = (): readonly TermId[] => [...cx.factsAt(block), ...factsOfWay(cx, end, k)];
    const dead = lacking(cx, edge, below, init, consumed);
    for (const { node, taken } of dead) noteDestroy(sink.problems, node, taken, spanOf(end), isError, facts);
    for (const node of edge.dying.nodes)
      noteDestroy(sink.problems, node, edge.dying.taken.get(node), spanOf(end), isError, facts);
    sink.onEdge[block]?.[k]?.push(...inOrder(cx, [...edge.dying.nodes, ...dead.map((d) => d.node)]));
  });
  return below;
}

/** What is known because a compile-time branch goes this way. */
function factsOfWay(cx: DestroyCx, end: Terminator, k: number): readonly TermId[] {
  if (end.op !== "comptime_branch") return [];
  return [k === 0 ? end.condition : negation(cx.ex.cx.env.terms, end.condition)];
}

/** Where control never gets: everything may stay as it is. */
function consumedByNobody(cx: DestroyCx, init: Bits): Bits {
  const below = init.slice();
  for (let i = 0; i < below.length; i++) below[i] = (below[i] ?? 0) & ~(cx.trivial[i] ?? 0);
  return below;
}

function consumedBy(effects: readonly Effect[]): readonly SlotNode[] {
  return effects.flatMap((effect) => (effect.kind === "consume" ? [effect.node] : []));
}

interface Edge {
  /** Bits consumed below the start of the way, targets of the terminator taken off. */
  readonly below: Bits;
  /** Targets that nobody needs on this way. */
  readonly dying: Dying;
  readonly known: boolean;
}

function edgeOf(
  cx: DestroyCx,
  end: Terminator,
  k: number,
  target: BlockIndex,
  init: Bits,
  sink: Sink | undefined,
): Edge {
  const top = cx.top[target];
  const start = top ?? (cx.leaves[target] === true ? bitsOf(cx.ex.slots.bitCount) : cx.borrowed);
  const below = start.slice();
  const dying = new Dying(cx, below, () => init);
  if (end.op === "invoke") {
    const into = k === 0 ? end.call.into : end.errorInto;
    for (const effect of [...effectsOfDefine(cx.ex, into)].reverse()) undo(dying, effect, sink, end.at);
    dying.close();
  }
  return { below, dying, known: top !== undefined };
}

/**
 * A slot of which something is needed on one way and nothing as a whole on another is needed as a whole: it must not be
 * taken apart in one place and destroyed in another. Not so `self` while a constructor still builds it.
 */
function extend(cx: DestroyCx, below: Bits, edges: readonly Edge[], init: Bits): void {
  for (const root of cx.ex.slots.composed) {
    if (root === cx.self || allSet(below, root) || !anySet(below, root)) continue;
    if (!hasBit(init, wholeBit(root)) && !allFieldsSet(init, root)) continue;
    if (edges.some((edge) => edge.known && !hasBit(edge.below, wholeBit(root)))) setNode(below, root);
  }
}

interface Lack {
  readonly node: SlotNode;
  readonly taken: SlotNode | undefined;
}

/** The nodes to destroy on a way: what is in `below` and not consumed on it, as large as possible. */
function lacking(cx: DestroyCx, edge: Edge, below: Bits, init: Bits, except: readonly SlotNode[]): readonly Lack[] {
  const missing = below.slice();
  let any = 0;
  for (let i = 0; i < missing.length; i++) {
    missing[i] = (missing[i] ?? 0) & ~(edge.below[i] ?? 0);
    any |= missing[i] ?? 0;
  }
  if (any === 0) return [];
  for (const node of except) clearNode(missing, node);
  const out: Lack[] = [];
  const visit = (node: SlotNode): void => {
    if (!anySet(missing, node)) return;
    if (node.children.length === 0 || (hasBit(missing, wholeBit(node)) && diesWhole(cx, node, init))) {
      out.push({ node, taken: firstTaken(cx.ex.cx, node, edge.below) });
      return;
    }
    for (const child of node.children) visit(child);
  };
  for (const root of rootsIn(cx.ex.slots, missing)) visit(root);
  return out;
}

/** The bits that must be there at an exit: somebody else has them from here on. */
function consumedAtExit(cx: DestroyCx, end: Terminator): Bits {
  const below = bitsOf(cx.ex.slots.bitCount);
  for (const node of requiredAtExit(cx.ex, end)) setNode(below, node);
  for (const local of cx.dismantled) setBit(below, wholeBit(cx.ex.slots.roots[local] ?? bug(`no local ${local}`)));
  return below;
}

/** Arguments that nothing in the function consumes die at once, the last one first. */
function destroyAtEntry(cx: DestroyCx, problems: Problems): readonly SlotNode[] {
  const { fn, slots } = cx.ex;
  const init = cx.init.atStart[0] ?? bug("the entry has a state");
  const below = cx.top[0]?.slice() ?? bug("the entry has a set");
  const dying = new Dying(cx, below, () => init);
  for (const arg of fn.args) {
    const root = slots.roots[arg] ?? bug(`no local ${arg}`);
    if (fn.locals[arg]?.convention !== "out") dying.use(root);
  }
  dying.close();
  for (const node of dying.nodes) {
    const span = fn.locals[node.local]?.span ?? cx.ex.cx.header.nameSpan;
    noteDestroy(problems, node, dying.taken.get(node), span, false, () => []);
  }
  return inOrder(cx, dying.nodes);
}

/** Descending slot, fields in order; what a value names dies after it. Each node once; trivial ones need no destructor. */
function inOrder(cx: DestroyCx, nodes: readonly SlotNode[]): readonly SlotNode[] {
  const slotOf = (node: SlotNode): number => cx.ex.fn.locals[node.local]?.slot ?? 0;
  const real = nodes.filter((node) => !isTriviallyDestroyed(cx.ex.cx, node.type));
  const sorted = [...new Set(real)].sort((a, b) => slotOf(b) - slotOf(a) || a.first - b.first);
  if (sorted.length < 2) return sorted;
  const out: SlotNode[] = [];
  const waiting = new Set(sorted);
  const users = new Map<LocalIndex, SlotNode[]>();
  for (const node of sorted) {
    for (const named of namedBy(cx.ex, node)) {
      if (named.local !== node.local) users.set(named.local, [...(users.get(named.local) ?? []), node]);
    }
  }
  const place = (node: SlotNode, depth: number): void => {
    if (!waiting.has(node) || depth > sorted.length) return;
    for (const user of users.get(node.local) ?? []) place(user, depth + 1);
    if (!waiting.delete(node)) return;
    out.push(node);
  };
  for (const node of sorted) place(node, 0);
  return out;
}
