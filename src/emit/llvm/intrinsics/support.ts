/** What the lowerings of intrinsics share: reading scalar operands and parameters, writing results, width-generic text. */

import { bug, must } from "../../../base/bug.ts";
import type { TermId, TypeId } from "../../../base/ids.ts";
import type { Inst } from "../../../mir/mir.ts";
import { intOf } from "../../../target/layout.ts";
import { emit, type FunctionCx } from "../context.ts";
import { operandType, operandValue, scalarOperand } from "../operands.ts";
import { placeType, writePlace } from "../places.ts";
import type { Scalar } from "../shapes.ts";

export type IntrinsicInst = Extract<Inst, { readonly op: "intrinsic" }>;
export type IntrinsicName = IntrinsicInst["name"];
export type Lowering = (cx: FunctionCx, inst: IntrinsicInst) => void;

export interface ScalarValue {
  readonly value: string;
  readonly scalar: Scalar;
}

export function scalarArg(cx: FunctionCx, inst: IntrinsicInst, index: number): ScalarValue {
  return scalarOperand(cx, must(inst.args[index], `operand ${index} of ${inst.name}`));
}
export function valueArg(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  return operandValue(cx, must(inst.args[index], `operand ${index} of ${inst.name}`));
}
export function argType(cx: FunctionCx, inst: IntrinsicInst, index: number): TypeId {
  return operandType(cx, must(inst.args[index], `operand ${index} of ${inst.name}`));
}
export function param(inst: IntrinsicInst, index: number): TermId {
  return must(inst.params[index], `parameter ${index} of ${inst.name}`);
}
export function intParam(cx: FunctionCx, inst: IntrinsicInst, index: number): number {
  return intOf(cx.m.store, param(inst, index));
}
/** A parameter that is a string literal. */
export function stringParam(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  const term = cx.m.store.get(param(inst, index));
  return term.kind === "string" ? term.value : bug(`parameter ${index} of ${inst.name} is not a string`);
}

/** The scalar that the result is. */
export function resultScalar(cx: FunctionCx, inst: IntrinsicInst): Scalar {
  return cx.m.shapes.scalarOf(placeType(cx, inst.into));
}
export function give(cx: FunctionCx, inst: IntrinsicInst, value: string): void {
  writePlace(cx, inst.into, value);
}
/** A number computed while emitting. */
export function giveNumber(cx: FunctionCx, inst: IntrinsicInst, value: number | bigint | boolean): void {
  const scalar = resultScalar(cx, inst);
  give(
    cx,
    inst,
    scalar.class === "bool"
      ? String(value === true || value === 1 || value === 1n)
      : String(Number(value) === 0 ? 0 : value),
  );
}

/** Whether the number type is one that LLVM computes with. */
export function isFloat(scalar: Scalar): boolean {
  return scalar.class === "float" && !scalar.lane.startsWith("i");
}
export function isSigned(scalar: Scalar): boolean {
  return scalar.class === "signed";
}

/** A constant in all lanes. */
export function splatText(scalar: Scalar, lane: string): string {
  return scalar.lanes === 1 ? lane : `splat (${scalar.lane} ${lane})`;
}
/** `i1`, or a vector of it as wide as the scalar. */
export function maskType(scalar: Scalar): string {
  return scalar.lanes === 1 ? "i1" : `<${scalar.lanes} x i1>`;
}
/** The suffix of overloaded LLVM intrinsics: `i32`, `v4f32`. */
export function suffix(scalar: Scalar): string {
  const lane = laneSuffix(scalar.lane);
  return scalar.lanes === 1 ? lane : `v${scalar.lanes}${lane}`;
}
export function laneSuffix(lane: string): string {
  switch (lane) {
    case "half":
      return "f16";
    case "bfloat":
      return "bf16";
    case "float":
      return "f32";
    case "double":
      return "f64";
    case "ptr":
      return "p0";
    default:
      return lane;
  }
}

/** A call of an LLVM intrinsic whose operands and result all have the type of the scalar. */
export function callSame(cx: FunctionCx, scalar: Scalar, name: string, values: readonly string[]): string {
  return emit(
    cx,
    `call ${scalar.value} @llvm.${name}.${suffix(scalar)}(${values.map((v) => `${scalar.value} ${v}`).join(", ")})`,
  );
}

/** Converts an integer value to i64, the type of offsets and counts. */
export function toI64(cx: FunctionCx, { value, scalar }: ScalarValue): string {
  if (scalar.bits === 64) return value;
  if (scalar.bits > 64) return emit(cx, `trunc ${scalar.value} ${value} to i64`);
  return emit(cx, `${isSigned(scalar) ? "sext" : "zext"} ${scalar.value} ${value} to i64`);
}
