import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { play } from "../../tests/support/lifetimes-run.ts";
import type { TypeId } from "../base/ids.ts";
import { noisyDecls, TestBody } from "../lower/test-typed.ts";

type Noisy = ReturnType<typeof noisyDecls>;

/** A body over the noisy declarations with a few variables of type N. */
function setup(options: { readonly result?: "N"; readonly raises?: true } = {}): { n: Noisy; t: TestBody } {
  const n = noisyDecls();
  const t = new TestBody(n.decls, {
    ...(options.result === undefined ? {} : { result: n.N }),
    ...(options.raises === undefined ? {} : { raises: n.E }),
  });
  return { n, t };
}

describe("straight code", () => {
  test("a value dies right after its last use, one that nobody uses right after it is made", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const c = t.local("c", n.N);
    const log = play(t, [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(b)])),
      t.declare(c, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(a)])),
      t.expr(t.call(n.cond, [])),
    ]);
    assert.equal(log, "a = make(), b = make(), show(b), del b, c = make(), del c, show(a), del a, cond()");
  });

  test("several die at one point: later slots first, whatever the order of arguments and of initialization", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const log = play(t, [
      t.declare(a),
      t.declare(b),
      t.assign(t.at(b), t.call(n.make, [])),
      t.assign(t.at(a), t.call(n.make, [])),
      t.use(t.at(a)),
      t.expr(t.call(n.add, [t.at(a), t.at(b)])),
    ]);
    assert.equal(log, "b = make(), a = make(), t1 = add(a b), del b, del a, del t1");
  });

  test("temporaries die after the call that needs them, last argument first", () => {
    const { n, t } = setup();
    const x = t.local("x", n.N);
    const log = play(t, [
      t.declare(x, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.call(n.add, [t.call(n.add, [t.call(n.make, []), t.at(x)]), t.call(n.make, [])])])),
      t.expr(t.call(n.show, [t.at(x)])),
    ]);
    assert.equal(
      log,
      "x = make(), t1 = make(), t2 = add(t1 x), del t1, t4 = make(), t3 = add(t2 t4), del t4, del t2, show(t3), del t3, show(x), del x",
    );
  });

  test("a variable dies before the temporaries of its initializer", () => {
    const { n, t } = setup();
    const x = t.local("x", n.N);
    const log = play(t, [t.declare(x, t.call(n.f, [t.call(n.make, [])])), t.expr(t.call(n.cond, []))]);
    assert.equal(log, "t1 = make(), x = f(t1), del x, del t1, cond()");
  });

  test("an assignment does not keep the old value: it dies at its last use, or at once", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const log = play(t, [
      t.declare(a, t.call(n.make, [])),
      t.expr(t.call(n.cond, [])),
      t.assign(t.at(a), t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(a)])),
      t.expr(t.call(n.cond, [])),
      t.assign(t.at(a), t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(a)])),
    ]);
    assert.equal(log, "a = make(), del a, cond(), a = make(), show(a), del a, cond(), a = make(), show(a), del a");
  });

  test("where the new value is made from the old one it goes through a temporary", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const log = play(t, [
      t.declare(a, t.call(n.make, [])),
      t.assign(t.at(a), t.call(n.add, [t.at(a), t.call(n.make, [])])),
      t.expr(t.call(n.show, [t.at(a)])),
    ]);
    assert.equal(log, "a = make(), t2 = make(), t1 = add(a t2), del t2, del a, move t1 -> a, show(a), del a");
  });

  test("'_ = x^' destroys here; 'x^' as an argument hands over", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const log = play(t, [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.expr(t.call(n.cond, [])),
      t.expr(t.move(t.at(a))),
      t.expr(t.call(n.consume, [t.move(t.at(b))])),
    ]);
    assert.equal(log, "a = make(), b = make(), cond(), del a, consume(b^)");
  });
});

