"""Exponentials and logarithms.

Exponentials: the argument is split as `k ln 2 + r` with |r| <= ln(2) / 2 (Cody and Waite), then a polynomial in `r`.
Logarithms: `x = 2^k (1 + f)`, then an odd series in `s = f / (2 + f)`, arranged so that only small terms are rounded, as
in Sun's fdlibm. Polynomials: see `std.math.polynomials`.

Errors, in units in the last place, in single and double precision: `exp` below 0.6; `exp2`, `expm1`, `log`, `log1p`,
`log2`, `log10` below 1. Narrower floats are computed in single precision and rounded.
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
    with_sign_of,
)
from std.math.polynomials import exp_polynomial, log_pair_polynomial, log_polynomial
from std.simd.limits import inf, nan


# ---- e^x


struct Exponential[dtype: DType, width: SIMDLength](TrivialRegisterPassable):
    """`2^power * (1 + high + low)`."""

    var power: SIMD[Self.dtype, Self.width]
    var high: SIMD[Self.dtype, Self.width]
    var low: SIMD[Self.dtype, Self.width]

    @always_inline
    def __init__(
        out self,
        power: SIMD[Self.dtype, Self.width],
        high: SIMD[Self.dtype, Self.width],
        low: SIMD[Self.dtype, Self.width],
    ):
        self.power = power
        self.high = high
        self.low = low


@always_inline
def exponential_near[
    dtype: DType, width: SIMDLength, //
](power: SIMD[dtype, width], r: SIMD[dtype, width], tail: SIMD[dtype, width]) -> Exponential[dtype, width]:
    """`2^power * e^(r + tail)` for |r| <= ln(2) / 2 and a tiny tail."""
    var square = r * r
    # e^r - 1 - r, most of it: r^2 / 2 + r^3 P(r)
    var rest = muladd(square * r, exp_polynomial(r), SIMD[dtype, width](0.5) * square)
    var curve = rest + muladd(tail, r, tail)
    var sum = sum_of_ordered(r, curve)
    return Exponential[dtype, width](power, sum.high, sum.low)


@always_inline
def exponential_parts[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], tail: SIMD[dtype, width]) -> Exponential[dtype, width]:
    """e^(x + tail) as its parts; wrong where that is far outside of the range of the type."""
    var magic = rounder[dtype, width]()
    var k = muladd(x, choose[dtype, width](1.4426950408889634, 1.4426950408889634), magic) - magic
    # k times the upper part of ln 2 is exact.
    var r = muladd(k, choose[dtype, width](-0.6931471805598903, -0.693145751953125), x)
    var correction = muladd(k, choose[dtype, width](-5.497923018708371e-14, -1.4286068203094173e-06), tail)
    var sum = sum_of_ordered(r, correction)
    return exponential_near(k, sum.high, sum.low)


@always_inline
def exp_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var magic = rounder[dtype, width]()
    var k = muladd(x, choose[dtype, width](1.4426950408889634, 1.4426950408889634), magic) - magic
    var upper = muladd(k, choose[dtype, width](-0.6931471805598903, -0.693145751953125), x)
    var correction = k * choose[dtype, width](-5.497923018708371e-14, -1.4286068203094173e-06)
    var r = upper + correction
    var square = r * r
    # 1 + r and what that rounding and the one before lost, then the small terms.
    var sum = V(1.0) + r
    var lost = ((V(1.0) - sum) + r) + ((upper - r) + correction)
    var rest = muladd(square * r, exp_polynomial(r), muladd(V(0.5), square, lost))
    var result = scaled(sum + rest, k)
    result = x.gt(choose[dtype, width](709.782712893384, 88.72283935546875)).select(V(inf[dtype]()), result)
    return x.lt(choose[dtype, width](-745.1332191019412, -103.97207641601562)).select(V(0.0), result)


@always_inline
def exp2_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var magic = rounder[dtype, width]()
    var limit = choose[dtype, width](1100.0, 200.0)
    var bounded = x.lt(-limit).select(-limit, x.gt(limit).select(limit, x))
    var k = (bounded + magic) - magic
    var r = exact_product(bounded - k, choose[dtype, width](0.6931471805599453, 0.6931471824645996))
    var tail = muladd(bounded - k, choose[dtype, width](2.3190468138462996e-17, -1.904654323148236e-09), r.low)
    var parts = exponential_near(k, r.high, tail)
    var result = scaled(V(1.0) + parts.high, k)
    result = x.ge(choose[dtype, width](1024.0, 128.0)).select(V(inf[dtype]()), result)
    return x.lt(choose[dtype, width](-1075.0, -150.0)).select(V(0.0), result)


@always_inline
def expm1_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var limit = choose[dtype, width](710.0, 89.0)
    var bounded = x.lt(-limit).select(-limit, x.gt(limit).select(limit, x))
    var parts = exponential_parts(bounded, V(0.0))
    # 2^k (1 + p) - 1 = (2^k - 1) + 2^k p, halved to stay in range.
    var power = scaled(V(0.5), parts.power)
    var high = scaled(V(0.5) * parts.high, parts.power)
    var low = scaled(V(0.5) * parts.low, parts.power)
    var sum = exact_sum(power - V(0.5), high)
    var exact = exact_sum(power, V(-0.5))
    var result = V(2.0) * (sum.high + (sum.low + (low + exact.low)))
    result = x.gt(choose[dtype, width](709.782712893384, 88.72283935546875)).select(V(inf[dtype]()), result)
    result = x.lt(choose[dtype, width](-38.0, -18.0)).select(V(-1.0), result)
    # Keeps the sign of zero, and nan.
    return abs(x).gt(choose[dtype, width](1e-17, 1e-9)).select(result, x)


# ---- logarithms


@always_inline
def special_logarithms[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], result: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Replaces `result` where `x` is not a positive finite number."""
    comptime V = SIMD[dtype, width]
    var infinity = V(inf[dtype]())
    var fixed = x.gt(V(0.0)).select(result, V(nan[dtype]()))
    fixed = x.eq(V(0.0)).select(-infinity, fixed)
    return x.eq(infinity).select(infinity, fixed)


