# stage: run strict
# --- chained comparisons evaluate from left to right
def g(x: Int) -> Int:
    print("g", x)
    return x
def main():
    print(g(1) < g(2) < g(3))
    print(g(3) < g(2) < g(1))
    print(1 < 3 > 2 != 5)
    var a = g(1) if g(0) > 1 else g(2)
    print(a)
    print(0 or 5, 1 and 2, "" or "x", not 0)
    var l: List[Int] = [0, 0]
    l[g(0)] = g(5)
    l[g(1)] += g(7)
    print(l)
# --- handlers, else and finally
def f(x: Int) raises -> Int:
    if x == 0: raise Error("zero")
    return 10 // x
def t(x: Int):
    try:
        print("try", f(x))
    except e:
        print("except", e)
    else:
        print("else")
    finally:
        print("finally")
def r(x: Int) -> Int:
    try:
        return f(x)
    except:
        return -1
    finally:
        print("fin")
def main():
    t(0)
    t(2)
    print(r(0), r(5))
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("i", i)
        finally:
            print("f", i)
# --- context managers and errors
struct CM:
    var n: String
    def __init__(out self, n: String):
        self.n = n
        print("init", n)
    def __enter__(mut self) -> Int:
        print("enter", self.n)
        return 5
    def __exit__(mut self): print("exit", self.n)
    def __exit__(mut self, e: Error) -> Bool:
        print("exit err", self.n, e)
        return self.n == "swallow"
    def __deinit__(deinit self): print("del", self.n)
def main():
    with CM("a") as x: print("body", x)
    with CM("b") as x, CM("c") as y: print(x + y)
    try:
        with CM("swallow"): raise "e1"
        print("after swallow")
        with CM("d"): raise "e2"
        print("not here")
    except e: print("caught", e)
# --- references out of functions
struct S:
    var x: Int
    var l: List[String]
    def __init__(out self):
        self.x = 1
        self.l = ["a", "b"]
    def get(ref self) -> ref[self.x] Int: return self.x
    def at(ref self, i: Int) -> ref[self.l[0]] String: return self.l[i]
def first(ref l: List[Int]) -> ref[l[0]] Int: return l[0]
def longest(ref a: String, ref b: String) -> ref[a, b] String:
    return a if a.byte_length() > b.byte_length() else b
def main():
    var s = S()
    s.get() = 5
    s.at(1) += "!"
    print(s.x, s.l[1])
    var l: List[Int] = [1, 2]
    first(l) = 8
    ref r = l[1]
    r += 5
    print(l)
    var a = String("abc")
    var b = String("de")
    longest(a, b) += "X"
    print(a, b)
