"""Hyperbolic functions and their inverses.

From e^x as a pair of numbers, with odd polynomials near zero. Errors: below 1 unit in the last place for `sinh`, `cosh`
and `tanh`, below 2 for the inverses.
"""

from std.math.arithmetic import (
    Pair,
    choose,
    exact_product,
    exact_sum,
    muladd,
    parts_of,
    scaled,
    square_root,
    sum_of_ordered,
    with_sign_of,
)
from std.math.exponential import exponential_parts, logarithm_near
from std.math.polynomials import sinh_polynomial, tanh_polynomial
from std.simd.limits import inf, nan


@always_inline
def _half_exponential[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width]) -> Pair[dtype, width]:
    """e^a / 2 for a >= 0."""
    comptime V = SIMD[dtype, width]
    var parts = exponential_parts(a, V(0.0))
    var sum = sum_of_ordered(V(1.0), parts.high)
    var power = parts.power - V(1.0)
    return Pair[dtype, width](scaled(sum.high, power), scaled(sum.low + parts.low, power))


@always_inline
def sinh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var limit = choose[dtype, width](711.0, 90.0)
    var a = abs(x)
    var bounded = a.gt(limit).select(limit, a)
    var e = _half_exponential(bounded)
    var difference = exact_sum(e.high, V(-0.25) / e.high)
    var large = difference.high + (difference.low + e.low)
    large = e.high.eq(V(inf[dtype]())).select(e.high, large)
    var z = a * a
    var small = muladd(z * a, sinh_polynomial(z), a)
    return with_sign_of(a.lt(V(1.0)).select(small, a.eq(a).select(large, a)), x)


@always_inline
def cosh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var limit = choose[dtype, width](711.0, 90.0)
    var a = abs(x)
    var bounded = a.gt(limit).select(limit, a)
    var e = _half_exponential(bounded)
    var sum = exact_sum(e.high, V(0.25) / e.high)
    var result = sum.high + (sum.low + e.low)
    result = e.high.eq(V(inf[dtype]())).select(e.high, result)
    return a.eq(a).select(result, a)


@always_inline
def tanh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var limit = choose[dtype, width](22.0, 10.0)
    var a = abs(x)
    var bounded = a.gt(limit).select(limit, a)
    # 1 - 2 / (e^2a + 1) = 1 - 1 / (e^2a / 2 + 1 / 2)
    var e = _half_exponential(bounded + bounded)
    var d = sum_of_ordered(e.high, V(0.5))
    var d_low = d.low + e.low
    var q = V(1.0) / d.high
    var back = exact_product(q, d.high)
    var q_low = (((V(1.0) - back.high) - back.low) - q * d_low) / d.high
    var sum = sum_of_ordered(V(1.0), -q)
    var large = sum.high + (sum.low - q_low)
    var z = a * a
    var small = muladd(z * a, tanh_polynomial(z), a)
    return with_sign_of(a.lt(V(0.55)).select(small, a.eq(a).select(large, a)), x)


@always_inline
def _log1p_of_pair[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width], tail: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """log(1 + x + tail) for x >= 0 and a small tail."""
    comptime V = SIMD[dtype, width]
    var sum = exact_sum(V(1.0), x)
    var parts = parts_of(sum.high)
    var near = x.lt(V(0.25))
    var k = near.select(V(0.0), parts.exponent)
    var f = near.select(x, parts.fraction)
    var lost = near.select(tail, sum.low + tail) / sum.high
    return logarithm_near(k, f, lost)


@always_inline
def asinh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var huge = a.gt(choose[dtype, width](1e16, 1e8))
    # log(a + sqrt(a^2 + 1)) = log1p(a + a^2 / (1 + sqrt(a^2 + 1)))
    var b = huge.select(V(1.0), a)
    var square = exact_product(b, b)
    var radicand = exact_sum(V(1.0), square.high)
    var root = square_root(radicand.high)
    var d = V(1.0) + root
    var q = square.high / d
    var sum = exact_sum(b, q)
    var middle = _log1p_of_pair(sum.high, sum.low)
    var parts = parts_of(huge.select(a, V(1.0)))
    var large = logarithm_near(parts.exponent + V(1.0), parts.fraction, V(0.0))
    var result = huge.select(large, middle)
    result = a.lt(choose[dtype, width](1e-8, 1e-4)).select(a, result)
    result = a.eq(V(inf[dtype]())).select(a, result)
    return x.eq(x).select(with_sign_of(result, x), x)


@always_inline
def acosh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var huge = x.gt(choose[dtype, width](1e16, 1e8))
    # log(x + sqrt(x^2 - 1)) = log1p(t + sqrt(2 t + t^2)) with t = x - 1
    var b = (huge | x.lt(V(1.0)) | ~x.eq(x)).select(V(1.0), x)
    var t = b - V(1.0)
    var root = square_root(muladd(t, t, t + t))
    var sum = exact_sum(t, root)
    var middle = _log1p_of_pair(sum.high, sum.low)
    var parts = parts_of(huge.select(x, V(1.0)))
    var large = logarithm_near(parts.exponent + V(1.0), parts.fraction, V(0.0))
    var result = huge.select(large, middle)
    result = x.eq(V(inf[dtype]())).select(x, result)
    return x.ge(V(1.0)).select(result, V(nan[dtype]()))


@always_inline
def atanh_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    # log1p(2 a / (1 - a)) / 2
    var b = a.lt(V(1.0)).select(a, V(0.5))
    var d = V(1.0) - b
    var d_low = (V(1.0) - d) - b
    var q = (b + b) / d
    var back = exact_product(q, d)
    var q_low = (((b + b) - back.high) - back.low - q * d_low) / d
    var result = V(0.5) * _log1p_of_pair(q, q_low)
    result = a.lt(choose[dtype, width](1e-8, 1e-4)).select(a, result)
    result = a.eq(V(1.0)).select(V(inf[dtype]()), result)
    result = a.le(V(1.0)).select(result, V(nan[dtype]()))
    return with_sign_of(result, x)


@always_inline
def sinh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic sine."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return sinh_kernel(x)
    else:
        return sinh_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def cosh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic cosine."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return cosh_kernel(x)
    else:
        return cosh_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def tanh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic tangent."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return tanh_kernel(x)
    else:
        return tanh_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def asinh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The number whose hyperbolic sine is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return asinh_kernel(x)
    else:
        return asinh_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def acosh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The number, not negative, whose hyperbolic cosine is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return acosh_kernel(x)
    else:
        return acosh_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def atanh[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The number whose hyperbolic tangent is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return atanh_kernel(x)
    else:
        return atanh_kernel(x.cast[DType.float32]()).cast[dtype]()
