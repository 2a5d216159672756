"""Masks."""


@always_inline
def is_negative[dtype: DType, width: SIMDLength, //](value: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """All ones where the number is negative, else 0."""
    return value.lt(SIMD[dtype, width](0)).select(SIMD[dtype, width](-1), SIMD[dtype, width](0))


@always_inline
def splat[size: SIMDLength, //, dtype: DType](value: SIMD[DType.bool, size]) -> SIMD[dtype, size]:
    """All ones where the mask is true, else 0."""
    return value.select(SIMD[dtype, size](-1), SIMD[dtype, size](0))
