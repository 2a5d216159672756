import assert from "node:assert/strict";
import { test } from "node:test";
import { runNative } from "../../tests/support/native.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { at, type Body, borrow, borrowMut, chainOf, copy, span, World } from "./test-world.ts";

/** Runs the program in the interpreter and as native code, which must agree. */
function runBoth(w: World, main: DeclId): string {
  const interpreted = w.run(main);
  const { program } = w.elaborate(main);
  if (program !== undefined)
    assert.equal(`|${runNative(program, w.terms)}`, interpreted.slice(interpreted.indexOf("|")));
  return interpreted;
}

const INT = 13;

function primInt(w: World): TypeId {
  return w.terms.simd(INT, 1);
}

/** fact(n), recursive. */
function factorial(w: World): DeclId {
  const fact = w.decl("function", "fact");
  const one = { kind: "const", value: w.terms.primInt(1n), type: primInt(w) } as const;
  w.define(fact, [["imm", w.int]], { result: w.int }, (b) => {
    const [base, step, end] = [b.block(), b.block(), b.block()];
    const small = b.local(w.terms.primBool);
    b.op(at(small), "le", [copy(b.arg(0), 0), one]);
    b.branch(copy(small), base, step);
    b.enter(base);
    b.assign(at(b.result), w.intConst(1));
    b.goto(end);
    b.enter(step);
    const less = b.local(w.int);
    const rest = b.local(w.int);
    b.op(at(less, 0), "sub", [copy(b.arg(0), 0), one]);
    b.call(at(rest), fact, [["imm", borrow(less)]]);
    b.op(at(b.result, 0), "mul", [copy(b.arg(0), 0), copy(rest, 0)]);
    b.goto(end);
    b.enter(end);
  });
  return fact;
}

function applied(
  w: World,
  decl: DeclId,
  args: readonly TermId[],
  type: TypeId,
  bindings: readonly TermId[] = [],
): TermId {
  return w.terms.intern({ kind: "apply", type, callee: w.terms.intern({ kind: "function", decl, bindings }), args });
}

/** A main that uses a constant of a type. */
function mainWith(w: World, value: TermId, type: TypeId, use?: (b: Body, x: number) => void): DeclId {
  return w.fn("main", [], { at: span(500) }, (b) => {
    const x = b.local(type);
    b.assign(at(x), { kind: "const", value, type });
    use?.(b, x);
  });
}

/** The constant that the first assignment of main holds. */
function constantOf(w: World, main: DeclId): TermId | undefined {
  const { program, diagnostics } = w.elaborate(main);
  assert.deepEqual(chainOf(diagnostics), []);
  for (const inst of program?.functions[0]?.mir.blocks[0]?.insts ?? []) {
    if (inst.op === "assign" && inst.value.kind === "const") return inst.value.value;
  }
  return undefined;
}

test("calls are evaluated, wrap as at run time, and leave no function behind", () => {
  const w = new World();
  const fact = factorial(w);
  const main = mainWith(w, applied(w, fact, [w.intTerm(20)], w.int), w.int);
  assert.equal(constantOf(w, main), w.intTerm(2432902008176640000n));
  const big = mainWith(w, applied(w, fact, [w.intTerm(25)], w.int), w.int);
  assert.equal(constantOf(w, big), w.intTerm(7034535277573963776n));
  assert.equal(w.elaborate(main).program?.functions.length, 1);
});

test("recursion 20,000 deep", () => {
  const w = new World();
  const count = w.decl("function", "count");
  const constant = (v: bigint) => ({ kind: "const", value: w.terms.primInt(v), type: primInt(w) }) as const;
  w.define(count, [["imm", w.int]], { result: w.int }, (b) => {
    const [base, step, end] = [b.block(), b.block(), b.block()];
    const zero = b.local(w.terms.primBool);
    b.op(at(zero), "eq", [copy(b.arg(0), 0), constant(0n)]);
    b.branch(copy(zero), base, step);
    b.enter(base);
    b.assign(at(b.result), w.intConst(0));
    b.goto(end);
    b.enter(step);
    const less = b.local(w.int);
    b.op(at(less, 0), "sub", [copy(b.arg(0), 0), constant(1n)]);
    b.call(at(b.result), count, [["imm", borrow(less)]]);
    b.op(at(b.result, 0), "add", [copy(b.result, 0), constant(1n)]);
    b.goto(end);
    b.enter(end);
  });
  const main = mainWith(w, applied(w, count, [w.intTerm(20_000)], w.int), w.int);
  assert.equal(constantOf(w, main), w.intTerm(20_000));
  const { diagnostics } = w.elaborate(main, { calls: 1000 });
  assert.match(chainOf(diagnostics)[0] ?? "", /more than 1000 calls deep/);
});

