/** Bit patterns of the floating types that JavaScript has no view for: 16 bits and fewer. */

import { bug } from "../base/bug.ts";
import type { DTypeInfo } from "./dtype.ts";
import { roundToFormat } from "./float-format.ts";

interface Bits {
  readonly exponent: number;
  readonly mantissa: number;
  readonly bias: number;
  readonly signed: boolean;
  /** What the largest exponents mean: infinities and nans, only one nan pattern, or plain numbers. */
  readonly specials: "ieee" | "all-ones-nan" | "negative-zero-nan" | "none";
}

const BITS: Readonly<Record<string, Bits>> = {
  float16: { exponent: 5, mantissa: 10, bias: 15, signed: true, specials: "ieee" },
  bfloat16: { exponent: 8, mantissa: 7, bias: 127, signed: true, specials: "ieee" },
  float8_e4m3fn: { exponent: 4, mantissa: 3, bias: 7, signed: true, specials: "all-ones-nan" },
  float8_e4m3fnuz: { exponent: 4, mantissa: 3, bias: 8, signed: true, specials: "negative-zero-nan" },
  float8_e5m2: { exponent: 5, mantissa: 2, bias: 15, signed: true, specials: "ieee" },
  float8_e5m2fnuz: { exponent: 5, mantissa: 2, bias: 16, signed: true, specials: "negative-zero-nan" },
  float8_e8m0fnu: { exponent: 8, mantissa: 0, bias: 127, signed: false, specials: "all-ones-nan" },
  float4_e2m1fn: { exponent: 2, mantissa: 1, bias: 1, signed: true, specials: "none" },
};

function bitsOf(d: DTypeInfo): Bits {
  return BITS[d.name] ?? bug(`${d.name} is no small float`);
}

export function decodeSmallFloat(d: DTypeInfo, pattern: number): number {
  const f = bitsOf(d);
  const magnitudeBits = f.exponent + f.mantissa;
  const magnitude = pattern & ((1 << magnitudeBits) - 1);
  const negative = f.signed && ((pattern >>> magnitudeBits) & 1) === 1;
  if (f.specials === "negative-zero-nan" && negative && magnitude === 0) return Number.NaN;
  if (f.specials === "all-ones-nan" && magnitude === (1 << magnitudeBits) - 1) return Number.NaN;
  const exponent = magnitude >>> f.mantissa;
  const fraction = magnitude & ((1 << f.mantissa) - 1);
  let value: number;
  if (f.specials === "ieee" && exponent === (1 << f.exponent) - 1)
    value = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  else if (exponent === 0 && f.mantissa > 0) value = fraction * 2 ** (1 - f.bias - f.mantissa);
  else value = (1 + fraction / (1 << f.mantissa)) * 2 ** (exponent - f.bias);
  return negative ? -value : value;
}

export function encodeSmallFloat(d: DTypeInfo, number: number): number {
  const f = bitsOf(d);
  const value = roundToFormat(d, number);
  const magnitudeBits = f.exponent + f.mantissa;
  const negative = f.signed && (value < 0 || Object.is(value, -0));
  const sign = negative ? 1 << magnitudeBits : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) {
    if (f.specials === "negative-zero-nan") return 1 << magnitudeBits;
    if (f.specials === "ieee") return (((1 << f.exponent) - 1) << f.mantissa) | (1 << (f.mantissa - 1));
    return (1 << magnitudeBits) - 1;
  }
  if (size === Number.POSITIVE_INFINITY) return sign | (((1 << f.exponent) - 1) << f.mantissa);
  if (size === 0) return f.specials === "negative-zero-nan" ? 0 : sign;
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  if (2 ** (exponent + 1) <= size) exponent++;
  const biased = exponent + f.bias;
  if (biased <= 0 && f.mantissa > 0) return sign | Math.round(size / 2 ** (1 - f.bias - f.mantissa));
  return sign | (Math.max(0, biased) << f.mantissa) | Math.round((size / 2 ** exponent - 1) * (1 << f.mantissa));
}
