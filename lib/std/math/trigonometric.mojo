"""Sine, cosine, tangent.

The angle is reduced to at most an eighth turn (see `std.math.reduction`), then sine and cosine are polynomials, chosen
by the quarter. Errors: below 1 unit in the last place for all finite arguments, in single and double precision.
"""

from std.math.arithmetic import Pair, choose, exact_product, muladd, sum_of_ordered
from std.math.polynomials import cos_polynomial, sin_polynomial
from std.math.reduction import Angle, reduce_angle


@always_inline
def _sine_near[
    dtype: DType, width: SIMDLength, //
](r: SIMD[dtype, width], tail: SIMD[dtype, width]) -> Pair[dtype, width]:
    """sin(r + tail)."""
    comptime V = SIMD[dtype, width]
    var z = r * r
    var rest = muladd(z * r, sin_polynomial(z), muladd(V(-0.5) * z, tail, tail))
    return sum_of_ordered(r, rest)


@always_inline
def _cosine_near[
    dtype: DType, width: SIMDLength, //
](r: SIMD[dtype, width], tail: SIMD[dtype, width]) -> Pair[dtype, width]:
    """cos(r + tail)."""
    comptime V = SIMD[dtype, width]
    var z = r * r
    var half = V(0.5) * z
    var w = V(1.0) - half
    var lost = (V(1.0) - w) - half
    var rest = lost + muladd(z * z, cos_polynomial(z), -(r * tail) + V(-0.5) * muladd(r, r, -z))
    return sum_of_ordered(w, rest)


@always_inline
def _odd[width: SIMDLength, //](quarters: SIMD[DType.int32, width]) -> SIMD[DType.bool, width]:
    return (quarters & 1).ne(SIMD[DType.int32, width](0))


@always_inline
def _upper[width: SIMDLength, //](quarters: SIMD[DType.int32, width]) -> SIMD[DType.bool, width]:
    return (quarters & 2).ne(SIMD[DType.int32, width](0))


@always_inline
def _tiny[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Where the odd functions are their argument."""
    return abs(x).lt(choose[dtype, width](1e-9, 1e-5))


@always_inline
def sin_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var angle = reduce_angle(x)
    var s = _sine_near(angle.high, angle.low).high
    var c = _cosine_near(angle.high, angle.low).high
    var result = _odd(angle.quarters).select(c, s)
    result = _upper(angle.quarters).select(-result, result)
    return _tiny(x).select(x, result)


@always_inline
def cos_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var angle = reduce_angle(x)
    var s = _sine_near(angle.high, angle.low).high
    var c = _cosine_near(angle.high, angle.low).high
    var result = _odd(angle.quarters).select(s, c)
    return _upper(angle.quarters + 1).select(-result, result)


@always_inline
def tan_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var angle = reduce_angle(x)
    var s = _sine_near(angle.high, angle.low)
    var c = _cosine_near(angle.high, angle.low)
    var odd = _odd(angle.quarters)
    var numerator = Pair[dtype, width](odd.select(-c.high, s.high), odd.select(-c.low, s.low))
    var denominator = Pair[dtype, width](odd.select(s.high, c.high), odd.select(s.low, c.low))
    var q = numerator.high / denominator.high
    var back = exact_product(q, denominator.high)
    var rest = ((numerator.high - back.high) - back.low) + (numerator.low - q * denominator.low)
    return _tiny(x).select(x, q + rest / denominator.high)


@always_inline
def sin[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The sine of an angle in radians."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return sin_kernel(x)
    else:
        return sin_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def cos[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The cosine of an angle in radians."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return cos_kernel(x)
    else:
        return cos_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def tan[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The tangent of an angle in radians."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return tan_kernel(x)
    else:
        return tan_kernel(x.cast[DType.float32]()).cast[dtype]()
