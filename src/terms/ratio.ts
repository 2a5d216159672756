/** Exact arithmetic of float literals: fractions in lowest terms with infinities, nan and a negative zero. */

import type { DTypeInfo } from "./dtype.ts";
import { exactFraction, roundFraction, roundToFormat } from "./float-format.ts";
import type { TermOf } from "./term.ts";

export type Ratio = Pick<TermOf<"ratio">, "num" | "den" | "negativeZero">;

export const RATIO_NAN: Ratio = { num: 0n, den: 0n, negativeZero: false };
const INFINITY: Ratio = { num: 1n, den: 0n, negativeZero: false };
const NEGATIVE_INFINITY: Ratio = { num: -1n, den: 0n, negativeZero: false };
const ZERO: Ratio = { num: 0n, den: 1n, negativeZero: false };
const NEGATIVE_ZERO: Ratio = { num: 0n, den: 1n, negativeZero: true };

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** The fraction in lowest terms with a positive denominator; den 0 gives an infinity or nan. */
export function ratio(num: bigint, den: bigint, negativeZero = false): Ratio {
  if (den === 0n) return num > 0n ? INFINITY : num < 0n ? NEGATIVE_INFINITY : RATIO_NAN;
  if (num === 0n) return negativeZero ? NEGATIVE_ZERO : ZERO;
  if (den < 0n) {
    num = -num;
    den = -den;
  }
  if (den === 1n) return { num, den, negativeZero: false };
  const g = gcd(num, den);
  return { num: num / g, den: den / g, negativeZero: false };
}

export function ratioOfNumber(value: number): Ratio {
  if (Number.isNaN(value)) return RATIO_NAN;
  if (!Number.isFinite(value)) return value > 0 ? INFINITY : NEGATIVE_INFINITY;
  if (value === 0) return Object.is(value, -0) ? NEGATIVE_ZERO : ZERO;
  const { num, den } = exactFraction(value);
  return ratio(num, den);
}

/** Rounded once to an element type. */
export function ratioToNumber(dtype: DTypeInfo, r: Ratio): number {
  if (r.den === 0n) {
    const value = r.num === 0n ? Number.NaN : r.num > 0n ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return roundToFormat(dtype, value);
  }
  if (r.num === 0n) return roundToFormat(dtype, r.negativeZero ? -0 : 0);
  const rounded = roundFraction(dtype, r.num, r.den);
  return rounded === 0 && r.num < 0n ? roundToFormat(dtype, -0) : rounded;
}

export function isNan(r: Ratio): boolean {
  return r.den === 0n && r.num === 0n;
}
function isInfinite(r: Ratio): boolean {
  return r.den === 0n && r.num !== 0n;
}
function isNegative(r: Ratio): boolean {
  return r.num < 0n || (r.num === 0n && r.negativeZero);
}

export function ratioNeg(a: Ratio): Ratio {
  if (isNan(a)) return a;
  if (a.num === 0n) return a.negativeZero ? ZERO : NEGATIVE_ZERO;
  return { num: -a.num, den: a.den, negativeZero: false };
}

export function ratioAdd(a: Ratio, b: Ratio): Ratio {
  if (isNan(a) || isNan(b)) return RATIO_NAN;
  if (isInfinite(a)) return isInfinite(b) && a.num !== b.num ? RATIO_NAN : a;
  if (isInfinite(b)) return b;
  return ratio(a.num * b.den + b.num * a.den, a.den * b.den, a.negativeZero && b.negativeZero);
}

export function ratioSub(a: Ratio, b: Ratio): Ratio {
  return ratioAdd(a, ratioNeg(b));
}

export function ratioMul(a: Ratio, b: Ratio): Ratio {
  if (isNan(a) || isNan(b)) return RATIO_NAN;
  const negative = isNegative(a) !== isNegative(b);
  if (isInfinite(a) || isInfinite(b)) {
    if (isZero(a) || isZero(b)) return RATIO_NAN;
    return negative ? NEGATIVE_INFINITY : INFINITY;
  }
  return ratio(a.num * b.num, a.den * b.den, negative);
}

function isZero(r: Ratio): boolean {
  return r.num === 0n && r.den !== 0n;
}

export function ratioDiv(a: Ratio, b: Ratio): Ratio {
  if (isNan(a) || isNan(b)) return RATIO_NAN;
  const negative = isNegative(a) !== isNegative(b);
  if (isInfinite(a)) return isInfinite(b) ? RATIO_NAN : negative ? NEGATIVE_INFINITY : INFINITY;
  if (isInfinite(b)) return negative ? NEGATIVE_ZERO : ZERO;
  if (isZero(b)) return isZero(a) ? RATIO_NAN : negative ? NEGATIVE_INFINITY : INFINITY;
  return ratio(a.num * b.den, a.den * b.num, negative);
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

export function ratioFloorDiv(a: Ratio, b: Ratio): Ratio {
  const q = ratioDiv(a, b);
  if (q.den === 0n || q.num === 0n) return q;
  return ratio(floorDiv(q.num, q.den), 1n);
}

/** Sign of the divisor, as in Python. */
export function ratioMod(a: Ratio, b: Ratio): Ratio {
  if (isNan(a) || isNan(b) || isInfinite(a) || isZero(b)) return RATIO_NAN;
  if (isInfinite(b)) return isZero(a) || isNegative(a) === isNegative(b) ? a : b;
  return ratioSub(a, ratioMul(ratioFloorDiv(a, b), b));
}

/** Negative, zero, positive, or undefined where not ordered. */
export function ratioCompare(a: Ratio, b: Ratio): number | undefined {
  if (isNan(a) || isNan(b)) return undefined;
  if (a.den === 0n || b.den === 0n) {
    const x = a.den === 0n ? a.num : 0n;
    const y = b.den === 0n ? b.num : 0n;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Toward zero; infinities and nan have no integer. */
export function ratioTruncate(a: Ratio): bigint | undefined {
  return a.den === 0n ? undefined : a.num / a.den;
}
