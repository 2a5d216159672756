/** Conversions between number types, between lanes and bits, and to and from `index`. */

import { bug, must } from "../../../base/bug.ts";
import { type DTypeInfo, dtypeByName } from "../../../terms/dtype.ts";
import { ratio, ratioToNumber } from "../../../terms/ratio.ts";
import { floatText } from "../constants.ts";
import { emit, type FunctionCx } from "../context.ts";
import type { Scalar } from "../shapes.ts";
import { floatLike, isSmallFloat, narrow, widen } from "./small-floats.ts";
import {
  give,
  isFloat,
  isSigned,
  type Lowering,
  laneSuffix,
  param,
  resultScalar,
  type ScalarValue,
  scalarArg,
  splatText,
} from "./support.ts";

/** Integers wrap or extend by the source's sign; float to integer truncates and saturates, nan gives 0. */
export function castValue(cx: FunctionCx, from: ScalarValue, to: Scalar): string {
  const { value, scalar: s } = from;
  if (s.name === to.name && s.value === to.value) return value;
  if (isSmallFloat(s)) return castValue(cx, { value: widen(cx, s, value), scalar: floatLike(s) }, to);
  if (isSmallFloat(to)) return narrow(cx, to, castValue(cx, from, floatLike(to)));
  if (s.value === to.value && isFloat(s) === isFloat(to) && s.class !== "bool" && to.class !== "bool") return value;
  if (s.class === "bool" && to.class === "bool") return value;
  if (to.class === "bool") {
    const test = isFloat(s)
      ? `fcmp une ${s.value} ${value}, ${splatText(s, floatText(s, 0))}`
      : `icmp ne ${s.value} ${value}, ${splatText(s, "0")}`;
    return emit(cx, test);
  }
  if (isFloat(s)) {
    if (isFloat(to)) return castFloat(cx, value, s, to);
    const lanes = to.lanes === 1 ? "" : `v${to.lanes}`;
    const name = `llvm.fpto${isSigned(to) ? "s" : "u"}i.sat.${lanes}${to.lane}.${lanes}${laneSuffix(s.lane)}`;
    return emit(cx, `call ${to.value} @${name}(${s.value} ${value})`);
  }
  if (isFloat(to)) return emit(cx, `${isSigned(s) ? "si" : "ui"}tofp ${s.value} ${value} to ${to.value}`);
  if (s.bits === to.bits) return value;
  if (s.bits > to.bits) return emit(cx, `trunc ${s.value} ${value} to ${to.value}`);
  return emit(cx, `${isSigned(s) ? "sext" : "zext"} ${s.value} ${value} to ${to.value}`);
}
function castFloat(cx: FunctionCx, value: string, s: Scalar, to: Scalar): string {
  if (s.bits === to.bits) {
    // half and bfloat: neither holds the other, a float holds both.
    const middle = to.lanes === 1 ? "float" : `<${to.lanes} x float>`;
    return emit(cx, `fptrunc ${middle} ${emit(cx, `fpext ${s.value} ${value} to ${middle}`)} to ${to.value}`);
  }
  return emit(cx, `${s.bits > to.bits ? "fptrunc" : "fpext"} ${s.value} ${value} to ${to.value}`);
}

export type ConversionName =
  | "cast"
  | "bitcast"
  | "to_index"
  | "from_index"
  | "int_literal_to_simd"
  | "int_literal_to_index"
  | "float_literal_to_simd";

export const CONVERSIONS: Readonly<Record<ConversionName, Lowering>> = {
  cast: (cx, inst) => give(cx, inst, castValue(cx, scalarArg(cx, inst, 0), resultScalar(cx, inst))),
  bitcast: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    const to = resultScalar(cx, inst);
    give(cx, inst, scalar.value === to.value ? value : emit(cx, `bitcast ${scalar.value} ${value} to ${to.value}`));
  },
  to_index: (cx, inst) => give(cx, inst, castValue(cx, scalarArg(cx, inst, 0), cx.m.index)),
  from_index: (cx, inst) => {
    const to = resultScalar(cx, inst);
    const lane: Scalar = { ...to, lanes: 1, value: to.lane };
    const value = castValue(cx, scalarArg(cx, inst, 0), lane);
    give(cx, inst, to.lanes === 1 ? value : splat(cx, to, value));
  },
  int_literal_to_simd: (cx, inst) => {
    const to = resultScalar(cx, inst);
    give(cx, inst, splatText(to, literalLane(to, literal(cx, inst, 2))));
  },
  int_literal_to_index: (cx, inst) => give(cx, inst, BigInt.asIntN(cx.m.index.bits, literal(cx, inst, 0)).toString()),
  float_literal_to_simd: (cx, inst) => {
    const to = resultScalar(cx, inst);
    const term = cx.m.store.get(param(inst, 2));
    const value =
      term.kind === "ratio"
        ? ratioToNumber(dtypeOf(to), term)
        : term.kind === "float"
          ? term.value
          : bug("a float literal was expected");
    give(cx, inst, splatText(to, floatText(to, value)));
  },
};

function literal(cx: FunctionCx, inst: Parameters<Lowering>[1], index: number): bigint {
  const term = cx.m.store.get(param(inst, index));
  return term.kind === "int" ? term.value : bug("an integer literal was expected");
}
function literalLane(to: Scalar, value: bigint): string {
  if (to.class === "bool") return (value & 1n) === 1n ? "true" : "false";
  if (isFloat(to)) return floatText(to, ratioToNumber(dtypeOf(to), ratio(value, 1n)));
  return BigInt.asIntN(to.bits, value).toString();
}
function splat(cx: FunctionCx, vector: Scalar, lane: string): string {
  const one = emit(cx, `insertelement ${vector.value} poison, ${vector.lane} ${lane}, i64 0`);
  return emit(
    cx,
    `shufflevector ${vector.value} ${one}, ${vector.value} poison, <${vector.lanes} x i32> zeroinitializer`,
  );
}
function dtypeOf(scalar: Scalar): DTypeInfo {
  return must(dtypeByName(scalar.name), `dtype ${scalar.name}`);
}
