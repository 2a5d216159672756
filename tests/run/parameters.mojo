# stage: run strict
# --- parameters that depend on others, and partly bound types
struct Mat[dt: DType, rows: Int, cols: Int = rows](Copyable):
    var data: List[Scalar[Self.dt]]
    def __init__(out self):
        self.data = List[Scalar[Self.dt]](length=Self.rows * Self.cols, fill=0)
    def __getitem__(self, r: Int, c: Int) -> Scalar[Self.dt]:
        return self.data[r * Self.cols + c]
    def __setitem__(mut self, r: Int, c: Int, v: Scalar[Self.dt]):
        self.data[r * Self.cols + c] = v
    def __matmul__[k: Int](self, o: Mat[Self.dt, Self.cols, k]) -> Mat[Self.dt, Self.rows, k]:
        var out = Mat[Self.dt, Self.rows, k]()
        for i in range(Self.rows):
            for j in range(k):
                var s = Scalar[Self.dt](0)
                for m in range(Self.cols):
                    s += self[i, m] * o[m, j]
                out[i, j] = s
        return out^
def auto(m: Mat) -> Int: return m.rows * 10 + m.cols
def auto2(m: Mat[DType.float32, ...]) -> Int: return m.rows * 100 + m.cols
def auto3(m: Mat[_, 2, _]) -> Int: return m.cols
def main():
    var a = Mat[DType.int32, 2, 3]()
    var b = Mat[DType.int32, 3, 2]()
    for i in range(2):
        for j in range(3):
            a[i, j] = Int32(i + j)
            b[j, i] = Int32(i * j + 1)
    var c = a @ b
    print(c[0, 0], c[0, 1], c[1, 0], c[1, 1])
    print(auto(a), auto3(a), auto(Mat[DType.int8, 2]()), Mat[DType.int8, 2]().cols)
    print(auto2(Mat[DType.float32, 4, 5]()), a.rows, type_of(a).cols)
    comptime Partial = Mat[DType.int8, _, 7]
    var p = Partial[3]()
    print(auto(p))
    comptime F32 = Mat[DType.float32, ...]
    print(auto(F32[2, 3]()))
    print(Mat[cols=9, rows=2, dt=DType.bool].cols)
# --- types inferred through calls
struct Pair[A: Copyable & Deinitable, B: Copyable & Deinitable](Copyable):
    var a: Self.A
    var b: Self.B
    def __init__(out self, a: Self.A, b: Self.B):
        self.a = a.copy()
        self.b = b.copy()
    def swap(self) -> Pair[Self.B, Self.A]:
        return Pair(self.b, self.a)
    def map[R: Copyable & Deinitable, F: def(Self.A) -> R](self, f: F) -> Pair[R, Self.B]:
        return Pair(f(self.a), self.b)
def first[A: Copyable & Deinitable, B: Copyable & Deinitable](p: Pair[A, B]) -> A: return p.a.copy()
def main():
    var p = Pair(1, "x")
    print(p.a, p.b, first(p), first(p.swap()))
    def dbl(x: Int) -> Float64: return Float64(x) * 2.5
    print(p.map(dbl).a)
    var q = p.map[Int, ](lambda (x: Int) -> Int: x + 1)
    print(q.a)
# --- lists of types
def show[*Ts: Writable](*args: *Ts):
    comptime for i in range(args.__len__()):
        print(args[i], end=";")
    print(len(args))
def fwd[*Ts: Writable](*args: *Ts): show(*args)
def types[*Ts: Writable](*args: *Ts):
    comptime for i in range(Ts.__len__()):
        print(reflect[Ts[i]].name(), end=" ")
    print()
def main():
    show(1, "a", 2.5)
    show()
    fwd(True, String("z"))
    types(1, "a", 2.5, [1])
# --- overloads told apart by constraints
def f[n: Int]() -> String where n > 5: return "big"
def f[n: Int]() -> String where n <= 5: return "small"
def g[n: Int]():
    comptime if n > 5: print(f[n]())
    else: print(f[n]())
def main():
    print(f[10](), f[2]())
    g[7]()
    g[1]()
# --- objects as parameters
@fieldwise_init
struct Cfg(ImplicitlyCopyable):
    var w: Int
    var name: StaticString
    def area(self) -> Int: return self.w * self.w
def run[c: Cfg](): print(c.w, c.name, c.area(), comptime (c.area() + 1))
struct H[c: Cfg]:
    comptime A = Self.c.area()
    def __init__(out self): pass
def main():
    run[Cfg(3, "n")]()
    comptime C = Cfg(4, "m")
    run[C]()
    print(H[C].A)
# --- functions as parameters
def ap[f: def(Int) thin -> Int](x: Int) -> Int: return f(f(x))
def inc(x: Int) -> Int: return x + 1
def compose[f: def(Int) thin -> Int, g: def(Int) thin -> Int](x: Int) -> Int: return g(f(x))
def dbl(x: Int) -> Int: return x * 2
def main():
    print(ap[inc](3), compose[inc, dbl](4), compose[f=dbl, g=inc](4))
    print(ap[lambda (x: Int) -> Int: x * x](3))