describe("branches", () => {
  test("a value that only one arm needs dies first thing in the other", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.if(
        t.call(n.cond, []),
        t.block(t.expr(t.call(n.show, [t.at(a)])), t.expr(t.call(n.cond, []))),
        t.block(t.expr(t.call(n.cond, [])), t.expr(t.call(n.show, [t.at(b)]))),
      ),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [true]), "a = make(), b = make(), cond(), del b, show(a), del a, cond(), cond()");
    assert.equal(play(t, stmts, [false]), "a = make(), b = make(), cond(), del a, cond(), show(b), del b, cond()");
  });

  test("without an else arm the value dies on the way past", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.if(t.call(n.cond, []), t.block(t.expr(t.call(n.add, [t.at(a), t.at(b)])))),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [false]), "a = make(), b = make(), cond(), del b, del a, cond()");
  });

  test("a value moved on one way dies on the other", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.if(t.call(n.cond, []), t.block(t.expr(t.call(n.consume, [t.move(t.at(a))])))),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [true]), "a = make(), cond(), consume(a^), cond()");
    assert.equal(play(t, stmts, [false]), "a = make(), cond(), del a, cond()");
  });

  test("what never returns needs nothing destroyed, but other ways get their destructors first thing", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(a)])),
      t.if(t.call(n.cond, []), t.block(t.expr(t.call(n.abort, [])))),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [true]), "a = make(), show(a), cond(), abort(), unreachable");
    assert.equal(play(t, stmts, [false]), "a = make(), show(a), cond(), del a, cond()");
  });
});

describe("loops", () => {
  test("a value that each round needs dies when the loop is left; one declared inside dies inside", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const c = t.local("c", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.while(
        t.call(n.cond, []),
        t.block(
          t.declare(c, t.call(n.make, [])),
          t.expr(t.call(n.add, [t.at(a), t.at(c)])),
          t.expr(t.call(n.cond, [])),
        ),
      ),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(
      play(t, stmts, [true, false]),
      "a = make(), b = make(), del b, cond(), c = make(), t1 = add(a c), del c, del t1, cond(), cond(), del a, cond()",
    );
  });

  test("on the way out of a break what the rest of the body needs dies first thing", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.declare(b, t.call(n.make, [])),
      t.while(
        undefined,
        t.block(
          t.if(t.call(n.cond, []), t.block(t.expr(t.call(n.show, [t.at(b)])), t.break())),
          t.expr(t.call(n.show, [t.at(a)])),
        ),
      ),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(
      play(t, stmts, [false, true]),
      "a = make(), b = make(), cond(), show(a), cond(), del a, show(b), del b, cond()",
    );
  });

  test("arguments by reference stay alive before a loop without end", () => {
    const { n, t } = setup();
    const x = t.arg("x", n.N, "imm");
    const y = t.local("y", n.N);
    const stmts = [
      t.expr(t.call(n.show, [t.at(x)])),
      t.declare(y, t.call(n.make, [])),
      t.while(undefined, t.block(t.expr(t.call(n.cond, [])))),
    ];
    assert.match(play(t, stmts, [], 6), /^show\(x\), y = make\(\), del y, cond\(\), cond\(\)/);
  });

  test("before a loop that only an abort can leave nothing dies", () => {
    const { n, t } = setup();
    const y = t.local("y", n.N);
    const stmts = [
      t.declare(y, t.call(n.make, [])),
      t.while(undefined, t.block(t.if(t.call(n.cond, []), t.block(t.expr(t.call(n.abort, [])))))),
    ];
    assert.equal(play(t, stmts, [false, true]), "y = make(), cond(), cond(), abort(), unreachable");
  });
});

describe("errors", () => {
  test("on the error edge everything alive dies, later slots first, before the handler runs", () => {
    const { n, t } = setup();
    const a = t.local("a", n.N);
    const b = t.local("b", n.N);
    const c = t.local("c", n.N);
    const e = t.local("e", n.E, "error");
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.try(
        t.block(
          t.declare(b, t.call(n.make, [])),
          t.declare(c, t.call(n.risky, [])),
          t.expr(t.call(n.add, [t.at(b), t.at(c)])),
        ),
        { error: e, handler: t.block(t.expr(t.call(n.cond, []))) },
      ),
      t.expr(t.call(n.show, [t.at(a)])),
    ];
    assert.equal(
      play(t, stmts, [true]),
      "a = make(), b = make(), c = risky(), raises, del e, del b, cond(), show(a), del a",
    );
    assert.equal(
      play(t, stmts, [false]),
      "a = make(), b = make(), c = risky(), t1 = add(b c), del c, del b, del t1, show(a), del a",
    );
  });

  test("a raising call that assigns over a value makes the new one beside it", () => {
    const { n, t } = setup({ raises: true });
    const a = t.local("a", n.N);
    const stmts = [
      t.declare(a, t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(a)])),
      t.assign(t.at(a), t.call(n.risky, [])),
      t.expr(t.call(n.show, [t.at(a)])),
    ];
    assert.equal(play(t, stmts, [false]), "a = make(), show(a), del a, t1 = risky(), move t1 -> a, show(a), del a");
    assert.equal(play(t, stmts, [true]), "a = make(), show(a), del a, t1 = risky(), raises, raise");
  });
});

