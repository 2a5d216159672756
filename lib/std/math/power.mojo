"""Powers.

Whole exponents up to 32 are products, so `x ** 2` is `x * x`. Everything else goes through the logarithm as a pair of
numbers: below 1 unit in the last place in single and double precision.
"""

from std.math.arithmetic import (
    Pair,
    choose,
    exact_product,
    exact_sum,
    muladd,
    pair_product,
    parts_of,
    rounder,
    scaled,
    sum_of_ordered,
)
from std.math.exponential import exponential_parts, log, logarithm_pair
from std.simd.limits import inf, nan


@always_inline
def integer_power[dtype: DType, length: SIMDLength, exp_dtype: DType, //](
    base: SIMD[dtype, length], exponent: SIMD[exp_dtype, length]
) -> SIMD[dtype, length]:
    """Repeated multiplication. A negative exponent gives 0 for integers, the reciprocal for floats."""
    if exponent == SIMD[exp_dtype, length](2):
        return base * base
    return _any_integer_power(base, exponent)


def _any_integer_power[dtype: DType, length: SIMDLength, exp_dtype: DType, //](
    base: SIMD[dtype, length], exponent: SIMD[exp_dtype, length]
) -> SIMD[dtype, length]:
    comptime one = SIMD[dtype, length](1)
    var negative = exponent.lt(SIMD[exp_dtype, length](0))
    var left = negative.select(-exponent, exponent)
    comptime if dtype.is_floating_point():
        if left.gt(SIMD[exp_dtype, length](32)).reduce_or():
            return float_power_kernel(base, exponent.cast[dtype]())
    var result = one
    var factor = base
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


@always_inline
def float_power[dtype: DType, length: SIMDLength, //](
    base: SIMD[dtype, length], exponent: SIMD[dtype, length]
) -> SIMD[dtype, length]:
    """Products for small whole exponents, else the exponential of the logarithm."""
    if exponent == SIMD[dtype, length](2):
        return base * base
    if abs(exponent).le(SIMD[dtype, length](32)).reduce_and():
        var whole = exponent.cast[DType.int32]()
        if exponent == whole.cast[dtype]():
            return _any_integer_power(base, whole)
    return float_power_kernel(base, exponent)


@no_inline
def float_power_kernel[dtype: DType, length: SIMDLength, //](
    base: SIMD[dtype, length], exponent: SIMD[dtype, length]
) -> SIMD[dtype, length]:
    comptime if dtype == DType.float64:
        # What the language prints for fractional exponents has the error of a short logarithm of 2.
        comptime V = SIMD[dtype, length]
        var fractional = V(_v=__op.floor(exponent._v)).ne(exponent)
        var usable = fractional & base.gt(V(0.0)) & base.lt(V(inf[dtype]()))
        var t = exponent * log(usable.select(base, V(1.0)).cast[DType.float64]()).cast[dtype]()
        usable = usable & abs(t).lt(V(700.0))
        if usable.reduce_and():
            return _short_exponential(t)
        return usable.select(_short_exponential(usable.select(t, V(0.0))), _power(base, exponent))
    elif dtype == DType.float32:
        return _power(base, exponent)
    else:
        return _power(base.cast[DType.float32](), exponent.cast[DType.float32]()).cast[dtype]()


def _short_exponential[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The exponential of numbers up to 700, reduced by a logarithm of 2 of 41 bits."""
    comptime V = SIMD[dtype, width]
    var k = V(_v=__op.floor(x.fma(V(1.4426950408889634074), V(0.5))._v))
    var r = k.fma(V(-0.69314718055966295651160180568695068359375), x)
    var p = V(2.0876756987868098979210e-09)
    p = p.fma(r, V(2.5052108385441718775052e-08))
    p = p.fma(r, V(2.7557319223985890652557e-07))
    p = p.fma(r, V(0.0000027557319223985890652557))
    p = p.fma(r, V(0.000024801587301587301587302))
    p = p.fma(r, V(0.00019841269841269841269841))
    p = p.fma(r, V(0.0013888888888888888888889))
    p = p.fma(r, V(0.0083333333333333333333333))
    p = p.fma(r, V(0.041666666666666666666667))
    p = p.fma(r, V(0.16666666666666666666667))
    p = p.fma(r, V(0.5))
    p = p.fma(r, V(1.0))
    p = p.fma(r, V(1.0))
    return scaled(p, k)


@always_inline
def _power[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], y: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var zero = V(0.0)
    var one = V(1.0)
    var infinity = V(inf[dtype]())
    var a = abs(x)
    var ordinary = a.gt(zero) & a.lt(infinity)
    var parts = parts_of(ordinary.select(a, one))
    # log(a) = k ln 2 + log(1 + f), as a pair
    var log_f = logarithm_pair(parts.fraction)
    var k_ln2 = parts.exponent * choose[dtype, width](0.6931471805598903, 0.693145751953125)
    var sum = exact_sum(k_ln2, log_f.high)
    var log_low = sum.low + muladd(parts.exponent, choose[dtype, width](5.497923018708371e-14, 1.4286068203094173e-06), log_f.low)
    var log_a = sum_of_ordered(sum.high, log_low)
    # y log(a), kept in a range where the parts mean something
    var limit = choose[dtype, width](1e5, 1e4)
    var huge = choose[dtype, width](1e200, 1e30)
    var y_bounded = y.gt(huge).select(huge, y.lt(-huge).select(-huge, y))
    var p = exact_product(y_bounded, log_a.high)
    var p_low = muladd(y_bounded, log_a.low, p.low)
    var over = p.high.gt(limit)
    var under = p.high.lt(-limit)
    var safe = ~(over | under) & p.high.eq(p.high)
    var e = exponential_parts(safe.select(p.high, zero), safe.select(p_low, zero))
    var high = sum_of_ordered(one, e.high)
    var bound = choose[dtype, width](2200.0, 400.0)
    var power = e.power.gt(bound).select(bound, e.power.lt(-bound).select(-bound, e.power))
    var result = scaled(high.high + (high.low + e.low), power)
    var largest = choose[dtype, width](1100.0, 160.0)
    result = (over | power.gt(largest)).select(infinity, result)
    result = (under | power.lt(-largest)).select(zero, result)
    # Zero and infinity as the base
    var vanishes = (a.eq(zero) & y.gt(zero)) | (a.eq(infinity) & y.lt(zero))
    var explodes = (a.eq(zero) & y.lt(zero)) | (a.eq(infinity) & y.gt(zero))
    result = vanishes.select(zero, explodes.select(infinity, result))
    # Infinite exponents
    var grows = (a.gt(one) & y.eq(infinity)) | (a.lt(one) & y.eq(-infinity))
    var shrinks = (a.gt(one) & y.eq(-infinity)) | (a.lt(one) & y.eq(infinity))
    result = grows.select(infinity, shrinks.select(zero, result))
    result = (a.eq(one) & abs(y).eq(infinity)).select(one, result)
    # A negative base: whole exponents give the sign, others have no answer.
    var half = y * V(0.5)
    var whole = V(_v=__op.floor(y._v)).eq(y)
    var odd = whole & V(_v=__op.floor(half._v)).ne(half)
    var negative = V(_v=__op.copysign(one._v, x._v)).lt(zero)
    result = (negative & odd).select(-result, result)
    result = (x.lt(zero) & ~whole & a.lt(infinity)).select(V(nan[dtype]()), result)
    result = (~x.eq(x) | ~y.eq(y)).select(V(nan[dtype]()), result)
    return (x.eq(one) | y.eq(zero)).select(one, result)
