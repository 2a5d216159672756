"""Integers as text."""

from std.builtin.prims import index_of, int_of

comptime _DIGIT_PAIRS = (
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"
)

comptime Bytes = Pointer[UInt8, MutUntrackedOrigin]


def write_integer[dtype: DType, W: Writer, //](mut writer: W, value: Scalar[dtype]):
    """Writes `value` in base 10."""
    comptime room = 80
    var buffer = Bytes(_p=__op.stack_alloc[UInt8, index_of(room)]())
    var at = room
    var negative = False
    comptime if dtype._bits() <= 64:
        var magnitude: UInt64
        comptime if dtype.is_signed():
            var wide = Int64(value)
            negative = wide < 0
            magnitude = UInt64(-wide) if negative else UInt64(wide)
        else:
            magnitude = UInt64(value)
        at = _digits_before(buffer, room, magnitude)
    else:
        var magnitude: UInt256
        comptime if dtype.is_signed():
            negative = value < Scalar[dtype](0)
            magnitude = _unsigned_magnitude(value)
        else:
            magnitude = UInt256(value)
        comptime CHUNK = UInt256(10_000_000_000_000_000_000)
        while magnitude >= CHUNK:
            var low = UInt64(magnitude % CHUNK)
            magnitude = magnitude // CHUNK
            var start = _digits_before(buffer, at, low)
            at -= 19
            while start > at:
                start -= 1
                buffer[unsafe_offset=start] = 48
        at = _digits_before(buffer, at, UInt64(magnitude))
    if negative:
        at -= 1
        buffer[unsafe_offset=at] = 45
    writer.write_string(StringSpan[ImmUntrackedOrigin](_p=buffer.unsafe_offset(at)._p, _length=room - at))


@always_inline
def _unsigned_magnitude[dtype: DType, //](value: Scalar[dtype]) -> UInt256:
    if value < Scalar[dtype](0):
        return UInt256(0) - UInt256(value)
    return UInt256(value)


def _digits_before(buffer: Bytes, end: Int, value: UInt64) -> Int:
    """Writes the digits of `value` so that they end before `end`; says where they start."""
    var pairs = StaticString(_DIGIT_PAIRS).unsafe_ptr()
    var at = end
    var rest = value
    while rest >= 100:
        var quotient = rest // 100
        var pair = Int(rest - quotient * 100) * 2
        rest = quotient
        at -= 2
        buffer[unsafe_offset=at] = pairs[unsafe_offset=pair]
        buffer[unsafe_offset=at + 1] = pairs[unsafe_offset=pair + 1]
    if rest >= 10:
        var pair = Int(rest) * 2
        at -= 2
        buffer[unsafe_offset=at] = pairs[unsafe_offset=pair]
        buffer[unsafe_offset=at + 1] = pairs[unsafe_offset=pair + 1]
    else:
        at -= 1
        buffer[unsafe_offset=at] = UInt8(rest) + 48
    return at


def _in_base[dtype: DType, //, base: Int](value: Scalar[dtype], prefix: StaticString) -> String:
    """`value` in a base that is a power of two, with a sign if needed."""
    comptime shift = 4 if base == 16 else (3 if base == 8 else 1)
    comptime room = 260
    var buffer = Bytes(_p=__op.stack_alloc[UInt8, index_of(room)]())
    var at = room
    var negative = False
    var rest = UInt256(value)
    comptime if dtype.is_signed():
        negative = value < Scalar[dtype](0)
        rest = _unsigned_magnitude(value)
    var digits = StaticString("0123456789abcdef").unsafe_ptr()
    while True:
        at -= 1
        buffer[unsafe_offset=at] = digits[unsafe_offset=Int(rest & UInt256(base - 1))]
        rest = rest >> UInt256(shift)
        if rest == 0:
            break
    var text = String()
    if negative:
        text.write_string("-")
    text.write_string(prefix)
    text.write_string(StringSpan[ImmUntrackedOrigin](_p=buffer.unsafe_offset(at)._p, _length=room - at))
    return text^


def hex[dtype: DType, //](value: Scalar[dtype], /, *, prefix: StaticString = "0x") -> String:
    """`value` in base 16."""
    return _in_base[16](value, prefix)


def hex[T: Intable, //](value: T, /, *, prefix: StaticString = "0x") -> String:
    return _in_base[16](value.__int__(), prefix)


def bin[dtype: DType, //](num: Scalar[dtype], /, *, prefix: StaticString = "0b") -> String:
    """`num` in base 2."""
    return _in_base[2](num, prefix)


def bin[T: Intable, //](num: T, /, *, prefix: StaticString = "0b") -> String:
    return _in_base[2](num.__int__(), prefix)


def oct[dtype: DType, //](value: Scalar[dtype], /, *, prefix: StaticString = "0o") -> String:
    """`value` in base 8."""
    return _in_base[8](value, prefix)


def oct[T: Intable, //](value: T, /, *, prefix: StaticString = "0o") -> String:
    return _in_base[8](value.__int__(), prefix)
