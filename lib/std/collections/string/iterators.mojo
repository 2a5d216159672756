"""Walking over text: by bytes, code points and grapheme clusters."""

from std.collections.string.codepoint import Codepoint, decode_at, sequence_length
from std.collections.string.graphemes import next_grapheme_end, previous_grapheme_start


struct BytesIter[origin: ImmOrigin](Copyable, Iterable, Iterator, Sized):
    """The bytes of a text."""

    comptime Element = UInt8
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _rest: StringSpan[Self.origin]

    @always_inline
    def __init__(out self, text: StringSpan[Self.origin]):
        self._rest = text

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __len__(self) -> Int:
        return self._rest.byte_length()

    @always_inline
    def __next__(mut self) raises StopIteration -> UInt8:
        if self._rest.byte_length() == 0:
            raise StopIteration()
        var b = self._rest._byte(0)
        self._rest = self._rest._from_byte(1)
        return b


struct CodepointsIter[origin: ImmOrigin](Copyable, Iterable, Iterator, Sized):
    """The code points of a text."""

    comptime Element = Codepoint
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _rest: StringSpan[Self.origin]

    @always_inline
    def __init__(out self, text: StringSpan[Self.origin]):
        self._rest = text

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __len__(self) -> Int:
        return self._rest.count_codepoints()

    def peek_next(self) -> Optional[Codepoint]:
        if self._rest.byte_length() == 0:
            return None
        return decode_at(self._rest._p, 0)

    def next(mut self) -> Optional[Codepoint]:
        var result = self.peek_next()
        if result:
            self._rest = self._rest._from_byte(sequence_length(self._rest._byte(0)))
        return result

    @always_inline
    def __next__(mut self) raises StopIteration -> Codepoint:
        if self._rest.byte_length() == 0:
            raise StopIteration()
        var c = decode_at(self._rest._p, 0)
        self._rest = self._rest._from_byte(max(sequence_length(self._rest._byte(0)), 1))
        return c


struct CodepointSliceIter[origin: ImmOrigin, forward: Bool = True](Copyable, Iterable, Iterator, Sized):
    """The code points of a text, each as a view."""

    comptime Element = StringSpan[Self.origin]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _rest: StringSpan[Self.origin]

    @always_inline
    def __init__(out self, text: StringSpan[Self.origin]):
        self._rest = text

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __len__(self) -> Int:
        return self._rest.count_codepoints()

    def peek_next(self) -> Optional[StringSpan[Self.origin]]:
        """The first code point that is left."""
        if self._rest.byte_length() == 0:
            return None
        return self._rest._part(0, max(sequence_length(self._rest._byte(0)), 1))

    def peek_back(self) -> Optional[StringSpan[Self.origin]]:
        """The last code point that is left."""
        var size = self._rest.byte_length()
        if size == 0:
            return None
        var start = size - 1
        while start > 0 and self._rest._byte(start) & 0xC0 == 0x80:
            start -= 1
        return self._rest._part(start, size)

    def next(mut self) -> Optional[StringSpan[Self.origin]]:
        """Takes the first code point that is left."""
        var part = self.peek_next()
        if part:
            self._rest = self._rest._from_byte(part.unsafe_value().byte_length())
        return part

    def next_back(mut self) -> Optional[StringSpan[Self.origin]]:
        """Takes the last code point that is left."""
        var part = self.peek_back()
        if part:
            self._rest = self._rest._part(0, self._rest.byte_length() - part.unsafe_value().byte_length())
        return part

    @always_inline
    def __next__(mut self) raises StopIteration -> StringSpan[Self.origin]:
        var part: Optional[StringSpan[Self.origin]]
        comptime if Self.forward:
            part = self.next()
        else:
            part = self.next_back()
        if not part:
            raise StopIteration()
        return part.unsafe_value()


struct GraphemeSliceIter[origin: ImmOrigin, forward: Bool = True](Copyable, Iterable, Iterator, Sized):
    """The user-perceived characters of a text, each as a view."""

    comptime Element = StringSpan[Self.origin]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _rest: StringSpan[Self.origin]

    @always_inline
    def __init__(out self, text: StringSpan[Self.origin]):
        self._rest = text

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __len__(self) -> Int:
        return self._rest.count_graphemes()

    def next(mut self) -> Optional[StringSpan[Self.origin]]:
        """Takes the first character that is left."""
        var size = self._rest.byte_length()
        if size == 0:
            return None
        var end = next_grapheme_end(self._rest._p, 0, size)
        var part = self._rest._part(0, end)
        self._rest = self._rest._from_byte(end)
        return part

    def peek_back(mut self) -> Optional[StringSpan[Self.origin]]:
        """The last character that is left."""
        var size = self._rest.byte_length()
        if size == 0:
            return None
        return self._rest._part(previous_grapheme_start(self._rest._p, size), size)

    def next_back(mut self) -> Optional[StringSpan[Self.origin]]:
        """Takes the last character that is left."""
        var part = self.peek_back()
        if part:
            self._rest = self._rest._part(0, self._rest.byte_length() - part.unsafe_value().byte_length())
        return part

    @always_inline
    def __next__(mut self) raises StopIteration -> StringSpan[Self.origin]:
        var part: Optional[StringSpan[Self.origin]]
        comptime if Self.forward:
            part = self.next()
        else:
            part = self.next_back()
        if not part:
            raise StopIteration()
        return part.unsafe_value()


struct GraphemeIndicesIter[origin: ImmOrigin](Copyable, Iterable, Iterator):
    """The grapheme clusters of a text with the bytes at which they start."""

    comptime Element = Tuple[Int, StringSpan[Self.origin]]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = Self

    var _text: StringSpan[Self.origin]
    var _at: Int

    @always_inline
    def __init__(out self, text: StringSpan[Self.origin]):
        self._text = text
        self._at = 0

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    def __next__(mut self) raises StopIteration -> Tuple[Int, StringSpan[Self.origin]]:
        if self._at >= self._text.byte_length():
            raise StopIteration()
        var start = self._at
        self._at = next_grapheme_end(self._text._p, start, self._text.byte_length())
        return (start, self._text._part(start, self._at))
