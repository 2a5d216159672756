"""The protocol of `for` loops."""


struct StopIteration(TrivialRegisterPassable, Writable):
    """Raised by an iterator that has nothing more to give."""

    @always_inline
    def __init__(out self):
        pass

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("StopIteration")


trait Iterator(Deinitable, Movable):
    """Gives one element after the other."""

    comptime Element: Movable

    def __next__(mut self) raises StopIteration -> Self.Element:
        ...

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        """How many elements are left at least, and at most if that is known."""
        return (0, Optional[Int](None))


trait Iterable:
    """Values that can be walked over."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator

    def __iter__(ref self) -> Self.IteratorType[origin_of(self)]:
        ...


trait IterableOwned:
    """Values that can be walked over while they are used up."""

    comptime IteratorOwnedType: Iterator

    def __iter__(var self) -> Self.IteratorOwnedType:
        ...


trait ReversibleRange:
    """Ranges that can be walked over backwards."""

    comptime ReversedType: Iterator

    def __reversed__(self) -> Self.ReversedType:
        ...


@always_inline
def iter[I: Iterable, //](ref iterable: I) -> I.IteratorType[origin_of(iterable)]:
    """An iterator over the elements."""
    return iterable.__iter__()


@always_inline
def iter[I: IterableOwned, //](var iterable: I) -> I.IteratorOwnedType:
    return iterable^.__iter__()


@always_inline
def next[I: Iterator, //](mut iterator: I) raises StopIteration -> I.Element:
    """The next element."""
    return iterator.__next__()
