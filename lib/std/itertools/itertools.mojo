"""`count`, `cycle`, `repeat`, `take`, `drop`, `take_while`, `drop_while` and `product`."""

from std.collections.optional import Optional
from std.iter.traits import Iterable, IterableOwned, Iterator, StopIteration


# ---- count


struct _CountIterator(Copyable, IterableOwned, Iterator):
    """Numbers in equal steps, without end."""

    comptime Element = Int
    comptime IteratorOwnedType: Iterator = Self

    var _next: Int
    var _step: Int

    @always_inline
    def __init__(out self, start: Int, step: Int):
        self._next = start
        self._step = step

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Int:
        var number = self._next
        self._next += self._step
        return number


@always_inline
def count(start: Int = 0, step: Int = 1) -> _CountIterator:
    """Counts from `start` in steps of `step`, without end."""
    return _CountIterator(start, step)


# ---- repeat


struct _RepeatIterator[T: Copyable & Deinitable](IterableOwned, Iterator):
    """One value several times."""

    comptime Element = Self.T
    comptime IteratorOwnedType: Iterator = Self

    var _element: Self.T
    var _left: Int

    @always_inline
    def __init__(out self, var element: Self.T, times: Int):
        self._element = element^
        self._left = times

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        return self._element.copy()


@always_inline
def repeat[T: Copyable & Deinitable, //](element: T, *, times: Int) -> _RepeatIterator[T]:
    """The value `times` times."""
    return _RepeatIterator[T](element.copy(), times)


# ---- cycle


struct _CycleIterator[I: Iterator](
    IterableOwned where conforms_to(I, Copyable), Iterator where conforms_to(I, Copyable), Movable
):
    """The elements of an iterator over and over."""

    comptime Element = Self.I.Element
    comptime IteratorOwnedType: Iterator where conforms_to(Self.I, Copyable) = Self

    var _start: Self.I
    var _inner: Self.I

    @always_inline
    def __init__(out self, var start: Self.I) where conforms_to(Self.I, Copyable):
        self._inner = start.copy()
        self._start = start^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.I.Element where conforms_to(Self.I, Copyable):
        try:
            return self._inner.__next__()
        except:
            self._inner = self._start.copy()
        return self._inner.__next__()


@always_inline
def cycle[I: Iterable, //](ref iterable: I) -> _CycleIterator[I.IteratorType[origin_of(iterable)]] where conforms_to(
    I.IteratorType[origin_of(iterable)], Copyable
):
    """The elements over and over, without end unless there are none."""
    return _CycleIterator[I.IteratorType[origin_of(iterable)]](iterable.__iter__())


@always_inline
def cycle[I: IterableOwned, //](var iterable: I) -> _CycleIterator[I.IteratorOwnedType] where conforms_to(
    I.IteratorOwnedType, Copyable
):
    return _CycleIterator[I.IteratorOwnedType](iterable^.__iter__())


# ---- take and drop


struct _TakeIterator[I: Iterator](IterableOwned, Iterator):
    """The first elements of an iterator."""

    comptime Element = Self.I.Element
    comptime IteratorOwnedType: Iterator = Self

    var _inner: Self.I
    var _left: Int

    @always_inline
    def __init__(out self, var inner: Self.I, count: Int):
        self._inner = inner^
        self._left = count

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.I.Element:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        return self._inner.__next__()


@always_inline
def take[I: Iterable, o: ImmOrigin, //](ref[o] iterable: I, count: Int) -> _TakeIterator[I.IteratorType[o]]:
    """At most the first `count` elements."""
    return _TakeIterator[I.IteratorType[o]](iterable.__iter__(), count)


@always_inline
def take[I: IterableOwned, //](var iterable: I, count: Int) -> _TakeIterator[I.IteratorOwnedType]:
    return _TakeIterator[I.IteratorOwnedType](iterable^.__iter__(), count)


struct _DropIterator[I: Iterator](
    IterableOwned where conforms_to(I.Element, Deinitable), Iterator where conforms_to(I.Element, Deinitable), Movable
):
    """An iterator without its first elements."""

    comptime Element = Self.I.Element
    comptime IteratorOwnedType: Iterator where conforms_to(Self.I.Element, Deinitable) = Self

    var _inner: Self.I
    var _skip: Int

    @always_inline
    def __init__(out self, var inner: Self.I, count: Int):
        self._inner = inner^
        self._skip = count

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.I.Element where conforms_to(Self.I.Element, Deinitable):
        while self._skip > 0:
            self._skip -= 1
            _ = self._inner.__next__()
        return self._inner.__next__()


@always_inline
def drop[I: Iterable, o: ImmOrigin, //](ref[o] iterable: I, count: Int) -> _DropIterator[
    I.IteratorType[o]
] where conforms_to(I.IteratorType[o].Element, Deinitable):
    """All but the first `count` elements."""
    return _DropIterator[I.IteratorType[o]](iterable.__iter__(), count)


@always_inline
def drop[I: IterableOwned, //](var iterable: I, count: Int) -> _DropIterator[I.IteratorOwnedType] where conforms_to(
    I.IteratorOwnedType.Element, Deinitable
):
    return _DropIterator[I.IteratorOwnedType](iterable^.__iter__(), count)


# ---- take_while and drop_while


struct _TakeWhileIterator[I: Iterator, predicate: def(I.Element) thin -> Bool](
    IterableOwned where conforms_to(I.Element, Deinitable), Iterator where conforms_to(I.Element, Deinitable), Movable
):
    """The elements of an iterator before the first that fails a test."""

    comptime Element = Self.I.Element
    comptime IteratorOwnedType: Iterator where conforms_to(Self.I.Element, Deinitable) = Self

    var _inner: Self.I
    var _done: Bool

    @always_inline
    def __init__(out self, var inner: Self.I):
        self._inner = inner^
        self._done = False

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.I.Element where conforms_to(Self.I.Element, Deinitable):
        if self._done:
            raise StopIteration()
        var element = self._inner.__next__()
        if Self.predicate(element):
            return element^
        self._done = True
        raise StopIteration()


@always_inline
def take_while[
    I: Iterable, o: ImmOrigin, //, predicate: def(I.IteratorType[o].Element) thin -> Bool
](ref[o] iterable: I) -> _TakeWhileIterator[I.IteratorType[o], predicate] where conforms_to(
    I.IteratorType[o].Element, Deinitable
):
    """The elements before the first that fails the test."""
    return _TakeWhileIterator[I.IteratorType[o], predicate](iterable.__iter__())


@always_inline
def take_while[I: IterableOwned, //, predicate: def(I.IteratorOwnedType.Element) thin -> Bool](
    var iterable: I
) -> _TakeWhileIterator[I.IteratorOwnedType, predicate] where conforms_to(I.IteratorOwnedType.Element, Deinitable):
    return _TakeWhileIterator[I.IteratorOwnedType, predicate](iterable^.__iter__())


struct _DropWhileIterator[I: Iterator, predicate: def(I.Element) thin -> Bool](
    IterableOwned where conforms_to(I.Element, Deinitable), Iterator where conforms_to(I.Element, Deinitable), Movable
):
    """The elements of an iterator from the first that fails a test."""

    comptime Element = Self.I.Element
    comptime IteratorOwnedType: Iterator where conforms_to(Self.I.Element, Deinitable) = Self

    var _inner: Self.I
    var _dropping: Bool

    @always_inline
    def __init__(out self, var inner: Self.I):
        self._inner = inner^
        self._dropping = True

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.I.Element where conforms_to(Self.I.Element, Deinitable):
        while self._dropping:
            var element = self._inner.__next__()
            if not Self.predicate(element):
                self._dropping = False
                return element^
        return self._inner.__next__()


@always_inline
def drop_while[
    I: Iterable, o: ImmOrigin, //, predicate: def(I.IteratorType[o].Element) thin -> Bool
](ref[o] iterable: I) -> _DropWhileIterator[I.IteratorType[o], predicate] where conforms_to(
    I.IteratorType[o].Element, Deinitable
):
    """The elements from the first that fails the test."""
    return _DropWhileIterator[I.IteratorType[o], predicate](iterable.__iter__())


@always_inline
def drop_while[I: IterableOwned, //, predicate: def(I.IteratorOwnedType.Element) thin -> Bool](
    var iterable: I
) -> _DropWhileIterator[I.IteratorOwnedType, predicate] where conforms_to(I.IteratorOwnedType.Element, Deinitable):
    return _DropWhileIterator[I.IteratorOwnedType, predicate](iterable^.__iter__())


# ---- product


struct _Product2[A: Iterator, B: Iterator](
    IterableOwned where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B, Copyable),
    Iterator where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B, Copyable),
    Movable,
):
    """All combinations of the elements of two iterators; the last changes fastest."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) = Self

    var _a: Self.A
    var _b: Self.B
    var _b_start: Self.B
    var _a_now: Optional[Self.A.Element]

    def __init__(out self, var a: Self.A, var b: Self.B) where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable):
        self._a = a^
        self._b = b.copy()
        self._b_start = b^
        self._a_now = Optional[Self.A.Element](None)

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    def __next__(
        mut self,
    ) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element] where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable):
        while True:
            if self._a_now:
                try:
                    var b = self._b.__next__()
                    return (self._a_now.value().copy(), b^)
                except:
                    self._a_now = None
            self._a_now = self._a.__next__()
            self._b = self._b_start.copy()


def product[A: Iterable, B: Iterable, //](ref iterable_a: A, ref iterable_b: B) -> _Product2[
    A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)]
] where conforms_to(A.IteratorType[origin_of(iterable_a)].Element, Copyable & Deinitable) and conforms_to(B.IteratorType[origin_of(iterable_b)], Copyable):
    """All combinations of the elements; the last changes fastest."""
    return _Product2[A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)]](
        iterable_a.__iter__(), iterable_b.__iter__()
    )


struct _Product3[A: Iterator, B: Iterator, C: Iterator](
    IterableOwned where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B.Element, Copyable & Deinitable) and conforms_to(B, Copyable) and conforms_to(C, Copyable),
    Iterator where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B.Element, Copyable & Deinitable) and conforms_to(B, Copyable) and conforms_to(C, Copyable),
    Movable,
):
    """All combinations of the elements of three iterators; the last changes fastest."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element, Self.C.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable) = Self

    var _a: Self.A
    var _b: Self.B
    var _b_start: Self.B
    var _c: Self.C
    var _c_start: Self.C
    var _a_now: Optional[Self.A.Element]
    var _b_now: Optional[Self.B.Element]

    def __init__(out self, var a: Self.A, var b: Self.B, var c: Self.C) where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable):
        self._a = a^
        self._b = b.copy()
        self._b_start = b^
        self._c = c.copy()
        self._c_start = c^
        self._a_now = Optional[Self.A.Element](None)
        self._b_now = Optional[Self.B.Element](None)

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    def __next__(
        mut self,
    ) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element, Self.C.Element] where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable):
        while True:
            if self._b_now:
                try:
                    var c = self._c.__next__()
                    return (self._a_now.value().copy(), self._b_now.value().copy(), c^)
                except:
                    self._b_now = None
            if self._a_now:
                try:
                    self._b_now = self._b.__next__()
                    self._c = self._c_start.copy()
                    continue
                except:
                    self._a_now = None
            self._a_now = self._a.__next__()
            self._b = self._b_start.copy()


