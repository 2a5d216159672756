/**
 * Pass B, backward: where values die (15.1.4).
 *
 * Lattice: for each point the set of bits that something below consumes or destroys, ordered by inclusion; the join over the
 * ways on is the union, and each way that lacks some of it destroys that first thing. A bit that is in the set at a point is
 * initialized there. Values dying at one point do so in descending slot, except that what a value refers to dies after it.
 */

import type { Bits } from "../base/bits.ts";
import { bitsOf, sameBits, setBit, unionInto } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import { postorder, reachable } from "../mir/cfg.ts";
import type { BlockIndex, LocalIndex, MirFunction, Place } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { noSpan } from "../source/source.ts";
import { isTriviallyDestroyed } from "./context.ts";
import type { Problems } from "./destroy-problems.ts";
import { noteDeadDefine, noteDestroy } from "./destroy-problems.ts";
import type { DestroyCx, Sink } from "./dying.ts";
import { Dying, inOrder, undo } from "./dying.ts";
import type { Effect, EffectsCx } from "./effects.ts";
import type { CopyFate, CopyPlan } from "./elision.ts";
import { copyFate, makeCopyPlan, recordFate } from "./elision.ts";
import { factsOfBlocks } from "./facts.ts";
import type { BlockEffects, InitFacts } from "./init.ts";
import { advance, changedBy, requiredAtExit, selfInInit, spanOf } from "./init.ts";
import type { SlotNode } from "./slots.ts";
import { setNode, wholeBit } from "./slots.ts";
import { belowTerminator } from "./ways.ts";

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
    borrowed: borrowedBits(ex, dismantled),
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

function borrowedBits(ex: EffectsCx, dismantled: ReadonlySet<LocalIndex>): Bits {
  const bits = bitsOf(ex.slots.bitCount);
  for (const local of dismantled) setBit(bits, wholeBit(ex.slots.roots[local] ?? bug(`no local ${local}`)));
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
  const below = belowTerminator(cx, block, () => stateAt(body.insts.length), sink);
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

/**
 * What is initialized before an instruction of a block (or its terminator): computed when first asked for. Indices are asked for in
 * descending order, and a state holds until the next one is asked for: there is one set, taken back step by step.
 */
function statesOf(cx: DestroyCx, block: BlockIndex): (index: number) => Bits {
  const effects = cx.effects[block] ?? [];
  let at = cx.ex.fn.blocks[block]?.insts.length ?? 0;
  let state: Bits | undefined;
  /** Words that changed, each with its old value, and how many there were before each instruction. */
  const undone: number[] = [];
  const marks: number[] = [];
  const forward = (): Bits => {
    const bits = cx.init.atStart[block]?.slice() ?? bitsOf(cx.ex.slots.bitCount);
    for (let i = 0; i < at; i++) {
      marks.push(undone.length);
      for (const effect of effects[i] ?? []) {
        const node = changedBy(effect);
        if (node === undefined) continue;
        for (let word = node.first >>> 5; word <= (node.end - 1) >>> 5; word++) undone.push(word, bits[word] ?? 0);
        advance(bits, effect);
      }
    }
    return bits;
  };
  return (index) => {
    state ??= forward();
    if (index > at) bug("states are asked for from the end");
    at = index;
    const mark = marks[index] ?? undone.length;
    while (undone.length > mark) {
      const old = undone.pop() ?? 0;
      state[undone.pop() ?? 0] = old;
    }
    return state;
  };
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
