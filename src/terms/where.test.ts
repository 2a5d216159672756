import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeclId, TermId } from "../base/ids.ts";
import { F, sample } from "./test-terms.ts";
import { type Answer, allOf, conformsTerm, implies, negation } from "./where.ts";

const MOVABLE = 20 as DeclId;
const COPYABLE = 21 as DeclId;
const ancestors = (trait: DeclId): readonly DeclId[] => (trait === COPYABLE ? [MOVABLE, COPYABLE] : [trait]);

test("the table of observed results", () => {
  const s = sample();
  const { store, cmp, op, lit, raw, int } = s;
  const [n, m, k, c, d, e] = [s.n, s.m, s.k, s.c, s.d, s.e].map(raw) as [
    TermId,
    TermId,
    TermId,
    TermId,
    TermId,
    TermId,
  ];
  const not = (x: TermId): TermId => negation(store, x);
  const and = (...x: TermId[]): TermId => allOf(store, x);
  const or = (x: TermId, y: TermId): TermId => cmp("or_else", x, y);
  const pr = (x: TermId): TermId => {
    const callee = store.intern({ kind: "function", decl: 30 as DeclId, bindings: [] });
    const arg = store.intern({ kind: "record", type: int, fields: [x] });
    return store.intern({ kind: "apply", type: s.bool, callee, args: [arg] });
  };
  const t = store.param(F, 8);
  const conforms = (...traits: DeclId[]): TermId => conformsTerm(store, t, store.trait(traits));
  const typeIsInt = store.intern({ kind: "op", type: store.primBool, op: "type_eq", params: [t, int], args: [] });
  const rows: readonly (readonly [string, TermId, TermId, Answer])[] = [
    ["n > 2 => n >= 3", cmp("gt", n, lit(2)), cmp("ge", n, lit(3)), "yes"],
    ["n > 2 => not (n > 2)", cmp("gt", n, lit(2)), not(cmp("gt", n, lit(2))), "no"],
    ["n > 2 => not (n <= 2)", cmp("gt", n, lit(2)), not(cmp("le", n, lit(2))), "unknown"],
    ["n > 5 => n > 2", cmp("gt", n, lit(5)), cmp("gt", n, lit(2)), "unknown"],
    ["n > 5 => n >= 3", cmp("gt", n, lit(5)), cmp("ge", n, lit(3)), "unknown"],
    ["n == 4 => n > 2", cmp("eq", n, lit(4)), cmp("gt", n, lit(2)), "unknown"],
    ["n == 4 => n != 5", cmp("eq", n, lit(4)), cmp("ne", n, lit(5)), "unknown"],
    ["n >= 0 and n <= 7 => n < 8", and(cmp("ge", n, lit(0)), cmp("le", n, lit(7))), cmp("lt", n, lit(8)), "yes"],
    ["n < m => m > n", cmp("lt", n, m), cmp("gt", m, n), "yes"],
    ["n == m and m == k => n == k", and(cmp("eq", n, m), cmp("eq", m, k)), cmp("eq", n, k), "yes"],
    ["n != m => n == m", cmp("ne", n, m), cmp("eq", n, m), "no"],
    ["c and (d or e) => d or e", and(c, or(d, e)), or(d, e), "yes"],
    ["c or d => d or c", or(c, d), or(d, c), "yes"],
    ["not (c or d) => not c", not(or(c, d)), not(c), "unknown"],
    ["c and not c => n > 2", and(c, not(c)), cmp("gt", n, lit(2)), "yes"],
    ["True => c or not c", store.true, or(c, not(c)), "unknown"],
    ["pr(n + m) => pr(m + n)", pr(op("add", n, m)), pr(op("add", m, n)), "yes"],
    ["not pr(n) => pr(n)", not(pr(n)), pr(n), "no"],
    [
      "n % 2 == 0 => 0 == n % 2",
      cmp("eq", op("mod", n, lit(2)), lit(0)),
      cmp("eq", lit(0), op("mod", n, lit(2))),
      "yes",
    ],
    ["Copyable => Movable", conforms(COPYABLE), conforms(MOVABLE), "yes"],
    ["Movable => Copyable", conforms(MOVABLE), conforms(COPYABLE), "unknown"],
    ["not Movable => Copyable", not(conforms(MOVABLE)), conforms(COPYABLE), "no"],
    ["Copyable => Movable & Copyable", conforms(COPYABLE), conforms(MOVABLE, COPYABLE), "yes"],
    ["T == Int => conforms_to(T, Copyable)", typeIsInt, conforms(COPYABLE), "unknown"],
  ];
  for (const [name, facts, requirement, wanted] of rows) {
    assert.equal(implies(store, facts, requirement, ancestors), wanted, name);
  }
});

test("constants and shapes of Bool", () => {
  const s = sample();
  const { store, cmp, raw } = s;
  assert.equal(implies(store, store.true, store.true, ancestors), "yes");
  assert.equal(implies(store, store.true, store.false, ancestors), "no");
  // A Bool parameter, the primitive inside it, and a struct around that are one proposition.
  const wrapped = store.intern({ kind: "record", type: s.bool, fields: [cmp("or_else", raw(s.c), raw(s.d))] });
  assert.equal(implies(store, s.c, raw(s.c), ancestors), "yes");
  assert.equal(implies(store, s.d, wrapped, ancestors), "yes");
  assert.equal(implies(store, allOf(store, [s.c, s.d]), cmp("and", raw(s.d), raw(s.c)), ancestors), "yes");
  assert.equal(implies(store, s.c, negation(store, s.c), ancestors), "no");
  assert.equal(implies(store, cmp("eq", raw(s.c), raw(s.d)), cmp("ne", raw(s.c), raw(s.d)), ancestors), "no");
});
