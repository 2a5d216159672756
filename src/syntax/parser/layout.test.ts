import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, sketchBody } from "../test-support.ts";

function body(...lines: string[]): string[] {
  return sketchBody(`def f():\n${lines.map((line) => `    ${line}\n`).join("")}`);
}

test("a deeper line continues the expression, without brackets", () => {
  assert.deepEqual(body("var x = 1", "  # comment", "", "    + 2"), ["var x = (+ 1 2)"]);
  assert.deepEqual(body('var y = "one "', '    "two"'), ['var y = "one two"']);
  assert.deepEqual(body("print", '    ("hi")'), ['(call print "hi")']);
  assert.deepEqual(body("var s = g()", "    .upper()"), ["var s = (call (call g).upper)"]);
  assert.deepEqual(body("var z =", "    5"), ["var z = 5"]);
  assert.deepEqual(body("var t = 1 if a", "    else 2"), ["var t = (if a 1 2)"]);
  assert.deepEqual(body("return", "    5"), ["return 5"]);
  assert.deepEqual(body("var", "    x = 3"), ["var x = 3"]);
});

test("a line in the statement's column is another statement", () => {
  assert.deepEqual(body("print", '("hi")'), ["print", '(paren "hi")']);
  assert.deepEqual(body("return", "5"), ["return", "5"]);
  assert.deepEqual(body("x^", "y"), ["(move x)", "y"]);
  assert.deepEqual(body("return 1,", "2"), ["return (tuple 1)", "2"]);
});

test("an operator at the end of a line, a backslash and brackets continue whatever the column", () => {
  assert.deepEqual(body("var x = 1 +", "2"), ["var x = (+ 1 2)"]);
  assert.deepEqual(body("var x = 1 \\", "+ 2"), ["var x = (+ 1 2)"]);
  assert.deepEqual(body("var x = 1 \\  ", "+ 2"), ["var x = (+ 1 2)"]);
  assert.deepEqual(sketchBody("def f():\n    g(1,\n2\n)\n"), ["(call g 1 2)"]);
});

test("a header may go on over deeper lines", () => {
  assert.deepEqual(body("if x == 3", "        and y:", "    pass"), ["if (and (compare x == 3) y) {pass}"]);
  assert.deepEqual(parse("def f(a: Int)\n    -> Int:\n    return a\n").messages, []);
});

test("suites on the header's line hold simple statements", () => {
  assert.deepEqual(body("if a: b(); c();", "d()"), ["if a {(call b); (call c)}", "(call d)"]);
  assert.deepEqual(body("for i in x: pass", "else: y()"), ["for i in x {pass} else {(call y)}"]);
});

test("blocks nest by any indentation", () => {
  assert.deepEqual(body("if a:", " if b:", "       c", " else:", "  d", "elif e:", " g", "else: h"), [
    "if a {if b {c} else {d}} elif e {g} else {h}",
  ]);
  assert.deepEqual(sketchBody("def f():\n\tif a:\n\t\tb\n\tc\n"), ["if a {b}", "c"]);
});

test("every statement", () => {
  assert.deepEqual(
    body(
      "var a, (b, _): T = 1, 2",
      "ref r = a[0]",
      "a = b = var c: Int = 3",
      "x.y: Int = 4",
      "a **= 2",
      "assert a, b",
      "raise",
      "raise E(1)",
      "try: a",
      "except e: b",
      "else: c",
      "finally: d",
      "with a as b, c() as _, d: pass",
      "comptime if a: b",
      "elif c: d",
      "comptime for i in g(3): pass",
      "comptime assert a, b",
      "comptime N = 3",
      "comptime (p, q) = (1, 2)",
      "for ref k, v in d: continue",
      "while a: break",
      "else: pass",
      "def g(x: Int) {mut a} -> Int: return x",
      "import a.b as c, d",
      "from .. import x",
    ),
    [
      "var (a, (b, _)): T = (tuple 1 2)",
      "ref r = (at a 0)",
      "a = b = var c: Int = 3",
      "x.y: Int = 4",
      "a **= 2",
      "assert a, b",
      "raise",
      "raise (call E 1)",
      "try {a} except e {b} else {c} finally {d}",
      "with a as b, (call c) as _, d {pass}",
      "comptime if a {b} elif c {d}",
      "comptime for i in (call g 3) {pass}",
      "comptime_assert a, b",
      "comptime N = 3",
      "comptime p, q = (tuple 1 2)",
      "for ref (k, v) in d {continue}",
      "while a {break} else {pass}",
      "def g (x: Int) {mut a} -> Int {return x}",
      "import",
      "from",
    ],
  );
});

