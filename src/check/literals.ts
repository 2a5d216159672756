/** Exact values of float literals. */

import type { TermOf } from "../terms/term.ts";

/** A decimal literal (`1.5e-3`) as an exact ratio in lowest terms. */
export function floatRatio(text: string): TermOf<"ratio"> {
  const match = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  const whole = match?.[1] ?? "0";
  const fraction = match?.[2] ?? "";
  // An exponent far outside any float's range is as good as infinity or zero; the digits would fill the memory.
  const exponent = Math.max(-20000, Math.min(20000, Number(match?.[3] ?? "0"))) - fraction.length;
  const digits = BigInt(`${whole}${fraction}` || "0");
  if (digits === 0n) return { kind: "ratio", num: 0n, den: 1n, negativeZero: false };
  let num = digits;
  let den = 1n;
  if (exponent >= 0) num *= 10n ** BigInt(exponent);
  else den = 10n ** BigInt(-exponent);
  const d = gcd(num, den);
  return { kind: "ratio", num: num / d, den: den / d, negativeZero: false };
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
