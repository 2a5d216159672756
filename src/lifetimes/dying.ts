/**
 * The step of pass B at one point: what an effect does to the set of bits consumed below, and what dies for it.
 */

import type { Bits } from "../base/bits.ts";
import { clearBit, hasBit, setBit } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { BlockIndex, LocalIndex, Place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import { isTriviallyDestroyed } from "./context.ts";
import type { Problems } from "./destroy-problems.ts";
import { firstTaken, noteConsume, noteDeadDefine } from "./destroy-problems.ts";
import type { Effect, EffectsCx } from "./effects.ts";
import { typeEffects } from "./effects.ts";
import type { CopyPlan } from "./elision.ts";
import type { BlockEffects, InitFacts } from "./init.ts";
import type { SlotNode } from "./slots.ts";
import { allFieldsSet, allSet, anySet, clearNode, pathTo, rootOf, setNode, wholeBit } from "./slots.ts";

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
export interface Sink {
  readonly problems: Problems;
  readonly after: SlotNode[][][];
  readonly before: Place[][][];
  readonly onEdge: SlotNode[][][];
}

/** What dies at one point. */
export class Dying {
  readonly nodes: SlotNode[] = [];
  /** Parts of dying nodes that are consumed below. */
  readonly taken: Map<SlotNode, SlotNode> = new Map();
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
export function diesWhole(cx: DestroyCx, node: SlotNode, init: Bits): boolean {
  if (allFieldsSet(init, node)) return true;
  return node !== cx.self && hasBit(init, wholeBit(node));
}

export function namedBy(ex: EffectsCx, node: SlotNode): readonly SlotNode[] {
  const out: Effect[] = [];
  typeEffects(ex, out, node.type);
  return out.flatMap((effect) => (effect.kind === "use" ? [effect.node] : []));
}

/** One effect, seen from below. */
export function undo(dying: Dying, effect: Effect, sink: Sink | undefined, span: Span): void {
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

/** Descending slot, fields in order; what a value names dies after it. Each node once; trivial ones need no destructor. */
export function inOrder(cx: DestroyCx, nodes: readonly SlotNode[]): readonly SlotNode[] {
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
