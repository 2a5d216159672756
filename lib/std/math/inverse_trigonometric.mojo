"""Arc sine, arc cosine, arc tangent.

The arc tangent is taken relative to the nearest of 0, 1/2, 1, 3/2 and infinity, as in Sun's fdlibm, with a polynomial for
what is left. Arc sine and cosine above 1/2 come from sin^2(a / 2). Errors: below 1 unit in the last place.
"""

from std.math.arithmetic import Pair, choose, exact_product, muladd, square_root, sum_of_ordered, with_sign_of
from std.math.polynomials import asin_polynomial, atan_polynomial
from std.simd.limits import inf, nan


@always_inline
def _arctangent[
    dtype: DType, width: SIMDLength, //
](y: SIMD[dtype, width], x: SIMD[dtype, width]) -> Pair[dtype, width]:
    """The arc tangent of y / x for positive numbers that are not extreme."""
    comptime V = SIMD[dtype, width]
    # t = y / x lies in one of five ranges; the argument left is (y - c x) / (x + c y) for that range's c.
    var above_7_16 = (y * V(16.0)).ge(x * V(7.0))
    var above_11_16 = (y * V(16.0)).ge(x * V(11.0))
    var above_19_16 = (y * V(16.0)).ge(x * V(19.0))
    var above_39_16 = (y * V(16.0)).ge(x * V(39.0))
    var c = above_7_16.select(V(0.5), V(0.0))
    c = above_11_16.select(V(1.0), c)
    c = above_19_16.select(V(1.5), c)
    var numerator = sum_of_products(y, V(1.0), -c, x)
    var denominator = sum_of_products(x, V(1.0), c, y)
    numerator = Pair[dtype, width](above_39_16.select(-x, numerator.high), above_39_16.select(V(0.0), numerator.low))
    denominator = Pair[dtype, width](above_39_16.select(y, denominator.high), above_39_16.select(V(0.0), denominator.low))
    var base = above_7_16.select(choose[dtype, width](0.4636476090008061, 0.46364760398864746), V(0.0))
    base = above_11_16.select(choose[dtype, width](0.7853981633974483, 0.7853981852531433), base)
    base = above_19_16.select(choose[dtype, width](0.982793723247329, 0.9827937483787537), base)
    base = above_39_16.select(choose[dtype, width](1.5707963267948966, 1.5707963705062866), base)
    var base_low = above_7_16.select(choose[dtype, width](2.2698777452961687e-17, 5.01215868808913e-09), V(0.0))
    base_low = above_11_16.select(choose[dtype, width](3.061616997868383e-17, -2.1855694143368964e-08), base_low)
    base_low = above_19_16.select(choose[dtype, width](1.3903311031230998e-17, -2.5131424052915463e-08), base_low)
    base_low = above_39_16.select(choose[dtype, width](6.123233995736766e-17, -4.371138828673793e-08), base_low)
    var u = numerator.high / denominator.high
    var back = exact_product(u, denominator.high)
    var u_low = (((numerator.high - back.high) - back.low) + (numerator.low - u * denominator.low)) / denominator.high
    var z = u * u
    var rest = muladd(z * u, atan_polynomial(z), u_low)
    var sum = sum_of_ordered(base, u)
    var all_low = above_7_16.select(sum.low, V(0.0)) + (rest + base_low)
    return sum_of_ordered(above_7_16.select(sum.high, u), all_low)


@always_inline
def sum_of_products[
    dtype: DType, width: SIMDLength, //
](
    a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width], d: SIMD[dtype, width]
) -> Pair[dtype, width]:
    """`a * b + c * d`, for `b` a power of two, as a pair."""
    var first = a * b
    var second = exact_product(c, d)
    var s = first + second.high
    var bb = s - first
    return Pair[dtype, width](s, ((first - (s - bb)) + (second.high - bb)) + second.low)


@always_inline
def atan_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var far = a.gt(choose[dtype, width](1e17, 1e9))
    var result = _arctangent(far.select(V(1.0), a), V(1.0)).high
    result = far.select(choose[dtype, width](1.5707963267948966, 1.5707963705062866), result)
    result = a.lt(choose[dtype, width](1e-9, 1e-5)).select(a, result)
    return x.eq(x).select(with_sign_of(result, x), x)


