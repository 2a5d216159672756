import assert from "node:assert/strict";
import { test } from "node:test";
import { bitsOf, clearBit, hasBit, intersectInto, sameBits, setBit, unionInto } from "./bits.ts";

test("bits are set, cleared and read, the highest of a word too", () => {
  const bits = bitsOf(70);
  for (const i of [0, 31, 32, 63, 69]) setBit(bits, i);
  clearBit(bits, 32);
  assert.deepEqual(
    [0, 1, 31, 32, 63, 69].map((i) => hasBit(bits, i)),
    [true, false, true, false, true, true],
  );
});

test("union and intersection say whether anything changed", () => {
  const a = bitsOf(64);
  const b = bitsOf(64);
  setBit(a, 31);
  setBit(b, 31);
  assert.equal(unionInto(a, b), false);
  assert.equal(intersectInto(a, b), false);
  setBit(b, 63);
  assert.equal(unionInto(a, b), true);
  assert.ok(sameBits(a, b));
  clearBit(b, 31);
  assert.equal(intersectInto(a, b), true);
  assert.ok(sameBits(a, b));
});
