// A mistake in each kind of statement: one error, at the place where the reference compiler puts it, and nothing that follows from it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createInProcess, toldBy } from "../support/in-process.ts";

/** A name, a program in which `§` stands before the place of the error, and the message. */
type Row = readonly [string, string, string];

function lines(...list: readonly string[]): string {
  return `${list.join("\n")}\n`;
}

/** The lines as the body of `main`. */
function inMain(...list: readonly string[]): string {
  return lines("def main() raises:", ...list.map((line) => `    ${line}`));
}

/** The lines after a struct that is neither a condition, a number nor an error. */
function afterStruct(...list: readonly string[]): string {
  return lines("@fieldwise_init", "struct S:", "    var x: Int", ...list);
}

const modern: readonly Row[] = [
  ["var", inMain('var x: Int = §"a"'), `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`],
  ["var tuple", inMain("var §x, y = 1, 2, 3"), "cannot declare 'x' without a contextual type from its initializer"],
  ["var tuple type", inMain("var x§, y = 5"), "cannot unpack value of type 'Int' into 2 values"],
  ["var untyped", inMain("var §x"), "cannot declare 'x' without a contextual type from its initializer"],
  ["ref", inMain('ref r = 1 + §"a"'), "no matching method in call to '__add__'"],
  ["assign", inMain("var x = 1", 'x = §"a"', "_ = x"), `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`],
  ["assign new", inMain("§x = 1"), "implicit declaration of 'x' is not allowed; add 'var' to declare a new name"],
  [
    "assign chain",
    inMain("var x = 1", "var y = 1", 'x = y = §"a"', "_ = x + y"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "assign member",
    lines(
      "@fieldwise_init",
      "struct P:",
      "    var x: Int",
      "def main():",
      "    var p = P(1)",
      '    p.x = §"a"',
      "    _ = p.x",
    ),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "assign nomember",
    lines(
      "@fieldwise_init",
      "struct P:",
      "    var x: Int",
      "def main():",
      "    var p = P(1)",
      "    p§.y = 1",
      "    _ = p.x",
    ),
    "'P' value has no attribute 'y'",
  ],
  [
    "assign item",
    inMain("var xs: List[Int] = [1]", 'xs[0] = §"a"', "_ = xs[0]"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "assign index",
    inMain("var xs: List[Int] = [1]", 'xs[§"a"] = 1', "_ = xs[0]"),
    "no matching method in call to '__getitem__'",
  ],
  [
    "assign imm",
    lines("def f(x: Int):", "    §x = 1", "def main():", "    f(1)"),
    "expression must be mutable in assignment",
  ],
  [
    "unpack",
    inMain("var x = 1", "var y = 2", 'x, y = 1, §"a"', "_ = x + y"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["discard", inMain("_ = §no_such_name"), "use of unknown declaration 'no_such_name'"],
  [
    "augmented",
    inMain("var x = 1", 'x += §"a"', "_ = x"),
    `invalid call to '__iadd__': value passed to 'rhs' cannot be converted from 'StringLiteral["a"]' to 'Int'`,
  ],
  [
    "augmentemissing",
    lines("@fieldwise_init", "struct P:", "    var x: Int", "def main():", "    var p = P(1)", "    p §+= 1"),
    "'P' does not implement the '__iadd__' method",
  ],
  ["expr", inMain("§no_such_name"), "use of unknown declaration 'no_such_name'"],
  ["expr op", inMain('_ = 1 + §"a"'), "no matching method in call to '__add__'"],
  [
    "return",
    lines("def f() -> Int:", '    return §"a"', "def main():", "    _ = f()"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "return none",
    lines("def f() -> Int:", "    §return", "def main():", "    _ = f()"),
    "cannot implicitly convert 'None' value to 'Int'",
  ],
  [
    "return value",
    lines("def f():", "    return §1", "def main():", "    f()"),
    "cannot implicitly convert 'IntLiteral[1]' value to 'None' in return value",
  ],
  ["if", afterStruct("def main():", "    if S§(1):", "        pass"), "'S' does not implement the '__bool__' method"],
  [
    "elif",
    afterStruct("def main(): ", "    var c = True", "    if c:", "        pass", "    elif S§(1):", "        pass"),
    "'S' does not implement the '__bool__' method",
  ],
  [
    "else",
    inMain("var c = True", "if c:", "    pass", "else:", '    var y: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "while",
    afterStruct("def main():", "    while S§(1):", "        pass"),
    "'S' does not implement the '__bool__' method",
  ],
  [
    "while else",
    inMain("var c = True", "while c:", "    c = False", "else:", '    var y: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["for", inMain("for x in §5:", "    pass"), "'IntLiteral[5]' does not implement the '__iter__' method"],
  ["for unpack", inMain("for a§, b in [1, 2]:", "    print(a, b)"), "cannot unpack value of type 'Int' into 2 values"],
  [
    "for else",
    inMain("for _ in range(3):", "    pass", "else:", '    var y: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "for imm",
    inMain("for x in [1, 2]:", "    §x += 1"),
    "expression must be mutable for in-place operator destination",
  ],
  ["break", inMain("§break"), "'break' is not inside a loop"],
  ["continue", inMain("§continue"), "'continue' is not inside a loop"],
  ["comptime decl", inMain('comptime x: Int = §"a"'), `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`],
  ["comptime if2", inMain("comptime if §no_such:", "    pass"), "use of unknown declaration 'no_such'"],
  [
    "comptime for",
    inMain("comptime for i in §5:", "    pass"),
    "'IntLiteral[5]' does not implement the '__iter__' method",
  ],
  [
    "comptime match",
    inMain("comptime match §no_such:", "    case _:", "        pass"),
    "use of unknown declaration 'no_such'",
  ],
  ["comptime assert", inMain("comptime assert §no_such_name"), "use of unknown declaration 'no_such_name'"],
  ["comptime assert type", inMain('comptime assert 1 + §"a" == 2'), "no matching method in call to '__add__'"],
  ["assert", inMain('assert 1 + §"a"'), "no matching method in call to '__add__'"],
  ["assert msg", inMain("assert True, §no_such"), "use of unknown declaration 'no_such'"],
  [
    "raise",
    afterStruct("def f() raises:", "    raise S§(1)", "def main() raises:", "    f()"),
    "cannot implicitly convert 'S' value to 'Error'",
  ],
  [
    "raise ctx",
    lines("def f():", '    §raise Error("a")', "def main():", "    f()"),
    "'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'",
  ],
  ["reraise", inMain("§raise"), "'raise' must live within an 'except' block or a function marked 'raises'"],
  ["match subject", inMain("match §no_such:", "    case _:", "        pass"), "use of unknown declaration 'no_such'"],
  [
    "match pattern",
    inMain("var x = 1", "match x:", '    case §"a":', "        pass", "    case _:", "        pass"),
    `invalid call to '__eq__': value passed to 'rhs' cannot be converted from 'StringLiteral["a"]' to 'Int'`,
  ],
  [
    "match guard",
    inMain("var x = 1", "match x:", '    case y if y + §"a":', "        pass", "    case _:", "        pass"),
    `invalid call to '__add__': value passed to 'rhs' cannot be converted from 'StringLiteral["a"]' to 'Int'`,
  ],
  [
    "match tuple",
    inMain("var x = 1", "match x:", "    case (a§, b):", "        print(a, b)", "    case _:", "        pass"),
    "expected a tuple type to match against, got 'Int'",
  ],
  ["with", inMain("with §5:", "    pass"), "'Int' does not implement the '__enter__' method"],
  ["with as", inMain("with §5 as x:", "    pass"), "'Int' does not implement the '__enter__' method"],
  ["with noname", inMain("with §no_such() as x:", "    pass"), "use of unknown declaration 'no_such'"],
  [
    "try",
    inMain("try:", '    var x: Int = §"a"', "except e:", "    print(e)"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "except",
    inMain("try:", '    raise Error("x")', "except e:", "    var x: Int = §e"),
    "cannot implicitly convert 'Error' value to 'Int'",
  ],
  [
    "try else",
    inMain("try:", '    raise Error("x")', "except e:", "    print(e)", "else:", '    var x: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "finally",
    inMain("try:", "    pass", "finally:", '    var x: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["pass extra", inMain("pass §1"), "statements must start at the beginning of a line"],
  ["import", lines("import std.§no_such", "def main():", "    pass"), "unable to locate module 'no_such'"],
  [
    "import missing",
    lines("import §no_such_module", "def main():", "    pass"),
    "unable to locate module 'no_such_module'",
  ],
  [
    "from",
    lines("from std.collections import §NoSuchThing", "def main():", "    pass"),
    "package 'collections' does not contain 'NoSuchThing'",
  ],
  [
    "from local",
    inMain("from std.collections import §NoSuchThing"),
    "package 'collections' does not contain 'NoSuchThing'",
  ],
  ["alias", inMain('§alias x: Int = "a"'), "use of unknown declaration 'alias'"],
  [
    "struct field",
    lines("struct S:", "    var x: §NoSuchType", "def main():", "    pass"),
    "use of unknown declaration 'NoSuchType'",
  ],
  [
    "struct fieldup",
    lines("struct S:", "    var x: Int", "    §var x: Int", "def main():", "    pass"),
    "invalid redefinition of 'x'",
  ],
  [
    "struct method",
    lines("struct S:", "    def f(self) -> Int:", '        return §"a"', "def main():", "    pass"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "struct conform",
    lines("struct S(§NoSuchTrait):", "    pass", "def main():", "    pass"),
    "use of unknown declaration 'NoSuchTrait'",
  ],
  [
    "struct missing",
    lines("trait T:", "    def f(self): ...", "struct §S(T):", "    pass", "def main():", "    pass"),
    "'S' does not implement all requirements for 'T'",
  ],
  [
    "struct param",
    lines("struct S[n: §NoSuch]:", "    pass", "def main():", "    pass"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "trait method",
    lines("trait T:", "    def f(self) -> §NoSuch: ...", "def main():", "    pass"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "trait default",
    lines("trait T:", "    def f(self) -> Int:", '        return §"a"', "def main():", "    pass"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "extension",
    lines("__extension §NoSuch:", "    def f(self):", "        pass", "def main():", "    pass"),
    "can't find a struct named 'NoSuch'",
  ],
  [
    "extension body",
    lines(
      "struct S:",
      "    pass",
      "__extension S:",
      "    def f(self) -> Int:",
      '        return §"a"',
      "def main():",
      "    pass",
    ),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "def default",
    lines('def f(x: Int = §"a"):', "    pass", "def main():", "    f()"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "def result",
    lines("def f() -> §NoSuch:", "    pass", "def main():", "    f()"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "def arg",
    lines("def f(x: §NoSuch):", "    pass", "def main():", "    pass"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "def missing return",
    lines("def §f() -> Int:", "    pass", "def main():", "    _ = f()"),
    "return expected at end of function with results",
  ],
  [
    "nestedef",
    inMain("def g() -> Int:", '    return §"a"', "_ = g()"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "lambda",
    inMain('var f = lambda (x: Int) -> Int: §"a"', "_ = f(1)"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "fn",
    lines("§fn f() -> Int:", '    return "a"', "def main():", "    _ = f()"),
    "'fn' has been removed; use 'def' instead",
  ],
  [
    "module comptime",
    lines('comptime N: Int = §"a"', "def main():", "    pass"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "module var",
    lines('§var x: Int = "a"', "def main():", "    pass"),
    "global variables are not supported; move this into a function body or use 'comptime' to declare a constant",
  ],
  ["del", inMain("var x = 1", "§del x"), "unexpected token in expression"],
  ["global", inMain("§global x"), "unexpected token in expression"],
  ["nonlocal", inMain("§nonlocal x"), "unexpected token in expression"],
  ["yield", inMain("§yield 1"), "unexpected token in expression"],
  ["await", inMain("§await 1"), "'await' is not supported yet"],
  ["async", lines("async def §f():", "    pass", "def main():", "    pass"), "an async function is not supported yet"],
  ["class", lines("§class S:", "    pass", "def main():", "    pass"), "classes are not supported yet"],
  ["print", inMain('print §"a"'), "statements must start at the beginning of a line"],
  ["walrus", inMain("print((§n := 3))"), "use of unknown declaration 'n'"],
  [
    "set",
    inMain('var x: §Set[Int] = {"a"}'),
    "use of unknown declaration 'Set'; did you mean to import it from 'std.collections'? Add 'from std.collections import Set'",
  ],
  ["comprehension", inMain("var x: List[Int] = [§no_such for i in range(3)]"), "use of unknown declaration 'no_such'"],
  ["comprehension iter", inMain("var x = [i for i in §5]"), "'IntLiteral[5]' does not implement the '__iter__' method"],
  [
    "ternary cond",
    afterStruct("def main():", "    var x = 1 if S§(1) else 2"),
    "'S' does not implement the '__bool__' method",
  ],
  ["and", afterStruct("def main():", "    var x = True and S§(1)"), "'S' does not implement the '__bool__' method"],
  ["not", afterStruct("def main():", "    var x = §not S(1)"), "'S' does not implement the '__bool__' method"],
  ["call args", inMain("print(len(1, §2))"), "no matching function in call to 'len'"],
  ["call kw", inMain("var s = String§(no_such_kw=1)"), "no matching function in initialization"],
  ["attr", inMain("var x = 1", "print(x§.no_such)"), "'Int' value has no attribute 'no_such'"],
  ["transfer", inMain("var x = List[Int]()", "var y = x^", "print(len§(x), len(y))"), "use of uninitialized value 'x'"],
  ["tstring", inMain('print(t"{§no_such}")'), "use of unknown declaration 'no_such'"],
  ["uninit", inMain("var x: Int", "print§(x)"), "use of uninitialized value 'x'"],
  [
    "decorator",
    lines("@§no_such_decorator", "def f():", "    pass", "def main():", "    pass"),
    "use of unknown declaration 'no_such_decorator'",
  ],
  [
    "decorator struct",
    lines("@§no_such_decorator", "struct f:", "    pass", "def main():", "    pass"),
    "use of unknown declaration 'no_such_decorator'",
  ],
  [
    "docstring",
    inMain('"""a"""', 'var x: Int = §"a"'),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["redef", inMain("var x = 1", "var §x = 2"), "invalid redefinition of 'x'"],
  ["undef type", inMain("var x: §NoSuch = 1"), "use of unknown declaration 'NoSuch'"],
];

const dialect: readonly Row[] = [
  [
    "parallel for",
    lines("fn main() {", "    parallel for i in §5 {", "        print(i)", "    }", "}"),
    "a 'parallel for' needs a range, a list or a span, not a value of type 'IntLiteral[5]'",
  ],
  [
    "parallel body",
    lines("fn main() {", "    parallel for i in 0..10 {", '        var x: Int = §"a"', "    }", "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "parallel break",
    lines("fn main() {", "    parallel for i in 0..10 {", "        §break", "    }", "}"),
    "'break' cannot leave a 'parallel for'",
  ],
  [
    "brace if",
    lines("fn main() {", '    if 1 + §"a" {', "        print(1)", "    }", "}"),
    "no matching method in call to '__add__'",
  ],
  [
    "brace while",
    lines("fn main() {", '    while "a"§.no_such {', "        print(1)", "    }", "}"),
    `'StringLiteral["a"]' value has no attribute 'no_such'`,
  ],
  [
    "brace for",
    lines("fn main() {", "    for x in §5 { print(x) }", "}"),
    "'IntLiteral[5]' does not implement the '__iter__' method",
  ],
  [
    "brace else",
    lines("fn main() {", "    var c = True", '    if c { } else { var x: Int = §"a" }', "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "let",
    lines("fn main() {", '    let x: Int = §"a"', "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["let assign", lines("fn main() {", "    let x = 1", "    §x = 2", "}"), "expression must be mutable in assignment"],
  [
    "alias",
    lines('alias x: Int = §"a"', "fn main() {", "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "fn",
    lines("fn f() -> Int {", '    return §"a"', "}", "fn main() {", "    _ = f()", "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "fn raise",
    lines("fn f() {", '    §raise Error("a")', "}", "fn main() {", "    f()", "}"),
    "'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'",
  ],
  ["struct", lines("struct S {", "    var x: §NoSuch", "}", "fn main() {", "}"), "use of unknown declaration 'NoSuch'"],
  [
    "param if",
    lines("fn main() {", "    @parameter", "    if §no_such {", "        print(1)", "    }", "}"),
    "use of unknown declaration 'no_such'",
  ],
  [
    "range",
    lines("fn main() {", '    for i in 0..§"a" { print(i) }', "}"),
    `invalid call to 'range': value passed to 'end' cannot be converted from 'StringLiteral["a"]' to 'Int'`,
  ],
  [
    "allocate",
    lines("fn main() {", "    var x = allocate_array§(3)", "}"),
    "'allocate_array' needs a type for its elements; write 'allocate_array[T](n)' or declare the type of the result",
  ],
  [
    "listtype",
    lines("fn main() {", '    var x: [i32] = [1, §"a"]', "}"),
    `invalid initialization: value passed to 'values' cannot be converted from 'StringLiteral["a"]' to 'Int32'`,
  ],
  ["listtype2", lines("fn main() {", "    var x: [§NoSuch] = []", "}"), "use of unknown declaration 'NoSuch'"],
  [
    "arraytype",
    lines("fn main() {", '    var x: [i32; §"a"] = [1]', "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  [
    "match",
    lines("fn main() {", "    var x = 1", "    match x {", '        case §"a" { print(1) }', "    }", "}"),
    `invalid call to '__eq__': value passed to 'rhs' cannot be converted from 'StringLiteral["a"]' to 'Int'`,
  ],
  [
    "try",
    lines("fn main() {", '    try { var x: Int = §"a" } except e { print(e) }', "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`,
  ],
  ["with", lines("fn main() {", "    with §5 { print(1) }", "}"), "'Int' does not implement the '__enter__' method"],
  ["script", lines("x = 1", 'x = §"a"', "print(x)"), `cannot implicitly convert 'StringLiteral["a"]' value to 'Int'`],
  ["script name", lines("print(§no_such)"), "use of unknown declaration 'no_such'"],
  [
    "script call",
    lines("def f(x):", "    return x + §1", 'print(f("a"))'),
    "invalid call to '__add__': value passed to 'other' cannot be converted from 'IntLiteral[1]' to 'StringSpan[o]'",
  ],
  ["script for", lines("for x in §5:", "    print(x)"), "'IntLiteral[5]' does not implement the '__iter__' method"],
  ["script if", lines("if §no_such:", "    print(1)"), "use of unknown declaration 'no_such'"],
  [
    "script main",
    lines("print(1)", "def §main():", "    pass"),
    "a file with statements at top level is a script and may not define 'main'",
  ],
  [
    "race",
    lines(
      "fn main() {",
      "    var last = 0",
      "    parallel for i in 0..10 {",
      "        §last = i",
      "    }",
      "    print(last)",
      "}",
    ),
    "possible data race on 'last'",
  ],
  [
    "tensor",
    lines("fn main() {", "    var t = Tensor([[1.0, 2.0]])", '    t[0, 0] = §"a"', "}"),
    `cannot implicitly convert 'StringLiteral["a"]' value to 'Float32'`,
  ],
  [
    "value",
    lines("@value", "struct S:", "    var x: §NoSuch", "def main():", "    pass"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "owned",
    lines("fn f(owned x: §NoSuch):", "    pass", "fn main():", "    pass"),
    "use of unknown declaration 'NoSuch'",
  ],
  [
    "ext",
    lines("__extension §NoSuch {", "    fn f(self) { }", "}", "fn main() {", "}"),
    "can't find a struct named 'NoSuch'",
  ],
  [
    "comptime for",
    lines("fn main() {", "    comptime for i in §5 {", "        print(i)", "    }", "}"),
    "'IntLiteral[5]' does not implement the '__iter__' method",
  ],
];

for (const [name, rows, strict] of [
  ["Mojo 1.2", modern, true],
  ["the dialect", dialect, false],
] as const) {
  describe(name, () => {
    const compiler = createInProcess();
    for (const [row, marked, message] of rows) {
      test(row, () => {
        const before = marked.slice(0, marked.indexOf("§")).split("\n");
        const expected = `${before.length}:${(before.at(-1) ?? "").length + 1} ${message}`;
        const told = toldBy(compiler.compile(marked.replace("§", ""), "emit", { strict }));
        const errors = told.filter(({ severity }) => severity === "error");
        assert.deepEqual(
          errors.map((each) => `${each.line}:${each.column} ${each.message}`),
          [expected],
        );
      });
    }
  });
}
