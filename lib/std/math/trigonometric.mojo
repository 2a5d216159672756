"""Trigonometric and hyperbolic functions, on vectors of any width."""

from std.math.bits import polynomial
from std.math.exponential import exp, expm1, log, log1p
from std.math.roots import sqrt
from std.simd.limits import inf, nan

comptime _PI = 3.14159265358979323846
comptime _HALF_PI = 1.57079632679489661923


@always_inline
def _reduce[width: SIMDLength, //](x: SIMD[DType.float64, width]) -> Tuple[
    SIMD[DType.float64, width], SIMD[DType.int64, width]
]:
    """The distance to the nearest multiple of pi/2, and the number of that multiple."""
    comptime V = SIMD[DType.float64, width]
    var k = (x * V(0.63661977236758134308)).__round__()
    var r = k.fma(V(-1.57079632673412561417e00), x)
    r = k.fma(V(-6.07710050630396597660e-11), r)
    r = k.fma(V(-2.02226624879595063154e-21), r)
    return (r, k.cast[DType.int64]())


@always_inline
def _sin_part[width: SIMDLength, //](r: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    """sin(r) for |r| <= pi/4."""
    var z = r * r
    return (r * z).fma(
        polynomial[
            -0.16666666666666666666667,
            0.0083333333333333333333333,
            -0.00019841269841269841269841,
            0.0000027557319223985890652557,
            -2.5052108385441718775052e-08,
            1.6059043836821614599392e-10,
            -7.6471637318198164759011e-13,
            2.8114572543455207631990e-15,
        ](z),
        r,
    )


@always_inline
def _cos_part[width: SIMDLength, //](r: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    """cos(r) for |r| <= pi/4."""
    comptime V = SIMD[DType.float64, width]
    var z = r * r
    var tail = (z * z) * polynomial[
        0.041666666666666666666667,
        -0.0013888888888888888888889,
        0.000024801587301587301587302,
        -2.7557319223985890652557e-07,
        2.0876756987868098979210e-09,
        -1.1470745597729724713852e-11,
        4.7794773323873852974382e-14,
        -1.5619206968586226462216e-16,
    ](z)
    var half = V(0.5) * z
    var w = V(1) - half
    return w + (((V(1) - w) - half) + tail)


@always_inline
def _sin_of_quarter[width: SIMDLength, //](
    r: SIMD[DType.float64, width], k: SIMD[DType.int64, width]
) -> SIMD[DType.float64, width]:
    """sin(r + k pi/2)."""
    comptime I = SIMD[DType.int64, width]
    var odd = (k & I(1)).ne(I(0))
    var value = odd.select(_cos_part(r), _sin_part(r))
    return (k & I(2)).ne(I(0)).select(-value, value)


@always_inline
def sin[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The sine of an angle in radians."""
    var r, k = _reduce(x.cast[DType.float64]())
    return _sin_of_quarter(r, k).cast[dtype]()


@always_inline
def cos[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The cosine of an angle in radians."""
    var r, k = _reduce(x.cast[DType.float64]())
    return _sin_of_quarter(r, k + SIMD[DType.int64, width](1)).cast[dtype]()


@always_inline
def tan[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The tangent of an angle in radians."""
    var r, k = _reduce(x.cast[DType.float64]())
    var s = _sin_of_quarter(r, k)
    var c = _sin_of_quarter(r, k + SIMD[DType.int64, width](1))
    return (s / c).cast[dtype]()


@always_inline
def atan[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle whose tangent is x."""
    comptime V = SIMD[DType.float64, width]
    var y = x.cast[DType.float64]()
    var magnitude = abs(y)
    # Beyond tan(3 pi/8) take the reciprocal, between there and tan(pi/8) turn by pi/4.
    var far = magnitude.gt(V(2.4142135623730950488))
    var near = magnitude.gt(V(0.41421356237309504880))
    var t = far.select(V(-1) / magnitude, near.select((magnitude - V(1)) / (magnitude + V(1)), magnitude))
    var base = far.select(V(_HALF_PI), near.select(V(0.5 * _HALF_PI), V(0)))
    var low = far.select(V(6.123233995736766e-17), near.select(V(3.061616997868383e-17), V(0)))
    # Once more by half the angle, which leaves |u| < 0.21.
    var u = t / (V(1) + sqrt(V(1) + t * t))
    var z = u * u
    var series = (u * z) * polynomial[
        -0.33333333333333333333333,
        0.2,
        -0.14285714285714285714286,
        0.11111111111111111111111,
        -0.090909090909090909090909,
        0.076923076923076923076923,
        -0.066666666666666666666667,
        0.058823529411764705882353,
        -0.052631578947368421052632,
        0.047619047619047619047619,
        -0.043478260869565217391304,
    ](z)
    var angle = base + (V(2) * (u + series) + low)
    return y.lt(V(0)).select(-angle, angle).cast[dtype]()


@always_inline
def atan2[dtype: DType, width: SIMDLength, //](
    y: SIMD[dtype, width], x: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle of the point (x, y)."""
    comptime V = SIMD[DType.float64, width]
    var a = y.cast[DType.float64]()
    var b = x.cast[DType.float64]()
    var both_infinite = abs(a).eq(V(inf[DType.float64]())) & abs(b).eq(V(inf[DType.float64]()))
    var ratio = both_infinite.select(V(1), abs(a) / abs(b))
    var both_zero = a.eq(V(0)) & b.eq(V(0))
    var angle = both_zero.select(V(0), atan(ratio))
    # The sign bit tells -0.0 from 0.0.
    var b_negative = b.to_bits[DType.uint64]().cast[DType.int64]().lt(SIMD[DType.int64, width](0))
    var a_negative = a.to_bits[DType.uint64]().cast[DType.int64]().lt(SIMD[DType.int64, width](0))
    angle = b_negative.select(V(_PI) - angle, angle)
    return a_negative.select(-angle, angle).cast[dtype]()


@always_inline
def asin[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle whose sine is x."""
    comptime V = SIMD[DType.float64, width]
    var y = x.cast[DType.float64]()
    var c = sqrt((V(1) - y) * (V(1) + y))
    return atan2(y, c).cast[dtype]()


@always_inline
def acos[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The angle whose cosine is x."""
    comptime V = SIMD[DType.float64, width]
    var y = x.cast[DType.float64]()
    var s = sqrt((V(1) - y) * (V(1) + y))
    return atan2(s, y).cast[dtype]()


@always_inline
def sinh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic sine."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var e = expm1(a)
    var small = V(0.5) * (e + e / (e + V(1)))
    var half = exp(V(0.5) * a)
    var value = a.gt(V(20)).select(V(0.5) * half * half, small)
    return x.lt(V(0)).select(-value, value)


@always_inline
def cosh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic cosine."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var half = exp(V(0.5) * a)
    var e = half * half
    return a.gt(V(20)).select(V(0.5) * half * half, V(0.5) * (e + V(1) / e))


@always_inline
def tanh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The hyperbolic tangent."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var e = expm1(V(2) * a)
    var value = a.gt(V(22)).select(V(1), e / (e + V(2)))
    return x.lt(V(0)).select(-value, value)


@always_inline
def asinh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The inverse of sinh."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var small = log1p(a + a * a / (V(1) + sqrt(V(1) + a * a)))
    var value = a.gt(V(1e8)).select(log(a) + V(0.69314718055994530942), small)
    return x.lt(V(0)).select(-value, value)


@always_inline
def acosh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The inverse of cosh."""
    comptime V = SIMD[dtype, width]
    var t = x - V(1)
    var small = log1p(t + sqrt(V(2) * t + t * t))
    return x.gt(V(1e8)).select(log(x) + V(0.69314718055994530942), small)


@always_inline
def atanh[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The inverse of tanh."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var value = V(0.5) * log1p(V(2) * a / (V(1) - a))
    return x.lt(V(0)).select(-value, value)