def product[A: Iterable, B: Iterable, C: Iterable, //](ref iterable_a: A, ref iterable_b: B, ref iterable_c: C) -> _Product3[
    A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)], C.IteratorType[origin_of(iterable_c)]
] where conforms_to(A.IteratorType[origin_of(iterable_a)].Element, Copyable & Deinitable) and conforms_to(B.IteratorType[origin_of(iterable_b)].Element, Copyable & Deinitable) and conforms_to(B.IteratorType[origin_of(iterable_b)], Copyable) and conforms_to(C.IteratorType[origin_of(iterable_c)], Copyable):
    return _Product3[A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)], C.IteratorType[origin_of(iterable_c)]](
        iterable_a.__iter__(), iterable_b.__iter__(), iterable_c.__iter__()
    )


struct _Product4[A: Iterator, B: Iterator, C: Iterator, D: Iterator](
    IterableOwned where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B.Element, Copyable & Deinitable) and conforms_to(C.Element, Copyable & Deinitable) and conforms_to(B, Copyable) and conforms_to(C, Copyable) and conforms_to(D, Copyable),
    Iterator where conforms_to(A.Element, Copyable & Deinitable) and conforms_to(B.Element, Copyable & Deinitable) and conforms_to(C.Element, Copyable & Deinitable) and conforms_to(B, Copyable) and conforms_to(C, Copyable) and conforms_to(D, Copyable),
    Movable,
):
    """All combinations of the elements of four iterators; the last changes fastest."""

    comptime Element = Tuple[Self.A.Element, Self.B.Element, Self.C.Element, Self.D.Element]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.C.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable) and conforms_to(Self.D, Copyable) = Self

    var _a: Self.A
    var _b: Self.B
    var _b_start: Self.B
    var _c: Self.C
    var _c_start: Self.C
    var _d: Self.D
    var _d_start: Self.D
    var _a_now: Optional[Self.A.Element]
    var _b_now: Optional[Self.B.Element]
    var _c_now: Optional[Self.C.Element]

    def __init__(out self, var a: Self.A, var b: Self.B, var c: Self.C, var d: Self.D) where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.C.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable) and conforms_to(Self.D, Copyable):
        self._a = a^
        self._b = b.copy()
        self._b_start = b^
        self._c = c.copy()
        self._c_start = c^
        self._d = d.copy()
        self._d_start = d^
        self._a_now = Optional[Self.A.Element](None)
        self._b_now = Optional[Self.B.Element](None)
        self._c_now = Optional[Self.C.Element](None)

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    def __next__(
        mut self,
    ) raises StopIteration -> Tuple[Self.A.Element, Self.B.Element, Self.C.Element, Self.D.Element] where conforms_to(Self.A.Element, Copyable & Deinitable) and conforms_to(Self.B.Element, Copyable & Deinitable) and conforms_to(Self.C.Element, Copyable & Deinitable) and conforms_to(Self.B, Copyable) and conforms_to(Self.C, Copyable) and conforms_to(Self.D, Copyable):
        while True:
            if self._c_now:
                try:
                    var d = self._d.__next__()
                    return (self._a_now.value().copy(), self._b_now.value().copy(), self._c_now.value().copy(), d^)
                except:
                    self._c_now = None
            if self._b_now:
                try:
                    self._c_now = self._c.__next__()
                    self._d = self._d_start.copy()
                    continue
                except:
                    self._b_now = None
            if self._a_now:
                try:
                    self._b_now = self._b.__next__()
                    self._c = self._c_start.copy()
                    continue
                except:
                    self._a_now = None
            self._a_now = self._a.__next__()
            self._b = self._b_start.copy()


def product[A: Iterable, B: Iterable, C: Iterable, D: Iterable, //](ref iterable_a: A, ref iterable_b: B, ref iterable_c: C, ref iterable_d: D) -> _Product4[
    A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)], C.IteratorType[origin_of(iterable_c)], D.IteratorType[origin_of(iterable_d)]
] where conforms_to(A.IteratorType[origin_of(iterable_a)].Element, Copyable & Deinitable) and conforms_to(B.IteratorType[origin_of(iterable_b)].Element, Copyable & Deinitable) and conforms_to(C.IteratorType[origin_of(iterable_c)].Element, Copyable & Deinitable) and conforms_to(B.IteratorType[origin_of(iterable_b)], Copyable) and conforms_to(C.IteratorType[origin_of(iterable_c)], Copyable) and conforms_to(D.IteratorType[origin_of(iterable_d)], Copyable):
    return _Product4[A.IteratorType[origin_of(iterable_a)], B.IteratorType[origin_of(iterable_b)], C.IteratorType[origin_of(iterable_c)], D.IteratorType[origin_of(iterable_d)]](
        iterable_a.__iter__(), iterable_b.__iter__(), iterable_c.__iter__(), iterable_d.__iter__()
    )
