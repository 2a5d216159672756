"""Counting, turning and moving bits."""

from std.builtin.prims import index_of


@always_inline
def count_leading_zeros[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.ctlz(val._v))


@always_inline
def count_trailing_zeros[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.cttz(val._v))


@always_inline
def pop_count[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """How many bits are set."""
    return SIMD[dtype, width](_v=__op.ctpop(val._v))


@always_inline
def byte_swap[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.bswap(val._v))


@always_inline
def bit_reverse[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.bitreverse(val._v))


@always_inline
def bit_not[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return ~val


@always_inline
def bit_width[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """How many bits it takes to write the number."""
    comptime V = SIMD[dtype, width]
    comptime if dtype.is_signed():
        var positive = val.lt(V(0)).select(~val, val)
        return V(Scalar[dtype](dtype._bits())) - count_leading_zeros(positive)
    else:
        return V(Scalar[dtype](dtype._bits())) - count_leading_zeros(val)


@always_inline
def log2_floor[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The position of the highest bit that is set; -1 (all ones) for 0."""
    return SIMD[dtype, width](Scalar[dtype](dtype._bits() - 1)) - count_leading_zeros(val)


@always_inline
def log2_ceil[dtype: DType, //](val: Scalar[dtype]) -> Scalar[dtype]:
    if val <= Scalar[dtype](1):
        return Scalar[dtype](0)
    return log2_floor(val - Scalar[dtype](1)) + Scalar[dtype](1)


@always_inline
def next_power_of_two[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The smallest power of two that is not smaller."""
    comptime V = SIMD[dtype, width]
    var shift = V(Scalar[dtype](dtype._bits())) - count_leading_zeros(val - V(1))
    return val.le(V(1)).select(V(1), V(1) << shift)


@always_inline
def prev_power_of_two[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The largest power of two that is not larger; 0 for 0."""
    comptime V = SIMD[dtype, width]
    return val.le(V(0)).select(V(0), V(1) << log2_floor(val))


@always_inline
def rotate_bits_left[dtype: DType, width: SIMDLength, //, shift: Int](x: SIMD[dtype, width]) -> SIMD[
    dtype, width
] where dtype.is_integral():
    return SIMD[dtype, width](_v=__op.rotl(x._v, SIMD[dtype, width](Scalar[dtype](shift % dtype._bits()))._v))


@always_inline
def rotate_bits_right[dtype: DType, width: SIMDLength, //, shift: Int](x: SIMD[dtype, width]) -> SIMD[
    dtype, width
] where dtype.is_integral():
    return SIMD[dtype, width](_v=__op.rotr(x._v, SIMD[dtype, width](Scalar[dtype](shift % dtype._bits()))._v))
