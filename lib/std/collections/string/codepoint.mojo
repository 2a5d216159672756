"""Unicode code points and their UTF-8 form."""

from std.builtin.prims import index_of


@always_inline
def _byte_at(p: __prim.pointer[UInt8], i: Int) -> UInt8:
    return __op.deref[ImmUntrackedOrigin](__op.offset(p, index_of(i)))


@always_inline
def sequence_length(first: UInt8) -> Int:
    """How many bytes a sequence has that starts with this one; 0 for a byte that starts none."""
    if first < 0x80:
        return 1
    if first < 0xC2:
        return 0
    if first < 0xE0:
        return 2
    if first < 0xF0:
        return 3
    if first < 0xF5:
        return 4
    return 0


def decode_at(p: __prim.pointer[UInt8], at: Int) -> Codepoint:
    """The code point that starts at byte `at`; the text must be valid there."""
    var first = UInt32(_byte_at(p, at))
    if first < 0x80:
        return Codepoint(unsafe_unchecked_codepoint=first)
    var second = UInt32(_byte_at(p, at + 1)) & 0x3F
    if first < 0xE0:
        return Codepoint(unsafe_unchecked_codepoint=((first & 0x1F) << 6) | second)
    var third = UInt32(_byte_at(p, at + 2)) & 0x3F
    if first < 0xF0:
        return Codepoint(unsafe_unchecked_codepoint=((first & 0x0F) << 12) | (second << 6) | third)
    var fourth = UInt32(_byte_at(p, at + 3)) & 0x3F
    return Codepoint(
        unsafe_unchecked_codepoint=((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth
    )


struct Codepoint(Comparable, ImplicitlyCopyable, Intable, Writable):
    """One Unicode code point."""

    var _value: UInt32

    @always_inline
    def __init__(out self, *, unsafe_unchecked_codepoint: UInt32):
        self._value = unsafe_unchecked_codepoint

    @always_inline
    def __init__(out self, codepoint: UInt8):
        self._value = UInt32(codepoint)

    def __init__[v: __prim.string_literal, //](out self, lit: StringLiteral[v]):
        self = Codepoint.ord(lit)

    @staticmethod
    def from_u32(codepoint: UInt32) -> Optional[Codepoint]:
        """The code point with this number, if there is one."""
        if codepoint > 0x10FFFF or (codepoint >= 0xD800 and codepoint < 0xE000):
            return None
        return Codepoint(unsafe_unchecked_codepoint=codepoint)

    @staticmethod
    @__caller_location
    def ord[o: ImmOrigin, //](string: StringSpan[o]) -> Codepoint:
        """The one code point that `string` consists of."""
        debug_assert[assert_mode="safe"](
            string.byte_length() > 0 and sequence_length(string._byte(0)) == string.byte_length(),
            "input string must be one codepoint",
        )
        return decode_at(string._p, 0)

    @always_inline
    def to_u32(self) -> UInt32:
        return self._value

    @always_inline
    def __int__(self) -> Int:
        return Int(self._value)

    @always_inline
    def __eq__(self, other: Codepoint) -> Bool:
        return self._value == other._value

    @always_inline
    def __lt__(self, other: Codepoint) -> Bool:
        return self._value < other._value

    @always_inline
    def is_ascii(self) -> Bool:
        return self._value < 0x80

    @always_inline
    def is_ascii_digit(self) -> Bool:
        return self._value >= 48 and self._value <= 57

    @always_inline
    def is_ascii_upper(self) -> Bool:
        return self._value >= 65 and self._value <= 90

    @always_inline
    def is_ascii_lower(self) -> Bool:
        return self._value >= 97 and self._value <= 122

    @always_inline
    def is_ascii_printable(self) -> Bool:
        return self._value >= 32 and self._value <= 126

    @always_inline
    def is_posix_space(self) -> Bool:
        return self._value == 32 or (self._value >= 9 and self._value <= 13)

    def is_python_space(self) -> Bool:
        var v = self._value
        return (
            self.is_posix_space()
            or (v >= 28 and v <= 31)
            or v == 0x85
            or v == 0xA0
            or v == 0x1680
            or (v >= 0x2000 and v <= 0x200A)
            or v == 0x2028
            or v == 0x2029
            or v == 0x202F
            or v == 0x205F
            or v == 0x3000
        )

    @always_inline
    def utf8_byte_length(self) -> Int:
        if self._value < 0x80:
            return 1
        if self._value < 0x800:
            return 2
        if self._value < 0x10000:
            return 3
        return 4

    def _encode(self, p: __prim.pointer[UInt8]) -> Int:
        """Writes the UTF-8 form and says how long it is."""
        var out_bytes = Pointer[UInt8, MutUntrackedOrigin](_p=p)
        var v = self._value
        if v < 0x80:
            out_bytes[unsafe_offset=0] = UInt8(v)
            return 1
        if v < 0x800:
            out_bytes[unsafe_offset=0] = UInt8(0xC0 | (v >> 6))
            out_bytes[unsafe_offset=1] = UInt8(0x80 | (v & 0x3F))
            return 2
        if v < 0x10000:
            out_bytes[unsafe_offset=0] = UInt8(0xE0 | (v >> 12))
            out_bytes[unsafe_offset=1] = UInt8(0x80 | ((v >> 6) & 0x3F))
            out_bytes[unsafe_offset=2] = UInt8(0x80 | (v & 0x3F))
            return 3
        out_bytes[unsafe_offset=0] = UInt8(0xF0 | (v >> 18))
        out_bytes[unsafe_offset=1] = UInt8(0x80 | ((v >> 12) & 0x3F))
        out_bytes[unsafe_offset=2] = UInt8(0x80 | ((v >> 6) & 0x3F))
        out_bytes[unsafe_offset=3] = UInt8(0x80 | (v & 0x3F))
        return 4

    def unsafe_write_utf8[o: MutOrigin, //](self, ptr: Pointer[UInt8, o]) -> Int:
        return self._encode(ptr._p)

    @staticmethod
    def unsafe_decode_utf8_codepoint[
        m: Bool, o: Origin[mut=m], //
    ](s: Span[UInt8, o]) -> Tuple[Codepoint, Int]:
        """The first code point of the bytes, and how many bytes it took."""
        return (decode_at(s._p, 0), sequence_length(s.unsafe_get(0)))

    def write_to[W: Writer, //](self, mut writer: W):
        var bytes = __op.stack_alloc[UInt8, index_of(4)]()
        var n = self._encode(bytes)
        writer.write_string(StringSpan[ImmUntrackedOrigin](_p=bytes, _length=n))

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("Codepoint(", self._value, ")")


def chr(c: Int) -> String:
    """The text of the code point with number `c`."""
    if c < 0 or c > 0x10FFFF or (c >= 0xD800 and c < 0xE000):
        return "\uFFFD"
    return String(Codepoint(unsafe_unchecked_codepoint=UInt32(c)))
