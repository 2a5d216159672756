import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeclId, TermId } from "../base/ids.ts";
import { DTYPE_FLOAT64, DTYPE_UINT8 } from "./dtype.ts";
import { printTerm } from "./print.ts";
import type { FnTypeArg } from "./term.ts";
import { F, LIST, sample } from "./test-terms.ts";

test("types and constants", () => {
  const { store, int, bool, n, names } = sample();
  const show = (id: TermId): string => printTerm(store, id, names);
  assert.equal(show(store.struct(LIST, [int])), "List[Int]");
  assert.equal(show(store.struct(4 as DeclId, [int, store.int(int, 3n)])), "Array[Int, Int(3)]");
  assert.equal(show(store.struct(LIST, [store.int(store.intLiteral, 5n)])), "List[5]");
  assert.equal(show(store.struct(LIST, [store.string('a"b')])), 'List["a\\"b"]');
  assert.equal(
    show(store.struct(LIST, [store.intern({ kind: "ratio", num: 3n, den: 2n, negativeZero: false })])),
    "List[1.5]",
  );
  assert.equal(show(store.int(bool, 1n)), "True");
  assert.equal(show(store.int(store.simd(DTYPE_UINT8, 1), 3n)), "UInt8(3)");
  assert.equal(show(store.intern({ kind: "float", type: store.simd(DTYPE_FLOAT64, 1), value: 2 })), "2.0");
  assert.equal(show(store.struct(LIST, [n, store.unbound])), "List[n, _]");
  assert.equal(show(store.trait([21, 20] as DeclId[])), "Movable & Copyable");
});

test("expressions", () => {
  const s = sample();
  const { store, op, cmp, lit, raw, names, int } = s;
  const show = (id: TermId): string => printTerm(store, id, names);
  const n = raw(s.n);
  const m = raw(s.m);
  assert.equal(show(store.intern({ kind: "record", type: int, fields: [op("add", n, lit(1))] })), "(n + Int(1))");
  assert.equal(show(op("sub", n, m)), "(n - m)");
  assert.equal(show(op("sub", n, lit(1))), "(n - Int(1))");
  assert.equal(show(op("mul", n, lit(2))), "(Int(2) * n)");
  assert.equal(show(cmp("gt", n, lit(0))), "(n > Int(0))");
  assert.equal(show(cmp("ne", n, m)), "(n != m)");
  assert.equal(show(cmp("not", raw(s.c))), "not c");
  assert.equal(show(cmp("and_then", raw(s.c), raw(s.d))), "c and d");
  assert.equal(show(cmp("eq", raw(s.c), raw(s.d))), "(c == d)");
  assert.equal(
    show(store.intern({ kind: "op", type: int, op: "cond", params: [], args: [raw(s.c), s.n, s.m] })),
    "n if c else m",
  );
  const t = store.param(F, 8);
  const conforms = store.intern({
    kind: "op",
    type: store.primBool,
    op: "conforms",
    params: [t, store.trait([20 as DeclId])],
    args: [],
  });
  assert.equal(show(conforms), "conforms_to(T, Movable)");
  const callee = store.intern({ kind: "function", decl: 30 as DeclId, bindings: [] });
  assert.equal(show(store.intern({ kind: "apply", type: int, callee, args: [s.n] })), "pr(n)");
});

test("function types", () => {
  const { store, int, bool, names } = sample();
  const arg = (name: string, type: TermId, convention: FnTypeArg["convention"] = "imm"): FnTypeArg => ({
    name,
    type,
    convention,
    origin: undefined,
    keywordOnly: false,
    variadic: "",
  });
  const fn = store.intern({
    kind: "fn",
    params: [],
    args: [arg("x", int), arg("s", bool, "mut")],
    result: bool,
    raises: undefined,
    thin: true,
    abi: "",
  });
  assert.equal(printTerm(store, fn, names), "def(x: Int, mut s: Bool) thin -> Bool");
});

test("origins", () => {
  const { store, names } = sample();
  const show = (id: TermId): string => printTerm(store, id, names);
  const l = store.intern({ kind: "origin_local", owner: F, local: 0, name: "l", mut: store.true });
  const x = store.intern({ kind: "origin_local", owner: F, local: 1, name: "x", mut: store.true });
  const element = store.intern({ kind: "origin_interior", base: l, name: "element" });
  assert.equal(show(element), 'origin_of(l["element"])');
  assert.equal(show(store.intern({ kind: "origin_field", base: x, name: "y" })), "origin_of(x.y)");
  assert.equal(show(store.intern({ kind: "origin_union", members: [x, l] })), "origin_of(l, x)");
  assert.equal(show(store.originStatic), "ImmStaticOrigin");
  assert.equal(show(store.intern({ kind: "origin_untracked", mut: store.true })), "MutUntrackedOrigin");
  assert.equal(show(store.intern({ kind: "origin_cast", base: l, mut: store.false })), "origin_of(l)");
  assert.equal(show(store.param(F, 6)), "o");
});
