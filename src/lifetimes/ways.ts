/**
 * Pass B where ways part: the set above a terminator is what the ways on need together, and each way destroys first thing
 * what it lacks of that (15.1.4).
 */

import type { Bits } from "../base/bits.ts";
import { bitsOf, hasBit, isSubset, setBit, unionInto } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { BlockIndex, Terminator } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { negation } from "../terms/where.ts";
import { isTriviallyDestroyed } from "./context.ts";
import { firstTaken, noteDestroy } from "./destroy-problems.ts";
import type { DestroyCx, Sink } from "./dying.ts";
import { Dying, diesWhole, inOrder, namedBy, undo } from "./dying.ts";
import type { Effect } from "./effects.ts";
import { effectsOfDefine } from "./effects.ts";
import { edgeStates, requiredAtExit, spanOf } from "./init.ts";
import type { SlotNode } from "./slots.ts";
import { allFieldsSet, allSet, anySet, clearNode, rootOf, rootsIn, setNode, wholeBit } from "./slots.ts";

/** The set above the terminator; `init` gives what is initialized before it, which few need to know. */
export function belowTerminator(cx: DestroyCx, block: BlockIndex, init: () => Bits, sink: Sink | undefined): Bits {
  const { ex } = cx;
  const end = ex.fn.blocks[block]?.terminator ?? bug(`no block ${block}`);
  if (end.op === "unreachable") return consumedByNobody(cx, init());
  if (end.op === "return" || end.op === "raise") return consumedAtExit(cx, end);
  const effects = cx.effects[block] ?? [];
  const own = effects[effects.length - 1] ?? [];
  const edgeInit = end.op === "invoke" ? edgeStates(ex, init(), end) : [];
  const targets = successors(end);
  const edges = targets.map((target, k) => {
    const changed = edgeInit[k];
    return edgeOf(cx, end, k, target, changed === undefined ? init : () => changed);
  });
  const below = edges[0]?.below.slice() ?? bitsOf(ex.slots.bitCount);
  for (const edge of edges.slice(1)) unionInto(below, edge.below);
  if (edges.length > 1) extend(cx, below, edges, init);
  const dying = new Dying(cx, below, init);
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
          if (rootOf(named) === rootOf(node) || allSet(below, named) || !allSet(init(), named)) continue;
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

function edgeOf(cx: DestroyCx, end: Terminator, k: number, target: BlockIndex, init: () => Bits): Edge {
  const top = cx.top[target];
  const start = top ?? (cx.leaves[target] === true ? bitsOf(cx.ex.slots.bitCount) : cx.borrowed);
  // Only what a call defines is taken off.
  const below = end.op === "invoke" ? start.slice() : start;
  const dying = new Dying(cx, below, init);
  if (end.op === "invoke") {
    const into = k === 0 ? end.call.into : end.errorInto;
    // Without warnings: what a raising call makes may be made for its errors.
    for (const effect of [...effectsOfDefine(cx.ex, into)].reverse()) undo(dying, effect, undefined, end.at);
    dying.close();
  }
  return { below, dying, known: top !== undefined };
}

/**
 * A slot of which something is needed on one way and nothing as a whole on another is needed as a whole: it must not be
 * taken apart in one place and destroyed in another. Not so `self` while a constructor still builds it.
 */
function extend(cx: DestroyCx, below: Bits, edges: readonly Edge[], init: () => Bits): void {
  for (const root of cx.ex.slots.composed) {
    if (root === cx.self || allSet(below, root) || !anySet(below, root)) continue;
    if (!hasBit(init(), wholeBit(root)) && !allFieldsSet(init(), root)) continue;
    if (edges.some((edge) => edge.known && !hasBit(edge.below, wholeBit(root)))) setNode(below, root);
  }
}

interface Lack {
  readonly node: SlotNode;
  readonly taken: SlotNode | undefined;
}

/** The nodes to destroy on a way: what is in `below` and not consumed on it, as large as possible. */
function lacking(
  cx: DestroyCx,
  edge: Edge,
  below: Bits,
  init: () => Bits,
  except: readonly SlotNode[],
): readonly Lack[] {
  if (isSubset(below, edge.below)) return [];
  const missing = below.slice();
  for (let i = 0; i < missing.length; i++) missing[i] = (missing[i] ?? 0) & ~(edge.below[i] ?? 0);
  for (const node of except) clearNode(missing, node);
  const out: Lack[] = [];
  const visit = (node: SlotNode): void => {
    if (!anySet(missing, node)) return;
    if (node.children.length === 0 || (hasBit(missing, wholeBit(node)) && diesWhole(cx, node, init()))) {
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
