/**
 * Intrinsics that elaboration answers: literals, types, reflection, the target and the command line. The few whose operands
 * may be run-time dtype codes become table look-ups; of the others only those without a result at run time may remain.
 */

import { bug } from "../../../base/bug.ts";
import { hasFeature, isTarget } from "../../../target/triples.ts";
import { DTYPES, type DTypeInfo, dtypeByName } from "../../../terms/dtype.ts";
import { globalFor } from "../constants.ts";
import { emit, type FunctionCx } from "../context.ts";
import { placeType } from "../places.ts";
import {
  give,
  giveNumber,
  type IntrinsicInst,
  intParam,
  type Lowering,
  param,
  resultScalar,
  scalarArg,
  stringParam,
  toI64,
} from "./support.ts";

/** Folded before, unless the result has no bits. */
const folded: Lowering = (cx, inst) => {
  if (cx.m.layouts.sizeOf(placeType(cx, inst.into)) > 0) bug(`${inst.name} should have been computed by elaboration`);
};

/** A fact about a dtype code that is only known at run time. */
function dtypeFact(fact: (dtype: DTypeInfo) => number): Lowering {
  return (cx, inst) => {
    const code = toI64(cx, scalarArg(cx, inst, 0));
    const rows = DTYPES.map((dtype) => `i64 ${fact(dtype)}`);
    const table = globalFor(cx.m, `[${rows.length} x i64] [${rows.join(", ")}]`, 8);
    const inside = emit(cx, `call i64 @llvm.umin.i64(i64 ${code}, i64 ${rows.length - 1})`);
    const slot = emit(cx, `getelementptr inbounds [${rows.length} x i64], ptr ${table}, i64 0, i64 ${inside}`);
    giveI64(cx, inst, emit(cx, `load i64, ptr ${slot}, align 8`));
  };
}
function giveI64(cx: FunctionCx, inst: IntrinsicInst, value: string): void {
  const to = resultScalar(cx, inst);
  if (to.class === "bool") give(cx, inst, emit(cx, `trunc i64 ${value} to i1`));
  else give(cx, inst, to.bits === 64 ? value : emit(cx, `trunc i64 ${value} to ${to.value}`));
}

export type CompileTimeName =
  | "dtype_code"
  | "dtype_bits"
  | "dtype_is_float"
  | "dtype_is_signed"
  | "dtype_is_integral"
  | "size_of"
  | "align_of"
  | "type_eq"
  | "field_count"
  | "field_offset"
  | "target_simd_bits"
  | "target_has"
  | "target_is"
  | "list_length"
  | "dtype_name"
  | "type_name"
  | "type_base_name"
  | "del_is_trivial"
  | "move_is_trivial"
  | "copy_is_trivial"
  | "field_name"
  | "field_types"
  | "field_index"
  | "list_get"
  | "union_index"
  | "int_literal_add"
  | "int_literal_sub"
  | "int_literal_mul"
  | "int_literal_floordiv"
  | "int_literal_mod"
  | "int_literal_pow"
  | "int_literal_shl"
  | "int_literal_shr"
  | "int_literal_and"
  | "int_literal_or"
  | "int_literal_xor"
  | "int_literal_neg"
  | "int_literal_not"
  | "int_literal_eq"
  | "int_literal_lt"
  | "int_literal_le"
  | "int_literal_to_float"
  | "int_literal_truediv"
  | "float_literal_add"
  | "float_literal_sub"
  | "float_literal_mul"
  | "float_literal_div"
  | "float_literal_floordiv"
  | "float_literal_mod"
  | "float_literal_neg"
  | "float_literal_eq"
  | "float_literal_lt"
  | "float_literal_le"
  | "float_literal_to_int"
  | "string_literal_concat"
  | "string_literal_eq"
  | "defined"
  | "defined_value"
  | "caller_line"
  | "caller_column"
  | "caller_file"
  | "caller_file_length";

export const COMPILE_TIME: Readonly<Record<CompileTimeName, Lowering>> = {
  dtype_code: (cx, inst) =>
    giveNumber(cx, inst, dtypeByName(stringParam(cx, inst, 0))?.code ?? bug("an unknown dtype name")),
  dtype_bits: dtypeFact((dtype) => dtype.bits),
  dtype_is_float: dtypeFact((dtype) => (dtype.class === "float" ? 1 : 0)),
  dtype_is_signed: dtypeFact((dtype) => (dtype.class === "signed" || dtype.class === "float" ? 1 : 0)),
  dtype_is_integral: dtypeFact((dtype) => (dtype.class === "signed" || dtype.class === "unsigned" ? 1 : 0)),
  size_of: (cx, inst) => giveNumber(cx, inst, cx.m.layouts.sizeOf(param(inst, 0))),
  align_of: (cx, inst) => giveNumber(cx, inst, cx.m.layouts.alignOf(param(inst, 0))),
  type_eq: (cx, inst) => giveNumber(cx, inst, param(inst, 0) === param(inst, 1)),
  field_count: (cx, inst) => giveNumber(cx, inst, cx.m.shapes.fieldTypes(param(inst, 0)).length),
  field_offset: (cx, inst) => giveNumber(cx, inst, cx.m.layouts.offsetOf(param(inst, 0), intParam(cx, inst, 1))),
  target_simd_bits: (cx, inst) => giveNumber(cx, inst, cx.m.target.simdBits),
  target_has: (cx, inst) => giveNumber(cx, inst, hasFeature(cx.m.target, stringParam(cx, inst, 0))),
  target_is: (cx, inst) => giveNumber(cx, inst, isTarget(cx.m.target, stringParam(cx, inst, 0))),
  list_length: (cx, inst) => {
    const term = cx.m.store.get(param(inst, 0));
    giveNumber(
      cx,
      inst,
      term.kind === "list" ? term.elements.length : bug("the length of something that is not a list"),
    );
  },
  dtype_name: folded,
  type_name: folded,
  type_base_name: folded,
  del_is_trivial: folded,
  move_is_trivial: folded,
  copy_is_trivial: folded,
  field_name: folded,
  field_types: folded,
  field_index: folded,
  list_get: folded,
  union_index: folded,
  int_literal_add: folded,
  int_literal_sub: folded,
  int_literal_mul: folded,
  int_literal_floordiv: folded,
  int_literal_mod: folded,
  int_literal_pow: folded,
  int_literal_shl: folded,
  int_literal_shr: folded,
  int_literal_and: folded,
  int_literal_or: folded,
  int_literal_xor: folded,
  int_literal_neg: folded,
  int_literal_not: folded,
  int_literal_eq: folded,
  int_literal_lt: folded,
  int_literal_le: folded,
  int_literal_to_float: folded,
  int_literal_truediv: folded,
  float_literal_add: folded,
  float_literal_sub: folded,
  float_literal_mul: folded,
  float_literal_div: folded,
  float_literal_floordiv: folded,
  float_literal_mod: folded,
  float_literal_neg: folded,
  float_literal_eq: folded,
  float_literal_lt: folded,
  float_literal_le: folded,
  float_literal_to_int: folded,
  string_literal_concat: folded,
  string_literal_eq: folded,
  defined: folded,
  defined_value: folded,
  caller_line: folded,
  caller_column: folded,
  caller_file: folded,
  caller_file_length: folded,
};
