"""`List`: a sequence that grows."""

from std.builtin.panic import SAFE_CHECKS, check_failed, check_index
from std.builtin.prims import ZERO, index_of, int_of
from std.builtin.slices import ContiguousSlice, StridedSlice
from std.collections.span import write_elements
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned
from std.memory.alloc import Allocation, Layout
from std.memory.allocate import allocate, copy_values, destroy_values, grow_values, move_values, release


@__parallel_elements
struct List[T: AnyType, /](
    Boolable,
    Copyable where conforms_to(T, Copyable),
    Defaultable,
    Deinitable where conforms_to(T, Deinitable),
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Iterable where conforms_to(T, Copyable),
    IterableOwned where conforms_to(T, Deinitable & Movable),
    Movable,
    Sized,
    Writable where conforms_to(T, Writable),
):
    """Elements side by side on the heap, with room to grow."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = _ListIter[Self.T, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Deinitable & Movable) = _ListIterOwned[Self.T]

    var _data: __prim.pointer[Self.T]
    var _len: Int
    var _cap: Int

    # ---- constructors

    @always_inline
    def __init__(out self):
        self._data = __op.index_to_pointer[Self.T](__op.align_of[Self.T]())
        self._len = 0
        self._cap = 0

    def __init__(out self, *, capacity: Int):
        self = Self()
        if capacity > 0:
            self._data = allocate[Self.T](capacity)
            self._cap = capacity

    def __init__(out self, *, length: Int, fill: Self.T) where conforms_to(Self.T, Copyable):
        """`length` copies of `fill`."""
        self = Self(capacity=length)
        for i in range(length):
            __op.write(__op.offset(self._data, index_of(i)), fill.copy())
        self._len = length

    def __init__[F: def(Int) -> Self.T, //](out self, *, length: Int, fill_with: F):
        """What `fill_with` makes of each position."""
        self = Self(capacity=length)
        for i in range(length):
            __op.write(__op.offset(self._data, index_of(i)), fill_with(i))
            self._len = i + 1

    def __init__(out self, *, unsafe_uninit_length: Int):
        self = Self(capacity=unsafe_uninit_length)
        self._len = unsafe_uninit_length

    @always_inline
    def __init__(out self, var *values: Self.T, __list_literal__: NoneType) where conforms_to(Self.T, Movable):
        """What a list display makes."""
        var count = values.__len__()
        self = Self(capacity=count)
        for i in range(count):
            __op.write(__op.offset(self._data, index_of(i)), __op.take(values._address(i)))
        self._len = count
        __op.forget(values^)

    def __init__[
        I: Iterable, //
    ](out self: List[I.IteratorType[origin_of(iterable)].Element], ref iterable: I) where conforms_to(
        I.IteratorType[origin_of(iterable)].Element, Copyable & Deinitable
    ):
        """Copies of the elements of any iterable value."""
        self = List[I.IteratorType[origin_of(iterable)].Element]()
        for element in iterable:
            self.append(element.copy())

    # ---- life

    def __init__(out self, *, copy: Self) where conforms_to(Self.T, Copyable):
        self = Self(capacity=copy._len)
        copy_values[Self.T](self._data, copy._data, copy._len)
        self._len = copy._len

    @always_inline
    def __deinit__(deinit self) where conforms_to(Self.T, Deinitable):
        destroy_values[Self.T](self._data, self._len)
        if self._cap > 0:
            release[Self.T](self._data, self._cap)

    def deinit_with[F: def(var Self.T) -> None, //](deinit self, deinit_func: F, /) where conforms_to(Self.T, Movable):
        """Hands every element to `deinit_func`."""
        for i in range(self._len):
            deinit_func(__op.take(__op.offset(self._data, index_of(i))))
        if self._cap > 0:
            release[Self.T](self._data, self._cap)

    # ---- size

    @always_inline
    def __len__(self) -> Int:
        return self._len

    @always_inline
    def __dialect_length__(self) -> Int:
        return self._len

    @always_inline
    def __bool__(self) -> Bool:
        return self._len > 0

    @always_inline
    def capacity(self) -> Int:
        return self._cap

    @always_inline
    def byte_length(self) -> Int:
        return self._len * int_of(__op.size_of[Self.T]())

    @no_inline
    def _grow_to(mut self, capacity: Int) where conforms_to(Self.T, Movable):
        self._data = grow_values[Self.T](self._data, self._len, self._cap, capacity)
        self._cap = capacity

    def reserve(mut self, capacity: Int) where conforms_to(Self.T, Movable):
        """Makes room for `capacity` elements."""
        if capacity > self._cap:
            self._grow_to(capacity)

    @always_inline
    def _make_room(mut self) where conforms_to(Self.T, Movable):
        """Makes room for one element more."""
        if self._len >= self._cap:
            self._grow_to(max(1, self._cap * 2))

    # ---- elements

    @always_inline
    def _at(self, i: Int) -> __prim.pointer[Self.T]:
        return __op.offset(self._data, index_of(i))

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(ref self, idx: Int, /) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        check_index(idx, self._len)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](__op.offset(self._data, index_of(idx)))

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__[
        v: __prim.int_literal, //
    ](ref self, idx: IntLiteral[v], /) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        comptime assert idx >= 0, "negative indexing is not supported, use e.g. `x[len(x) - 1]`"
        check_index(Int(idx), self._len)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](
            __op.offset(self._data, index_of(Int(idx)))
        )

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__[
        I: Indexer, //
    ](ref self, idx: I, /) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        check_index(index(idx), self._len)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](
            __op.offset(self._data, index_of(index(idx)))
        )

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, slice: ContiguousSlice
    ) -> Span[Self.T, origin_of(self)._get_owned_interior["element"]]:
        """A view of the elements from `slice.start` up to `slice.end`."""
        var start, end = slice._checked(self._len)
        return Span[Self.T, origin_of(self)._get_owned_interior["element"]](_p=self._at(start), _len=end - start)

    def __getitem__(self, slice: StridedSlice) -> Self where conforms_to(Self.T, Copyable):
        """Copies of every `slice.stride`-th element."""
        var start, _, step = slice.indices(self._len)
        var count = slice._count(self._len)
        var result = Self(capacity=count)
        for i in range(count):
            __op.write(
                __op.offset(result._data, index_of(i)),
                __op.deref[ImmUntrackedOrigin](__op.offset(self._data, index_of(start + i * step))).copy(),
            )
        result._len = count
        return result^

    @always_inline
    @__unsafe_nested_origins_read_only
    def unsafe_get(ref self, idx: Int) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        return __op.deref[origin_of(self)._get_owned_interior["element"]](__op.offset(self._data, index_of(idx)))

    @always_inline
    def unsafe_set(mut self, idx: Int, var value: Self.T) where conforms_to(Self.T, Deinitable & Movable):
        __op.destroy(self._at(idx))
        __op.write(self._at(idx), value^)

    @always_inline
    @__unsafe_nested_origins_read_only
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self)._get_owned_interior["element"]]:
        return Pointer[Self.T, origin_of(self)._get_owned_interior["element"]](_p=self._data)

    def unsafe_take_allocation(mut self) -> Allocation[Self.T]:
        """The memory with the elements still in it; the list is empty afterwards."""
        var taken = Allocation[Self.T](
            unsafe_owned_ptr=Pointer[Self.T, MutUntrackedOrigin](_p=self._data), layout=Layout[Self.T](count=self._cap)
        )
        __op.write(__op.address_of[Self](self), Self())
        return taken^

    # ---- changing

    @always_inline
    def append(mut self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        """Adds `value` at the end."""
        self._make_room()
        __op.write(__op.offset(self._data, index_of(self._len)), value^)
        self._len += 1

    @__caller_location
    def insert(mut self, i: Int, var value: Self.T, /) where conforms_to(Self.T, Movable):
        """Puts `value` before element `i`."""
        comptime if SAFE_CHECKS:
            if UInt(i) > UInt(self._len):
                check_failed("insert index ", i, " is out of bounds, valid range is 0 to ", self._len)
        self._make_room()
        var k = self._len
        while k > i:
            __op.write(self._at(k), __op.take(self._at(k - 1)))
            k -= 1
        __op.write(self._at(i), value^)
        self._len += 1

    @always_inline
    def extend(mut self, var other: Self) where conforms_to(Self.T, Movable):
        """Moves the elements of `other` to the end."""
        var total = self._len + other._len
        if total > self._cap:
            self._grow_to(max(total, self._cap * 2))
        move_values[Self.T](self._at(self._len), other._data, other._len)
        self._len = total
        if other._cap > 0:
            release[Self.T](other._data, other._cap)
        __op.forget(other^)

    def extend[m: Bool, o: Origin[mut=m], //](mut self, elements: Span[Self.T, o]) where conforms_to(Self.T, Copyable):
        """Copies `elements` to the end."""
        var total = self._len + elements._len
        if total > self._cap:
            self._grow_to(max(total, self._cap * 2))
        copy_values[Self.T](self._at(self._len), elements._p, elements._len)
        self._len = total

    def extend[dtype: DType, width: SIMDLength, //](mut self: List[Scalar[dtype]], value: SIMD[dtype, width]):
        """Adds the lanes of `value` at the end."""
        self.extend(value, count=int_of(width._n))

    def extend[
        dtype: DType, width: SIMDLength, //
    ](mut self: List[Scalar[dtype]], value: SIMD[dtype, width], *, count: Int):
        """Adds the first `count` lanes of `value` at the end."""
        for i in range(count):
            self.append(value[i])

    @always_inline
    @__caller_location
    def pop(mut self) -> Self.T where conforms_to(Self.T, Movable):
        """Takes the last element."""
        check_index(self._len - 1, self._len)
        self._len -= 1
        var result = __op.take(__op.offset(self._data, index_of(self._len)))
        return result^

    @__caller_location
    def pop(mut self, i: Int) -> Self.T where conforms_to(Self.T, Movable):
        """Takes element `i`."""
        check_index(i, self._len)
        var result = __op.take(self._at(i))
        for k in range(i + 1, self._len):
            __op.write(self._at(k - 1), __op.take(self._at(k)))
        self._len -= 1
        return result^

    @always_inline
    def clear(mut self) where conforms_to(Self.T, Deinitable):
        """Destroys all elements and keeps the room."""
        destroy_values[Self.T](self._data, self._len)
        self._len = 0

    def shrink(mut self, new_length: Int) where conforms_to(Self.T, Deinitable):
        """Destroys the elements from `new_length` on."""
        if new_length < self._len:
            destroy_values[Self.T](self._at(new_length), self._len - new_length)
            self._len = new_length

    def resize(mut self, length: Int, fill: Self.T) where conforms_to(Self.T, Copyable & Deinitable):
        """Cuts off at `length`, or fills up with copies of `fill`."""
        if length <= self._len:
            self.shrink(length)
            return
        self.reserve(length)
        for i in range(self._len, length):
            __op.write(self._at(i), fill.copy())
        self._len = length

    def resize(mut self, *, unsafe_uninit_length: Int) where conforms_to(Self.T, Deinitable & Movable):
        if unsafe_uninit_length <= self._len:
            self.shrink(unsafe_uninit_length)
        else:
            self.reserve(unsafe_uninit_length)
            self._len = unsafe_uninit_length

    def reverse(mut self) where conforms_to(Self.T, Movable):
        """Turns the order around."""
        for i in range(self._len // 2):
            self._swap(i, self._len - 1 - i)

    @__caller_location
    def swap_elements(mut self, elt_idx_1: Int, elt_idx_2: Int) where conforms_to(Self.T, Movable):
        check_index(elt_idx_1, self._len)
        check_index(elt_idx_2, self._len)
        self._swap(elt_idx_1, elt_idx_2)

    @always_inline
    def _swap(mut self, a: Int, b: Int) where conforms_to(Self.T, Movable):
        if a == b:
            return
        var kept = __op.take(self._at(a))
        __op.write(self._at(a), __op.take(self._at(b)))
        __op.write(self._at(b), kept^)

    # ---- searching and comparing

    def __contains__(self, value: Self.T, /) -> Bool where conforms_to(Self.T, Equatable):
        for i in range(self._len):
            if self.unsafe_get(i) == value:
                return True
        return False

    def count(self, value: Self.T) -> Int where conforms_to(Self.T, Equatable):
        var result = 0
        for i in range(self._len):
            if self.unsafe_get(i) == value:
                result += 1
        return result

    def index(
        self, value: Self.T, start: Int = 0, stop: Optional[Int] = None
    ) raises -> Int where conforms_to(Self.T, Equatable):
        """The position of the first element equal to `value`."""
        var found = self.try_index(value, start, stop)
        if not found:
            raise Error("ValueError: Given element is not in list")
        return found.unsafe_value()

    def try_index(
        self, value: Self.T, start: Int = 0, stop: Optional[Int] = None
    ) -> Optional[Int] where conforms_to(Self.T, Equatable):
        var end = min(stop.or_else(self._len), self._len)
        for i in range(max(start, 0), end):
            if self.unsafe_get(i) == value:
                return i
        return None

    def __eq__(self, other: Self, /) -> Bool where conforms_to(Self.T, Equatable):
        if self._len != other._len:
            return False
        for i in range(self._len):
            if not (self.unsafe_get(i) == other.unsafe_get(i)):
                return False
        return True

    def __ne__(self, other: Self, /) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == other)

    # ---- operators

    def __add__(self, var other: Self) -> Self where conforms_to(Self.T, Copyable):
        var result = Self(capacity=self._len + other._len)
        copy_values[Self.T](result._data, self._data, self._len)
        result._len = self._len
        result.extend(other^)
        return result^

    def __iadd__(mut self, var other: Self, /) where conforms_to(Self.T, Copyable):
        self.extend(other^)

    def __mul__(self, x: Int) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        var result = Self(capacity=self._len * max(x, 0))
        for _ in range(x):
            copy_values[Self.T](result._at(result._len), self._data, self._len)
            result._len += self._len
        return result^

    def __imul__(mut self, x: Int) where conforms_to(Self.T, Copyable & Deinitable):
        self = self * x

    # ---- iteration

    @always_inline
    def __iter__(ref self) -> _ListIter[Self.T, origin_of(self)]:
        return _ListIter[Self.T, origin_of(self)](__op.address_of[List[Self.T]](self), self._len)

    @always_inline
    def __iter__(var self) -> _ListIterOwned[Self.T] where conforms_to(Self.T, Deinitable & Movable):
        return _ListIterOwned[Self.T](self^)

    @always_inline
    def __reversed__(ref self) -> _ListIter[Self.T, origin_of(self), False]:
        return _ListIter[Self.T, origin_of(self), False](__op.address_of[List[Self.T]](self), self._len)

    # ---- text and hash

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        hasher._update_with_simd(self._len)
        for i in range(self._len):
            self.unsafe_get(i).__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        write_elements[False](writer, Span[Self.T, ImmUntrackedOrigin](_p=self._data, _len=self._len))

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        write_elements[True](writer, Span[Self.T, ImmUntrackedOrigin](_p=self._data, _len=self._len))
        writer.write_string(")")


struct _ListIter[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(T, Copyable), Iterator where conforms_to(T, Copyable)
):
    """Walks over the elements that a list had at the start; the list may grow meanwhile."""

    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = Self

    var _list: __prim.pointer[List[Self.T]]
    var _at: Int
    var _count: Int

    @always_inline
    def __init__(out self, list: __prim.pointer[List[Self.T]], count: Int):
        self._list = list
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
        return __op.deref[Self.origin](
            __op.offset(__op.deref[ImmUntrackedOrigin](self._list)._data, index_of(i))
        )

    @always_inline
    def __len__(self) -> Int:
        return self._count - self._at

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self.__len__(), Optional(self.__len__()))


struct _ListIterOwned[T: Deinitable & Movable](Iterator):
    """Takes the elements out of a list, one after the other."""

    comptime Element = Self.T

    var _list: List[Self.T]
    var _at: Int

    @always_inline
    def __init__(out self, var list: List[Self.T]):
        self._list = list^
        self._at = 0

    def __deinit__(deinit self):
        # What was handed out is gone already.
        destroy_values[Self.T](self._list._at(self._at), self._list._len - self._at)
        self._list._len = 0

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T:
        if self._at >= self._list._len:
            raise StopIteration()
        self._at += 1
        return __op.take(self._list._at(self._at - 1))
