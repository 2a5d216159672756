"""Angles modulo a quarter turn.

Moderate arguments: three parts of pi / 2 whose products with the count are exact (Cody and Waite). Huge ones: the bits of
2 / pi that matter, multiplied as integers (Payne and Hanek).
"""

from std.math.arithmetic import choose, exact_sum, muladd, rounder, sum_of_ordered


struct Angle[dtype: DType, width: SIMDLength](TrivialRegisterPassable):
    """`quarters * pi / 2 + high + low`, with |high| at most pi / 4 or a little more. Only the count modulo 4 is right."""

    var quarters: SIMD[DType.int32, Self.width]
    var high: SIMD[Self.dtype, Self.width]
    var low: SIMD[Self.dtype, Self.width]

    @always_inline
    def __init__(
        out self,
        quarters: SIMD[DType.int32, Self.width],
        high: SIMD[Self.dtype, Self.width],
        low: SIMD[Self.dtype, Self.width],
    ):
        self.quarters = quarters
        self.high = high
        self.low = low


comptime _LIMIT: Float64 = 1.0e6
"""Up to here the products with the parts of pi / 2 are exact."""


@always_inline
def _reduce_moderate[width: SIMDLength, //](x: SIMD[DType.float64, width]) -> Angle[DType.float64, width]:
    comptime V = SIMD[DType.float64, width]
    var shifted = muladd(x, V(0.6366197723675814), V(6755399441055744.0))
    var k = shifted - V(6755399441055744.0)
    var first = muladd(k, V(-1.5707963267341256), x)
    var second = exact_sum(first, k * V(-6.077100506303966e-11))
    var third = exact_sum(second.high, muladd(k, V(-2.0222662487959506e-21), second.low))
    # The count, in the low bits.
    var quarters = shifted.to_bits[DType.uint64]().cast[DType.int32]()
    return Angle[DType.float64, width](quarters, third.high, third.low)


def _two_over_pi(word: Int) -> UInt64:
    """64 bits of 2 / pi, the first ones behind the binary point for word 0."""
    if word == 0:
        return 0xA2F9836E4E441529
    if word == 1:
        return 0xFC2757D1F534DDC0
    if word == 2:
        return 0xDB6295993C439041
    if word == 3:
        return 0xFE5163ABDEBBC561
    if word == 4:
        return 0xB7246E3A424DD2E0
    if word == 5:
        return 0x06492EEA09D1921C
    if word == 6:
        return 0xFE1DEB1CB129A73E
    if word == 7:
        return 0xE88235F52EBB4484
    if word == 8:
        return 0xE99C7026B45F7E41
    if word == 9:
        return 0x3991D639835339F4
    if word == 10:
        return 0x9C845F8BBDF9283B
    if word == 11:
        return 0x1FF897FFDE05980F
    if word == 12:
        return 0xEF2F118B5A0A6D1F
    if word == 13:
        return 0x6D367ECF27CB09B7
    if word == 14:
        return 0x4F463F669E5FEA2D
    if word == 15:
        return 0x7527BAC7EBE5F17B
    if word == 16:
        return 0x3D0739F78A5292EA
    if word == 17:
        return 0x6BFB5FB11F8D5D08
    if word == 18:
        return 0x56033046FC7B6BAB
    if word == 19:
        return 0xF0CFBC209AF4361D
    return 0


def _bits_of_two_over_pi(start: Int) -> UInt64:
    """64 bits, the first of which weighs 2^-(start + 1); zeros before the point."""
    if start <= -64:
        return 0
    if start < 0:
        return _two_over_pi(0) >> UInt64(-start)
    var word = start // 64
    var shift = start % 64
    if shift == 0:
        return _two_over_pi(word)
    return (_two_over_pi(word) << UInt64(shift)) | (_two_over_pi(word + 1) >> UInt64(64 - shift))


@no_inline
def reduce_huge(x: Float64) -> Angle[DType.float64, 1]:
    """For any finite argument; nan otherwise."""
    var bits = x.to_bits[DType.uint64]()
    var biased = Int((bits >> 52) & 0x7FF)
    if biased == 0x7FF:
        var bad = x - x
        return Angle[DType.float64, 1](0, bad, bad)
    # |x| = m * 2^exponent; whole turns leave out the bits of 2 / pi that weigh 2^(2 - exponent) or more.
    var m = (bits & 0x000FFFFFFFFFFFFF) | 0x0010000000000000
    var exponent = biased - 1075
    var start = exponent - 2
    var a = _bits_of_two_over_pi(start)
    var b = _bits_of_two_over_pi(start + 64)
    var c = _bits_of_two_over_pi(start + 128)
    # The product modulo 4, as a fixed-point number with 2 bits before the point and 190 behind it; the top 128 are kept.
    var low = UInt128(m) * UInt128(c)
    var middle = UInt128(m) * UInt128(b) + (low >> 64)
    var top = m * a + UInt64(middle >> 64)
    var fixed = (UInt128(top) << 64) | UInt128(UInt64(middle & 0xFFFFFFFFFFFFFFFF))
    var quarters = Int(fixed >> 126)
    var fraction = Int128(fixed << 2)
    if fraction < 0:
        quarters += 1
    # |fraction| <= 2^127 as a pair of floats, in quarter turns.
    var high = Float64(fraction)
    var low_part = Float64(fraction - Int128(high))
    var scale: Float64 = 2.938735877055719e-39
    high *= scale
    low_part *= scale
    # times pi / 2
    var product = high * 1.5707963267948966
    var error = high.fma(1.5707963267948966, -product) + (high * 6.123233995736766e-17 + low_part * 1.5707963267948966)
    var sum = sum_of_ordered(product, error)
    if x < 0.0:
        return Angle[DType.float64, 1](Int32(-quarters), -sum.high, -sum.low)
    return Angle[DType.float64, 1](Int32(quarters), sum.high, sum.low)


@always_inline
def _reduce_double[width: SIMDLength, //](x: SIMD[DType.float64, width]) -> Angle[DType.float64, width]:
    var result = _reduce_moderate(x)
    var huge = ~abs(x).lt(SIMD[DType.float64, width](_LIMIT))
    if huge.reduce_or():
        return _replace_huge(x, result)
    return result


@no_inline
def _replace_huge[
    width: SIMDLength, //
](x: SIMD[DType.float64, width], moderate: Angle[DType.float64, width]) -> Angle[DType.float64, width]:
    """The lanes with huge arguments, one by one."""
    var result = moderate
    for i in range(len(x)):
        if not (abs(x[i]) < _LIMIT):
            var angle = reduce_huge(x[i])
            result.quarters[i] = angle.quarters
            result.high[i] = angle.high
            result.low[i] = angle.low
    return result


@always_inline
def reduce_angle[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> Angle[dtype, width]:
    """Takes quarter turns away, in double precision whatever the type is."""
    var angle = _reduce_double(x.cast[DType.float64]())
    comptime if dtype == DType.float64:
        return Angle[dtype, width](angle.quarters, angle.high.cast[dtype](), angle.low.cast[dtype]())
    else:
        var high = angle.high.cast[dtype]()
        return Angle[dtype, width](angle.quarters, high, (angle.high - high.cast[DType.float64]()).cast[dtype]())
