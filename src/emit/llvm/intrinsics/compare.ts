/** Comparisons, which give masks, and selection by a mask. */

import { emit } from "../context.ts";
import { operandAddress } from "../operands.ts";
import { copyValue, placeAddress, placeType } from "../places.ts";
import { numberArg } from "./small-floats.ts";
import { give, isFloat, isSigned, type Lowering, scalarArg, valueArg } from "./support.ts";

function compare(float: string, signed: string, unsigned: string): Lowering {
  return (cx, inst) => {
    const { value: a, scalar: s } = numberArg(cx, inst, 0);
    const { value: b } = numberArg(cx, inst, 1);
    const text = isFloat(s) ? `fcmp ${float}` : `icmp ${isSigned(s) ? signed : unsigned}`;
    give(cx, inst, emit(cx, `${text} ${s.value} ${a}, ${b}`));
  };
}

export type ComparisonName = "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "select" | "pointer_eq" | "pointer_lt";

export const COMPARISONS: Readonly<Record<ComparisonName, Lowering>> = {
  eq: compare("oeq", "eq", "eq"),
  ne: compare("une", "ne", "ne"),
  lt: compare("olt", "slt", "ult"),
  le: compare("ole", "sle", "ule"),
  gt: compare("ogt", "sgt", "ugt"),
  ge: compare("oge", "sge", "uge"),
  select: (cx, inst) => {
    const mask = scalarArg(cx, inst, 0);
    const shape = cx.m.shapes.of(placeType(cx, inst.into));
    if (shape.kind === "none") return;
    if (shape.kind === "scalar") {
      const type = shape.scalar.value;
      give(
        cx,
        inst,
        emit(
          cx,
          `select ${mask.scalar.value} ${mask.value}, ${type} ${valueArg(cx, inst, 1)}, ${type} ${valueArg(cx, inst, 2)}`,
        ),
      );
      return;
    }
    const [, a, b] = inst.args;
    if (a === undefined || b === undefined) return;
    const from = emit(
      cx,
      `select i1 ${mask.value}, ptr ${operandAddress(cx, a, false)}, ptr ${operandAddress(cx, b, false)}`,
    );
    copyValue(cx, shape, { base: from, offset: 0 }, placeAddress(cx, inst.into));
  },
  pointer_eq: compare("oeq", "eq", "eq"),
  pointer_lt: compare("olt", "ult", "ult"),
};
