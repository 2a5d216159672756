import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, sketchExpr, sketchStmt } from "../test-support.ts";

function check(cases: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(cases)) assert.equal(sketchExpr(text), expected, text);
}

test("precedence, from the tightest to the loosest", () => {
  check({
    "2 ** -1": "(** 2 (- 1))",
    "2**3**2": "(** 2 (** 3 2))",
    "-2 ** 2": "(- (** 2 2))",
    "2 + 3 << 1": "(<< (+ 2 3) 1)",
    "6 & 3 ^ 1 | 8": "(| (^ (& 6 3) 1) 8)",
    "1 | 2 == 2": "(compare (| 1 2) == 2)",
    "not True == False": "(not (compare True == False))",
    "a or b and not c": "(or a (and b (not c)))",
    "a - b - c": "(- (- a b) c)",
    "a @ b // c % d": "(% (// (@ a b) c) d)",
    "a if b else c if d else e": "(if b a (if d c e))",
    "a == not b": "(compare a == (not b))",
    "~x.y[0]": "(~ (at x.y 0))",
  });
});

test("comparisons chain on one level", () => {
  check({
    "a < b <= c": "(compare a < b <= c)",
    "a not in b": "(compare a not in b)",
    "a is not b is c": "(compare a is not b is c)",
    "1 < 2 == True": "(compare 1 < 2 == True)",
  });
});

test("`^` is a transfer where no operand follows", () => {
  check({
    "f(x^)": "(call f (move x))",
    "x^.y()": "(call (move x).y)",
    "(x^, y)": "(tuple (move x) y)",
    "a ^ b": "(^ a b)",
    "a^b": "(^ a b)",
    "(a)^ (b)": "(^ (paren a) (paren b))",
    "x^ if c else y": "(if c (move x) y)",
    "x^ not in y": "(compare (move x) not in y)",
    "x^^": "(move (move x))",
    "x^ ^ y": "(^ (move x) y)",
  });
});

test("calls, subscripts, members", () => {
  check({
    "f(a, *b, c=1, **d,)": "(call f a *b c=1 **d)",
    "a[1, k=3, i:j, ::2, :]": "(at a 1 k=3 (slice i j -) (slice - - 2) (slice - - -))",
    "a[]": "(at a)",
    "a.match.`b c`": "a.match.b c",
    "List[Int](3)": "(call (at List Int) 3)",
    "f(.float32)": "(call f .float32)",
    "Mat[_, ...]": "(at Mat _ ...)",
    "type_of(x)": "(type_of x)",
    "comptime (n * 2)": "(comptime (* n 2))",
    "await f()": "(await (call f))",
  });
});

test("displays", () => {
  check({
    "()": "(tuple)",
    "(1)": "(paren 1)",
    "(1,)": "(tuple 1)",
    "1, 2": "(tuple 1 2)",
    "[]": "(list)",
    "[1, [2],]": "(list 1 (list 2))",
    "{}": "(brace)",
    "{1, 2}": "(brace 1 2)",
    '{1, x="b"}': '(brace 1 x="b")',
    "{1: 2, 3: 4,}": "(dict 1:2 3:4)",
    "[x for x in y if z if w]": "(list-of x for x in y if z if w)",
    "{x for a, (b, _) in y for x in a}": "(set-of x for (a, (b, _)) in y for x in a)",
    "{k: v for k, v in y}": "(dict-of k:v for (k, v) in y)",
    "[x for var x in y]": "(list-of x for var x in y)",
  });
});

test("strings are decoded and joined", () => {
  check({
    '"a" \'b\' """c"""': '"abc"',
    '"\\x41\\u00e9\\U0001F600\\101\\n"': JSON.stringify("Aé\u{1f600}A\n"),
    'r"\\n{x}"': JSON.stringify("\\n{x}"),
    't"a{x}{{b}}" t\'{y + "q"}\'': 't["a" x "{b}" (+ y "q")]',
    't"{t"in {x}"}"': 't[t["in " x]]',
    'rt"\\{x}"': 't["\\\\" x]',
    '"a\\\n  b"': '"a  b"',
  });
});

test("lambdas and function types", () => {
  check({
    "lambda: None": "(lambda (): None)",
    "lambda (x: Int) {imm k, var y^} -> Int: x if x else y": "(lambda (x: Int) {imm k, var y^} -> Int: (if x x y))",
    "lambda {mut xs}: xs.append(0)": "(lambda () {mut xs}: (call xs.append 0))",
    "def(Int) raises thin -> Int": "(def (: Int) raises thin -> Int)",
    "def(mut x: Int, *Int) raises E -> ref[x] T & U": "(def (mut x: Int, *: Int) raises E -> (ref [x] (& T U)))",
    'def() thin abi("C") -> Int32': "(def () thin abi(C) -> Int32)",
    "Some[(def(Int) -> Int) & Copyable]": "(at Some (& (paren (def (: Int) -> Int)) Copyable))",
  });
});

test("ranges bind looser than `|` and tighter than comparisons", () => {
  check({
    "0..n": "(.. 0 n)",
    "a..=b - 1": "(..= a (- b 1))",
    "0..3 == r": "(compare (.. 0 3) == r)",
    "a | b..c": "(.. (| a b) c)",
  });
});

test("the walrus takes the whole expression to its right", () => {
  assert.equal(sketchStmt(bodyOf("def f():\n    if n := 3 < 2: pass\n")[0]!), "if (:= n (compare 3 < 2)) {pass}");
});

test("spans: operators and brackets have places of their own", () => {
  const text = "def f():\n    var v = a + g(b).c\n";
  const [stmt] = bodyOf(text);
  assert.ok(stmt?.kind === "var" && stmt.value?.kind === "binary");
  assert.equal(text.slice(stmt.value.span.start, stmt.value.span.end), "a + g(b).c");
  assert.equal(text.slice(stmt.value.at.start, stmt.value.at.end), "+");
  assert.ok(stmt.value.right.kind === "attribute" && stmt.value.right.base.kind === "call");
  assert.equal(text.slice(stmt.value.right.base.at.start, stmt.value.right.base.at.end), "(");
});
