import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../mir/mir.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { lowerBody } from "./lower.ts";
import { noisyDecls, TestBody } from "./test-typed.ts";

const w = noisyDecls();
const { decls, N, P, E } = w;
const { terms } = decls;

/** Compares dumps; the end of a function without result is left out. */
function expect(actual: string, expected: string): void {
  const end = "\n  assign _0 = const None(): None\n  return implicit";
  assert.equal(actual.endsWith(end) ? actual.slice(0, -end.length) : actual, expected.replace(/^\n/, "").trimEnd());
}

test("a result is built in the variable; temporaries hold what is lent to a call", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  expect(
    t.lower(t.declare(x, t.call(w.f, [t.call(w.make, [])])), t.expr(t.call(w.show, [t.at(x)]))),
    `
bb0:
  declare _1
  call _2 = @make()
  call _1 = @f(imm: imm _2)
  call _3 = @show(imm: imm _1)`,
  );
});

test("owned arguments: transfers and temporaries are handed over, copies happen at the call, constants stay constants", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  const takeInt = decls.fn("take_int", [["var", decls.int]]);
  expect(
    t.lower(
      t.expr(t.call(w.consume, [t.move(t.at(x))])),
      t.expr(t.call(w.consume, [t.copy(t.at(x))])),
      t.expr(t.call(w.consume, [t.call(w.make, [])])),
      t.expr(t.call(takeInt, [t.int(3)])),
    ),
    `
bb0:
  call _2 = @consume(var: move _1)
  call _3 = @consume(var: copy _1)
  call _5 = @make()
  call _4 = @consume(var: move _5)
  call _6 = @take_int(var: const 3: Int)`,
  );
});

test("arguments are evaluated in text order, whatever the order of the formals", () => {
  const t = new TestBody(decls);
  const second = t.call(w.f, [t.call(w.make, [])]);
  const first = t.call(w.make, []);
  expect(
    t.lower(t.expr(t.call(w.add, [first, second]))),
    `
bb0:
  call _2 = @make()
  call _3 = @f(imm: imm _2)
  call _4 = @make()
  call _1 = @add(imm: imm _4, imm: imm _3)
  use _1`,
  );
});

test("an assignment builds in place, unless its value uses the target", () => {
  const t = new TestBody(decls);
  const a = t.local("a", N);
  const b = t.local("b", N);
  expect(
    t.lower(
      t.assign(t.at(a), t.call(w.f, [t.at(b)])),
      t.assign(t.at(a), t.call(w.add, [t.at(a), t.call(w.make, [])])),
      t.assign(t.at(a), t.move(t.at(b))),
      t.assign(t.at(a), t.copy(t.at(a))),
    ),
    `
bb0:
  call _1 = @f(imm: imm _2)
  call _4 = @make()
  call _3 = @add(imm: imm _1, imm: imm _4)
  assign _1 = move _3
  assign _1 = move _2
  assign _5 = copy _1
  assign _1 = move _5`,
  );
});

test("fields are targets of their own", () => {
  const t = new TestBody(decls);
  const p = t.local("p", P);
  const a = (): TypedExpr => t.field(t.at(p), 0, N);
  const b = (): TypedExpr => t.field(t.at(p), 1, N);
  const whole = decls.fn("whole", [["imm", P]], { result: N });
  expect(
    t.lower(
      t.assign(a(), t.call(w.f, [b()])),
      t.assign(a(), t.call(w.f, [a()])),
      t.assign(a(), t.call(whole, [t.at(p)])),
    ),
    `
bb0:
  call _1.0 = @f(imm: imm _1.1)
  call _2 = @f(imm: imm _1.0)
  assign _1.0 = move _2
  call _3 = @whole(imm: imm _1)
  assign _1.0 = move _3`,
  );
});

test("origins tell what a reference touches", () => {
  const t = new TestBody(decls);
  const p = t.local("p", P);
  const origin = terms.intern({ kind: "origin_local", owner: t.decl, local: p, name: "p", mut: terms.true });
  const refA = terms.ref(N, terms.intern({ kind: "origin_field", base: origin, name: "a" }));
  const r = t.local("r", refA, "ref");
  expect(
    t.lower(
      t.declare(r, t.ref(t.field(t.at(p), 0, N), refA, true)),
      t.assign(t.at(r), t.call(w.f, [t.field(t.at(p), 1, N)])),
      t.assign(t.at(r), t.call(w.f, [t.field(t.at(p), 0, N)])),
      t.assign(t.field(t.at(p), 0, N), t.call(w.f, [t.at(r)])),
      t.assign(t.field(t.at(p), 1, N), t.call(w.f, [t.at(r)])),
    ),
    `
bb0:
  declare _2
  ref _2 = mut _1.0
  call _2.* = @f(imm: imm _1.1)
  call _3 = @f(imm: imm _1.0)
  assign _2.* = move _3
  call _4 = @f(imm: imm _2.*)
  assign _1.0 = move _4
  call _1.1 = @f(imm: imm _2.*)`,
  );
});

