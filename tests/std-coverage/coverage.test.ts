// The share of the reference's library that is there must not fall below what `docs/status.md` promises.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Count, measure, sum } from "./coverage.ts";
import { accepts, shapeOfText } from "./signature.ts";
import { readSurface } from "./surface.ts";

const share = (count: Count): number => count.found / count.wanted;

describe("the surface of the library", () => {
  test("97 % of the names and 95 % of the members are there", () => {
    const { modules, types } = measure(readSurface());
    assert.ok(share(sum(modules.map((each) => each.names))) >= 0.97);
    assert.ok(share(sum(types.map((each) => each.members))) >= 0.95);
  });
  test("signatures are compared by what callers may pass", () => {
    const shape = (text: string) => shapeOfText(text)!;
    const wanted = shape("def f[n: Int, //, m: Int](self, a: Int, b: List[Int, 2] = [], *, c: Int) -> Int");
    assert.ok(accepts(wanted, wanted));
    assert.ok(accepts(shape("def f[m: Int](self, a: Int, b: Int = 0, x: Int = 0, *, c: Int, d: Int = 1)"), wanted));
    assert.ok(!accepts(shape("def f[m: Int](self, a: Int, b: Int, *, c: Int)"), wanted));
    assert.ok(!accepts(shape("def f[m: Int](self, x: Int, b: Int = 0, *, c: Int)"), wanted));
    assert.ok(!accepts(shape("def f[m: Int](self, mut a: Int, b: Int = 0, *, c: Int)"), wanted));
  });
});
