# stage: run strict
# --- defaults, and members that take the type that the trait asks for
trait Shape:
    comptime NAME: StaticString
    comptime SIDES: Int = 4
    comptime DOUBLE = Self.SIDES * 2
    def area(self) -> Float64: ...
    def describe(self) -> String:
        return String(t"{Self.NAME} area={self.area()} sides={Self.SIDES}")
    @staticmethod
    def origin() -> Int: return 7
trait Named(Shape):
    def name(self) -> String: return "named"
@fieldwise_init
struct Sq(Named, Copyable):
    comptime NAME: StaticString = "sq"
    var s: Float64
    def area(self) -> Float64: return self.s * self.s
@fieldwise_init
struct Tri(Shape & Copyable):
    comptime NAME: StaticString = "tri"
    comptime SIDES = 3
    var b: Float64
    var h: Float64
    def area(self) -> Float64: return self.b * self.h / 2
    @staticmethod
    def origin() -> Int: return 8
def show[T: Shape](x: T):
    print(x.describe(), T.origin(), T.SIDES, T.DOUBLE, type_of(x).DOUBLE)
def show2(x: Some[Named]):
    print(x.name(), x.describe())
def main():
    show(Sq(2))
    show(Tri(3, 4))
    show2(Sq(3))
    print(Sq.SIDES, Tri.SIDES, Tri.DOUBLE, Sq(1).SIDES)
# --- associated types
trait Container:
    comptime Elt: Copyable & Writable & Deinitable
    def get(self, i: Int) -> Self.Elt: ...
    def size(self) -> Int: ...
struct Ints(Container):
    comptime Elt = Int
    def __init__(out self): pass
    def get(self, i: Int) -> Int: return i * i
    def size(self) -> Int: return 3
struct Wrap[T: Copyable & Writable & Deinitable](Container):
    comptime Elt = Self.T
    var v: List[Self.T]
    def __init__(out self, var v: List[Self.T]):
        self.v = v^
    def get(self, i: Int) -> Self.T: return self.v[i].copy()
    def size(self) -> Int: return len(self.v)
def dump[C: Container](c: C):
    for i in range(c.size()):
        var e = c.get(i)
        print(e, end=" ")
    print()
def first[C: Container](c: C) -> C.Elt:
    return c.get(0)
def main():
    dump(Ints())
    dump(Wrap[String](["a", "b"]))
    print(first(Ints()), first(Wrap[Float64]([2.5])))
# --- conformance under a condition
@fieldwise_init
struct Box[T: Copyable & Deinitable](Copyable,
        Writable where conforms_to(T, Writable), Sized where conforms_to(T, Sized)):
    var v: Self.T
    def __len__(self) -> Int where conforms_to(Self.T, Sized): return len(self.v)
    def show(self) where conforms_to(Self.T, Writable): print("show", self.v)
@fieldwise_init
struct NW(Copyable):
    var a: Int
def main():
    print(Box(3))
    print(conforms_to(Box[NW], Writable), conforms_to(Box[Int], Writable))
    Box(4).show()
    print(len(Box([1, 2, 3])))
    var b = Box(NW(1))
    print(b.v.a)
# --- generic requirements
trait V:
    def visit[T: Writable](mut self, x: T): ...
struct P(V):
    var n: Int
    def __init__(out self): self.n = 0
    def visit[T: Writable](mut self, x: T):
        self.n += 1
        print("v", x)
def run[W: V](mut w: W):
    w.visit(1)
    w.visit("s")
def main():
    var p = P()
    run(p)
    print(p.n)
# --- a conformance from outside
trait Hi:
    def hi(self) -> String: ...
struct A:
    def __init__(out self): pass
__extension A(Hi):
    def hi(self) -> String: return "hi"
def call[T: Hi](x: T): print(x.hi())
def main():
    call(A())
    print(A().hi())