test("what others see keeps its old value when the call raises", () => {
  const t = new TestBody(decls, { raises: E });
  const m = t.arg("m", N, "mut");
  const x = t.local("x", N);
  expect(
    t.lower(t.assign(t.at(x), t.call(w.risky, [])), t.assign(t.at(m), t.call(w.risky, []))),
    `
bb0:
  invoke _3 = @risky() ? bb2 : _1 bb1
bb1:
  raise
bb2:
  invoke _4 = @risky() ? bb4 : _1 bb3
bb3:
  raise
bb4:
  assign _2 = move _4`,
  );
});

/** A local container, and the function that gives a reference to one of its elements. */
function container(t: TestBody) {
  const l = t.local("l", P);
  const origin = terms.intern({ kind: "origin_local", owner: t.decl, local: l, name: "l", mut: terms.true });
  const item = terms.ref(N, terms.intern({ kind: "origin_interior", base: origin, name: "element" }));
  const getitem = decls.fn(
    "getitem",
    [
      ["ref", P],
      ["imm", decls.int],
    ],
    { result: item },
  );
  return { l, getitem };
}

test("the place of an assignment is found first, unless the value may move what it lies in", () => {
  const t = new TestBody(decls);
  const { l, getitem } = container(t);
  const at = (i: number): TypedExpr => t.deref(t.call(getitem, [t.at(l), t.int(i)]));
  expect(
    t.lower(t.assign(at(1), t.call(w.make, [])), t.assign(at(1), t.call(w.f, [at(2)]))),
    `
bb0:
  assign _3 = const 1: Int
  call _2 = @getitem(ref: mut _1, imm: imm _3)
  call _2.* = @make()
  assign _5 = const 1: Int
  call _4 = @getitem(ref: mut _1, imm: imm _5)
  assign _8 = const 2: Int
  call _7 = @getitem(ref: mut _1, imm: imm _8)
  call _6 = @f(imm: imm _7.*)
  assign _4.* = move _6`,
  );
});

test("a value that may move the container is evaluated before the reference into it", () => {
  const t = new TestBody(decls);
  const { l, getitem } = container(t);
  const grow = decls.fn("grow", [["mut", P]], { result: N });
  expect(
    t.lower(t.assign(t.deref(t.call(getitem, [t.at(l), t.int(1)])), t.call(grow, [t.at(l)]))),
    `
bb0:
  call _2 = @grow(mut: mut _1)
  assign _4 = const 1: Int
  call _3 = @getitem(ref: mut _1, imm: imm _4)
  assign _3.* = move _2`,
  );
});

test("a conditional moves the chosen value into the target", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  expect(
    t.lower(t.declare(x, t.ifExpr(t.call(w.cond, []), t.call(w.make, []), t.call(w.f, [t.call(w.make, [])])))),
    `
bb0:
  declare _1
  call _2 = @cond()
  branch move _2 ? bb1 : bb2
bb1 then:
  call _3 = @make()
  assign _1 = move _3
  goto bb3
bb2 else:
  call _5 = @make()
  call _4 = @f(imm: imm _5)
  assign _1 = move _4
  goto bb3
bb3:`,
  );
});

test("discarded values die after the temporaries of their call; `_ = x^` needs no move", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  expect(
    t.lower(t.expr(t.call(w.f, [t.call(w.make, [])])), t.use(t.at(x)), t.expr(t.move(t.at(x)))),
    `
bb0:
  call _3 = @make()
  call _2 = @f(imm: imm _3)
  use _2
  use _1
  use _1
  declare _1`,
  );
});

