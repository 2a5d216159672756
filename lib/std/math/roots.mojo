"""Roots and lengths."""

from std.builtin.prims import int_of
from std.math.arithmetic import (
    Pair,
    choose,
    exact_product,
    muladd,
    rounder,
    scaled,
    square_root,
    sum_of_ordered,
    with_sign_of,
)
from std.math.polynomials import cbrt_polynomial
from std.simd.limits import inf


@always_inline
def sqrt[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The square root, correctly rounded; of integers its whole part."""
    comptime if dtype.is_floating_point():
        return square_root(x)
    else:
        return _integer_root(x)


def _integer_root[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        if x[i] > 0:
            # The float is right but for one; large integers lose digits on the way.
            var root = square_root(x[i].cast[DType.float64]()).cast[dtype]()
            while root > x[i] / root:
                root -= 1
            while (root + 1) <= x[i] / (root + 1):
                root += 1
            result[i] = root
    return result


@always_inline
def rsqrt[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """1 / sqrt(x), to 1 unit in the last place."""
    return SIMD[dtype, width](1) / square_root(x)


@always_inline
def recip[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """1 / x."""
    return SIMD[dtype, width](1) / x


@always_inline
def _cbrt_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """A polynomial for the first 16 bits, two steps of Newton's method, the last one with an exact cube."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var infinity = V(inf[dtype]())
    var ordinary = a.gt(V(0.0)) & a.lt(infinity)
    var y = ordinary.select(a, V(1.0))
    var small = y.lt(choose[dtype, width](2.2250738585072014e-308, 1.1754943508222875e-38))
    y = small.select(y * choose[dtype, width](18014398509481984.0, 134217728.0), y)
    # y = 2^(3 q + r) m with m from 1/2 to 1, and r one of 0, 1, 2
    var exponent: V
    var m: V
    comptime if dtype == DType.float64:
        comptime U = SIMD[DType.uint64, width]
        var bits = y.to_bits[DType.uint64]()
        exponent = V(from_bits=(bits >> U(52)) | U(0x4330000000000000)) - V(4503599627371518.0)
        m = V(from_bits=(bits & U(0x000FFFFFFFFFFFFF)) | U(0x3FE0000000000000))
    else:
        comptime U = SIMD[DType.uint32, width]
        var bits = y.to_bits[DType.uint32]()
        exponent = V(from_bits=(bits >> U(23)) | U(0x4B000000)) - V(8388734.0)
        m = V(from_bits=(bits & U(0x007FFFFF)) | U(0x3F000000))
    var magic = rounder[dtype, width]()
    var q = muladd(exponent, choose[dtype, width](0.3333333333333333, 0.3333333432674408), magic) - magic
    var r = muladd(q, V(-3.0), exponent)
    # r is now -1, 0 or 1.
    m = r.eq(V(1.0)).select(m * V(2.0), r.eq(V(-1.0)).select(m * V(0.5), m))
    var t = cbrt_polynomial(r.eq(V(1.0)).select(m * V(0.5), r.eq(V(-1.0)).select(m * V(2.0), m)))
    t = r.eq(V(1.0)).select(t * choose[dtype, width](1.2599210498948732, 1.2599210498948732), t)
    t = r.eq(V(-1.0)).select(t * choose[dtype, width](0.7937005259840998, 0.7937005259840998), t)
    t = t - (t * t * t - m) / (V(3.0) * t * t)
    var square = exact_product(t, t)
    var cube = exact_product(square.high, t)
    var error = ((cube.high - m) + cube.low) + square.low * t
    t = t - error / (V(3.0) * t * t)
    q = small.select(q - choose[dtype, width](18.0, 9.0), q)
    var result = scaled(t, q)
    return with_sign_of(ordinary.select(result, a), x)


@always_inline
def cbrt[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The cube root, to less than 1 unit in the last place."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return _cbrt_kernel(x)
    else:
        return _cbrt_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def _hypot_kernel[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], y: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var infinity = V(inf[dtype]())
    var ax = abs(x)
    var ay = abs(y)
    var big = ax.gt(ay).select(ax, ay)
    var little = ax.gt(ay).select(ay, ax)
    var down = big.gt(choose[dtype, width](1e150, 1e18))
    var up = big.lt(choose[dtype, width](1e-140, 1e-12))
    var factor = down.select(choose[dtype, width](7.458340731200207e-155, 5.421010862427522e-20), V(1.0))
    factor = up.select(choose[dtype, width](1.3407807929942597e154, 1.8446744073709552e19), factor)
    var back = down.select(choose[dtype, width](1.3407807929942597e154, 1.8446744073709552e19), V(1.0))
    back = up.select(choose[dtype, width](7.458340731200207e-155, 5.421010862427522e-20), back)
    big = big * factor
    little = little * factor
    var p = exact_product(big, big)
    var q = exact_product(little, little)
    var sum = sum_of_ordered(p.high, q.high)
    var low = sum.low + (p.low + q.low)
    var root = square_root(sum.high)
    # One correction for what the sum lost.
    var square = exact_product(root, root)
    var rest = (((sum.high - square.high) - square.low) + low) / (root + root)
    root = root.gt(V(0.0)).select(root + rest, root)
    var result = root * back
    result = (~x.eq(x) | ~y.eq(y)).select(x + y, result)
    return (ax.eq(infinity) | ay.eq(infinity)).select(infinity, result)


@always_inline
def hypot[
    dtype: DType, width: SIMDLength, //
](arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """sqrt(x^2 + y^2) without overflow, to less than 1 unit in the last place."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return _hypot_kernel(arg0, arg1)
    else:
        return _hypot_kernel(arg0.cast[DType.float32](), arg1.cast[DType.float32]()).cast[dtype]()
