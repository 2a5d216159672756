import assert from "node:assert/strict";
import { test } from "node:test";
import { runNative } from "../../tests/support/native.ts";
import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { verifyConcrete } from "../mir/verify.ts";
import { at, type Body, borrow, borrowMut, chainOf, copy, move, span, World } from "./test-world.ts";

/** Runs the program in the interpreter and as native code, which must agree. */
function runBoth(w: World, main: DeclId): string {
  const interpreted = w.run(main);
  const { program } = w.elaborate(main);
  if (program !== undefined)
    assert.equal(`|${runNative(program, w.terms)}`, interpreted.slice(interpreted.indexOf("|")));
  return interpreted;
}

/** A struct that tells what happens to it: `c` copy, `m` move, `d` destruction. */
function noisy(w: World): TypeId {
  const type = w.struct("N", [["id", w.int]]);
  const decl = w.declOf(type);
  const print = w.printer();
  const from = (b: Body): void => b.assign(at(b.result, 0), copy(b.arg(0), 0));
  w.amend(type, {
    ownCopyInit: w.fn("__init__", [["imm", type]], { owner: decl, result: type }, (b) => {
      print(b, "c");
      from(b);
    }),
    ownMoveInit: w.fn("__init__", [["deinit", type]], { owner: decl, result: type }, (b) => {
      print(b, "m");
      from(b);
    }),
    ownDeinit: w.fn("__deinit__", [["deinit", type]], { owner: decl }, (b) => {
      print(b, "d");
      w.printDigit(b, at(b.arg(0), 0));
    }),
  });
  return type;
}

function verified(w: World, entry: DeclId): void {
  const { program, diagnostics } = w.elaborate(entry);
  assert.deepEqual(chainOf(diagnostics), []);
  for (const fn of program?.functions ?? []) assert.deepEqual(verifyConcrete(fn.mir, w), [], fn.displayName);
}

test("a generic function is made once for each set of bindings", () => {
  const w = new World();
  const id = w.decl("function", "id");
  const T = w.terms.param(id, 0);
  w.define(id, [["imm", T]], { params: [w.typeParam("T")], result: T }, (b) => b.assign(at(b.result), copy(b.arg(0))));
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(w.int);
    b.assign(at(x), w.intConst(3));
    b.call(at(x), id, [["imm", borrow(x)]], [w.int]);
    b.call(at(x), id, [["imm", borrow(x)]], [w.int]);
    const y = b.local(w.bool);
    b.assign(at(y), { kind: "const", value: w.terms.int(w.bool, 1n), type: w.bool });
    b.call(at(y), id, [["imm", borrow(y)]], [w.bool]);
    w.printDigit(b, at(x));
  });
  const { program } = w.elaborate(main);
  assert.deepEqual(
    program?.functions.map((f) => f.displayName),
    ["main", "id[Int]", "id[Bool]"],
  );
  // A bare type parameter travels by address, whatever it is bound to.
  assert.equal(program?.functions[1]?.signature.args[0]?.passing, "address");
  assert.equal(program?.functions[1]?.signature.resultPassing, "value");
  verified(w, main);
  assert.equal(runBoth(w, main), "|3");
});

test("copies, moves and destruction of a type with its own members", () => {
  const w = new World();
  const n = noisy(w);
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(n);
    const y = b.local(n);
    const z = b.local(n);
    b.assign(at(x, 0), w.intConst(1));
    b.assign(at(y), copy(x));
    b.assign(at(z), move(y));
    b.destroy(at(x));
    b.destroy(at(z));
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|cmd1d1");
});

test("generated members go field by field in order, and only where needed", () => {
  const w = new World();
  const n = noisy(w);
  const pair = w.struct("Pair", [
    ["a", n],
    ["k", w.int],
    ["b", n],
  ]);
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(pair);
    const y = b.local(pair);
    b.assign(at(x, 0, 0), w.intConst(1));
    b.assign(at(x, 1), w.intConst(5));
    b.assign(at(x, 2, 0), w.intConst(2));
    b.assign(at(y), copy(x));
    b.destroy(at(x));
    w.printDigit(b, at(y, 1));
    b.destroy(at(y));
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|ccd1d25d1d2");
});

