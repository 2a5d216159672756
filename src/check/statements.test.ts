// What the checker says about statements and bodies: each case is a module, and the texts and places are the reference's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cases, checker, reports } from "../../tests/support/check-reports.ts";

function errors(name: string, text: string, expected: readonly string[]): void {
  test(name, () => assert.deepEqual(reports(name, text, "error"), expected));
}
function warnings(name: string, text: string, expected: readonly string[]): void {
  test(name, () => assert.deepEqual(reports(name, text, "warning"), expected));
}

errors(
  "assignments",
  `def g() -> Int:
    return 3
def f(x: Int):
    x = 4
    x += 3
    g = 3
    5 = 4
    g() = 4
    z = 4
    nn += 1
struct L(ImplicitlyCopyable):
    var v: Int
    def __init__(out self):
        self.v = 1
    def __mul__(self, o: Int) -> Int:
        return 3
    def set(self):
        self.v = 4
        self.v += 4
def main():
    var a = L()
    a *= 3
    a.nosuch = 4
    var s = String("x")
    var x: Int = s
    x = s
`,
  [
    "4:5 expression must be mutable in assignment",
    "5:5 expression must be mutable for in-place operator destination",
    "6:5 expression must be mutable in assignment",
    "7:5 expression must be mutable in assignment",
    "8:6 expression must be mutable in assignment",
    "9:5 implicit declaration of 'z' is not allowed; add 'var' to declare a new name",
    "10:5 use of unknown declaration 'nn'",
    "22:7 'L' does not implement the '__imul__' method",
    "23:6 'L' value has no attribute 'nosuch'",
    "25:18 cannot implicitly convert 'String' value to 'Int'",
    "26:9 cannot implicitly convert 'String' value to 'Int'",
    "18:13 expression must be mutable in assignment",
    "19:13 expression must be mutable for in-place operator destination",
  ],
);

errors(
  "declarations",
  `struct NM(not Movable):
    def __init__(out self): pass
def main():
    var y
    var a, b: Int
    var c, d = 3
    var t = (1, 2)
    var e, f, g = t
    var h = 1
    var h = 2
    ref r = 4
    var n = NM()
    var m = n^
    for i in range(3):
        var i = 4
    for j in 3: pass
    for k, l in range(3): pass
    from std.math import nosuch
`,
  [
    "4:9 cannot declare 'y' without a contextual type from its initializer",
    "5:10 cannot unpack value of type 'Int' into 2 values",
    "6:10 cannot unpack value of type 'Int' into 2 values",
    "8:9 cannot declare 'e' without a contextual type from its initializer",
    "10:9 invalid redefinition of 'h'",
    "11:13 value of type 'Int' doesn't have a memory origin in 'ref' binding",
    "13:14 cannot transfer value into destination, because 'NM' doesn't conform to 'Movable'",
    "15:13 invalid redefinition of 'i'",
    "16:14 'IntLiteral[3]' does not implement the '__iter__' method",
    "17:10 cannot unpack value of type 'Int' into 2 values",
    "18:26 package 'math' does not contain 'nosuch'",
  ],
);

errors(
  "results_and_errors",
  `struct E1:
    def __init__(out self): pass
def a() -> Int:
    return
def b():
    return 4
def c(ref x: Int, ref y: Int) -> ref[x] Int:
    return y
def d(ref x: Int) -> ref[x] String:
    return x
def e():
    raise Error("a")
def f() raises:
    raise
def g() raises E1:
    raise 5
def h():
    try:
        raise E1()
    except e:
        raise e
def i():
    with 3: pass
`,
  [
    "4:5 cannot implicitly convert 'None' value to 'Int'",
    "6:12 cannot implicitly convert 'IntLiteral[4]' value to 'None' in return value",
    "8:12 cannot return reference with incompatible origin: 'origin_of(y)' vs 'origin_of(x)'",
    "10:12 cannot implicitly convert 'Int' value to 'String'",
    "12:5 'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'",
    "14:5 'raise' must live within an 'except' block or a function marked 'raises'",
    "16:11 cannot implicitly convert 'IntLiteral[5]' value to 'E1'",
    "21:9 'raise' requires a surrounding 'try' block or the enclosing function to declare 'raises'",
    "23:10 'Int' does not implement the '__enter__' method",
  ],
);

errors(
  "nested_functions",
  `def m8():
    var x = 3
    def f():
        _ = x
    def g() {y}:
        pass
    def h() {x}:
        x = 4
    def k() {mut x}:
        x = 4
    def f(): pass
def m9(a: Int):
    def k() {mut a}:
        a = 4
    def k2() {a^}: pass
    def k3() {var a}:
        a += 4
def m10():
    def fact(n: Int) -> Int:
        return n * fact(n - 1)
    var t = lambda (x: Int): x
`,
  [
    "4:13 Could not infer capture convention of the captured value x",
    "5:14 reference to an unknown value: y",
    "8:9 expression must be mutable in assignment",
    "11:9 redefinition of function 'f' with identical signature",
    "13:14 register passible value 'a' can not be captured by 'mut'. Do you mean 'imm'?",
    "15:15 Cannot capturea by move because the value is read only",
    "17:9 expression must be mutable for in-place operator destination",
    "20:20 recursive references to nested functions are not supported; define 'fact' at file scope",
    "21:30 cannot implicitly convert 'Int' value to 'None' in return value",
  ],
);

