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


@__unavailable(
    "`len(String/StringSlice)` is not supported because Mojo strings are UTF-8 encoded, so a single length is"
    " ambiguous: it could mean the number of UTF-8 bytes, the number of Unicode code points, or the number of"
    " user-visible characters (grapheme clusters). Use `s.byte_length()` or `len(s.bytes())` for the number of UTF-8"
    " bytes, `len(s.codepoints())` for Unicode code points, or `len(s.graphemes())` for grapheme clusters."
)
def len[origin: ImmOrigin, //](value: StringSpan[origin]) -> Int:
    return 0


@always_inline("builtin")
def index[T: Indexer, //](idx: T, /) -> Int:
    """`idx` as an `Int`."""
    return int_of(idx.__mlir_index__())
