/**
 * Canonical forms: what `TermStore.intern` does to a term whose parts are canonical already. Constants fold, symbolic sums,
 * logic and origins are put in order, so that equal terms get equal ids.
 */

import type { TermId } from "../base/ids.ts";
import { foldVectorOp } from "./fold-lanes.ts";
import { foldLiteralOp } from "./fold-literals.ts";
import { canonicalBitwise, canonicalComparison, canonicalConditional, negate } from "./logic.ts";
import { canonicalOrigin, foldOriginMut } from "./origins.ts";
import { canonicalSum, SUM_OPS } from "./polynomial.ts";
import { ratio } from "./ratio.ts";
import {
  asPrimBool,
  compareTerms,
  integerType,
  isFloat,
  scalarTerm,
  typeOfTerm,
  type VectorType,
  vectorType,
  wrapInt,
} from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { Term, TermOf } from "./term.ts";

/** The canonical term, still to be interned, or the id of one that exists. */
export function canonicalize(store: TermStore, term: Term): Term | TermId {
  switch (term.kind) {
    case "prim":
      return canonicalPrim(store, term);
    case "trait":
      return canonicalTrait(term);
    case "origin_type": {
      const mut = asPrimBool(store, term.mut);
      return mut === term.mut ? term : { ...term, mut };
    }
    case "int":
      return canonicalInt(store, term);
    case "float": {
      const vector = vectorType(store, term.type);
      return vector === undefined
        ? term
        : scalarTerm(
            store,
            term.type,
            vector.dtype,
            isFloat(vector.dtype) ? term.value : BigInt(Math.trunc(term.value)),
          );
    }
    case "ratio":
      return { kind: "ratio", ...ratio(term.num, term.den, term.negativeZero) };
    case "record":
      return canonicalRecord(store, term);
    case "field":
      return canonicalField(store, term);
    case "lanes":
      return canonicalLanes(store, term);
    case "list":
      return canonicalList(store, term);
    case "op":
      return canonicalOp(store, term);
    case "origin_local":
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
    case "origin_union":
    case "origin_cast":
    case "origin_untracked":
    case "origin_any":
      return canonicalOrigin(store, term);
    default:
      return term;
  }
}

/** Dtype codes, widths and counts inside prim types are constants of type `index`, whatever integer type they came in. */
function canonicalPrim(store: TermStore, term: TermOf<"prim">): Term {
  if (term.name !== "simd" && term.name !== "array") return term;
  const first = term.name === "simd" ? 0 : 1;
  let changed = false;
  const args = term.args.map((a, i) => {
    const value = i < first ? undefined : store.get(a);
    if (value?.kind !== "int" || value.type === store.index) return a;
    changed = true;
    return store.int(store.index, value.value);
  });
  return changed ? { ...term, args } : term;
}

function canonicalTrait(term: TermOf<"trait">): Term {
  const traits = [...new Set(term.traits)].sort((a, b) => a - b);
  const fns = [...new Set(term.fns)].sort((a, b) => a - b);
  return { kind: "trait", traits, fns };
}

function canonicalInt(store: TermStore, term: TermOf<"int">): Term | TermId {
  const vector = vectorType(store, term.type);
  if (vector === undefined) return term;
  if (vector.width !== 1) return splat(store, term.type, vector, term.value);
  if (isFloat(vector.dtype)) return scalarTerm(store, term.type, vector.dtype, Number(term.value));
  const value = wrapInt(vector.dtype, term.value);
  return value === term.value ? term : { ...term, value };
}

function splat(store: TermStore, type: TermId, vector: VectorType, value: bigint): TermId {
  const lane = scalarTerm(
    store,
    store.simd(vector.dtype.code, 1),
    vector.dtype,
    isFloat(vector.dtype) ? Number(value) : value,
  );
  return store.internCanonical({ kind: "lanes", type, elements: new Array<TermId>(vector.width).fill(lane) });
}

/** A list among the elements was handed on whole (`f[*values]`): there are no lists of lists. */
function canonicalList(store: TermStore, term: TermOf<"list">): Term {
  if (term.elements.every((e) => store.get(e).kind !== "list")) return term;
  const elements = term.elements.flatMap((e) => {
    const element = store.get(e);
    return element.kind === "list" ? element.elements : [e];
  });
  return { kind: "list", elements };
}

/** A prim vector of one lane is its scalar. */
function canonicalLanes(store: TermStore, term: TermOf<"lanes">): Term | TermId {
  const vector = vectorType(store, term.type);
  const [only] = term.elements;
  if (vector?.width !== 1 || only === undefined) return term;
  const value = store.get(only);
  return value.kind === "int" || value.kind === "float"
    ? scalarTerm(store, term.type, vector.dtype, value.value)
    : term;
}

/**
 * Wrapper structs around a scalar constant are the scalar at the struct's type; a struct put together from all fields of
 * one value of the same type is that value.
 */