test("return builds in the result slot; code after it keeps its block and the reason", () => {
  const t = new TestBody(decls, { result: N });
  expect(
    t.lower(
      t.return(t.call(w.make, [])),
      t.expr(t.call(w.cond, [])),
      t.return(t.call(w.make, [])),
      t.return(t.call(w.make, [])),
    ),
    `
bb0:
  call _0 = @make()
  return
bb1 after_return:
  call _1 = @cond()
  use _1
  call _0 = @make()
  return
bb2:
  call _0 = @make()
  return`,
  );
});

test("a call that never returns ends the path", () => {
  const t = new TestBody(decls, { result: N });
  expect(
    t.lower(t.expr(t.call(w.abort, [])), t.return(t.call(w.make, []))),
    `
bb0:
  call _2 = @abort()
  unreachable
bb1 after_never:
  call _0 = @make()
  return`,
  );
});

test("if statements: arms, elif chains, arms that do not fall through", () => {
  const t = new TestBody(decls, { result: N });
  const ret = (): ReturnType<TestBody["block"]> => t.block(t.return(t.call(w.make, [])));
  const inner = t.if(t.call(w.cond, []), ret(), t.block(t.expr(t.call(w.abort, []))));
  expect(
    t.lower(
      t.if(t.call(w.cond, []), t.block()),
      t.if(t.call(w.cond, []), ret(), t.block(inner)),
      t.return(t.call(w.make, [])),
    ),
    `
bb0:
  call _1 = @cond()
  branch move _1 ? bb1 : bb2
bb1 then:
  goto bb3
bb2 else:
  goto bb3
bb3:
  call _2 = @cond()
  branch move _2 ? bb4 : bb5
bb4 then:
  call _0 = @make()
  return
bb5 else:
  call _3 = @cond()
  branch move _3 ? bb6 : bb7
bb6 then:
  call _0 = @make()
  return
bb7 else:
  call _5 = @abort()
  unreachable
bb8 after_if:
  call _0 = @make()
  return`,
  );
});

test("a constant condition takes one way", () => {
  const t = new TestBody(decls);
  expect(
    t.lower(t.if(t.bool(false), t.block(t.expr(t.call(w.cond, []))))),
    `
bb0:
  goto bb2
bb1 then:
  call _1 = @cond()
  use _1
  unreachable
bb2 else:
  goto bb3
bb3:`,
  );
});

test("while: else on the way out by the condition, break past it", () => {
  const t = new TestBody(decls);
  const orElse = t.block(t.expr(t.call(w.show, [t.call(w.make, [])])));
  const stop = t.if(t.call(w.cond, []), t.block(t.break()), t.block(t.continue()));
  expect(
    t.lower(t.while(t.call(w.cond, []), t.block(stop), orElse)),
    `
bb0:
  goto bb1
bb1 loop:
  call _1 = @cond()
  branch move _1 ? bb2 : bb3
bb2 loop_body:
  call _4 = @cond()
  branch move _4 ? bb5 : bb6
bb3 loop_exit:
  call _3 = @make()
  call _2 = @show(imm: imm _3)
  goto bb4
bb4:
  assign _0 = const None(): None
  return implicit
bb5 then:
  goto bb4
bb6 else:
  goto bb1`,
  );
});

test("an endless loop without break is not left", () => {
  const t = new TestBody(decls);
  expect(
    t.lower(t.while(t.bool(true), t.block()), t.expr(t.call(w.cond, []))),
    `
bb0:
  goto bb1
bb1 loop:
  goto bb2
bb2 loop_body:
  goto bb1
bb3 after_loop:
  call _1 = @cond()
  use _1
  unreachable`,
  );
});

test("for: the error edge of next leaves the loop", () => {
  const t = new TestBody(decls);
  const it = t.local("it", P);
  const x = t.local("x", N);
  const next = decls.fn("next", [["mut", P]], { result: N, raises: E });
  const body = t.block(t.expr(t.call(w.show, [t.at(x)])));
  expect(
    t.lower(t.for(x, t.call(next, [t.at(it)]), body, t.block(t.expr(t.call(w.cond, []))))),
    `
bb0:
  goto bb1
bb1 loop:
  declare _2
  invoke _2 = @next(mut: mut _1) ? bb3 : _3 bb2
bb2 loop_exit:
  call _5 = @cond()
  use _5
  goto bb5
bb3:
  goto bb4
bb4 loop_body:
  call _4 = @show(imm: imm _2)
  goto bb1
bb5:`,
  );
});

