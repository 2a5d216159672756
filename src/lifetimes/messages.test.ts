import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { messagesOf } from "../../tests/support/lifetimes-run.ts";
import type { DeclId, TypeId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { noisyDecls, TestBody } from "../lower/test-typed.ts";

function setup(options: { readonly result?: "N"; readonly raises?: true } = {}) {
  const n = noisyDecls();
  const t = new TestBody(n.decls, {
    ...(options.result === undefined ? {} : { result: n.N }),
    ...(options.raises === undefined ? {} : { raises: n.E }),
  });
  const a = t.local("a", n.N);
  const make = (local: number) => t.declare(local, t.call(n.make, []));
  const show = (local: number) => t.expr(t.call(n.show, [t.at(local)]));
  const eat = (local: number) => t.expr(t.call(n.consume, [t.move(t.at(local))]));
  return { n, t, a, make, show, eat };
}
const uninitialized = (path: string): string => `use of uninitialized value '${path}'`;

describe("initialization", () => {
  test("a variable without value, one value on one way only, one moved before", () => {
    const one = setup();
    assert.deepEqual(messagesOf(one.t, [one.t.declare(one.a), one.show(one.a)]), [uninitialized("a")]);
    const two = setup();
    const branch = two.t.if(
      two.t.call(two.n.cond, []),
      two.t.block(two.t.assign(two.t.at(two.a), two.t.call(two.n.make, []))),
    );
    assert.deepEqual(messagesOf(two.t, [two.t.declare(two.a), branch, two.show(two.a)]), [uninitialized("a")]);
    const three = setup();
    const { a, make, eat, show } = three;
    assert.deepEqual(messagesOf(three.t, [make(a), eat(a), eat(a), show(a)]), [uninitialized("a")]);
  });

  test("a loop that moves what was made outside", () => {
    const { n, t, a, make, eat } = setup();
    assert.deepEqual(messagesOf(t, [make(a), t.while(t.call(n.cond, []), t.block(eat(a)))]), [uninitialized("a")]);
  });

  test("what never comes back need not initialize", () => {
    const { n, t, a, show } = setup();
    const assign = t.block(t.assign(t.at(a), t.call(n.make, [])));
    const stmts = [t.declare(a), t.if(t.call(n.cond, []), assign, t.block(t.expr(t.call(n.abort, [])))), show(a)];
    assert.deepEqual(messagesOf(t, stmts), []);
  });

  test("an assignment in a try body counts only past what may raise", () => {
    const { n, t, a, show } = setup();
    const b = t.local("b", n.N);
    const body = t.block(t.assign(t.at(a), t.call(n.make, [])), t.declare(b, t.call(n.risky, [])), show(b));
    const stmts = [t.declare(a), t.try(body, { handler: t.block() }), show(a)];
    assert.deepEqual(messagesOf(t, stmts), []);
    const late = setup();
    const c = late.t.local("c", late.n.N);
    const first = late.t.declare(c, late.t.call(late.n.risky, []));
    const second = late.t.assign(late.t.at(late.a), late.t.call(late.n.make, []));
    const tried = late.t.try(late.t.block(first, second, late.show(c)), { handler: late.t.block() });
    assert.deepEqual(messagesOf(late.t, [late.t.declare(late.a), tried, late.show(late.a)]), [uninitialized("a")]);
  });

  test("fields: the missing one is named; all of them by hand make no object", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const store = (i: number) => t.assign(t.field(t.at(p), i, n.N), t.call(n.make, []));
    const eatP = n.decls.fn("eatP", [["var", n.P]]);
    const eat = t.expr(t.call(eatP, [t.move(t.at(p))]));
    assert.deepEqual(messagesOf(t, [t.declare(p), store(0), eat]), [
      uninitialized("p.b"),
      "variable 'a' was never used, remove it?",
    ]);
    assert.deepEqual(
      messagesOf(t, [t.declare(p), store(0), store(1), eat])[0],
      "'p' used with all fields manually initialized but without calling an '__init__' method",
    );
  });

  test("arguments by reference and results must be there at the end", () => {
    const { n, t, eat } = setup({ raises: true });
    const x = t.arg("x", n.N, "mut");
    assert.deepEqual(messagesOf(t, [eat(x)])[0], "'x' is uninitialized at the implicit return from this function");
    assert.deepEqual(messagesOf(t, [eat(x), t.return()])[0], "'x' is uninitialized at return from this function");
    assert.deepEqual(messagesOf(t, [eat(x), t.raise(t.construct(n.E, []))])[0], uninitialized("x"));
  });

  test("a constructor names the field it forgot", () => {
    const n = noisyDecls();
    const decl = n.decls.fn("init", [], { result: n.P, resultName: "self", special: "init" });
    const t = new TestBody(n.decls, { result: n.P, decl });
    const stmts = [t.assign(t.field(t.at(t.result), 0, n.N), t.call(n.make, []))];
    assert.deepEqual(messagesOf(t, stmts), ["'result.b' is uninitialized at the implicit return from this function"]);
  });

  test("nothing can be moved out of a reference", () => {
    const { n, t, a, make } = setup();
    const origin = n.decls.terms.intern({
      kind: "origin_local",
      owner: t.decl,
      local: a,
      name: "a",
      mut: n.decls.terms.true,
    });
    const type = n.decls.terms.ref(n.N, origin);
    const r = t.local("r", type, "ref");
    const move = t.expr(t.call(n.consume, [t.move(t.at(r))]));
    assert.deepEqual(messagesOf(t, [make(a), t.declare(r, t.ref(t.at(a), type, true)), move]), [
      "cannot consume indirect references to values",
    ]);
  });
});

