/** What the lane-wise intrinsics mean on constants: integers wrap to their type, floats round to theirs. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { DTypeInfo } from "./dtype.ts";
import { exactFraction, roundFraction, roundToFormat } from "./float-format.ts";
import { floorDiv } from "./ratio.ts";
import {
  intLimits,
  intValue,
  isFloat,
  type Scalar,
  scalarTerm,
  typeOfTerm,
  type VectorType,
  vectorType,
  wrapInt,
} from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { TermOf } from "./term.ts";

type IntOp = (d: DTypeInfo, a: bigint, b: bigint, c: bigint) => bigint;
type FloatOp = (d: DTypeInfo, a: number, b: number, c: number) => number;

/** The bits of a value as an unsigned number. */
function unsigned(d: DTypeInfo, a: bigint): bigint {
  return BigInt.asUintN(d.bits, a);
}

function rotate(d: DTypeInfo, a: bigint, count: bigint): bigint {
  const bits = BigInt(d.bits);
  const n = ((count % bits) + bits) % bits;
  const u = unsigned(d, a);
  return (u << n) | (u >> (bits - n));
}

function leadingZeros(d: DTypeInfo, a: bigint): bigint {
  const u = unsigned(d, a);
  return BigInt(d.bits - (u === 0n ? 0 : u.toString(2).length));
}

function trailingZeros(d: DTypeInfo, a: bigint): bigint {
  let u = unsigned(d, a);
  if (u === 0n) return BigInt(d.bits);
  let n = 0n;
  while ((u & 1n) === 0n) {
    u >>= 1n;
    n++;
  }
  return n;
}

/** The bits in groups of `group`, in reverse order. */
function reverseGroups(d: DTypeInfo, a: bigint, group: number): bigint {
  let u = unsigned(d, a);
  let out = 0n;
  const step = BigInt(group);
  const mask = (1n << step) - 1n;
  for (let done = 0; done < d.bits; done += group) {
    out = (out << step) | (u & mask);
    u >>= step;
  }
  return out;
}

function saturate(d: DTypeInfo, value: bigint): bigint {
  const { min, max } = intLimits(d);
  return value < min ? min : value > max ? max : value;
}

const INT_OPS: Readonly<Record<string, IntOp>> = {
  add: (_, a, b) => a + b,
  sub: (_, a, b) => a - b,
  mul: (_, a, b) => a * b,
  div: (_, a, b) => (b === 0n ? 0n : a / b),
  rem: (_, a, b) => (b === 0n ? 0n : a % b),
  floordiv: (_, a, b) => (b === 0n ? 0n : floorDiv(a, b)),
  mod: (_, a, b) => (b === 0n ? 0n : a - floorDiv(a, b) * b),
  neg: (_, a) => -a,
  abs: (_, a) => (a < 0n ? -a : a),
  min: (_, a, b) => (a < b ? a : b),
  max: (_, a, b) => (a > b ? a : b),
  fma: (_, a, b, c) => a * b + c,
  muladd: (_, a, b, c) => a * b + c,
  and: (_, a, b) => a & b,
  or: (_, a, b) => a | b,
  xor: (_, a, b) => a ^ b,
  not: (_, a) => ~a,
  shl: (d, a, b) => (unsigned(d, b) >= BigInt(d.bits) ? 0n : a << unsigned(d, b)),
  shr: (d, a, b) => (unsigned(d, b) >= BigInt(d.bits) ? (a < 0n ? -1n : 0n) : a >> unsigned(d, b)),
  rotl: rotate,
  rotr: (d, a, b) => rotate(d, a, -b),
  ctpop: (d, a) => BigInt(unsigned(d, a).toString(2).replaceAll("0", "").length),
  ctlz: leadingZeros,
  cttz: trailingZeros,
  bswap: (d, a) => reverseGroups(d, a, 8),
  bitreverse: (d, a) => reverseGroups(d, a, 1),
  floor: (_, a) => a,
  ceil: (_, a) => a,
  trunc: (_, a) => a,
  round_even: (_, a) => a,
  round_away: (_, a) => a,
  add_sat: (d, a, b) => saturate(d, a + b),
  sub_sat: (d, a, b) => saturate(d, a - b),
};

