/** Vectors: splats, lanes, shuffles and reductions. Float reductions go in halves (lane i with lane i + n/2), on every target. */

import { bug, must } from "../../../base/bug.ts";
import { listElements } from "../../../target/layout.ts";
import { emit, type FunctionCx } from "../context.ts";
import type { Scalar } from "../shapes.ts";
import { extreme } from "./arithmetic.ts";
import { giveNumeric, numberArg } from "./small-floats.ts";
import {
  argType,
  give,
  type IntrinsicInst,
  isFloat,
  isSigned,
  type Lowering,
  param,
  resultScalar,
  scalarArg,
  toI64,
} from "./support.ts";

export function splatValue(cx: FunctionCx, vector: Scalar, lane: string): string {
  if (vector.lanes === 1) return lane;
  const one = emit(cx, `insertelement ${vector.value} poison, ${vector.lane} ${lane}, i64 0`);
  return emit(
    cx,
    `shufflevector ${vector.value} ${one}, ${vector.value} poison, <${vector.lanes} x i32> zeroinitializer`,
  );
}

/** Whether operand `index` is a prim `index`. */
function isIndex(cx: FunctionCx, inst: IntrinsicInst, index: number): boolean {
  const term = cx.m.store.get(argType(cx, inst, index));
  return term.kind === "prim" && term.name === "index";
}

/** One half of a vector. */
function half(cx: FunctionCx, s: Scalar, value: string, from: number): string {
  const count = s.lanes / 2;
  const picks = Array.from({ length: count }, (_, i) => `i32 ${from + i}`).join(", ");
  return emit(cx, `shufflevector ${s.value} ${value}, ${s.value} poison, <${count} x i32> <${picks}>`);
}
function narrower(s: Scalar): Scalar {
  const lanes = s.lanes / 2;
  return { ...s, lanes, value: lanes === 1 ? s.lane : `<${lanes} x ${s.lane}>` };
}
function tree(cx: FunctionCx, s: Scalar, value: string, combine: (s: Scalar, a: string, b: string) => string): string {
  let at = s;
  let current = value;
  while (at.lanes > 2) {
    const low = half(cx, at, current, 0);
    const high = half(cx, at, current, at.lanes / 2);
    at = narrower(at);
    current = combine(at, low, high);
  }
  const one = narrower(at);
  return combine(
    one,
    emit(cx, `extractelement ${at.value} ${current}, i64 0`),
    emit(cx, `extractelement ${at.value} ${current}, i64 1`),
  );
}

function reduce(
  integer: (s: Scalar) => string,
  float: (cx: FunctionCx, s: Scalar, a: string, b: string) => string,
): Lowering {
  return (cx, inst) => {
    const { value, scalar: s } = numberArg(cx, inst, 0);
    if (s.lanes === 1) giveNumeric(cx, inst, value);
    else if (isFloat(s))
      giveNumeric(
        cx,
        inst,
        tree(cx, s, value, (at, a, b) => float(cx, at, a, b)),
      );
    else
      giveNumeric(
        cx,
        inst,
        emit(cx, `call ${s.lane} @llvm.vector.reduce.${integer(s)}.v${s.lanes}${s.lane}(${s.value} ${value})`),
      );
  };
}
function noFloats(): never {
  return bug("a bitwise reduction of floats");
}
function named(name: string): (s: Scalar) => string {
  return () => name;
}

export type LaneName =
  | "splat"
  | "extract"
  | "insert"
  | "shuffle"
  | "reduce_add"
  | "reduce_mul"
  | "reduce_min"
  | "reduce_max"
  | "reduce_and"
  | "reduce_or"
  | "reduce_xor";

export const LANES: Readonly<Record<LaneName, Lowering>> = {
  splat: (cx, inst) => give(cx, inst, splatValue(cx, resultScalar(cx, inst), scalarArg(cx, inst, 0).value)),
  extract: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    if (scalar.lanes === 1) give(cx, inst, value);
    else give(cx, inst, emit(cx, `extractelement ${scalar.value} ${value}, i64 ${toI64(cx, scalarArg(cx, inst, 1))}`));
  },
  insert: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    // insert(vector, lane, index); the index is the operand of type index.
    const at = isIndex(cx, inst, 1) && !isIndex(cx, inst, 2) ? 1 : 2;
    const lane = scalarArg(cx, inst, at === 1 ? 2 : 1).value;
    if (scalar.lanes === 1) give(cx, inst, lane);
    else
      give(
        cx,
        inst,
        emit(
          cx,
          `insertelement ${scalar.value} ${value}, ${scalar.lane} ${lane}, i64 ${toI64(cx, scalarArg(cx, inst, at))}`,
        ),
      );
  },
  shuffle: (cx, inst) => {
    const a = scalarArg(cx, inst, 0);
    const b = scalarArg(cx, inst, 1);
    const result = resultScalar(cx, inst);
    const picks = maskOf(cx, inst);
    // A vector of one lane is a scalar, which LLVM does not shuffle.
    const wide = (s: Scalar, value: string): string =>
      s.lanes === 1 ? emit(cx, `insertelement <1 x ${s.lane}> poison, ${s.lane} ${value}, i64 0`) : value;
    const type = `<${a.scalar.lanes} x ${a.scalar.lane}>`;
    const mask = `<${picks.length} x i32> <${picks.map((pick) => `i32 ${pick}`).join(", ")}>`;
    const shuffled = emit(
      cx,
      `shufflevector ${type} ${wide(a.scalar, a.value)}, ${type} ${wide(b.scalar, b.value)}, ${mask}`,
    );
    give(cx, inst, result.lanes === 1 ? emit(cx, `extractelement <1 x ${result.lane}> ${shuffled}, i64 0`) : shuffled);
  },
  reduce_add: reduce(named("add"), (cx, s, a, b) => emit(cx, `fadd ${s.value} ${a}, ${b}`)),
  reduce_mul: reduce(named("mul"), (cx, s, a, b) => emit(cx, `fmul ${s.value} ${a}, ${b}`)),
  reduce_min: reduce(
    (s) => (isSigned(s) ? "smin" : "umin"),
    (cx, s, a, b) => extreme(cx, s, "min", a, b),
  ),
  reduce_max: reduce(
    (s) => (isSigned(s) ? "smax" : "umax"),
    (cx, s, a, b) => extreme(cx, s, "max", a, b),
  ),
  reduce_and: reduce(named("and"), noFloats),
  reduce_or: reduce(named("or"), noFloats),
  reduce_xor: reduce(named("xor"), noFloats),
};

/** The lanes that a shuffle picks: a parameter list of integers, or one list value. */
function maskOf(cx: FunctionCx, inst: IntrinsicInst): readonly string[] {
  const { store } = cx.m;
  return listElements(store, param(inst, 2)).map((element) => {
    let term = store.get(element);
    while (term.kind === "record") term = store.get(must(term.fields[0], "lane number"));
    return term.kind === "int" ? term.value.toString() : bug("a lane number that is not an integer");
  });
}
