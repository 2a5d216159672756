import assert from "node:assert/strict";
import { test } from "node:test";
import { TestDecls } from "../decls/test-decls.ts";
import { noSpan } from "../source/source.ts";
import { printTyped, printTypedExpr } from "./print.ts";
import type { TypedBody, TypedExpr, TypedStmt } from "./typed.ts";

const decls = new TestDecls();
const span = noSpan;
const { int, bool, none } = decls;
const add = decls.fn("add", [], { result: int });
const x: TypedExpr = { kind: "local", span, type: int, local: 1 };

function call(...values: readonly TypedExpr[]): TypedExpr {
  const args = values.map((value) => ({ kind: "one", convention: "imm", value }) as const);
  const callee = { kind: "function", decl: add, bindings: [] } as const;
  return { kind: "call", span, at: span, type: int, callee, args, raises: undefined, nestedOriginsReadOnly: false };
}

test("statements nest by indentation, expressions show what was implicit", () => {
  const condition: TypedExpr = { kind: "const", span, type: bool, value: decls.terms.int(bool, 1n) };
  const block = (...stmts: readonly TypedStmt[]): { span: typeof span; stmts: readonly TypedStmt[] } => ({
    span,
    stmts,
  });
  const stmts: readonly TypedStmt[] = [
    { kind: "declare", span, local: 1, value: call({ kind: "copy", span, type: int, place: x }) },
    {
      kind: "while",
      span,
      condition,
      body: block(
        { kind: "assign", span, at: span, place: x, value: { kind: "transfer", span, type: int, place: x } },
        { kind: "break", span, depth: 0 },
      ),
      orElse: block(),
    },
    {
      kind: "return",
      span,
      value: { kind: "block", span, type: int, stmts: [{ kind: "use", span, place: x }], result: x },
    },
  ];
  const local = (id: number, name: string, kind: "result" | "var") =>
    ({
      id,
      name,
      type: kind === "var" ? int : none,
      kind,
      convention: "var",
      mutable: true,
      span,
      quiet: false,
    }) as const;
  const body: TypedBody = {
    decl: add,
    locals: [local(0, "", "result"), local(1, "x", "var")],
    args: [],
    result: 0,
    error: undefined,
    body: block(...stmts),
    hasErrors: false,
  };
  assert.equal(
    printTyped(body, decls.names),
    `body add
  %0 result mutable _: None
  %1 var mutable x: Int
  args () result %0
  declare %1 = add(imm: copy(%1))
  while const(1: Bool):
    %1 = %1^
    break
  else:
    pass
  return do:
    use %1
    give %1
`,
  );
});

test("a sum of 20,000 terms prints on one line", () => {
  let sum = call(x, x);
  for (let i = 0; i < 20_000; i++) sum = call(sum, x);
  const text = printTypedExpr(sum, decls.names);
  assert.equal(text.match(/add\(/g)?.length, 20_001);
  assert.ok(!text.includes("\n"));
});
