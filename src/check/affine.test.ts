import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addPoly,
  bandOf,
  boundsOf,
  constantPoly,
  mulPoly,
  neverMeet,
  type Poly,
  type Range,
  symbolPoly,
} from "./affine.ts";

const i = symbolPoly("i");
const w = symbolPoly("w");
const j = symbolPoly("j");
const c = (value: bigint): Poly => constantPoly(value);
const at = (p: Poly): Range => ({ low: p, high: p });
const meetNever = (a: Range, b: Range): boolean => {
  const [x, y] = [bandOf(a, "i"), bandOf(b, "i")];
  return x !== undefined && y !== undefined && neverMeet(x, y);
};

test("single indices meet where their distance is a multiple of the step", () => {
  assert.equal(meetNever(at(i), at(i)), true);
  assert.equal(meetNever(at(i), at(addPoly(i, c(1n)))), false);
  const even = mulPoly(c(2n), i);
  assert.equal(meetNever(at(even), at(addPoly(even, c(1n)))), true);
  assert.equal(meetNever(at(even), at(addPoly(even, c(4n)))), false);
  assert.equal(meetNever(at(even), at(i)), false);
});

test("an index that does not move with the loop meets itself", () => {
  assert.equal(meetNever(at(c(0n)), at(c(0n))), false);
  assert.equal(meetNever(at(w), at(w)), false);
});

test("rows of a matrix lie apart if the columns stay within the width", () => {
  const index = addPoly(mulPoly(i, w), j);
  const within = boundsOf(index, new Map([["j", { low: c(0n), high: addPoly(w, c(-1n)) }]]));
  const beyond = boundsOf(index, new Map([["j", { low: c(0n), high: w }]]));
  assert.ok(within !== undefined && beyond !== undefined);
  assert.equal(meetNever(within, within), true);
  assert.equal(meetNever(beyond, beyond), false);
});

test("offsets that are not known to differ by a constant may meet", () => {
  assert.equal(meetNever(at(addPoly(i, w)), at(i)), false);
  assert.equal(meetNever(at(addPoly(i, w)), at(addPoly(i, w))), true);
});
