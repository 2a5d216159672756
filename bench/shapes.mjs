// Programs that are large in one way each: what makes a phase quadratic where it is. `size` is the number of the parts that repeat.

const times = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const join = (n, f, by = "") => times(n, f).join(by);

/** Name, the size it is measured at, and the text for a size. Every program compiles and runs. */
export const SHAPES = [
  [
    "list literal",
    5_000,
    (n) => `def main():\n    var xs = [${join(n, (i) => `${i * 7}`, ", ")}]\n    print(len(xs))\n`,
  ],
  [
    "list literal",
    100_000,
    (n) => `def main():\n    var xs = [${join(n, (i) => `${i * 7}`, ", ")}]\n    print(len(xs))\n`,
  ],
  [
    "list of strings",
    5_000,
    (n) => `def main():\n    var xs: List[String] = [${join(n, (i) => `"s${i}"`, ", ")}]\n    print(len(xs))\n`,
  ],
  [
    "list of calls",
    5_000,
    (n) =>
      `def f(x: Int) -> Int:\n    return x\n\ndef main():\n    var xs = [${join(n, (i) => `f(${i})`, ", ")}]\n    print(len(xs))\n`,
  ],
  [
    "dict literal",
    5_000,
    (n) => `def main():\n    var xs = {${join(n, (i) => `"k${i}": ${i}`, ", ")}}\n    print(len(xs))\n`,
  ],
  [
    "sum",
    20_000,
    (n) => `def f(a: Int) -> Int:\n    return ${join(n, () => "a", " + ")}\n\ndef main():\n    print(f(1))\n`,
  ],
  [
    "sum of strings",
    5_000,
    (n) =>
      `def f(a: String) -> String:\n    return ${join(n, () => "a", " + ")}\n\ndef main():\n    print(f("a").byte_length())\n`,
  ],
  ["sum of constants", 20_000, (n) => `def main():\n    var s = ${join(n, (i) => `${i}`, " + ")}\n    print(s)\n`],
  [
    "comparison chain",
    20_000,
    (n) => `def f(a: Int) -> Bool:\n    return ${join(n, () => "a", " <= ")}\n\ndef main():\n    print(f(1))\n`,
  ],
  [
    "and/or chain",
    10_000,
    (n) =>
      `def f(a: Int) -> Bool:\n    return ${join(n, (i) => `a == ${i}`, " or ")}\n\ndef main():\n    print(f(1))\n`,
  ],
  [
    "parallel accesses",
    1_000,
    (n) =>
      `def main():\n    var xs = List[Int](length=8, fill=1)\n    var ys = List[Int](length=8, fill=1)\n    parallel for i in range(8):\n` +
      `${join(n, () => "        xs[i] += ys[i]\n")}    print(xs[0])\n`,
  ],
  [
    "parallel strides",
    1_000,
    (n) =>
      `def main():\n    var xs = List[Int](length=${8 * n}, fill=1)\n    parallel for i in range(8):\n` +
      `${join(n, (i) => `        xs[${n} * i + ${i}] += 1\n`)}    print(xs[0])\n`,
  ],
  [
    "overload set",
    1_000,
    (n) =>
      `${join(n, (i) => `struct T${i}:\n    def __init__(out self):\n        pass\n\ndef f(x: T${i}) -> Int:\n    return ${i}\n\n`)}` +
      `def main():\n${join(10, (i) => `    print(f(T${Math.floor((i * n) / 10)}()))\n`)}`,
  ],
  [
    "calls of one function",
    10_000,
    (n) =>
      `def f(a: Int, b: Int) -> Int:\n    return a + b\n\ndef main():\n    var s = 0\n${join(n, (i) => `    s = f(s, ${i})\n`)}    print(s)\n`,
  ],
  ["prints", 5_000, (n) => `def main():\n${join(n, (i) => `    print("line", ${i})\n`)}`],
  [
    "variables",
    5_000,
    (n) =>
      `def main():\n    var v0 = String("x")\n${join(n, (i) => `    var v${i + 1} = v${i}.copy()\n`)}` +
      `    print(v${n})\n${join(n, (i) => (i % 100 === 0 ? `    print(v${i})\n` : ""))}`,
  ],
  ["deep parentheses", 120, (n) => `def main():\n    var x = ${"(1 + ".repeat(n)}1${")".repeat(n)}\n    print(x)\n`],
  [
    "deep calls",
    120,
    (n) => `def f(x: Int) -> Int:\n    return x + 1\n\ndef main():\n    print(${"f(".repeat(n)}0${")".repeat(n)})\n`,
  ],
  [
    "deep blocks",
    100,
    (n) =>
      `def f(x: Int):\n${join(n, (i) => `${" ".repeat(i + 1)}if x > ${i}:\n`)}${" ".repeat(n + 1)}print(x)\n\ndef main():\n    f(200)\n`,
  ],
  [
    "loops in a row",
    2_000,
    (n) =>
      `def main():\n    var s = 0\n${join(n, (i) => `    for i in range(${(i % 3) + 1}):\n        if i != ${i}:\n            s += i\n`)}    print(s)\n`,
  ],
  [
    "match",
    5_000,
    (n) =>
      `def f(x: Int) -> Int:\n    match x:\n${join(n, (i) => `        case ${i}:\n            return ${(i * 7) % 1000}\n`)}` +
      "        case _:\n            return -1\n\ndef main():\n    print(f(77))\n",
  ],
  [
    "elif",
    2_000,
    (n) =>
      `def f(x: Int) -> Int:\n    if x == -5:\n        return 0\n${join(n, (i) => `    elif x == ${i}:\n        return ${(i * 7) % 1000}\n`)}` +
      "    return -1\n\ndef main():\n    print(f(77))\n",
  ],
  [
    "fields",
    5_000,
    (n) =>
      `struct S(Copyable):\n${join(n, (i) => `    var a${i}: Int\n`)}\n    def __init__(out self):\n` +
      `${join(n, (i) => `        self.a${i} = ${i}\n`)}\ndef main():\n    var s = S()\n    print(s.a0 + s.a${n - 1})\n`,
  ],
  [
    "methods",
    5_000,
    (n) =>
      `@fieldwise_init\nstruct S:\n    var x: Int\n\n${join(n, (i) => `    def m${i}(self) -> Int:\n        return self.x + ${i}\n\n`)}` +
      `def main():\n    var s = S(1)\n    print(s.m0()${join(n, (i) => (i % 10 === 0 ? ` + s.m${i}()` : ""))})\n`,
  ],
  [
    "comptime values",
    2_000,
    (n) => `comptime c0 = 1\n${join(n, (i) => `comptime c${i + 1} = c${i} + ${i}\n`)}\ndef main():\n    print(c${n})\n`,
  ],
  [
    "generic instances",
    1_000,
    (n) =>
      `def g[n: Int]() -> Int:\n    return n * 2\n\ndef main():\n    var s = 0\n${join(n, (i) => `    s += g[${i}]()\n`)}    print(s)\n`,
  ],
  [
    "comptime for",
    2_000,
    (n) => `def main():\n    var s = 0\n    comptime for i in range(${n}):\n        s += i\n    print(s)\n`,
  ],
];