function canonicalRecord(store: TermStore, term: TermOf<"record">): Term | TermId {
  const [first] = term.fields;
  if (first === undefined) return term;
  const value = store.get(first);
  if (term.fields.length === 1 && (value.kind === "int" || value.kind === "float"))
    return store.intern({ ...value, type: term.type });
  if (value.kind !== "field") return term;
  for (const [i, f] of term.fields.entries()) {
    const field = store.get(f);
    if (field.kind !== "field" || field.base !== value.base || field.index !== i) return term;
  }
  return typeOfTerm(store, value.base) === term.type ? value.base : term;
}

function canonicalField(store: TermStore, term: TermOf<"field">): Term | TermId {
  const base = store.get(term.base);
  switch (base.kind) {
    case "error":
      return term.base;
    case "record":
      return base.fields[term.index] ?? term;
    case "int":
    case "float":
      return base.type === term.type ? term.base : store.intern({ ...base, type: term.type });
    default:
      return term;
  }
}

const BITWISE: ReadonlySet<string> = new Set(["and", "or", "xor"]);
const COMPARISONS: ReadonlySet<string> = new Set(["eq", "ne", "lt", "le", "gt", "ge"]);
const COMMUTATIVE_LITERALS: ReadonlySet<string> = new Set([
  "int_literal_add",
  "int_literal_mul",
  "int_literal_eq",
  "float_literal_add",
  "float_literal_mul",
  "float_literal_eq",
  "string_literal_eq",
]);

function canonicalOp(store: TermStore, term: TermOf<"op">): Term | TermId {
  for (const a of term.args) if (store.get(a).kind === "error") return a;
  for (const p of term.params) if (store.get(p).kind === "error") return p;
  const folded = foldVectorOp(store, term) ?? foldLiteralOp(store, term);
  if (folded !== undefined) return folded;
  const [a, b] = term.args;
  if (a !== undefined && b !== undefined && SUM_OPS.has(term.op)) {
    const dtype = integerType(store, term.type);
    const sum = dtype === undefined ? undefined : canonicalSum(store, term.type, dtype, term.op, term.args);
    if (sum !== undefined) return sum;
    return term.op === "add" || term.op === "mul" ? sortedArgs(store, term) : term;
  }
  if (BITWISE.has(term.op) && a !== undefined && b !== undefined) return canonicalBitwise(store, term);
  if (COMPARISONS.has(term.op) && a !== undefined && b !== undefined) {
    return canonicalComparison(store, term, typeOfTerm(store, a) ?? typeOfTerm(store, b));
  }
  if (COMMUTATIVE_LITERALS.has(term.op)) return sortedArgs(store, term);
  switch (term.op) {
    case "not":
      return a === undefined ? term : negate(store, a, term.type);
    case "cond":
    case "select":
    case "and_then":
    case "or_else":
      return canonicalConditional(store, term) ?? term;
    case "origin_mut":
      return foldOriginMut(store, term.params[0] as TermId) ?? term;
    case "type_eq": {
      const [x, y] = term.params as [TermId, TermId];
      return compareTerms(store, x, y) > 0 ? { ...term, params: [y, x] } : term;
    }
    case "cast":
    case "bitcast":
    case "splat":
    case "to_index":
    case "from_index":
      return a === undefined ? term : (canonicalConversion(store, term, a) ?? term);
    case "reduce_add":
    case "reduce_mul":
    case "reduce_min":
    case "reduce_max":
    case "reduce_and":
    case "reduce_or":
    case "reduce_xor":
    case "extract": {
      // One lane is its own reduction and its own first lane.
      const whole = a === undefined ? undefined : typeOfTerm(store, a);
      return a !== undefined && whole === term.type && vectorType(store, whole)?.width === 1 ? a : term;
    }
    default:
      return term;
  }
}

function sortedArgs(store: TermStore, term: TermOf<"op">): Term {
  const [a, b] = term.args as [TermId, TermId];
  return compareTerms(store, a, b) > 0 ? { ...term, args: [b, a] } : term;
}

/** A conversion to the own type is nothing, and `index` and the equally wide signed integers convert back and forth. */
function canonicalConversion(store: TermStore, term: TermOf<"op">, arg: TermId): TermId | undefined {
  if (typeOfTerm(store, arg) === term.type) return arg;
  const inner = store.get(arg);
  if (inner.kind !== "op" || inner.args.length !== 1) return undefined;
  const origin = inner.args[0] as TermId;
  if (typeOfTerm(store, origin) !== term.type) return undefined;
  const back =
    (term.op === "to_index" && inner.op === "from_index") || (term.op === "from_index" && inner.op === "to_index");
  const through = integerType(store, inner.type);
  const own = integerType(store, term.type);
  return back && through?.bits === 64 && own?.bits === 64 ? origin : undefined;
}
