// What the fixes of common mistakes make of a program: the expected text, which compiles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertCompiles, fixed } from "./check-pages.ts";
import { compileText } from "./pages.ts";

interface Mistake {
  readonly before: string;
  /** The program after each fix that is offered. */
  readonly after: readonly string[];
  readonly options?: readonly string[];
}

const STRICT = ["--strict"];

/** A program whose `main` has these lines. */
function main(...lines: readonly string[]): string {
  return `def main():\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** Lines of a `main`, and what each fix makes of them. */
function inMain(before: readonly string[], ...after: readonly (readonly string[])[]): Mistake {
  return { before: main(...before), after: after.map((lines) => main(...lines)) };
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
  "a variable without 'var'": { ...inMain(["x = 5", "print(x)"], ["var x = 5", "print(x)"]), options: STRICT },
  "a misspelt name": inMain(["var count = 1", "print(cuont)"], ["var count = 1", "print(count)"]),
  "a misspelt method": inMain(
    ["var s: List[Int] = []", "s.apend(1)", "print(len(s))"],
    ["var s: List[Int] = []", "s.append(1)", "print(len(s))"],
  ),
  "a misspelt import": {
    before: "from std.math import sqroot\n\n\ndef main():\n    print(sqrt(4.0))\n",
    after: ["from std.math import sqrt\n\n\ndef main():\n    print(sqrt(4.0))\n"],
  },
  "a missing import": {
    before: main("print(len(Set[Int]()))"),
    after: [`from std.collections import Set\n${main("print(len(Set[Int]()))")}`],
  },
  "a missing import beside others": {
    before: `"""Text."""\n\nfrom std.math import sqrt\n\n\n${main("print(sqrt(4.0), len(Set[Int]()))")}`,
    after: [
      `"""Text."""\n\nfrom std.math import sqrt\nfrom std.collections import Set\n\n\n${main("print(sqrt(4.0), len(Set[Int]()))")}`,
    ],
  },
  "a call that may raise": {
    before: "def f() raises:\n    pass\n\n\ndef main():\n    f()\n",
    after: ["def f() raises:\n    pass\n\n\ndef main() raises:\n    f()\n"],
  },
  "'raise' without 'raises'": {
    before: 'def f(n: Int) -> Int:\n    raise Error("no")\n',
    after: ['def f(n: Int) raises -> Int:\n    raise Error("no")\n'],
  },
  "a missing colon": { before: "def f()\n    pass\n", after: ["def f():\n    pass\n"] },
  "a missing colon of 'if'": inMain(
    ["var x = 1", "if x == 1", "    print(x)"],
    ["var x = 1", "if x == 1:", "    print(x)"],
  ),
  "'=' in a condition": inMain(["var x = 1", "if x = 1:", "    print(x)"], ["var x = 1", "if x == 1:", "    print(x)"]),
  "'else if'": inMain(
    ["var x = 1", "if x == 1:", "    print(1)", "else if x == 2:", "    print(2)"],
    ["var x = 1", "if x == 1:", "    print(1)", "elif x == 2:", "    print(2)"],
  ),
  "a bracket that is not closed": inMain(["print(1", "print(2)"], ["print(1)", "print(2)"]),
  "'&&'": inMain(["var x = 1", "print(x > 0 && x < 2)"], ["var x = 1", "print(x > 0 and x < 2)"]),
  "'||'": inMain(["var x = 1", "print(x > 0 || x < 2)"], ["var x = 1", "print(x > 0 or x < 2)"]),
  "'++'": inMain(["var x = 1", "print(x)", "x++"], ["var x = 1", "print(x)", "x += 1"]),
  "a value that does not copy itself": {
    before: "def f(var xs: List[Int]):\n    pass\n\n\ndef main():\n    var xs: List[Int] = [1]\n    f(xs)\n",
    after: [
      "def f(var xs: List[Int]):\n    pass\n\n\ndef main():\n    var xs: List[Int] = [1]\n    f(xs.copy())\n",
      "def f(var xs: List[Int]):\n    pass\n\n\ndef main():\n    var xs: List[Int] = [1]\n    f(xs^)\n",
    ],
    options: STRICT,
  },
  "older words": {
    before: "fn f(inout x: Int, owned y: Int):\n    x += y\n\n\nfn main():\n    pass\n",
    after: ["def f(inout x: Int, owned y: Int):\n    x += y\n\n\ndef main():\n    pass\n"],
  },
  "a method without 'self'": {
    before: "struct S:\n    def f():\n        pass\n",
    after: ["struct S:\n    def f(self):\n        pass\n"],
  },
  "a constructor without 'out'": {
    before: "struct S:\n    def __init__(self):\n        pass\n",
    after: ["struct S:\n    def __init__(out self):\n        pass\n"],
  },
  "a field without 'var'": { before: "struct S:\n    x: Int\n", after: ["struct S:\n    var x: Int\n"] },
  "a parameter without 'Self'": {
    before: "struct S[T: Copyable & Deinitable]:\n    var x: T\n",
    after: ["struct S[T: Copyable & Deinitable]:\n    var x: Self.T\n"],
  },
  "an argument that is changed": {
    before: "def f(x: Int):\n    x += 1\n",
    after: ["def f(mut x: Int):\n    x += 1\n"],
  },
  "a field of 'self' that is changed": {
    before: "struct S:\n    var x: Int\n\n    def f(self):\n        self.x = 1\n",
    after: ["struct S:\n    var x: Int\n\n    def f(mut self):\n        self.x = 1\n"],
  },
  "a result that is not declared": {
    before: "def f(x: Int) raises:\n    return x\n",
    after: ["def f(x: Int) raises -> Int:\n    return x\n"],
    options: STRICT,
  },
  "'is' between numbers": inMain(["var x = 1", "print(x is 1)"], ["var x = 1", "print(x == 1)"]),
  "'is not' between numbers": inMain(["var x = 1", "print(x is not 1)"], ["var x = 1", "print(x != 1)"]),
  "a dropped value": {
    before: "def f() -> Int:\n    return 1\n\n\ndef main():\n    f()\n",
    after: ["def f() -> Int:\n    return 1\n\n\ndef main():\n    _ = f()\n"],
  },
  "a loop variable that is not used": inMain(
    ["for i in range(3):", "    print(1)"],
    ["for _ in range(3):", "    print(1)"],
  ),
  "a useless transfer": inMain(["var x = 1", "var y = x^", "print(y)"], ["var x = 1", "var y = x", "print(y)"]),
  "a brace in a t-string": inMain(['print(t"a } b")'], ['print(t"a }} b")']),
  "an octal number": inMain(["print(010)"], ["print(0o10)"]),
  "a global variable": {
    before: "var limit = 10\n\n\ndef main():\n    print(limit)\n",
    after: ["comptime limit = 10\n\n\ndef main():\n    print(limit)\n"],
    options: STRICT,
  },
  "a nested function without captures": {
    before: main("var x = 1", "", "def show():", "    print(x)", "", "show()"),
    after: [main("var x = 1", "", "def show() {imm}:", "    print(x)", "", "show()")],
    options: STRICT,
  },
  "a destructor": {
    before: "struct S:\n    def __del__(deinit self):\n        pass\n",
    after: ["struct S:\n    def __deinit__(deinit self):\n        pass\n"],
  },
  "a destructor's 'self'": {
    before: "struct S:\n    def __deinit__(var self):\n        pass\n",
    after: ["struct S:\n    def __deinit__(deinit self):\n        pass\n"],
  },
  "an exported function": {
    before: "@export\ndef f() -> Int:\n    return 1\n",
    after: ['@export\ndef f() abi("C") -> Int:\n    return 1\n'],
  },
  "a successor": {
    before: "@deprecated(use=g)\ndef f():\n    pass\n\n\ndef g():\n    pass\n\n\ndef main():\n    f()\n",
    after: ["@deprecated(use=g)\ndef f():\n    pass\n\n\ndef g():\n    pass\n\n\ndef main():\n    g()\n"],
  },
};

for (const [name, { before, after, options = [] }] of Object.entries(MISTAKES)) {
  test(name, () => {
    const made = compileText({ text: before, options });
    const texts = fixed(made);
    assert.deepEqual([...texts.values()], after, made.diagnostics[0]?.message);
    for (const [fix, text] of texts) assertCompiles(fix, { text, options });
  });
}

/** Every older word under `--strict`, with the word of today. */
const WORDS: readonly (readonly [string, string])[] = [
  ["fn f():\n    pass\n", "def f():\n    pass\n"],
  ["def f(inout x: Int):\n    x += 1\n", "def f(mut x: Int):\n    x += 1\n"],
  ["def f(owned x: Int):\n    x += 1\n", "def f(var x: Int):\n    x += 1\n"],
  ["def f(borrowed x: Int):\n    pass\n", "def f(imm x: Int):\n    pass\n"],
  ["def f(read x: Int):\n    pass\n", "def f(imm x: Int):\n    pass\n"],
  ["alias n = 3\n", "comptime n = 3\n"],
  ["def f():\n    let x = 1\n    print(x)\n", "def f():\n    var x = 1\n    print(x)\n"],
];

for (const [before, after] of WORDS) {
  for (const options of [STRICT, []]) {
    test(`${before.split("\n")[0]} ${options.join("")}`, () => {
      const texts = fixed(compileText({ text: before, options }));
      assert.deepEqual([...texts.values()], [after]);
      assertCompiles("the word of today", { text: after, options: STRICT });
    });
  }
}
