"""Error function and gamma function."""

from std.math.bits import polynomial
from std.math.exponential import exp, log
from std.math.trigonometric import sin
from std.simd.limits import inf, nan


def _erf_scalar(x: Float64) -> Float64:
    """By its power series near 0, by the continued fraction of erfc further out."""
    var a = abs(x)
    if a < 2.5:
        var term = a
        var sum = a
        var n = 0
        while abs(term) > 1e-18 * abs(sum) and n < 100:
            n += 1
            term = term * -(a * a) / Float64(n)
            sum += term / Float64(2 * n + 1)
        var value = 1.1283791670955126 * sum
        return -value if x < 0 else value
    var value = 1.0 - _erfc_far(a)
    return -value if x < 0 else value


def _erfc_far(a: Float64) -> Float64:
    """erfc for a >= 2.5."""
    if a > 27.3:
        return 0.0
    var tail: Float64 = 0.0
    var n = 60
    while n > 0:
        tail = Float64(n) * 0.5 / (a + tail)
        n -= 1
    return exp(-a * a) / ((a + tail) * 1.7724538509055160)


def erf[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The error function."""
    var result = x
    for i in range(len(x)):
        result[i] = Scalar[dtype](_erf_scalar(Float64(x[i])))
    return result


def erfc[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """1 minus the error function."""
    var result = x
    for i in range(len(x)):
        var v = Float64(x[i])
        result[i] = Scalar[dtype](_erfc_far(v) if v >= 2.5 else 1.0 - _erf_scalar(v))
    return result


def _log_gamma(x: Float64) -> Float64:
    """Stirling's series, after shifting the argument up."""
    if x < 0.5:
        var s = abs(sin(3.14159265358979323846 * x))
        if s == 0.0:
            return inf[DType.float64]()
        return 1.1447298858494001741 - log(s) - _log_gamma(1.0 - x)
    var shift: Float64 = 1.0
    var y = x
    while y < 10.0:
        shift *= y
        y += 1.0
    var z = 1.0 / (y * y)
    var series = (
        0.083333333333333333333
        + z
        * (
            -0.0027777777777777777778
            + z * (0.00079365079365079365079 + z * (-0.00059523809523809523810 + z * 0.00084175084175084175084))
        )
    ) / y
    return (y - 0.5) * log(y) - y + 0.91893853320467274178 + series - log(shift)


def lgamma[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The logarithm of the magnitude of the gamma function."""
    var result = x
    for i in range(len(x)):
        result[i] = Scalar[dtype](_log_gamma(Float64(x[i])))
    return result


def _gamma_scalar(x: Float64) -> Float64:
    if x <= 0.0 and x == x.__floor__():
        return nan[DType.float64]()
    if x == x.__floor__() and x < 171.5:
        var product: Float64 = 1.0
        for i in range(2, Int(x)):
            product *= Float64(i)
        return product
    var magnitude = exp(_log_gamma(x))
    if x < 0.0 and Int(x.__floor__()) % 2 != 0:
        return -magnitude
    return magnitude


def gamma[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The gamma function."""
    var result = x
    for i in range(len(x)):
        result[i] = Scalar[dtype](_gamma_scalar(Float64(x[i])))
    return result
