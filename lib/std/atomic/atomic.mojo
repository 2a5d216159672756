"""`Atomic` numbers."""



@fieldwise_init
struct Ordering(Equatable, ImplicitlyCopyable, Writable):
    """What other threads may see of the order of accesses. All operations here are sequentially consistent or stronger."""

    comptime NOT_ATOMIC = Ordering(0)
    comptime UNORDERED = Ordering(1)
    comptime RELAXED = Ordering(2)
    comptime ACQUIRE = Ordering(3)
    comptime RELEASE = Ordering(4)
    comptime ACQUIRE_RELEASE = Ordering(5)
    comptime SEQUENTIAL = Ordering(6)

    var _value: UInt8

    def __eq__(self, other: Ordering) -> Bool:
        return self._value == other._value

    def as_string_slice(self) -> StaticString:
        if self == Ordering.NOT_ATOMIC:
            return "not_atomic"
        if self == Ordering.UNORDERED:
            return "unordered"
        if self == Ordering.RELAXED:
            return "relaxed"
        if self == Ordering.ACQUIRE:
            return "acquire"
        if self == Ordering.RELEASE:
            return "release"
        if self == Ordering.ACQUIRE_RELEASE:
            return "acquire_release"
        return "sequential"

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("Ordering.", self.as_string_slice().upper())


@__parallel_shared
struct Atomic[T: Deinitable & Movable](Movable):
    """A number that threads change without getting in each other's way."""

    var _value: Self.T

    @always_inline
    @implicit
    def __init__(out self, var value: Self.T):
        self._value = value^

    # ---- on the number itself

    @always_inline
    def load[d: DType, //](self: Atomic[Scalar[d]]) -> Scalar[d]:
        return Scalar[d](_v=__op.atomic_load["seq_cst"](_lane(self._value)))

    @always_inline
    def store[d: DType, //](mut self: Atomic[Scalar[d]], value: Scalar[d]):
        __op.atomic_store["seq_cst"](_lane(self._value), value._v)

    @always_inline
    def fetch_add[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]) -> Scalar[d]:
        """Adds; gives the number as it was before."""
        return Scalar[d](_v=__op.atomic_rmw["add", "seq_cst"](_lane(self._value), rhs._v))

    @always_inline
    def fetch_sub[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]) -> Scalar[d]:
        return Scalar[d](_v=__op.atomic_rmw["sub", "seq_cst"](_lane(self._value), rhs._v))

    @always_inline
    def __iadd__[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = __op.atomic_rmw["add", "seq_cst"](_lane(self._value), rhs._v)

    @always_inline
    def __isub__[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = __op.atomic_rmw["sub", "seq_cst"](_lane(self._value), rhs._v)

    @always_inline
    def max[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = __op.atomic_rmw["max", "seq_cst"](_lane(self._value), rhs._v)

    @always_inline
    def min[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = __op.atomic_rmw["min", "seq_cst"](_lane(self._value), rhs._v)

    @always_inline
    def compare_exchange[
        d: DType, //
    ](mut self: Atomic[Scalar[d]], mut expected: Scalar[d], desired: Scalar[d]) -> Bool:
        """Sets `desired` if the number is `expected`; else `expected` becomes what it is."""
        var found = Scalar[d](
            _v=__op.atomic_cas["seq_cst", "seq_cst"](_lane(self._value), expected._v, desired._v)
        )
        if found == expected:
            return True
        expected = found
        return False

    # ---- on a number in memory

    @staticmethod
    @always_inline
    def load[d: DType, m: Bool, o: Origin[mut=m], //](ptr: Pointer[Scalar[d], o]) -> Scalar[d]:
        return Scalar[d](_v=__op.atomic_load["seq_cst"](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p)))

    @staticmethod
    @always_inline
    def store[d: DType, o: MutOrigin, //](ptr: Pointer[Scalar[d], o], value: Scalar[d]):
        __op.atomic_store["seq_cst"](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), value._v)

    @staticmethod
    @always_inline
    def fetch_add[d: DType, o: MutOrigin, //](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]) -> Scalar[d]:
        return Scalar[d](
            _v=__op.atomic_rmw["add", "seq_cst"](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs._v)
        )

    @staticmethod
    @always_inline
    def max[d: DType, o: MutOrigin, //](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]):
        _ = __op.atomic_rmw["max", "seq_cst"](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs._v)

    @staticmethod
    @always_inline
    def min[d: DType, o: MutOrigin, //](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]):
        _ = __op.atomic_rmw["min", "seq_cst"](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs._v)


@always_inline
def _lane[d: DType, //](ref value: Scalar[d]) -> __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]]:
    return __op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](__op.address_of[Scalar[d]](value))


@always_inline
def fence():
    """Orders the accesses before it before those after it."""
    __op.fence["seq_cst"]()
