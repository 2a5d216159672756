"""`Atomic` numbers."""



@fieldwise_init
struct Ordering(Equatable, TrivialRegisterPassable, Writable):
    """What other threads may see of the order of accesses."""

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
    def load[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](self: Atomic[Scalar[d]]) -> Scalar[d]:
        return _load[d, ordering](_lane(self._value))

    @always_inline
    def store[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](mut self: Atomic[Scalar[d]], value: Scalar[d]):
        _store[d, ordering](_lane(self._value), value)

    @always_inline
    def fetch_add[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](mut self: Atomic[Scalar[d]], rhs: Scalar[d]) -> Scalar[d]:
        """Adds; gives the number as it was before."""
        return _add[d, ordering](_lane(self._value), rhs)

    @always_inline
    def fetch_sub[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](mut self: Atomic[Scalar[d]], rhs: Scalar[d]) -> Scalar[d]:
        return _sub[d, ordering](_lane(self._value), rhs)

    @always_inline
    def __iadd__[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = _add[d, Ordering.SEQUENTIAL](_lane(self._value), rhs)

    @always_inline
    def __isub__[d: DType, //](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = _sub[d, Ordering.SEQUENTIAL](_lane(self._value), rhs)

    @always_inline
    def max[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = _max[d, ordering](_lane(self._value), rhs)

    @always_inline
    def min[d: DType, //, *, ordering: Ordering = Ordering.SEQUENTIAL](mut self: Atomic[Scalar[d]], rhs: Scalar[d]):
        _ = _min[d, ordering](_lane(self._value), rhs)

    @always_inline
    def compare_exchange[
        d: DType,
        //,
        *,
        success_ordering: Ordering = Ordering.SEQUENTIAL,
        failure_ordering: Ordering = Ordering.SEQUENTIAL,
        weak: Bool = False,
    ](mut self: Atomic[Scalar[d]], mut expected: Scalar[d], desired: Scalar[d]) -> Bool:
        """Sets `desired` if the number is `expected`; else `expected` becomes what it is. Any weaker order is strengthened."""
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
    def load[d: DType, m: Bool, o: Origin[mut=m], //, *, ordering: Ordering = Ordering.SEQUENTIAL](ptr: Pointer[Scalar[d], o]) -> Scalar[d]:
        return _load[d, ordering](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p))

    @staticmethod
    @always_inline
    def store[d: DType, o: MutOrigin, //, *, ordering: Ordering = Ordering.SEQUENTIAL](ptr: Pointer[Scalar[d], o], value: Scalar[d]):
        _store[d, ordering](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), value)

    @staticmethod
    @always_inline
    def fetch_add[d: DType, o: MutOrigin, //, *, ordering: Ordering = Ordering.SEQUENTIAL](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]) -> Scalar[d]:
        return _add[d, ordering](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs)

    @staticmethod
    @always_inline
    def max[d: DType, o: MutOrigin, //, *, ordering: Ordering = Ordering.SEQUENTIAL](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]):
        _ = _max[d, ordering](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs)

    @staticmethod
    @always_inline
    def min[d: DType, o: MutOrigin, //, *, ordering: Ordering = Ordering.SEQUENTIAL](ptr: Pointer[Scalar[d], o], rhs: Scalar[d]):
        _ = _min[d, ordering](__op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](ptr._p), rhs)


@always_inline
def _load[d: DType, ordering: Ordering](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]]) -> Scalar[d]:
    comptime if ordering == Ordering.SEQUENTIAL:
        return Scalar[d](_v=__op.atomic_load["seq_cst"](p))
    elif ordering == Ordering.ACQUIRE or ordering == Ordering.ACQUIRE_RELEASE:
        return Scalar[d](_v=__op.atomic_load["acquire"](p))
    else:
        return Scalar[d](_v=__op.atomic_load["relaxed"](p))


@always_inline
def _store[
    d: DType, ordering: Ordering
](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]], value: Scalar[d]):
    comptime if ordering == Ordering.SEQUENTIAL:
        __op.atomic_store["seq_cst"](p, value._v)
    elif ordering == Ordering.RELEASE or ordering == Ordering.ACQUIRE_RELEASE:
        __op.atomic_store["release"](p, value._v)
    else:
        __op.atomic_store["relaxed"](p, value._v)


@always_inline
def _add[
    d: DType, ordering: Ordering
](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]], value: Scalar[d]) -> Scalar[d]:
    comptime if ordering == Ordering.SEQUENTIAL:
        return Scalar[d](_v=__op.atomic_rmw["add", "seq_cst"](p, value._v))
    elif ordering == Ordering.ACQUIRE_RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["add", "acq_rel"](p, value._v))
    elif ordering == Ordering.ACQUIRE:
        return Scalar[d](_v=__op.atomic_rmw["add", "acquire"](p, value._v))
    elif ordering == Ordering.RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["add", "release"](p, value._v))
    else:
        return Scalar[d](_v=__op.atomic_rmw["add", "relaxed"](p, value._v))


