/** Canonical forms of bitwise operations, comparisons and conditional expressions with symbolic operands. */

import type { TermId, TypeId } from "../base/ids.ts";
import { scalarOp } from "./fold-lanes.ts";
import { boolValue, compareTerms, integerType, intLimits, intValue, scalarTerm, vectorType } from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { TermOf } from "./term.ts";

type Op = TermOf<"op">;

function opTerm(store: TermStore, type: TypeId, op: string, args: readonly TermId[]): TermId {
  return store.internCanonical({ kind: "op", type, op, params: [], args });
}

function isBool(store: TermStore, type: TypeId): boolean {
  return type === store.primBool;
}

/** The operands of nested uses of the same operation. */
function flatten(store: TermStore, type: TypeId, op: string, id: TermId, into: TermId[]): void {
  const term = store.get(id);
  if (term.kind === "op" && term.op === op && term.type === type)
    for (const a of term.args) flatten(store, type, op, a, into);
  else into.push(id);
}

/** `&`, `|`, `^`: flattened, sorted, constants joined, `&` and `|` without duplicates, `^` without pairs. */
export function canonicalBitwise(store: TermStore, term: Op): TermId {
  const { type, op } = term;
  const operands: TermId[] = [];
  for (const a of term.args) flatten(store, type, op, a, operands);
  const symbols = operands.filter((o) => store.get(o).kind !== "int").sort((a, b) => compareTerms(store, a, b));
  const constants = operands.filter((o) => store.get(o).kind === "int");
  const vector = vectorType(store, type);
  let constant: TermId | undefined = constants[0];
  if (vector !== undefined && vector.width === 1) {
    const d = vector.dtype;
    const none = d.class === "signed" ? -1n : intLimits(d).max;
    const neutral = op === "and" ? none : 0n;
    let value = neutral;
    for (const c of constants) value = (scalarOp(op, d, value, intValue(store, c) ?? 0n, 0n) ?? value) as bigint;
    if ((op === "and" && value === 0n) || (op === "or" && value === none)) return scalarTerm(store, type, d, value);
    constant = value === neutral ? undefined : scalarTerm(store, type, d, value);
  } else {
    symbols.push(...constants.slice(1));
  }
  const kept = op === "xor" ? withoutPairs(symbols) : symbols.filter((s, i) => symbols[i - 1] !== s);
  if (vector !== undefined && vector.width === 1 && kept.length === 0)
    return constant ?? scalarTerm(store, type, vector.dtype, op === "and" ? -1n : 0n);
  if (op === "xor" && constant !== undefined && isBool(store, type)) return negate(store, join(store, type, op, kept));
  if (constant !== undefined) kept.push(constant);
  // Equal vectors of unknown width cancel to zero lanes, which has no term: they stay.
  return kept.length === 0 ? opTerm(store, type, op, term.args) : join(store, type, op, kept);
}

function withoutPairs(sorted: readonly TermId[]): TermId[] {
  const out: TermId[] = [];
  for (const s of sorted) {
    if (out[out.length - 1] === s) out.pop();
    else out.push(s);
  }
  return out;
}

function join(store: TermStore, type: TypeId, op: string, operands: readonly TermId[]): TermId {
  let total = operands[0] as TermId;
  for (let i = 1; i < operands.length; i++) total = opTerm(store, type, op, [total, operands[i] as TermId]);
  return total;
}

/** `not x` of a canonical x. */
export function negate(store: TermStore, id: TermId, type: TypeId = store.primBool): TermId {
  const term = store.get(id);
  if (term.kind === "int" && isBool(store, type)) return store.bool(term.value === 0n);
  if (term.kind === "op" && term.op === "not" && term.type === type) return term.args[0] as TermId;
  return opTerm(store, type, "not", [id]);
}

const FLIPPED: Readonly<Record<string, string>> = { lt: "gt", le: "ge", gt: "lt", ge: "le" };

/**
 * Comparisons: a constant goes right and then only the strict forms are used (`a >= 3` is `a > 2`); of `a < b` and `b > a`
 * the one with the earlier operand first; `==` is sorted and `!=` is its negation. Nothing more is concluded.
 */
export function canonicalComparison(store: TermStore, term: Op, operandType: TypeId | undefined): TermId {
  let [a, b] = term.args as [TermId, TermId];
  let op = term.op;
  if (compareTerms(store, a, b) > 0) {
    [a, b] = [b, a];
    op = FLIPPED[op] ?? op;
  }
  if (op === "ne") {
    const equal = canonicalComparison(store, { ...term, op: "eq" }, operandType);
    return negate(store, equal, term.type);
  }
  const dtype = operandType === undefined ? undefined : integerType(store, operandType);
  if (op === "eq") {
    const exact = dtype !== undefined || (operandType !== undefined && isBool(store, operandType));
    if (a === b && exact && term.type === store.primBool) return store.true;
    if (operandType !== undefined && isBool(store, operandType) && isBool(store, term.type)) {
      const value = boolValue(store, b);
      if (value !== undefined) return value ? a : negate(store, a);
      return negate(
        store,
        canonicalBitwise(store, { kind: "op", type: term.type, op: "xor", params: [], args: [a, b] }),
      );
    }
    return opTerm(store, term.type, "eq", [a, b]);
  }
  const limit = dtype === undefined ? undefined : intValue(store, b);
  if (dtype !== undefined && limit !== undefined && operandType !== undefined) {
    const { min, max } = intLimits(dtype);
    if (op === "le" && limit < max)
      return opTerm(store, term.type, "lt", [a, scalarTerm(store, operandType, dtype, limit + 1n)]);
    if (op === "ge" && limit > min)
      return opTerm(store, term.type, "gt", [a, scalarTerm(store, operandType, dtype, limit - 1n)]);
  }
  return opTerm(store, term.type, op, [a, b]);
}

/** cond(c, a, b), and_then(a, b), or_else(a, b): conditional expressions, so neither commutative nor simplified by their right side. */
export function canonicalConditional(store: TermStore, term: Op): TermId | undefined {
  const [a, b, c] = term.args;
  if (a === undefined || b === undefined) return undefined;
  const value = boolValue(store, a);
  switch (term.op) {
    case "cond":
    case "select":
      if (c === undefined) return undefined;
      if (value !== undefined) return value ? b : c;
      return b === c ? b : undefined;
    case "and_then":
      if (value !== undefined) return value ? b : a;
      return a === b ? a : undefined;
    case "or_else":
      if (value !== undefined) return value ? a : b;
      return a === b ? a : undefined;
    default:
      return undefined;
  }
}
