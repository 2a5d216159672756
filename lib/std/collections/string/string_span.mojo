"""Views of UTF-8 text."""

from std.builtin.panic import SAFE_CHECKS, abort_with, check_failed, check_index, index_out_of_bounds
from std.builtin.prims import ZERO, index_of, int_of
from std.builtin.slices import ContiguousSlice
from std.builtin.value_traits import FloatableRaising, IntableRaising
from std.collections.string.case import lowercase, uppercase, is_lower_text, is_upper_text
from std.collections.string.codepoint import Codepoint, decode_at, sequence_length
from std.collections.string.format_text import format_text
from std.collections.string.graphemes import next_grapheme_end, previous_grapheme_start
from std.collections.string.iterators import (
    BytesIter,
    CodepointSliceIter,
    CodepointsIter,
    GraphemeIndicesIter,
    GraphemeSliceIter,
)
from std.collections.string.numbers import parse_float, parse_int
from std.collections.string.quoting import write_quoted
from std.collections.string.search import find_bytes, find_last_bytes, is_blank
from std.collections.string.string import CStringSpan
from std.hash.hasher import Hasher
from std.origin import ImmOf
from std.os.pathlike import PathLike

comptime StaticString = StringSpan[ImmStaticOrigin]
comptime ImmStringSpan[origin: ImmOrigin] = StringSpan[origin]
comptime StringSlice = StringSpan[_]
comptime ImmStringSlice[origin: ImmOrigin] = StringSpan[origin]


