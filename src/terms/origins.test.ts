import assert from "node:assert/strict";
import { test } from "node:test";
import type { TermId } from "../base/ids.ts";
import { basesOf, isSubset, mutConverts, originMut, overlaps, stripCasts } from "./origins.ts";
import type { TermStore } from "./store.ts";
import { F, sample } from "./test-terms.ts";

function local(store: TermStore, index: number, name: string, mut: TermId): TermId {
  return store.intern({ kind: "origin_local", owner: F, local: index, name, mut });
}
function field(store: TermStore, base: TermId, name: string): TermId {
  return store.intern({ kind: "origin_field", base, name });
}
function interior(store: TermStore, base: TermId, name: string): TermId {
  return store.intern({ kind: "origin_interior", base, name });
}
function union(store: TermStore, ...members: TermId[]): TermId {
  return store.intern({ kind: "origin_union", members });
}
function cast(store: TermStore, base: TermId, mut: TermId): TermId {
  return store.intern({ kind: "origin_cast", base, mut });
}

test("unions flatten, sort and drop doubles", () => {
  const { store } = sample();
  const a = local(store, 0, "a", store.true);
  const b = local(store, 1, "b", store.true);
  assert.equal(union(store, a, b), union(store, b, union(store, a, b)));
  assert.equal(union(store, a), a);
  assert.equal(union(store), store.intern({ kind: "origin_untracked", mut: store.true }));
  const any = store.intern({ kind: "origin_any", mut: store.true });
  assert.equal(union(store, a, any), any);
});

test("mutability of a union is that of all members", () => {
  const { store, c, raw } = sample();
  const a = local(store, 0, "a", store.true);
  const b = local(store, 1, "b", store.false);
  const both = union(store, a, b);
  assert.equal(originMut(store, both), store.false);
  assert.equal(both, union(store, cast(store, a, store.false), b));
  const o = store.param(F, 6);
  assert.equal(originMut(store, o), raw(c));
  assert.equal(originMut(store, union(store, a, o)), raw(c));
  assert.equal(originMut(store, store.originStatic), store.false);
  assert.equal(
    originMut(store, field(store, o, "x"), () => store.true),
    store.true,
  );
});

test("casts collapse", () => {
  const { store } = sample();
  const a = local(store, 0, "a", store.true);
  assert.equal(cast(store, a, store.true), a);
  assert.equal(cast(store, cast(store, a, store.false), store.true), a);
  assert.equal(field(store, cast(store, a, store.false), "x"), cast(store, field(store, a, "x"), store.false));
  const any = store.intern({ kind: "origin_any", mut: store.true });
  assert.equal(cast(store, any, store.false), store.intern({ kind: "origin_any", mut: store.false }));
});

test("fields distribute over unions", () => {
  const { store } = sample();
  const a = local(store, 0, "a", store.true);
  const b = local(store, 1, "b", store.true);
  assert.equal(field(store, union(store, a, b), "x"), union(store, field(store, a, "x"), field(store, b, "x")));
});

test("overlap is being a prefix", () => {
  const { store } = sample();
  const p = local(store, 0, "p", store.true);
  const x = field(store, p, "x");
  const y = field(store, p, "y");
  const q = local(store, 1, "q", store.true);
  assert.ok(overlaps(store, p, x));
  assert.ok(overlaps(store, x, cast(store, p, store.false)));
  assert.ok(!overlaps(store, x, y));
  assert.ok(overlaps(store, union(store, q, x), x));
  assert.ok(overlaps(store, interior(store, p, "element"), interior(store, p, "element")));
  assert.ok(!overlaps(store, interior(store, p, "a"), interior(store, p, "b")));
  assert.ok(!overlaps(store, p, store.intern({ kind: "origin_untracked", mut: store.true })));
});

test("subsets ignore casts and know subtrees", () => {
  const { store } = sample();
  const a = local(store, 0, "a", store.true);
  const b = local(store, 1, "b", store.true);
  assert.ok(isSubset(store, a, union(store, a, b)));
  assert.ok(isSubset(store, cast(store, a, store.false), a));
  assert.ok(!isSubset(store, union(store, a, b), a));
  assert.ok(!isSubset(store, field(store, a, "x"), a));
  assert.ok(isSubset(store, field(store, a, "x"), store.intern({ kind: "origin_subtree", base: a })));
  assert.ok(isSubset(store, store.intern({ kind: "origin_untracked", mut: store.true }), a));
});

test("the walk to the root tells each step", () => {
  const { store } = sample();
  const l = local(store, 0, "l", store.true);
  const element = interior(store, l, "element");
  const x = field(store, element, "x");
  assert.deepEqual(basesOf(store, cast(store, x, store.false)), [
    { origin: x, via: "self" },
    { origin: element, via: "field" },
    { origin: l, via: "interior" },
  ]);
});

test("mutabilities convert downwards only", () => {
  const { store, c, d, raw, cmp } = sample();
  assert.ok(mutConverts(store, store.true, raw(c)));
  assert.ok(mutConverts(store, raw(c), store.false));
  assert.ok(!mutConverts(store, raw(c), store.true));
  assert.ok(mutConverts(store, raw(c), cmp("and", raw(c), raw(d))));
  assert.ok(!mutConverts(store, store.false, raw(c)));
});

test("bare members of mixed unions", () => {
  const { store } = sample();
  const a = local(store, 0, "a", store.true);
  const b = local(store, 1, "b", store.false);
  const bare = store.get(stripCasts(store, union(store, a, b)));
  assert.deepEqual(bare, { kind: "origin_union", members: [a, b] });
});