export function roundHalfEven(a: number): number {
  const floor = Math.floor(a);
  const rest = a - floor;
  if (rest < 0.5) return floor === 0 && Object.is(a, -0) ? -0 : floor;
  if (rest > 0.5) return floor === -1 ? -0 : floor + 1;
  const even = floor % 2 === 0 ? floor : floor + 1;
  return even === 0 && a < 0 ? -0 : even;
}

function floatMod(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r;
}

/** a * b + c with one rounding. */
export function fusedMultiplyAdd(d: DTypeInfo, a: number, b: number, c: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(c)) return a * b + c;
  const x = exactFraction(a);
  const y = exactFraction(b);
  const z = exactFraction(c);
  const num = x.num * y.num * z.den + z.num * x.den * y.den;
  if (num === 0n) return a * b + c === 0 ? a * b + c : 0;
  const rounded = roundFraction(d, num, x.den * y.den * z.den);
  return rounded === 0 && num < 0n ? -0 : rounded;
}

const FLOAT_OPS: Readonly<Record<string, FloatOp>> = {
  add: (_, a, b) => a + b,
  sub: (_, a, b) => a - b,
  mul: (_, a, b) => a * b,
  div: (_, a, b) => a / b,
  rem: (_, a, b) => a % b,
  floordiv: (d, a, b) => Math.floor(roundToFormat(d, a / b)),
  mod: (_, a, b) => floatMod(a, b),
  neg: (_, a) => -a,
  abs: (_, a) => Math.abs(a),
  min: (_, a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)),
  max: (_, a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)),
  fma: fusedMultiplyAdd,
  muladd: (d, a, b, c) => roundToFormat(d, a * b) + c,
  sqrt: (_, a) => Math.sqrt(a),
  floor: (_, a) => Math.floor(a),
  ceil: (_, a) => Math.ceil(a),
  trunc: (_, a) => Math.trunc(a),
  round_even: (_, a) => roundHalfEven(a),
  round_away: (_, a) => (Math.abs(a - Math.trunc(a)) >= 0.5 ? Math.trunc(a) + Math.sign(a) : Math.trunc(a)),
  copysign: (_, a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
};

/** On the values themselves, for both classes: JavaScript compares bigints and numbers as IEEE and integers do. */
const COMPARISONS: Readonly<Record<string, (a: Scalar, b: Scalar) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

const OVERFLOWS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add_overflows: (a, b) => a + b,
  sub_overflows: (a, b) => a - b,
  mul_overflows: (a, b) => a * b,
};

const REDUCTIONS: Readonly<Record<string, string>> = {
  reduce_add: "add",
  reduce_mul: "mul",
  reduce_min: "min",
  reduce_max: "max",
  reduce_and: "and",
  reduce_or: "or",
  reduce_xor: "xor",
};

/** One lane-wise operation on one lane; undefined where the class does not have it. */
export function scalarOp(op: string, d: DTypeInfo, a: Scalar, b: Scalar, c: Scalar): Scalar | undefined {
  if (isFloat(d)) {
    const f = Object.hasOwn(FLOAT_OPS, op) ? FLOAT_OPS[op] : undefined;
    return f === undefined ? undefined : roundToFormat(d, f(d, Number(a), Number(b), Number(c)));
  }
  const f = Object.hasOwn(INT_OPS, op) ? INT_OPS[op] : undefined;
  return f === undefined ? undefined : wrapInt(d, f(d, BigInt(a), BigInt(b), BigInt(c)));
}

/** cast: integers wrap; float to int truncates and saturates, nan gives 0; to Bool asks for non-zero. */
export function castScalar(from: DTypeInfo, to: DTypeInfo, value: Scalar): Scalar {
  if (to.class === "bool") return value !== 0 && value !== 0n ? 1n : 0n;
  if (isFloat(to)) return typeof value === "number" ? roundToFormat(to, value) : roundFraction(to, value, 1n);
  if (typeof value === "bigint") return wrapInt(to, isFloat(from) ? saturate(to, value) : value);
  if (Number.isNaN(value)) return 0n;
  const { min, max } = intLimits(to);
  if (!Number.isFinite(value)) return value > 0 ? max : min;
  return saturate(to, BigInt(Math.trunc(value)));
}

interface ConstantVector {
  readonly type: TypeId;
  readonly vector: VectorType;
  readonly lanes: readonly Scalar[];
}

