"""Polynomials."""

from std.math.arithmetic import muladd


@always_inline
def polynomial_evaluate[
    dtype: DType, width: SIMDLength, //, coefficients: List[Scalar[dtype]]
](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`coefficients[0] + coefficients[1] * x + ...`, by Horner's rule."""
    comptime count = len(coefficients)
    var result = SIMD[dtype, width](0)
    comptime for i in range(count):
        comptime c = coefficients[count - 1 - i]
        result = muladd(result, x, SIMD[dtype, width](c))
    return result