test("the storage of primitives is bits: its elements are the library's business", () => {
  const w = new World();
  const n = noisy(w);
  const three = w.struct("Three", [["items", w.array(n, 3)]]);
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(three);
    const y = b.local(three);
    const whole = b.local(w.pointer(w.array(n, 3)));
    const p = b.local(w.pointer(n));
    const q = b.local(w.pointer(n));
    b.op(at(whole), "address_of", [borrowMut(x, 0)], [w.array(n, 3)]);
    b.op(at(p), "pointer_cast", [copy(whole)], [n]);
    for (let i = 0; i < 3; i++) {
      b.op(at(q), "offset", [copy(p), w.indexConst(i)]);
      b.assign(at(q, "*", 0), w.intConst(i));
    }
    b.assign(at(y), copy(x));
    b.destroy(at(x));
    b.op(at(whole), "address_of", [borrowMut(y, 0)], [w.array(n, 3)]);
    b.op(at(p), "pointer_cast", [copy(whole)], [n]);
    b.op(at(q), "offset", [copy(p), w.indexConst(2)]);
    w.printDigit(b, at(q, "*", 0));
    b.destroy(at(y));
  });
  assert.equal(runBoth(w, main), "|2");
});

test("take, write and destroy through pointers run the type's members", () => {
  const w = new World();
  const n = noisy(w);
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(n);
    const y = b.local(n);
    const p = b.local(w.pointer(n));
    b.assign(at(x, 0), w.intConst(1));
    b.op(at(p), "alloc", [w.indexConst(8), w.indexConst(8)]);
    b.op(at(b.local(w.none)), "write", [copy(p), move(x)]);
    b.op(at(y), "take", [copy(p)]);
    b.op(at(b.local(w.none)), "write", [copy(p), copy(y)]);
    b.op(at(b.local(w.none)), "destroy", [copy(p)]);
    b.op(at(b.local(w.none)), "free", [copy(p), w.indexConst(8), w.indexConst(8)]);
    b.destroy(at(y));
  });
  assert.equal(runBoth(w, main), "|mmcd1d1");
});

test("comptime branches keep the arm that is taken", () => {
  const w = new World();
  const f = w.decl("function", "f");
  const c = w.terms.param(f, 0);
  const print = w.printer();
  w.define(f, [], { params: [w.param("c", w.bool)] }, (b) => {
    const [yes, no, end] = [b.block(), b.block(), b.block()];
    b.build.terminate({ op: "comptime_branch", span: span(0), condition: c, then: yes, otherwise: no });
    b.enter(yes);
    print(b, "yes");
    b.goto(end);
    b.enter(no);
    print(b, "no");
    b.goto(end);
    b.enter(end);
  });
  const main = w.fn("main", [], {}, (b) => {
    b.call(at(b.local(w.none)), f, [], [w.terms.int(w.bool, 1n)]);
    b.call(at(b.local(w.none)), f, [], [w.terms.int(w.bool, 0n)]);
  });
  verified(w, main);
  const { program } = w.elaborate(main);
  assert.equal(program?.functions[1]?.mir.blocks.length, 3);
  assert.equal(runBoth(w, main), "|yesno");
});