test("try: body, else and handler", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  const e = t.local("e", E, "error");
  const handler = t.block(t.use(t.at(e)));
  const orElse = t.block(t.use(t.at(x)));
  expect(
    t.lower(t.try(t.block(t.declare(x, t.call(w.risky, []))), { error: e, handler, orElse })),
    `
bb0:
  goto bb1
bb1 try:
  declare _1
  invoke _1 = @risky() ? bb3 : _2 bb2
bb2 handler:
  use _2
  goto bb5
bb3:
  goto bb4
bb4 try_else:
  use _1
  goto bb5
bb5:`,
  );
});

test("a handler that nothing reaches keeps its block", () => {
  const t = new TestBody(decls);
  const e = t.local("e", E, "error");
  expect(
    t.lower(t.try(t.block(t.return()), { error: e, handler: t.block(t.return()) }), t.expr(t.call(w.cond, []))),
    `
bb0:
  goto bb1
bb1 try:
  assign _0 = const None(): None
  return
bb2 handler:
  assign _0 = const None(): None
  return
bb3 after_try:
  call _2 = @cond()
  use _2
  unreachable`,
  );
});

test("finally runs on every way out: the value of a return is computed first", () => {
  const t = new TestBody(decls, { result: N, raises: E });
  const finallyBody = t.block(t.expr(t.call(w.show, [t.call(w.make, [])])));
  const body = t.block(t.if(t.call(w.cond, []), t.block(t.return(t.call(w.make, [])))), t.expr(t.call(w.risky, [])));
  expect(
    t.lower(t.try(body, { finallyBody }), t.return(t.call(w.make, []))),
    `
bb0:
  goto bb1
bb1 try:
  call _2 = @cond()
  branch move _2 ? bb2 : bb3
bb2 then:
  call _0 = @make()
  call _4 = @make()
  call _3 = @show(imm: imm _4)
  return
bb3 else:
  goto bb4
bb4:
  invoke _5 = @risky() ? bb6 : _1 bb5
bb5 finally:
  call _9 = @make()
  call _8 = @show(imm: imm _9)
  goto bb9
bb6:
  use _5
  goto bb7
bb7 finally:
  call _7 = @make()
  call _6 = @show(imm: imm _7)
  goto bb8
bb8:
  call _0 = @make()
  return
bb9:
  raise`,
  );
});

test("an error waits beside the error slot while a finally block that may raise runs", () => {
  const t = new TestBody(decls, { raises: E });
  const x = t.local("x", N);
  const finallyBody = t.block(t.declare(x, t.call(w.risky, [])));
  expect(
    t.lower(t.try(t.block(t.raise(t.construct(E, []))), { finallyBody })),
    `
bb0:
  goto bb1
bb1 try:
  complete _3
  goto bb2
bb2 finally:
  declare _2
  invoke _2 = @risky() ? bb4 : _1 bb3
bb3:
  raise
bb4:
  assign _1 = move _3
  goto bb5
bb5:
  raise`,
  );
});

test("break and continue leave through finally blocks, to the loop they name", () => {
  const t = new TestBody(decls);
  const inner = t.try(t.block(t.continue(1)), { finallyBody: t.block(t.expr(t.call(w.cond, []))) });
  expect(
    t.lower(t.while(t.call(w.cond, []), t.block(t.while(undefined, t.block(inner))))),
    `
bb0:
  goto bb1
bb1 loop:
  call _1 = @cond()
  branch move _1 ? bb2 : bb3
bb2 loop_body:
  goto bb5
bb3 loop_exit:
  goto bb4
bb4:
  assign _0 = const None(): None
  return implicit
bb5 loop:
  goto bb6
bb6 loop_body:
  goto bb7
bb7 try:
  call _2 = @cond()
  use _2
  goto bb1`,
  );
});

test("a deinit argument is dismantled, a constructed object completed", () => {
  const t = new TestBody(decls, { result: P });
  const self = t.arg("self", P, "deinit");
  expect(
    t.lower(t.return(t.construct(P, [t.move(t.field(t.at(self), 1, N)), t.call(w.make, [])]))),
    `
bb0:
  dismantle _1
  assign _0.0 = move _1.1
  call _0.1 = @make()
  complete _0
  return`,
  );
});

