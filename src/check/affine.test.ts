import assert from "node:assert/strict";
import { test } from "node:test";
import { addPoly, boundsOf, constantPoly, mulPoly, neverMeet, type Poly, type Range, symbolPoly } from "./affine.ts";

const i = symbolPoly("i");
const w = symbolPoly("w");
const j = symbolPoly("j");
const c = (value: bigint): Poly => constantPoly(value);
const at = (p: Poly): Range => ({ low: p, high: p });

test("single indices meet where their distance is a multiple of the step", () => {
  assert.equal(neverMeet(at(i), at(i), "i"), true);
  assert.equal(neverMeet(at(i), at(addPoly(i, c(1n))), "i"), false);
  const even = mulPoly(c(2n), i);
  assert.equal(neverMeet(at(even), at(addPoly(even, c(1n))), "i"), true);
  assert.equal(neverMeet(at(even), at(addPoly(even, c(4n))), "i"), false);
  assert.equal(neverMeet(at(even), at(i), "i"), false);
});

test("an index that does not move with the loop meets itself", () => {
  assert.equal(neverMeet(at(c(0n)), at(c(0n)), "i"), false);
  assert.equal(neverMeet(at(w), at(w), "i"), false);
});

test("rows of a matrix lie apart if the columns stay within the width", () => {
  const index = addPoly(mulPoly(i, w), j);
  const within = boundsOf(index, new Map([["j", { low: c(0n), high: addPoly(w, c(-1n)) }]]));
  const beyond = boundsOf(index, new Map([["j", { low: c(0n), high: w }]]));
  assert.ok(within !== undefined && beyond !== undefined);
  assert.equal(neverMeet(within, within, "i"), true);
  assert.equal(neverMeet(beyond, beyond, "i"), false);
});

test("offsets that are not known to differ by a constant may meet", () => {
  assert.equal(neverMeet(at(addPoly(i, w)), at(i), "i"), false);
  assert.equal(neverMeet(at(addPoly(i, w)), at(addPoly(i, w)), "i"), true);
});