function scalarOf(store: TermStore, id: TermId): Scalar | undefined {
  const term = store.get(id);
  return term.kind === "int" || term.kind === "float" ? term.value : undefined;
}

/** The lanes of a constant of a known vector type. */
function constantVector(store: TermStore, id: TermId | undefined): ConstantVector | undefined {
  if (id === undefined) return undefined;
  const term = store.get(id);
  if (term.kind !== "int" && term.kind !== "float" && term.kind !== "lanes") return undefined;
  const vector = vectorType(store, term.type);
  if (vector === undefined) return undefined;
  if (term.kind !== "lanes") return { type: term.type, vector, lanes: [term.value] };
  const lanes: Scalar[] = [];
  for (const e of term.elements) {
    const value = scalarOf(store, e);
    if (value === undefined) return undefined;
    lanes.push(value);
  }
  return { type: term.type, vector, lanes };
}

/** A constant of a vector type by its lanes. */
export function vectorTerm(store: TermStore, type: TypeId, vector: VectorType, lanes: readonly Scalar[]): TermId {
  if (vector.width === 1) return scalarTerm(store, type, vector.dtype, lanes[0] ?? 0n);
  const lane = store.simd(vector.dtype.code, 1);
  return store.internCanonical({
    kind: "lanes",
    type,
    elements: lanes.map((v) => scalarTerm(store, lane, vector.dtype, v)),
  });
}

/** The constant that a lane-wise or vector intrinsic gives on constant arguments; undefined where it cannot be folded. */
export function foldVectorOp(store: TermStore, term: TermOf<"op">): TermId | undefined {
  const op = term.op;
  const result = vectorType(store, term.type);
  if (result === undefined) return undefined;
  const first = constantVector(store, term.args[0]);
  if (first === undefined) return undefined;
  const d = first.vector.dtype;
  if (term.args.length === 1) return foldUnary(store, term, result, first);
  switch (op) {
    case "extract": {
      const at = intValue(store, term.args[1] as TermId);
      const value = at === undefined ? undefined : first.lanes[Number(at)];
      return value === undefined ? undefined : scalarTerm(store, term.type, d, value);
    }
    case "insert": {
      const at = intValue(store, term.args[1] as TermId) ?? intValue(store, term.args[2] as TermId);
      return at === undefined ? undefined : foldInsert(store, term, first);
    }
    case "shuffle":
      return foldShuffle(store, term, result, first);
  }
  const second = constantVector(store, term.args[1]);
  if (second === undefined || second.lanes.length !== first.lanes.length) return undefined;
  if (Object.hasOwn(COMPARISONS, op)) {
    const compare = COMPARISONS[op];
    if (compare === undefined) return undefined;
    return vectorTerm(
      store,
      term.type,
      result,
      first.lanes.map((a, i) => (compare(a, second.lanes[i] as Scalar) ? 1n : 0n)),
    );
  }
  if (Object.hasOwn(OVERFLOWS, op)) {
    const exact = OVERFLOWS[op];
    if (exact === undefined || isFloat(d)) return undefined;
    return vectorTerm(
      store,
      term.type,
      result,
      first.lanes.map((a, i) => {
        const value = exact(BigInt(a), BigInt(second.lanes[i] as Scalar));
        return wrapInt(d, value) === value ? 0n : 1n;
      }),
    );
  }
  const third = constantVector(store, term.args[2]);
  if (term.args.length > 2 && (third === undefined || third.lanes.length !== first.lanes.length)) return undefined;
  if (op === "select") {
    if (third === undefined) return undefined;
    return vectorTerm(
      store,
      term.type,
      result,
      first.lanes.map((m, i) => (m !== 0n ? second : third).lanes[i] as Scalar),
    );
  }
  const lanes: Scalar[] = [];
  for (let i = 0; i < first.lanes.length; i++) {
    const value = scalarOp(op, d, first.lanes[i] as Scalar, second.lanes[i] as Scalar, third?.lanes[i] ?? 0n);
    if (value === undefined) return undefined;
    lanes.push(value);
  }
  return vectorTerm(store, term.type, result, lanes);
}

