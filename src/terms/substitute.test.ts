import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeclId, TermId } from "../base/ids.ts";
import { hasInfer, hasParams, hasUnbound } from "./flags.ts";
import {
  chainEnv,
  collectParams,
  eraseOrigins,
  instantiateBound,
  substitute,
  substituteArgs,
  substituteInfer,
} from "./substitute.ts";
import { F, LIST, sample } from "./test-terms.ts";

test("substitution folds", () => {
  const s = sample();
  const { store, op, lit, raw, int, n, m } = s;
  const sum = store.intern({ kind: "record", type: int, fields: [op("add", raw(n), op("mul", raw(m), lit(2)))] });
  const type = store.struct(LIST, [sum]);
  const out = substitute(store, type, (_, index) => store.int(int, BigInt(index + 3)));
  assert.equal(out, store.struct(LIST, [store.int(int, 11n)]));
  const partly = substitute(store, type, (_, index) => (index === 0 ? store.int(int, 0n) : undefined));
  assert.equal(
    partly,
    store.struct(LIST, [store.intern({ kind: "record", type: int, fields: [op("mul", lit(2), raw(m))] })]),
  );
  assert.equal(
    substitute(store, int, () => store.error),
    int,
  );
});

test("hooks see substituted parts, and closed unevaluated ones", () => {
  const { store, int } = sample();
  const trait = 20 as DeclId;
  const t = store.param(F, 8);
  const assoc = store.intern({ kind: "assoc", self: t, trait, member: "Element", type: store.trait([]), bindings: [] });
  const out = substitute(store, store.struct(LIST, [assoc]), () => int, {
    assoc: (self, _, member) => (self === int && member === "Element" ? store.index : undefined),
  });
  assert.equal(out, store.struct(LIST, [store.index]));
  const closed = store.intern({ kind: "op", type: store.index, op: "size_of", params: [int], args: [] });
  assert.equal(
    substitute(store, closed, () => undefined, { op: () => store.int(store.index, 8n) }),
    store.int(store.index, 8n),
  );
});

test("arguments and inference unknowns", () => {
  const { store, op, lit, primInt } = sample();
  const arg = store.intern({ kind: "arg", owner: F, index: 0 });
  assert.equal(
    substituteArgs(store, op("add", arg, lit(1)), () => lit(2)),
    lit(3),
  );
  const unknown = store.intern({ kind: "infer", id: 7 });
  const type = store.struct(LIST, [unknown]);
  assert.ok(hasInfer(store, type));
  assert.equal(
    substituteInfer(store, type, (id) => (id === 7 ? primInt : undefined)),
    store.struct(LIST, [primInt]),
  );
  assert.ok(hasUnbound(store, store.struct(LIST, [store.unbound])));
  assert.ok(!hasParams(store, type));
});

test("bound parameters of function types", () => {
  const { store, int } = sample();
  const bound = (depth: number, index: number): TermId => store.intern({ kind: "bound", depth, index });
  const fn = (result: TermId): TermId =>
    store.intern({ kind: "fn", params: [], args: [], result, raises: undefined, thin: true, abi: "" });
  const nested = store.struct(LIST, [bound(0, 0), fn(bound(1, 0)), fn(bound(0, 0))]);
  assert.equal(instantiateBound(store, nested, [int]), store.struct(LIST, [int, fn(int), fn(bound(0, 0))]));
  assert.equal(instantiateBound(store, bound(1, 3), [int]), bound(0, 3));
});

test("parameters are collected in order, once", () => {
  const { store, n, m } = sample();
  const found = collectParams(store, store.struct(LIST, [m, n, m]));
  assert.deepEqual(
    found.map((p) => p.index),
    [1, 0],
  );
});

test("erasing origins", () => {
  const { store, int } = sample();
  const o = store.param(F, 6);
  const local = store.intern({ kind: "origin_local", owner: F, local: 0, name: "x", mut: store.true });
  const type = store.struct(LIST, [store.ref(int, local), o]);
  const erased = eraseOrigins(store, type, (owner, index) => owner === F && index === 6);
  assert.equal(erased, store.struct(LIST, [store.ref(int, store.originErased), store.originErased]));
});

test("flat bindings are split by owner", () => {
  const { store, int, bool } = sample();
  const env = chainEnv([5 as DeclId, F], [1, 2], [int, bool, store.index]);
  assert.equal(env(5 as DeclId, 0), int);
  assert.equal(env(F, 1), store.index);
  assert.equal(env(F, 2), undefined);
});

test("a wide and a deep term", () => {
  const { store, int, n } = sample();
  let deep = store.list([n]);
  for (let i = 0; i < 1000; i++) deep = store.list([deep, int]);
  const out = substitute(store, deep, () => int);
  assert.ok(!hasParams(store, out));
  const wide = store.list(new Array<TermId>(100_000).fill(n));
  assert.ok(
    !hasParams(
      store,
      substitute(store, wide, () => int),
    ),
  );
});
