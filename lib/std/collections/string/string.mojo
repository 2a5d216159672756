"""`String`: text that is owned.

Three words. Short text (up to 23 bytes) lies in the words themselves, with its length in the last byte. Longer text lies
on the heap behind a reference count, so that copies are cheap; it is duplicated when one of several owners changes it.
Text of literals is only pointed to.
"""

from std.builtin.prims import INT_CODE, ONE, PrimInt, ZERO, index_of, int_of
from std.builtin.panic import abort_with
from std.builtin.slices import ContiguousSlice
from std.builtin.value_traits import FloatableRaising, IntableRaising, KeyElement
from std.collections.string.codepoint import Codepoint, chr, sequence_length
from std.collections.string.format_text import format_text
from std.collections.string.iterators import (
    BytesIter,
    CodepointSliceIter,
    CodepointsIter,
    GraphemeIndicesIter,
    GraphemeSliceIter,
)
from std.collections.string.quoting import ascii
from std.collections.string.string_span import atof, atol, ord
from std.format.tstring import TString
from std.hash.hasher import Hasher
from std.os.pathlike import PathLike

comptime _INLINE_ROOM = 23
comptime _INLINE = 1 << 63
comptime _OWNED = 1 << 62
comptime _CAPACITY_MASK = (1 << 56) - 1
comptime _HEADER = 8


