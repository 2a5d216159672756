"""`external_call`, and C's names for number types."""

from std.builtin.prims import index_of, int_of

comptime c_char = Int8
comptime c_uchar = UInt8
comptime c_short = Int16
comptime c_ushort = UInt16
comptime c_int = Int32
comptime c_uint = UInt32
comptime c_long = Int64
comptime c_ulong = UInt64
comptime c_long_long = Int64
comptime c_ulong_long = UInt64
comptime c_size_t = UInt
comptime c_ssize_t = Int
comptime c_float = Float32
comptime c_double = Float64
comptime c_pid_t = Int


@always_inline
def external_call[
    v: __prim.string_literal, //, callee: StringLiteral[v], return_type: AnyType, *types: AnyType
](*args: *types) -> return_type:
    """Calls the C function `callee` of the C library."""
    comptime count = int_of(__op.list_length[types]())
    comptime if count == 0:
        return __op.external_call[v, return_type]()
    elif count == 1:
        return __op.external_call[v, return_type](args[0])
    elif count == 2:
        return __op.external_call[v, return_type](args[0], args[1])
    elif count == 3:
        return __op.external_call[v, return_type](args[0], args[1], args[2])
    elif count == 4:
        return __op.external_call[v, return_type](args[0], args[1], args[2], args[3])
    elif count == 5:
        return __op.external_call[v, return_type](args[0], args[1], args[2], args[3], args[4])
    elif count == 6:
        return __op.external_call[v, return_type](args[0], args[1], args[2], args[3], args[4], args[5])
    else:
        comptime assert count <= 6, "external_call takes up to 6 arguments"
        __op.unreachable()