function foldUnary(store: TermStore, term: TermOf<"op">, result: VectorType, arg: ConstantVector): TermId | undefined {
  const d = arg.vector.dtype;
  switch (term.op) {
    case "splat":
      return vectorTerm(store, term.type, result, new Array<Scalar>(result.width).fill(arg.lanes[0] as Scalar));
    case "cast":
    case "to_index":
    case "from_index": {
      const cast = arg.lanes.map((v) => castScalar(d, result.dtype, v));
      if (cast.length === result.width) return vectorTerm(store, term.type, result, cast);
      return cast.length === 1
        ? vectorTerm(store, term.type, result, new Array<Scalar>(result.width).fill(cast[0] as Scalar))
        : undefined;
    }
    case "bitcast": {
      const bits = arg.lanes.length === 1 ? bitsOfScalar(d, arg.lanes[0] as Scalar) : undefined;
      const value =
        bits === undefined || result.width !== 1 || result.dtype.bits !== d.bits
          ? undefined
          : scalarOfBits(result.dtype, bits);
      return value === undefined ? undefined : scalarTerm(store, term.type, result.dtype, value);
    }
    case "expect":
      return term.args[0];
  }
  const reduction = Object.hasOwn(REDUCTIONS, term.op) ? REDUCTIONS[term.op] : undefined;
  if (reduction !== undefined) {
    let total: Scalar | undefined = arg.lanes[0];
    for (let i = 1; i < arg.lanes.length && total !== undefined; i++)
      total = scalarOp(reduction, d, total, arg.lanes[i] as Scalar, 0n);
    return total === undefined ? undefined : scalarTerm(store, term.type, d, total);
  }
  const lanes: Scalar[] = [];
  for (const lane of arg.lanes) {
    const value = scalarOp(term.op, d, lane, 0n, 0n);
    if (value === undefined) return undefined;
    lanes.push(value);
  }
  return vectorTerm(store, term.type, result, lanes);
}

/** insert(vector, lane value, position) or insert(vector, position, lane value): the position is the argument of type index. */
function foldInsert(store: TermStore, term: TermOf<"op">, into: ConstantVector): TermId | undefined {
  const [, b, c] = term.args;
  if (b === undefined || c === undefined) return undefined;
  const swapped = typeOfTerm(store, b) === store.index && typeOfTerm(store, c) !== store.index;
  const at = intValue(store, swapped ? b : c);
  const value = scalarOf(store, swapped ? c : b);
  if (at === undefined || value === undefined || at < 0n || at >= BigInt(into.lanes.length)) return undefined;
  const lanes = into.lanes.map((v, i) => (BigInt(i) === at ? value : v));
  return vectorTerm(store, into.type, into.vector, lanes);
}

function foldShuffle(
  store: TermStore,
  term: TermOf<"op">,
  result: VectorType,
  first: ConstantVector,
): TermId | undefined {
  const second = constantVector(store, term.args[1]);
  const mask = term.params[2] === undefined ? undefined : store.get(term.params[2]);
  if (second === undefined || mask?.kind !== "list" || mask.elements.length !== result.width) return undefined;
  const all = [...first.lanes, ...second.lanes];
  const lanes: Scalar[] = [];
  for (const m of mask.elements) {
    const at = intValue(store, m);
    const lane = at === undefined ? undefined : all[Number(at)];
    if (lane === undefined) return undefined;
    lanes.push(lane);
  }
  return vectorTerm(store, term.type, result, lanes);
}

function bitsOfScalar(d: DTypeInfo, value: Scalar): bigint | undefined {
  if (!isFloat(d)) return BigInt.asUintN(d.bits, BigInt(value));
  const view = new DataView(new ArrayBuffer(8));
  if (d.name === "float64") {
    view.setFloat64(0, Number(value));
    return view.getBigUint64(0);
  }
  if (d.name === "float32" || d.name === "bfloat16") {
    view.setFloat32(0, Number(value));
    return d.name === "float32" ? BigInt(view.getUint32(0)) : BigInt(view.getUint16(0));
  }
  return undefined;
}

function scalarOfBits(d: DTypeInfo, bits: bigint): Scalar | undefined {
  if (!isFloat(d)) return wrapInt(d, bits);
  const view = new DataView(new ArrayBuffer(8));
  if (d.name === "float64") {
    view.setBigUint64(0, bits);
    return view.getFloat64(0);
  }
  if (d.name === "float32" || d.name === "bfloat16") {
    view.setUint32(0, Number(d.name === "float32" ? bits : bits << 16n));
    return view.getFloat32(0);
  }
  return undefined;
}
