"""Floats: classes, neighbours, parts, closeness."""

from std.math.bits import exponent_of, fraction_of, times_power_of_two
from std.simd.limits import inf, max_finite, max_or_inf, min_finite, min_or_neg_inf, nan, neg_inf
from std.utils.static_tuple import StaticTuple


@always_inline
def isnan[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    return val.ne(val)


@always_inline
def isinf[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    comptime if dtype.is_floating_point():
        return abs(val).eq(SIMD[dtype, width](inf[dtype]()))
    else:
        return SIMD[DType.bool, width](fill=False)


@always_inline
def isfinite[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    comptime if dtype.is_floating_point():
        return abs(val).lt(SIMD[dtype, width](inf[dtype]()))
    else:
        return SIMD[DType.bool, width](fill=True)


@always_inline
def copysign[dtype: DType, width: SIMDLength, //](
    magnitude: SIMD[dtype, width], sign: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    """`magnitude` with the sign of `sign`."""
    return SIMD[dtype, width](_v=__op.copysign(magnitude._v, sign._v))


@always_inline
def fma[dtype: DType, width: SIMDLength, //](
    a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    """a * b + c, rounded once."""
    return a.fma(b, c)


@always_inline
def clamp[dtype: DType, width: SIMDLength, //](
    val: SIMD[dtype, width], lower_bound: SIMD[dtype, width], upper_bound: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    return val.clamp(lower_bound, upper_bound)


def isclose[dtype: DType, width: SIMDLength, //, *, symmetrical: Bool = True](
    a: SIMD[dtype, width],
    b: SIMD[dtype, width],
    *,
    atol: Float64 = 1e-8,
    rtol: Float64 = 1e-5,
    equal_nan: Bool = False,
) -> SIMD[DType.bool, width]:
    """Whether the numbers differ by no more than the tolerances allow."""
    comptime V = SIMD[dtype, width]
    comptime if not dtype.is_floating_point():
        return a.eq(b)
    else:
        var same = a.eq(b)
        if equal_nan:
            same = same | (isnan(a) & isnan(b))
        var scale = abs(b)
        comptime if symmetrical:
            scale = max(abs(a), abs(b))
        var allowed = V(Scalar[dtype](atol)) + V(Scalar[dtype](rtol)) * scale
        return same | (isfinite(a) & isfinite(b) & abs(a - b).le(allowed))


def nextafter[dtype: DType, width: SIMDLength, //](
    arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    """The neighbour of `arg0` in the direction of `arg1`."""
    var result = arg0
    for i in range(len(arg0)):
        result[i] = _next_toward(arg0[i], arg1[i])
    return result


def _next_toward[dtype: DType, //](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    if a != a or b != b:
        return a + b
    if a == b:
        return b
    comptime if dtype == DType.float64:
        if a == Scalar[dtype](0):
            var tiny = Float64(from_bits=UInt64(1))
            return Scalar[dtype](tiny if b > Scalar[dtype](0) else -tiny)
        var bits = Float64(a).to_bits()
        bits = bits + 1 if (b > a) == (a > Scalar[dtype](0)) else bits - 1
        return Scalar[dtype](Float64(from_bits=bits))
    else:
        if a == Scalar[dtype](0):
            var tiny = Float32(from_bits=UInt32(1))
            return Scalar[dtype](tiny if b > Scalar[dtype](0) else -tiny)
        var bits = Float32(a).to_bits()
        bits = bits + 1 if (b > a) == (a > Scalar[dtype](0)) else bits - 1
        return Scalar[dtype](Float32(from_bits=bits))


def ulp[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The distance to the next larger magnitude."""
    var a = abs(x)
    return nextafter(a, SIMD[dtype, width](inf[dtype]())) - a


@always_inline
def ldexp[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], exp: SIMD[DType.int32, width]
) -> SIMD[dtype, width] where dtype.is_floating_point():
    """x * 2^exp."""
    return times_power_of_two(x, exp.cast[dtype]())


@always_inline
def scalb[dtype: DType, width: SIMDLength, //](
    arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_floating_point():
    return times_power_of_two(arg0, arg1)


def frexp[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width],
) -> StaticTuple[SIMD[dtype, width], 2] where dtype.is_floating_point():
    """m and e with x = m * 2^e and |m| from 0.5 up to 1."""
    comptime V = SIMD[dtype, width]
    var e = exponent_of(x) + V(1)
    var m = times_power_of_two(x, -e)
    var zero = x.eq(V(0))
    return StaticTuple[V, 2](zero.select(x, m), zero.select(V(0), e))


@always_inline
def modf[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> Tuple[SIMD[dtype, width], SIMD[dtype, width]]:
    """The whole part and the rest."""
    var whole = x.__trunc__()
    return (whole, x - whole)


@always_inline
def remainder[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], y: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The distance from x to the nearest multiple of y."""
    return (x / y).__round__().fma(-y, x)


@always_inline
def iota[dtype: DType, width: Int](offset: Scalar[dtype] = 0) -> SIMD[dtype, width]:
    """offset, offset + 1, ..."""
    var result = SIMD[dtype, width]()
    comptime for i in range(width):
        result[i] = offset + Scalar[dtype](i)
    return result


def iota[dtype: DType, o: MutOrigin, //](span: Span[Scalar[dtype], o], offset: Int = 0):
    """Fills a span with offset, offset + 1, ..."""
    for i in range(len(span)):
        span[i] = Scalar[dtype](offset + i)