struct String(
    Boolable,
    Comparable,
    Defaultable,
    FloatableRaising,
    Hashable,
    ImplicitlyCopyable,
    IntableRaising,
    PathLike,
    Writable,
    Writer,
):
    """Text in UTF-8."""

    comptime ASCII_LOWERCASE: StaticString = "abcdefghijklmnopqrstuvwxyz"
    comptime ASCII_UPPERCASE: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    comptime ASCII_LETTERS: StaticString = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    comptime DIGITS: StaticString = "0123456789"
    comptime HEX_DIGITS: StaticString = "0123456789abcdefABCDEF"
    comptime OCT_DIGITS: StaticString = "01234567"
    comptime PUNCTUATION: StaticString = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    comptime PRINTABLE: StaticString = (
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"
    )
    comptime INLINE_CAPACITY = _INLINE_ROOM

    var _ptr: __prim.pointer[UInt8]
    var _len: Int
    # Negative: the text is inline and bits 56 to 60 are its length. With _OWNED: the heap block has this many bytes of room.
    var _cap: Int

    # ---- constructors

    @always_inline
    def __init__(out self):
        self._ptr = __op.null_pointer[UInt8]()
        self._len = 0
        self._cap = _INLINE

    def __init__(out self, *, capacity_bytes: Int):
        self._ptr = __op.null_pointer[UInt8]()
        self._len = 0
        self._cap = _INLINE
        if capacity_bytes > _INLINE_ROOM:
            self._ptr = _new_block(capacity_bytes)
            self._cap = _OWNED | capacity_bytes

    @always_inline
    @implicit
    def __init__[v: __prim.string_literal, //](out self, data: StringLiteral[v], /):
        self._ptr = __op.pointer_cast[UInt8](__op.string_literal_pointer[v]())
        self._len = int_of(__op.string_literal_length[v]())
        self._cap = 0

    @always_inline
    def __init__(out self, data: StringSpan[ImmStaticOrigin], /):
        self._ptr = data._p
        self._len = data._length
        self._cap = 0

    def __init__(out self, tstring: TString):
        self = tstring._text

    def __init__[*Ts: Writable](out self, *args: *Ts, sep: StaticString = "", end: StaticString = ""):
        """The texts of the values, one after the other."""
        self = String()
        comptime for i in range(args.__len__()):
            comptime if i > 0:
                self.write_string(sep)
            args[i].write_to(self)
        self.write_string(end)

    def __init__[m: Bool, o: Origin[mut=m], //](out self, *, unsafe_from_utf8: Span[UInt8, o]):
        self = String()
        self._append(unsafe_from_utf8._p, unsafe_from_utf8._len)

    def __init__[m: Bool, o: Origin[mut=m], //](out self, *, from_utf8: Span[UInt8, o]) raises:
        self = String()
        if not StringSpan[ImmUntrackedOrigin](_p=from_utf8._p, _length=from_utf8._len)._is_valid():
            raise Error("StringSlice: buffer is not valid UTF-8")
        self._append(from_utf8._p, from_utf8._len)

    def __init__[m: Bool, o: Origin[mut=m], //](out self, *, from_utf8_lossy: Span[UInt8, o]):
        """Bytes that are not UTF-8 become U+FFFD."""
        self = String()
        var at = 0
        while at < from_utf8_lossy._len:
            var n = sequence_length(from_utf8_lossy.unsafe_get(at))
            if n > 0 and at + n <= from_utf8_lossy._len:
                var part = StringSpan[ImmUntrackedOrigin](_p=from_utf8_lossy._at(at), _length=n)
                if part._is_valid():
                    self.write_string(part)
                    at += n
                    continue
            self.write_string("\uFFFD")
            at += 1

    def __init__[m: Bool, o: Origin[mut=m], //](out self, *, unsafe_from_utf8_ptr: Pointer[UInt8, o]):
        """A copy of the bytes up to the first zero."""
        self = String()
        var n = 0
        while unsafe_from_utf8_ptr[unsafe_offset=n] != 0:
            n += 1
        self._append(unsafe_from_utf8_ptr._p, n)

    def __init__(out self, *, unsafe_uninit_length: Int):
        self = String(capacity_bytes=unsafe_uninit_length)
        self._set_length(unsafe_uninit_length)

    # ---- life

    @always_inline
    def __init__(out self, *, copy: Self):
        self._ptr = copy._ptr
        self._len = copy._len
        self._cap = copy._cap
        if copy._cap & _OWNED != 0:
            _ = __op.atomic_rmw["add", "relaxed"](_count_of(copy._ptr), Int(1)._v)

    @always_inline
    def __deinit__(deinit self):
        if self._cap & _OWNED != 0:
            _release(self._ptr, self._cap & _CAPACITY_MASK)

    # ---- storage

    @always_inline
    def byte_length(self) -> Int:
        if self._cap < 0:
            return (self._cap >> 56) & 31
        return self._len

    @always_inline
    def __dialect_length__(self) -> Int:
        return self.byte_length()

    @always_inline
    def _bytes(self) -> __prim.pointer[UInt8]:
        """Where the text lies. Inline text moves with the string."""
        if self._cap < 0:
            return __op.pointer_cast[UInt8](__op.address_of[String](self))
        return self._ptr

    @always_inline
    def capacity(self) -> Int:
        if self._cap < 0:
            return _INLINE_ROOM
        return self._cap & _CAPACITY_MASK

    @always_inline
    def capacity_bytes(self) -> Int:
        return self.capacity()

    @always_inline
    def _set_length(mut self, length: Int):
        if self._cap < 0:
            # Only the last byte: the others hold text.
            self._cap = (self._cap & _CAPACITY_MASK) | ((128 | length) << 56)
        else:
            self._len = length

    @always_inline
    def _has_own_room(self, room: Int) -> Bool:
        """Whether the text may be changed in place and can grow to `room` bytes."""
        if self._cap < 0:
            return room <= _INLINE_ROOM
        if self._cap & _OWNED == 0 or room > self._cap & _CAPACITY_MASK:
            return False
        return Int(_v=__op.atomic_load["acquire"](_count_of(self._ptr))) == 1

    @no_inline
    def _move_to_own_room(mut self, room: Int):
        """Gets storage of its own for at least `room` bytes and moves the text there."""
        var length = self.byte_length()
        var wanted = max(room, length)
        if wanted <= _INLINE_ROOM:
            var text = String()
            __op.memcpy(text._bytes(), self._bytes(), index_of(length))
            text._set_length(length)
            self = text^
            return
        var target = max(wanted, min(2 * self.capacity(), 2 * length))
        var block = _new_block(target)
        __op.memcpy(block, self._bytes(), index_of(length))
        if self._cap & _OWNED != 0:
            _release(self._ptr, self._cap & _CAPACITY_MASK)
        self._ptr = block
        self._len = length
        self._cap = _OWNED | target

    @always_inline
    def _make_room(mut self, room: Int):
        if not self._has_own_room(room):
            self._move_to_own_room(room)

    @always_inline
    def _append(mut self, source: __prim.pointer[UInt8], count: Int):
        var length = self.byte_length()
        self._make_room(length + count)
        __op.memcpy(__op.offset(self._bytes(), index_of(length)), source, index_of(count))
        self._set_length(length + count)

    def reserve(mut self, new_capacity_bytes: Int, /):
        if new_capacity_bytes > self.capacity():
            self._move_to_own_room(new_capacity_bytes)

    def reserve_bytes(mut self, new_capacity_bytes: Int, /):
        self.reserve(new_capacity_bytes)

    def resize(mut self, length: Int, fill_byte: UInt8 = 0):
        """Cuts the text off, or fills it up with `fill_byte`."""
        var old = self.byte_length()
        self._make_room(length)
        if length > old:
            __op.memset(__op.offset(self._bytes(), index_of(old)), fill_byte._v, index_of(length - old))
        self._set_length(length)

    def resize(mut self, *, unsafe_uninit_length: Int):
        self._make_room(unsafe_uninit_length)
        self._set_length(unsafe_uninit_length)

    # ---- views

    @always_inline
    def _span(self) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return StringSpan[origin_of(self)._get_owned_interior["bytes"]](_p=self._bytes(), _length=self.byte_length())

    @always_inline
    def as_bytes(self) -> Span[UInt8, origin_of(self)._get_owned_interior["bytes"]]:
        return Span[UInt8, origin_of(self)._get_owned_interior["bytes"]](
            _p=self._bytes(), _len=self.byte_length()
        )

    def unsafe_as_bytes_mut(mut self) -> Span[UInt8, origin_of(self)._get_owned_interior["bytes"]]:
        self._make_room(self.byte_length())
        return Span[UInt8, origin_of(self)._get_owned_interior["bytes"]](
            _p=self._bytes(), _len=self.byte_length()
        )

    @always_inline
    def unsafe_ptr(self) -> Pointer[UInt8, origin_of(self)]:
        return Pointer[UInt8, origin_of(self)](_p=self._bytes())

    def unsafe_ptr_mut(mut self, capacity: Int = 0) -> Pointer[UInt8, origin_of(self)]:
        self._make_room(max(capacity, self.byte_length()))
        return Pointer[UInt8, origin_of(self)](_p=self._bytes())

    def as_c_string_slice(mut self) -> CStringSpan[origin_of(self)]:
        """The text with a zero byte behind it."""
        var length = self.byte_length()
        self._make_room(length + 1)
        __op.memset(__op.offset(self._bytes(), index_of(length)), UInt8(0)._v, ONE)
        return CStringSpan[origin_of(self)](_p=self._bytes())

    def as_c_string_span(mut self) -> CStringSpan[origin_of(self)]:
        return self.as_c_string_slice()

    # ---- iteration

    @always_inline
    def __iter__(self) -> GraphemeSliceIter[origin_of(self)]:
        return GraphemeSliceIter[origin_of(self)](
            StringSpan[origin_of(self)](_p=self._bytes(), _length=self.byte_length())
        )

    @always_inline
    def __reversed__(self) -> GraphemeSliceIter[origin_of(self), False]:
        return self.graphemes_reversed()

    @always_inline
    def _whole(self) -> StringSpan[origin_of(self)]:
        return StringSpan[origin_of(self)](_p=self._bytes(), _length=self.byte_length())

    def graphemes(self) -> GraphemeSliceIter[origin_of(self)]:
        return GraphemeSliceIter[origin_of(self)](self._whole())

    def graphemes_reversed(self) -> GraphemeSliceIter[origin_of(self), False]:
        return GraphemeSliceIter[origin_of(self), False](self._whole())

    def grapheme_indices(self) -> GraphemeIndicesIter[origin_of(self)]:
        return GraphemeIndicesIter[origin_of(self)](self._whole())

    def codepoints(self) -> CodepointsIter[origin_of(self)]:
        return CodepointsIter[origin_of(self)](self._whole())

    def codepoint_slices(self) -> CodepointSliceIter[origin_of(self)]:
        return CodepointSliceIter[origin_of(self)](self._whole())

    def codepoint_slices_reversed(self) -> CodepointSliceIter[origin_of(self), False]:
        return CodepointSliceIter[origin_of(self), False](self._whole())

    def bytes(self) -> BytesIter[origin_of(self)]:
        return BytesIter[origin_of(self)](self._whole())

    def count_codepoints(self) -> Int:
        return self._span().count_codepoints()

    def count_graphemes(self) -> Int:
        return self._span().count_graphemes()

    # ---- subscripts

    @__caller_location
    def __getitem__[I: Indexer, //](self, *, byte: I) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[byte=byte]

    @__caller_location
    def __getitem__(self, *, byte: ContiguousSlice) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[byte=byte]

    @__caller_location
    def __getitem__[
        I: Indexer, //
    ](self, *, codepoint: I) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[codepoint=codepoint]

    @__caller_location
    def __getitem__(self, *, codepoint: ContiguousSlice) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[codepoint=codepoint]

    @__caller_location
    def __getitem__[
        I: Indexer, //
    ](self, *, grapheme: I) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[grapheme=grapheme]

    @__caller_location
    def __getitem__(self, *, grapheme: ContiguousSlice) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span()[grapheme=grapheme]

    @__unavailable(
        "String does not support direct positional indexing like `s[i]` because Mojo strings are UTF-8 encoded, and the"
        " same position can mean three different things. Use one of: `s[byte=i]` for a raw UTF-8 byte, `s[codepoint=i]`"
        " for a Unicode code point, or `s[grapheme=i]` for a user-visible character (grapheme cluster)."
    )
    def __getitem__[I: Indexer, //](self, _index: I, /) -> StringSpan[origin_of(self)]:
        return self._whole()

    @__unavailable(
        "String does not support direct positional slicing like `s[a:b]` because Mojo strings are UTF-8 encoded, and the"
        " same range can mean different things. Use `s[byte=a:b]` to slice by raw UTF-8 byte positions, or"
        " `s[codepoint=a:b]` to slice by Unicode code points."
    )
    def __getitem__(self, _range: ContiguousSlice, /) -> StringSpan[origin_of(self)]:
        return self._whole()

    def split_at_grapheme(self, n: Int) -> Tuple[StringSpan[origin_of(self)], StringSpan[origin_of(self)]]:
        return self._whole().split_at_grapheme(n)

    # ---- comparison

    @always_inline
    def __bool__(self) -> Bool:
        return self.byte_length() > 0

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        return self._span()._equals(rhs._bytes(), rhs.byte_length())

    @always_inline
    def __eq__[o: ImmOrigin, //](self, other: StringSpan[o]) -> Bool:
        return self._span()._equals(other._p, other._length)

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        return not (self == rhs)

    @always_inline
    def __ne__[o: ImmOrigin, //](self, other: StringSpan[o]) -> Bool:
        return not (self == other)

    def __lt__(self, rhs: Self) -> Bool:
        return self._span()._compare(rhs._span()) < 0

    def __le__(self, rhs: Self) -> Bool:
        return self._span()._compare(rhs._span()) <= 0

    def __gt__(self, rhs: Self) -> Bool:
        return self._span()._compare(rhs._span()) > 0

    def __ge__(self, rhs: Self) -> Bool:
        return self._span()._compare(rhs._span()) >= 0

    # ---- growing

    @always_inline
    def write_string[o: ImmOrigin, //](mut self, string: StringSpan[o]):
        self._append(string._p, string._length)

    def append(mut self, codepoint: Codepoint):
        var bytes = __op.stack_alloc[UInt8, index_of(4)]()
        var n = codepoint._encode(bytes)
        self._append(bytes, n)

    def __iadd__[o: ImmOrigin, //](mut self, other: StringSpan[o]):
        self._append(other._p, other._length)

    def __add__[o: ImmOrigin, //](self, other: StringSpan[o]) -> String:
        var result = String(capacity_bytes=self.byte_length() + other._length)
        result._append(self._bytes(), self.byte_length())
        result._append(other._p, other._length)
        return result^

    def __radd__[o: ImmOrigin, //](self, other: StringSpan[o]) -> String:
        var result = String(capacity_bytes=self.byte_length() + other._length)
        result._append(other._p, other._length)
        result._append(self._bytes(), self.byte_length())
        return result^

    def __mul__(self, n: Int) -> String:
        return self._span() * n

    # ---- what the views do

    def __contains__[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Bool:
        return substr in self._span()

    def find[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        return self._span().find(substr, start)

    def rfind[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        return self._span().rfind(substr, start)

    def count[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Int:
        return self._span().count(substr)

    def startswith[o: ImmOrigin, //](self, prefix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        return self._span().startswith(prefix, start, end)

    def endswith[o: ImmOrigin, //](self, suffix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        return self._span().endswith(suffix, start, end)

    def removeprefix[
        o: ImmOrigin, //
    ](self, prefix: StringSpan[o], /) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().removeprefix(prefix)

    def removesuffix[
        o: ImmOrigin, //
    ](self, suffix: StringSpan[o], /) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().removesuffix(suffix)

    def strip(self) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().strip()

    def lstrip(self) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().lstrip()

    def rstrip(self) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().rstrip()

    def strip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().strip(chars)

    def lstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().lstrip(chars)

    def rstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StringSpan[origin_of(self)._get_owned_interior["bytes"]]:
        return self._span().rstrip(chars)

    def split[
        o: ImmOrigin, //
    ](self, sep: StringSpan[o]) -> List[StringSpan[origin_of(self)._get_owned_interior["bytes"]]]:
        return self._span()._split(sep, -1)

    def split[
        o: ImmOrigin, //
    ](self, sep: StringSpan[o], maxsplit: Int) -> List[StringSpan[origin_of(self)._get_owned_interior["bytes"]]]:
        return self._span()._split(sep, maxsplit)

    def split(self, sep: NoneType = None) -> List[StringSpan[origin_of(self)._get_owned_interior["bytes"]]]:
        return self._span()._split_blanks(-1)

    def split(
        self, sep: NoneType = None, *, maxsplit: Int
    ) -> List[StringSpan[origin_of(self)._get_owned_interior["bytes"]]]:
        return self._span()._split_blanks(maxsplit)

    def splitlines(
        self, keepends: Bool = False
    ) -> List[StringSpan[origin_of(self)._get_owned_interior["bytes"]]]:
        return self._span().splitlines(keepends)

    def join[T: Writable & Copyable, m: Bool, o: Origin[mut=m], //](self, elems: Span[T, o]) -> String:
        return self._span().join(elems)

    def replace[o1: ImmOrigin, o2: ImmOrigin, //](self, old: StringSpan[o1], new: StringSpan[o2]) -> String:
        return self._span().replace(old, new)

    def upper(self) -> String:
        return self._span().upper()

    def lower(self) -> String:
        return self._span().lower()

    def isupper(self) -> Bool:
        return self._span().isupper()

    def islower(self) -> Bool:
        return self._span().islower()

    def ascii_ljust(self, width: Int, fillchar: StaticString = " ") -> String:
        return self._span().ascii_ljust(width, fillchar)

    def ascii_rjust(self, width: Int, fillchar: StaticString = " ") -> String:
        return self._span().ascii_rjust(width, fillchar)

    def ascii_center(self, width: Int, fillchar: StaticString = " ") -> String:
        return self._span().ascii_center(width, fillchar)

    def format[*Ts: Writable](self, *args: *Ts) raises -> String:
        return format_text(self._span(), *args)

    def is_ascii_digit(self) -> Bool:
        return self._span().is_ascii_digit()

    def is_ascii_printable(self) -> Bool:
        return self._span().is_ascii_printable()

    def is_ascii_whitespace(self) -> Bool:
        return self._span().is_ascii_whitespace()

    def isspace(self) -> Bool:
        return self._span().is_ascii_whitespace()

    def __int__(self) raises -> Int:
        return self._span().__int__()

    def __float__(self) raises -> Float64:
        return self._span().__float__()

    def __fspath__(self) -> String:
        return self

    def __hash__[H: Hasher, //](self, mut hasher: H):
        hasher.update(self.as_bytes())

    @always_inline
    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._span())

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self._span().write_repr_to(writer)


struct CStringSpan[origin: ImmOrigin](Equatable, Sized, TrivialRegisterPassable, Writable):
    """Bytes up to the first zero, as C has them."""

    var _p: __prim.pointer[UInt8]

    @always_inline
    def __init__(out self, *, _p: __prim.pointer[UInt8]):
        self._p = _p

    @always_inline
    def __init__(out self, *, unsafe_from_ptr: Pointer[Int8, Self.origin]):
        self._p = __op.pointer_cast[UInt8](unsafe_from_ptr._p)

    def __init__(out self, span: StringSpan[Self.origin]) raises:
        """The text must end with a zero byte, and have no other."""
        self = Self(span.as_bytes())

    def __init__(out self, span: Span[UInt8, Self.origin]) raises:
        """The bytes must end with a zero, and have no other."""
        self._p = span._p
        if len(span) == 0 or span.unsafe_get(len(span) - 1) != 0:
            raise Error("CStringSpan: the text does not end with a zero byte")
        if self.__len__() != len(span) - 1:
            raise Error("CStringSpan: there is a zero byte within the text")

    @always_inline
    def unsafe_ptr(self) -> Pointer[Int8, Self.origin]:
        return Pointer[Int8, Self.origin](_p=__op.pointer_cast[Int8](self._p))

    @always_inline
    def ptr(self) -> Pointer[Int8, Self.origin]:
        return self.unsafe_ptr()

    def __len__(self) -> Int:
        var n = 0
        while Pointer[UInt8, Self.origin](_p=self._p)[unsafe_offset=n] != 0:
            n += 1
        return n

    def as_bytes(self) -> Span[UInt8, Self.origin]:
        return Span[UInt8, Self.origin](_p=self._p, _len=self.__len__())

    def as_bytes_with_nul(self) -> Span[UInt8, Self.origin]:
        """The bytes and the zero behind them."""
        return Span[UInt8, Self.origin](_p=self._p, _len=self.__len__() + 1)

    def as_unsafe_any_origin(self) -> CStringSpan[ImmutAnyOrigin]:
        return CStringSpan[ImmutAnyOrigin](_p=self._p)

    def __eq__[o: ImmOrigin, //](self, rhs: CStringSpan[o]) -> Bool:
        return self.as_bytes() == rhs.as_bytes()

    def __ne__[o: ImmOrigin, //](self, rhs: CStringSpan[o]) -> Bool:
        return not (self == rhs)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(StringSpan[Self.origin](_p=self._p, _length=self.__len__()))


@always_inline
def _count_of(block: __prim.pointer[UInt8]) -> __prim.pointer[PrimInt]:
    return __op.pointer_cast[PrimInt](__op.offset(block, index_of(-_HEADER)))


@always_inline
def _new_block(room: Int) -> __prim.pointer[UInt8]:
    """Room for so many bytes, with one owner."""
    var block = __op.pointer_cast[UInt8](__op.alloc(index_of(room + _HEADER), index_of(_HEADER)))
    var text = __op.offset(block, index_of(_HEADER))
    __op.store[index_of(_HEADER)](_count_of(text), Int(1)._v)
    return text


@no_inline
def _release(block: __prim.pointer[UInt8], room: Int):
    """One owner less; the last one frees."""
    if Int(_v=__op.atomic_load["acquire"](_count_of(block))) != 1:
        if Int(_v=__op.atomic_rmw["sub", "acq_rel"](_count_of(block), Int(1)._v)) != 1:
            return
    __op.free(__op.offset(block, index_of(-_HEADER)), index_of(room + _HEADER), index_of(_HEADER))
