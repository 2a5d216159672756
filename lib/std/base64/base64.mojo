"""Encoding and decoding."""

comptime _ALPHABET: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
comptime _HEX: StaticString = "0123456789ABCDEF"


def b64encode[m: Bool, o: Origin[mut=m], //](input_bytes: Span[UInt8, o], mut result: String):
    """Appends the text for the bytes to `result`."""
    var alphabet = _ALPHABET.unsafe_ptr()
    var size = len(input_bytes)
    var text = List[UInt8](capacity=(size + 2) // 3 * 4)
    var i = 0
    while i < size:
        var left = size - i
        var group = UInt32(input_bytes.unsafe_get(i)) << 16
        if left > 1:
            group |= UInt32(input_bytes.unsafe_get(i + 1)) << 8
        if left > 2:
            group |= UInt32(input_bytes.unsafe_get(i + 2))
        text.append(alphabet[unsafe_offset=Int(group >> 18)])
        text.append(alphabet[unsafe_offset=Int((group >> 12) & 63)])
        text.append(alphabet[unsafe_offset=Int((group >> 6) & 63)] if left > 1 else UInt8(61))
        text.append(alphabet[unsafe_offset=Int(group & 63)] if left > 2 else UInt8(61))
        i += 3
    result += StringSpan(unsafe_from_utf8=Span(text))


def b64encode[m: Bool, o: Origin[mut=m], //](input_bytes: Span[UInt8, o]) -> String:
    """The text for the bytes."""
    var result = String()
    b64encode(input_bytes, result)
    return result^


def b64encode[o: ImmOrigin, //](input_string: StringSpan[o]) -> String:
    """The text for the bytes of a string."""
    return b64encode(input_string.as_bytes())


def _digit(byte: UInt8) -> Int:
    """The value of a character of base 64, or -1."""
    if byte >= 65 and byte <= 90:
        return Int(byte) - 65
    if byte >= 97 and byte <= 122:
        return Int(byte) - 71
    if byte >= 48 and byte <= 57:
        return Int(byte) + 4
    if byte == 43:
        return 62
    if byte == 47:
        return 63
    return -1


def b64decode[o: ImmOrigin, //](str: StringSpan[o]) raises -> List[UInt8]:
    """The bytes that the text stands for."""
    var size = str.byte_length()
    if size % 4 != 0:
        raise Error("ValueError: Input length '", size, "' must be divisible by 4")
    var result = List[UInt8](capacity=size // 4 * 3)
    var i = 0
    while i < size:
        var padding = 0
        if i + 4 == size:
            if str._byte(i + 3) == 61:
                padding = 2 if str._byte(i + 2) == 61 else 1
        var group = 0
        for k in range(4):
            var digit = 0
            if k < 4 - padding:
                digit = _digit(str._byte(i + k))
                if digit < 0:
                    raise Error("ValueError: Unexpected character '", chr(Int(str._byte(i + k))), "' encountered")
            group = (group << 6) | digit
        result.append(UInt8((group >> 16) & 255))
        if padding < 2:
            result.append(UInt8((group >> 8) & 255))
        if padding < 1:
            result.append(UInt8(group & 255))
        i += 4
    return result^


def b16encode[o: ImmOrigin, //](str: StringSpan[o]) -> String:
    """Two hexadecimal digits for each byte."""
    var digits = _HEX.unsafe_ptr()
    var text = List[UInt8](capacity=2 * str.byte_length())
    for i in range(str.byte_length()):
        text.append(digits[unsafe_offset=Int(str._byte(i) >> 4)])
        text.append(digits[unsafe_offset=Int(str._byte(i) & 15)])
    return String(unsafe_from_utf8=Span(text))


def b16decode[o: ImmOrigin, //](str: StringSpan[o]) raises -> List[UInt8]:
    """The bytes that the hexadecimal digits stand for."""
    if str.byte_length() % 2 != 0:
        raise Error("ValueError: Input length '", str.byte_length(), "' must be divisible by 2")
    var result = List[UInt8](capacity=str.byte_length() // 2)
    for i in range(0, str.byte_length(), 2):
        result.append(UInt8(_hex_digit(str._byte(i)) * 16 + _hex_digit(str._byte(i + 1))))
    return result^


def _hex_digit(byte: UInt8) raises -> Int:
    if byte >= 48 and byte <= 57:
        return Int(byte) - 48
    if (byte | 32) >= 97 and (byte | 32) <= 102:
        return Int(byte | 32) - 87
    raise Error("ValueError: Unexpected character '", chr(Int(byte)), "' encountered")
