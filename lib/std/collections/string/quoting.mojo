"""Text between quotes, with escapes."""

from std.collections.string.codepoint import Codepoint


def write_quoted[o: ImmOrigin, W: Writer, //](mut writer: W, text: StringSpan[o]):
    """Writes `text` between single quotes. Characters beyond ASCII stay as they are."""
    writer.write_string("'")
    var start = 0
    for i in range(text.byte_length()):
        var b = text._byte(i)
        if b >= 32 and b != 39 and b != 92 and b != 127:
            continue
        writer.write_string(text._part(start, i))
        start = i + 1
        write_escape(writer, b)
    writer.write_string(text._from_byte(start))
    writer.write_string("'")


def write_escape[W: Writer, //](mut writer: W, byte: UInt8):
    if byte == 10:
        writer.write_string("\\n")
    elif byte == 9:
        writer.write_string("\\t")
    elif byte == 13:
        writer.write_string("\\r")
    elif byte == 39:
        writer.write_string("\\'")
    elif byte == 92:
        writer.write_string("\\\\")
    else:
        var digits = StaticString("0123456789abcdef")
        writer.write_string("\\x")
        var high = Int(byte >> 4)
        var low = Int(byte & 15)
        writer.write_string(digits._part(high, high + 1))
        writer.write_string(digits._part(low, low + 1))


def ascii[o: ImmOrigin, //](value: StringSpan[o]) -> String:
    """`value` between quotes with every byte beyond ASCII escaped."""
    var result = String("'")
    for i in range(value.byte_length()):
        var b = value._byte(i)
        if b < 32 or b > 126 or b == 39 or b == 92:
            write_escape(result, b)
        else:
            result.write_string(value._part(i, i + 1))
    result.write_string("'")
    return result^