describe("arguments", () => {
  test("an owned argument that is not used dies at entry; arguments die before locals, the last one first", () => {
    const { n, t } = setup();
    const a = t.arg("a", n.N, "var");
    const b = t.arg("b", n.N, "var");
    t.arg("c", n.N, "imm");
    t.arg("d", n.N, "var");
    const x = t.local("x", n.N);
    const log = play(t, [
      t.declare(x, t.call(n.make, [])),
      t.expr(t.call(n.cond, [])),
      t.expr(t.call(n.show, [t.call(n.add, [t.call(n.add, [t.at(a), t.at(x)]), t.at(b)])])),
      t.use(t.at(a)),
      t.expr(t.call(n.add, [t.at(x), t.at(b)])),
    ]);
    assert.equal(
      log,
      "del d, x = make(), cond(), t1 = add(a x), t2 = add(t1 b), del t1, show(t2), del t2, del a, t3 = add(x b), del b, del x, del t3",
    );
  });

  test("the incoming value of a 'mut' argument that is only overwritten dies at entry", () => {
    const { n, t } = setup();
    const c = t.arg("c", n.N, "mut");
    const log = play(t, [t.expr(t.call(n.cond, [])), t.assign(t.at(c), t.call(n.make, []))]);
    assert.equal(log, "del c, cond(), c = make()");
  });
});

describe("fields", () => {
  test("the last use of a field destroys the whole variable; an overwritten field dies alone", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const field = (i: number) => t.field(t.at(p), i, n.N);
    const log = play(t, [
      t.declare(p, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])])),
      t.expr(t.call(n.show, [field(0)])),
      t.assign(field(1), t.call(n.make, [])),
      t.expr(t.call(n.show, [field(1)])),
      t.expr(t.call(n.cond, [])),
    ]);
    assert.equal(log, "p.a = make(), p.b = make(), del p.b, show(p.a), p.b = make(), show(p.b), del p, cond()");
  });

  test("a field moved out and stored again", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const field = (i: number) => t.field(t.at(p), i, n.N);
    const log = play(t, [
      t.declare(p, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])])),
      t.expr(t.call(n.consume, [t.move(field(0))])),
      t.assign(field(0), t.call(n.make, [])),
      t.expr(t.call(n.cond, [])),
    ]);
    assert.equal(log, "p.a = make(), p.b = make(), consume(p.a^), p.a = make(), del p, cond()");
  });

  test("a field that a loop renews before it needs it dies at the start of the body, the rest on the way out", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const field = (i: number) => t.field(t.at(p), i, n.N);
    const stmts = [
      t.declare(p, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])])),
      t.while(
        t.call(n.cond, []),
        t.block(
          t.expr(t.call(n.show, [field(1)])),
          t.assign(field(0), t.call(n.make, [])),
          t.expr(t.call(n.show, [field(0)])),
          t.if(t.call(n.cond, []), t.block(t.break())),
        ),
      ),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(
      play(t, stmts, [true, true]),
      "p.a = make(), p.b = make(), cond(), del p.a, show(p.b), p.a = make(), show(p.a), cond(), del p, cond()",
    );
  });

  test("'deinit self': unused fields die at entry, the others at their last use, in order of declaration", () => {
    const { n, t } = setup();
    const self = t.arg("self", n.P, "deinit");
    const log = play(t, [
      t.expr(t.call(n.cond, [])),
      t.expr(t.call(n.show, [t.field(t.at(self), 1, n.N)])),
      t.expr(t.call(n.cond, [])),
    ]);
    assert.equal(log, "del self.a, cond(), show(self.b), del self.b, cond()");
    const other = setup();
    const whole = other.t.arg("self", other.n.P, "deinit");
    const keep = [other.t.use(other.t.at(whole)), other.t.expr(other.t.call(other.n.cond, []))];
    assert.equal(play(other.t, keep), "del self.a, del self.b, cond()");
  });

  test("'deinit self': a field may be moved out, and so may the whole", () => {
    const { n, t } = setup({ result: "N" });
    const self = t.arg("self", n.P, "deinit");
    assert.equal(play(t, [t.return(t.move(t.field(t.at(self), 1, n.N)))]), "del self.a, move self.b -> result");
  });
});