test("equal expressions are computed once, unused ones never", () => {
  const w = new World();
  const print = w.printer();
  const noisy = w.fn("noisy", [["imm", w.int]], { result: w.int }, (b) => {
    print(b, "n");
    b.assign(at(b.result), copy(b.arg(0)));
  });
  const value = applied(w, noisy, [w.intTerm(4)], w.int);
  const other = w.fn("other", [], {}, (b) => b.assign(at(b.local(w.int)), { kind: "const", value, type: w.int }));
  w.fn("unused", [], {}, (b) =>
    b.assign(at(b.local(w.int)), { kind: "const", value: applied(w, noisy, [w.intTerm(5)], w.int), type: w.int }),
  );
  const main = mainWith(w, value, w.int, (b, x) => {
    b.call(at(b.local(w.none)), other, []);
    w.printDigit(b, at(x));
  });
  assert.equal(runBoth(w, main), "n|4");
});

/** struct Vec { ptr, len }: a heap block of Ints, filled with 0, 1, 4, ... */
function squares(w: World): { readonly vec: TypeId; readonly make: DeclId } {
  const pointer = w.pointer(w.int);
  const vec = w.struct("Vec", [
    ["ptr", pointer],
    ["len", w.int],
  ]);
  const make = w.fn("squares", [["imm", w.int]], { result: vec }, (b) => {
    const bytes = b.local(w.index);
    const opaque = b.local(pointer);
    const i = b.local(w.index);
    const n = b.local(w.index);
    const more = b.local(w.terms.primBool);
    const here = b.local(pointer);
    const square = b.local(w.index);
    const [head, body, exit] = [b.block(), b.block(), b.block()];
    b.op(at(n), "to_index", [copy(b.arg(0), 0)]);
    b.op(at(bytes), "mul", [copy(n), w.indexConst(8)]);
    b.op(at(opaque), "alloc", [copy(bytes), w.indexConst(8)]);
    b.assign(at(b.result, 0), copy(opaque));
    b.assign(at(b.result, 1), copy(b.arg(0)));
    b.assign(at(i), w.indexConst(0));
    b.goto(head);
    b.enter(head);
    b.op(at(more), "lt", [copy(i), copy(n)]);
    b.branch(copy(more), body, exit);
    b.enter(body);
    b.op(at(here), "offset", [copy(opaque), copy(i)]);
    b.op(at(square), "mul", [copy(i), copy(i)]);
    b.op(at(here, "*", 0), "from_index", [copy(square)], [w.terms.int(w.index, BigInt(INT)), w.terms.int(w.index, 1n)]);
    b.op(at(i), "add", [copy(i), w.indexConst(1)]);
    b.goto(head);
    b.enter(exit);
  });
  return { vec, make };
}

test("values that own heap blocks become images, and are copied anew at each use", () => {
  const w = new World();
  const { vec, make } = squares(w);
  const value = applied(w, make, [w.intTerm(4)], vec);
  const second = w.fn("second", [["imm", vec]], { result: w.int }, (b) => {
    const p = b.local(w.pointer(w.int));
    b.op(at(p), "offset", [copy(b.arg(0), 0), w.indexConst(2)]);
    b.assign(at(b.result), copy(p, "*"));
  });
  // A compile-time call on the compile-time value.
  const four = applied(w, second, [value], w.int);
  const main = w.fn("main", [], {}, (b) => {
    const [x, y, r] = [b.local(vec), b.local(vec), b.local(w.int)];
    b.assign(at(x), { kind: "const", value, type: vec });
    b.assign(at(x, 0, "*"), w.intConst(9));
    b.assign(at(y), { kind: "const", value, type: vec });
    w.printDigit(b, at(x, 0, "*"));
    w.printDigit(b, at(y, 0, "*"));
    b.call(at(r), second, [["imm", borrow(x)]]);
    w.printDigit(b, at(r));
    b.assign(at(r), { kind: "const", value: four, type: w.int });
    w.printDigit(b, at(r));
  });
  assert.equal(runBoth(w, main), "|9044");
  const { program } = w.elaborate(main);
  assert.equal(program?.images.length, 2);
  const [outer, block] = program?.images ?? [];
  assert.deepEqual(outer?.relocations, [{ offset: 0, target: { kind: "heap", image: 1, offset: 0 } }]);
  assert.equal(block?.bytes.length, 32);
  assert.equal(new DataView(block?.bytes.buffer ?? new ArrayBuffer(32)).getBigInt64(24, true), 9n);
});

