"""`enumerate`, `zip`, `map` and `reversed`."""

from std.builtin.prims import index_of, int_of
from std.collections.deque import Deque, _DequeIter
from std.collections.dict import Dict, _DictEntryIter, _DictKeyIter, _DictValueIter
from std.collections.array import _ArrayIter
from std.collections.list import _ListIter
from std.collections.span import _SpanIter
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned, Iterator, ReversibleRange


# ---- enumerate


struct _Enumerate[I: Iterator](IterableOwned, Iterator):
    """Counts the elements of another iterator."""

    comptime Element = Tuple[Int, Self.I.Element]
    comptime IteratorOwnedType: Iterator = Self

    var _inner: Self.I
    var _count: Int

    @always_inline
    def __init__(out self, var inner: Self.I, start: Int):
        self._inner = inner^
        self._count = start

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Tuple[Int, Self.I.Element]:
        var element = self._inner.__next__()
        var position = self._count
        self._count += 1
        return (position, element^)


@always_inline
def enumerate[I: Iterable, //](ref iterable: I, *, start: Int = 0) -> _Enumerate[I.IteratorType[origin_of(iterable)]]:
    """The elements with their numbers."""
    return _Enumerate[I.IteratorType[origin_of(iterable)]](iterable.__iter__(), start)


@always_inline
def enumerate[I: IterableOwned, //](var iterable: I, *, start: Int = 0) -> _Enumerate[I.IteratorOwnedType]:
    return _Enumerate[I.IteratorOwnedType](iterable^.__iter__(), start)


# ---- zip


struct _Zip2[A: Iterator, B: Iterator](
    IterableOwned where conforms_to(A.Element, Deinitable),
    Iterator where conforms_to(A.Element, Deinitable),
    Movable,
):
    """Two iterators side by side."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Deinitable) = Self

    var _a: Self.A
    var _b: Self.B

    @always_inline
    def __init__(out self, var a: Self.A, var b: Self.B):
        self._a = a^
        self._b = b^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element] where conforms_to(Self.A.Element, Deinitable):
        return (self._a.__next__(), self._b.__next__())


struct _Zip3[A: Iterator, B: Iterator, C: Iterator](
    IterableOwned where conforms_to(A.Element, Deinitable) and conforms_to(B.Element, Deinitable),
    Iterator where conforms_to(A.Element, Deinitable) and conforms_to(B.Element, Deinitable),
    Movable,
):
    """Three iterators side by side."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element, Self.C.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Deinitable) and conforms_to(Self.B.Element, Deinitable) = Self

    var _a: Self.A
    var _b: Self.B
    var _c: Self.C

    @always_inline
    def __init__(out self, var a: Self.A, var b: Self.B, var c: Self.C):
        self._a = a^
        self._b = b^
        self._c = c^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element, Self.C.Element] where conforms_to(Self.A.Element, Deinitable) and conforms_to(Self.B.Element, Deinitable):
        return (self._a.__next__(), self._b.__next__(), self._c.__next__())


struct _Zip4[A: Iterator, B: Iterator, C: Iterator, D: Iterator](
    IterableOwned where conforms_to(A.Element, Deinitable) and conforms_to(B.Element, Deinitable) and conforms_to(C.Element, Deinitable),
    Iterator where conforms_to(A.Element, Deinitable) and conforms_to(B.Element, Deinitable) and conforms_to(C.Element, Deinitable),
    Movable,
):
    """Four iterators side by side."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element, Self.C.Element, Self.D.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Deinitable) and conforms_to(Self.B.Element, Deinitable) and conforms_to(Self.C.Element, Deinitable) = Self

    var _a: Self.A
    var _b: Self.B
    var _c: Self.C
    var _d: Self.D

    @always_inline
    def __init__(out self, var a: Self.A, var b: Self.B, var c: Self.C, var d: Self.D):
        self._a = a^
        self._b = b^
        self._c = c^
        self._d = d^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(
        mut self,
    ) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element, Self.C.Element, Self.D.Element] where conforms_to(Self.A.Element, Deinitable) and conforms_to(Self.B.Element, Deinitable) and conforms_to(Self.C.Element, Deinitable):
        return (self._a.__next__(), self._b.__next__(), self._c.__next__(), self._d.__next__())


@always_inline
def zip[A: Iterable, B: Iterable, ao: ImmOrigin, bo: ImmOrigin, //](
    ref[ao] a: A, ref[bo] b: B
) -> _Zip2[A.IteratorType[ao], B.IteratorType[bo]]:
    """The elements of several sequences side by side, as long as all have some."""
    return _Zip2[A.IteratorType[ao], B.IteratorType[bo]](
        a.__iter__(), b.__iter__()
    )


@always_inline
def zip[A: Iterable, B: Iterable, C: Iterable, ao: ImmOrigin, bo: ImmOrigin, co: ImmOrigin, //](
    ref[ao] a: A, ref[bo] b: B, ref[co] c: C
) -> _Zip3[A.IteratorType[ao], B.IteratorType[bo], C.IteratorType[co]]:
    return _Zip3[A.IteratorType[ao], B.IteratorType[bo], C.IteratorType[co]](
        a.__iter__(), b.__iter__(), c.__iter__()
    )


@always_inline
def zip[A: Iterable, B: Iterable, C: Iterable, D: Iterable, ao: ImmOrigin, bo: ImmOrigin, co: ImmOrigin, do: ImmOrigin, //](
    ref[ao] a: A, ref[bo] b: B, ref[co] c: C, ref[do] d: D
) -> _Zip4[A.IteratorType[ao], B.IteratorType[bo], C.IteratorType[co], D.IteratorType[do]]:
    return _Zip4[A.IteratorType[ao], B.IteratorType[bo], C.IteratorType[co], D.IteratorType[do]](
        a.__iter__(), b.__iter__(), c.__iter__(), d.__iter__()
    )


# ---- map


struct _MapIterator[I: Iterator, R: Movable, function: def(var I.Element) thin -> R](IterableOwned, Iterator):
    """What a function makes of the elements of another iterator."""

    comptime Element = Self.R
    comptime IteratorOwnedType: Iterator = Self

    var _inner: Self.I

    @always_inline
    def __init__(out self, var inner: Self.I):
        self._inner = inner^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.R:
        return Self.function(self._inner.__next__())


@always_inline
def map[
    I: Iterable, R: Movable, o: ImmOrigin, //, function: def(var I.IteratorType[o].Element) thin -> R
](ref[o] iterable: I) -> _MapIterator[I.IteratorType[o], R, function]:
    """What `function` makes of each element."""
    return _MapIterator[I.IteratorType[o], R, function](iterable.__iter__())


# ---- reversed


@always_inline
def reversed[T: ReversibleRange, //](value: T) -> T.ReversedType:
    """The same from the end to the start."""
    return value.__reversed__()


@always_inline
def reversed[T: Copyable, //](ref value: List[T]) -> _ListIter[T, origin_of(value), False]:
    return value.__reversed__()


@always_inline
def reversed[T: Copyable, n: Int, //](ref value: Array[T, n]) -> _ArrayIter[T, origin_of(value), False]:
    return value.__reversed__()


@always_inline
def reversed[T: Copyable, m: Bool, o: Origin[mut=m], //](value: Span[T, o]) -> _SpanIter[T, o, False]:
    return value.__reversed__()


@always_inline
def reversed[T: Copyable & Deinitable, //](ref value: Deque[T]) -> _DequeIter[T, origin_of(value), False]:
    return value.__reversed__()


@always_inline
def reversed[
    K: KeyElement, V: Movable, H: Defaultable & Hasher & Deinitable, //
](ref value: Dict[K, V, H]) -> _DictKeyIter[K, V, origin_of(value), False]:
    return value.__reversed__()


@always_inline
def reversed[
    m: Bool, K: KeyElement, V: Movable, o: Origin[mut=m], //
](value: _DictValueIter[K, V, o, True]) -> _DictValueIter[K, V, o, False]:
    return value.__reversed__()


@always_inline
def reversed[
    m: Bool, K: KeyElement, V: Movable, o: Origin[mut=m], //
](value: _DictEntryIter[K, V, o, True]) -> _DictEntryIter[K, V, o, False]:
    return value.__reversed__()
