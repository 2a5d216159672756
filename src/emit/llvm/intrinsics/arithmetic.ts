/**
 * Lane-wise arithmetic (14.1, 14.2). Integers wrap; division guards against zero and MIN / -1, which are undefined in LLVM;
 * `//` and `%` round down. Float `a // b` is floor(a / b); `a % b` is the exact
 * remainder with the divisor's sign.
 */

import { floatText } from "../constants.ts";
import { emit, type FunctionCx } from "../context.ts";
import type { Scalar } from "../shapes.ts";
import { giveNumeric, numberArg } from "./small-floats.ts";
import { callSame, give, isFloat, isSigned, type Lowering, maskType, scalarArg, splatText } from "./support.ts";

/** A lowering by kind of number. */
function binary(
  integer: (cx: FunctionCx, s: Scalar, a: string, b: string) => string,
  float: (cx: FunctionCx, s: Scalar, a: string, b: string) => string,
): Lowering {
  return (cx, inst) => {
    const a = numberArg(cx, inst, 0);
    const b = numberArg(cx, inst, 1);
    giveNumeric(cx, inst, (isFloat(a.scalar) ? float : integer)(cx, a.scalar, a.value, b.value));
  };
}
function unary(
  integer: (cx: FunctionCx, s: Scalar, a: string) => string,
  float: (cx: FunctionCx, s: Scalar, a: string) => string,
): Lowering {
  return (cx, inst) => {
    const a = numberArg(cx, inst, 0);
    giveNumeric(cx, inst, (isFloat(a.scalar) ? float : integer)(cx, a.scalar, a.value));
  };
}
function op(name: string): (cx: FunctionCx, s: Scalar, a: string, b: string) => string {
  return (cx, s, a, b) => emit(cx, `${name} ${s.value} ${a}, ${b}`);
}
function same(name: string): (cx: FunctionCx, s: Scalar, a: string, b: string) => string {
  return (cx, s, a, b) => callSame(cx, s, name, [a, b]);
}
function identity(_cx: FunctionCx, _s: Scalar, a: string): string {
  return a;
}

interface Divisor {
  /** Never zero, and never -1 where that could overflow. */
  readonly safe: string;
  readonly zero: string;
  /** Set for signed types: the divisor is -1. */
  readonly minusOne: string | undefined;
}
function divisor(cx: FunctionCx, s: Scalar, b: string): Divisor {
  const mask = maskType(s);
  const zero = emit(cx, `icmp eq ${s.value} ${b}, ${splatText(s, "0")}`);
  let special = zero;
  let minusOne: string | undefined;
  if (isSigned(s)) {
    minusOne = emit(cx, `icmp eq ${s.value} ${b}, ${splatText(s, "-1")}`);
    special = emit(cx, `or ${mask} ${zero}, ${minusOne}`);
  }
  const safe = emit(cx, `select ${mask} ${special}, ${s.value} ${splatText(s, "1")}, ${s.value} ${b}`);
  return { safe, zero, minusOne };
}
function choose(cx: FunctionCx, s: Scalar, mask: string, yes: string, no: string): string {
  return emit(cx, `select ${maskType(s)} ${mask}, ${s.value} ${yes}, ${s.value} ${no}`);
}
/** The quotient where the divisor was ordinary, -a where it was -1 (wrapping at MIN), 0 where it was 0. */
function quotient(cx: FunctionCx, s: Scalar, a: string, d: Divisor, ordinary: string): string {
  let result = ordinary;
  if (d.minusOne !== undefined)
    result = choose(cx, s, d.minusOne, emit(cx, `sub ${s.value} ${splatText(s, "0")}, ${a}`), result);
  return choose(cx, s, d.zero, splatText(s, "0"), result);
}
function divideInt(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  const d = divisor(cx, s, b);
  return quotient(cx, s, a, d, emit(cx, `${isSigned(s) ? "sdiv" : "udiv"} ${s.value} ${a}, ${d.safe}`));
}
/** A remainder by 0 counts as one by 1: it is 0, as is one by -1. */
function remainderInt(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  const d = divisor(cx, s, b);
  return emit(cx, `${isSigned(s) ? "srem" : "urem"} ${s.value} ${a}, ${d.safe}`);
}
/** Lanes where a truncated remainder is not zero and has not the divisor's sign. */
function mustAdjust(cx: FunctionCx, s: Scalar, rest: string, by: string): string {
  const some = emit(cx, `icmp ne ${s.value} ${rest}, ${splatText(s, "0")}`);
  const signs = emit(cx, `xor ${s.value} ${rest}, ${by}`);
  const differ = emit(cx, `icmp slt ${s.value} ${signs}, ${splatText(s, "0")}`);
  return emit(cx, `and ${maskType(s)} ${some}, ${differ}`);
}
function floorDivideInt(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  if (!isSigned(s)) return divideInt(cx, s, a, b);
  const d = divisor(cx, s, b);
  const q = emit(cx, `sdiv ${s.value} ${a}, ${d.safe}`);
  const rest = emit(cx, `srem ${s.value} ${a}, ${d.safe}`);
  const down = mustAdjust(cx, s, rest, d.safe);
  const step = emit(cx, `sext ${maskType(s)} ${down} to ${s.value}`);
  return quotient(cx, s, a, d, emit(cx, `add ${s.value} ${q}, ${step}`));
}
function modInt(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  if (!isSigned(s)) return remainderInt(cx, s, a, b);
  const d = divisor(cx, s, b);
  const rest = emit(cx, `srem ${s.value} ${a}, ${d.safe}`);
  const down = mustAdjust(cx, s, rest, d.safe);
  return choose(cx, s, down, emit(cx, `add ${s.value} ${rest}, ${d.safe}`), rest);
}
function floorDivideFloat(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  return callSame(cx, s, "floor", [emit(cx, `fdiv ${s.value} ${a}, ${b}`)]);
}
/** The remainder of fmod, moved to the divisor's sign. */
function modFloat(cx: FunctionCx, s: Scalar, a: string, b: string): string {
  const rest = emit(cx, `frem ${s.value} ${a}, ${b}`);
  const zero = splatText(s, floatText(s, 0));
  const some = emit(cx, `fcmp une ${s.value} ${rest}, ${zero}`);
  const restNegative = emit(cx, `fcmp olt ${s.value} ${rest}, ${zero}`);
  const byNegative = emit(cx, `fcmp olt ${s.value} ${b}, ${zero}`);
  const differ = emit(cx, `xor ${maskType(s)} ${restNegative}, ${byNegative}`);
  const adjust = emit(cx, `and ${maskType(s)} ${some}, ${differ}`);
  return choose(cx, s, adjust, emit(cx, `fadd ${s.value} ${rest}, ${b}`), rest);
}

