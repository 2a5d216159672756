# stage: run strict
# --- every kind of capture
def main():
    var a = 1
    var b = 2
    var s = String("s")
    def imm1() {imm a} -> Int: return a
    def mut1(k: Int) {mut b}: b += k
    def var1() {var a} -> Int: return a
    def multi() {imm, mut b}:
        b += a
    a = 10
    mut1(5)
    multi()
    print(imm1(), b, var1())
    def mv() {var s^} -> String: return s + "!"
    print(mv())
# --- function pointers, made from lambdas too
def a(x: Int) -> Int: return x + 1
def b(x: Int) -> Int: return x * 10
comptime FT = def(Int) thin -> Int
def main():
    var fs: List[FT] = [a, b, lambda (x: Int) -> Int: x - 1]
    print(fs[1](7))
    var g: FT = a
    g = b
    print(g(3))
    var d: Dict[String, FT] = {"a": a, "b": b}
    try: print(d["b"](4))
    except: pass
# --- closures that raise
def run[F: def() raises -> Int](f: F) raises -> Int: return f()
def main():
    var n = 3
    def g() raises {imm n} -> Int:
        if n > 2: raise Error("n is ", n)
        return n
    try:
        print(run(g))
    except e:
        print("caught", e)
