"""Calling C."""

from std.ffi.call import (
    c_char,
    c_double,
    c_float,
    c_int,
    c_long,
    c_long_long,
    c_pid_t,
    c_short,
    c_size_t,
    c_ssize_t,
    c_uchar,
    c_uint,
    c_ulong,
    c_ulong_long,
    c_ushort,
    external_call,
)
from std.ffi.cstring import CStringSlice, CStringSpan
from std.ffi.error_number import ErrNo, get_errno, set_errno
from std.ffi.library import DEFAULT_RTLD, RTLD
from std.ffi.unsafe_union import UnsafeUnion

comptime MAX_PATH = 4096