/** The smaller or larger; of a number and a nan the number, of two zeros either one. (LLVM 21 lowers `maximumnum` wrongly on x86.) */
export function extreme(cx: FunctionCx, s: Scalar, which: "min" | "max", a: string, b: string): string {
  if (isFloat(s)) return callSame(cx, s, which === "min" ? "minnum" : "maxnum", [b, a]);
  return callSame(cx, s, `${isSigned(s) ? "s" : "u"}${which}`, [a, b]);
}

/** A shift; counts at or above the width give 0, or the sign of a signed right shift. */
function shift(left: boolean): Lowering {
  return (cx, inst) => {
    const { value: a, scalar: s } = scalarArg(cx, inst, 0);
    const { value: count } = scalarArg(cx, inst, 1);
    if (!left && isSigned(s)) {
      const most = callSame(cx, s, "umin", [count, splatText(s, `${s.bits - 1}`)]);
      give(cx, inst, emit(cx, `ashr ${s.value} ${a}, ${most}`));
      return;
    }
    const fits = emit(cx, `icmp ult ${s.value} ${count}, ${splatText(s, `${s.bits}`)}`);
    const shifted = emit(cx, `${left ? "shl" : "lshr"} ${s.value} ${a}, ${count}`);
    give(cx, inst, choose(cx, s, fits, shifted, splatText(s, "0")));
  };
}
function rotate(name: "fshl" | "fshr"): Lowering {
  return (cx, inst) => {
    const { value: a, scalar } = scalarArg(cx, inst, 0);
    give(cx, inst, callSame(cx, scalar, name, [a, a, scalarArg(cx, inst, 1).value]));
  };
}
/** Counting bits: `flag` false: a zero has a defined count, the width. */
function bits(name: string, hasFlag: boolean): Lowering {
  return (cx, inst) => {
    const { value, scalar: s } = scalarArg(cx, inst, 0);
    give(
      cx,
      inst,
      emit(
        cx,
        `call ${s.value} @llvm.${name}.${s.lanes === 1 ? "" : `v${s.lanes}`}${s.lane}(${s.value} ${value}${hasFlag ? ", i1 false" : ""})`,
      ),
    );
  };
}
function overflows(name: "add" | "sub" | "mul"): Lowering {
  return (cx, inst) => {
    const { value: a, scalar: s } = scalarArg(cx, inst, 0);
    const { value: b } = scalarArg(cx, inst, 1);
    const type = `{ ${s.value}, ${maskType(s)} }`;
    const lanes = s.lanes === 1 ? "" : `v${s.lanes}`;
    const both = emit(
      cx,
      `call ${type} @llvm.${isSigned(s) ? "s" : "u"}${name}.with.overflow.${lanes}${s.lane}(${s.value} ${a}, ${s.value} ${b})`,
    );
    give(cx, inst, emit(cx, `extractvalue ${type} ${both}, 1`));
  };
}
function saturating(name: "add" | "sub"): Lowering {
  return binary((cx, s, a, b) => callSame(cx, s, `${isSigned(s) ? "s" : "u"}${name}.sat`, [a, b]), op(`f${name}`));
}
function float(name: string): Lowering {
  return unary(identity, (cx, s, a) => callSame(cx, s, name, [a]));
}
/** fma: one rounding. muladd: fused where the target has the instruction. */
function multiplyAdd(name: "fma" | "fmuladd"): Lowering {
  return (cx, inst) => {
    const { value: a, scalar: s } = numberArg(cx, inst, 0);
    const { value: b } = numberArg(cx, inst, 1);
    const { value: c } = numberArg(cx, inst, 2);
    if (isFloat(s)) giveNumeric(cx, inst, callSame(cx, s, name, [a, b, c]));
    else giveNumeric(cx, inst, emit(cx, `add ${s.value} ${emit(cx, `mul ${s.value} ${a}, ${b}`)}, ${c}`));
  };
}

