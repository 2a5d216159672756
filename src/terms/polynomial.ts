/**
 * Symbolic integers: `+`, `-`, `*` and `<<` by a constant expand to a sum of products with integer coefficients, so that
 * `2 * a`, `a + a` and `a << 1` are one term. The sum is kept as nested `op` terms in a fixed order, which also prints well.
 */

import type { TermId, TypeId } from "../base/ids.ts";
import type { DTypeInfo } from "./dtype.ts";
import { compareTerms, intValue, scalarTerm } from "./scalars.ts";
import type { TermStore } from "./store.ts";

interface Monomial {
  /** Sorted; empty for the constant. */
  readonly factors: readonly TermId[];
  readonly coefficient: bigint;
}
type Polynomial = ReadonlyMap<string, Monomial>;

/** Products with more members than this stay products: expanding must not explode. */
const MAX_MONOMIALS = 256;

export const SUM_OPS: ReadonlySet<string> = new Set(["add", "sub", "mul", "shl"]);

/** The canonical form of `op(args)` for integers of type `type`, or undefined where it stays as it is. */
export function canonicalSum(
  store: TermStore,
  type: TypeId,
  dtype: DTypeInfo,
  op: string,
  args: readonly TermId[],
): TermId | undefined {
  const sum = expand(store, type, dtype, op, args);
  return sum === undefined ? undefined : build(store, type, dtype, sum);
}

function expand(
  store: TermStore,
  type: TypeId,
  dtype: DTypeInfo,
  op: string,
  args: readonly TermId[],
): Polynomial | undefined {
  const [a, b] = args;
  if (a === undefined || b === undefined) return undefined;
  switch (op) {
    case "add":
      return addScaled(dtype, read(store, type, dtype, a), read(store, type, dtype, b), 1n);
    case "sub":
      return addScaled(dtype, read(store, type, dtype, a), read(store, type, dtype, b), -1n);
    case "mul":
      return multiply(store, dtype, read(store, type, dtype, a), read(store, type, dtype, b));
    case "shl": {
      const count = intValue(store, b);
      if (count === undefined || count < 0n) return undefined;
      const factor = count >= BigInt(dtype.bits) ? 0n : 1n << count;
      return addScaled(dtype, new Map(), read(store, type, dtype, a), factor);
    }
    default:
      return undefined;
  }
}

/** A canonical term as a polynomial; whatever is not a sum or product of this type is one opaque factor. */
function read(store: TermStore, type: TypeId, dtype: DTypeInfo, id: TermId): Polynomial {
  const term = store.get(id);
  if (term.kind === "int")
    return term.value === 0n
      ? new Map()
      : new Map([["", { factors: [], coefficient: BigInt.asIntN(dtype.bits, term.value) }]]);
  if (term.kind === "op" && term.type === type && SUM_OPS.has(term.op)) {
    const inner = expand(store, type, dtype, term.op, term.args);
    if (inner !== undefined) return inner;
  }
  return new Map([[String(id), { factors: [id], coefficient: 1n }]]);
}

/** a + k * b. */
function addScaled(dtype: DTypeInfo, a: Polynomial, b: Polynomial, k: bigint): Polynomial {
  const out = new Map(a);
  for (const [key, m] of b) addTo(dtype, out, key, m.factors, m.coefficient * k);
  return out;
}

function addTo(
  dtype: DTypeInfo,
  out: Map<string, Monomial>,
  key: string,
  factors: readonly TermId[],
  coefficient: bigint,
): void {
  const sum = BigInt.asIntN(dtype.bits, (out.get(key)?.coefficient ?? 0n) + coefficient);
  if (sum === 0n) out.delete(key);
  else out.set(key, { factors, coefficient: sum });
}

function multiply(store: TermStore, dtype: DTypeInfo, a: Polynomial, b: Polynomial): Polynomial | undefined {
  if (a.size * b.size > MAX_MONOMIALS) return undefined;
  const out = new Map<string, Monomial>();
  for (const x of a.values()) {
    for (const y of b.values()) {
      const factors = [...x.factors, ...y.factors].sort((p, q) => compareTerms(store, p, q));
      addTo(dtype, out, factors.join(","), factors, x.coefficient * y.coefficient);
    }
  }
  return out;
}

function compareMonomials(store: TermStore, a: Monomial, b: Monomial): number {
  if (a.factors.length === 0 || b.factors.length === 0) return b.factors.length - a.factors.length;
  for (let i = 0; i < a.factors.length && i < b.factors.length; i++) {
    const order = compareTerms(store, a.factors[i] as TermId, b.factors[i] as TermId);
    if (order !== 0) return order;
  }
  return a.factors.length - b.factors.length;
}

function build(store: TermStore, type: TypeId, dtype: DTypeInfo, sum: Polynomial): TermId {
  const sorted = [...sum.values()].sort((a, b) => compareMonomials(store, a, b));
  // Begin with something positive where there is one: `(m - n)` reads better than `((-1 * n) + m)`.
  const lead = sorted.findIndex((m) => m.coefficient > 0n && m.factors.length > 0);
  if (lead > 0) sorted.unshift(...sorted.splice(lead, 1));
  let total: TermId | undefined;
  for (const m of sorted) {
    if (total === undefined) total = product(store, type, dtype, m.factors, m.coefficient);
    else {
      const negative = m.coefficient < 0n;
      const part = product(store, type, dtype, m.factors, negative ? -m.coefficient : m.coefficient);
      total = store.internCanonical({
        kind: "op",
        type,
        op: negative ? "sub" : "add",
        params: [],
        args: [total, part],
      });
    }
  }
  return total ?? scalarTerm(store, type, dtype, 0n);
}

function product(
  store: TermStore,
  type: TypeId,
  dtype: DTypeInfo,
  factors: readonly TermId[],
  coefficient: bigint,
): TermId {
  let total = coefficient === 1n && factors.length > 0 ? undefined : scalarTerm(store, type, dtype, coefficient);
  for (const f of factors) {
    total =
      total === undefined ? f : store.internCanonical({ kind: "op", type, op: "mul", params: [], args: [total, f] });
  }
  return total as TermId;
}
