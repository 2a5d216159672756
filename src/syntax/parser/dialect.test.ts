import assert from "node:assert/strict";
import { test } from "node:test";
import { deprecationWarnings, strictDiagnostics } from "../strict.ts";
import { describe, parse, sketchBody, sketchStmt } from "../test-support.ts";

function strict(text: string): string[] {
  const { ast, file, messages } = parse(text);
  assert.deepEqual(messages, [], text);
  return strictDiagnostics(ast, file.id).map((each) => describe(file, each));
}

function constructs(text: string): string[] {
  const { ast, messages } = parse(text);
  assert.deepEqual(messages, [], text);
  return ast.dialect.map((use) => use.construct);
}

test("brace blocks in every header", () => {
  assert.deepEqual(
    sketchBody(
      "fn f(x: Int) -> Int {\nif x { a } elif y\n{\nb; c;\n} else { }\n  while x { break } else { d }\nfor i in x { continue }\ntry { a } except e { b }\nelse { c } finally { d }\nwith a as b { c }\nmatch x { case 1 { a }\ncase _: b\n}\ncomptime if x { y }\ncomptime for i in x { y }\nreturn 1\n}\n",
    ),
    [
      "if x {a} elif y {b; c} else {}",
      "while x {break} else {d}",
      "for i in x {continue}",
      "try {a} except e {b} else {c} finally {d}",
      "with a as b {c}",
      "match x {case value {a}; case wildcard {b}}",
      "comptime if x {y}",
      "comptime for i in x {y}",
      "return 1",
    ],
  );
});

test("between braces a line end separates statements, except in brackets", () => {
  assert.deepEqual(sketchBody("def f() {\nvar x = 1\n        - 2\nvar y = g(1\n, 2)\n}\n"), [
    "var x = 1",
    "(- 2)",
    "var y = (call g 1 2)",
  ]);
  assert.deepEqual(sketchBody("def f() { var d = {\n1: 2\n}\nvar x = 1 + \\\n2 }\n"), [
    "var d = (dict 1:2)",
    "var x = (+ 1 2)",
  ]);
});

test("braces where an operand is expected are displays", () => {
  assert.deepEqual(sketchBody("def f() { if x in {1, 2} { a }\nfor k in {1: 2} { b }\nif x == {} { c } }\n"), [
    "if (compare x in (brace 1 2)) {a}",
    "for k in (dict 1:2) {b}",
    "if (compare x == (brace)) {c}",
  ]);
});

test("colon blocks and brace blocks inside each other", () => {
  assert.deepEqual(
    sketchBody("def f():\n    while a {\n  if b: c\nelif d: e\n    }\n    if g { h\n        i }\n    j\n"),
    ["while a {if b {c} elif d {e}}", "if g {h; i}", "j"],
  );
  assert.deepEqual(sketchBody("def f() {\n    for i in x:\n        a\n        b\n    c\n}\n"), [
    "for i in x {a; b}",
    "c",
  ]);
});

test("a brace list after a nested signature is a capture list if a body follows it", () => {
  assert.deepEqual(
    sketchBody(
      "def f() {\ndef a(x: Int) {imm k} -> Int { return x }\ndef b() {mut h} { h }\ndef c() {}: d\ndef e() { g }\n}\n",
    ),
    ["def a (x: Int) {imm k} -> Int {return x}", "def b () {mut h} {h}", "def c () {} {d}", "def e () {g}"],
  );
});

test("older words map to the modern conventions", () => {
  const text = [
    "struct S:",
    "    fn __init__(inout self, owned a: Int, borrowed b: Int, read c: Int): pass",
    "    fn bump(inout self): pass",
    "    fn __del__(owned self): pass",
    "    fn __moveinit__(inout self, owned other: Self): pass",
    "",
  ].join("\n");
  const { ast, messages } = parse(text);
  assert.deepEqual(messages, []);
  const item = ast.items[0];
  assert.ok(item?.kind === "decl" && item.decl.kind === "struct");
  const conventions = item.decl.members.map((member) =>
    member.kind === "def" ? member.signature.args.map((arg) => (arg.kind === "arg" ? arg.convention : "")) : [],
  );
  assert.deepEqual(conventions, [["out", "var", "imm", "imm"], ["mut"], ["deinit"], ["out", "deinit"]]);
});

test("`let`, `alias`, `@parameter`, `parallel for`", () => {
  assert.deepEqual(
    sketchBody(
      "def f():\n    let a, b = 1, 2\n    alias N = 3\n    @parameter\n    if a: b\n    @parameter\n    for i in x: y\n    parallel for ref i in 0..n: z\n",
    ),
    [
      "let (a, b) = (tuple 1 2)",
      "comptime N = 3",
      "comptime if a {b}",
      "comptime for i in x {y}",
      "parallel for ref i in (.. 0 n) {z}",
    ],
  );
});

