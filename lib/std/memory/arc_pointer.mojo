"""`ArcPointer`: a value with several owners, counted."""

from std.builtin.prims import PrimInt
from std.builtin.value_traits import Identifiable
from std.hash.hasher import Hasher
from std.memory.alloc import Allocation, Layout
from std.memory.allocate import allocate, release
from std.origin import MutOf


struct _Shared[T: Deinitable & Movable](Movable):
    """What the owners share: how many they are, how many only watch, and the value."""

    var _owners: Int
    # Watchers, plus one for all owners together.
    var _watchers: Int
    var _value: Self.T

    def __init__(out self, var value: Self.T):
        self._owners = 1
        self._watchers = 1
        self._value = value^


@always_inline
def _counter(ref count: Int) -> __prim.pointer[PrimInt]:
    return __op.pointer_cast[PrimInt](__op.address_of[Int](count))


struct ArcPointer[T: Deinitable & Movable](
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Identifiable,
    ImplicitlyCopyable,
    Writable where conforms_to(T, Writable),
):
    """One of the owners of a value on the heap; the last one destroys it."""

    comptime WeakPointer = WeakPointer[Self.T]

    var _p: __prim.pointer[_Shared[Self.T]]

    def __init__(out self, var value: Self.T):
        self._p = allocate[_Shared[Self.T]](1)
        __op.write(self._p, _Shared[Self.T](value^))

    @always_inline
    def __init__(out self, *, _shared: __prim.pointer[_Shared[Self.T]]):
        self._p = _shared

    @always_inline
    def __init__(out self, *, copy: Self):
        self._p = copy._p
        _ = __op.atomic_rmw["add", "relaxed"](
            _counter(__op.deref[MutUntrackedOrigin](copy._p)._owners), Int(1)._v
        )

    def __deinit__(deinit self):
        if (
            Int(
                _v=__op.atomic_rmw["sub", "acq_rel"](
                    _counter(__op.deref[MutUntrackedOrigin](self._p)._owners), Int(1)._v
                )
            )
            == 1
        ):
            __op.destroy(__op.address_of[Self.T](__op.deref[MutUntrackedOrigin](self._p)._value))
            _drop_watcher(self._p)

    @always_inline
    def __getitem__(self) -> ref[MutOf[origin_of(self), True]] Self.T:
        return __op.deref[MutOf[origin_of(self), True]](
            __op.address_of[Self.T](__op.deref[MutUntrackedOrigin](self._p)._value)
        )

    def count(self) -> UInt64:
        """How many owners there are."""
        return UInt64(
            Int(_v=__op.atomic_load["relaxed"](_counter(__op.deref[MutUntrackedOrigin](self._p)._owners)))
        )

    def weak_count(self) -> UInt64:
        """How many watchers there are."""
        return UInt64(
            Int(_v=__op.atomic_load["relaxed"](_counter(__op.deref[MutUntrackedOrigin](self._p)._watchers))) - 1
        )

    def unsafe_ptr(self) -> Pointer[Self.T, MutUntrackedOrigin]:
        return Pointer[Self.T, MutUntrackedOrigin](
            _p=__op.address_of[Self.T](__op.deref[MutUntrackedOrigin](self._p)._value)
        )

    def ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](
            _p=__op.address_of[Self.T](__op.deref[MutUntrackedOrigin](self._p)._value)
        )

    def unsafe_take_allocation(deinit self) -> Allocation[_Shared[Self.T]]:
        """The memory with the value and the counts in it; there must be no other owner or watcher."""
        return Allocation[_Shared[Self.T]](
            unsafe_owned_ptr=Pointer[_Shared[Self.T], MutUntrackedOrigin](_p=self._p),
            layout=Layout[_Shared[Self.T]].single(),
        )

    def __is__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.pointer_eq(self._p, rhs._p))

    def __isnot__(self, rhs: Self) -> Bool:
        return not self.__is__(rhs)

    def __eq__(self, rhs: Self) -> Bool where conforms_to(Self.T, Equatable):
        return self[] == rhs[]

    def __ne__(self, rhs: Self) -> Bool where conforms_to(Self.T, Equatable):
        return not (self[] == rhs[])

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        self[].__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        self[].write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        self[].write_repr_to(writer)
        writer.write_string(")")


struct WeakPointer[T: Deinitable & Movable](ImplicitlyCopyable):
    """Watches a value without keeping it alive."""

    var _p: __prim.pointer[_Shared[Self.T]]

    def __init__(out self, *, downgrade: ArcPointer[Self.T]):
        self._p = downgrade._p
        _ = __op.atomic_rmw["add", "relaxed"](
            _counter(__op.deref[MutUntrackedOrigin](self._p)._watchers), Int(1)._v
        )

    def __init__(out self, *, copy: Self):
        self._p = copy._p
        _ = __op.atomic_rmw["add", "relaxed"](
            _counter(__op.deref[MutUntrackedOrigin](copy._p)._watchers), Int(1)._v
        )

    def __deinit__(deinit self):
        _drop_watcher(self._p)

    def try_upgrade(self) -> Optional[ArcPointer[Self.T]]:
        """An owner, if the value is still there."""
        var owners = Int(_v=__op.atomic_load["relaxed"](_counter(__op.deref[MutUntrackedOrigin](self._p)._owners)))
        while owners > 0:
            var seen = Int(
                _v=__op.atomic_cas["acq_rel", "relaxed"](
                    _counter(__op.deref[MutUntrackedOrigin](self._p)._owners), owners._v, (owners + 1)._v
                )
            )
            if seen == owners:
                return ArcPointer[Self.T](_shared=self._p)
            owners = seen
        return None


def _drop_watcher[T: Deinitable & Movable, //](shared: __prim.pointer[_Shared[T]]):
    if (
        Int(
            _v=__op.atomic_rmw["sub", "acq_rel"](
                _counter(__op.deref[MutUntrackedOrigin](shared)._watchers), Int(1)._v
            )
        )
        == 1
    ):
        release[_Shared[T]](shared, 1)