errors(
  "compile_time",
  `def m1(n: Int):
    comptime if n > 2:
        pass
def m2(n: Int):
    comptime assert n > 2
def m3(n: Int):
    comptime for i in range(n):
        pass
def m4():
    comptime J = 3
    comptime J = 4
`,
  [
    "2:17 cannot use a dynamic value in 'comptime if' condition",
    "5:21 cannot use a dynamic value in 'comptime assert' expression",
    "7:29 cannot use a dynamic value in 'for' iterator expression",
    "11:5 invalid redefinition of 'J'",
  ],
);

errors(
  "patterns",
  `def main():
    var n = 3
    match (1, 2):
        case (1, 2, 3): pass
        case _: pass
    match n:
        case (1, x): pass
        case String(): pass
        case 1 | x: pass
        case "a": pass
`,
  [
    "4:16 cannot match value of 'Tuple[Int, Int]' of 2 elements against a pattern with 3 elements",
    "7:16 expected a tuple type to match against, got 'Int'",
    "8:20 cannot match value of type 'Int' against pattern type 'String'",
    "9:16 or-pattern alternatives must bind the same names; 'x' is bound in one alternative but not the other",
    "10:14 invalid call to '__eq__': value passed to 'rhs' cannot be converted from 'StringLiteral[\"a\"]' to 'Int'",
  ],
);

errors(
  "redefined_functions",
  "def a(x: Int): pass\ndef a(y: Int): pass\ndef b(): pass\ndef b() -> Int: return 1\ndef c(): pass\ndef c() raises: pass\n",
  [
    "2:5 redefinition of function 'a' with identical signature",
    "4:5 redefinition of function 'b', cannot overload on return type",
    "6:5 redefinition of function 'c', cannot overload on argument conventions",
  ],
);

warnings(
  "constants_and_unused_values",
  `comptime X = True
def g() -> Int:
    return 3
def main():
    g()
    var x = 3
    x
    x == 3
    "abc"
    5
    if True:
        pass
    if 1 < 2:
        pass
    if False:
        pass
    if X:
        pass
    elif x > 2:
        pass
    while False:
        pass
`,
  [
    "5:6 'Int' value is unused; assign to '_' to discard the result",
    "7:5 'Int' value is unused; assign to '_' to discard the result",
    "8:7 'Bool' value is unused; assign to '_' to discard the result",
    "9:5 'StringLiteral[\"abc\"]' value is unused; assign to '_' to discard the result",
    "10:5 'IntLiteral[5]' value is unused; assign to '_' to discard the result",
    "11:8 'if' condition always evaluates to 'True'; 'else' branch is unreachable",
    "13:10 'if' condition always evaluates to 'True'; 'else' branch is unreachable",
    "15:8 'if' condition always evaluates to 'False'; 'if' branch is unreachable",
    "17:8 'if' condition always evaluates to 'True'; 'else' branch is unreachable",
  ],
);

warnings(
  "match_coverage",
  `def main():
    var n = 3
    match n:
        case == 5: pass
        case x: _ = x
        case _: pass
    var b = True
    match b:
        case True: pass
    match b:
        case True: pass
        case False: pass
        case _: pass
`,
  [
    "6:14 case is unreachable; previous cases cover every value of the match subject",
    "8:5 'match' is not exhaustive; missing case for 'False'",
    "13:14 case is unreachable; previous cases cover every value of the match subject",
  ],
);

test("bodies without mistakes have no error nodes", () => {
  cases.set(
    "sound",
    `def f(x: Int) raises -> Int:
    if x > 2:
        raise "too big"
    return x
def main() raises:
    var a, b = 1, 2
    a, b = b, a
    try:
        a += f(b)
    except e:
        print(e)
    finally:
        b = 0
    def add(k: Int) {mut a}:
        a += k
    add(2)
    for i in range(3):
        if i == 1: continue
        a += i
    else:
        b = 1
    match a, b:
        case (1, y) if y > 2: print(y)
        case _: pass
`,
  );
  assert.deepEqual(
    checker.checkModule(["sound"]).filter((d) => d.severity === "error"),
    [],
  );
  const functions = checker.functionsOf(["sound"]);
  assert.deepEqual(
    functions.map((decl) => checker.header(decl).name),
    ["f", "main", "add"],
  );
  for (const decl of functions) assert.equal(checker.typedBody(decl)?.hasErrors, false);
  const main = checker.mainOf(["sound"]);
  const entry = checker.entryOf(["sound"]);
  assert.ok(
    main !== undefined && entry !== undefined && entry !== main,
    "a main that raises is started by a function around it",
  );
  assert.equal(checker.typedBody(entry)?.hasErrors, false);
});