describe("destruction", () => {
  test("a field is gone when the whole has to die, or is used later", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const field = (i: number) => t.field(t.at(p), i, n.N);
    const make = t.declare(p, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])]));
    const take = t.expr(t.call(n.consume, [t.move(field(0))]));
    const later = t.expr(t.call(n.show, [field(1)]));
    assert.equal(
      messagesOf(t, [make, take])[0],
      "field 'p.a' destroyed out of the middle of a value, preventing the overall value from being destroyed",
    );
    assert.equal(messagesOf(t, [make, take, later])[0], "value 'p.a' cannot be consumed, because 'p' is used later");
  });

  test("a value that has no destructor must be consumed on every way", () => {
    const { n, t, a, make, eat } = setup();
    const trait = n.decls.decl("trait", "Deinitable");
    n.decls.role("deinitable", "Deinitable");
    const linear = (type: TypeId, of: DeclId): "yes" | "no" => (type === n.N && of === trait ? "no" : "yes");
    const env: DeclEnv = { ...n.decls.env, conforms: linear };
    const message =
      "'a' abandoned without being explicitly destroyed: type 'N' does not conform to 'Deinitable' and must be explicitly destroyed";
    assert.deepEqual(messagesOf(t, [make(a), t.if(t.call(n.cond, []), t.block(eat(a)))], env), [message]);
    assert.deepEqual(messagesOf(t, [make(a), t.if(t.call(n.cond, []), t.block(eat(a)), t.block(eat(a)))], env), []);
    const gone = t.if(t.call(n.cond, []), t.block(eat(a)), t.block(t.expr(t.call(n.abort, []))));
    assert.deepEqual(messagesOf(t, [make(a), gone], env), []);
    assert.equal(
      messagesOf(t, [t.expr(t.call(n.make, []))], env)[0],
      message.replace("'a'", "'(expression temporary)'"),
    );
  });
});

describe("warnings", () => {
  test("values, variables and references that nobody uses", () => {
    const { n, t, a, make } = setup();
    const b = t.local("b", n.N);
    t.local("c", n.N);
    const i = t.local("i", n.decls.terms.ref(n.N, n.decls.terms.originStatic), "ref");
    const next = n.decls.fn("next", [], { result: n.decls.terms.ref(n.N, n.decls.terms.originStatic) });
    const stmts = [
      make(a),
      t.declare(b, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(b)])),
      t.assign(t.at(b), t.call(n.make, [])),
      t.declare(i, t.call(next, [])),
    ];
    assert.deepEqual([...messagesOf(t, stmts)].sort(), [
      "assignment to 'a' was never used; assign to '_' instead?",
      "assignment to 'b' was never used; assign to '_' instead?",
      "ref 'i' was never used, remove it?",
      "variable 'c' was never used, remove it?",
    ]);
  });

  test("code that nothing reaches", () => {
    const { n, t, a, make, show } = setup();
    const after = "unreachable code after return statement";
    assert.deepEqual(messagesOf(t, [make(a), show(a), t.return(), show(a)]), [after]);
    const body = t.block(make(a), show(a));
    const handler = t.block(t.expr(t.call(n.cond, [])));
    assert.deepEqual(messagesOf(t, [t.try(body, { handler })]), [
      "'except' logic is unreachable, try doesn't raise an exception",
    ]);
    assert.deepEqual(messagesOf(t, [make(a), t.try(t.block(show(a)), { handler: t.block() })]), [
      "try body doesn't raise an exception",
    ]);
  });

  test("a function with a result must return", () => {
    const n = noisyDecls();
    const decl = n.decls.fn("f2", [], { result: n.N });
    const t = new TestBody(n.decls, { result: n.N, decl });
    const returns = t.block(t.return(t.call(n.make, [])));
    assert.deepEqual(messagesOf(t, [t.if(t.call(n.cond, []), returns)]), [
      "return expected at end of function with results",
    ]);
    assert.deepEqual(messagesOf(t, [t.while(undefined, t.block())]), []);
  });
});
