"""Rounding, comparing and taking apart floating-point numbers."""

from std.builtin.prims import int_of
from std.builtin.value_traits import Ceilable, Floorable, Truncable
from std.math.arithmetic import choose, scaled, with_sign_of
from std.simd.limits import inf, nan
from std.utils.numerics import isfinite, isinf, isnan, nextafter
from std.utils.static_tuple import StaticTuple


@always_inline
def floor[T: Floorable, //](value: T) -> T:
    """The largest whole number that is not above `value`."""
    return value.__floor__()


@always_inline
def ceil[T: Ceilable, //](value: T) -> T:
    """The smallest whole number that is not below `value`."""
    return value.__ceil__()


@always_inline
def trunc[T: Truncable, //](value: T) -> T:
    """Without the digits behind the point."""
    return value.__trunc__()


@always_inline
def fma[
    dtype: DType, width: SIMDLength, //
](a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`a * b + c`, rounded once."""
    return a.fma(b, c)


@always_inline
def clamp[
    dtype: DType, width: SIMDLength, //
](val: SIMD[dtype, width], lower_bound: SIMD[dtype, width], upper_bound: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`val`, or the bound that it crosses."""
    return val.clamp(lower_bound, upper_bound)


@always_inline
def copysign[
    dtype: DType, width: SIMDLength, //
](magnitude: SIMD[dtype, width], sign: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`magnitude` with the sign of `sign`."""
    comptime if dtype.is_floating_point():
        return with_sign_of(magnitude, sign)
    else:
        var positive = abs(magnitude)
        return sign.lt(SIMD[dtype, width](0)).select(-positive, positive)


@always_inline
def modf[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> Tuple[SIMD[dtype, width], SIMD[dtype, width]]:
    """The part before the point and the part behind it."""
    comptime if dtype.is_floating_point():
        var whole = x.__trunc__()
        var rest = with_sign_of(isinf(x).select(SIMD[dtype, width](0), x - whole), x)
        return (whole, rest)
    else:
        return (x, SIMD[dtype, width](0))


def ldexp[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], exp: SIMD[DType.int32, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """x * 2^exp."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return _scaled_by(x, exp)
    else:
        return _scaled_by(x.cast[DType.float32](), exp).cast[dtype]()


def _scaled_by[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], exp: SIMD[DType.int32, width]) -> SIMD[dtype, width]:
    """In steps, so that the factors stay normal numbers."""
    comptime V = SIMD[dtype, width]
    var step = choose[dtype, width](1000.0, 100.0)
    var bound = choose[dtype, width](2200.0, 300.0)
    var power = exp.cast[dtype]()
    power = power.gt(bound).select(bound, power.lt(-bound).select(-bound, power))
    var first = power.gt(step).select(step, power.lt(-step).select(-step, power))
    var rest = power - first
    var result = scaled(scaled(x, rest), first)
    return power.eq(V(0.0)).select(x, result)


def frexp[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> StaticTuple[SIMD[dtype, width], 2] where dtype.is_floating_point():
    """A number from 1/2 to 1 and a power of two whose product is `x`."""
    comptime V = SIMD[dtype, width]
    var mantissa = V(0)
    var exponent = V(0)
    comptime for i in range(int_of(width._n)):
        var value = Float64(x[i])
        var parts = _frexp(value)
        mantissa[i] = parts[0].cast[dtype]()
        exponent[i] = parts[1].cast[dtype]()
    return StaticTuple[SIMD[dtype, width], 2](mantissa, exponent)


def _frexp(value: Float64) -> Tuple[Float64, Int]:
    var bits = value.to_bits[DType.uint64]()
    var biased = Int((bits >> 52) & 0x7FF)
    if biased == 0x7FF or value == 0.0:
        return (value, 0)
    var shift = 0
    if biased == 0:
        bits = (value * 18014398509481984.0).to_bits[DType.uint64]()
        biased = Int((bits >> 52) & 0x7FF)
        shift = 54
    return (Float64(from_bits=(bits & 0x800FFFFFFFFFFFFF) | 0x3FE0000000000000), biased - 1022 - shift)


def logb[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The exponent of `x`, a whole number."""
    comptime V = SIMD[dtype, width]
    var result = V(0)
    comptime for i in range(int_of(width._n)):
        var parts = _frexp(Float64(x[i]))
        result[i] = Scalar[dtype](parts[1] - 1)
    result = x.eq(V(0)).select(V(-inf[dtype]()), result)
    result = isinf(x).select(V(inf[dtype]()), result)
    return isnan(x).select(x, result)


def scalb[
    dtype: DType, width: SIMDLength, //
](arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """arg0 * 2^arg1."""
    return ldexp(arg0, arg1.cast[DType.int32]())


def remainder[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], y: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """What is left of `x` after the nearest multiple of `y`, the even one of two, is taken away."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        result[i] = _remainder(Float64(x[i]), Float64(y[i])).cast[dtype]()
    return result


def _remainder(x: Float64, y: Float64) -> Float64:
    if isnan(x) or isnan(y) or isinf(x) or y == 0.0:
        return nan[DType.float64]()
    if isinf(y):
        return x
    var b = abs(y)
    # Exact: long division in binary.
    var rest = Float64(_v=__op.rem(abs(x)._v, (b + b)._v)) if b < 8.9e307 else abs(x)
    if rest + rest > b:
        rest -= b
        if rest + rest >= b:
            rest -= b
    return with_sign_of(Float64(1.0), x) * rest if rest != 0.0 else with_sign_of(Float64(0.0), x)


def ulp[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The distance from |x| to the next larger number."""
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var next = nextafter(a, V(inf[dtype]()))
    var previous = nextafter(a, V(0))
    var result = isinf(next).select(a - previous, next - a)
    result = isinf(x).select(a, result)
    return isnan(x).select(x, result)


def isclose[
    dtype: DType, width: SIMDLength, //, *, symmetrical: Bool = True
](
    a: SIMD[dtype, width],
    b: SIMD[dtype, width],
    *,
    atol: Float64 = 1e-08,
    rtol: Float64 = 1e-05,
    equal_nan: Bool = False,
) -> SIMD[DType.bool, width]:
    """Whether the numbers differ by no more than `atol + rtol * size`, lane by lane."""
    comptime if not dtype.is_floating_point():
        return a.eq(b)
    else:
        comptime V = SIMD[dtype, width]
        var same = a.eq(b)
        var both = isfinite(a) & isfinite(b)
        var size = abs(b)
        comptime if symmetrical:
            size = max(abs(a), abs(b))
        var room: V
        comptime if symmetrical:
            room = max(V(atol.cast[dtype]()), V(rtol.cast[dtype]()) * size)
        else:
            room = V(atol.cast[dtype]()) + V(rtol.cast[dtype]()) * size
        var near = both & abs(a - b).le(room)
        if equal_nan:
            near = near | (isnan(a) & isnan(b))
        return same | near


@always_inline
def iota[dtype: DType, width: Int](offset: Scalar[dtype] = 0) -> SIMD[dtype, width]:
    """`offset`, `offset + 1`, ..."""
    var result = SIMD[dtype, width]()
    comptime for i in range(width):
        result[i] = offset + Scalar[dtype](i)
    return result


def iota[dtype: DType, o: MutOrigin, //](buff: Pointer[Scalar[dtype], o], len: Int, offset: Int = 0):
    """Fills memory with `offset`, `offset + 1`, ..."""
    for i in range(len):
        buff[unsafe_offset=i] = Scalar[dtype](offset + i)


def iota[dtype: DType, //](mut v: List[Scalar[dtype]], offset: Int = 0):
    """Replaces the elements by `offset`, `offset + 1`, ..."""
    for i in range(len(v)):
        v[i] = Scalar[dtype](offset + i)