test("patterns of `case`", () => {
  const { ast, messages } = parse(
    [
      "def f():",
      "    match a, b:",
      "        case 1 | 2: pass",
      "        case n if n > 3: pass",
      "        case C.A as q: pass",
      "        case (1, var y): pass",
      "        case P(x=1, y=Q(z=_)): pass",
      "        case [a, *rest]: pass",
      "        case == -5: pass",
      "        case a, b:",
      "            pass",
      '        case "x" "y": pass',
      "        case _: pass",
      "",
    ].join("\n"),
  );
  assert.deepEqual(messages, []);
  const item = ast.items[0];
  assert.ok(item?.kind === "decl" && item.decl.kind === "def");
  const match = item.decl.body.stmts[0];
  assert.ok(match?.kind === "match");
  const kinds = match.cases.map((each) => each.pattern.kind);
  assert.deepEqual(kinds, [
    "or",
    "capture",
    "as",
    "tuple",
    "struct",
    "sequence",
    "value",
    "tuple",
    "value",
    "wildcard",
  ]);
});

test("declarations", () => {
  const { ast, messages } = parse(
    [
      '"""Module."""',
      "from a.b import (c, d as e,)",
      "import x, y.z as w",
      "comptime F[n: Int, //, *Ts: A]: Int where n > 0 = n + 1",
      "@fieldwise_init",
      '@explicit_destroy("no")',
      "struct S[T: A & B = C](D where conforms_to(T, E), not F) where T.x:",
      '    """Doc."""',
      "    comptime K = 3",
      "    var x: Self.T",
      '    """Field."""',
      "    @staticmethod",
      "    def mk[n: Int](a: Int, /, b: Int = 2, *, ref[o] c: Int, var **kw: Int) raises E -> Self where n > 1: ...",
      "    def __init__(out self, *, deinit move: Self): pass",
      "trait R(S):",
      "    comptime Elt: Sized",
      "    def g(self) -> Int: ...",
      "__extension S(R):",
      "    def h(mut self): pass",
      "def v[*Ts: W](*args: *Ts): pass",
      "",
    ].join("\n"),
  );
  assert.deepEqual(messages, []);
  assert.equal(ast.docstring?.value, "Module.");
  const kinds = ast.items.map((item) => (item.kind === "decl" ? item.decl.kind : item.kind));
  assert.deepEqual(kinds, ["from", "import", "comptime", "struct", "trait", "extension", "def"]);
  const struct = ast.items[3];
  assert.ok(struct?.kind === "decl" && struct.decl.kind === "struct");
  assert.equal(struct.decl.docstring?.value, "Doc.");
  assert.deepEqual(
    struct.decl.members.map((member) => member.kind),
    ["comptime", "field", "def", "def"],
  );
  assert.deepEqual(
    struct.decl.conformances.map((entry) => entry.negated),
    [false, true],
  );
  const method = struct.decl.members[2];
  assert.ok(method?.kind === "def" && method.isRequirement);
  const fn = ast.items[6];
  assert.ok(fn?.kind === "decl" && fn.decl.kind === "def");
  const pack = fn.decl.signature.args[0];
  assert.ok(pack?.kind === "arg" && pack.packType && pack.variadic === "*");
});

test("a docstring is not a statement of its function", () => {
  const { ast } = parse('def f():\n    """Doc."""\n    ...\n');
  const item = ast.items[0];
  assert.ok(item?.kind === "decl" && item.decl.kind === "def");
  assert.equal(item.decl.docstring?.value, "Doc.");
  assert.equal(item.decl.isRequirement, true);
});
