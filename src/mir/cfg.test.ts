import assert from "node:assert/strict";
import { test } from "node:test";
import { noSpan } from "../source/source.ts";
import { dominators, loopHeaders, predecessors, reachable, reversePostorder } from "./cfg.ts";
import type { MirBlock, Terminator } from "./mir.ts";
import { place } from "./mir.ts";

/** Blocks from the lists of their successors. */
function graph(...edges: readonly (readonly number[])[]): readonly MirBlock[] {
  return edges.map(([a, b]): MirBlock => {
    const condition = { kind: "copy", place: place(0) } as const;
    const terminator: Terminator =
      a === undefined
        ? { op: "return", span: noSpan, implicit: false }
        : b === undefined
          ? { op: "goto", span: noSpan, target: a }
          : { op: "branch", span: noSpan, condition, then: a, otherwise: b };
    return { insts: [], terminator, origin: "", span: noSpan };
  });
}

//     0 -> 1 -> 2 | 3 -> 4 -> 1 | 5;  6 is unreachable
const sample = graph([1], [2, 3], [4], [4], [1, 5], [], [5]);

test("predecessors, in order", () => {
  assert.deepEqual(predecessors(sample), [[], [0, 4], [1], [1], [2, 3], [4, 6], []]);
});

test("reverse postorder puts a block before its successors, but for back edges", () => {
  const order = reversePostorder(sample);
  const at = (b: number): number => order.indexOf(b);
  assert.equal(order.length, 6);
  assert.ok(at(0) < at(1) && at(1) < at(2) && at(1) < at(3) && at(2) < at(4) && at(3) < at(4) && at(4) < at(5));
});

test("reachability leaves out what only unreachable blocks reach", () => {
  assert.deepEqual(reachable(sample), [true, true, true, true, true, true, false]);
});

test("dominators", () => {
  const { idom, dominates } = dominators(sample);
  assert.deepEqual(idom, [undefined, 0, 1, 1, 1, 4, undefined]);
  assert.ok(dominates(1, 5) && dominates(4, 5) && dominates(2, 2));
  assert.ok(!dominates(2, 4) && !dominates(5, 4) && !dominates(0, 6) && !dominates(6, 6));
});

test("loop headers are the targets of back edges", () => {
  assert.deepEqual([...loopHeaders(sample)], [1]);
});

test("long chains do not nest", () => {
  const size = 100_000;
  const chain = graph(...Array.from({ length: size }, (_, i) => (i + 1 < size ? [i + 1] : [])));
  assert.equal(reversePostorder(chain).length, size);
  assert.ok(dominators(chain).dominates(0, size - 1));
});
