/**
 * The 8- and 4-bit float formats, which no processor computes with: operations go through 32-bit floats, lane by lane, with
 * the runtime's conversions. They are bytes in LLVM.
 */

import { must } from "../../../base/bug.ts";
import { dtypeByName } from "../../../terms/dtype.ts";
import { declare, emit, type FunctionCx } from "../context.ts";
import { placeType } from "../places.ts";
import { type Scalar, simdScalar } from "../shapes.ts";
import { give, type IntrinsicInst, type ScalarValue, scalarArg } from "./support.ts";

export function isSmallFloat(scalar: Scalar): boolean {
  return scalar.class === "float" && scalar.lane.startsWith("i");
}

function codeOf(scalar: Scalar): number {
  return must(dtypeByName(scalar.name), `dtype ${scalar.name}`).code;
}

/** 32-bit floats, as many as the scalar has lanes. */
export function floatLike(scalar: Scalar): Scalar {
  return simdScalar("float", "float32", 32, scalar.lanes);
}

/** Applies a conversion to each lane. */
function eachLane(cx: FunctionCx, from: Scalar, to: Scalar, value: string, convert: (lane: string) => string): string {
  if (from.lanes === 1) return convert(value);
  let result = "poison";
  for (let i = 0; i < from.lanes; i++) {
    const lane = convert(emit(cx, `extractelement ${from.value} ${value}, i64 ${i}`));
    result = emit(cx, `insertelement ${to.value} ${result}, ${to.lane} ${lane}, i64 ${i}`);
  }
  return result;
}

/** The value as 32-bit floats. */
export function widen(cx: FunctionCx, scalar: Scalar, value: string): string {
  declare(cx.m, "rt_float_decode", "declare float @rt_float_decode(i64, i8 zeroext) nounwind willreturn memory(none)");
  const code = codeOf(scalar);
  return eachLane(cx, scalar, floatLike(scalar), value, (lane) =>
    emit(cx, `call float @rt_float_decode(i64 ${code}, i8 zeroext ${lane})`),
  );
}

/** 32-bit floats rounded to the format. */
export function narrow(cx: FunctionCx, scalar: Scalar, value: string): string {
  declare(cx.m, "rt_float_encode", "declare zeroext i8 @rt_float_encode(i64, float) nounwind willreturn memory(none)");
  const code = codeOf(scalar);
  return eachLane(cx, floatLike(scalar), scalar, value, (lane) =>
    emit(cx, `call zeroext i8 @rt_float_encode(i64 ${code}, float ${lane})`),
  );
}

/** An operand of arithmetic: small floats as 32-bit ones. */
export function numberArg(cx: FunctionCx, inst: IntrinsicInst, index: number): ScalarValue {
  const arg = scalarArg(cx, inst, index);
  return isSmallFloat(arg.scalar) ? { value: widen(cx, arg.scalar, arg.value), scalar: floatLike(arg.scalar) } : arg;
}
/** A result of arithmetic: rounded to the small format that is wanted. */
export function giveNumeric(cx: FunctionCx, inst: IntrinsicInst, value: string): void {
  const shape = cx.m.shapes.of(placeType(cx, inst.into));
  give(cx, inst, shape.kind === "scalar" && isSmallFloat(shape.scalar) ? narrow(cx, shape.scalar, value) : value);
}