/** `comptime for i in [..]: print(i); (break if i == stop)` inside main, then a mark. */
function loopProgram(w: World, iterable: TermId, stop: number | undefined): DeclId {
  const loop = w.decl("loop", "i");
  const i = w.terms.param(loop, 0);
  const print = w.printer();
  return w.fn("main", [], {}, (b) => {
    const [head, body, exit, end] = [b.block(), b.block(), b.block(), b.block()];
    b.goto(head);
    b.enter(head);
    b.build.terminate({ op: "comptime_for", span: span(0), loop, iterable, body, exit });
    b.enter(body);
    const x = b.local(w.int);
    b.assign(at(x), { kind: "const", value: i, type: w.int });
    w.printDigit(b, at(x));
    if (stop !== undefined) {
      const [more, out] = [b.block(), b.block()];
      const done = b.local(w.terms.primBool);
      b.op(at(done), "eq", [
        copy(x, 0),
        { kind: "const", value: w.terms.primInt(BigInt(stop)), type: w.terms.simd(13, 1) },
      ]);
      b.branch(copy(done), out, more);
      b.enter(out);
      w.printDigit(b, at(x));
      b.goto(end);
      b.enter(more);
    }
    b.goto(head);
    b.enter(exit);
    print(b, "x");
    b.goto(end);
    b.enter(end);
    print(b, "e");
  });
}

test("comptime loops are unrolled with the element bound in each round", () => {
  const w = new World();
  const list = w.terms.list([w.intTerm(4), w.intTerm(7), w.intTerm(9)]);
  const main = loopProgram(w, list, undefined);
  verified(w, main);
  assert.equal(runBoth(w, main), "|479xe");
});

test("breaking out of a comptime loop leaves its rounds; what follows exists once", () => {
  const w = new World();
  const list = w.terms.list([w.intTerm(4), w.intTerm(7), w.intTerm(9)]);
  const main = loopProgram(w, list, 7);
  verified(w, main);
  const { program } = w.elaborate(main);
  const prints = program?.functions[0]?.mir.blocks.filter((b) => b.terminator.op === "return") ?? [];
  assert.equal(prints.length, 1);
  assert.equal(runBoth(w, main), "|477e");
});

test("an empty comptime loop", () => {
  const w = new World();
  assert.equal(w.run(loopProgram(w, w.terms.list([]), undefined)), "|xe");
});

test("locals whose types depend on the loop's parameter are told apart", () => {
  const w = new World();
  const box = w.decl("struct", "Box");
  w.fields(box, [["v", w.array(w.int, 1)]], { params: [w.param("n", w.index)] });
  w.amend(w.terms.struct(box, [w.terms.param(box, 0)]), {
    fields: [{ name: "v", type: w.terms.prim("array", [w.int, w.terms.param(box, 0)]), span: span(0) }],
  });
  const loop = w.decl("loop", "i");
  const i = w.terms.param(loop, 0);
  const size = w.terms.intern({
    kind: "op",
    type: w.index,
    op: "size_of",
    params: [w.terms.struct(box, [i])],
    args: [],
  });
  const main = w.fn("main", [], {}, (b) => {
    const [head, body, exit] = [b.block(), b.block(), b.block()];
    b.goto(head);
    b.enter(head);
    const iterable = w.terms.list([w.terms.int(w.index, 1n), w.terms.int(w.index, 0n)]);
    b.build.terminate({ op: "comptime_for", span: span(0), loop, iterable, body, exit });
    b.enter(body);
    const x = b.local(w.terms.struct(box, [i]));
    b.build.emit({ op: "declare", span: span(0), local: x });
    const bytes = b.local(w.int);
    const n = b.local(w.index);
    b.assign(at(n), { kind: "const", value: size, type: w.index });
    b.op(at(bytes, 0), "from_index", [copy(n)], [w.terms.int(w.index, 13n), w.terms.int(w.index, 1n)]);
    w.printDigit(b, at(bytes));
    b.goto(head);
    b.enter(exit);
  });
  assert.equal(runBoth(w, main), "|80");
  const { program } = w.elaborate(main);
  const types = new Set(program?.functions[0]?.mir.locals.map((l) => l.type));
  assert.ok(types.has(w.terms.struct(box, [w.terms.int(w.index, 1n)])));
  assert.ok(types.has(w.terms.struct(box, [w.terms.int(w.index, 0n)])));
});

