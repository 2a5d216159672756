/** Facts about the graph of a function: predecessors, orders, dominators, reachability. All iterative: graphs are the user's size. */

import type { BlockIndex, MirBlock } from "./mir.ts";
import { successors } from "./mir.ts";

type Blocks = readonly MirBlock[];

/** The predecessors of each block, in block order; a block that branches twice to the same target is listed twice. */
export function predecessors(blocks: Blocks): readonly (readonly BlockIndex[])[] {
  const result: BlockIndex[][] = blocks.map(() => []);
  blocks.forEach((block, index) => {
    for (const next of successors(block.terminator)) result[next]?.push(index);
  });
  return result;
}

/** Blocks reachable from the entry, each after all its successors save along back edges. */
export function postorder(blocks: Blocks): readonly BlockIndex[] {
  const order: BlockIndex[] = [];
  const seen = new Uint8Array(blocks.length);
  const stack: { readonly block: BlockIndex; readonly next: readonly BlockIndex[]; at: number }[] = [];
  const enter = (block: BlockIndex): void => {
    const body = blocks[block];
    if (body === undefined || seen[block] === 1) return;
    seen[block] = 1;
    stack.push({ block, next: successors(body.terminator), at: 0 });
  };
  enter(0);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.next[top.at++];
    if (next !== undefined) enter(next);
    else {
      order.push(top.block);
      stack.pop();
    }
  }
  return order;
}

export function reversePostorder(blocks: Blocks): readonly BlockIndex[] {
  return [...postorder(blocks)].reverse();
}

/** One entry for each block: whether the entry reaches it. */
export function reachable(blocks: Blocks): readonly boolean[] {
  const result = blocks.map(() => false);
  for (const block of postorder(blocks)) result[block] = true;
  return result;
}

export interface Dominators {
  /** The immediate dominator; undefined for the entry and for unreachable blocks. */
  readonly idom: readonly (BlockIndex | undefined)[];
  /** Whether every path from the entry to `b` goes through `a`. False where either is unreachable. */
  dominates(a: BlockIndex, b: BlockIndex): boolean;
}

/** Dominators by the iterative algorithm over reverse postorder. */
export function dominators(blocks: Blocks): Dominators {
  const order = reversePostorder(blocks);
  const position = blocks.map(() => -1);
  order.forEach((block, i) => {
    position[block] = i;
  });
  const preds = predecessors(blocks);
  const idom: (BlockIndex | undefined)[] = blocks.map(() => undefined);
  const positionOf = (block: BlockIndex): number => position[block] ?? -1;
  const meet = (first: BlockIndex, second: BlockIndex): BlockIndex => {
    let a = first;
    let b = second;
    while (a !== b) {
      while (positionOf(a) > positionOf(b)) a = idom[a] ?? 0;
      while (positionOf(b) > positionOf(a)) b = idom[b] ?? 0;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      if (block === 0) continue;
      let best: BlockIndex | undefined;
      for (const pred of preds[block] ?? []) {
        if (pred !== 0 && idom[pred] === undefined) continue;
        best = best === undefined ? pred : meet(pred, best);
      }
      if (best !== idom[block]) {
        idom[block] = best;
        changed = true;
      }
    }
  }
  const dominates = (a: BlockIndex, b: BlockIndex): boolean => {
    if (positionOf(a) < 0 || positionOf(b) < 0) return false;
    let at: BlockIndex | undefined = b;
    while (at !== undefined && positionOf(at) > positionOf(a)) at = idom[at];
    return at === a;
  };
  return { idom, dominates };
}

/** Targets of edges whose source they dominate. */
export function loopHeaders(blocks: Blocks): ReadonlySet<BlockIndex> {
  const { dominates } = dominators(blocks);
  const headers = new Set<BlockIndex>();
  blocks.forEach((block, index) => {
    for (const next of successors(block.terminator)) if (dominates(next, index)) headers.add(next);
  });
  return headers;
}
