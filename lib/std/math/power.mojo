"""Powers."""

from std.builtin.prims import int_of
from std.math.exponential import exp_of_power, log


def integer_power[dtype: DType, length: SIMDLength, exp_dtype: DType, //](
    base: SIMD[dtype, length], exponent: SIMD[exp_dtype, length]
) -> SIMD[dtype, length]:
    """Repeated multiplication. A negative exponent gives 0 for integers, the reciprocal for floats."""
    comptime one = SIMD[dtype, length](1)
    var result = one
    var factor = base
    var negative = exponent.lt(SIMD[exp_dtype, length](0))
    var left = negative.select(-exponent, exponent)
    while (left.ne(SIMD[exp_dtype, length](0))).reduce_or():
        var odd = (left & SIMD[exp_dtype, length](1)).ne(SIMD[exp_dtype, length](0))
        result = odd.select(result * factor, result)
        left = left >> SIMD[exp_dtype, length](1)
        if (left.ne(SIMD[exp_dtype, length](0))).reduce_or():
            factor = factor * factor
    comptime if dtype.is_floating_point():
        return negative.select(one / result, result)
    else:
        return negative.select(SIMD[dtype, length](0), result)


def float_power[dtype: DType, length: SIMDLength, //](
    base: SIMD[dtype, length], exponent: SIMD[dtype, length]
) -> SIMD[dtype, length] where dtype.is_floating_point():
    """Exact products for whole exponents, else the exponential of the logarithm."""
    var whole = exponent.cast[DType.int32]()
    if exponent == whole.cast[dtype]():
        return integer_power(base, whole)
    return exp_of_power(exponent * log(base))