export type ArithmeticName =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "rem"
  | "floordiv"
  | "mod"
  | "neg"
  | "abs"
  | "min"
  | "max"
  | "fma"
  | "muladd"
  | "and"
  | "or"
  | "xor"
  | "not"
  | "shl"
  | "shr"
  | "rotl"
  | "rotr"
  | "ctpop"
  | "ctlz"
  | "cttz"
  | "bswap"
  | "bitreverse"
  | "sqrt"
  | "floor"
  | "ceil"
  | "trunc"
  | "round_even"
  | "round_away"
  | "copysign"
  | "add_sat"
  | "sub_sat"
  | "add_overflows"
  | "sub_overflows"
  | "mul_overflows";

export const ARITHMETIC: Readonly<Record<ArithmeticName, Lowering>> = {
  add: binary(op("add"), op("fadd")),
  sub: binary(op("sub"), op("fsub")),
  mul: binary(op("mul"), op("fmul")),
  div: binary(divideInt, op("fdiv")),
  rem: binary(remainderInt, op("frem")),
  floordiv: binary(floorDivideInt, floorDivideFloat),
  mod: binary(modInt, modFloat),
  neg: unary(
    (cx, s, a) => emit(cx, `sub ${s.value} ${splatText(s, "0")}, ${a}`),
    (cx, s, a) => emit(cx, `fneg ${s.value} ${a}`),
  ),
  abs: unary(
    (cx, s, a) =>
      isSigned(s)
        ? emit(
            cx,
            `call ${s.value} @llvm.abs.${s.lanes === 1 ? "" : `v${s.lanes}`}${s.lane}(${s.value} ${a}, i1 false)`,
          )
        : a,
    (cx, s, a) => callSame(cx, s, "fabs", [a]),
  ),
  min: binary(
    (cx, s, a, b) => extreme(cx, s, "min", a, b),
    (cx, s, a, b) => extreme(cx, s, "min", a, b),
  ),
  max: binary(
    (cx, s, a, b) => extreme(cx, s, "max", a, b),
    (cx, s, a, b) => extreme(cx, s, "max", a, b),
  ),
  fma: multiplyAdd("fma"),
  muladd: multiplyAdd("fmuladd"),
  and: binary(op("and"), op("and")),
  or: binary(op("or"), op("or")),
  xor: binary(op("xor"), op("xor")),
  not: (cx, inst) => {
    const { value, scalar: s } = scalarArg(cx, inst, 0);
    give(cx, inst, emit(cx, `xor ${s.value} ${value}, ${splatText(s, s.class === "bool" ? "true" : "-1")}`));
  },
  shl: shift(true),
  shr: shift(false),
  rotl: rotate("fshl"),
  rotr: rotate("fshr"),
  ctpop: bits("ctpop", false),
  ctlz: bits("ctlz", true),
  cttz: bits("cttz", true),
  // A byte is its own mirror.
  bswap: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    give(cx, inst, scalar.bits <= 8 ? value : callSame(cx, scalar, "bswap", [value]));
  },
  bitreverse: bits("bitreverse", false),
  sqrt: float("sqrt"),
  floor: float("floor"),
  ceil: float("ceil"),
  trunc: float("trunc"),
  round_even: float("roundeven"),
  round_away: float("round"),
  copysign: binary(identity, same("copysign")),
  add_sat: saturating("add"),
  sub_sat: saturating("sub"),
  add_overflows: overflows("add"),
  sub_overflows: overflows("sub"),
  mul_overflows: overflows("mul"),
};
