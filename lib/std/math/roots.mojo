"""Roots."""

from std.math.bits import fraction_of, times_power_of_two
from std.simd.limits import inf


@always_inline
def sqrt[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The square root, rounded down for integers."""
    comptime if dtype.is_floating_point():
        return SIMD[dtype, width](_v=__op.sqrt(x._v))
    else:
        var result = SIMD[dtype, width]()
        for i in range(len(x)):
            result[i] = _integer_root(x[i])
        return result


def _integer_root[dtype: DType, //](x: Scalar[dtype]) -> Scalar[dtype]:
    if x <= Scalar[dtype](0):
        return Scalar[dtype](0)
    var root = Scalar[dtype](Float64(_v=__op.sqrt(Float64(x)._v)))
    # The float may be one off for large numbers.
    while root > Scalar[dtype](0) and root > x // root:
        root -= Scalar[dtype](1)
    while (root + Scalar[dtype](1)) <= x // (root + Scalar[dtype](1)):
        root += Scalar[dtype](1)
    return root


@always_inline
def rsqrt[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """1 / sqrt(x)."""
    return SIMD[dtype, width](1) / sqrt(x)


@always_inline
def recip[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """1 / x."""
    return SIMD[dtype, width](1) / x


@always_inline
def cbrt[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The cube root."""
    comptime V = SIMD[DType.float64, width]
    var y = x.cast[DType.float64]()
    var a = abs(y)
    var m, k = fraction_of(a)
    # x = m 2^k = (m 2^j) 2^(3 t); start from a line through the cube root and refine by Halley's rule.
    var t = (k / V(3)).__floor__()
    var n = times_power_of_two(m, k - V(3) * t)
    var r = V(0.6) + n * V(0.3)
    comptime for _ in range(5):
        var cube = r * r * r
        r = r * (cube + V(2) * n) / (V(2) * cube + n)
    var value = times_power_of_two(r, t)
    value = a.eq(V(0)).select(a, a.eq(V(inf[DType.float64]())).select(a, value))
    return y.lt(V(0)).select(-value, value).cast[dtype]()


@always_inline
def hypot[dtype: DType, width: SIMDLength, //](
    arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_floating_point():
    """sqrt(a^2 + b^2) without overflow on the way."""
    comptime V = SIMD[dtype, width]
    var a = abs(arg0)
    var b = abs(arg1)
    var large = a.gt(b).select(a, b)
    var small = a.gt(b).select(b, a)
    var trivial = small.eq(V(0)) | large.eq(V(inf[dtype]()))
    # Scaling is only needed near the ends of the range.
    var direct = sqrt(large * large + small * small)
    var ratio = small / trivial.select(V(1), large)
    var scaled = large * sqrt(V(1) + ratio * ratio)
    var safe = large.lt(V(1e18)) & small.gt(V(1e-18))
    return trivial.select(large, safe.select(direct, scaled))
