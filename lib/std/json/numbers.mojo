"""Decimal numbers to `Float64`, correctly rounded.

Small ones are exact in one operation (Clinger). Others are multiplied by a 126-bit approximation of the power of ten; where
that leaves no doubt on which side of a rounding boundary the number lies, the result is certain (the idea of Eisel and
Lemire). The few others must go the long way.
"""

from std.builtin.prims import int_of
from std.format.powers import power_of_ten

comptime _POWER_LOW = -292
comptime _POWER_HIGH = 308


struct Decimals(Movable):
    """Converts decimal numbers; keeps powers of ten that it used."""

    # For each power from _POWER_LOW: the upper and lower part, or zeros.
    var _powers: List[UInt64]

    def __init__(out self):
        self._powers = List[UInt64]()

    def _power(mut self, exponent: Int) -> Tuple[UInt64, UInt64]:
        if len(self._powers) == 0:
            self._powers = List[UInt64](length=2 * (_POWER_HIGH - _POWER_LOW + 1), fill=UInt64(0))
        var at = 2 * (exponent - _POWER_LOW)
        if self._powers.unsafe_get(at) == 0:
            var high, low = power_of_ten(-exponent)
            self._powers[at] = high
            self._powers[at + 1] = low
        return (self._powers.unsafe_get(at), self._powers.unsafe_get(at + 1))

    def convert(mut self, digits: UInt64, exponent: Int, mut result: Float64) -> Bool:
        """Sets `result` to digits * 10^exponent; false if that takes more care."""
        if digits == 0:
            result = 0.0
            return True
        if digits <= 9007199254740992 and exponent >= -22 and exponent <= 22:
            var value = Float64(digits)
            if exponent < 0:
                result = value / _small_power(-exponent)
            else:
                result = value * _small_power(exponent)
            return True
        if exponent < _POWER_LOW or exponent > _POWER_HIGH:
            return False
        var zeros = Int(UInt64(_v=__op.ctlz(digits._v)))
        var normal = digits << UInt64(zeros)
        var high, low = self._power(exponent)
        # The upper 127 bits of the product of 64 and 126 bits; off by less than 4.
        var product = UInt128(normal) * UInt128(high) + ((UInt128(normal) * UInt128(low)) >> 63)
        var top = Int(product >> 126)
        var shift = 73 + top
        var mantissa = UInt64(product >> UInt128(shift))
        var rest = product & ((UInt128(1) << UInt128(shift)) - 1)
        var half = UInt128(1) << UInt128(shift - 1)
        if rest + 4 > half and rest < half + 4:
            return False
        if rest > half:
            mantissa += 1
        var binary = shift + 63 + ((exponent * 217706) >> 16) - 125 - zeros
        if mantissa == UInt64(1) << 53:
            mantissa = mantissa >> 1
            binary += 1
        var biased = binary + 1075
        if biased <= 0 or biased >= 2047:
            return False
        result = Float64(from_bits=(UInt64(biased) << 52) | (mantissa & 0x000FFFFFFFFFFFFF))
        return True


@always_inline
def _small_power(exponent: Int) -> Float64:
    """10^exponent for 0 to 22: exact."""
    var square: Float64 = 10.0
    var result: Float64 = 1.0
    var rest = exponent
    while rest != 0:
        if rest & 1 != 0:
            result *= square
        square *= square
        rest >>= 1
    return result
