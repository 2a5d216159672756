// Programs of hand-built MIR through LLVM: accepted with the verifier at every level, and doing what MIR means.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { compile, run, type TestFunction, TestProgram, toolchain } from "../../../tests/support/emit-program.ts";
import type { TypeId } from "../../base/ids.ts";
import type { OptLevel } from "../../driver/host.ts";
import type { Operand } from "../../mir/mir.ts";
import { place } from "../../mir/mir.ts";

const span = { start: 0, end: 0 };
const skip = available();
function available(): string | false {
  try {
    toolchain.hostCpu();
    return process.platform === "linux" && process.arch === "x64" ? false : "no linker for this machine's programs";
  } catch {
    return "LLVM is not installed";
  }
}

function expectOutput(p: TestProgram, entry: number, stdout: string, levels: readonly OptLevel[] = [0, 2]): void {
  const text = p.emit(entry);
  compile(p.emit(entry, true), 2);
  for (const level of levels) {
    const ran = run(text, level);
    assert.deepEqual({ level, status: ran.status, stdout: ran.stdout }, { level, status: 0, stdout }, text);
  }
}

/** Prints `ok` or `bad NAME` by a condition held in a local. */
function check(p: TestProgram, f: TestFunction, condition: number, name: string): void {
  const good = f.block();
  const bad = f.block();
  f.branch(condition, good, bad);
  f.b.enter(bad);
  f.print(`bad ${name}\n`);
  f.goto(good);
  f.b.enter(good);
  void p;
}

/** A value that the optimizer knows nothing about. */
function hidden(p: TestProgram, f: TestFunction, type: TypeId, value: Operand): number {
  const local = f.local(type);
  f.assign(local, value);
  const none = f.local(p.unit);
  f.opInto(none, "black_box", [{ kind: "borrow", place: place(local), access: "imm" }]);
  return local;
}

