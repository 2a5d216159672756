/**
 * Numbers of the running program. A lane is a JavaScript number wherever that is exact: floats always, integers while they are
 * safe integers, else a bigint. Each value has one form, so `===` compares. The meaning of the operations on the rest is the one
 * that folding uses (`terms/fold-lanes.ts`).
 */

import { bug } from "../base/bug.ts";
import type { DTypeInfo } from "../terms/dtype.ts";
import { decodeSmallFloat, encodeSmallFloat } from "../terms/float-bits.ts";
import { castScalar, fusedMultiplyAdd, scalarOp } from "../terms/fold-lanes.ts";
import { intLimits, isFloat, type Scalar } from "../terms/scalars.ts";

export type Lane = number | bigint;
/** The value of an operand: a scalar (or an address), or the lanes of a vector. */
export type Value = Lane | readonly Lane[];

export type LaneOp = (a: Lane, b: Lane, c: Lane) => Lane;

const WORD = 4294967296;

/** The one form of an integer. */
export function canonical(value: bigint): Lane {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

function fromScalar(d: DTypeInfo, value: Scalar): Lane {
  return isFloat(d) ? Number(value) : canonical(BigInt(value));
}

export function toScalar(d: DTypeInfo, value: Lane): Scalar {
  return isFloat(d) ? Number(value) : BigInt(value);
}

/** Exact results on safe integers; out of range they are computed again with bigints. */
const FAST_INT: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b + 0,
  div: (a, b) => (b === 0 ? 0 : (a - (a % b)) / b + 0),
  rem: (a, b) => (b === 0 ? 0 : (a % b) + 0),
  floordiv: (a, b) => {
    if (b === 0) return 0;
    const rest = a % b;
    const quotient = (a - rest) / b;
    return (rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
  },
  mod: (a, b) => {
    if (b === 0) return 0;
    const rest = a % b;
    return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
  },
  neg: (a) => 0 - a,
  abs: (a) => Math.abs(a),
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
};

/** Where both operands have 32 bits, JavaScript's own bit operations do. */
const FAST_BITS: Readonly<Record<string, (a: number, b: number) => number>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const F64: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
};

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function slowOp(op: string, d: DTypeInfo): LaneOp {
  return (a, b, c) => {
    const value = scalarOp(op, d, toScalar(d, a), toScalar(d, b), toScalar(d, c));
    return value === undefined ? bug(`${op} on ${d.name}`) : fromScalar(d, value);
  };
}

/** The operation on one lane. `fuse`: `muladd` rounds once, as compiled code does. */
export function laneOp(op: string, d: DTypeInfo, fuse: boolean): LaneOp {
  if (d.name === "float64" || d.name === "float32") {
    const fast = own(F64, op);
    if (fast !== undefined) {
      if (d.name === "float64") return (a, b) => fast(a as number, b as number);
      return (a, b) => Math.fround(fast(a as number, b as number));
    }
  }
  if (op === "muladd" && fuse && isFloat(d))
    return (a, b, c) => fusedMultiplyAdd(d, a as number, b as number, c as number);
  const slow = slowOp(op, d);
  if (isFloat(d)) return slow;
  const bits = own(FAST_BITS, op);
  if (bits !== undefined) return bitOp(bits, slow, d);
  const fast = own(FAST_INT, op);
  if (fast === undefined || d.class === "bool") return slow;
  const { min, max } = intLimits(d);
  const low = Math.max(Number(min), -9007199254740991);
  const high = Math.min(Number(max), 9007199254740991);
  return (a, b, c) => {
    if (typeof a === "number" && typeof b === "number") {
      const value = fast(a, b);
      if (value >= low && value <= high) return value;
    }
    return slow(a, b, c);
  };
}

function bitOp(fast: (a: number, b: number) => number, slow: LaneOp, d: DTypeInfo): LaneOp {
  if (d.class === "unsigned" && d.bits === 32) return (a, b) => fast(a as number, b as number) >>> 0;
  if (d.bits <= 32) return (a, b) => fast(a as number, b as number);
  // Within 31 bits the signs do not differ from those of the wide type.
  return (a, b, c) =>
    typeof a === "number" && typeof b === "number" && a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff
      ? fast(a, b)
      : slow(a, b, c);
}

const COMPARE: Readonly<Record<string, (a: Lane, b: Lane) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

export function compareOp(op: string): LaneOp {
  const compare = own(COMPARE, op) ?? bug(`no comparison ${op}`);
  return (a, b) => (compare(a, b) ? 1 : 0);
}

const EXACT: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add_overflows: (a, b) => a + b,
  sub_overflows: (a, b) => a - b,
  mul_overflows: (a, b) => a * b,
};

export function overflowOp(op: string, d: DTypeInfo): LaneOp {
  const exact = own(EXACT, op) ?? bug(`no overflow test ${op}`);
  const { min, max } = intLimits(d);
  return (a, b) => {
    const value = exact(BigInt(a), BigInt(b));
    return value < min || value > max ? 1 : 0;
  };
}

/** A conversion of one lane between element types. */
export function castOp(from: DTypeInfo, to: DTypeInfo): (a: Lane) => Lane {
  if (from.code === to.code) return (a) => a;
  if (!isFloat(from) && !isFloat(to) && to.class !== "bool") {
    const { min, max } = intLimits(to);
    const low = Math.max(Number(min), -9007199254740991);
    const high = Math.min(Number(max), 9007199254740991);
    return (a) =>
      typeof a === "number" && a >= low && a <= high ? a : fromScalar(to, castScalar(from, to, toScalar(from, a)));
  }
  if (!isFloat(from) && to.name === "float64") return (a) => Number(a);
  return (a) => fromScalar(to, castScalar(from, to, toScalar(from, a)));
}

