"""`LinkedList`: elements in nodes that know their neighbours."""

from std.builtin.panic import check_index
from std.builtin.prims import ZERO, index_of, int_of
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned
from std.memory.allocate import allocate, release


struct Node[T: Movable](
    Deinitable where conforms_to(T, Deinitable), Movable, Writable where conforms_to(T, Writable)
):
    """An element and the addresses of its neighbours, 0 at the ends."""

    var value: Self.T
    var _prev: Int
    var _next: Int

    def __init__(out self, var value: Self.T, _prev: Int, _next: Int):
        self.value = value^
        self._prev = _prev
        self._next = _next

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        self.value.write_to(writer)


struct LinkedList[T: Movable](
    Boolable,
    Copyable where conforms_to(T, Copyable),
    Defaultable,
    Deinitable where conforms_to(T, Deinitable),
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    Iterable where conforms_to(T, Copyable),
    IterableOwned where conforms_to(T, Deinitable),
    Movable,
    Sized,
    Writable where conforms_to(T, Writable),
):
    """A doubly linked list."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = _LinkedListIter[Self.T, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Deinitable) = _LinkedListIterOwned[Self.T]

    var _head: Int
    var _tail: Int
    var _len: Int

    def __init__(out self):
        self._head = 0
        self._tail = 0
        self._len = 0

    def __init__(out self, var *elements: Self.T, __list_literal__: NoneType = None):
        self._head = 0
        self._tail = 0
        self._len = 0
        for i in range(elements.__len__()):
            self.append(__op.take(elements._address(i)))
        __op.forget(elements^)

    def __init__(out self, *, copy: Self) where conforms_to(Self.T, Copyable):
        self._head = 0
        self._tail = 0
        self._len = 0
        var at = copy._head
        while at != 0:
            self.append(Self._node(at).value.copy())
            at = Self._node(at)._next

    def __deinit__(deinit self) where conforms_to(Self.T, Deinitable):
        var at = self._head
        while at != 0:
            var next = Self._node(at)._next
            __op.destroy(Self._pointer(at))
            release[Node[Self.T]](Self._pointer(at), 1)
            at = next

    def deinit_with[F: def(var Self.T) -> None, //](deinit self, deinit_func: F, /):
        """Hands every element to `deinit_func`, the first one first."""
        while self._len > 0:
            deinit_func(self._unlink(self._head))

    # ---- nodes

    @staticmethod
    @always_inline
    def _pointer(at: Int) -> __prim.pointer[Node[Self.T]]:
        return __op.index_to_pointer[Node[Self.T]](index_of(at))

    @staticmethod
    @always_inline
    def _node(at: Int) -> ref[MutUntrackedOrigin] Node[Self.T]:
        return __op.deref[MutUntrackedOrigin](Self._pointer(at))

    def _find(self, index: Int) -> Int:
        """The node of an element, reached from the nearer end."""
        if index < self._len // 2:
            var at = self._head
            for _ in range(index):
                at = Self._node(at)._next
            return at
        var at = self._tail
        for _ in range(self._len - 1 - index):
            at = Self._node(at)._prev
        return at

    def _link(mut self, var value: Self.T, before: Int, after: Int):
        var p = allocate[Node[Self.T]](1)
        __op.write(p, Node[Self.T](value^, before, after))
        var at = int_of(__op.pointer_to_index(p))
        if before == 0:
            self._head = at
        else:
            Self._node(before)._next = at
        if after == 0:
            self._tail = at
        else:
            Self._node(after)._prev = at
        self._len += 1

    def _unlink(mut self, at: Int) -> Self.T:
        var before = Self._node(at)._prev
        var after = Self._node(at)._next
        if before == 0:
            self._head = after
        else:
            Self._node(before)._next = after
        if after == 0:
            self._tail = before
        else:
            Self._node(after)._prev = before
        self._len -= 1
        var value = __op.take(__op.address_of[Self.T](Self._node(at).value))
        release[Node[Self.T]](Self._pointer(at), 1)
        return value^

    # ---- adding and taking

    def append(mut self, var value: Self.T):
        self._link(value^, self._tail, 0)

    def prepend(mut self, var value: Self.T):
        self._link(value^, 0, self._head)

    @__caller_location
    def insert[I: Indexer](mut self, idx: I, var elem: Self.T):
        """Puts an element before the one at `idx`."""
        var index = int_of(idx.__mlir_index__())
        check_index(index, self._len + 1)
        if index == self._len:
            self.append(elem^)
        else:
            var after = self._find(index)
            self._link(elem^, Self._node(after)._prev, after)

    def pop(mut self) raises -> Self.T:
        """Takes the last element."""
        if self._len == 0:
            raise Error("Pop on empty list.")
        return self._unlink(self._tail)

    @__caller_location
    def pop[I: Indexer, //](mut self, i: I) -> Self.T:
        """Takes element `i`."""
        var index = int_of(i.__mlir_index__())
        check_index(index, self._len)
        return self._unlink(self._find(index))

    def maybe_pop(mut self) -> Optional[Self.T]:
        """Takes the last element, if there is one."""
        if self._len == 0:
            return Optional[Self.T]()
        return Optional[Self.T](self._unlink(self._tail))

    def maybe_pop[I: Indexer, //](mut self, i: I) -> Optional[Self.T]:
        var index = int_of(i.__mlir_index__())
        if index < 0 or index >= self._len:
            return Optional[Self.T]()
        return Optional[Self.T](self._unlink(self._find(index)))

    def clear(mut self) where conforms_to(Self.T, Deinitable):
        while self._len > 0:
            _ = self._unlink(self._tail)

    def extend(mut self, var other: Self):
        """Takes the nodes of `other` over."""
        if other._len > 0:
            if self._len == 0:
                self._head = other._head
            else:
                Self._node(self._tail)._next = other._head
                Self._node(other._head)._prev = self._tail
            self._tail = other._tail
            self._len += other._len
        __op.forget(other^)

    def reverse(mut self):
        var at = self._head
        while at != 0:
            var next = Self._node(at)._next
            Self._node(at)._next = Self._node(at)._prev
            Self._node(at)._prev = next
            at = next
        var head = self._head
        self._head = self._tail
        self._tail = head

    # ---- looking

    def __len__(self) -> Int:
        return self._len

    def __bool__(self) -> Bool:
        return self._len > 0

    @__caller_location
    @__unsafe_nested_origins_read_only
    def get_nth[
        I: Indexer
    ](ref self, idx: I) -> ref[origin_of(self)._get_owned_interior["element"]] Self.T:
        """Element `idx`."""
        var index = int_of(idx.__mlir_index__())
        check_index(index, self._len)
        return __op.deref[origin_of(self)._get_owned_interior["element"]](
            __op.address_of[Self.T](Self._node(self._find(index)).value)
        )

    def __contains__(self, value: Self.T) -> Bool where conforms_to(Self.T, Equatable):
        var at = self._head
        while at != 0:
            if Self._node(at).value == value:
                return True
            at = Self._node(at)._next
        return False

    def count(self, elem: Self.T) -> Int where conforms_to(Self.T, Equatable):
        var result = 0
        var at = self._head
        while at != 0:
            if Self._node(at).value == elem:
                result += 1
            at = Self._node(at)._next
        return result

    def index(self, value: Self.T) raises -> Int where conforms_to(Self.T, Equatable):
        """The position of the first element that equals `value`."""
        var at = self._head
        var position = 0
        while at != 0:
            if Self._node(at).value == value:
                return position
            at = Self._node(at)._next
            position += 1
        raise Error("ValueError: Given element is not in list")

    def __iter__(ref self) -> _LinkedListIter[Self.T, origin_of(self)] where conforms_to(Self.T, Copyable):
        return _LinkedListIter[Self.T, origin_of(self)](self._head, True)

    def __iter__(var self) -> _LinkedListIterOwned[Self.T] where conforms_to(Self.T, Deinitable):
        return _LinkedListIterOwned[Self.T](self^)

    def __reversed__(ref self) -> _LinkedListIter[Self.T, origin_of(self)] where conforms_to(Self.T, Copyable):
        return _LinkedListIter[Self.T, origin_of(self)](self._tail, False)

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        if self._len != other._len:
            return False
        var a = self._head
        var b = other._head
        while a != 0:
            if not (Self._node(a).value == Self._node(b).value):
                return False
            a = Self._node(a)._next
            b = Self._node(b)._next
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == other)

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        self._len.__hash__(hasher)
        var at = self._head
        while at != 0:
            Self._node(at).value.__hash__(hasher)
            at = Self._node(at)._next

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string("[")
        var at = self._head
        while at != 0:
            if at != self._head:
                writer.write_string(", ")
            Self._node(at).value.write_to(writer)
            at = Self._node(at)._next
        writer.write_string("]")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string("LinkedList[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write_string("]([")
        var at = self._head
        while at != 0:
            if at != self._head:
                writer.write_string(", ")
            Self._node(at).value.write_repr_to(writer)
            at = Self._node(at)._next
        writer.write_string("])")


struct _LinkedListIter[m: Bool, //, T: Copyable & Movable, origin: Origin[mut=m]](
    ImplicitlyCopyable, Iterator, Movable
):
    """Walks along the nodes."""

    comptime Element = Self.T

    var _at: Int
    var _forward: Bool

    def __init__(out self, at: Int, forward: Bool):
        self._at = at
        self._forward = forward

    def __iter__(self) -> Self:
        return self

    @always_inline
    def _step(mut self) raises StopIteration -> Int:
        if self._at == 0:
            raise StopIteration()
        var current = self._at
        ref node = LinkedList[Self.T]._node(current)
        self._at = node._next if self._forward else node._prev
        return current

    def __next__(mut self) raises StopIteration -> Self.T:
        return LinkedList[Self.T]._node(self._step()).value.copy()

    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.T:
        return __op.deref[Self.origin](
            __op.address_of[Self.T](LinkedList[Self.T]._node(self._step()).value)
        )


struct _LinkedListIterOwned[T: Deinitable & Movable](Iterator):
    """Takes the elements out of a list, the first one first."""

    comptime Element = Self.T

    var _list: LinkedList[Self.T]

    def __init__(out self, var list: LinkedList[Self.T]):
        self._list = list^

    def __next__(mut self) raises StopIteration -> Self.T:
        if self._list._len == 0:
            raise StopIteration()
        return self._list._unlink(self._list._head)