@always_inline
def logarithm_near[
    dtype: DType, width: SIMDLength, //
](k: SIMD[dtype, width], f: SIMD[dtype, width], tail: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """log(2^k * (1 + f)) + tail."""
    comptime V = SIMD[dtype, width]
    var half_square = V(0.5) * f * f
    var s = f / (V(2.0) + f)
    var z = s * s
    var series = z * log_polynomial(z)
    var small = muladd(s, half_square + series, muladd(k, choose[dtype, width](5.497923018708371e-14, 1.4286068203094173e-06), tail))
    return muladd(k, choose[dtype, width](0.6931471805598903, 0.693145751953125), f - (half_square - small))


@always_inline
def log_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var parts = parts_of(x)
    return special_logarithms(x, logarithm_near(parts.exponent, parts.fraction, SIMD[dtype, width](0.0)))


@always_inline
def log1p_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var sum = exact_sum(V(1.0), x)
    var parts = parts_of(sum.high)
    # For small x the fraction is x itself; else what the sum lost comes back as c / (1 + x).
    var near = abs(x).lt(V(0.25))
    var k = near.select(V(0.0), parts.exponent)
    var f = near.select(x, parts.fraction)
    var lost = sum.low / sum.high
    var huge = x.gt(choose[dtype, width](9007199254740992.0, 16777216.0))
    var tail = (near | huge).select(V(0.0), lost)
    var result = logarithm_near(k, f, tail)
    result = abs(x).lt(choose[dtype, width](1e-17, 1e-9)).select(x, result)
    var infinity = V(inf[dtype]())
    result = x.gt(V(-1.0)).select(result, V(nan[dtype]()))
    result = x.eq(V(-1.0)).select(-infinity, result)
    return x.eq(infinity).select(infinity, result)


@always_inline
def logarithm_pair[dtype: DType, width: SIMDLength, //](f: SIMD[dtype, width]) -> Pair[dtype, width]:
    """log(1 + f) to some 10 bits more than the type has, for 1 + f from sqrt(1/2) to sqrt(2)."""
    comptime V = SIMD[dtype, width]
    # s = f / (2 + f) as a pair
    var t = exact_sum(V(2.0), f)
    var s = f / t.high
    var back = exact_product(s, t.high)
    var s_low = (((f - back.high) - back.low) - s * t.low) / t.high
    var sp = Pair[dtype, width](s, s_low)
    var z = pair_product(sp, sp)
    # 2 s + s^3 (2/3 + s^2 P(s^2))
    var two_thirds = Pair[dtype, width](
        choose[dtype, width](0.6666666666666666, 0.6666666865348816),
        choose[dtype, width](3.700743415417188e-17, -1.9868215517249155e-08),
    )
    var tail = z.high * log_pair_polynomial(z.high)
    var inner = sum_of_ordered(two_thirds.high, tail)
    inner = Pair[dtype, width](inner.high, inner.low + two_thirds.low)
    var cube = pair_product(pair_product(z, inner), sp)
    return pair_sum_of_ordered(Pair[dtype, width](V(2.0) * s, V(2.0) * s_low), cube)


@always_inline
def pair_sum_of_ordered[
    dtype: DType, width: SIMDLength, //
](a: Pair[dtype, width], b: Pair[dtype, width]) -> Pair[dtype, width]:
    var s = sum_of_ordered(a.high, b.high)
    return sum_of_ordered(s.high, s.low + (a.low + b.low))


@always_inline
def log2_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var parts = parts_of(x)
    var scale = Pair[dtype, width](
        choose[dtype, width](1.4426950408889634, 1.4426950216293335),
        choose[dtype, width](2.0355273740931033e-17, 1.925963033500011e-08),
    )
    var product = pair_product(logarithm_pair(parts.fraction), scale)
    var sum = exact_sum(parts.exponent, product.high)
    return special_logarithms(x, sum.high + (sum.low + product.low))


@always_inline
def log10_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var parts = parts_of(x)
    var scale = Pair[dtype, width](
        choose[dtype, width](0.4342944819032518, 0.4342944920063019),
        choose[dtype, width](1.098319650216765e-17, -1.0103049952192578e-08),
    )
    var product = pair_product(logarithm_pair(parts.fraction), scale)
    var whole = exact_product(parts.exponent, choose[dtype, width](0.3010299956639812, 0.3010300099849701))
    var whole_low = muladd(parts.exponent, choose[dtype, width](-2.8037281277851704e-18, -1.432098883924482e-08), whole.low)
    var sum = exact_sum(whole.high, product.high)
    return special_logarithms(x, sum.high + (sum.low + (product.low + whole_low)))


# ---- the functions


@always_inline
def exp[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """e^x."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return exp_kernel(x)
    else:
        return exp_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def exp2[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """2^x."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return exp2_kernel(x)
    else:
        return exp2_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def expm1[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """e^x - 1, exact for small x, too."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return expm1_kernel(x)
    else:
        return expm1_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The natural logarithm."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return log_kernel(x)
    else:
        return log_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log1p[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """log(1 + x), exact for small x, too."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return log1p_kernel(x)
    else:
        return log1p_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log2[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The binary logarithm."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return log2_kernel(x)
    else:
        return log2_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log10[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The decimal logarithm."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return log10_kernel(x)
    else:
        return log10_kernel(x.cast[DType.float32]()).cast[dtype]()
