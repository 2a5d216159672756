// Where messages about calls and parameters point, and what they say: the texts and places are the reference's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reports } from "../../tests/support/check-reports.ts";

const prelude = `
struct B[n: Int]:
    var x: Int
    def __init__(out self):
        self.x = 1
    def m(self) -> Int: return 1
    def k[j: Int](self): pass
    def c(self) where Self.n > 3: pass
    @staticmethod
    def st() where Self.n > 3: pass
    def __getitem__(self, i: Int) -> Int: return i
def f(s: String): pass
def g(mut s: String): pass
def o(x: Int): pass
def o(x: Int, y: Int): pass
def p[n: Int](x: Int): pass
def q[T: Sized](): pass
def main():
    var b = B[2]()
    var i = 3
`.trimStart();

/** What is said about one statement of a function, as COLUMN MESSAGE. */
function said(name: string, statement: string): readonly string[] {
  return reports(`calls_${name}`, `${prelude}    ${statement}\n`, "error").map((r) => r.replace(/^\d+:/, ""));
}

const cannot = (from: string): string =>
  `invalid call to 'f': value passed to 's' cannot be converted from '${from}' to 'String'`;

test("an argument is pointed at where its operator stands", () => {
  const columns: readonly (readonly [string, number, string])[] = [
    ["f(1 + 2)", 9, "IntLiteral[3]"],
    ["f((1 + 2))", 7, "IntLiteral[3]"],
    ["f(b.x)", 8, "Int"],
    ["f(b.m())", 10, "Int"],
    ["f(b[2])", 8, "Int"],
    ["f(-b.x)", 7, "Int"],
    ["f(b.x < 2)", 11, "Bool"],
    ["f(True and False)", 12, "Bool"],
    ["f(b^)", 8, "B[Int(2)]"],
    ["f(s=b.x)", 10, "Int"],
    ["f(Int)", 7, "AnyStruct[Int]"],
    ["f(SIMD[DType.bool, 8](True))", 26, "SIMD[.bool, 8]"],
  ];
  for (const [at, [statement, column, from]] of columns.entries())
    assert.deepEqual(said(`argument${at}`, statement), [`${column}: ${cannot(from)}`.replace(": ", " ")], statement);
  assert.deepEqual(said("mutable", 'g("a" + "b")'), [
    "11 invalid call to 'g': value passed to mutable argument 's' must be mutable",
  ]);
});

test("constraints and what cannot be inferred are said at the callee, parameters at themselves", () => {
  const expected: readonly (readonly [string, string])[] = [
    ["b.c()", "6 invalid call to 'c': violated constraint"],
    ["B[2].st()", "9 invalid call to 'st': violated constraint"],
    ["b.k()", "6 invalid call to 'k': failed to infer parameter 'j'"],
    ["p(3)", "5 invalid call to 'p': failed to infer parameter 'n'"],
    ['p["x"](3)', `7 invalid call to 'p': 'p' parameter 'n' has 'Int' type, but value has type 'StringLiteral["x"]'`],
    ["p[Int](3)", "7 invalid call to 'p': 'p' parameter 'n' has 'Int' type, but value has type 'AnyStruct[Int]'"],
    ["p[i](3)", "7 invalid call to 'p': cannot use a dynamic value in a parameter list"],
    ["p[1, 2](3)", "10 invalid call to 'p': unexpected parameter"],
    ["q[Bool]()", "7 invalid call to 'q': 'q' parameter 'T' has 'Sized' type, but value has type 'AnyStruct[Bool]'"],
    ['var x = B["four"]()', `15 'B' parameter 'n' has 'Int' type, but value has type 'StringLiteral["four"]'`],
    ["var x = B[i]()", "15 cannot use a dynamic value in a parameter list"],
  ];
  for (const [at, [statement, message]] of expected.entries())
    assert.deepEqual(said(`parameter${at}`, statement), [message], statement);
});

test("several candidates are pointed at where all of them fail, else at the name", () => {
  assert.deepEqual(said("open", "o()"), ["6 no matching function in call to 'o'"]);
  assert.deepEqual(said("name", 'o("x")'), ["5 no matching function in call to 'o'"]);
  assert.deepEqual(said("argument", 'o(1, "x")'), ["10 no matching function in call to 'o'"]);
});
