import assert from "node:assert/strict";
import { test } from "node:test";
import { lex } from "../lexer.ts";
import { printAst } from "../print-ast.ts";
import { parse, sourceOf } from "../test-support.ts";

const programs: readonly string[] = [
  [
    '"""Doc."""',
    "from a.b import (c, d as e)",
    "@deco(1, k=2)",
    "struct S[T: A, //, *n: Int](B where T.x, not C) where T.y:",
    "    var x: List[[Int]]",
    "    def f(mut self, *a: Int, k: Int = 3, var **kw: Int) raises E -> ref[self.x] Int where k > 1:",
    '        var s = t"a{x + "q"}{{}}" t\'{t"{y}"}\'',
    "        if a := b < c <= d and not e or f:",
    "            return (1, [2, *x], {3: 4}, {5}, lambda (x: Int) {var y^} -> Int: x^)",
    "        elif x: pass",
    "        else:",
    "            try: raise",
    "            except e: pass",
    "            finally: y[1:2:3, ...] **= -2 ** ~3",
    "        match x, y:",
    "            case P(a=1, b=[_, *r]) | (C.D, == -5) as q if z: w.v^.u()",
    "        with a as b, c: x = var y: Int = 3",
    "trait T: ...",
    "comptime N[n: Int]: Int where n > 1 = def(Int) raises thin -> Int",
  ].join("\n"),
  "fn f(owned x: [i32; 3], y) -> int {\nlet a = 0..n; parallel for i in 0..=3 { if x { b } else { c }\n}\n@parameter\nif a { d } } \nx: int = 3\nprint(x)\n}",
];

/** A small generator with a fixed seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

function parseAnything(text: string, dump: boolean): void {
  const { ast, file } = parse(text);
  if (dump) assert.ok(printAst(ast, file).length > 0);
}

test("every prefix of a program is parsed", () => {
  for (const program of programs)
    for (let end = 0; end <= program.length; end++) parseAnything(program.slice(0, end), end % 16 === 0);
});

test("programs with tokens lost, doubled or swapped are parsed", () => {
  const next = random(7);
  for (const program of programs) {
    const tokens = lex(sourceOf(program));
    for (let round = 0; round < 300; round++) {
      let text = program;
      for (let edit = 0; edit < 3; edit++) {
        const row = Math.floor(next() * (tokens.count - 1));
        const start = tokens.starts[row]!;
        const end = tokens.ends[row]!;
        const choice = next();
        const middle =
          choice < 0.4
            ? ""
            : choice < 0.7
              ? program.slice(start, end).repeat(2)
              : ["\n", "}", "{", ")", '"', ":", "\0"][Math.floor(next() * 7)]!;
        text = text.slice(0, start) + middle + text.slice(end);
      }
      parseAnything(text, round % 16 === 0);
    }
  }
});

test("a program without mistakes has none", () => {
  for (const program of programs.slice(0, 1)) {
    const text = program.replace("[2, *x]", "[2, x]").replace("trait T: ...", "trait T: pass");
    assert.deepEqual(parse(text).messages, []);
  }
});

test("deep nesting is refused, with one message", () => {
  const deep = (open: string, close = ""): string =>
    `def f():\n    var x = ${open.repeat(20_000)}1${close.repeat(20_000)}\ndef g(): pass\n`;
  for (const text of [
    deep("(", ")"),
    deep("[", "]"),
    deep("{"),
    deep("f("),
    deep("a["),
    deep("-"),
    deep("not "),
    deep("2 ** "),
    deep("lambda: "),
    deep("x := "),
    deep('t"{'),
  ]) {
    const { messages, ast } = parse(text);
    assert.equal(
      messages.filter((each) => each.includes("expression is nested more than 256 deep")).length,
      1,
      text.slice(0, 30),
    );
    assert.ok(text.includes('t"') || ast.items.length === 2);
  }
  assert.deepEqual(parse(`def f() {${"if a {".repeat(5000)}${"}".repeat(5000)}}\n`).messages.length, 1);
  const lines = Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth + 1)}if a:\n`);
  assert.deepEqual(parse(`def f():\n${lines.join("")}${" ".repeat(2001)}pass\n`).messages, [
    "257:261 block is nested more than 256 deep",
  ]);
});

test("length is not limited", () => {
  const messages = [
    `def f():\n    var x = ${"1 + ".repeat(20_000)}1\n`,
    `def f():\n    var x = ${"a and ".repeat(20_000)}b\n`,
    `def f():\n    var x = ${"a < ".repeat(20_000)}b\n`,
    `def f():\n    var x = a${".b()".repeat(20_000)}\n`,
    `def f():\n    var x = [${"1, ".repeat(100_000)}]\n`,
    `def f():\n    if a: pass\n${"    elif a: pass\n".repeat(20_000)}    else: pass\n`,
    `def f():\n    var x = ${'"a" '.repeat(20_000)}\n`,
  ].map((text) => parse(text).messages);
  assert.deepEqual(
    messages,
    messages.map(() => []),
  );
});

test("broken input of any length takes linear time", () => {
  const start = performance.now();
  for (const line of [
    "x x {\n",
    "foo(\n",
    "}\n",
    "def f({\n",
    "def f() {\n",
    "var x = (\n",
    "(x\n",
    "if a: {\n",
    '"\n',
    "@\n",
    "case\n",
  ]) {
    parse(line.repeat(4_000));
  }
  assert.ok(performance.now() - start < 20_000);
});

test("the tree dump does not recurse", () => {
  const { ast, file } = parse(`def f():\n    var x = ${"1 + ".repeat(1000)}1\n`);
  assert.ok(printAst(ast, file).includes("binary"));
});
