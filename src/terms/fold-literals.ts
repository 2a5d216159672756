/** Intrinsics on literals, dtypes, lists and types that a term can decide by itself: exact, no layouts and no declarations. */

import type { TermId } from "../base/ids.ts";
import { dtypeByCode, dtypeByName } from "./dtype.ts";
import {
  HAS_ARG,
  HAS_BOUND,
  HAS_ERROR,
  HAS_INFER,
  HAS_ORIGIN,
  HAS_PARAM,
  HAS_UNBOUND,
  HAS_UNEVALUATED,
  termFlags,
} from "./flags.ts";
import { vectorTerm } from "./fold-lanes.ts";
import {
  floorDiv,
  type Ratio,
  ratio,
  ratioAdd,
  ratioCompare,
  ratioDiv,
  ratioFloorDiv,
  ratioMod,
  ratioMul,
  ratioNeg,
  ratioSub,
  ratioToNumber,
  ratioTruncate,
} from "./ratio.ts";
import { intValue, isFloat, stringValue, utf8Length, vectorType } from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { TermOf } from "./term.ts";

type Op = TermOf<"op">;

/** Beyond this many bits a literal is left unfolded instead of exhausting memory. */
const MAX_LITERAL_BITS = 1_000_000n;

const INT_BINARY: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
  int_literal_add: (a, b) => a + b,
  int_literal_sub: (a, b) => a - b,
  int_literal_mul: (a, b) => a * b,
  int_literal_floordiv: (a, b) => (b === 0n ? 0n : floorDiv(a, b)),
  int_literal_mod: (a, b) => (b === 0n ? 0n : a - floorDiv(a, b) * b),
  int_literal_pow: power,
  int_literal_shl: (a, b) => (b < 0n || b > MAX_LITERAL_BITS ? undefined : a << b),
  int_literal_shr: (a, b) => (b < 0n ? undefined : a >> b),
  int_literal_and: (a, b) => a & b,
  int_literal_or: (a, b) => a | b,
  int_literal_xor: (a, b) => a ^ b,
};

function power(a: bigint, b: bigint): bigint | undefined {
  if (b < 0n) return undefined;
  if (a === 0n || a === 1n) return b === 0n ? 1n : a;
  if (a === -1n) return (b & 1n) === 0n ? 1n : -1n;
  return b * BigInt(a.toString(2).length) > MAX_LITERAL_BITS ? undefined : a ** b;
}

const INT_COMPARE: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  int_literal_eq: (a, b) => a === b,
  int_literal_lt: (a, b) => a < b,
  int_literal_le: (a, b) => a <= b,
};

const FLOAT_BINARY: Readonly<Record<string, (a: Ratio, b: Ratio) => Ratio>> = {
  float_literal_add: ratioAdd,
  float_literal_sub: ratioSub,
  float_literal_mul: ratioMul,
  float_literal_div: ratioDiv,
  float_literal_floordiv: ratioFloorDiv,
  float_literal_mod: ratioMod,
};

const FLOAT_COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  float_literal_eq: (order) => order === 0,
  float_literal_lt: (order) => order < 0,
  float_literal_le: (order) => order <= 0,
};

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function ratioTerm(store: TermStore, r: Ratio): TermId {
  return store.internCanonical({ kind: "ratio", num: r.num, den: r.den, negativeZero: r.negativeZero });
}

/** An exact literal: a ratio, or an integer literal standing for one. */
function ratioValue(store: TermStore, id: TermId | undefined): Ratio | undefined {
  if (id === undefined) return undefined;
  const term = store.get(id);
  return term.kind === "ratio" ? term : term.kind === "int" ? ratio(term.value, 1n) : undefined;
}

/** What the intrinsic gives, or undefined where it stays symbolic. */
export function foldLiteralOp(store: TermStore, term: Op): TermId | undefined {
  const { op, args, params } = term;
  const a = args[0] === undefined ? undefined : intValue(store, args[0]);
  const b = args[1] === undefined ? undefined : intValue(store, args[1]);
  if (op.startsWith("int_literal_")) return foldIntLiteral(store, term, a, b);
  if (op.startsWith("float_literal_")) return foldFloatLiteral(store, term);
  if (op.startsWith("dtype_")) return foldDType(store, term, a);
  const text = params[0] === undefined ? undefined : stringValue(store, params[0]);
  switch (op) {
    case "string_literal_concat": {
      const x = args[0] === undefined ? undefined : stringValue(store, args[0]);
      const y = args[1] === undefined ? undefined : stringValue(store, args[1]);
      if (x === "" && args[1] !== undefined) return args[1];
      if (y === "" && args[0] !== undefined) return args[0];
      return x === undefined || y === undefined ? undefined : store.string(x + y);
    }
    case "string_literal_eq": {
      if (args[0] === args[1]) return store.true;
      const x = args[0] === undefined ? undefined : stringValue(store, args[0]);
      const y = args[1] === undefined ? undefined : stringValue(store, args[1]);
      return x === undefined || y === undefined ? undefined : store.bool(x === y);
    }
    case "string_literal_length":
      return text === undefined ? undefined : store.int(store.index, BigInt(utf8Length(text)));
    case "list_length": {
      const list = params[0] === undefined ? undefined : store.get(params[0]);
      return list?.kind === "list" ? store.int(store.index, BigInt(list.elements.length)) : undefined;
    }
    case "list_get": {
      const list = params[0] === undefined ? undefined : store.get(params[0]);
      const at = params[1] === undefined ? undefined : intValue(store, params[1]);
      return list?.kind === "list" && at !== undefined ? list.elements[Number(at)] : undefined;
    }
    case "type_eq": {
      const same = sameType(store, params[0] as TermId, params[1] as TermId);
      return same === undefined ? undefined : store.bool(same);
    }
    case "union_index": {
      const list = params[1] === undefined ? undefined : store.get(params[1]);
      if (list?.kind !== "list") return undefined;
      for (const [i, element] of list.elements.entries()) {
        const same = sameType(store, params[0] as TermId, element);
        if (same === undefined) return undefined;
        if (same) return store.int(store.index, BigInt(i));
      }
      return store.int(store.index, -1n);
    }
    default:
      return undefined;
  }
}