test("witnesses and associated members are looked up on the concrete type", () => {
  const w = new World();
  const trait = w.trait("Shape");
  const self = w.terms.param(trait, 0);
  const area = w.requirement(trait, "area", [["imm", self]], w.int);
  const square = w.struct("Square", [["side", w.int]]);
  w.implement(
    square,
    area,
    w.fn("area", [["imm", square]], { owner: w.declOf(square), result: w.int }, (b) => {
      b.op(at(b.result, 0), "mul", [copy(b.arg(0), 0, 0), copy(b.arg(0), 0, 0)]);
    }),
  );
  w.assoc(square, trait, "Corner", w.int);
  const f = w.decl("function", "f");
  const T = w.terms.param(f, 0);
  const corner = w.terms.intern({
    kind: "assoc",
    self: T,
    trait,
    member: "Corner",
    type: w.terms.trait([]),
    bindings: [],
  });
  w.define(f, [["imm", T]], { params: [w.typeParam("T")], result: corner }, (b) => {
    b.call(at(b.result), { kind: "witness", self: T, trait, requirement: area, bindings: [] }, [
      ["imm", borrow(b.arg(0))],
    ]);
  });
  const main = w.fn("main", [], {}, (b) => {
    const s = b.local(square);
    const r = b.local(w.int);
    b.assign(at(s, 0), w.intConst(3));
    b.call(at(r), f, [["imm", borrow(s)]], [square]);
    w.printDigit(b, at(r));
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|9");
});

test("an owned argument that the implementation only borrows dies after the call", () => {
  const w = new World();
  const n = noisy(w);
  const trait = w.trait("Sink");
  const put = w.requirement(trait, "put", [["var", n]], w.none);
  const sink = w.struct("S", []);
  const print = w.printer();
  w.implement(
    sink,
    put,
    w.fn("put", [["imm", n]], {}, (b) => print(b, "p")),
  );
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(n);
    b.assign(at(x, 0), w.intConst(1));
    b.call(at(b.local(w.none)), { kind: "witness", self: sink, trait, requirement: put, bindings: [] }, [
      ["var", move(x)],
    ]);
    print(b, "e");
  });
  assert.equal(runBoth(w, main), "|pd1e");
});

