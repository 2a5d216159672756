"""`Deque`: a sequence that grows and shrinks at both ends."""

from std.builtin.panic import check_index
from std.builtin.prims import index_of
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned
from std.memory.allocate import allocate, release


struct Deque[ElementType: Movable](
    Boolable,
    Copyable where conforms_to(ElementType, Copyable),
    Deinitable where conforms_to(ElementType, Deinitable),
    Equatable where conforms_to(ElementType, Equatable),
    Hashable where conforms_to(ElementType, Hashable),
    Iterable where conforms_to(ElementType, Copyable),
    IterableOwned where conforms_to(ElementType, Deinitable),
    Movable,
    Sized,
    Writable where conforms_to(ElementType, Writable),
):
    """A ring of elements on the heap; its size is a power of two."""

    comptime default_capacity = 64
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.ElementType, Copyable
    ) = _DequeIter[Self.ElementType, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.ElementType, Deinitable) = _DequeIterOwned[
        Self.ElementType
    ]

    var _data: __prim.pointer[Self.ElementType]
    var _head: Int
    var _len: Int
    var _cap: Int
    var _maxlen: Int

    # ---- constructors

    def __init__(
        out self,
        *,
        var elements: Optional[List[Self.ElementType]] = None,
        capacity: Int = 64,
        min_capacity: Int = 64,
        maxlen: Int = -1,
        shrink: Bool = True,
    ) where conforms_to(Self.ElementType, Deinitable):
        """`maxlen`: beyond so many elements, adding one drops one at the other end."""
        var room = 1
        while room < max(capacity, min_capacity):
            room *= 2
        self._data = allocate[Self.ElementType](room)
        self._cap = room
        self._head = 0
        self._len = 0
        self._maxlen = maxlen
        if elements:
            self.extend(elements.unsafe_take())

    def __init__(out self, var *values: Self.ElementType, __list_literal__: NoneType = None):
        var room = 64
        while room < values.__len__():
            room *= 2
        self._data = allocate[Self.ElementType](room)
        self._cap = room
        self._head = 0
        self._len = values.__len__()
        self._maxlen = -1
        for i in range(values.__len__()):
            __op.write(__op.offset(self._data, index_of(i)), __op.take(values._address(i)))
        __op.forget(values^)

    def __init__(out self, *, copy: Self) where conforms_to(Self.ElementType, Copyable):
        self._data = allocate[Self.ElementType](copy._cap)
        self._cap = copy._cap
        self._head = 0
        self._len = 0
        self._maxlen = copy._maxlen
        for i in range(copy._len):
            __op.write(
                __op.offset(self._data, index_of(i)), __op.deref[ImmUntrackedOrigin](copy._at(i)).copy()
            )
        self._len = copy._len

    def __deinit__(deinit self) where conforms_to(Self.ElementType, Deinitable):
        for i in range(self._len):
            __op.destroy(self._at(i))
        release[Self.ElementType](self._data, self._cap)

    def deinit_with[F: def(var Self.ElementType) -> None, //](deinit self, deinit_func: F, /):
        """Hands every element to `deinit_func`, the first one first."""
        for i in range(self._len):
            deinit_func(__op.take(self._at(i)))
        release[Self.ElementType](self._data, self._cap)

    # ---- storage

    @always_inline
    def _at(self, i: Int) -> __prim.pointer[Self.ElementType]:
        return __op.offset(self._data, index_of((self._head + i) & (self._cap - 1)))

    @always_inline
    def _get(self, i: Int) -> ref[ImmUntrackedOrigin] Self.ElementType:
        return __op.deref[ImmUntrackedOrigin](self._at(i))

    @no_inline
    def _grow(mut self):
        var data = allocate[Self.ElementType](self._cap * 2)
        for i in range(self._len):
            __op.write(__op.offset(data, index_of(i)), __op.take(self._at(i)))
        release[Self.ElementType](self._data, self._cap)
        self._data = data
        self._head = 0
        self._cap *= 2

    # ---- size and elements

    @always_inline
    def __len__(self) -> Int:
        return self._len

    @always_inline
    def __bool__(self) -> Bool:
        return self._len > 0

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, idx: Int
    ) -> ref[origin_of(self)._get_owned_interior["element"]] Self.ElementType:
        check_index(idx, self._len)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](self._at(idx))

    # ---- changing

    def append(mut self, var value: Self.ElementType) where conforms_to(Self.ElementType, Deinitable):
        """Adds `value` at the right end."""
        if self._maxlen == 0:
            return
        if self._maxlen > 0 and self._len == self._maxlen:
            __op.destroy(self._at(0))
            self._head = (self._head + 1) & (self._cap - 1)
            self._len -= 1
        if self._len == self._cap:
            self._grow()
        __op.write(self._at(self._len), value^)
        self._len += 1

    def appendleft(mut self, var value: Self.ElementType) where conforms_to(Self.ElementType, Deinitable):
        """Adds `value` at the left end."""
        if self._maxlen == 0:
            return
        if self._maxlen > 0 and self._len == self._maxlen:
            __op.destroy(self._at(self._len - 1))
            self._len -= 1
        if self._len == self._cap:
            self._grow()
        self._head = (self._head - 1) & (self._cap - 1)
        __op.write(self._at(0), value^)
        self._len += 1

    def extend(mut self, var values: List[Self.ElementType]) where conforms_to(Self.ElementType, Deinitable):
        for i in range(len(values)):
            self.append(__op.take(values._at(i)))
        values._len = 0

    def extendleft(mut self, var values: List[Self.ElementType]) where conforms_to(Self.ElementType, Deinitable):
        """Adds one after the other at the left end, so that they end up in the reverse order."""
        for i in range(len(values)):
            self.appendleft(__op.take(values._at(i)))
        values._len = 0

    def insert(mut self, idx: Int, var value: Self.ElementType) raises where conforms_to(
        Self.ElementType, Deinitable
    ):
        """Puts `value` before element `idx`."""
        if self._maxlen >= 0 and self._len == self._maxlen:
            raise Error("IndexError: Deque is already at its maximum size")
        var position = max(0, min(idx, self._len))
        if self._len == self._cap:
            self._grow()
        self._len += 1
        var k = self._len - 1
        while k > position:
            __op.write(self._at(k), __op.take(self._at(k - 1)))
            k -= 1
        __op.write(self._at(position), value^)

    def pop(mut self) raises -> Self.ElementType:
        """Takes the rightmost element."""
        if self._len == 0:
            raise Error("IndexError: Deque is empty")
        self._len -= 1
        var result = __op.take(self._at(self._len))
        return result^

    def popleft(mut self) raises -> Self.ElementType:
        """Takes the leftmost element."""
        if self._len == 0:
            raise Error("IndexError: Deque is empty")
        var first = self._at(0)
        self._head = (self._head + 1) & (self._cap - 1)
        self._len -= 1
        var result = __op.take(first)
        return result^

    def peek(self) raises -> Self.ElementType where conforms_to(Self.ElementType, Copyable):
        """A copy of the rightmost element."""
        if self._len == 0:
            raise Error("IndexError: Deque is empty")
        return self._get(self._len - 1).copy()

    def peekleft(self) raises -> Self.ElementType where conforms_to(Self.ElementType, Copyable):
        """A copy of the leftmost element."""
        if self._len == 0:
            raise Error("IndexError: Deque is empty")
        return self._get(0).copy()

    def clear(mut self) where conforms_to(Self.ElementType, Deinitable):
        for i in range(self._len):
            __op.destroy(self._at(i))
        self._len = 0
        self._head = 0

    def reverse(mut self):
        for i in range(self._len // 2):
            self._swap(i, self._len - 1 - i)

    @always_inline
    def _swap(mut self, a: Int, b: Int):
        var kept = __op.take(self._at(a))
        __op.write(self._at(a), __op.take(self._at(b)))
        __op.write(self._at(b), kept^)

    def rotate(mut self, n: Int = 1):
        """Moves the last `n` elements to the front; a negative `n` moves the first ones to the end."""
        if self._len < 2:
            return
        var steps = n % self._len
        for _ in range(steps):
            var last = __op.take(self._at(self._len - 1))
            self._head = (self._head - 1) & (self._cap - 1)
            __op.write(self._at(0), last^)

    def remove(mut self, value: Self.ElementType) raises where conforms_to(
        Self.ElementType, Equatable & Deinitable
    ):
        """Removes the first element equal to `value`."""
        var position = self.index(value)
        __op.destroy(self._at(position))
        for k in range(position + 1, self._len):
            __op.write(self._at(k - 1), __op.take(self._at(k)))
        self._len -= 1

    # ---- searching

    def index(
        self, value: Self.ElementType, start: Int = 0, stop: Optional[Int] = None
    ) raises -> Int where conforms_to(Self.ElementType, Equatable):
        for i in range(max(start, 0), min(stop.or_else(self._len), self._len)):
            if self._get(i) == value:
                return i
        raise Error("ValueError: Given element is not in deque")

    def count(self, value: Self.ElementType) -> Int where conforms_to(Self.ElementType, Equatable):
        var result = 0
        for i in range(self._len):
            if self._get(i) == value:
                result += 1
        return result

    def __contains__(self, value: Self.ElementType) -> Bool where conforms_to(Self.ElementType, Equatable):
        for i in range(self._len):
            if self._get(i) == value:
                return True
        return False

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.ElementType, Equatable):
        if self._len != other._len:
            return False
        for i in range(self._len):
            if not (self._get(i) == other._get(i)):
                return False
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.ElementType, Equatable):
        return not (self == other)

    # ---- operators

    def __iadd__(mut self, other: Self) where conforms_to(Self.ElementType, Copyable & Deinitable):
        for i in range(other._len):
            self.append(other._get(i).copy())

    def __add__(self, other: Self) -> Self where conforms_to(Self.ElementType, Copyable & Deinitable):
        var result = self.copy()
        result += other
        return result^

    def __mul__(self, n: Int) -> Self where conforms_to(Self.ElementType, Copyable & Deinitable):
        var result = Self()
        for _ in range(n):
            result += self
        return result^

    def __imul__(mut self, n: Int) where conforms_to(Self.ElementType, Copyable & Deinitable):
        self = self * n

    # ---- iteration, hash and text

    @always_inline
    def __iter__(ref self) -> _DequeIter[Self.ElementType, origin_of(self)]:
        return _DequeIter[Self.ElementType, origin_of(self)](self._data, self._head, self._len, self._cap)

    @always_inline
    def __iter__(var self) -> _DequeIterOwned[Self.ElementType] where conforms_to(Self.ElementType, Deinitable):
        return _DequeIterOwned[Self.ElementType](self^)

    @always_inline
    def __reversed__(ref self) -> _DequeIter[Self.ElementType, origin_of(self), False]:
        return _DequeIter[Self.ElementType, origin_of(self), False](self._data, self._head, self._len, self._cap)

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.ElementType, Hashable):
        hasher._update_with_simd(self._len)
        for i in range(self._len):
            self._get(i).__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.ElementType, Writable):
        writer.write_string("[")
        for i in range(self._len):
            if i > 0:
                writer.write_string(", ")
            self._get(i).write_to(writer)
        writer.write_string("]")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.ElementType, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("([")
        for i in range(self._len):
            if i > 0:
                writer.write_string(", ")
            self._get(i).write_repr_to(writer)
        writer.write_string("])")


@fieldwise_init
struct _DequeIter[mut: Bool, //, T: Movable, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(T, Copyable), Iterator where conforms_to(T, Copyable)
):
    """Walks over a Deque."""

    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = Self

    var _data: __prim.pointer[Self.T]
    var _at: Int
    var _left: Int
    var _cap: Int

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T where conforms_to(Self.T, Copyable):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.T:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        comptime if Self.forward:
            var i = self._at & (self._cap - 1)
            self._at += 1
            return __op.deref[Self.origin](__op.offset(self._data, index_of(i)))
        else:
            var i = (self._at + self._left) & (self._cap - 1)
            return __op.deref[Self.origin](__op.offset(self._data, index_of(i)))


struct _DequeIterOwned[T: Deinitable & Movable](Iterator):
    """Takes the elements out of a Deque, the first one first."""

    comptime Element = Self.T

    var _deque: Deque[Self.T]

    @always_inline
    def __init__(out self, var deque: Deque[Self.T]):
        self._deque = deque^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T:
        if self._deque._len == 0:
            raise StopIteration()
        var value = __op.take(self._deque._at(0))
        self._deque._head = (self._deque._head + 1) & (self._deque._cap - 1)
        self._deque._len -= 1
        return value^
