"""`StaticTuple`: a fixed number of plain values."""

from std.builtin.panic import check_index
from std.builtin.prims import index_of, int_of
from std.builtin.value_traits import DevicePassable


struct StaticTuple[T: TrivialRegisterPassable, size: Int](Defaultable, DevicePassable, Sized, TrivialRegisterPassable):
    """`size` values side by side."""

    var _storage: __prim.array[Self.T, index_of(Self.size)]

    @always_inline
    def __init__(out self):
        """Values of any content."""
        __op.mark_initialized(self._storage)

    @always_inline
    def __init__(out self, *, fill: Self.T):
        __op.mark_initialized(self._storage)
        for i in range(Self.size):
            __op.write(self._at(i), fill)

    @always_inline
    def __init__(out self, *elems: Self.T):
        """The values, or one value everywhere."""
        __op.mark_initialized(self._storage)
        var count = elems.__len__()
        for i in range(Self.size):
            __op.write(self._at(i), elems[i] if count > 1 else elems[0])

    @always_inline
    def _at(ref self, i: Int) -> __prim.pointer[Self.T]:
        return __op.offset(
            __op.pointer_cast[Self.T](__op.address_of[__prim.array[Self.T, index_of(Self.size)]](self._storage)),
            index_of(i),
        )

    @always_inline("builtin")
    def __len__(self) -> Int:
        return Self.size

    @always_inline
    def get[index: Int](self) -> Self.T:
        comptime assert index >= 0 and index < Self.size, "index is out of bounds"
        return __op.deref[ImmUntrackedOrigin](self._at(index))

    @always_inline
    @__caller_location
    def __getitem__[I: Indexer, //](self, idx: I) -> Self.T:
        var i = index(idx)
        check_index(i, Self.size)
        return __op.deref[ImmUntrackedOrigin](self._at(i))

    @always_inline
    @__caller_location
    def __setitem__[I: Indexer, //](mut self, idx: I, val: Self.T):
        var i = index(idx)
        check_index(i, Self.size)
        __op.write(self._at(i), val)

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        for i in range(Self.size):
            if not (self[i] == other[i]):
                return False
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == other)

    def __lt__(self, other: Self) -> Bool where conforms_to(Self.T, Comparable):
        for i in range(Self.size):
            if self[i] < other[i]:
                return True
            if other[i] < self[i]:
                return False
        return False

    def __gt__(self, other: Self) -> Bool where conforms_to(Self.T, Comparable):
        return other < self

    def __le__(self, other: Self) -> Bool where conforms_to(Self.T, Comparable):
        return not (other < self)

    def __ge__(self, other: Self) -> Bool where conforms_to(Self.T, Comparable):
        return not (self < other)
