"""`Array`: a fixed number of elements in place."""

from std.builtin.panic import check_index
from std.builtin.prims import index_of, int_of
from std.builtin.slices import ContiguousSlice, StridedSlice
from std.builtin.value_traits import DevicePassable
from std.collections.span import write_elements
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned
from std.memory.allocate import copy_values, destroy_values, move_values


@__parallel_elements
struct Array[T: AnyType, length: Int](
    Comparable where conforms_to(T, Comparable),
    Copyable where conforms_to(T, Copyable),
    Defaultable where conforms_to(T, Defaultable),
    Deinitable where conforms_to(T, Deinitable),
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Iterable where conforms_to(T, Copyable),
    IterableOwned where conforms_to(T, Deinitable & Movable),
    Movable where conforms_to(T, Movable),
    Sized,
    Writable where conforms_to(T, Writable),
):
    """`length` elements side by side."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = _ArrayIter[Self.T, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Deinitable & Movable) = _ArrayIterOwned[
        Self.T, Self.length
    ]
    comptime __del__is_trivial = Bool(_v=__op.del_is_trivial[Self.T]())
    comptime __move_ctor_is_trivial = Bool(_v=__op.move_is_trivial[Self.T]())
    comptime __copy_ctor_is_trivial = Bool(_v=__op.copy_is_trivial[Self.T]())

    var _storage: __prim.array[Self.T, index_of(Self.length)]

    @always_inline
    def __init__(out self, *, uninitialized: Bool):
        __op.mark_initialized(self._storage)

    @always_inline
    def __init__(out self) where conforms_to(Self.T, Defaultable & Movable):
        __op.mark_initialized(self._storage)
        for i in range(Self.length):
            __op.write(self._at(i), Self.T())

    @always_inline
    def __init__(out self, *, fill: Self.T) where conforms_to(Self.T, Copyable):
        __op.mark_initialized(self._storage)
        for i in range(Self.length):
            __op.write(self._at(i), fill.copy())

    @always_inline
    def __init__[F: def(Int) -> Self.T, //](out self, *, fill_with: F):
        """What `fill_with` makes of each position."""
        __op.mark_initialized(self._storage)
        for i in range(Self.length):
            __op.write(self._at(i), fill_with(i))

    @always_inline
    def __init__[
        __literal_size__: Int, //
    ](out self: Array[Self.T, __literal_size__], var *elems: Self.T, __list_literal__: NoneType) where conforms_to(
        Self.T, Movable
    ):
        """What a list display makes."""
        __op.mark_initialized(self._storage)
        for i in range(__literal_size__):
            __op.write(self._at(i), __op.take(elems._address(i)))
        __op.forget(elems^)

    @always_inline
    def __init__(out self, *, copy: Self) where conforms_to(Self.T, Copyable):
        __op.mark_initialized(self._storage)
        copy_values[Self.T](self._address(), copy._address(), Self.length)

    @always_inline
    def __init__(out self, *, deinit move: Self) where conforms_to(Self.T, Movable):
        __op.mark_initialized(self._storage)
        move_values[Self.T](self._address(), _address_in[Self.T, Self.length](move._storage), Self.length)

    @always_inline
    def __deinit__(deinit self) where conforms_to(Self.T, Deinitable):
        destroy_values[Self.T](_address_in[Self.T, Self.length](self._storage), Self.length)

    @always_inline
    def _address(ref self) -> __prim.pointer[Self.T]:
        return _address_in[Self.T, Self.length](self._storage)

    @always_inline
    def _at(ref self, i: Int) -> __prim.pointer[Self.T]:
        return __op.offset(_address_in[Self.T, Self.length](self._storage), index_of(i))

    @always_inline("builtin")
    def __len__(self) -> Int:
        return Self.length

    @always_inline
    def __dialect_length__(self) -> Int:
        return Self.length

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(ref self, idx: Int, /) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        check_index(idx, Self.length)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](self._at(idx))

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__[
        I: Indexer, //
    ](ref self, idx: I, /) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        check_index(index(idx), Self.length)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](self._at(index(idx)))

    @always_inline
    @__unsafe_nested_origins_read_only
    def __getitem_param__[
        idx: Int, /
    ](ref self) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        comptime assert idx >= 0, "negative indexing is not supported, use e.g. `x[len(x) - 1]`"
        comptime assert idx < Self.length, "index is out of bounds"
        return __op.deref[origin_of(self)._get_owned_interior["element"]](self._at(idx))

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, slc: ContiguousSlice, /
    ) -> Span[Self.T, origin_of(self)._get_owned_interior["element"]]:
        var start, end = slc._checked(Self.length)
        return Span[Self.T, origin_of(self)._get_owned_interior["element"]](_p=self._at(start), _len=end - start)

    @always_inline
    @__unsafe_nested_origins_read_only
    def unsafe_get(ref self, idx: Int) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        return __op.deref[origin_of(self)._get_owned_interior["element"]](self._at(idx))

    @always_inline
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](_p=self._address())

    @always_inline
    def __iter__(ref self) -> _ArrayIter[Self.T, origin_of(self)]:
        return _ArrayIter[Self.T, origin_of(self)](self._address(), Self.length)

    @always_inline
    def __iter__(var self) -> _ArrayIterOwned[Self.T, Self.length] where conforms_to(Self.T, Deinitable & Movable):
        return _ArrayIterOwned[Self.T, Self.length](self^)

    @always_inline
    def __reversed__(ref self) -> _ArrayIter[Self.T, origin_of(self), False]:
        return _ArrayIter[Self.T, origin_of(self), False](self._address(), Self.length)

    def concat[
        other_length: Int, //
    ](deinit self, deinit rhs: Array[Self.T, other_length]) -> Array[
        Self.T, Self.length + other_length
    ] where conforms_to(Self.T, Movable):
        """The elements of both."""
        var result = Array[Self.T, Self.length + other_length](uninitialized=True)
        move_values[Self.T](result._address(), _address_in[Self.T, Self.length](self._storage), Self.length)
        move_values[Self.T](
            result._at(Self.length), _address_in[Self.T, other_length](rhs._storage), other_length
        )
        return result^

    def repeat[n: Int](deinit self) -> Array[Self.T, Self.length * n] where conforms_to(Self.T, Copyable) and n > 0:
        """The elements `n` times in a row; the last time they are moved."""
        var result = Array[Self.T, Self.length * n](uninitialized=True)
        for k in range(n - 1):
            copy_values[Self.T](
                result._at(k * Self.length), _address_in[Self.T, Self.length](self._storage), Self.length
            )
        move_values[Self.T](
            result._at((n - 1) * Self.length), _address_in[Self.T, Self.length](self._storage), Self.length
        )
        return result^

    def deinit_with[F: def(var Self.T) -> None, //](deinit self, deinit_func: F, /) where conforms_to(Self.T, Movable):
        """Hands every element to `deinit_func`, the first one first."""
        for i in range(Self.length):
            deinit_func(__op.take(__op.offset(_address_in[Self.T, Self.length](self._storage), index_of(i))))

    def __contains__(self, value: Self.T) -> Bool where conforms_to(Self.T, Equatable):
        for i in range(Self.length):
            if self.unsafe_get(i) == value:
                return True
        return False

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        for i in range(Self.length):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == other)

    def __lt__(self, other: Self) -> Bool where conforms_to(Self.T, Comparable):
        for i in range(Self.length):
            if self.unsafe_get(i) < other.unsafe_get(i):
                return True
            if other.unsafe_get(i) < self.unsafe_get(i):
                return False
        return False

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        for i in range(Self.length):
            self.unsafe_get(i).__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        write_elements[False](writer, Span[Self.T, ImmUntrackedOrigin](_p=self._address(), _len=Self.length))

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        write_elements[True](writer, Span[Self.T, ImmUntrackedOrigin](_p=self._address(), _len=Self.length))
        writer.write_string(")")


@always_inline
def _address_in[T: AnyType, n: Int](ref storage: __prim.array[T, index_of(n)]) -> __prim.pointer[T]:
    return __op.pointer_cast[T](__op.address_of[__prim.array[T, index_of(n)]](storage))


struct _ArrayIter[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(T, Copyable), Iterator where conforms_to(T, Copyable)
):
    """Walks over the elements of an array."""

    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = Self

    var _p: __prim.pointer[Self.T]
    var _at: Int
    var _count: Int

    @always_inline
    def __init__(out self, p: __prim.pointer[Self.T], count: Int):
        self._p = p
        self._at = 0
        self._count = count

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T where conforms_to(Self.T, Copyable):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.T:
        """What `for` loops call: the element itself."""
        var i = self._at
        if i >= self._count:
            raise StopIteration()
        self._at = i + 1
        comptime if not Self.forward:
            i = self._count - 1 - i
        return __op.deref[Self.origin](__op.offset(self._p, index_of(i)))

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self._count - self._at, Optional(self._count - self._at))


struct _ArrayIterOwned[T: Deinitable & Movable, length: Int](Iterator):
    """Takes the elements out of an array, one after the other."""

    comptime Element = Self.T

    var _array: Array[Self.T, Self.length]
    var _at: Int

    @always_inline
    def __init__(out self, var array: Array[Self.T, Self.length]):
        self._array = array^
        self._at = 0

    def __deinit__(deinit self):
        destroy_values[Self.T](self._array._at(self._at), Self.length - self._at)
        __op.forget(self._array^)

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T:
        if self._at >= Self.length:
            raise StopIteration()
        self._at += 1
        return __op.take(self._array._at(self._at - 1))
