import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { messagesOf } from "../../tests/support/lifetimes-run.ts";
import type { TermId } from "../base/ids.ts";
import { noisyDecls, TestBody } from "../lower/test-typed.ts";
import type { TypedStmt } from "../typed/typed.ts";

/** A list `l` of N, `at(l)` a reference into it, `grow(l)`. */
function setup() {
  const n = noisyDecls();
  const t = new TestBody(n.decls);
  const terms = n.decls.terms;
  const l = t.local("l", n.P);
  const origin = (local: number, name: string): TermId =>
    terms.intern({ kind: "origin_local", owner: t.decl, local, name, mut: terms.true });
  const element = (base: TermId): TermId => terms.intern({ kind: "origin_interior", base, name: "element" });
  const type = terms.ref(n.N, element(origin(l, "l")));
  const at = n.decls.fn("at", [["imm", n.P]], { result: type });
  const grow = n.decls.fn("grow", [["mut", n.P]]);
  const r = t.local("r", type, "ref");
  const q = t.local("q", type, "ref");
  return {
    n,
    t,
    l,
    r,
    q,
    make: t.declare(l, t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])])),
    form: (ref: number) => t.declare(ref, t.call(at, [t.at(l)])),
    grows: () => t.expr(t.call(grow, [t.at(l)])),
    show: (ref: number) => t.expr(t.call(n.show, [t.at(ref)])),
  };
}
const invalidated = `use of invalidated interior reference 'l["element"]'`;

describe("interior references", () => {
  test("mutating the owner invalidates them", () => {
    const { t, r, make, form, grows, show } = setup();
    assert.deepEqual(messagesOf(t, [make, form(r), show(r), grows()]), []);
    assert.deepEqual(messagesOf(t, [make, form(r), grows(), show(r)]), [invalidated]);
  });

  test("a second reference does not, nor a store through one", () => {
    const { n, t, r, q, make, form, show } = setup();
    const store = t.assign(t.at(q), t.call(n.make, []));
    assert.deepEqual(messagesOf(t, [make, form(r), form(q), store, show(r), show(q)]), []);
  });

  test("a new reference after the mutation is good, an old one stays bad", () => {
    const { t, r, q, make, form, grows, show } = setup();
    assert.deepEqual(messagesOf(t, [make, form(r), grows(), form(q), show(q), show(r)]), [invalidated]);
    const other = setup();
    const stmts = [other.make, other.grows(), other.form(other.q), other.show(other.q)];
    assert.deepEqual(messagesOf(other.t, stmts), []);
  });

  test("assigning the owner invalidates them, and so does one way of several", () => {
    const { n, t, l, r, make, form, grows, show } = setup();
    const renew = t.assign(t.at(l), t.construct(n.P, [t.call(n.make, []), t.call(n.make, [])]));
    assert.deepEqual(messagesOf(t, [make, form(r), renew, show(r)]), [invalidated]);
    const branch = t.if(t.call(n.cond, []), t.block(grows()));
    assert.deepEqual(messagesOf(t, [make, form(r), branch, show(r)]), [invalidated]);
  });

  test("a loop that forms its own reference each round", () => {
    const { n, t, r, make, form, grows, show } = setup();
    const loop = (...body: readonly TypedStmt[]) => t.while(t.call(n.cond, []), t.block(...body));
    assert.deepEqual(messagesOf(t, [make, loop(form(r), show(r), grows())]), []);
    assert.deepEqual(messagesOf(t, [make, form(r), loop(show(r), grows())]), [invalidated]);
  });
});