describe("programs", { skip }, () => {
  test("a loop, calls and a result", () => {
    const p = new TestProgram();
    const { index } = p;
    const bool = p.store.primBool;
    // sum(n) = 0 + 1 + ... + (n - 1)
    const sum = p.function("sum", index, undefined, [{ type: index, access: "imm" }]);
    const at = sum.local(index);
    sum.assign(at, p.int(index, 0));
    sum.assign(sum.result, p.int(index, 0));
    const head = sum.block();
    const body = sum.block();
    const exit = sum.block();
    sum.goto(head);
    sum.b.enter(head);
    sum.branch(sum.op(bool, "lt", [sum.copy(at), sum.copy(sum.args[0]!)]), body, exit);
    sum.b.enter(body);
    sum.opInto(sum.result, "add", [sum.copy(sum.result), sum.copy(at)]);
    sum.opInto(at, "add", [sum.copy(at), p.int(index, 1)]);
    sum.goto(head);
    sum.b.enter(exit);
    sum.ret();
    sum.done();

    const main = p.function("main", p.unit, undefined, []);
    const n = hidden(p, main, index, p.int(index, 1001));
    const total = main.local(index);
    main.call(sum, total, [main.copy(n)]);
    check(p, main, main.op(bool, "eq", [main.copy(total), p.int(index, 500500)]), "sum");
    main.print("done\n");
    main.ret();
    main.done();
    expectOutput(p, main.id, "done\n", [0, 1, 2, 3]);
  });

  test("raising is a returned flag; the target keeps its value on the error edge", () => {
    const p = new TestProgram();
    const { index } = p;
    const bool = p.store.primBool;
    const error = p.struct([index, p.simd("int32", 1)], false);
    const half = p.function("half", index, error, [{ type: index, access: "imm" }]);
    const odd = half.op(bool, "ne", [
      half.copy(half.op(index, "and", [half.copy(half.args[0]!), p.int(index, 1)])),
      p.int(index, 0),
    ]);
    const bad = half.block();
    const good = half.block();
    half.branch(odd, bad, good);
    half.b.enter(bad);
    half.assign(place(half.error!, { kind: "field", index: 0 }), half.copy(half.args[0]!));
    half.assign(place(half.error!, { kind: "field", index: 1 }), p.int(p.simd("int32", 1), 7));
    half.b.terminate({ op: "raise", span });
    half.b.enter(good);
    half.opInto(half.result, "div", [half.copy(half.args[0]!), p.int(index, 2)]);
    half.ret();
    half.done();

    const main = p.function("main", p.unit, undefined, []);
    for (const [value, want] of [
      [10, 5],
      [7, 1],
    ] as const) {
      const result = main.local(index, "var");
      const caught = main.local(error, "error");
      main.assign(result, p.int(index, 1));
      const normal = main.block();
      const handler = main.block();
      const after = main.block();
      const argument = hidden(p, main, index, p.int(index, value));
      main.b.terminate({
        op: "invoke",
        span,
        at: span,
        call: main.callOf(half, result, [main.copy(argument)]),
        errorInto: place(caught),
        normal,
        error: handler,
      });
      main.b.enter(handler);
      const first = { kind: "copy", place: place(caught, { kind: "field", index: 0 }) } as const;
      check(p, main, main.op(bool, "eq", [first, p.int(index, 7)]), "error value");
      main.print("caught\n");
      main.goto(after);
      main.b.enter(normal);
      main.goto(after);
      main.b.enter(after);
      check(p, main, main.op(bool, "eq", [main.copy(result), p.int(index, want)]), `half ${value}`);
    }
    main.ret();
    main.done();
    expectOutput(p, main.id, "caught\n");
  });

  test("structs in registers and in memory, references, fields", () => {
    const p = new TestProgram();
    const { index } = p;
    const bool = p.store.primBool;
    const pair = p.struct([bool, index], true);
    const big = p.struct([index, pair, p.store.prim("array", [index, p.store.int(index, 3n)])], false);
    const swap = p.function("swap", pair, undefined, [{ type: pair, access: "imm" }]);
    const from = swap.args[0]!;
    swap.opInto(swap.local(bool), "not", [{ kind: "copy", place: place(from, { kind: "field", index: 0 }) }]);
    const flipped = swap.op(bool, "not", [{ kind: "copy", place: place(from, { kind: "field", index: 0 }) }]);
    swap.assign(place(swap.result, { kind: "field", index: 0 }), swap.copy(flipped));
    const more = swap.op(index, "add", [
      { kind: "copy", place: place(from, { kind: "field", index: 1 }) },
      p.int(index, 1),
    ]);
    swap.assign(place(swap.result, { kind: "field", index: 1 }), swap.copy(more));
    swap.ret();
    swap.done();

    // change(mut b): b[1] = swap(b[1]); returns a copy of b
    const change = p.function("change", big, undefined, [{ type: big, access: "mut", noAlias: true }]);
    const b = change.args[0]!;
    const inner = change.local(pair);
    change.b.emit({
      op: "call",
      span,
      at: span,
      call: { ...change.callOf(swap, inner, [{ kind: "copy", place: place(b, { kind: "field", index: 1 }) }]) },
    });
    change.assign(place(b, { kind: "field", index: 1 }), change.copy(inner));
    change.assign(change.result, change.copy(b));
    change.ret();
    change.done();

    const main = p.function("main", p.unit, undefined, []);
    const value = main.local(big, "var");
    main.assign(place(value, { kind: "field", index: 0 }), p.int(index, 41));
    main.assign(place(value, { kind: "field", index: 1 }, { kind: "field", index: 0 }), p.int(bool, 0));
    main.assign(place(value, { kind: "field", index: 1 }, { kind: "field", index: 1 }), p.int(index, 5));
    const result = main.local(big, "var");
    main.call(change, result, [{ kind: "borrow", place: place(value), access: "mut" }]);
    const reference = main.local(p.ref(pair), "ref");
    main.b.emit({
      op: "ref",
      span,
      into: place(reference),
      place: place(result, { kind: "field", index: 1 }),
      access: "imm",
    });
    const flag = { kind: "copy", place: place(reference, { kind: "deref" }, { kind: "field", index: 0 }) } as const;
    const flagLocal = main.local(bool);
    main.assign(flagLocal, flag);
    check(p, main, flagLocal, "flag");
    const number = { kind: "copy", place: place(reference, { kind: "deref" }, { kind: "field", index: 1 }) } as const;
    check(p, main, main.op(bool, "eq", [number, p.int(index, 6)]), "number");
    check(
      p,
      main,
      main.op(bool, "eq", [{ kind: "copy", place: place(result, { kind: "field", index: 0 }) }, p.int(index, 41)]),
      "first",
    );
    main.print("ok\n");
    main.ret();
    main.done();
    expectOutput(p, main.id, "ok\n");
  });

  test("a constant with heap blocks is built anew each time", () => {
    const p = new TestProgram();
    const { index } = p;
    const bool = p.store.primBool;
    const list = p.struct([p.pointer(index), index], false);
    const heap = new Uint8Array(16);
    new DataView(heap.buffer).setBigInt64(8, 77n, true);
    p.images.push({ type: index, bytes: heap, alignment: 8, relocations: [] });
    const bytes = new Uint8Array(16);
    bytes[8] = 2;
    p.images.push({
      type: list,
      bytes,
      alignment: 8,
      relocations: [{ offset: 0, target: { kind: "heap", image: 0, offset: 0 } }],
    });
    const constant: Operand = {
      kind: "const",
      type: list,
      value: p.store.intern({ kind: "memory", type: list, image: 1 }),
    };
    const main = p.function("main", p.unit, undefined, []);
    const a = main.local(list);
    const b = main.local(list);
    main.assign(a, constant);
    main.assign(b, constant);
    const firstField = (local: number): Operand => ({ kind: "copy", place: place(local, { kind: "field", index: 0 }) });
    check(
      p,
      main,
      main.op(bool, "not", [main.copy(main.op(bool, "pointer_eq", [firstField(a), firstField(b)]))]),
      "distinct",
    );
    const second = main.op(p.pointer(index), "offset", [firstField(b), p.int(index, 1)]);
    check(
      p,
      main,
      main.op(bool, "eq", [main.copy(main.op(index, "load", [main.copy(second)])), p.int(index, 77)]),
      "content",
    );
    const none = main.local(p.unit);
    main.opInto(none, "free", [firstField(a), p.int(index, 16), p.int(index, 8)]);
    main.print("ok\n");
    main.ret();
    main.done();
    expectOutput(p, main.id, "ok\n");
  });
});

