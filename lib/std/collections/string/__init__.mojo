"""Text."""

from std.collections.string.codepoint import Codepoint, chr
from std.collections.string.iterators import BytesIter, CodepointsIter, GraphemeSliceIter
from std.collections.string.quoting import ascii
from std.collections.string.string import String
from std.collections.string.string_span import (
    ImmStringSlice,
    ImmStringSpan,
    StaticString,
    StringSlice,
    StringSpan,
    atof,
    atol,
    ord,
)
