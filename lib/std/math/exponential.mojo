"""Exponentials and logarithms, on vectors of any width."""

from std.math.bits import fraction_of, exponent_of, times_power_of_two, polynomial
from std.simd.limits import inf, nan


@always_inline
def exp[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """e to the power of x."""
    comptime if dtype == DType.float64:
        return _exp64(x.cast[DType.float64]()).cast[dtype]()
    else:
        return _exp32(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _clamped[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], low: Scalar[dtype], high: Scalar[dtype]
) -> SIMD[dtype, width]:
    """Between the bounds; nan stays nan."""
    var a = x.lt(SIMD[dtype, width](low)).select(SIMD[dtype, width](low), x)
    return a.gt(SIMD[dtype, width](high)).select(SIMD[dtype, width](high), a)


@always_inline
def _taylor64[width: SIMDLength, //](r: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    """(e^r - 1 - r) / r^2 for |r| <= ln(2)/2."""
    return polynomial[
        0.5,
        0.16666666666666666666667,
        0.041666666666666666666667,
        0.0083333333333333333333333,
        0.0013888888888888888888889,
        0.00019841269841269841269841,
        0.000024801587301587301587302,
        0.0000027557319223985890652557,
        2.7557319223985890652557e-07,
        2.5052108385441718775052e-08,
        2.0876756987868098979210e-09,
        1.6059043836821614599392e-10,
    ](r)


@always_inline
def _taylor32[width: SIMDLength, //](r: SIMD[DType.float32, width]) -> SIMD[DType.float32, width]:
    return polynomial[
        0.5,
        0.16666666666666666666667,
        0.041666666666666666666667,
        0.0083333333333333333333333,
        0.0013888888888888888888889,
        0.00019841269841269841269841,
    ](r)


@always_inline
def _exp64[width: SIMDLength, //](x: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    comptime V = SIMD[DType.float64, width]
    var c = _clamped(x, -746.0, 710.0)
    var k = c.fma(V(1.4426950408889634074), V(0.5)).__floor__()
    var r = k.fma(V(-6.93147180369123816490e-01), c)
    r = k.fma(V(-1.90821492927058770002e-10), r)
    var p = r.fma(_taylor64(r) * r, r) + V(1)
    return times_power_of_two(p, k)


@always_inline
def _exp32[width: SIMDLength, //](x: SIMD[DType.float32, width]) -> SIMD[DType.float32, width]:
    comptime V = SIMD[DType.float32, width]
    var c = _clamped(x, -104.0, 89.0)
    var k = c.fma(V(1.44269504), V(0.5)).__floor__()
    var r = k.fma(V(-0.693359375), c)
    r = k.fma(V(2.12194440e-4), r)
    var p = r.fma(_taylor32(r) * r, r) + V(1)
    return times_power_of_two(p, k)


@always_inline
def exp_of_power[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The exponential as `**` uses it: on Float64 the logarithm of 2 has 41 bits only, as in the reference language."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        var c = _clamped(x.cast[DType.float64](), -709.43, 709.43)
        var k = c.fma(V(1.4426950408889634074), V(0.5)).__floor__()
        var r = k.fma(V(-0.69314718055966295651160180568695068359375), c)
        var p = polynomial[
            1.0,
            1.0,
            0.5,
            0.16666666666666666666667,
            0.041666666666666666666667,
            0.0083333333333333333333333,
            0.0013888888888888888888889,
            0.00019841269841269841269841,
            0.000024801587301587301587302,
            0.0000027557319223985890652557,
            2.7557319223985890652557e-07,
            2.5052108385441718775052e-08,
            2.0876756987868098979210e-09,
        ](r)
        return times_power_of_two(p, k).cast[dtype]()
    else:
        return _exp32(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def exp2[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """2 to the power of x."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        var c = _clamped(x.cast[DType.float64](), -1080.0, 1030.0)
        var k = (c + V(0.5)).__floor__()
        var r = (c - k) * V(0.69314718055994530942)
        return times_power_of_two(r.fma(_taylor64(r) * r, r) + V(1), k).cast[dtype]()
    else:
        comptime V = SIMD[DType.float32, width]
        var c = _clamped(x.cast[DType.float32](), -160.0, 130.0)
        var k = (c + V(0.5)).__floor__()
        var r = (c - k) * V(0.69314718055994530942)
        return times_power_of_two(r.fma(_taylor32(r) * r, r) + V(1), k).cast[dtype]()


@always_inline
def expm1[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """e^x - 1, exact for small x too."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        var c = _clamped(x.cast[DType.float64](), -60.0, 710.0)
        var k = c.fma(V(1.4426950408889634074), V(0.5)).__floor__()
        var r = k.fma(V(-6.93147180369123816490e-01), c)
        r = k.fma(V(-1.90821492927058770002e-10), r)
        var p = r.fma(_taylor64(r) * r, r)
        # 2^k p + (2^k - 1), in halves so that 2^k does not overflow.
        var h = times_power_of_two(V(0.5), k)
        return (V(2) * (h * p + (h - V(0.5)))).cast[dtype]()
    else:
        comptime V = SIMD[DType.float32, width]
        var c = _clamped(x.cast[DType.float32](), -30.0, 89.0)
        var k = c.fma(V(1.44269504), V(0.5)).__floor__()
        var r = k.fma(V(-0.693359375), c)
        r = k.fma(V(2.12194440e-4), r)
        var p = r.fma(_taylor32(r) * r, r)
        var h = times_power_of_two(V(0.5), k)
        return (V(2) * (h * p + (h - V(0.5)))).cast[dtype]()


@always_inline
def _log_of_fraction64[width: SIMDLength, //](m: SIMD[DType.float64, width]) -> Tuple[
    SIMD[DType.float64, width], SIMD[DType.float64, width]
]:
    """log(m) for m between sqrt(1/2) and sqrt(2), as m - 1 plus a correction."""
    comptime V = SIMD[DType.float64, width]
    var f = m - V(1)
    var s = f / (V(2) + f)
    var z = s * s
    var half_square = V(0.5) * f * f
    var tail = z * polynomial[
        0.66666666666666666666667,
        0.4,
        0.28571428571428571428571,
        0.22222222222222222222222,
        0.18181818181818181818182,
        0.15384615384615384615385,
        0.13333333333333333333333,
        0.11764705882352941176471,
        0.10526315789473684210526,
        0.095238095238095238095238,
    ](z)
    return (f, s * (half_square + tail) - half_square)


@always_inline
def _log64[width: SIMDLength, //](x: SIMD[DType.float64, width]) -> SIMD[DType.float64, width]:
    comptime V = SIMD[DType.float64, width]
    var m, k = fraction_of(x)
    var f, correction = _log_of_fraction64(m)
    var low = k.fma(V(1.90821492927058770002e-10), correction)
    var result = k * V(6.93147180369123816490e-01) + (low + f)
    return _log_edges(x, result)


@always_inline
def _log32[width: SIMDLength, //](x: SIMD[DType.float32, width]) -> SIMD[DType.float32, width]:
    comptime V = SIMD[DType.float32, width]
    var m, k = fraction_of(x)
    var f = m - V(1)
    var s = f / (V(2) + f)
    var z = s * s
    var half_square = V(0.5) * f * f
    var tail = z * polynomial[
        0.66666666666666666666667, 0.4, 0.28571428571428571428571, 0.22222222222222222222222, 0.18181818181818181818182
    ](z)
    var correction = s * (half_square + tail) - half_square
    var result = k * V(0.693359375) + (k.fma(V(-2.12194440e-4), correction) + f)
    return _log_edges(x, result)


@always_inline
def _log_edges[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], result: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    """The values at 0, infinity and below 0."""
    comptime V = SIMD[dtype, width]
    var a = x.eq(V(0)).select(V(-inf[dtype]()), result)
    var b = x.lt(V(0)).select(V(nan[dtype]()), a)
    var c = x.eq(V(inf[dtype]())).select(x, b)
    return x.ne(x).select(x, c)


@always_inline
def log[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The natural logarithm."""
    comptime if dtype == DType.float64:
        return _log64(x.cast[DType.float64]()).cast[dtype]()
    else:
        return _log32(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def log2[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The logarithm to base 2; exact for powers of two."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        var y = x.cast[DType.float64]()
        var m, k = fraction_of(y)
        var f, correction = _log_of_fraction64(m)
        return _log_edges(y, (f + correction).fma(V(1.4426950408889634074), k)).cast[dtype]()
    else:
        return _narrow_log[2](x)


@always_inline
def log10[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The logarithm to base 10."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        var y = x.cast[DType.float64]()
        var m, k = fraction_of(y)
        var f, correction = _log_of_fraction64(m)
        var low = k.fma(V(3.69423907715893078616e-13), (f + correction) * V(0.43429448190325182765))
        return _log_edges(y, k.fma(V(3.01029995663611771306e-01), low)).cast[dtype]()
    else:
        return _narrow_log[10](x)


@always_inline
def _narrow_log[dtype: DType, width: SIMDLength, //, base: Int](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """Formats up to 32 bits take the way over Float64, which leaves no visible error."""
    comptime if base == 2:
        return log2(x.cast[DType.float64]()).cast[dtype]()
    else:
        return log10(x.cast[DType.float64]()).cast[dtype]()


@always_inline
def log1p[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """log(1 + x), exact for small x too."""
    comptime V = SIMD[dtype, width]
    var u = V(1) + x
    # What the sum lost, relative to the sum.
    var lost = x - (u - V(1))
    var small = u.eq(V(1))
    var result = log(u) + lost / small.select(V(1), u)
    return small.select(x, u.eq(V(inf[dtype]())).select(u, result))


@always_inline
def logb[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The binary exponent."""
    return exponent_of(x)
