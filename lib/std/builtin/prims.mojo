"""Short names for the primitive types and constants that the rest of the library is built on."""

comptime BOOL_CODE: __prim.index = __op.dtype_code["bool"]()
comptime INT_CODE: __prim.index = __op.dtype_code["int"]()
comptime UINT8_CODE: __prim.index = __op.dtype_code["uint8"]()
comptime ZERO: __prim.index = SIMDLength(0)._n
comptime ONE: __prim.index = SIMDLength(1)._n

comptime PrimBool = __prim.simd[BOOL_CODE, ONE]
comptime PrimInt = __prim.simd[INT_CODE, ONE]
comptime PrimByte = __prim.simd[UINT8_CODE, ONE]


@always_inline("builtin")
def index_of(value: Int) -> __prim.index:
    return __op.to_index(value._v)


@always_inline("builtin")
def int_of(value: __prim.index) -> Int:
    return Int(_v=__op.from_index[INT_CODE, ONE](value))
