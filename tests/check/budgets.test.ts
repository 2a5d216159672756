// Programs that never end: whatever grows without bound while a program is compiled meets a limit, and the message names the limit
// before the chain of steps that led there.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DEFAULT_LIMITS, type ElaborateLimits } from "../../src/elaborate/elaborate.ts";
import { createInProcess } from "../support/in-process.ts";

/** What runs away, the limits that differ from the usual ones, what must be said one after the other, and the program. */
type Row = readonly [string, Partial<ElaborateLimits>, readonly RegExp[], ...(readonly string[])];

const rows: readonly Row[] = [
  [
    "steps of compile-time code",
    { steps: 10_000 },
    [/takes more than 10000 steps$/, /^evaluating 'outer'/, /^in this call$/, /^evaluating 'spin'/],
    "def spin() -> Int:",
    "    var i = 0",
    "    while i >= 0:",
    "        i += 1",
    "    return i",
    "def outer() -> Int:",
    "    return spin()",
    "def main():",
    "    comptime x = outer()",
    "    print(x)",
  ],
  [
    "memory of compile-time code",
    {},
    [/needs more than 268435456 bytes of memory$/, /^evaluating 'grow'/],
    "def grow() -> Int:",
    "    return len(List[Int](length=1 << 40, fill=1))",
    "def main():",
    "    comptime x = grow()",
    "    print(x)",
  ],
  [
    "memory of compile-time code, little by little",
    { memory: 1 << 16 },
    [/needs more than 65536 bytes of memory$/, /^evaluating 'grow'/],
    "def grow() -> Int:",
    "    var xs = List[Int]()",
    "    while len(xs) >= 0:",
    "        xs.append(1)",
    "    return len(xs)",
    "def main():",
    "    comptime x = grow()",
    "    print(x)",
  ],
  [
    "calls in compile-time code",
    {},
    [/is more than 200000 calls deep$/, /^evaluating 'f'/, /^in this call$/, /^evaluating 'f'/],
    "def f(n: Int) -> Int:",
    "    return f(n + 1) + 1",
    "def main():",
    "    comptime x = f(0)",
    "    print(x)",
  ],
  [
    "compile-time evaluations inside each other",
    {},
    [/is nested more than 200 deep$/, /^in 'f'/],
    "def f[n: Int]() -> Int:",
    "    comptime x = f[n + 1]()",
    "    return x",
    "def main():",
    "    comptime y = f[0]()",
    "    print(y)",
  ],
  [
    "depth of instances",
    {},
    [
      /more than 2000 deep: 'f\[Int\(1997\)\]', 'f\[Int\(1998\)\]', 'f\[Int\(1999\)\]', \.\.\.$/,
      /^in 'f' with n = 0$/,
      /^in 'f' with n = 1$/,
    ],
    "def f[n: Int]() -> Int:",
    "    return f[n + 1]() + 1",
    "def main():",
    "    print(f[0]())",
  ],
  [
    "count of instances",
    { instances: 2_000 },
    [/more than 2000 function instances$/, /^in 'f' with n = 20, m = 1$/, /^in 'f' with n = 19, m = \d+$/],
    "def f[n: Int, m: Int]() -> Int:",
    "    comptime if n == 0:",
    "        return m",
    "    else:",
    "        return f[n - 1, 2 * m]() + f[n - 1, 2 * m + 1]()",
    "def main():",
    "    print(f[20, 1]())",
  ],
  [
    "nesting of parameters",
    {},
    [/^a parameter of 'f' is nested more than 256 deep$/, /^in 'f' with T = Int$/],
    "def f[T: Copyable & Deinitable](x: T):",
    "    f(List[T]())",
    "def main():",
    "    f(1)",
  ],
  [
    "size of parameters",
    {},
    [/^a parameter of 'f' is of more than 100000 parts$/, /^in 'f' with T = Int$/],
    "def f[T: AnyType]():",
    "    f[Tuple[T, T]]()",
    "def main():",
    "    f[Int]()",
  ],
  [
    "rounds of one loop",
    { rounds: 100 },
    [/^a 'comptime for' has more than 100 rounds$/],
    "def main():",
    "    comptime for i in range(100000000):",
    "        print(i)",
  ],
  [
    "rounds of loops inside each other",
    { rounds: 100 },
    [/^the loops of a function are unrolled to more than 100 rounds$/],
    "def main():",
    "    comptime for i in range(20):",
    "        comptime for j in range(20):",
    "            print(i, j)",
  ],
];

describe("budgets of elaboration", () => {
  const compiler = createInProcess();
  for (const [name, limits, notes, ...lines] of rows) {
    test(name, () => {
      const made = compiler.compile(`${lines.join("\n")}\n`, "emit", { limits: { ...DEFAULT_LIMITS, ...limits } });
      const [error, ...others] = made.diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual([error?.code, others], ["instantiation-failed", []]);
      const told = [error?.message ?? "", ...(error?.notes ?? []).map(({ message }) => message)];
      let at = -1;
      for (const note of notes) {
        at = told.findIndex((message, index) => index > at && note.test(message));
        assert.notEqual(at, -1, `no ${note} in\n${told.join("\n")}`);
      }
    });
  }
});

describe("budgets of the parser", () => {
  const compiler = createInProcess();
  const deep: readonly (readonly [string, string])[] = [
    ["expression", `def main():\n    print(${"(".repeat(20_000)}1${")".repeat(20_000)})\n`],
    ["block", `def main() {${"if True {".repeat(5_000)}${"}".repeat(5_000)}}\n`],
  ];
  for (const [what, text] of deep) {
    test(what, () => {
      const told = compiler.compile(text, "emit").diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual(
        told.map(({ message }) => message),
        [`${what} is nested more than 256 deep`],
      );
    });
  }
});
