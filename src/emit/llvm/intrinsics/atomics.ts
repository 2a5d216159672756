/** Atomic operations. Orderings are named as in the library: relaxed, acquire, release, acq_rel, seq_cst. */

import { bug } from "../../../base/bug.ts";
import { emit, type FunctionCx, line } from "../context.ts";
import { fromMemory, toMemory } from "../places.ts";
import type { Scalar } from "../shapes.ts";
import {
  give,
  type IntrinsicInst,
  isFloat,
  isSigned,
  type Lowering,
  resultScalar,
  scalarArg,
  stringParam,
  valueArg,
} from "./support.ts";

function ordering(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  const name = stringParam(cx, inst, index).toLowerCase();
  switch (name) {
    case "relaxed":
    case "monotonic":
      return "monotonic";
    case "acquire":
    case "release":
    case "seq_cst":
      return name;
    case "acq_rel":
    case "acquire_release":
      return "acq_rel";
    case "sequential":
      return "seq_cst";
    default:
      return bug(`no memory ordering '${name}'`);
  }
}
/** What loads, stores and failed exchanges cannot do is what they are given next. */
function loadOrdering(text: string): string {
  return text === "release" ? "monotonic" : text === "acq_rel" ? "acquire" : text;
}
function storeOrdering(text: string): string {
  return text === "acquire" ? "monotonic" : text === "acq_rel" ? "release" : text;
}
function width(s: Scalar): number {
  return s.class === "pointer" ? 8 : Math.max(1, s.bits >>> 3);
}

function rmwName(operation: string, s: Scalar): string {
  const signed = isSigned(s);
  const float = isFloat(s);
  switch (operation) {
    case "xchg":
    case "exchange":
      return "xchg";
    case "add":
    case "sub":
      return float ? `f${operation}` : operation;
    case "min":
    case "max":
      return float ? `f${operation}` : signed ? operation : `u${operation}`;
    case "and":
    case "or":
    case "xor":
    case "nand":
      return operation;
    default:
      return bug(`no atomic operation '${operation}'`);
  }
}

export type AtomicName = "atomic_load" | "atomic_store" | "atomic_rmw" | "atomic_cas" | "fence";

export const ATOMICS: Readonly<Record<AtomicName, Lowering>> = {
  atomic_load: (cx, inst) => {
    const s = resultScalar(cx, inst);
    const loaded = emit(
      cx,
      `load atomic ${s.memory}, ptr ${valueArg(cx, inst, 0)} ${loadOrdering(ordering(cx, inst, 0))}, align ${width(s)}`,
    );
    give(cx, inst, fromMemory(cx, s, loaded));
  },
  atomic_store: (cx, inst) => {
    const { value, scalar: s } = scalarArg(cx, inst, 1);
    line(
      cx,
      `store atomic ${s.memory} ${toMemory(cx, s, value)}, ptr ${valueArg(cx, inst, 0)} ${storeOrdering(ordering(cx, inst, 0))}, align ${width(s)}`,
    );
  },
  atomic_rmw: (cx, inst) => {
    const { value, scalar: s } = scalarArg(cx, inst, 1);
    const name = rmwName(stringParam(cx, inst, 0), s);
    const old = emit(
      cx,
      `atomicrmw ${name} ptr ${valueArg(cx, inst, 0)}, ${s.memory} ${toMemory(cx, s, value)} ${ordering(cx, inst, 1)}, align ${width(s)}`,
    );
    give(cx, inst, fromMemory(cx, s, old));
  },
  atomic_cas: (cx, inst) => {
    const { value: expected, scalar: s } = scalarArg(cx, inst, 1);
    const { value: desired } = scalarArg(cx, inst, 2);
    // Floats are compared by their bits.
    const type = isFloat(s) ? `i${s.bits}` : s.memory;
    const bits = (value: string): string =>
      isFloat(s) ? emit(cx, `bitcast ${s.value} ${value} to ${type}`) : toMemory(cx, s, value);
    const success = ordering(cx, inst, 0);
    const failure = loadOrdering(ordering(cx, inst, 1));
    const both = emit(
      cx,
      `cmpxchg ptr ${valueArg(cx, inst, 0)}, ${type} ${bits(expected)}, ${type} ${bits(desired)} ${success} ${failure}, align ${width(s)}`,
    );
    const found = emit(cx, `extractvalue { ${type}, i1 } ${both}, 0`);
    give(cx, inst, isFloat(s) ? emit(cx, `bitcast ${type} ${found} to ${s.value}`) : fromMemory(cx, s, found));
  },
  fence: (cx, inst) => {
    const order = ordering(cx, inst, 0);
    if (order !== "monotonic") line(cx, `fence ${order}`);
  },
};