test("fields of compile-time values stay compile-time", () => {
  const w = new World();
  const { vec, make } = squares(w);
  const value = applied(w, make, [w.intTerm(3)], vec);
  const length = w.terms.intern({ kind: "field", type: w.int, base: value, index: 1 });
  assert.equal(constantOf(w, mainWith(w, length, w.int)), w.intTerm(3));
});

test("text constants keep their identity through evaluation", () => {
  const w = new World();
  const byte = w.terms.simd(2, 1);
  const view = w.struct("View", [
    ["ptr", w.pointer(byte)],
    ["len", w.index],
  ]);
  const make = w.fn("make", [], { result: view }, (b) => {
    const p = b.local(w.pointer(byte));
    b.op(at(p), "string_literal_pointer", [], [w.terms.string("hello")]);
    b.op(at(b.result, 0), "offset", [copy(p), w.indexConst(1)]);
    b.assign(at(b.result, 1), w.indexConst(4));
  });
  const main = mainWith(w, applied(w, make, [], view), view, (b, x) => {
    b.op(at(b.local(w.none)), "external_call", [copy(x, 0), copy(x, 1)], [w.terms.string("rt_print"), w.none]);
  });
  assert.equal(runBoth(w, main), "|ello");
  assert.deepEqual(w.elaborate(main).program?.images[0]?.relocations, [
    { offset: 0, target: { kind: "string", value: "hello", offset: 1 } },
  ]);
});

test("records, vectors and arrays come back as terms", () => {
  const w = new World();
  const v = w.terms.simd(17, 2);
  const pair = w.struct("Pair", [
    ["v", v],
    ["a", w.array(w.int, 2)],
    ["b", w.bool],
  ]);
  const f32 = (value: number): TermId => w.terms.intern({ kind: "float", type: w.terms.simd(17, 1), value });
  const lanes = w.terms.intern({ kind: "lanes", type: v, elements: [f32(0.1), f32(2)] });
  const make = w.fn("make", [], { result: pair }, (b) => {
    b.assign(at(b.result, 0), { kind: "const", value: lanes, type: v });
    const p = b.local(w.pointer(w.array(w.int, 2)));
    const q = b.local(w.pointer(w.int));
    b.op(at(p), "address_of", [borrowMut(b.result, 1)], [w.array(w.int, 2)]);
    b.op(at(q), "pointer_cast", [copy(p)], [w.int]);
    b.assign(at(q, "*"), w.intConst(7));
    b.op(at(q), "offset", [copy(q), w.indexConst(1)]);
    b.assign(at(q, "*"), w.intConst(-8));
    b.assign(at(b.result, 2), { kind: "const", value: w.terms.int(w.bool, 1n), type: w.bool });
  });
  const array = w.terms.intern({ kind: "lanes", type: w.array(w.int, 2), elements: [w.intTerm(7), w.intTerm(-8)] });
  const expected = w.terms.intern({ kind: "record", type: pair, fields: [lanes, array, w.terms.int(w.bool, 1n)] });
  assert.equal(constantOf(w, mainWith(w, applied(w, make, [], pair), pair)), expected);
});

test("foreign calls and traps fail with the chain of functions", () => {
  const w = new World();
  const clock = w.fn("clock", [], { result: w.int, at: span(10) }, (b) => {
    b.op(at(b.result, 0), "external_call", [], [w.terms.string("clock_gettime"), primInt(w)]);
  });
  const outer = w.fn("outer", [], { result: w.int, at: span(20) }, (b) => b.call(at(b.result), clock, [], [], 22));
  const main = mainWith(w, applied(w, outer, [], w.int), w.int);
  const { program, diagnostics } = w.elaborate(main);
  assert.equal(program, undefined);
  assert.deepEqual(chainOf(diagnostics), [
    "0: unable to interpret call to unknown external function: clock_gettime",
    "20: evaluating 'outer' at compile time",
    "22: in this call",
    "10: evaluating 'clock' at compile time",
  ]);
});

