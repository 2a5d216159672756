/** Rounding of exact numbers to the floating element types: one routine for all of them, exact and to nearest even. */

import type { DTypeInfo } from "./dtype.ts";

interface FloatFormat {
  /** Explicit mantissa bits. */
  readonly precision: number;
  /** Exponent of the smallest normal number. */
  readonly minExponent: number;
  readonly max: number;
  readonly hasInfinity: boolean;
  readonly hasNan: boolean;
  /** False: no negative zero. */
  readonly negativeZero: boolean;
}

function format(
  precision: number,
  minExponent: number,
  max: number,
  hasInfinity: boolean,
  hasNan = true,
  negativeZero = true,
): FloatFormat {
  return { precision, minExponent, max, hasInfinity, hasNan, negativeZero };
}

const FORMATS: ReadonlyMap<string, FloatFormat> = new Map([
  ["float64", format(52, -1022, Number.MAX_VALUE, true)],
  ["float32", format(23, -126, 3.4028234663852886e38, true)],
  ["float16", format(10, -14, 65504, true)],
  ["bfloat16", format(7, -126, 3.3895313892515355e38, true)],
  ["float8_e4m3fn", format(3, -6, 448, false)],
  ["float8_e4m3fnuz", format(3, -7, 240, false, true, false)],
  ["float8_e5m2", format(2, -14, 57344, true)],
  ["float8_e5m2fnuz", format(2, -15, 57344, false, true, false)],
  ["float8_e8m0fnu", format(0, -127, 2 ** 127, false, true, false)],
  ["float4_e2m1fn", format(1, 0, 6, false, false)],
]);

/** A finite number as an exact fraction. */
export function exactFraction(value: number): { readonly num: bigint; readonly den: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = bits & 0xfffffffffffffn;
  const magnitude = exponent === 0 ? mantissa : mantissa | 0x10000000000000n;
  const scale = (exponent === 0 ? 1 : exponent) - 1075;
  const signed = bits >> 63n === 1n ? -magnitude : magnitude;
  return scale >= 0 ? { num: signed << BigInt(scale), den: 1n } : { num: signed, den: 1n << BigInt(-scale) };
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

/** The fraction (den > 0) rounded once to the format. A zero keeps no sign: callers know it. */
export function roundFraction(dtype: DTypeInfo, num: bigint, den: bigint): number {
  const f = FORMATS.get(dtype.name);
  if (f === undefined) return Number.NaN;
  if (num === 0n) return 0;
  const negative = num < 0n;
  const n = negative ? -num : num;
  let exponent = bitLength(n) - bitLength(den);
  const tooBig = exponent >= 0 ? n < den << BigInt(exponent) : n << BigInt(-exponent) < den;
  if (tooBig) exponent--;
  const quantum = Math.max(exponent, f.minExponent) - f.precision;
  const top = quantum >= 0 ? n : n << BigInt(-quantum);
  const bottom = quantum >= 0 ? den << BigInt(quantum) : den;
  let quotient = top / bottom;
  const twice = (top - quotient * bottom) * 2n;
  if (twice > bottom || (twice === bottom && (quotient & 1n) === 1n)) quotient++;
  const rounded = scaled(quotient, quantum);
  return finish(f, negative ? -rounded : rounded);
}

/** quotient * 2^quantum without passing through an intermediate overflow or underflow. */
function scaled(quotient: bigint, quantum: number): number {
  if (quantum > 970) return Number(quotient) * 2 ** 970 * 2 ** (quantum - 970);
  return Number(quotient) * 2 ** quantum;
}

function finish(f: FloatFormat, value: number): number {
  if (Number.isNaN(value)) return f.hasNan ? Number.NaN : f.max;
  if (value === 0 && !f.negativeZero) return 0;
  if (Math.abs(value) <= f.max) return value;
  if (f.hasInfinity) return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  // Formats without infinities saturate, as the conversion instructions of current hardware do.
  return value > 0 ? f.max : -f.max;
}

/** A number rounded to the element type. */
export function roundToFormat(dtype: DTypeInfo, value: number): number {
  switch (dtype.name) {
    case "float64":
      return value;
    case "float32":
      return Math.fround(value);
    default: {
      const f = FORMATS.get(dtype.name);
      if (f === undefined) return value;
      if (value === 0 || !Number.isFinite(value)) return finish(f, value);
      const { num, den } = exactFraction(value);
      const rounded = roundFraction(dtype, num, den);
      return rounded === 0 && value < 0 && f.negativeZero ? -0 : rounded;
    }
  }
}
