"""Floats as text: the shortest digits that read back as the same value.

The digits are found as in R. Giulietti's "The Schubfach way to render doubles": scale the value and its two rounding
boundaries by a power of ten that leaves about the right number of digits, and take the shortest integer in between.
"""

from std.builtin.prims import index_of
from std.format.integer import Bytes, _digits_before
from std.format.powers import power_of_ten
from std.simd.limits import inf


def write_float[dtype: DType, W: Writer, //](mut writer: W, value: Scalar[dtype]):
    comptime if dtype == DType.float64:
        _write_bits[52, -1074](
            writer, UInt64(_v=__op.bitcast[DType.uint64._code, SIMDLength(1)._n](Float64(value)._v))
        )
    else:
        # Smaller formats print as the Float32 that they are.
        var bits = UInt32(_v=__op.bitcast[DType.uint32._code, SIMDLength(1)._n](Float32(value)._v))
        _write_bits[23, -149](writer, UInt64(bits))


def _write_bits[W: Writer, //, mantissa_bits: Int, lowest_exponent: Int](mut writer: W, bits: UInt64):
    comptime SIGN: UInt64 = 0x8000000000000000 if mantissa_bits == 52 else 0x80000000
    comptime HIDDEN = UInt64(1) << UInt64(mantissa_bits)
    comptime EXPONENTS: UInt64 = 2047 if mantissa_bits == 52 else 255
    var magnitude = bits & (SIGN - 1)
    var exponent = magnitude >> UInt64(mantissa_bits)
    var fraction = magnitude & (HIDDEN - 1)
    if exponent == EXPONENTS:
        if fraction != 0:
            writer.write_string("nan")
        elif bits & SIGN != 0:
            writer.write_string("-inf")
        else:
            writer.write_string("inf")
        return
    if magnitude == 0:
        writer.write_string("-0.0" if bits & SIGN != 0 else "0.0")
        return
    var digits: UInt64
    var power: Int
    if exponent != 0:
        var significand = fraction | HIDDEN
        var binary = Int(exponent) - 1 + lowest_exponent
        var whole = -binary
        if whole > 0 and whole <= mantissa_bits and (significand >> UInt64(whole)) << UInt64(whole) == significand:
            digits = significand >> UInt64(whole)
            power = 0
        else:
            digits, power = _shortest(binary, significand, 0, significand != HIDDEN or exponent == 1)
    elif fraction < (UInt64(3) if mantissa_bits == 52 else UInt64(8)):
        digits, power = _shortest(lowest_exponent, fraction * 10, -1, True)
    else:
        digits, power = _shortest(lowest_exponent, fraction, 0, True)
    _write_decimal(writer, bits & SIGN != 0, digits, power)


def _shortest(q: Int, c: UInt64, adjust: Int, is_regular: Bool) -> Tuple[UInt64, Int]:
    """The shortest decimal in the rounding interval of c * 2^q, and its power of ten."""
    var odd = c & 1
    var center = c << 2
    var right = center + 2
    var left: UInt64
    var k: Int
    if is_regular:
        left = center - 2
        k = (q * 661971961083) >> 41
    else:
        left = center - 1
        k = (q * 661971961083 - 274743187321) >> 41
    var h = UInt64(q + ((-k * 913124641741) >> 38) + 2)
    var high, low = power_of_ten(k)
    var vb = _round_to_odd(high, low, center << h)
    var vbl = _round_to_odd(high, low, left << h)
    var vbr = _round_to_odd(high, low, right << h)
    var s = vb >> 2
    if s >= 10:
        var shorter = s // 10 * 10
        var longer = shorter + 10
        var low_inside = vbl + odd <= shorter << 2
        var high_inside = (longer << 2) + odd <= vbr
        if low_inside != high_inside:
            return (shorter if low_inside else longer, k + adjust)
        if low_inside:
            return (shorter if vb < (shorter + longer) << 1 else longer, k + adjust)
    var t = s + 1
    var s_inside = vbl + odd <= s << 2
    var t_inside = (t << 2) + odd <= vbr
    if s_inside != t_inside:
        return (s if s_inside else t, k + adjust)
    var middle = (s + t) << 1
    if vb < middle or (vb == middle and s & 1 == 0):
        return (s, k + adjust)
    return (t, k + adjust)


@always_inline
def _multiply_high(a: UInt64, b: UInt64) -> UInt64:
    return UInt64((UInt128(a) * UInt128(b)) >> 64)


@always_inline
def _round_to_odd(high: UInt64, low: UInt64, value: UInt64) -> UInt64:
    """The product of a 126-bit number and `value`, shifted down by 127, with lost bits kept in the last one."""
    comptime MASK: UInt64 = 0x7FFFFFFFFFFFFFFF
    var carry = _multiply_high(low, value)
    var z = ((high * value) >> 1) + carry
    var w = _multiply_high(high, value) + (z >> 63)
    return w | (((z & MASK) + MASK) >> 63)


def _write_decimal[W: Writer, //](mut writer: W, negative: Bool, digits: UInt64, power: Int):
    """Writes digits * 10^power: positional from 1e-4 up to below 1e16, else with an exponent."""
    var rest = digits
    var exponent = power
    while rest % 10 == 0:
        rest = rest // 10
        exponent += 1
    var digit_buffer = Bytes(_p=__op.stack_alloc[UInt8, index_of(24)]())
    var start = _digits_before(digit_buffer, 24, rest)
    var count = 24 - start
    var first = digit_buffer.unsafe_offset(start)
    var buffer = Bytes(_p=__op.stack_alloc[UInt8, index_of(48)]())
    var n = 0
    if negative:
        buffer[unsafe_offset=0] = 45
        n = 1
    var scientific = exponent + count - 1
    if scientific < -4 or scientific > 15:
        buffer[unsafe_offset=n] = first[unsafe_offset=0]
        n += 1
        if count > 1:
            buffer[unsafe_offset=n] = 46
            n += 1
            for i in range(1, count):
                buffer[unsafe_offset=n] = first[unsafe_offset=i]
                n += 1
        buffer[unsafe_offset=n] = 101
        buffer[unsafe_offset=n + 1] = 45 if scientific < 0 else 43
        n += 2
        var e = abs(scientific)
        if e >= 100:
            buffer[unsafe_offset=n] = UInt8(48 + e // 100)
            n += 1
        buffer[unsafe_offset=n] = UInt8(48 + e // 10 % 10)
        buffer[unsafe_offset=n + 1] = UInt8(48 + e % 10)
        n += 2
    elif scientific < 0:
        buffer[unsafe_offset=n] = 48
        buffer[unsafe_offset=n + 1] = 46
        n += 2
        for _ in range(-scientific - 1):
            buffer[unsafe_offset=n] = 48
            n += 1
        for i in range(count):
            buffer[unsafe_offset=n] = first[unsafe_offset=i]
            n += 1
    else:
        for i in range(scientific + 1):
            buffer[unsafe_offset=n] = first[unsafe_offset=i] if i < count else 48
            n += 1
        buffer[unsafe_offset=n] = 46
        n += 1
        if count <= scientific + 1:
            buffer[unsafe_offset=n] = 48
            n += 1
        for i in range(scientific + 1, count):
            buffer[unsafe_offset=n] = first[unsafe_offset=i]
            n += 1
    writer.write_string(StringSpan[ImmUntrackedOrigin](_p=buffer._p, _length=n))