test("calls through a parameter bound by a closure trait: closures, functions, structs with __call__", () => {
  const w = new World();
  const fnType = w.terms.intern({
    kind: "fn",
    params: [],
    args: [{ name: "x", convention: "imm", type: w.int, origin: undefined, keywordOnly: false, variadic: "" }],
    result: w.int,
    raises: undefined,
    thin: false,
    abi: "",
  });
  const apply = w.decl("function", "apply");
  const F = w.terms.param(apply, 0);
  w.define(apply, [["imm", F]], { params: [w.param("F", w.terms.trait([], [fnType]))], result: w.int }, (b) => {
    const two = b.local(w.int);
    b.assign(at(two), w.intConst(2));
    b.call(at(b.result), { kind: "closure", type: F, signature: fnType, bindings: [] }, [
      ["imm", borrow(b.arg(0))],
      ["imm", borrow(two)],
    ]);
  });
  const addK = w.closure("addK", [["k", w.int]], [["imm", w.int]], w.int, (b) => {
    b.op(at(b.result, 0), "add", [copy(b.arg(0), 0, 0), copy(b.arg(1), 0)]);
  });
  const double = w.fn("double", [["imm", w.int]], { result: w.int }, (b) =>
    b.op(at(b.result, 0), "add", [copy(b.arg(0), 0), copy(b.arg(0), 0)]),
  );
  const times = w.struct("Times", [["k", w.int]]);
  w.callable(
    times,
    w.fn(
      "__call__",
      [
        ["imm", times],
        ["imm", w.int],
      ],
      { result: w.int },
      (b) => b.op(at(b.result, 0), "mul", [copy(b.arg(0), 0, 0), copy(b.arg(1), 0)]),
    ),
  );
  const main = w.fn("main", [], {}, (b) => {
    const r = b.local(w.int);
    const c = b.local(addK);
    b.assign(at(c, 0), w.intConst(5));
    b.call(at(r), apply, [["imm", borrow(c)]], [addK]);
    w.printDigit(b, at(r));
    const plain = w.terms.intern({ kind: "function", decl: double, bindings: [] });
    b.call(at(r), apply, [["imm", borrow(b.local(plain))]], [plain]);
    w.printDigit(b, at(r));
    const t = b.local(times);
    b.assign(at(t, 0), w.intConst(3));
    b.call(at(r), apply, [["imm", borrow(t)]], [times]);
    w.printDigit(b, at(r));
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|746");
});

test("thin function values are addresses; a thunk bridges what differs", () => {
  const w = new World();
  const n = noisy(w);
  const print = w.printer();
  const look = w.fn("look", [["imm", n]], {}, (b) => {
    print(b, "l");
    w.printDigit(b, at(b.arg(0), 0));
  });
  const thin = (convention: "imm" | "var"): TypeId =>
    w.terms.intern({
      kind: "fn",
      params: [],
      args: [{ name: "x", convention, type: n, origin: undefined, keywordOnly: false, variadic: "" }],
      result: w.none,
      raises: undefined,
      thin: true,
      abi: "",
    });
  const value = w.terms.intern({ kind: "function", decl: look, bindings: [] });
  const main = w.fn("main", [], {}, (b) => {
    const x = b.local(n);
    b.assign(at(x, 0), w.intConst(1));
    const same = b.local(thin("imm"));
    const owning = b.local(thin("var"));
    b.assign(at(same), { kind: "const", value, type: thin("imm") });
    b.assign(at(owning), { kind: "const", value, type: thin("var") });
    const none = b.local(w.none);
    b.call(at(none), { kind: "pointer", signature: thin("imm"), value: copy(same) }, [["imm", borrow(x)]]);
    b.call(at(none), { kind: "pointer", signature: thin("var"), value: copy(owning) }, [["var", move(x)]]);
    print(b, "e");
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|l1l1d1e");
});

test("raising calls: the error edge, and calls that turn out not to raise", () => {
  const w = new World();
  const print = w.printer();
  const risky = w.fn("risky", [["imm", w.int]], { result: w.int, raises: w.int }, (b) => {
    const [bad, good] = [b.block(), b.block()];
    const big = b.local(w.terms.primBool);
    b.op(at(big), "gt", [copy(b.arg(0), 0), { kind: "const", value: w.terms.primInt(5n), type: w.terms.simd(13, 1) }]);
    b.branch(copy(big), bad, good);
    b.enter(bad);
    b.assign(at(b.error ?? -1), copy(b.arg(0)));
    b.build.terminate({ op: "raise", span: span(0) });
    b.enter(good);
    b.assign(at(b.result), w.intConst(1));
  });
  const calm = w.fn("calm", [["imm", w.int]], { result: w.int }, (b) => b.assign(at(b.result), copy(b.arg(0))));
  const main = w.fn("main", [], {}, (b) => {
    for (const [callee, value] of [
      [risky, 3],
      [risky, 8],
      [calm, 4],
    ] as const) {
      const [normal, error, end] = [b.block(), b.block(), b.block()];
      const x = b.local(w.int);
      const r = b.local(w.int);
      const e = b.local(w.int);
      b.assign(at(x), w.intConst(value));
      const call = b.mirCall(at(r), callee, [["imm", borrow(x)]], []);
      b.build.terminate({ op: "invoke", span: span(0), at: span(0), call, errorInto: at(e), normal, error });
      b.enter(normal);
      w.printDigit(b, at(r));
      b.goto(end);
      b.enter(error);
      print(b, "E");
      w.printDigit(b, at(e));
      b.goto(end);
      b.enter(end);
    }
  });
  verified(w, main);
  assert.equal(runBoth(w, main), "|1E84");
});

test("the place of a call reaches the function that asks for it", () => {
  const w = new World();
  const word = w.index;
  const where = w.fn("where", [], { result: w.int, isLibrary: true }, (b) => {
    const line = b.local(word);
    const column = b.local(word);
    b.op(at(line), "caller_line", []);
    b.op(at(column), "caller_column", []);
    const sum = b.local(word);
    b.op(at(sum), "add", [copy(line), copy(column)]);
    b.op(at(b.result, 0), "from_index", [copy(sum)], [w.terms.int(word, 13n), w.terms.int(word, 1n)]);
    const path = b.local(w.pointer(w.terms.simd(2, 1)));
    const length = b.local(word);
    b.op(at(path), "caller_file", []);
    b.op(at(length), "caller_file_length", []);
    b.op(at(b.local(w.none)), "external_call", [copy(path), copy(length)], [w.terms.string("rt_print"), w.none]);
  });
  const passes = w.fn("passes", [], { result: w.int, callerLocation: true, isLibrary: true }, (b) =>
    b.call(at(b.result), where, [], [], 77),
  );
  const main = w.fn("main", [], {}, (b) => {
    const r = b.local(w.int);
    b.call(at(r), where, [], [], 12);
    w.printDigit(b, at(r));
    b.call(at(r), passes, [], [], 33);
    w.printDigit(b, at(r));
  });
  // Lines are ten characters long: offset 12 is 2:3, offset 33 is 4:4.
  verified(w, main);
  assert.equal(runBoth(w, main), "|main.mojo5main.mojo8");
});

test("failed assertions are told at the call that gives the parameters, the last one in the text", () => {
  const w = new World();
  const bad = w.decl("function", "bad", undefined, span(10));
  const n = w.terms.param(bad, 0);
  const big = w.terms.intern({
    kind: "op",
    type: w.terms.primBool,
    op: "gt",
    params: [],
    args: [w.terms.intern({ kind: "field", type: w.terms.simd(13, 1), base: n, index: 0 }), w.terms.primInt(3n)],
  });
  w.define(bad, [], { params: [w.param("n", w.int)] }, (b) => b.assert(big, "too small", 15));
  const mid = w.fn("mid", [], { at: span(20) }, (b) => b.call(at(b.local(w.none)), bad, [], [w.intTerm(2)], 25));
  const main = w.fn("main", [], { at: span(30) }, (b) => {
    b.call(at(b.local(w.none)), bad, [], [w.intTerm(1)], 31);
    b.call(at(b.local(w.none)), mid, [], [], 32);
    b.call(at(b.local(w.none)), bad, [], [w.intTerm(9)], 33);
  });
  const { program, diagnostics } = w.elaborate(main);
  assert.equal(program, undefined);
  assert.deepEqual(chainOf(diagnostics), ["25: constraint failed: too small", "15: in 'bad' with n = 2"]);
});

test("endless instantiation ends in an error that names the chain", () => {
  const w = new World();
  const inf = w.decl("function", "inf", undefined, span(5));
  const n = w.terms.param(inf, 0);
  const next = w.terms.intern({
    kind: "op",
    type: w.index,
    op: "add",
    params: [],
    args: [n, w.terms.int(w.index, 1n)],
  });
  w.define(inf, [], { params: [w.param("n", w.index)] }, (b) => b.call(at(b.local(w.none)), inf, [], [next], 6));
  const main = w.fn("main", [], {}, (b) => b.call(at(b.local(w.none)), inf, [], [w.terms.int(w.index, 0n)], 1));
  const { diagnostics } = w.elaborate(main, { depth: 100 });
  const chain = chainOf(diagnostics);
  assert.equal(diagnostics.length, 1);
  assert.match(chain[0] ?? "", /require each other more than 100 deep: 'inf\[97\]', 'inf\[98\]', 'inf\[99\]'/);
  assert.ok(chain.length < 60);
});
