/** Every message about syntax, with its place: one mistake in each program. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, parse } from "../test-support.ts";

const cases: readonly (readonly [program: string, message: string])[] = [
  ["del x\n", "1:1 unexpected token in expression"],
  [";\n", "1:1 unexpected token in expression"],
  [")\n", "1:1 unexpected token in expression"],
  ["@foo\n", "2:1 statement does not support decorators; remove the decorator"],
  ["@foo def f(): pass\n", "1:1 decorators must be on their own line; add a newline after the decorator"],
  ["@foo\nx = 3\n", "2:1 statement does not support decorators; remove the decorator"],
  ["import\n", "2:1 module path may not appear at the start of the line"],
  ["from\n", "2:1 module path may not appear at the start of the line"],
  ["from x\n", "1:7 expected 'import' after module name"],
  ["from x import\n", "1:14 expected construct name to import"],
  ["import x as\n", "1:12 expected name to bind import"],
  ["import x.\n", "1:10 expected module name"],
  ["import .x\n", "1:8 relative imports must use 'from'; did you mean 'from . import x'?"],
  ["from . import\n", "1:14 expected construct name to import"],
  ["from x import (a, b\n", "1:20 expected ')' after import list"],
  ["from x import a b\n", "1:17 statements must start at the beginning of a line"],
  ["from x import (a b)\n", "1:18 expected ')' after import list"],
  ["import x y\n", "1:10 statements must start at the beginning of a line"],
  ["import x, \n", "2:1 module path may not appear at the start of the line"],
  ["from x import *, a\n", "1:16 statements must start at the beginning of a line"],
  ["from x import (*)\n", "1:16 expected construct name to import"],
  ["from x import (a as)\n", "1:20 expected name to import 'a' as"],
  ["def\n", "1:4 expected function name"],
  ["def 3\n", "1:5 expected function name"],
  ["def f\n", "1:6 expected '(' for argument list"],
  ["def f(\n", "1:7 expected argument name"],
  ["def f()\n", "1:8 expected ':' in function definition"],
  ["def f() ->\n", "2:1 unexpected token in expression"],
  ["def f() -> :\n", "1:12 unexpected token in expression"],
  ["def f() -> Int\n", "1:15 expected ':' in function definition"],
  ["def f(a\n", "1:8 expected ')' in argument list"],
  ["def f(a:\n", "2:1 unexpected token in expression"],
  ["def f(a:):pass\n", "1:9 unexpected token in expression"],
  ["def f(a: Int\n", "1:13 expected ')' in argument list"],
  ["def f(a: Int b: Int): pass\n", "1:14 expected ')' in argument list"],
  ["def f(a: Int) foo: pass\n", "1:15 unknown function effect 'foo', expected 'raises', 'capturing', or 'thin'"],
  ["def f(a: Int) escaping: pass\n", "1:15 the 'escaping' function effect is no longer supported"],
  [
    "def f(a: Int) unified: pass\n",
    "1:15 unknown function effect 'unified', expected 'raises', 'capturing', or 'thin'",
  ],
  ["def f(a: Int, /, /): pass\n", "1:18 cannot have two '/' markers in the same argument list"],
  ["def f(/, a: Int): pass\n", "1:7 '/' marker cannot be used at the start of the argument list"],
  ["def f(a: Int, *): pass\n", "1:15 '*' marker is not allowed at end of argument list"],
  ["def f(*, *, a: Int): pass\n", "1:10 cannot have two '*' markers in the same argument list"],
  ["def f(*): pass\n", "1:7 '*' marker is not allowed at end of argument list"],
  ["def f(*a: Int, *, b: Int): pass\n", "1:16 cannot have two '*' markers in the same argument list"],
  ["def f(*a: Int, *b: Int): pass\n", "1:17 cannot have two '*' markers in the same argument list"],
  ["def f(*a: Int = 3): pass\n", "1:15 variadic arguments must not have defaults"],
  [
    "def f(**a: Int): pass\n",
    "1:7 variadic keyword arguments only support the 'var' convention; add 'var' before '**'",
  ],
  ["def f(var **a: Int, b: Int): pass\n", "1:21 '**' marker must be at end of argument list"],
  ["def f(var **a: Int = 3): pass\n", "1:20 variadic arguments must not have defaults"],
  ["def f(mut **a: Int): pass\n", "1:13 non-owned variadic keyword arguments are not supported yet"],
  ["def f(mut a: Int = 3): pass\n", "1:18 'mut' arguments must not have defaults"],
  ["def f(out a: Int = 3): pass\n", "1:18 'out' arguments must not have defaults"],
  ["def f(out a: Int, out b: Int): pass\n", "1:23 function may not have multiple 'out' arguments"],
  ["def f(out a: Int) -> Int: pass\n", "1:22 functions must not declare both an 'out' argument and a return type"],
  [
    "def f(a: Int = 3, b: Int): pass\n",
    "1:19 required positional argument follows optional positional argument; change the ordering",
  ],
  ["def f(a: Int, a: Int): pass\n", "1:15 invalid redefinition of 'a'"],
  ["def f(a: Int, *, /, b: Int): pass\n", "1:18 cannot specify '/' marker after '*' marker in argument list"],
  ["def f(mut mut a: Int): pass\n", "1:15 expected ')' in argument list"],
  ["def f(foo a: Int): pass\n", "1:11 expected ')' in argument list"],
  ["def f(a.b: Int): pass\n", "1:8 expected ')' in argument list"],
  ["def f(3): pass\n", "1:7 expected argument name"],
  ["def f[a](): pass\n", "1:7 parameters must always have a type"],
  [
    "def f[a: Int = 3, b: Int](): pass\n",
    "1:19 required positional parameter follows optional positional parameter; change the ordering",
  ],
  ["def f[a: Int b: Int](): pass\n", "1:14 expected ']' for parameter list"],
  ["def f[a: Int(): pass\n", "1:15 expected ']' for parameter list"],
  ["def f[3](): pass\n", "1:7 expected parameter name"],
  ["def f[*a: Int, *b: Int](): pass\n", "1:17 cannot have two '*' markers in the same parameter list"],
  ["def f[*](): pass\n", "1:7 '*' marker is not allowed at end of parameter list"],
  ["def f[a: Int, //, //, b: Int](): pass\n", "1:19 cannot have two '//' markers in the same parameter list"],
  ["def f[//, b: Int](): pass\n", "1:7 '//' marker cannot be used at the start of the parameter list"],
  ["def f[a: Int, /, /](): pass\n", "1:18 cannot have two '/' markers in the same parameter list"],
  ["def f[a: Int, a: Int](): pass\n", "1:15 invalid redefinition of 'a'"],
  ["def f[mut a: Int](): pass\n", "1:11 expected ']' for parameter list"],
  ["def f[**a: Int](): pass\n", "1:9 variadic keyword parameters not supported yet"],
  ["def f[a: Int where a > 0](): pass\n", "1:14 'where' clauses inside parameter lists are no longer supported"],
  ["def match(): pass\n", "1:5 'match' cannot be used as a function name in this context"],
  ["def if(): pass\n", "1:5 'if' cannot be used as a function name in this context"],
  ["def f() raises raises: pass\n", "1:16 function effect 'raises' was already specified; remove the duplicate"],
  ["def f() -> Int raises: pass\n", "1:16 expected ':' in function definition"],
  ["def f() -> Int where: pass\n", "1:21 unexpected token in expression"],
  ["def f() {x y}: pass\n", "1:9 expected ':' in function definition"],
  ["def f() {imm, mut}: pass\n", "1:9 expected ':' in function definition"],
  ["def f() {mut x^}: pass\n", "1:9 expected ':' in function definition"],
  ["def f() {}: pass\n", "1:9 expected ':' in function definition"],
  ["def f() {x,}: pass\n", "1:9 expected ':' in function definition"],
  ["def main(x: Int): pass\n", "1:5 'main()' does not accept arguments; remove them"],
  ["def main() -> Int: return 3\n", "1:5 'main()' does not return a value; remove the return type"],
  ["def main() raises Int: pass\n", "1:5 'main()' can only raise 'Error'; remove the explicit error type"],
  ["def main[a: Int](): pass\n", "1:5 'main()' does not accept parameters; remove the square brackets"],
  ["struct\n", "1:7 expected struct name"],
  ["struct 3\n", "1:8 expected struct name"],
  ["struct A\n", "1:9 expected ':' in struct definition"],
  ["struct A(\n", "2:1 unexpected token in expression"],
  ["struct A()\n", "1:11 expected ':' in struct definition"],
  ["struct A()\n    var x: Int\n", "1:11 expected ':' in struct definition"],
  ["struct A[\n", "1:10 expected parameter name"],
  ["struct A(B C): pass\n", "1:12 expected ')' for conformance list"],
  ["struct A: pass pass\n", "1:16 unknown tokens at the end of a declaration"],
  ["struct A:\n    var x\n", "2:10 struct field declaration must have a type"],
  ["struct A:\n    var x: Int = 3\n", "2:16 unknown tokens at the end of a declaration"],
  [
    "struct A:\n    x: Int\n",
    "2:5 bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
  ],
  [
    "struct A:\n    print(1)\n",
    "2:5 bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
  ],
  [
    "struct A:\n    x = 3\n",
    "2:5 bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
  ],
  [
    "struct A:\n    import x\n",
    "2:5 'import' statements must be at module or function scope; move this to a valid location",
  ],
  ["struct A:\n    struct B: pass\n", "2:5 nested struct not supported here"],
  ["struct A:\n    trait B: pass\n", "2:5 nested trait not supported here"],
  ["struct A:\n    def f(): pass\n", "2:9 self argument must be present in instance method"],
  ["struct A:\n    def __init__(self): pass\n", "2:9 __init__ method must return Self type with 'out' argument"],
  ["struct A:\n    def __init__(mut self): pass\n", "2:9 __init__ method must return Self type with 'out' argument"],
  ["struct A:\n    def __init__(): pass\n", "2:9 __init__ method must return Self type with 'out' argument"],
  [
    "struct A:\n    def __init__(out self) -> Self: pass\n",
    "2:31 functions must not declare both an 'out' argument and a return type",
  ],
  ["struct A:\n    @staticmethod\n    var x: Int\n", "2:6 decorators not supported on this statement"],
  ["struct A:\n    var x, y: Int\n", "2:10 struct field declaration must have a type"],
  [
    "struct A:\n    let x: Int\n",
    "2:5 bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
  ],
  ["struct A:\n    comptime x: Int\n", "2:14 only traits may contain a comptime member without an initializer"],
  ["struct A:\n    comptime x\n", "2:5 expected '=' after comptime declaration"],
  [
    "struct A:\n    ref x: Int\n",
    "2:5 bare expressions must not appear within structs; use 'var' for a field or move this into a method body",
  ],
  [
    "struct A:\n    pass\n  var y: Int\n",
    "3:3 statement indentation must match the rest of the block; adjust to align",
  ],
  ["trait\n", "1:6 expected trait name"],
  ["trait A\n", "1:8 expected ':' in trait definition"],
  ["trait A[T: B]: pass\n", "1:9 trait declarations do not support parameters; remove the parameter list"],
  ["trait A: var x: Int\n", "1:10 traits do not support 'var' fields; use 'comptime' to declare associated types"],
  ["trait A:\n    var x: Int\n", "2:5 traits do not support 'var' fields; use 'comptime' to declare associated types"],
  ["trait A:\n    def f(): ...\n", "2:9 self argument must be present in instance method"],
  ["trait A:\n    comptime x\n", "2:5 expected '=' after comptime declaration"],
  [
    "trait A:\n    def f(self) -> Int: pass\n",
    "2:25 trait method with a return type must not use 'pass'; use '...' to declare the method as required",
  ],
  [
    "trait A:\n    x\n",
    "2:5 bare expressions must not appear within traits; use 'comptime' for an associated type or move this into a method body",
  ],
  ["trait A:\n    def f(self) where True: ...\n", "2:9 'where' clauses on trait methods are not supported"],
  ["__extension\n", "1:12 expected extension name"],
  ["extension A: pass\n", "1:11 statements must start at the beginning of a line"],
  ["comptime x\n", "1:1 expected '=' after comptime declaration"],
  ["comptime x: Int\n", "1:10 only traits may contain a comptime member without an initializer"],
  ["comptime x = 3 4\n", "1:16 unknown tokens at the end of a declaration"],
  ["comptime (x)\n", "1:1 expected '=' after comptime declaration"],
  ["comptime 3 = 4\n", "1:10 invalid comptime declaration: expected an identifier or '_'"],
  ["comptime x[\n", "1:12 expected parameter name"],
  ["comptime while True: pass\n", "1:10 'comptime' cannot be used with 'while'"],
  ["def\nf(): pass\n", "2:1 identifier may not appear at the start of the line"],
  ["def\n  f(): pass\n", "2:3 identifier may not appear at the start of the line"],
  ["comptime\n  x = 3\n", "2:3 identifier may not appear at the start of the line"],
  ["struct\n  A: pass\n", "2:3 identifier may not appear at the start of the line"],
  ["import\n  x\n", "2:3 module path may not appear at the start of the line"],
  ["from x\n  import y\n", "2:3 'import' statement may not appear at the start of the line"],
  ["from x import\n  y\n", "2:3 construct name to import may not appear at the start of the line"],
  ["from x import y,\n z\n", "2:2 construct name to import may not appear at the start of the line"],
  ["import x,\n y\n", "2:2 module path may not appear at the start of the line"],
  ["async\n  def f(): pass\n", "2:3 'def' keyword may not appear at the start of the line"],
  ["def f(): pass\n  def g(): pass\n", "2:3 definition isn't on its own line at the correct indentation"],
  ["def f():\n    pass\n  pass\n", "3:3 statement indentation must match the rest of the block; adjust to align"],
  ["@foo @bar\ndef f(): pass\n", "1:6 invalid expression in decorator"],
  ["@3\ndef f(): pass\n", "1:2 invalid expression in decorator"],
  ["@foo\nimport x\n", "2:1 'import' statement does not support decorators; remove the decorator"],
  ["@foo\n  def f(): pass\n", "2:3 unexpected tokens after decorator, each need to be on their own line"],
  ["def f(): pass def g(): pass\n", "1:15 definition isn't on its own line at the correct indentation"],
  ['"doc" 3\n', "1:7 statements must start at the beginning of a line"],
  ["return 5\n", "1:1 'return' must be inside a function; move this into a function body"],
  ["def f\n  (): pass\n", "2:3 argument list may not appear at the start of the line"],
  ["def main(): print(1)\n  print(2)\n", "2:3 unknown tokens at the end of a declaration"],
  ["def main():\n    while True\n", "2:15 expected ':' after 'while' condition"],
  ["def main():\n    for i in x\n", "2:15 expected ':' after expression"],
  ["def main():\n    try\n", "2:8 expected ':' after 'try'"],
  ["def main():\n    try:\n        pass\n    except e\n", "4:13 expected ':' after 'except'"],
  ["def main():\n    try:\n        pass\n    finally\n", "4:12 expected ':' after 'finally'"],
  ["def main():\n    if True:\n        pass\n    else\n", "4:9 expected ':' after else"],
  ["def main():\n    if True:\n        pass\n    elif\n", "5:1 unexpected token in expression"],
  ["def main():\n    if True:\n        pass\n    elif True\n", "4:14 expected ':' after 'elif' condition"],
  ["def main():\n    with\n", "3:1 unexpected token in expression"],
  ["def main():\n    match 3\n", "2:12 expected ':' after match subject"],
  ["def main():\n    match\n", "3:1 unexpected token in expression"],
  ["def main():\n    match 3:\n        case\n", "4:1 unexpected token in expression"],
  ["def main():\n    match 3:\n        case 1\n", "3:15 expected ':' after case pattern"],
  ["def main():\n    match 3:\n        case 1 if\n", "4:1 unexpected token in expression"],
  ["def main():\n    match 3:\n        case [1, *]: pass\n", "3:19 unexpected token in expression"],
  ["def main():\n    match 3:\n        case [1, 2: pass\n", "3:19 expected ']' in list expression"],
  [
    "def main():\n    match 3:\n        case 1:\n            pass\n        pass\n",
    "5:9 statement indentation must match the rest of the block; adjust to align",
  ],
  ["def main():\n    case 1: pass\n", "2:5 unexpected token in expression"],
  ["def main():\n    for i in range(3): pass\n    else: pass\n    else: pass\n", "4:5 unexpected token in expression"],
  [
    "def main():\n    if True: pass\n   else: pass\n",
    "3:4 statement indentation must match the rest of the block; adjust to align",
  ],
  ["def main():\n    break\n", "2:5 'break' is not inside a loop"],
  ["def main():\n    for i in range(3):\n        def f(): break\n", "3:18 'break' is not inside a loop"],
  ["def main():\n    for i in range(3): pass\n    else: break\n", "3:11 'break' is not inside a loop"],
  ["def main():\n    def f() {x y}: pass\n", "2:14 capture lists expect references to variables"],
  [
    "def main():\n    def f() {imm, mut}: pass\n",
    "2:19 default capture convention was already specified; remove the duplicate",
  ],
  [
    "def main():\n    var x = 1\n    def f() {mut x^}: pass\n",
    "3:14 '^' requires 'var' convention; write 'var x^' to move a capture",
  ],
  ["def main():\n    var x = 1\n    def f() {mut^}: pass\n", "3:17 expected '}' in capture list"],
  ["def main():\n    var x = 1\n    def f() {foo x}: pass\n", "3:14 capture lists expect references to variables"],
  [
    "def main():\n    @foo\n    var x = 1\n",
    "3:5 'var' statement in function body does not support decorators; remove the decorator",
  ],
  ["def main():\n    class A: pass\n", "2:5 classes are not supported yet"],
  ["def main():\n    trait A: pass\n", "2:5 nested trait not supported here"],
  ["def main():\n    __extension A: pass\n", "2:5 extension inside a function not supported here"],
  ["def main():\n    print(1); ; print(2)\n", "2:15 unexpected token in expression"],
  ["def main():\n    var x = lambda (y): y\n", "2:21 argument type must be specified"],
  ["def main():\n    var x: def(Int thin -> Int\n", "2:20 expected ')' in argument list"],
  [
    "def main():\n    var x: def(Int) foo -> Int\n",
    "2:21 unknown function effect 'foo', expected 'raises', 'capturing', or 'thin'",
  ],
  ["def main():\n    var x: def(a b: Int) -> Int\n", "2:18 expected ')' in argument list"],
  ["def main():\n    var x = type_of x\n", "2:21 expected '('"],
  ["def main():\n    var x = comptime 3\n", "2:22 expected '(' after 'comptime'"],
  ["def main():\n    comptime x = 3 4\n", "2:20 unknown tokens at the end of a declaration"],
  ["def main():\n    comptime assert\n", "3:1 unexpected token in expression"],
  ["def main():\n    comptime while True: pass\n", "2:14 'comptime' cannot be used with 'while'"],
  ["def main():\n    comptime 3 = 4\n", "2:14 invalid comptime declaration: expected an identifier or '_'"],
  ["def main():\n    comptime f()\n", "2:5 expected '=' after comptime declaration"],
  ["def main():\n    comptime (3)\n", "2:5 expected '=' after comptime declaration"],
  [
    "def main():\n    if True:\n    print(1)\n",
    "2:13 body must not be empty; use 'pass' or check that the lines below are indented",
  ],
  ["def main():\n    x = y = \n", "2:11 '=' must be followed by an expression on the same line"],
  ["def main():\n    for a in [1], [2]: print(a)\n", "2:17 expected ':' after expression"],
  ["def main():\n    print([x for x in [1] if True else 2])\n", "2:35 expected ']' in list comprehension"],
  ["def main():\n    print([x for x in [1], [2]])\n", "2:26 expected ']' in list comprehension"],
  ["def f(y: Int):\n    with y\n", "2:11 expected ':' or ',' after 'with' expression"],
  ["def f(y: Int):\n    with y z: pass\n", "2:12 expected ':' or ',' after 'with' expression"],
  ["def f(x: Int):\n    f(x=1, x=2)\n", "2:12 keyword argument 'x' was already used; remove the duplicate"],
  [
    "def f(x: Int):\n    f(x=1, 2)\n",
    "2:12 positional argument must not follow a keyword argument; move it before or convert to a keyword argument",
  ],
  ["def f(x: Int):\n    var fn = 3\n", "2:9 'fn' has been removed; use 'def' instead"],
  ["def f(x: Int):\n    var é = 1\n", "2:9 unexpected character"],
  ['def f(x: Int):\n    x = "é" y\n', "2:14 statements must start at the beginning of a line"],
  ['def f(x: Int):\n    var s = "abc\n    print(s)\n', "2:13 unterminated string"],
  ['def f(x: Int):\n    var s = """abc\n    print(s)\ndef g(): pass\n', "2:13 unterminated string"],
  ["def f(x: Int):\n    var a = x if x else (\n    b c)\n", "3:7 expected ')' in parenthesized expression"],
  ["def f(x: Int):\n    print(x, (x x))\n", "2:17 expected ')' in parenthesized expression"],
  ["def f(x: Int):\n    print(not)\n", "2:14 unexpected token in expression"],
  ["def f(x: Int):\n    print(*)\n", "2:12 unexpected token in expression"],
  ["def f(x: Int):\n    print(x=)\n", "2:13 unexpected token in expression"],
  ["def f(x: Int):\n    print(=x)\n", "2:11 unexpected token in expression"],
  ["def f(x: Int):\n    print(,)\n", "2:11 unexpected token in expression"],
  ["def f(x: Int):\n    print(x,,x)\n", "2:13 unexpected token in expression"],
  ["def f(x: Int):\n    var a = [,]\n", "2:14 unexpected token in expression"],
  ["def f(x: Int):\n    var a = (,)\n", "2:14 unexpected token in expression"],
  ["def f(x: Int):\n    var a = {,}\n", "2:14 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x[,]\n", "2:15 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x[1:2:3:4]\n", "2:20 expected ']' in call argument list"],
  ["def f(x: Int):\n    var a = {1: 2, 3}\n", "2:20 expected 'key: value' in dictionary expression"],
  ["def f(x: Int):\n    var a = {1, 2: 3}\n", "2:17 cannot have a 'key: value' pair in set initializer"],
  ["def f(x: Int):\n    var a = {1: 2 for x}\n", "2:24 expected 'in' after target for 'for'"],
  ["def f(x: Int):\n    var a = [x for x in x for]\n", "2:30 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x if x\n", "2:19 expected 'else' clause in ternary; add 'else' and the false branch"],
  ["def f(x: Int):\n    var a = x is is x\n", "2:18 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x not x\n", "2:15 statements must start at the beginning of a line"],
  ["def f(x: Int):\n    var a = x not in\n", "3:1 unexpected token in expression"],
  ["def f(x: Int):\n    var a = await\n", "3:1 unexpected token in expression"],
  ["def f(x: Int):\n    var a = lambda\n", "2:19 expected ':' in lambda expression"],
  ["def f(x: Int):\n    var a = lambda:\n", "3:1 unexpected token in expression"],
  ["def f(x: Int):\n    var a = lambda (x: Int)\n", "2:28 expected ':' in lambda expression"],
  ["def f(x: Int):\n    var a = def\n", "2:16 expected '(' for argument list"],
  ["def f(x: Int):\n    var a = 5.foo\n", "2:15 statements must start at the beginning of a line"],
  ["def f(x: Int):\n    var a = x.5\n", "2:14 statements must start at the beginning of a line"],
  ["def f(x: Int):\n    var a = x . 5\n", "2:17 expected name in attribute reference"],
  ["def f(x: Int):\n    var a = -\n", "3:1 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x +\n", "3:1 unexpected token in expression"],
  ["def f(x: Int):\n    var a = x + * x\n", "2:17 can't use starred expression here"],
  ["def f(x: Int):\n    return return\n", "2:12 unexpected token in expression"],
  ["def f(x: Int):\n    raise raise\n", "2:11 unexpected token in expression"],
  ["def f(x: Int):\n    pass = 3\n", "2:10 statements must start at the beginning of a line"],
  ["def f(x: Int):\n    var None = 3\n", "2:5 'var' patterns are only valid on the left side of an assignment"],
  ["def f(x: Int):\n    var True = 3\n", "2:5 'var' patterns are only valid on the left side of an assignment"],
  ["def f(x: Int):\n    var 1x = 3\n", "2:5 'var' patterns are only valid on the left side of an assignment"],
  ['def f(x: Int):\n    var "x" = 3\n', "2:5 'var' patterns are only valid on the left side of an assignment"],
  ["def f(x: Int):\n    var x: = 3\n", "2:12 unexpected token in expression"],
  ["def f(x: Int):\n    var = 3\n", "2:9 unexpected token in expression"],
  ["def f(x: Int):\n    ref = 3\n", "2:9 unexpected token in expression"],
  ["def f(x: Int):\n    import\n", "3:1 module path may not appear at the start of the line"],
];

test("each mistake has one message at its place", () => {
  for (const [program, message] of cases) {
    const { file, diagnostics } = parse(program);
    const errors = diagnostics.filter((each) => each.severity === "error");
    assert.deepEqual(
      errors.map((each) => describe(file, each)),
      [message],
      program,
    );
  }
});

test("other declarations go on after a mistake", () => {
  const { ast, messages } = parse("def f():\n    a b\n    c\n    d e\ndef g(x: ): pass\ndef h(): pass\n");
  assert.deepEqual(messages, [
    "2:7 statements must start at the beginning of a line",
    "4:7 statements must start at the beginning of a line",
    "5:10 unexpected token in expression",
  ]);
  const kinds = ast.items.map((item) =>
    item.kind === "decl" && item.decl.kind === "def" ? item.decl.name.text : item.kind,
  );
  assert.deepEqual(kinds, ["f", "stmt", "h"]);
  const first = ast.items[0];
  assert.ok(first?.kind === "decl" && first.decl.kind === "def");
  assert.deepEqual(
    first.decl.body.stmts.map((stmt) => stmt.kind),
    ["expr", "error", "expr", "expr", "error"],
  );
});

test("an unclosed bracket does not swallow the next statement", () => {
  const { ast, messages } = parse("def f():\n    g(a,\n    var b = 3\n    return b\ndef h(): pass\n");
  assert.equal(messages.length, 1);
  assert.equal(ast.items.length, 2);
  const unclosed = parse("def f():\n    print((1 + 2)\n    print(3)\n");
  assert.deepEqual(unclosed.messages, ["2:18 expected ')' in call argument list"]);
});

test("the lexer's messages are not followed by the parser's", () => {
  for (const [program, message] of [
    ["x = 0x\n", "1:7 no digits specified for hex literal"],
    ["def f():\n    var x = 1 $ 2\n", "2:15 unexpected character"],
    ['def f():\n    print("abc)\n', "2:11 unterminated string"],
    ['def f():\n    print(t"{x!r}")\n', "2:15 unexpected character"],
  ] as const) {
    assert.deepEqual(parse(program).messages, [message]);
  }
});

test("mistakes in strings", () => {
  const inCall = (literal: string): string => `def f():\n    g(${literal})\n`;
  for (const [literal, message] of [
    ['"ab\\q"', "2:10 invalid escape sequence"],
    ['"\\x4"', "2:8 invalid hex escape sequence: exactly two hex digits needed"],
    ['"\\u12"', "2:8 invalid unicode escape sequence: \\u requires exactly four hex digits"],
    ['"\\U00110000"', "2:8 unicode escape sequence out of range: value must not exceed U+10FFFF"],
    [
      't"{x:.2f}"',
      "2:11 format specifiers are not supported in t-strings; format the value manually before interpolating",
    ],
    ['t"{x=}"', "2:11 expected '}' to close t-string expression"],
    ['t"{}"', "2:9 t-string expression must not be empty; add an expression or remove these braces"],
    ['t"{ }"', "2:11 unexpected token in expression"],
    ['"a" t"{x}"', "2:11 expected ')' in call argument list"],
  ] as const) {
    assert.deepEqual(parse(inCall(literal)).messages, [message], literal);
  }
});

test("notes and fixes", () => {
  const repeated = parse("def f():\n    g(a=1, a=2)\n").diagnostics[0];
  assert.equal(repeated?.notes[0]?.message, "previously specified here");
  const keyword = parse("def f(**k: Int): pass\n").diagnostics[0];
  assert.equal(keyword?.fixes[0]?.replacement, "var ");
});

test("warnings about what 1.2 still accepts", () => {
  const text = [
    "async def f() -> Int: return await g()",
    "__async def h() -> Int: return __await g()",
    "def m():",
    "    match 3:",
    "        case == 3: pass",
    "",
  ].join("\n");
  const { diagnostics, messages } = parse(text);
  assert.ok(diagnostics.every((each) => each.severity === "warning" && each.fixes.length === 1));
  assert.deepEqual(
    messages.map((each) => each.slice(0, 48)),
    [
      "1:1 async/await support in Mojo is experimental and unstable".slice(0, 48),
      "1:30 async/await support in Mojo is experimental and unstable".slice(0, 48),
      "5:14 '==' is redundant when matching a literal; remove it".slice(0, 48),
    ],
  );
});
