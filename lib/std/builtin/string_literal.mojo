"""String literals: texts known at compile time."""

from std.builtin.prims import int_of
from std.builtin.value_traits import FloatableRaising, IntableRaising
from std.collections.string.iterators import CodepointSliceIter, CodepointsIter, GraphemeSliceIter
from std.collections.string.string import CStringSpan
from std.collections.string.format_text import format_text
from std.os.pathlike import PathLike


@__nonmaterializable(String)
struct StringLiteral[value: __prim.string_literal](
    Boolable, Defaultable, FloatableRaising, IntableRaising, PathLike, TrivialRegisterPassable, Writable
):
    """The literal `value`. Takes no room; turns into a `String` where a run-time value is needed."""

    @always_inline("builtin")
    def __init__(out self):
        pass

    @always_inline
    def as_string_slice(self) -> StaticString:
        return StaticString(self)

    @always_inline
    def byte_length(self) -> Int:
        return int_of(__op.string_literal_length[Self.value]())

    @always_inline
    def __dialect_length__(self) -> Int:
        return int_of(__op.string_literal_length[Self.value]())

    @always_inline
    def __bool__(self) -> Bool:
        return self.byte_length() > 0

    @always_inline
    def ptr(self) -> Pointer[UInt8, ImmStaticOrigin]:
        return StaticString(self).unsafe_ptr()

    @always_inline
    def unsafe_ptr(self) -> Pointer[UInt8, ImmStaticOrigin]:
        return StaticString(self).unsafe_ptr()

    @always_inline
    def as_bytes(self) -> Span[UInt8, ImmStaticOrigin]:
        return StaticString(self).as_bytes()

    @always_inline
    def as_c_string_slice(self) -> CStringSpan[ImmStaticOrigin]:
        return CStringSpan[ImmStaticOrigin](_p=StaticString(self)._p)

    @always_inline
    def as_c_string_span(self) -> CStringSpan[ImmStaticOrigin]:
        return CStringSpan[ImmStaticOrigin](_p=StaticString(self)._p)

    @always_inline("builtin")
    def __add__[
        o: __prim.string_literal, //
    ](self, rhs: StringLiteral[o]) -> StringLiteral[__op.string_literal_concat(Self.value, o)]:
        return StringLiteral[__op.string_literal_concat(Self.value, o)]()

    def __mul__(self, n: Int) -> String:
        return StaticString(self) * n

    def __eq__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) == rhs

    def __ne__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) != rhs

    def __lt__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) < rhs

    def __le__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) <= rhs

    def __gt__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) > rhs

    def __ge__[o: ImmOrigin, //](self, rhs: StringSpan[o]) -> Bool:
        return StaticString(self) >= rhs

    def __iter__(self) -> GraphemeSliceIter[ImmStaticOrigin]:
        return StaticString(self).__iter__()

    def __reversed__(self) -> GraphemeSliceIter[ImmStaticOrigin, False]:
        return StaticString(self).__reversed__()

    def graphemes(self) -> GraphemeSliceIter[ImmStaticOrigin]:
        return StaticString(self).graphemes()

    def graphemes_reversed(self) -> GraphemeSliceIter[ImmStaticOrigin, False]:
        return StaticString(self).graphemes_reversed()

    def codepoints(self) -> CodepointsIter[ImmStaticOrigin]:
        return StaticString(self).codepoints()

    def codepoint_slices(self) -> CodepointSliceIter[ImmStaticOrigin]:
        return StaticString(self).codepoint_slices()

    def codepoint_slices_reversed(self) -> CodepointSliceIter[ImmStaticOrigin, False]:
        return StaticString(self).codepoint_slices_reversed()

    def count_codepoints(self) -> Int:
        return StaticString(self).count_codepoints()

    def count[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Int:
        return StaticString(self).count(substr)

    def find[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        return StaticString(self).find(substr, start)

    def rfind[o: ImmOrigin, //](self, substr: StringSpan[o], start: Int = 0) -> Int:
        return StaticString(self).rfind(substr, start)

    def startswith[o: ImmOrigin, //](self, prefix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        return StaticString(self).startswith(prefix, start, end)

    def endswith[o: ImmOrigin, //](self, suffix: StringSpan[o], start: Int = 0, end: Int = -1) -> Bool:
        return StaticString(self).endswith(suffix, start, end)

    def __contains__[o: ImmOrigin, //](self, substr: StringSpan[o]) -> Bool:
        return substr in StaticString(self)

    def strip(self) -> StaticString:
        return StaticString(self).strip()

    def lstrip(self) -> StaticString:
        return StaticString(self).lstrip()

    def rstrip(self) -> StaticString:
        return StaticString(self).rstrip()

    def strip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StaticString:
        return StaticString(self).strip(chars)

    def lstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StaticString:
        return StaticString(self).lstrip(chars)

    def rstrip[o: ImmOrigin, //](self, chars: StringSpan[o]) -> StaticString:
        return StaticString(self).rstrip(chars)

    def split[o: ImmOrigin, //](self, sep: StringSpan[o]) -> List[StringSpan[ImmStaticOrigin]]:
        return StaticString(self)._split(sep, -1)

    def split[o: ImmOrigin, //](self, sep: StringSpan[o], maxsplit: Int) -> List[StringSpan[ImmStaticOrigin]]:
        return StaticString(self)._split(sep, maxsplit)

    def split(self, sep: NoneType = None) -> List[StringSpan[ImmStaticOrigin]]:
        return StaticString(self)._split_blanks(-1)

    def split(self, sep: NoneType = None, *, maxsplit: Int) -> List[StringSpan[ImmStaticOrigin]]:
        return StaticString(self)._split_blanks(maxsplit)

    def join[T: Writable & Copyable, m: Bool, o: Origin[mut=m], //](self, elems: Span[T, o]) -> String:
        return StaticString(self).join(elems)

    def upper(self) -> String:
        return StaticString(self).upper()

    def lower(self) -> String:
        return StaticString(self).lower()

    def isupper(self) -> Bool:
        return StaticString(self).isupper()

    def islower(self) -> Bool:
        return StaticString(self).islower()

    def is_ascii_digit(self) -> Bool:
        return StaticString(self).is_ascii_digit()

    def ascii_ljust(self, width: Int, fillchar: StaticString = " ") -> String:
        return StaticString(self).ascii_ljust(width, fillchar)

    def ascii_rjust(self, width: Int, fillchar: StaticString = " ") -> String:
        return StaticString(self).ascii_rjust(width, fillchar)

    def ascii_center(self, width: Int, fillchar: StaticString = " ") -> String:
        return StaticString(self).ascii_center(width, fillchar)

    def format[*Ts: Writable](self, *args: *Ts) -> String:
        try:
            return format_text(StaticString(self), *args)
        except e:
            return String(e)

    def __int__(self) raises -> Int:
        return StaticString(self).__int__()

    def __float__(self) raises -> Float64:
        return StaticString(self).__float__()

    def __fspath__(self) -> String:
        return String(self)

    @always_inline
    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(StaticString(self))

    def write_repr_to[W: Writer, //](self, mut writer: W):
        StaticString(self).write_repr_to(writer)
