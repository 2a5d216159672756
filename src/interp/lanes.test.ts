import assert from "node:assert/strict";
import { test } from "node:test";
import { must } from "../base/bug.ts";
import { type DTypeInfo, dtypeByName } from "../terms/dtype.ts";
import { scalarOp } from "../terms/fold-lanes.ts";
import { isFloat } from "../terms/scalars.ts";
import {
  canonical,
  castOp,
  compareOp,
  type Lane,
  laneBits,
  laneOfBits,
  laneOp,
  laneReader,
  laneWriter,
  overflowOp,
  toScalar,
} from "./lanes.ts";

function dtype(name: string): DTypeInfo {
  return must(dtypeByName(name), name);
}
function run(op: string, type: string, a: Lane, b: Lane = 0, c: Lane = 0): Lane {
  return laneOp(op, dtype(type), false)(a, b, c);
}

test("integers wrap, divide and round as the language says", () => {
  const max = 9223372036854775807n;
  const min = -9223372036854775808n;
  const cases: readonly (readonly [op: string, type: string, a: Lane, b: Lane, expected: Lane])[] = [
    ["add", "uint8", 200, 100, 44],
    ["add", "int8", 127, 1, -128],
    ["sub", "uint8", 0, 1, 255],
    ["add", "int", max, 1, min],
    ["neg", "int", min, 0, min],
    ["floordiv", "int", -7, 2, -4],
    ["floordiv", "int", 7, -2, -4],
    ["floordiv", "int8", -128, -1, -128],
    ["floordiv", "int", 5, 0, 0],
    ["floordiv", "int", min, -1, min],
    ["mod", "int", -7, 2, 1],
    ["mod", "int", 7, -2, -1],
    ["mod", "int", 5, 0, 0],
    ["mod", "int", min, -1, 0],
    ["div", "int", -7, 2, -3],
    ["div", "int", 1, 0, 0],
    ["rem", "int", -7, 2, -1],
    ["mul", "int", 4294967296, 4294967296, 0],
    ["mul", "int", 3037000500, 3037000500, -9223372036709301616n],
    ["mul", "uint64", 4294967295, 4294967297, 18446744073709551615n],
    ["shl", "int", 1, 63, min],
    ["shl", "int", 1, 64, 0],
    ["shr", "int", -8, 1, -4],
    ["shr", "int8", -128, 7, -1],
    ["shr", "uint8", 200, 1, 100],
    ["shr", "int", -1, 100, -1],
    ["not", "int", 5, 0, -6],
    ["not", "uint8", 5, 0, 250],
    ["and", "int", -1, 0xffffffff, 0xffffffff],
    ["xor", "uint32", 0xffffffff, 1, 0xfffffffe],
    ["or", "int64", 9007199254740991, 1n << 60n, (1n << 60n) | 9007199254740991n],
    ["ctpop", "int", -1, 0, 64],
    ["ctlz", "uint16", 1, 0, 15],
    ["cttz", "int", 0, 0, 64],
    ["bswap", "uint32", 0x01020304, 0, 0x04030201],
    ["rotl", "uint8", 0x81, 1, 3],
    ["add_sat", "int8", 100, 100, 127],
    ["sub_sat", "uint8", 1, 2, 0],
    ["abs", "int", -9, 0, 9],
    ["add", "int128", 1n << 126n, 1n << 126n, -(1n << 127n)],
    ["mul", "uint256", 1n << 255n, 2, 0],
  ];
  for (const [op, type, a, b, expected] of cases)
    assert.equal(run(op, type, a, b), expected, `${op} ${type} ${a} ${b}`);
});

test("fast paths agree with folding on values around the limits", () => {
  const ops = ["add", "sub", "mul", "div", "rem", "floordiv", "mod", "neg", "abs", "min", "max", "and", "or", "xor"];
  for (const type of ["int8", "uint8", "int32", "uint32", "int64", "uint64", "int", "int128"]) {
    const d = dtype(type);
    const bits = BigInt(Math.min(d.bits, 65));
    const values: bigint[] = [0n, 1n, 2n, 3n, 7n, 255n, 9007199254740991n, 9007199254740992n, (1n << (bits - 1n)) - 1n];
    const all = [...values, ...values.map((v) => -v), -(1n << (bits - 1n))].map((v) =>
      d.class === "signed" ? BigInt.asIntN(d.bits, v) : BigInt.asUintN(d.bits, v),
    );
    for (const op of ops) {
      const lane = laneOp(op, d, false);
      for (const a of all) {
        for (const b of all) {
          const expected = canonical(BigInt(scalarOp(op, d, a, b, 0n) ?? 0n));
          assert.ok(Object.is(lane(canonical(a), canonical(b), 0), expected), `${op} ${type} ${a} ${b}`);
        }
      }
    }
  }
});

