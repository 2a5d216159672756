"""The type of SIMD widths."""

from std.builtin.prims import index_of, int_of


struct SIMDLength(Comparable, Indexer, TrivialRegisterPassable, Writable):
    """How many lanes a vector has."""

    var _n: __prim.index

    @always_inline("builtin")
    def __init__(out self, *, _n: __prim.index):
        self._n = _n

    @always_inline("builtin")
    @implicit
    def __init__[v: __prim.int_literal, //](out self, value: IntLiteral[v], /):
        self._n = __op.int_literal_to_index[v]()

    @always_inline("builtin")
    @implicit
    def __init__(out self, value: Int, /):
        self._n = index_of(value)

    @always_inline("builtin")
    def __mlir_index__(self) -> __prim.index:
        return self._n

    @always_inline("builtin")
    def __eq__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.eq(self._n, rhs._n))

    @always_inline("builtin")
    def __ne__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.ne(self._n, rhs._n))

    @always_inline("builtin")
    def __lt__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.lt(self._n, rhs._n))

    @always_inline("builtin")
    def __le__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.le(self._n, rhs._n))

    @always_inline("builtin")
    def __gt__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.gt(self._n, rhs._n))

    @always_inline("builtin")
    def __ge__(self, rhs: SIMDLength) -> Bool:
        return Bool(_v=__op.ge(self._n, rhs._n))

    @always_inline("builtin")
    def __add__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.add(self._n, rhs._n))

    @always_inline("builtin")
    def __sub__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.sub(self._n, rhs._n))

    @always_inline("builtin")
    def __mul__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.mul(self._n, rhs._n))

    @always_inline("builtin")
    def __truediv__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.div(self._n, rhs._n))

    @always_inline("builtin")
    def __floordiv__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.floordiv(self._n, rhs._n))

    @always_inline("builtin")
    def __mod__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.mod(self._n, rhs._n))

    @always_inline("builtin")
    def __neg__(self) -> SIMDLength:
        return SIMDLength(_n=__op.neg(self._n))

    @always_inline("builtin")
    def __radd__(self, lhs: SIMDLength) -> SIMDLength:
        return lhs + self

    @always_inline("builtin")
    def __rsub__(self, lhs: SIMDLength) -> SIMDLength:
        return lhs - self

    @always_inline("builtin")
    def __rmul__(self, lhs: SIMDLength) -> SIMDLength:
        return lhs * self

    @always_inline("builtin")
    def __and__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.`and`(self._n, rhs._n))

    @always_inline("builtin")
    def __rshift__(self, rhs: SIMDLength) -> SIMDLength:
        return SIMDLength(_n=__op.shr(self._n, rhs._n))

    @always_inline
    def __pow__(self, exp: SIMDLength) -> SIMDLength:
        return SIMDLength(int_of(self._n) ** int_of(exp._n))

    @always_inline
    def __imul__(mut self, rhs: SIMDLength):
        self = self * rhs

    @always_inline
    def __irshift__(mut self, rhs: SIMDLength):
        self = self >> rhs

    def is_power_of_two(self) -> Bool:
        var n = int_of(self._n)
        return n > 0 and n & (n - 1) == 0

    def write_to[W: Writer, //](self, mut writer: W):
        int_of(self._n).write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        int_of(self._n).write_to(writer)
