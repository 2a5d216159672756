import assert from "node:assert/strict";
import { test } from "node:test";
import type { TermId } from "../base/ids.ts";
import { TestDecls } from "../decls/test-decls.ts";
import type { Inst, MirBlock, MirFunction, MirLocal, MirStage, Terminator } from "./mir.ts";
import { place } from "./mir.ts";
import { OPS, TERMINATORS } from "./ops.ts";
import { MirTextError, parseMir } from "./parse.ts";
import { NameTable, printMir } from "./print.ts";

/** A function with every operation and every kind of operand and callee in it. It means nothing. */
function everything(): { readonly fn: MirFunction<MirStage>; readonly decls: TestDecls } {
  const decls = new TestDecls();
  const { int, bool, none, terms } = decls;
  const span = { start: 3, end: 9 };
  const at = { start: 5, end: 6 };
  const main = decls.fn("main", []);
  const f = decls.fn("odd `name`\\", []);
  const local = (type: TermId, kind: MirLocal["kind"], slot: number): MirLocal => ({
    name: kind === "var" ? 'a "b"' : kind,
    type,
    kind,
    convention: "imm",
    mutable: slot > 1,
    span,
    quiet: slot > 2,
    slot,
  });
  const copy = { kind: "copy", place: place(0) } as const;
  const call = {
    callee: { kind: "function", decl: f, bindings: [int, bool] },
    args: [
      { convention: "imm", value: { kind: "borrow", place: place(1, { kind: "field", index: 12 }), access: "imm" } },
      { convention: "mut", value: { kind: "borrow", place: place(1, { kind: "deref" }), access: "mut" } },
      { convention: "var", value: { kind: "move", place: place(1) } },
      { convention: "deinit", value: { kind: "const", value: terms.true, type: bool } },
    ],
    into: place(2),
    nestedOriginsReadOnly: true,
  } as const;
  const insts: Inst[] = [
    { op: "assign", span, into: place(0), value: copy },
    { op: "call", span, at, call },
    {
      op: "call",
      span,
      at,
      call: { ...call, args: [], callee: { kind: "witness", self: int, trait: f, requirement: main, bindings: [] } },
    },
    {
      op: "call",
      span,
      at,
      call: { ...call, callee: { kind: "closure", type: int, signature: bool, bindings: [none] } },
    },
    { op: "call", span, at, call: { ...call, callee: { kind: "pointer", signature: int, value: copy } } },
    { op: "call", span, at, call: { ...call, callee: { kind: "instance", instance: 7 } } },
    { op: "ref", span, into: place(0), place: place(1), access: "mut" },
    { op: "intrinsic", span, into: place(0), name: "add", params: [int], args: [copy, copy] },
    { op: "pack", span, into: place(0), convention: "var", elements: [place(1), place(2)] },
    { op: "use", span, place: place(0) },
    { op: "declare", span, local: 1 },
    { op: "dismantle", span, place: place(0) },
    { op: "complete", span, place: place(0) },
    { op: "destroy", span, place: place(0) },
    { op: "comptime_assert", span, condition: terms.true, message: undefined },
    { op: "comptime_assert", span, condition: terms.true, message: terms.string("line\nbreak") },
  ];
  const terminators: Terminator[] = [
    { op: "goto", span, target: 1 },
    { op: "branch", span, condition: copy, then: 1, otherwise: 2 },
    { op: "invoke", span, at, call, errorInto: place(3), normal: 1, error: 2 },
    { op: "return", span, implicit: true },
    { op: "return", span, implicit: false },
    { op: "raise", span },
    { op: "unreachable", span },
    { op: "comptime_branch", span, condition: terms.true, then: 1, otherwise: 2 },
    { op: "comptime_for", span, loop: main, iterable: terms.false, body: 1, exit: 2 },
  ];
  assert.deepEqual(new Set(insts.map((i) => i.op)), new Set(Object.keys(OPS)));
  assert.deepEqual(new Set(terminators.map((t) => t.op)), new Set(Object.keys(TERMINATORS)));
  const blocks = terminators.map(
    (terminator, i): MirBlock => ({
      insts: i === 0 ? insts : [],
      terminator,
      origin: i === 1 ? "after_return" : "",
      span,
    }),
  );
  const locals = [local(int, "result", 0), local(bool, "var", 1), local(none, "temp", 2), local(int, "error", 3)];
  return { fn: { stage: "raw", decl: main, locals, args: [1, 2], result: 0, error: 3, blocks }, decls };
}

test("text with ids is read back exactly", () => {
  const { fn, decls } = everything();
  assert.deepEqual(parseMir(printMir(fn, decls.names, { ids: true, spans: true })), [fn]);
});

test("text with names is read back through the name table", () => {
  const { fn, decls } = everything();
  const names = new NameTable(decls.names);
  assert.deepEqual(parseMir(printMir(fn, names, { spans: true }), names.resolver), [fn]);
});

test("a text without spans prints the same after reading it", () => {
  const { fn, decls } = everything();
  const names = new NameTable(decls.names);
  const text = printMir(fn, names);
  const again = parseMir(text + text, names.resolver);
  assert.equal(again.length, 2);
  for (const each of again) assert.equal(printMir(each, names), text);
});

test("different terms that read alike get different names", () => {
  const decls = new TestDecls();
  const names = new NameTable({ term: () => "same", decl: () => "d" });
  assert.equal(names.term(decls.int), "same");
  assert.equal(names.term(decls.bool), "same '2");
  assert.equal(names.term(decls.int), "same");
  assert.equal(names.resolver.term("same '2"), decls.bool);
});

test("mistakes in the text name the line", () => {
  const wrong = (text: string, message: RegExp): void => {
    assert.throws(
      () => parseMir(text),
      (e) => e instanceof MirTextError && message.test(e.message),
    );
  };
  wrong("fn @1 cooked () result _0 {\n}", /line 1: expected a stage, found 'cooked'/);
  wrong("fn @1 raw () result _0 {\n  bb1:\n    raise\n}", /line 2: expected block bb0/);
  wrong("fn @1 raw () result _0 {\n  bb0:\n    add _1\n}", /line 3: expected an operation/);
  wrong("fn @`f` raw () result _0 {\n}", /expected a known declaration before it instead of 'f'/);
  wrong("fn @1 raw () result _0 {\n  ~", /line 2: unexpected character '~'/);
});