test("floats round to their type; muladd fuses only when asked to", () => {
  assert.equal(run("add", "float64", 0.1, 0.2), 0.30000000000000004);
  assert.equal(run("add", "float32", 16777216, 1), 16777216);
  assert.equal(run("div", "float32", 1, 3), Math.fround(1 / 3));
  assert.equal(run("mul", "float16", 300, 300), Number.POSITIVE_INFINITY);
  assert.equal(run("mod", "float64", -7, 3), 2);
  assert.equal(run("mod", "float64", 7.5, -2), -0.5);
  assert.equal(run("floordiv", "float64", -7, 2), -4);
  assert.equal(run("round_even", "float64", 2.5), 2);
  assert.equal(run("round_even", "float64", 3.5), 4);
  assert.equal(run("round_away", "float64", -2.5), -3);
  const a = 1 + 2 ** -30;
  const unfused = run("muladd", "float64", a, a, -1);
  const fused = laneOp("muladd", dtype("float64"), true)(a, a, -1);
  assert.equal(unfused, a * a - 1);
  assert.notEqual(fused, unfused);
  assert.equal(run("fma", "float64", a, a, -1), fused);
});

test("comparisons and overflow tests", () => {
  assert.equal(compareOp("lt")(-1, 9223372036854775807n, 0), 1);
  assert.equal(compareOp("eq")(Number.NaN, Number.NaN, 0), 0);
  assert.equal(compareOp("ne")(Number.NaN, Number.NaN, 0), 1);
  assert.equal(overflowOp("add_overflows", dtype("int"))(9223372036854775807n, 1, 0), 1);
  assert.equal(overflowOp("mul_overflows", dtype("int"))(3037000499, 3037000499, 0), 0);
});

test("conversions", () => {
  const cast = (from: string, to: string, value: Lane): Lane => castOp(dtype(from), dtype(to))(value);
  assert.equal(cast("int", "int8", 200), -56);
  assert.equal(cast("int", "uint8", 300), 44);
  assert.equal(cast("int", "uint", -1), 18446744073709551615n);
  assert.equal(cast("uint", "int", 18446744073709551615n), -1);
  assert.equal(cast("int8", "uint32", -1), 4294967295);
  assert.equal(cast("float64", "int", -3.9), -3);
  assert.equal(cast("float64", "int8", 300), 127);
  assert.equal(cast("float64", "int", Number.NaN), 0);
  assert.equal(cast("int", "bool", 3), 1);
  assert.equal(cast("bool", "float64", 1), 1);
  assert.equal(cast("int", "float32", 16777217), 16777216);
});

test("memory and bits: every value comes back", () => {
  const view = new DataView(new ArrayBuffer(64));
  const values: Readonly<Record<string, readonly Lane[]>> = {
    bool: [0, 1],
    int8: [-128, 127, 0],
    uint8: [255],
    int16: [-32768],
    uint16: [65535],
    int32: [-2147483648],
    uint32: [4294967295],
    int64: [
      -1,
      -9223372036854775808n,
      9223372036854775807n,
      9007199254740991,
      -9007199254740991,
      -9007199254740992n,
      4294967296,
    ],
    uint64: [18446744073709551615n, 9007199254740992n, 5],
    int: [-4294967297],
    int128: [-(1n << 127n), 12, -1],
    uint256: [(1n << 256n) - 1n],
    float64: [0.1, -0, Number.POSITIVE_INFINITY],
    float32: [Math.fround(0.1)],
    float16: [1.5, 65504, 2 ** -24, -0, Number.NEGATIVE_INFINITY],
    bfloat16: [3.140625, 2 ** -133],
    float8_e4m3fn: [448, 2 ** -9, -1.125],
    float8_e5m2: [57344, Number.POSITIVE_INFINITY],
    float8_e4m3fnuz: [240, -0.5],
    float8_e8m0fnu: [2 ** -127, 2 ** 127, 1],
    float4_e2m1fn: [6, 0.5, -1.5],
  };
  for (const [name, lanes] of Object.entries(values)) {
    const d = dtype(name);
    for (const lane of lanes) {
      laneWriter(d)(view, 8, lane);
      assert.ok(Object.is(laneReader(d)(view, 8), lane), `${name} ${lane} in memory`);
      assert.ok(Object.is(laneOfBits(d, laneBits(d, lane)), lane), `${name} ${lane} as bits`);
      if (!isFloat(d)) assert.equal(canonical(BigInt(toScalar(d, lane))), lane);
    }
  }
});