struct StringSpan[origin: ImmOrigin](
    Boolable,
    Defaultable,
    Equatable,
    FloatableRaising,
    Hashable,
    IntableRaising,
    PathLike,
    TrivialRegisterPassable,
    Writable,
):
    """Some bytes of UTF-8 that belong to someone else."""

    comptime Immutable = Self

    var _p: __prim.pointer[UInt8]
    var _length: Int

    # ---- constructors

    @always_inline
    def __init__(out self):
        self._p = __op.index_to_pointer[UInt8](index_of(1))
        self._length = 0

    @always_inline
    def __init__(out self, *, _p: __prim.pointer[UInt8], _length: Int):
        self._p = _p
        self._length = _length

    @always_inline
    @implicit
    def __init__[v: __prim.string_literal, //](out self: StringSpan[ImmStaticOrigin], lit: StringLiteral[v]):
        self._p = __op.pointer_cast[UInt8](__op.string_literal_pointer[v]())
        self._length = int_of(__op.string_literal_length[v]())

    @always_inline
    @implicit
    def __init__(out self, ref[Self.origin] value: String):
        self._p = value._bytes()
        self._length = value.byte_length()

    @always_inline
    def __init__(out self, *, unsafe_from_utf8: Span[UInt8, Self.origin]):
        self._p = unsafe_from_utf8._p
        self._length = unsafe_from_utf8._len

    def __init__(out self, *, from_utf8: Span[UInt8, Self.origin]) raises:
        self._p = from_utf8._p
        self._length = from_utf8._len
        if not self._is_valid():
            raise Error("StringSlice: buffer is not valid UTF-8")

    @always_inline
    def __merge_with__[other: ImmOrigin, //, other_type: type_of(StringSpan[other])](
        self,
    ) -> StringSpan[origin_of(Self.origin, other)]:
        return StringSpan[origin_of(Self.origin, other)](_p=self._p, _length=self._length)

    # ---- size and bytes

    @always_inline
    def byte_length(self) -> Int:
        return self._length

    @always_inline
    def __dialect_length__(self) -> Int:
        return self._length

    @always_inline
    def __bool__(self) -> Bool:
        return self._length > 0

    @always_inline
    def unsafe_ptr(self) -> Pointer[UInt8, Self.origin]:
        return Pointer[UInt8, Self.origin](_p=self._p)

    @always_inline
    def as_bytes(self) -> Span[UInt8, Self.origin]:
        return Span[UInt8, Self.origin](_p=self._p, _len=self._length)

    @always_inline
    def as_imm(self) -> Self:
        return self

    @always_inline
    def _byte(self, i: Int) -> UInt8:
        return __op.deref[ImmUntrackedOrigin](__op.offset(self._p, index_of(i)))

    @always_inline
    def _part(self, start: Int, end: Int) -> Self:
        """The bytes from `start` up to `end`, unchecked."""
        return Self(_p=__op.offset(self._p, index_of(start)), _length=end - start)

    @always_inline
    def _from_byte(self, start: Int) -> Self:
        return self._part(start, self._length)

    def _is_valid(self) -> Bool:
        """Whether the bytes are well-formed UTF-8."""
        var i = 0
        while i < self._length:
            var n = sequence_length(self._byte(i))
            if n == 0 or i + n > self._length:
                return False
            for k in range(1, n):
                if self._byte(i + k) & 0xC0 != 0x80:
                    return False
            if n > 1:
                var code = decode_at(self._p, i).to_u32()
                if n == 2 and code < 0x80:
                    return False
                if n == 3 and (code < 0x800 or (code >= 0xD800 and code < 0xE000)):
                    return False
                if n == 4 and (code < 0x10000 or code > 0x10FFFF):
                    return False
            i += n
        return True

    def count_codepoints(self) -> Int:
        var count = 0
        for i in range(self._length):
            if self._byte(i) & 0xC0 != 0x80:
                count += 1
        return count

    def count_graphemes(self) -> Int:
        var count = 0
        var at = 0
        while at < self._length:
            at = next_grapheme_end(self._p, at, self._length)
            count += 1
        return count

    @always_inline
    def is_codepoint_boundary(self, index: Int) -> Bool:
        """Whether a codepoint starts or the text ends at this byte."""
        if index == self._length:
            return True
        return index >= 0 and index < self._length and self._byte(index) & 0xC0 != 0x80

    # ---- iteration

    @always_inline
    def __iter__(self) -> GraphemeSliceIter[Self.origin]:
        return GraphemeSliceIter[Self.origin](self)

    @always_inline
    def __reversed__(self) -> GraphemeSliceIter[Self.origin, False]:
        return GraphemeSliceIter[Self.origin, False](self)

    @always_inline
    def graphemes(self) -> GraphemeSliceIter[Self.origin]:
        return GraphemeSliceIter[Self.origin](self)

    @always_inline
    def graphemes_reversed(self) -> GraphemeSliceIter[Self.origin, False]:
        return GraphemeSliceIter[Self.origin, False](self)

    @always_inline
    def grapheme_indices(self) -> GraphemeIndicesIter[Self.origin]:
        return GraphemeIndicesIter[Self.origin](self)

    @always_inline
    def codepoints(self) -> CodepointsIter[Self.origin]:
        return CodepointsIter[Self.origin](self)

    @always_inline
    def codepoint_slices(self) -> CodepointSliceIter[Self.origin]:
        return CodepointSliceIter[Self.origin](self)

    @always_inline
    def codepoint_slices_reversed(self) -> CodepointSliceIter[Self.origin, False]:
        return CodepointSliceIter[Self.origin, False](self)

    @always_inline
    def bytes(self) -> BytesIter[Self.origin]:
        return BytesIter[Self.origin](self)

    # ---- subscripts

    @__caller_location
    def __getitem__[I: Indexer, //](self, *, byte: I) -> Self:
        var i = index(byte)
        check_index(i, self._length)
        comptime if SAFE_CHECKS:
            if not self.is_codepoint_boundary(i):
                check_failed("String span index, ", i, " does not lie on a codepoint boundary.")
        var n = sequence_length(self._byte(i))
        return self._part(i, i + max(n, 1))

    @__caller_location
    def __getitem__(self, *, byte: ContiguousSlice) -> Self:
        var start, end = byte._checked(self._length)
        comptime if SAFE_CHECKS:
            if not self.is_codepoint_boundary(start):
                check_failed("String span starts on", start, " which is not a codepoint boundary.")
            if not self.is_codepoint_boundary(end):
                check_failed("String span ends on, ", end, " which is not a codepoint boundary.")
        return self._part(start, end)

    def _codepoint_offset(self, count: Int) -> Int:
        """The byte at which codepoint `count` starts, or -1 beyond the end."""
        var at = 0
        for _ in range(count):
            if at >= self._length:
                return -1
            at += max(sequence_length(self._byte(at)), 1)
        return at

    @__caller_location
    def __getitem__[I: Indexer, //](self, *, codepoint: I) -> Self:
        var i = index(codepoint)
        var at = self._codepoint_offset(i) if i >= 0 else -1
        if at < 0 or at >= self._length:
            abort_with(String("codepoint index is out of bounds: ", i))
        return self._part(at, at + max(sequence_length(self._byte(at)), 1))

    @__caller_location
    def __getitem__(self, *, codepoint: ContiguousSlice) -> Self:
        var start = self._codepoint_offset(codepoint.start.or_else(0))
        var end = self._length
        if codepoint.end:
            end = self._codepoint_offset(codepoint.end.value())
        if start < 0 or end < 0 or start > end:
            abort_with("codepoint slice is out of bounds")
        return self._part(start, end)

    def _grapheme_offset(self, count: Int) -> Int:
        var at = 0
        for _ in range(count):
            if at >= self._length:
                return -1
            at = next_grapheme_end(self._p, at, self._length)
        return at

    @__caller_location
    def __getitem__[I: Indexer, //](self, *, grapheme: I) -> Self:
        var i = index(grapheme)
        var at = self._grapheme_offset(i) if i >= 0 else -1
        if at < 0 or at >= self._length:
            abort_with(String("grapheme index is out of bounds: ", i))
        return self._part(at, next_grapheme_end(self._p, at, self._length))

    @__caller_location
    def __getitem__(self, *, grapheme: ContiguousSlice) -> Self:
        var start = self._grapheme_offset(grapheme.start.or_else(0))
        var end = self._length
        if grapheme.end:
            end = self._grapheme_offset(grapheme.end.value())
        if start < 0 or end < 0 or start > end:
            abort_with("grapheme slice is out of bounds")
        return self._part(start, end)

    def split_at_grapheme(self, n: Int) -> Tuple[Self, Self]:
        """The first `n` grapheme clusters, and the rest."""
        var at = 0
        for _ in range(n):
            if at >= self._length:
                break
            at = next_grapheme_end(self._p, at, self._length)
        return (self._part(0, at), self._part(at, self._length))

    # ---- comparison

    def _compare[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Int:
        var common = min(self._length, rhs._length)
        var order = int_of(__op.memcmp(self._p, rhs._p, index_of(common)))
        if order != 0:
            return order
        return self._length - rhs._length

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        return self._equals(rhs._p, rhs._length)

    @always_inline
    def __eq__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return self._equals(rhs._p, rhs._length)

    @always_inline
    def __eq__(self, rhs: String) -> Bool:
        return self._equals(rhs._bytes(), rhs.byte_length())

    @always_inline
    def _equals(self, p: __prim.pointer[UInt8], length: Int) -> Bool:
        return self._length == length and int_of(__op.memcmp(self._p, p, index_of(length))) == 0

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        return not (self == rhs)

    @always_inline
    def __ne__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return not (self == rhs)

    @always_inline
    def __ne__(self, rhs: String) -> Bool:
        return not (self == rhs)

    def __lt__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return self._compare(rhs) < 0

    def __le__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return self._compare(rhs) <= 0

    def __gt__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return self._compare(rhs) > 0

    def __ge__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return self._compare(rhs) >= 0

    # ---- searching

    def __contains__[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Bool:
        return self.find(substr) >= 0

    def find[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        """The byte at which `substr` first starts, at or after `start`; -1 if nowhere."""
        return find_bytes(self._p, self._length, substr._p, substr._length, start)

    def rfind[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        """The byte at which `substr` last starts, at or after `start`; -1 if nowhere."""
        return find_last_bytes(self._p, self._length, substr._p, substr._length, start)

    def count[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Int:
        """How often `substr` occurs, without overlaps."""
        if substr._length == 0:
            return self.count_codepoints() + 1
        var count = 0
        var at = self.find(substr)
        while at >= 0:
            count += 1
            at = self.find(substr, at + substr._length)
        return count

    def startswith[o: ImmOrigin, //](self, prefix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        var limit = self._length if end < 0 else min(end, self._length)
        if start < 0 or start + prefix._length > limit:
            return False
        return self._part(start, start + prefix._length) == prefix

    def endswith[o: ImmOrigin, //](self, suffix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        var limit = self._length if end < 0 else min(end, self._length)
        if start < 0 or limit - suffix._length < start:
            return False
        return self._part(limit - suffix._length, limit) == suffix

    def removeprefix[o: ImmOrigin, //](self, prefix: StringSpan[o], /) -> Self:
        if self.startswith(prefix):
            return self._from_byte(prefix._length)
        return self

    def removesuffix[o: ImmOrigin, //](self, suffix: StringSpan[o], /) -> Self:
        if suffix._length > 0 and self.endswith(suffix):
            return self._part(0, self._length - suffix._length)
        return self

    # ---- trimming

    def lstrip(self) -> Self:
        var start = 0
        while start < self._length and is_blank(self._byte(start)):
            start += 1
        return self._from_byte(start)

    def rstrip(self) -> Self:
        var end = self._length
        while end > 0 and is_blank(self._byte(end - 1)):
            end -= 1
        return self._part(0, end)

    def strip(self) -> Self:
        return self.lstrip().rstrip()

    def lstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> Self:
        """Without the leading characters that occur in `chars`."""
        var start = 0
        while start < self._length:
            var n = max(sequence_length(self._byte(start)), 1)
            if self._part(start, start + n) not in chars:
                break
            start += n
        return self._from_byte(start)

    def rstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> Self:
        """Without the trailing characters that occur in `chars`."""
        var end = self._length
        while end > 0:
            var start = end - 1
            while start > 0 and self._byte(start) & 0xC0 == 0x80:
                start -= 1
            if self._part(start, end) not in chars:
                break
            end = start
        return self._part(0, end)

    def strip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> Self:
        return self.lstrip(chars).rstrip(chars)

    # ---- splitting and joining

    def split[o: ImmOrigin, //](self, sep: StringSpan[o]) -> List[StringSpan[Self.origin]]:
        return self._split(sep, -1)

    def split[o: ImmOrigin, //](self, sep: StringSpan[o], maxsplit: Int) -> List[StringSpan[Self.origin]]:
        return self._split(sep, maxsplit)

    def split(self, sep: NoneType = None) -> List[StringSpan[Self.origin]]:
        return self._split_blanks(-1)

    def split(self, sep: NoneType = None, *, maxsplit: Int) -> List[StringSpan[Self.origin]]:
        return self._split_blanks(maxsplit)

    def _split[o: ImmOrigin, //](self, sep: StringSpan[o], maxsplit: Int) -> List[StringSpan[Self.origin]]:
        var parts = List[StringSpan[Self.origin]]()
        if sep._length == 0:
            # An empty separator stands before and after each character.
            var at = 0
            parts.append(self._part(0, 0))
            while at < self._length and (maxsplit < 0 or len(parts) < maxsplit):
                var n = max(sequence_length(self._byte(at)), 1)
                parts.append(self._part(at, at + n))
                at += n
            parts.append(self._from_byte(at))
            return parts^
        var start = 0
        var cuts = 0
        while maxsplit < 0 or cuts < maxsplit:
            var at = self.find(sep, start)
            if at < 0:
                break
            parts.append(self._part(start, at))
            start = at + sep._length
            cuts += 1
        parts.append(self._from_byte(start))
        return parts^

    def _split_blanks(self, maxsplit: Int) -> List[StringSpan[Self.origin]]:
        var parts = List[StringSpan[Self.origin]]()
        var at = 0
        while True:
            while at < self._length and is_blank(self._byte(at)):
                at += 1
            if at >= self._length:
                break
            if maxsplit >= 0 and len(parts) == maxsplit:
                parts.append(self._from_byte(at))
                break
            var start = at
            while at < self._length and not is_blank(self._byte(at)):
                at += 1
            parts.append(self._part(start, at))
        return parts^

    def splitlines(self, keepends: Bool = False) -> List[StringSpan[Self.origin]]:
        """The lines; `\\n`, `\\r\\n`, `\\r` and a few rarer characters end one."""
        var lines = List[StringSpan[Self.origin]]()
        var start = 0
        var at = 0
        while at < self._length:
            var ending = self._line_ending(at)
            if ending == 0:
                at += 1
                continue
            lines.append(self._part(start, at + ending if keepends else at))
            at += ending
            start = at
        if start < self._length:
            lines.append(self._from_byte(start))
        return lines^

    def _line_ending(self, at: Int) -> Int:
        """How many bytes of line ending stand here."""
        var b = self._byte(at)
        if b == 13:
            if at + 1 < self._length and self._byte(at + 1) == 10:
                return 2
            return 1
        if (b >= 10 and b <= 12) or (b >= 28 and b <= 30):
            return 1
        if b == 0xC2 and at + 1 < self._length and self._byte(at + 1) == 0x85:
            return 2
        if b == 0xE2 and at + 2 < self._length and self._byte(at + 1) == 0x80:
            var last = self._byte(at + 2)
            if last == 0xA8 or last == 0xA9:
                return 3
        return 0

    def join[T: Writable & Copyable, m: Bool, o: Origin[mut=m], //](self, elems: Span[T, o]) -> String:
        """The texts of the elements with this one between them."""
        var result = String()
        for i in range(len(elems)):
            if i > 0:
                result.write_string(self)
            elems.unsafe_get(i).write_to(result)
        return result^

    # ---- new texts

    def __add__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> String:
        var result = String(capacity_bytes=self._length + rhs._length)
        result.write_string(self)
        result.write_string(rhs)
        return result^

    def __radd__[o: ImmOrigin, //](self, lhs: StringSpan[o]) -> String:
        return lhs + self

    def __mul__(self, n: Int) -> String:
        var result = String(capacity_bytes=self._length * max(n, 0))
        for _ in range(n):
            result.write_string(self)
        return result^

    def replace[o1: ImmOrigin, o2: ImmOrigin, //](self, old: StringSpan[o1], new: StringSpan[o2]) -> String:
        """With each `old` turned into `new`."""
        var result = String()
        if old._length == 0:
            # Before, between and after the characters.
            var at = 0
            result.write_string(new)
            while at < self._length:
                var n = max(sequence_length(self._byte(at)), 1)
                result.write_string(self._part(at, at + n))
                result.write_string(new)
                at += n
            return result^
        var start = 0
        while True:
            var at = self.find(old, start)
            if at < 0:
                break
            result.write_string(self._part(start, at))
            result.write_string(new)
            start = at + old._length
        result.write_string(self._from_byte(start))
        return result^

    def upper(self) -> String:
        return uppercase(self)

    def lower(self) -> String:
        return lowercase(self)

    def isupper(self) -> Bool:
        return is_upper_text(self)

    def islower(self) -> Bool:
        return is_lower_text(self)

    def ascii_ljust(self, width: Int, fillchar: StaticString = " ") -> String:
        """Filled up on the right to `width` bytes."""
        var result = String(self)
        for _ in range(width - self._length):
            result.write_string(fillchar)
        return result^

    def ascii_rjust(self, width: Int, fillchar: StaticString = " ") -> String:
        """Filled up on the left to `width` bytes."""
        var result = String()
        for _ in range(width - self._length):
            result.write_string(fillchar)
        result.write_string(self)
        return result^

    def ascii_center(self, width: Int, fillchar: StaticString = " ") -> String:
        """Filled up on both sides to `width` bytes."""
        var missing = max(width - self._length, 0)
        var result = String()
        for _ in range(missing // 2):
            result.write_string(fillchar)
        result.write_string(self)
        for _ in range(missing - missing // 2):
            result.write_string(fillchar)
        return result^

    def format[*Ts: Writable](self, *args: *Ts) raises -> String:
        """This text with `{}` fields replaced by the values."""
        return format_text(self, *args)

    # ---- tests of the content

    def is_ascii_digit(self) -> Bool:
        for i in range(self._length):
            var b = self._byte(i)
            if b < 48 or b > 57:
                return False
        return self._length > 0

    def is_ascii_printable(self) -> Bool:
        for i in range(self._length):
            var b = self._byte(i)
            if b < 32 or b > 126:
                return False
        return True

    def is_ascii_whitespace(self) -> Bool:
        for i in range(self._length):
            if not is_blank(self._byte(i)):
                return False
        return self._length > 0

    def isspace(self) -> Bool:
        return self.is_ascii_whitespace()

    def isnewline(self) -> Bool:
        var at = 0
        while at < self._length:
            var n = self._line_ending(at)
            if n == 0:
                return False
            at += n
        return self._length > 0

    # ---- conversions

    def __int__(self) raises -> Int:
        return parse_int(self, 10)

    def __float__(self) raises -> Float64:
        return parse_float(self)

    def __fspath__(self) -> String:
        return String(self)

    @always_inline
    def as_c_string_slice(self: StringSpan[ImmStaticOrigin]) -> CStringSpan[ImmStaticOrigin]:
        """Text of the program itself: a zero byte follows it."""
        return CStringSpan[ImmStaticOrigin](_p=self._p)

    @always_inline
    def as_c_string_span(self: StringSpan[ImmStaticOrigin]) -> CStringSpan[ImmStaticOrigin]:
        return CStringSpan[ImmStaticOrigin](_p=self._p)

    def __hash__[H: Hasher, //](self, mut hasher: H):
        hasher.update(self.as_bytes())

    @always_inline
    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        write_quoted(writer, self)


@__caller_location
def ord[o: ImmOrigin, //](s: StringSpan[o]) -> Int:
    """The number of the one codepoint in `s`."""
    return Int(Codepoint.ord(s))


def atol[o: ImmOrigin, //](str_slice: StringSpan[o], base: Int = 10) raises -> Int:
    """The integer that the text spells in `base`; with base 0 a prefix decides."""
    return parse_int(str_slice, base)


def atof[o: ImmOrigin, //](str_slice: StringSpan[o]) raises -> Float64:
    """The number that the text spells."""
    return parse_float(str_slice)


def get_static_string[string: StaticString]() -> StaticString:
    return string
