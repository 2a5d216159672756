"""Text that ends with a zero byte."""

from std.collections.string.string import CStringSpan
from std.ffi.call import c_char

comptime CStringSlice = CStringSpan
