# stage: run strict
# --- a tuple of compile-time values
def f[n: Int]():
    comptime match (n, n % 2):
        case (1, _): print("one")
        case (_, 0): print("even")
        case (a, b): print("other", a, b)
def main():
    f[1]()
    f[4]()
    f[7]()
# --- fields of a struct, with a guard
@fieldwise_init
struct P(ImplicitlyCopyable, Equatable):
    var x: Int
    var y: Int
def f[p: P]():
    comptime match p:
        case P(x=0, y=0): print("origin")
        case P(x=0, y=b): print("on y", b)
        case P(x=a, y=b) if a == b: print("diag", a)
        case P(x=a, y=_): print(a)
def main():
    f[P(0, 0)]()
    f[P(0, 3)]()
    f[P(1, 3)]()
    f[P(4, 4)]()
# --- an array
def f[l: Array[Int, 3]]():
    comptime match l:
        case [1, _, _]: print("starts 1")
        case [a, *_]: print("a", a)
def main():
    f[[1, 2, 3]]()
    f[[4, 2, 3]]()
# --- patterns inside patterns
def f[t: Tuple[Int, Tuple[Int, Bool]]]() -> Int:
    comptime match t:
        case (0, (1, True)): return 1
        case (0 | 1, (x, _)): return x
        case _: return -1
def main():
    print(f[(0, (1, True))](), f[(1, (5, True))](), f[(2, (5, True))]())
# --- members of a type
def f[d: DType]():
    comptime match d:
        case DType.int32 | DType.int64: print("int")
        case .float32: print("f32")
        case _: print("other")
def main():
    f[DType.int64]()
    f[DType.float32]()
    f[DType.bool]()