test("misuse of memory is found", () => {
  const cases: readonly (readonly [string, (w: World, b: Body) => void, RegExp])[] = [
    [
      "out of bounds",
      (w, b) => {
        const p = b.local(w.pointer(w.int));
        b.op(at(p), "alloc", [w.indexConst(8), w.indexConst(8)]);
        b.op(at(p), "offset", [copy(p), w.indexConst(1)]);
        b.assign(at(b.result), copy(p, "*"));
      },
      /out of bounds/,
    ],
    [
      "use after free",
      (w, b) => {
        const p = b.local(w.pointer(w.int));
        b.op(at(p), "alloc", [w.indexConst(8), w.indexConst(8)]);
        b.op(at(b.local(w.none)), "free", [copy(p), w.indexConst(8), w.indexConst(8)]);
        b.assign(at(b.result), copy(p, "*"));
      },
      /memory that was freed/,
    ],
    [
      "null",
      (w, b) => {
        const p = b.local(w.pointer(w.int));
        b.op(at(p), "null_pointer", [], [w.int]);
        b.assign(at(b.result), copy(p, "*"));
      },
      /null pointer/,
    ],
  ];
  for (const [name, body, message] of cases) {
    const w = new World();
    const f = w.fn("f", [], { result: w.int }, (b) => body(w, b));
    const { diagnostics } = w.elaborate(mainWith(w, applied(w, f, [], w.int), w.int));
    assert.match(chainOf(diagnostics)[0] ?? "", message, name);
  }
});

test("endless evaluation stops with an error", () => {
  const w = new World();
  const f = w.fn("f", [], { result: w.int }, (b) => {
    const loop = b.block();
    b.goto(loop);
    b.enter(loop);
    b.goto(loop);
  });
  const { diagnostics } = w.elaborate(mainWith(w, applied(w, f, [], w.int), w.int), { steps: 10_000 });
  assert.match(chainOf(diagnostics)[0] ?? "", /takes more than 10000 steps/);
});

test("a failing callee of an evaluation is told at the place that evaluates", () => {
  const w = new World();
  const bad = w.fn("bad", [], { result: w.int, at: span(40) }, (b) => {
    b.assert(w.terms.false, "never good", 41);
    b.assign(at(b.result), w.intConst(1));
  });
  const outer = w.fn("outer", [], { result: w.int, at: span(20) }, (b) => b.call(at(b.result), bad, [], [], 22));
  const { diagnostics } = w.elaborate(mainWith(w, applied(w, outer, [], w.int), w.int));
  assert.deepEqual(chainOf(diagnostics).slice(-2), ["40: in 'bad'", "41: it fails here"]);
});

test("errors raised and caught inside an evaluation", () => {
  const w = new World();
  const risky = w.fn("risky", [], { result: w.int, raises: w.int }, (b) => {
    b.assign(at(b.error ?? -1), w.intConst(6));
    b.build.terminate({ op: "raise", span: span(0) });
  });
  const safe = w.fn("safe", [], { result: w.int }, (b) => {
    const [normal, error, end] = [b.block(), b.block(), b.block()];
    const e = b.local(w.int);
    const call = b.mirCall(at(b.result), risky, [], []);
    b.build.terminate({ op: "invoke", span: span(0), at: span(0), call, errorInto: at(e), normal, error });
    b.enter(normal);
    b.goto(end);
    b.enter(error);
    b.assign(at(b.result), copy(e));
    b.goto(end);
    b.enter(end);
  });
  assert.equal(constantOf(w, mainWith(w, applied(w, safe, [], w.int), w.int)), w.intTerm(6));
});