test("the words of the dialect stay names", () => {
  const text = [
    "def owned(let: Int, alias: Int, mut: Int, read: Int) -> Int:",
    "    var parallel = let",
    "    var alias = 3",
    "    alias = let",
    "    let = alias",
    "    let(1)",
    "    parallel += 1",
    "    for parallel in x: pass",
    "    read[0].inout = borrowed",
    "",
  ].join("\n");
  assert.deepEqual(constructs(text), []);
});

test("types in brackets", () => {
  assert.deepEqual(sketchBody("def f(a: [[i32; 2]; 3], b: Dict[str, [int]]) -> [f32]:\n    var v: [int; N] = []\n"), [
    "var v: (array int N) = (list)",
  ]);
  assert.deepEqual(constructs("def f(b: Dict[str, [int]]) -> [f32]: pass\n"), ["list-type", "list-type"]);
  assert.deepEqual(constructs("def f(b: [f32; 3]): pass\n"), ["array-type"]);
});

test("statements at file scope are a script's", () => {
  const { ast, messages } = parse('"""Doc."""\nx = 3\nvar y: int = 4\nfor i in x: y\ndef f(a, b=2): return a\npass\n');
  assert.deepEqual(messages, []);
  const items = ast.items.map((item) => (item.kind === "stmt" ? sketchStmt(item.stmt) : item.decl.kind));
  assert.deepEqual(items, ["x = 3", "var y: int = 4", "for i in x {y}", "def"]);
  assert.deepEqual(
    ast.dialect.map((use) => use.construct),
    ["untyped-argument", "untyped-argument"],
  );
});

test("under --strict each construct is an error in the reference's words", () => {
  assert.deepEqual(strict("fn main():\n    pass\n"), ["1:1 'fn' has been removed; use 'def' instead"]);
  assert.deepEqual(strict("def f():\n    let x = 1\n"), ["2:5 use of unknown declaration 'let'"]);
  assert.deepEqual(strict("def f(x) -> Int: pass\n"), ["1:7 argument type must be specified"]);
  assert.deepEqual(strict("def f(owned x: Int, read y: Int): pass\n"), [
    "1:13 expected ')' in argument list",
    "1:21 'read' was removed; use 'imm'",
  ]);
  assert.deepEqual(strict("def f() {\n    if a { b }\n}\n"), [
    "1:9 expected ':' in function definition",
    "2:10 expected ':' after 'if' condition",
  ]);
  assert.deepEqual(strict("struct A { var x: Int }\n"), ["1:10 expected ':' in struct definition"]);
  assert.deepEqual(strict("@value\nstruct A: pass\n"), ["1:2 use of unknown declaration 'value'"]);
  assert.deepEqual(strict("def f():\n    @parameter\n    if a: b\n"), [
    "3:5 'if' statement does not support decorators; remove the decorator",
  ]);
  assert.deepEqual(strict("def f(a: [Int; 3]): pass\n"), ["1:14 expected ']' in list expression"]);
  assert.deepEqual(strict("def f():\n    parallel for i in x: pass\n"), ["2:5 use of unknown declaration 'parallel'"]);
  assert.deepEqual(strict("x = 5\nvar g = 3\nif a: b\nassert a\n"), [
    "1:1 expressions must not appear at file scope; move this into a function body",
    "2:1 global variables are not supported; move this into a function body or use 'comptime' to declare a constant",
    "3:1 'if' must be contained in a function",
    "4:1 'assert' must be inside a function; move this into a function body",
  ]);
});

test("one deprecation warning for each older word, with the edits for all its uses", () => {
  const { ast, file } = parse("fn f(owned x: Int): pass\nfn g(): pass\n");
  const warnings = deprecationWarnings(ast, file.id);
  assert.deepEqual(
    warnings.map((each) => describe(file, each)),
    ["1:1 'fn' is deprecated; use 'def'", "1:6 'owned' is deprecated; use 'var'"],
  );
  assert.equal(warnings[0]?.fixes.length, 2);
});

test("mistakes in brace blocks", () => {
  assert.deepEqual(parse("fn f() {\n    if x {\n        a\n").messages, ["2:10 expected '}' to close this block"]);
  assert.deepEqual(parse("fn f() {\n}\n}\n").messages, ["3:1 unexpected '}'; no brace block is open here"]);
  assert.deepEqual(parse("fn f() {\n    if x: {\n    a\n    }\n}\n").messages, [
    "2:11 a block opens with ':' or with '{', not with both",
  ]);
  assert.deepEqual(parse("fn f() {\n    var a = 1 var b = 2\n    c\n}\n").messages, [
    "2:15 statements on one line must be separated by ';'",
  ]);
  assert.deepEqual(parse("fn f() {\n    if x = 1 {\n        a\n    }\n    b c\n}\ndef g(: pass\n").messages, [
    "2:10 expected ':' after 'if' condition",
    "5:7 statements on one line must be separated by ';'",
    "7:7 expected argument name",
  ]);
});