const UNDECIDED = HAS_PARAM | HAS_INFER | HAS_UNBOUND | HAS_UNEVALUATED | HAS_BOUND | HAS_ARG | HAS_ERROR | HAS_ORIGIN;

/** Types are different for sure only if nothing inside may still change; origins are erased later and so do not count. */
export function sameType(store: TermStore, a: TermId, b: TermId): boolean | undefined {
  if (a === b) return (termFlags(store, a) & (HAS_UNBOUND | HAS_ERROR)) === 0 ? true : undefined;
  return ((termFlags(store, a) | termFlags(store, b)) & UNDECIDED) === 0 ? false : undefined;
}

function foldIntLiteral(store: TermStore, term: Op, a: bigint | undefined, b: bigint | undefined): TermId | undefined {
  const binary = own(INT_BINARY, term.op);
  if (binary !== undefined) {
    const value = a === undefined || b === undefined ? undefined : binary(a, b);
    return value === undefined ? undefined : store.int(store.intLiteral, value);
  }
  const compare = own(INT_COMPARE, term.op);
  if (compare !== undefined) return a === undefined || b === undefined ? undefined : store.bool(compare(a, b));
  switch (term.op) {
    case "int_literal_neg":
      return a === undefined ? undefined : store.int(store.intLiteral, -a);
    case "int_literal_not":
      return a === undefined ? undefined : store.int(store.intLiteral, ~a);
    case "int_literal_to_float":
      return a === undefined ? undefined : ratioTerm(store, ratio(a, 1n));
    case "int_literal_truediv":
      return a === undefined || b === undefined ? undefined : ratioTerm(store, ratioDiv(ratio(a, 1n), ratio(b, 1n)));
    case "int_literal_to_simd": {
      const value = term.params[2] === undefined ? undefined : intValue(store, term.params[2]);
      const vector = vectorType(store, term.type);
      if (value === undefined || vector === undefined) return undefined;
      const lane = isFloat(vector.dtype) ? ratioToNumber(vector.dtype, ratio(value, 1n)) : value;
      return vectorTerm(store, term.type, vector, new Array<bigint | number>(vector.width).fill(lane));
    }
    case "int_literal_to_index": {
      const value = term.params[0] === undefined ? undefined : intValue(store, term.params[0]);
      return value === undefined ? undefined : store.int(store.index, value);
    }
    default:
      return undefined;
  }
}

function foldFloatLiteral(store: TermStore, term: Op): TermId | undefined {
  const a = ratioValue(store, term.args[0]);
  const b = ratioValue(store, term.args[1]);
  const binary = own(FLOAT_BINARY, term.op);
  if (binary !== undefined) return a === undefined || b === undefined ? undefined : ratioTerm(store, binary(a, b));
  const compare = own(FLOAT_COMPARE, term.op);
  if (compare !== undefined) {
    if (a === undefined || b === undefined) return undefined;
    const order = ratioCompare(a, b);
    return store.bool(order !== undefined && compare(order));
  }
  switch (term.op) {
    case "float_literal_neg":
      return a === undefined ? undefined : ratioTerm(store, ratioNeg(a));
    case "float_literal_to_int": {
      const value = a === undefined ? undefined : ratioTruncate(a);
      return value === undefined ? undefined : store.int(store.intLiteral, value);
    }
    case "float_literal_to_simd": {
      const value = ratioValue(store, term.params[2]);
      const vector = vectorType(store, term.type);
      if (value === undefined || vector === undefined) return undefined;
      if (isFloat(vector.dtype)) {
        return vectorTerm(
          store,
          term.type,
          vector,
          new Array<number>(vector.width).fill(ratioToNumber(vector.dtype, value)),
        );
      }
      const whole = ratioTruncate(value);
      if (whole === undefined) return undefined;
      return vectorTerm(store, term.type, vector, new Array<bigint>(vector.width).fill(whole));
    }
    default:
      return undefined;
  }
}

function foldDType(store: TermStore, term: Op, argument: bigint | undefined): TermId | undefined {
  if (term.op === "dtype_code") {
    const name = term.params[0] === undefined ? undefined : stringValue(store, term.params[0]);
    const named = name === undefined ? undefined : dtypeByName(name);
    return named === undefined ? undefined : store.int(store.index, BigInt(named.code));
  }
  const code = term.op === "dtype_name" && term.params[0] !== undefined ? intValue(store, term.params[0]) : argument;
  const info = code === undefined ? undefined : dtypeByCode(Number(code));
  if (info === undefined) return undefined;
  switch (term.op) {
    case "dtype_bits":
      return store.int(store.index, BigInt(info.bits));
    case "dtype_is_float":
      return store.bool(info.class === "float");
    case "dtype_is_signed":
      return store.bool(info.class === "float" || info.class === "signed");
    case "dtype_is_integral":
      return store.bool(info.class === "signed" || info.class === "unsigned");
    case "dtype_name":
      return store.string(info.name);
    default:
      return undefined;
  }
}