@always_inline
def _sub[
    d: DType, ordering: Ordering
](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]], value: Scalar[d]) -> Scalar[d]:
    comptime if ordering == Ordering.SEQUENTIAL:
        return Scalar[d](_v=__op.atomic_rmw["sub", "seq_cst"](p, value._v))
    elif ordering == Ordering.ACQUIRE_RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["sub", "acq_rel"](p, value._v))
    elif ordering == Ordering.ACQUIRE:
        return Scalar[d](_v=__op.atomic_rmw["sub", "acquire"](p, value._v))
    elif ordering == Ordering.RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["sub", "release"](p, value._v))
    else:
        return Scalar[d](_v=__op.atomic_rmw["sub", "relaxed"](p, value._v))


@always_inline
def _max[
    d: DType, ordering: Ordering
](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]], value: Scalar[d]) -> Scalar[d]:
    comptime if ordering == Ordering.SEQUENTIAL:
        return Scalar[d](_v=__op.atomic_rmw["max", "seq_cst"](p, value._v))
    elif ordering == Ordering.ACQUIRE_RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["max", "acq_rel"](p, value._v))
    elif ordering == Ordering.ACQUIRE:
        return Scalar[d](_v=__op.atomic_rmw["max", "acquire"](p, value._v))
    elif ordering == Ordering.RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["max", "release"](p, value._v))
    else:
        return Scalar[d](_v=__op.atomic_rmw["max", "relaxed"](p, value._v))


@always_inline
def _min[
    d: DType, ordering: Ordering
](p: __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]], value: Scalar[d]) -> Scalar[d]:
    comptime if ordering == Ordering.SEQUENTIAL:
        return Scalar[d](_v=__op.atomic_rmw["min", "seq_cst"](p, value._v))
    elif ordering == Ordering.ACQUIRE_RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["min", "acq_rel"](p, value._v))
    elif ordering == Ordering.ACQUIRE:
        return Scalar[d](_v=__op.atomic_rmw["min", "acquire"](p, value._v))
    elif ordering == Ordering.RELEASE:
        return Scalar[d](_v=__op.atomic_rmw["min", "release"](p, value._v))
    else:
        return Scalar[d](_v=__op.atomic_rmw["min", "relaxed"](p, value._v))


@always_inline
def _lane[d: DType, //](ref value: Scalar[d]) -> __prim.pointer[__prim.simd[d._code, SIMDLength(1)._n]]:
    return __op.pointer_cast[__prim.simd[d._code, SIMDLength(1)._n]](__op.address_of[Scalar[d]](value))


@always_inline
def fence[ordering: Ordering = Ordering.SEQUENTIAL]():
    """Orders the accesses before it and those after it."""
    comptime if ordering == Ordering.SEQUENTIAL:
        __op.fence["seq_cst"]()
    elif ordering == Ordering.ACQUIRE_RELEASE:
        __op.fence["acq_rel"]()
    elif ordering == Ordering.ACQUIRE:
        __op.fence["acquire"]()
    elif ordering == Ordering.RELEASE:
        __op.fence["release"]()