describe("code", { skip }, () => {
  test("a plain loop over arrays becomes packed instructions", () => {
    const p = new TestProgram();
    const { index } = p;
    const i32 = p.simd("int32", 1);
    const array = p.pointer(i32);
    // square(from, to, n): to[i] = from[i] * from[i]
    const f = p.function("square", p.unit, undefined, [
      { type: array, access: "imm" },
      { type: array, access: "imm" },
      { type: index, access: "imm" },
    ]);
    f.inline = "never";
    const [from, to, n] = f.args as [number, number, number];
    const at = f.local(index);
    f.assign(at, p.int(index, 0));
    const head = f.block();
    const body = f.block();
    const exit = f.block();
    f.goto(head);
    f.b.enter(head);
    f.branch(f.op(p.store.primBool, "lt", [f.copy(at), f.copy(n)]), body, exit);
    f.b.enter(body);
    const source = f.op(array, "offset", [f.copy(from), f.copy(at)]);
    const target = f.op(array, "offset", [f.copy(to), f.copy(at)]);
    const value = f.op(i32, "load", [f.copy(source)]);
    const none = f.local(p.unit);
    f.opInto(none, "store", [f.copy(target), f.copy(f.op(i32, "mul", [f.copy(value), f.copy(value)]))]);
    f.opInto(at, "add", [f.copy(at), p.int(index, 1)]);
    f.goto(head);
    f.b.enter(exit);
    f.ret();
    f.done();
    const main = p.function("main", p.unit, undefined, []);
    const pointer = main.local(array);
    main.opInto(pointer, "stack_alloc", [], [i32, p.store.int(index, 4n)]);
    const unit = main.local(p.unit);
    main.call(f, unit, [main.copy(pointer), main.copy(pointer), main.copy(hidden(p, main, index, p.int(index, 4)))]);
    main.ret();
    main.done();
    const assembly = new TextDecoder().decode(compile(p.emit(main.id), 2, "assembly", "x86-64-v3"));
    assert.match(assembly, /vpmulld\s.*%ymm/);
  });
});

