"""`len` and `index`."""

from std.builtin.prims import int_of
from std.builtin.value_traits import Sized, SizedRaising


@always_inline
def len[T: Sized, //](value: T) -> Int:
    """How many elements `value` has."""
    return value.__len__()


@always_inline
def len[T: SizedRaising, //](value: T) raises -> Int:
    return value.__len__()


@always_inline
def len[origin: ImmOrigin, //](value: StringSpan[origin]) -> Int:
    comptime assert False, (
        "`len(String/StringSlice)` is not supported because Mojo strings are UTF-8 encoded, so a single length is"
        " ambiguous: the same text can have a different number of bytes, codepoints and grapheme clusters. Use"
        " `s.byte_length()` or `len(s.bytes())` for the number of UTF-8 bytes, `len(s.codepoints())` for Unicode"
        " code points, or `len(s.graphemes())` for grapheme clusters."
    )
    return 0


@always_inline("builtin")
def index[T: Indexer, //](idx: T, /) -> Int:
    """`idx` as an `Int`."""
    return int_of(idx.__mlir_index__())