@always_inline
def atan2_kernel[
    dtype: DType, width: SIMDLength, //
](y: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var infinity = V(inf[dtype]())
    var ay = abs(y)
    var ax = abs(x)
    # Both sides infinite or zero become equal or 0 / 1; then large and small ones are brought into the middle.
    var both_infinite = ay.eq(infinity) & ax.eq(infinity)
    ay = both_infinite.select(V(1.0), ay)
    ax = both_infinite.select(V(1.0), ax)
    var both_zero = ay.eq(V(0.0)) & ax.eq(V(0.0))
    ax = both_zero.select(V(1.0), ax)
    var largest = ay.gt(ax).select(ay, ax)
    var down = largest.gt(choose[dtype, width](1e290, 1e30))
    var up = largest.lt(choose[dtype, width](1e-270, 1e-20))
    var factor = down.select(choose[dtype, width](7.458340731200207e-155, 5.421010862427522e-20), V(1.0))
    factor = up.select(choose[dtype, width](1.3407807929942597e154, 1.8446744073709552e19), factor)
    ay = ay * factor
    ax = ax * factor
    var steep = ax.lt(ay * choose[dtype, width](1e-17, 1e-9))
    var flat = ay.lt(ax * choose[dtype, width](1e-17, 1e-9))
    var middle = ~(steep | flat)
    var angle = _arctangent(middle.select(ay, V(1.0)), middle.select(ax, V(1.0)))
    var high = steep.select(choose[dtype, width](1.5707963267948966, 1.5707963705062866), angle.high)
    var low = steep.select(choose[dtype, width](6.123233995736766e-17, -4.371138828673793e-08), angle.low)
    var quotient = ay / ax
    high = flat.select(quotient, high)
    low = flat.select(V(0.0), low)
    # The left half plane: pi - angle.
    var left = with_sign_of(V(1.0), x).lt(V(0.0))
    var pi_high = choose[dtype, width](3.141592653589793, 3.1415927410125732)
    var pi_low = choose[dtype, width](1.2246467991473532e-16, -8.742277657347586e-08)
    var turned = sum_of_ordered(pi_high, -high)
    var result = left.select(turned.high + (turned.low + (pi_low - low)), high)
    result = (~x.eq(x) | ~y.eq(y)).select(V(nan[dtype]()), result)
    return with_sign_of(result, y)


@always_inline
def _half_angle[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width]) -> Pair[dtype, width]:
    """asin(sqrt((1 - a) / 2)) for `a` from 1/2 to 1."""
    comptime V = SIMD[dtype, width]
    var z = (V(1.0) - a) * V(0.5)
    var s = square_root(z)
    var square = exact_product(s, s)
    var s_low = s.gt(V(0.0)).select(((z - square.high) - square.low) / (s + s), V(0.0))
    return sum_of_ordered(s, muladd(s * z, asin_polynomial(z), s_low))


@always_inline
def asin_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var z = a * a
    var small = muladd(z * a, asin_polynomial(z), a)
    var half = _half_angle(a)
    var right = choose[dtype, width](1.5707963267948966, 1.5707963705062866)
    var right_low = choose[dtype, width](6.123233995736766e-17, -4.371138828673793e-08)
    var turned = sum_of_ordered(right, V(-2.0) * half.high)
    var large = turned.high + (turned.low + muladd(V(-2.0), half.low, right_low))
    var result = a.lt(V(0.5)).select(small, large)
    result = a.le(V(1.0)).select(result, V(nan[dtype]()))
    return with_sign_of(result, x)


@always_inline
def acos_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var z = x * x
    var right = choose[dtype, width](1.5707963267948966, 1.5707963705062866)
    var right_low = choose[dtype, width](6.123233995736766e-17, -4.371138828673793e-08)
    var first = sum_of_ordered(right, -x)
    var small = first.high + (first.low + (right_low - z * x * asin_polynomial(z)))
    var half = _half_angle(a)
    var near = V(2.0) * (half.high + half.low)
    var turned = sum_of_ordered(V(2.0) * right, V(-2.0) * half.high)
    var far = turned.high + (turned.low + V(2.0) * (right_low - half.low))
    var result = a.lt(V(0.5)).select(small, x.gt(V(0.0)).select(near, far))
    return a.le(V(1.0)).select(result, V(nan[dtype]()))


@always_inline
def asin[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle, from -pi / 2 to pi / 2, whose sine is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return asin_kernel(x)
    else:
        return asin_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def acos[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle, from 0 to pi, whose cosine is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return acos_kernel(x)
    else:
        return acos_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def atan[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle, from -pi / 2 to pi / 2, whose tangent is `x`."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return atan_kernel(x)
    else:
        return atan_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def atan2[
    dtype: DType, width: SIMDLength, //
](y: SIMD[dtype, width], x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The direction, from -pi to pi, of the point (x, y)."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return atan2_kernel(y, x)
    else:
        return atan2_kernel(y.cast[DType.float32](), x.cast[DType.float32]()).cast[dtype]()