test("variadic arguments: places lend their address, owned elements give up their storage", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  const list = decls.struct("VariadicList", {});
  const many = decls.fn("many", [["imm", list]]);
  const args = (convention: "imm" | "var", values: readonly TypedExpr[]): TypedExpr =>
    t.callWith(many, [{ kind: "variadic", convention, type: list, element: N, values }]);
  expect(
    t.lower(
      t.expr(args("imm", [t.at(x), t.call(w.make, [])])),
      t.expr(args("var", [t.copy(t.at(x)), t.move(t.at(x)), t.call(w.make, [])])),
    ),
    `
bb0:
  call _3 = @make()
  pack _4 = imm (_1, _3)
  call _2 = @many(imm: imm _4)
  assign _6 = copy _1
  call _7 = @make()
  pack _8 = var (_6, _1, _7)
  call _5 = @many(var: move _8)`,
  );
});

test("captures are fields of the closure's object, which is the first argument", () => {
  const refN = terms.ref(N, terms.originStatic);
  const decl = decls.closure("inner", [
    { name: "x", convention: "var", type: N },
    { name: "y", convention: "imm", type: refN },
  ]);
  const t = new TestBody(decls, { decl });
  const capture = (index: number, type: typeof N): TypedExpr => ({ kind: "capture", span: t.span(), type, index });
  const body = t.body(t.expr(t.call(w.add, [capture(0, N), t.deref(capture(1, refN))])));
  const env = { ...decls.env, signature: () => decls.env.signature(w.cond) };
  const fn = lowerBody(body, {
    ...env,
    header: (d) => ({ ...decls.env.header(d), kind: d === decl ? "closure" : "function" }),
  });
  assert.deepEqual(fn.args, [1]);
  const call = fn.blocks[0]?.insts[0];
  assert.ok(call?.op === "call");
  const borrow = (...path: Parameters<typeof place> extends [number, ...infer R] ? R : never): unknown => ({
    convention: "imm",
    value: { kind: "borrow", place: place(1, ...path), access: "imm" },
  });
  const args = call.call.args.map(({ convention, value }) => ({ convention, value }));
  assert.deepEqual(args, [borrow({ kind: "field", index: 0 }), borrow({ kind: "field", index: 1 }, { kind: "deref" })]);
});

test("slots follow the text; an initializer's temporaries come before the variable, arguments last", () => {
  const t = new TestBody(decls);
  const a = t.arg("a", N, "var");
  const x = t.local("x", N);
  const y = t.local("y", N);
  const fn = lowerBody(t.body(t.declare(y), t.declare(x, t.call(w.f, [t.call(w.make, [])]))), decls.env);
  const temp = fn.locals.findIndex((l) => l.kind === "temp");
  const slots = [y, temp, x, a].map((l) => fn.locals[l]?.slot ?? -1);
  assert.deepEqual(
    slots,
    [...slots].sort((p, q) => p - q),
  );
});

test("a sum of 20,000 terms does not nest", () => {
  const t = new TestBody(decls);
  const x = t.local("x", N);
  let sum = t.call(w.make, []);
  for (let i = 0; i < 20_000; i++) sum = t.call(w.add, [sum, t.at(x)]);
  const fn = lowerBody(t.body(t.assign(t.at(x), sum)), decls.env);
  assert.equal(fn.blocks[0]?.insts.length, 20_001 + 2);
});

test("chains through temporaries, fields and references do not nest", () => {
  const t = new TestBody(decls);
  const get = decls.fn("get", [["imm", N]], { result: terms.ref(N, terms.originStatic) });
  let chain = t.call(w.make, []);
  for (let i = 0; i < 20_000; i++) chain = t.call(w.f, [t.deref(t.call(get, [t.temp(t.local("", N, "temp"), chain)]))]);
  const fn = lowerBody(t.body(t.expr(chain)), decls.env);
  assert.equal(fn.blocks[0]?.insts.filter((i) => i.op === "call").length, 40_001);
});

test("10,000 elif arms do not nest", () => {
  const t = new TestBody(decls);
  let chain = t.if(t.call(w.cond, []), t.block());
  for (let i = 0; i < 10_000; i++) chain = t.if(t.call(w.cond, []), t.block(), t.block(chain));
  assert.ok(lowerBody(t.body(chain), decls.env).blocks.length > 20_000);
});

test("a conjunction of 20,000 conditions does not nest", () => {
  const t = new TestBody(decls);
  let all = t.call(w.cond, []);
  for (let i = 0; i < 20_000; i++) all = t.ifExpr(all, t.call(w.cond, []), t.bool(false));
  const fn = lowerBody(t.body(t.if(all, t.block())), decls.env);
  assert.ok(fn.blocks.length > 60_000);
});