test("a comptime loop over a value asks its iterator", () => {
  const w = new World();
  const iterable = w.trait("Iterable");
  const iterator = w.trait("Iterator");
  w.role("iterable", iterable);
  w.role("iterator", iterator);
  const range = w.struct("Range", [
    ["at", w.int],
    ["end", w.int],
  ]);
  const iter = w.requirement(iterable, "__iter__", [["imm", w.terms.param(iterable, 0)]], range);
  const next = w.requirement(iterator, "__next__", [["mut", w.terms.param(iterator, 0)]], w.int);
  w.implement(
    range,
    iter,
    w.fn("__iter__", [["imm", range]], { result: range }, (b) => b.assign(at(b.result), copy(b.arg(0)))),
  );
  w.implement(
    range,
    next,
    w.fn("__next__", [["mut", range]], { result: w.int, raises: w.none }, (b) => {
      const [more, done] = [b.block(), b.block()];
      const less = b.local(w.terms.primBool);
      b.op(at(less), "lt", [copy(b.arg(0), 0, 0), copy(b.arg(0), 1, 0)]);
      b.branch(copy(less), more, done);
      b.enter(done);
      b.build.terminate({ op: "raise", span: span(0) });
      b.enter(more);
      b.assign(at(b.result), copy(b.arg(0), 0));
      b.op(at(b.arg(0), 0, 0), "add", [
        copy(b.arg(0), 0, 0),
        { kind: "const", value: w.terms.primInt(1n), type: primInt(w) },
      ]);
    }),
  );
  const value = w.terms.intern({ kind: "record", type: range, fields: [w.intTerm(2), w.intTerm(5)] });
  const loop = w.decl("loop", "i");
  const main = w.fn("main", [], {}, (b) => {
    const [head, body, exit] = [b.block(), b.block(), b.block()];
    b.goto(head);
    b.enter(head);
    b.build.terminate({ op: "comptime_for", span: span(0), loop, iterable: value, body, exit });
    b.enter(body);
    const x = b.local(w.int);
    b.assign(at(x), { kind: "const", value: w.terms.param(loop, 0), type: w.int });
    w.printDigit(b, at(x));
    b.goto(head);
    b.enter(exit);
  });
  assert.equal(runBoth(w, main), "|234");
});

test("questions about types are constants", () => {
  const w = new World();
  const mixed = w.struct("Mixed", [
    ["flag", w.bool],
    ["v", w.terms.simd(17, 4)],
    ["n", w.int],
  ]);
  const ask = (op: string, type: TypeId, params: readonly TermId[]): TermId | undefined =>
    constantOf(w, mainWith(w, w.terms.intern({ kind: "op", type, op, params, args: [] }), type));
  const index = (n: number): TermId => w.terms.int(w.index, BigInt(n));
  assert.equal(ask("size_of", w.index, [mixed]), index(48));
  assert.equal(ask("align_of", w.index, [mixed]), index(16));
  assert.equal(ask("field_count", w.index, [mixed]), index(3));
  assert.equal(ask("field_offset", w.index, [mixed, index(2)]), index(32));
  assert.equal(ask("field_index", w.index, [mixed, w.terms.string("n")]), index(2));
  assert.equal(ask("del_is_trivial", w.terms.primBool, [mixed]), w.terms.true);
  const { diagnostics } = w.elaborate(
    mainWith(
      w,
      w.terms.intern({ kind: "op", type: w.index, op: "field_offset", params: [mixed, index(7)], args: [] }),
      w.index,
    ),
  );
  assert.match(chainOf(diagnostics)[0] ?? "", /field index 7 is out of bounds/);
});

test("a value that depends on itself", () => {
  const w = new World();
  const trait = w.trait("T");
  const value = w.terms.intern({ kind: "assoc", self: w.int, trait, member: "X", type: w.int, bindings: [] });
  const twice = w.fn("twice", [["imm", w.int]], { result: w.int }, (b) => b.assign(at(b.result), copy(b.arg(0))));
  w.assoc(w.int, trait, "X", applied(w, twice, [value], w.int));
  const { diagnostics } = w.elaborate(mainWith(w, value, w.int));
  assert.match(chainOf(diagnostics)[0] ?? "", /depends on itself/);
});

test("a loop of a million rounds is quick enough", () => {
  const w = new World();
  const sum = w.fn("sum", [["imm", w.int]], { result: w.int }, (b) => {
    const [head, body, exit] = [b.block(), b.block(), b.block()];
    const i = b.local(w.int);
    const more = b.local(w.terms.primBool);
    b.assign(at(i), w.intConst(0));
    b.assign(at(b.result), w.intConst(0));
    b.goto(head);
    b.enter(head);
    b.op(at(more), "lt", [copy(i, 0), copy(b.arg(0), 0)]);
    b.branch(copy(more), body, exit);
    b.enter(body);
    b.op(at(b.result, 0), "add", [copy(b.result, 0), copy(i, 0)]);
    b.op(at(i, 0), "add", [copy(i, 0), { kind: "const", value: w.terms.primInt(1n), type: primInt(w) }]);
    b.goto(head);
    b.enter(exit);
  });
  const start = performance.now();
  assert.equal(
    constantOf(w, mainWith(w, applied(w, sum, [w.intTerm(1_000_000)], w.int), w.int)),
    w.intTerm(499999500000),
  );
  assert.ok(performance.now() - start < 5000);
});
