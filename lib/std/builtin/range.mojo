"""Ranges of integers."""

from std.builtin.panic import check_index
from std.builtin.prims import int_of
from std.iter.traits import ReversibleRange


@fieldwise_init
@__parallel_range
struct _ZeroStartingRange(Iterable, Iterator, ReversibleRange, Sized, TrivialRegisterPassable):
    """0, 1, ... up to but without the end."""

    comptime Element = Int
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self
    comptime ReversedType = _StridedRange

    var _at: Int
    var _end: Int

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __next__(mut self) raises StopIteration -> Int:
        var current = self._at
        if current >= self._end:
            raise StopIteration()
        self._at = current + 1
        return current

    @always_inline
    def __len__(self) -> Int:
        return max(0, self._end - self._at)

    @always_inline
    @__caller_location
    def __getitem__(self, idx: Int) -> Int:
        check_index(idx, self.__len__())
        return self._at + idx

    def __reversed__(self) -> _StridedRange:
        return _StridedRange(self._end - 1, self._at - 1, -1)

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self.__len__(), Optional(self.__len__()))


@fieldwise_init
@__parallel_range
struct _SequentialRange(Iterable, Iterator, ReversibleRange, Sized, TrivialRegisterPassable):
    """From a start up to but without the end."""

    comptime Element = Int
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self
    comptime ReversedType = _StridedRange

    var _at: Int
    var _end: Int

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __next__(mut self) raises StopIteration -> Int:
        var current = self._at
        if current >= self._end:
            raise StopIteration()
        self._at = current + 1
        return current

    @always_inline
    def __len__(self) -> Int:
        return max(0, self._end - self._at)

    @always_inline
    @__caller_location
    def __getitem__(self, idx: Int) -> Int:
        check_index(idx, self.__len__())
        return self._at + idx

    def __reversed__(self) -> _StridedRange:
        return _StridedRange(self._end - 1, self._at - 1, -1)

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self.__len__(), Optional(self.__len__()))


@__parallel_range
struct _StridedRange(Iterable, Iterator, ReversibleRange, Sized, TrivialRegisterPassable):
    """From a start towards an end in steps; a step of 0 gives nothing."""

    comptime Element = Int
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self
    comptime ReversedType = _StridedRange

    var _at: Int
    var _left: Int
    var _step: Int

    @always_inline
    def __init__(out self, start: Int, end: Int, step: Int):
        self._at = start
        self._step = step
        self._left = 0
        if step > 0 and end > start:
            self._left = (end - start + step - 1) // step
        elif step < 0 and start > end:
            self._left = (start - end - step - 1) // -step

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __next__(mut self) raises StopIteration -> Int:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        var current = self._at
        self._at = current + self._step
        return current

    @always_inline
    def __len__(self) -> Int:
        return self._left

    @always_inline
    @__caller_location
    def __getitem__(self, idx: Int) -> Int:
        check_index(idx, self._left)
        return self._at + idx * self._step

    def __reversed__(self) -> _StridedRange:
        var last = self._at + (self._left - 1) * self._step
        return _StridedRange(last, self._at - self._step, -self._step)

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self._left, Optional(self._left))


@__parallel_range
struct _ScalarRange[dtype: DType](Iterable, Iterator, Sized, TrivialRegisterPassable):
    """A range of integers of another width."""

    comptime Element = Scalar[Self.dtype]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _at: Scalar[Self.dtype]
    var _left: Int
    var _step: Scalar[Self.dtype]

    @always_inline
    def __init__(out self, start: Scalar[Self.dtype], end: Scalar[Self.dtype], step: Scalar[Self.dtype]):
        self._at = start
        self._step = step
        self._left = 0
        if step > Scalar[Self.dtype](0) and end > start:
            self._left = Int((end - start + step - Scalar[Self.dtype](1)) // step)
        elif step < Scalar[Self.dtype](0) and start > end:
            self._left = Int((start - end - step - Scalar[Self.dtype](1)) // (Scalar[Self.dtype](0) - step))

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __next__(mut self) raises StopIteration -> Scalar[Self.dtype]:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        var current = self._at
        self._at = current + self._step
        return current

    @always_inline
    def __len__(self) -> Int:
        return self._left

    def __reversed__(self) -> Self:
        var result = self
        result._at = self._at + Scalar[Self.dtype](self._left - 1) * self._step
        result._step = Scalar[Self.dtype](0) - self._step
        return result


@always_inline
def range(end: Int) -> _ZeroStartingRange:
    """0, 1, ... up to but without `end`."""
    return _ZeroStartingRange(0, end)


@always_inline
def range(start: Int, end: Int) -> _SequentialRange:
    """`start`, `start + 1`, ... up to but without `end`."""
    return _SequentialRange(start, end)


@always_inline
def range(start: Int, end: Int, step: Int) -> _StridedRange:
    """`start`, `start + step`, ... up to but without `end`."""
    return _StridedRange(start, end, step)


@always_inline
def range[T: Indexer, //](end: T) -> _ZeroStartingRange:
    return _ZeroStartingRange(0, index(end))


@always_inline
def range[T: Indexer, //](start: T, end: T) -> _SequentialRange:
    return _SequentialRange(index(start), index(end))


@always_inline
def range[T: Indexer, //](start: T, end: T, step: T) -> _StridedRange:
    return _StridedRange(index(start), index(end), index(step))


@always_inline
def range[dtype: DType, //](end: Scalar[dtype]) -> _ScalarRange[dtype]:
    return _ScalarRange[dtype](Scalar[dtype](0), end, Scalar[dtype](1))


@always_inline
def range[dtype: DType, //](start: Scalar[dtype], end: Scalar[dtype]) -> _ScalarRange[dtype]:
    return _ScalarRange[dtype](start, end, Scalar[dtype](1))


@always_inline
def range[dtype: DType, //](
    start: Scalar[dtype], end: Scalar[dtype], step: Scalar[dtype]
) -> _ScalarRange[dtype]:
    return _ScalarRange[dtype](start, end, step)


@always_inline
def half_open_range(start: Int, end: Int) -> _SequentialRange:
    """`start..end`."""
    return _SequentialRange(start, end)


@always_inline
def closed_range(start: Int, end: Int) -> _SequentialRange:
    """`start..=end`."""
    return _SequentialRange(start, end + 1)
