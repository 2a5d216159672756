import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { play } from "../../tests/support/lifetimes-run.ts";
import { noisyDecls, TestBody } from "../lower/test-typed.ts";

function setup(result?: "N") {
  const n = noisyDecls();
  const t = result === undefined ? new TestBody(n.decls) : new TestBody(n.decls, { result: n.N });
  const a = t.local("a", n.N);
  const b = t.local("b", n.N);
  const make = (local: number) => t.declare(local, t.call(n.make, []));
  const copy = (local: number) => t.copy(t.at(local));
  const show = (local: number) => t.expr(t.call(n.show, [t.at(local)]));
  return { n, t, a, b, make, copy, show };
}

describe("a copy that is the last use of its source", () => {
  test("becomes a move where the target needs storage of its own", () => {
    const { n, t, a, b, make, copy, show } = setup();
    const change = t.expr(t.call(n.change, [t.at(b)]));
    assert.equal(
      play(t, [make(a), t.declare(b, copy(a)), change, show(b)]),
      "a = make(), move a -> b, change(b), show(b), del b",
    );
  });

  test("is nothing at all where the target is only lent out in the same block", () => {
    const { t, a, b, make, copy, show } = setup();
    assert.equal(play(t, [make(a), t.declare(b, copy(a)), show(b), show(b)]), "a = make(), show(a), show(a), del a");
  });

  test("... or handed over, or copied again", () => {
    const { n, t, a, b, make, copy } = setup();
    const c = t.local("c", n.N);
    const stmts = [make(a), t.declare(b, copy(a)), t.declare(c, copy(b)), t.expr(t.call(n.consume, [copy(c)]))];
    assert.equal(play(t, stmts), "a = make(), consume(a^)");
  });

  test("but an explicit transfer of the target, or another block, needs the move", () => {
    const one = setup();
    const transfer = one.t.expr(one.t.call(one.n.consume, [one.t.move(one.t.at(one.b))]));
    assert.equal(
      play(one.t, [one.make(one.a), one.t.declare(one.b, one.copy(one.a)), transfer]),
      "a = make(), move a -> b, consume(b^)",
    );
    const two = setup();
    const branch = two.t.if(two.t.call(two.n.cond, []), two.t.block(two.show(two.b)));
    assert.equal(
      play(two.t, [two.make(two.a), two.t.declare(two.b, two.copy(two.a)), branch], [true]),
      "a = make(), move a -> b, cond(), show(b), del b",
    );
  });

  test("and so does a source that gets a new value in between", () => {
    const { n, t, a, b, make, copy, show } = setup();
    const stmts = [make(a), t.declare(b, copy(a)), t.assign(t.at(a), t.call(n.make, [])), show(b), show(a)];
    assert.equal(play(t, stmts), "a = make(), move a -> b, a = make(), show(b), del b, show(a), del a");
  });

  test("a returned variable is moved", () => {
    const { t, a, make, copy } = setup("N");
    assert.equal(play(t, [make(a), t.return(copy(a))]), "a = make(), move a -> result");
  });

  test("of two copies in one call the last one is the source itself", () => {
    const { n, t, a, make, copy } = setup();
    const two = n.decls.fn("two", [
      ["var", n.N],
      ["var", n.N],
    ]);
    assert.equal(play(t, [make(a), t.expr(t.call(two, [copy(a), copy(a)]))]), "a = make(), copy a -> t1, two(t1^ a^)");
  });

  test("storage dies in the order of the name it goes by", () => {
    const { n, t, a, b, make, copy } = setup();
    const x = t.local("x", n.N);
    const stmts = [make(a), make(x), t.declare(b, copy(a)), t.expr(t.call(n.add, [t.at(b), t.at(x)]))];
    assert.equal(play(t, stmts), "a = make(), x = make(), t1 = add(a x), del a, del x, del t1");
  });
});

describe("copies that stay", () => {
  test("the source is needed later, is an argument by reference, or is a field", () => {
    const { n, t, a, b, make, copy, show } = setup();
    const log = play(t, [make(a), t.declare(b, copy(a)), show(b), show(a)]);
    assert.equal(log, "a = make(), copy a -> b, show(b), del b, show(a), del a");
    const arg = new TestBody(n.decls, { result: n.N });
    const x = arg.arg("x", n.N, "imm");
    assert.equal(play(arg, [arg.return(arg.copy(arg.at(x)))]), "copy x -> result");
    const part = new TestBody(n.decls, { result: n.N });
    const p = part.local("p", n.P);
    const stmts = [
      part.declare(p, part.construct(n.P, [part.call(n.make, []), part.call(n.make, [])])),
      part.return(part.copy(part.field(part.at(p), 0, n.N))),
    ];
    assert.equal(play(part, stmts), "p.a = make(), p.b = make(), copy p.a -> result, del p");
  });
});

describe("a copy that nobody uses", () => {
  test("vanishes; it still counts as a use of the source", () => {
    const { n, t, a, b, make, copy } = setup();
    const cond = () => t.expr(t.call(n.cond, []));
    assert.equal(play(t, [make(a), cond(), t.declare(b, copy(a)), cond()]), "a = make(), cond(), del a, cond()");
  });

  test("also where the variable gets another value afterwards", () => {
    const { n, t, a, b, make, copy, show } = setup();
    const stmts = [make(a), t.declare(b, copy(a)), t.assign(t.at(b), t.call(n.make, [])), show(b), show(a)];
    assert.equal(play(t, stmts), "a = make(), b = make(), show(b), del b, show(a), del a");
  });
});