describe("arithmetic", { skip }, () => {
  interface Case {
    readonly type: string;
    readonly name: Parameters<TestFunction["op"]>[1];
    readonly args: readonly (number | bigint)[];
    readonly want: number | bigint;
  }
  const MIN64 = -(1n << 63n);
  const cases: readonly Case[] = [
    { type: "int64", name: "add", args: [(1n << 63n) - 1n, 1], want: MIN64 },
    { type: "uint8", name: "add", args: [200, 100], want: 44 },
    { type: "int64", name: "div", args: [-7, 2], want: -3 },
    { type: "int64", name: "div", args: [7, 0], want: 0 },
    { type: "int64", name: "div", args: [MIN64, -1], want: MIN64 },
    { type: "uint8", name: "div", args: [7, 0], want: 0 },
    { type: "int64", name: "rem", args: [-7, 2], want: -1 },
    { type: "int64", name: "rem", args: [-7, 0], want: 0 },
    { type: "int64", name: "rem", args: [MIN64, -1], want: 0 },
    { type: "int64", name: "floordiv", args: [-7, 2], want: -4 },
    { type: "int64", name: "floordiv", args: [7, -2], want: -4 },
    { type: "int64", name: "floordiv", args: [-8, 2], want: -4 },
    { type: "int64", name: "floordiv", args: [5, 0], want: 0 },
    { type: "int8", name: "floordiv", args: [-128, -1], want: -128 },
    { type: "int64", name: "mod", args: [-7, 2], want: 1 },
    { type: "int64", name: "mod", args: [7, -2], want: -1 },
    { type: "int64", name: "mod", args: [MIN64, -1], want: 0 },
    { type: "int64", name: "mod", args: [3, 0], want: 0 },
    { type: "uint32", name: "mod", args: [7, 4], want: 3 },
    { type: "int64", name: "shl", args: [1, 64], want: 0 },
    { type: "int64", name: "shl", args: [1, 63], want: MIN64 },
    { type: "int64", name: "shr", args: [-8, 1], want: -4 },
    { type: "int64", name: "shr", args: [-8, 100], want: -1 },
    { type: "uint8", name: "shr", args: [200, 1], want: 100 },
    { type: "uint8", name: "shr", args: [200, 8], want: 0 },
    { type: "uint8", name: "rotl", args: [0x81, 1], want: 3 },
    { type: "uint8", name: "ctlz", args: [0], want: 8 },
    { type: "uint16", name: "bswap", args: [0x1234], want: 0x3412 },
    { type: "int32", name: "abs", args: [-5], want: 5 },
    { type: "uint8", name: "add_sat", args: [200, 100], want: 255 },
    { type: "int128", name: "mul", args: [1n << 70n, 3], want: 3n << 70n },
    { type: "int128", name: "floordiv", args: [-(1n << 100n), 7], want: -181092942889747057356671886483n },
    { type: "int256", name: "div", args: [1n << 200n, 1000], want: (1n << 200n) / 1000n },
    { type: "float64", name: "floordiv", args: [-7, 2], want: -4 },
    { type: "float64", name: "mod", args: [-7, 3], want: 2 },
    { type: "float64", name: "mod", args: [7.5, -2], want: -0.5 },
    { type: "float64", name: "mod", args: [5.5, 0.1], want: 5.5 % 0.1 },
    { type: "float64", name: "min", args: [Number.NaN, 1], want: 1 },
    { type: "float64", name: "max", args: [1, Number.NaN], want: 1 },
    { type: "float64", name: "fma", args: [plusOne(), plusOne(), -1], want: fusedSquare() },
    { type: "float64", name: "round_even", args: [2.5], want: 2 },
    { type: "float64", name: "round_away", args: [-2.5], want: -3 },
    { type: "float32", name: "mul", args: [Math.fround(0.1), 3], want: Math.fround(Math.fround(0.1) * 3) },
    { type: "float16", name: "add", args: [1, 2 ** -11], want: 1 },
    { type: "bfloat16", name: "mul", args: [3, 0.5], want: 1.5 },
    { type: "float8_e4m3fn", name: "add", args: [1.5, 0.0625], want: 1.5 },
    { type: "float8_e5m2", name: "mul", args: [3, -0.5], want: -1.5 },
  ];
  function plusOne(): number {
    return 2 ** 27 + 1;
  }
  function fusedSquare(): number {
    return Number((2n ** 27n + 1n) ** 2n - 1n);
  }
  test("edge cases on scalars and vectors", () => {
    const p = new TestProgram();
    const main = p.function("main", p.unit, undefined, []);
    for (const each of cases) {
      for (const width of [1, 4]) {
        const type = p.simd(each.type, width);
        const lane = p.simd(each.type, 1);
        const constant = (value: number | bigint): Operand => {
          const one = each.type.includes("float")
            ? p.store.intern({ kind: "float", type: lane, value: Number(value) })
            : p.store.int(lane, BigInt(value));
          return width === 1 ? { kind: "const", type, value: one } : p.lanes(type, [one, one, one, one]);
        };
        const args = each.args.map((value) => main.copy(hidden(p, main, type, constant(value))));
        const result = main.op(type, each.name, args);
        const equal = main.op(p.simd("bool", width), "eq", [main.copy(result), constant(each.want)]);
        const all = width === 1 ? equal : main.op(p.store.primBool, "reduce_and", [main.copy(equal)]);
        check(p, main, all, `${each.name} ${each.type} x${width} ${each.args.join(" ")}`);
      }
    }
    main.print("ok\n");
    main.ret();
    main.done();
    expectOutput(p, main.id, "ok\n");
  });
});