// ------------------------------------------------------------------------------------------------ bits and memory

const scratch = new DataView(new ArrayBuffer(8));

/** The bits of a lane, as an unsigned number. */
export function laneBits(d: DTypeInfo, value: Lane): bigint {
  switch (d.name) {
    case "float64":
      scratch.setFloat64(0, Number(value));
      return scratch.getBigUint64(0);
    case "float32":
      scratch.setFloat32(0, Number(value));
      return BigInt(scratch.getUint32(0));
    default:
      return isFloat(d) ? BigInt(encodeSmallFloat(d, Number(value))) : BigInt.asUintN(d.bits, BigInt(value));
  }
}

export function laneOfBits(d: DTypeInfo, bits: bigint): Lane {
  switch (d.name) {
    case "float64":
      scratch.setBigUint64(0, bits);
      return scratch.getFloat64(0);
    case "float32":
      scratch.setUint32(0, Number(bits));
      return scratch.getFloat32(0);
    default:
      if (isFloat(d)) return decodeSmallFloat(d, Number(bits));
      return canonical(d.class === "signed" ? BigInt.asIntN(d.bits, bits) : BigInt.asUintN(d.bits, bits));
  }
}

export type LaneReader = (view: DataView, at: number) => Lane;
export type LaneWriter = (view: DataView, at: number, value: Lane) => void;

function readWide(bytes: number, signed: boolean): LaneReader {
  return (view, at) => {
    let value = 0n;
    for (let i = bytes - 8; i >= 0; i -= 8) value = (value << 64n) | view.getBigUint64(at + i, true);
    return canonical(signed ? BigInt.asIntN(bytes * 8, value) : value);
  };
}

function writeWide(bytes: number): LaneWriter {
  return (view, at, value) => {
    let rest = BigInt.asUintN(bytes * 8, BigInt(value));
    for (let i = 0; i < bytes; i += 8) {
      view.setBigUint64(at + i, BigInt.asUintN(64, rest), true);
      rest >>= 64n;
    }
  };
}

/** 64 bits: most values fit a number, and the rest are rare. */
export function readInt64(view: DataView, at: number): Lane {
  const high = view.getInt32(at + 4, true);
  // Small values stay small integers of the engine, which cost no memory.
  if (high === 0) return view.getUint32(at, true);
  if (high === -1) return view.getUint32(at, true) - WORD;
  return high >= -0x200000 && high < 0x200000
    ? safe(high * WORD + view.getUint32(at, true))
    : view.getBigInt64(at, true);
}
function safe(value: number): Lane {
  // The one value in range that is no safe integer.
  return value === -9007199254740992 ? BigInt(value) : value;
}
function readUint64(view: DataView, at: number): Lane {
  const high = view.getUint32(at + 4, true);
  if (high === 0) return view.getUint32(at, true);
  return high < 0x200000 ? high * WORD + view.getUint32(at, true) : view.getBigUint64(at, true);
}
export function writeInt64(view: DataView, at: number, value: Lane): void {
  if (typeof value === "number") {
    if ((value | 0) === value) {
      view.setInt32(at, value, true);
      view.setInt32(at + 4, value >> 31, true);
      return;
    }
    const high = Math.floor(value / WORD);
    view.setInt32(at, value - high * WORD, true);
    view.setInt32(at + 4, high, true);
  } else view.setBigInt64(at, BigInt.asIntN(64, value), true);
}

export function laneReader(d: DTypeInfo): LaneReader {
  if (isFloat(d)) {
    if (d.bits === 64) return (v, at) => v.getFloat64(at, true);
    if (d.bits === 32) return (v, at) => v.getFloat32(at, true);
    if (d.bits === 16) return (v, at) => decodeSmallFloat(d, v.getUint16(at, true));
    return (v, at) => decodeSmallFloat(d, v.getUint8(at));
  }
  const signed = d.class === "signed";
  switch (d.bits) {
    case 1:
      return (v, at) => v.getUint8(at) & 1;
    case 8:
      return signed ? (v, at) => v.getInt8(at) : (v, at) => v.getUint8(at);
    case 16:
      return signed ? (v, at) => v.getInt16(at, true) : (v, at) => v.getUint16(at, true);
    case 32:
      return signed ? (v, at) => v.getInt32(at, true) : (v, at) => v.getUint32(at, true);
    case 64:
      return signed ? readInt64 : readUint64;
    default:
      return readWide(d.bits / 8, signed);
  }
}

export function laneWriter(d: DTypeInfo): LaneWriter {
  if (isFloat(d)) {
    if (d.bits === 64) return (v, at, x) => v.setFloat64(at, x as number, true);
    if (d.bits === 32) return (v, at, x) => v.setFloat32(at, x as number, true);
    if (d.bits === 16) return (v, at, x) => v.setUint16(at, encodeSmallFloat(d, x as number), true);
    return (v, at, x) => v.setUint8(at, encodeSmallFloat(d, x as number));
  }
  switch (d.bits) {
    case 1:
    case 8:
      return (v, at, x) => v.setUint8(at, x as number);
    case 16:
      return (v, at, x) => v.setUint16(at, x as number, true);
    case 32:
      return (v, at, x) => v.setUint32(at, x as number, true);
    case 64:
      return writeInt64;
    default:
      return writeWide(d.bits / 8);
  }
}
