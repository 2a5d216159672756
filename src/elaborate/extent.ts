/**
 * How deep and how large terms are, seen as trees: what occurs twice counts twice, as it does wherever a term is walked or
 * printed. `Tuple[T, T]` of itself thirty times over is a small graph and a tree of a thousand million nodes.
 */

import type { TermId } from "../base/ids.ts";
import { forEachChild } from "../terms/children.ts";
import type { TermStore } from "../terms/store.ts";

export interface Extent {
  readonly depth: number;
  readonly size: number;
}

/** Deeper terms than `most` are infinitely deep; the walk ends there. */
export function extentOf(store: TermStore, known: Map<TermId, Extent>, term: TermId, most: number): Extent {
  const before = known.get(term);
  if (before !== undefined) return before;
  if (most === 0) return { depth: Number.POSITIVE_INFINITY, size: Number.POSITIVE_INFINITY };
  let depth = 0;
  let size = 1;
  forEachChild(store.get(term), (child) => {
    const part = extentOf(store, known, child, most - 1);
    depth = Math.max(depth, part.depth);
    size += part.size;
  });
  const extent: Extent = { depth: depth + 1, size };
  if (Number.isFinite(extent.depth)) known.set(term, extent);
  return extent;
}