describe("constructors", () => {
  function init(n: Noisy): TestBody {
    const decl = n.decls.fn("init", [], { result: n.P, resultName: "self", special: "init", raises: n.E });
    return new TestBody(n.decls, { result: n.P, raises: n.E, decl });
  }

  test("an error destroys exactly the fields that are there", () => {
    const n = noisyDecls();
    const t = init(n);
    const field = (i: number): ReturnType<TestBody["at"]> => t.field(t.at(t.result), i, n.N);
    const stmts = [
      t.assign(field(0), t.call(n.make, [])),
      t.assign(field(1), t.call(n.risky, [])),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [true]), "result.a = make(), result.b = risky(), raises, del result.a, raise");
    assert.equal(play(t, stmts, [false]), "result.a = make(), result.b = risky(), cond()");
  });

  test("once all fields are there an error destroys the object", () => {
    const n = noisyDecls();
    const t = init(n);
    const field = (i: number): ReturnType<TestBody["at"]> => t.field(t.at(t.result), i, n.N);
    const stmts = [
      t.assign(field(0), t.call(n.make, [])),
      t.assign(field(1), t.call(n.make, [])),
      t.expr(t.call(n.consume, [t.call(n.risky, [])])),
    ];
    assert.equal(
      play(t, stmts, [true]),
      "result.a = make(), result.b = make(), t1 = risky(), raises, del result, raise",
    );
  });
});

describe("references", () => {
  function refTo(n: Noisy, t: TestBody, local: number, target: TypeId = n.N): TypeId {
    const origin = n.decls.terms.intern({
      kind: "origin_local",
      owner: t.decl,
      local,
      name: "x",
      mut: n.decls.terms.true,
    });
    return n.decls.terms.ref(target, origin);
  }

  test("a reference keeps alive what it refers to, whole", () => {
    const { n, t } = setup();
    const p = t.local("p", n.P);
    const r = t.local("r", refTo(n, t, p), "ref");
    const log = play(t, [
      t.declare(p, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])])),
      t.declare(r, t.ref(t.field(t.at(p), 1, n.N), refTo(n, t, p))),
      t.expr(t.call(n.cond, [])),
      t.expr(t.call(n.show, [t.at(r)])),
      t.expr(t.call(n.cond, [])),
    ]);
    assert.equal(log, "p.a = make(), p.b = make(), cond(), show(r*), del p, cond()");
  });

  test("a value dies before what its type names", () => {
    const { n, t } = setup();
    const x = t.local("x", n.N);
    // The view is declared first: its slot is lower, yet it goes first.
    const holder = n.decls.struct("View", { r: refTo(n, t, x) }, { deinit: true, params: ["o"] });
    const term = n.decls.terms.get(refTo(n, t, x));
    const origin = term.kind === "ref" ? term.origin : n.decls.terms.error;
    const type = n.decls.terms.struct(n.decls.structDecl(holder), [origin]);
    const v = t.local("v", type);
    const view = n.decls.fn("view", [["imm", n.N]], { result: type });
    const stmts = [
      t.declare(v),
      t.declare(x, t.call(n.make, [])),
      t.assign(t.at(v), t.call(view, [t.at(x)])),
      t.if(t.call(n.cond, []), t.block(t.use(t.at(v)))),
      t.expr(t.call(n.cond, [])),
    ];
    assert.equal(play(t, stmts, [true]), "x = make(), v = view(x), cond(), del v, del x, cond()");
    assert.equal(play(t, stmts, [false]), "x = make(), v = view(x), cond(), del v, del x, cond()");
  });

  test("a store through a reference destroys the old value first", () => {
    const { n, t } = setup();
    const x = t.local("x", n.N);
    const r = t.local("r", refTo(n, t, x), "ref");
    const log = play(t, [
      t.declare(x, t.call(n.make, [])),
      t.declare(r, t.ref(t.at(x), refTo(n, t, x), true)),
      t.assign(t.at(r), t.call(n.make, [])),
      t.expr(t.call(n.show, [t.at(x)])),
    ]);
    assert.equal(log, "x = make(), del r*, r* = make(), show(x), del x");
  });
});
