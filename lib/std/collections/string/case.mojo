"""Upper and lower case."""

from std.collections.string.codepoint import Codepoint, decode_at, sequence_length
from std.collections.string.unicode_tables import TO_LOWER, TO_UPPER, find_range, table_number


def _mapped(table: StaticString, code: Int) -> Int:
    """The other case of a code point beyond ASCII, or the same."""
    var at = find_range(table, 12, code)
    if at < 0:
        return code
    if (code - table_number(table, at, 4)) % table_number(table, at + 11, 1) != 0:
        return code
    return code + table_number(table, at + 8, 3) - 131072


def upper_code(code: Int) -> Int:
    if code < 128:
        return code - 32 if code >= 97 and code <= 122 else code
    return _mapped(TO_UPPER, code)


def lower_code(code: Int) -> Int:
    if code < 128:
        return code + 32 if code >= 65 and code <= 90 else code
    return _mapped(TO_LOWER, code)


def uppercase[o: ImmOrigin, //](text: StringSpan[o]) -> String:
    var result = String(capacity_bytes=text.byte_length())
    for c in text.codepoints():
        var code = Int(c)
        if code == 0xDF:
            result.write_string("SS")
        else:
            result.append(Codepoint(unsafe_unchecked_codepoint=UInt32(upper_code(code))))
    return result^


def lowercase[o: ImmOrigin, //](text: StringSpan[o]) -> String:
    var result = String(capacity_bytes=text.byte_length())
    for c in text.codepoints():
        result.append(Codepoint(unsafe_unchecked_codepoint=UInt32(lower_code(Int(c)))))
    return result^


def is_upper_text[o: ImmOrigin, //](text: StringSpan[o]) -> Bool:
    """Whether there are letters with a case, and all are upper case."""
    var found = False
    for c in text.codepoints():
        var code = Int(c)
        if upper_code(code) != code:
            return False
        if lower_code(code) != code:
            found = True
    return found


def is_lower_text[o: ImmOrigin, //](text: StringSpan[o]) -> Bool:
    """Whether there are letters with a case, and all are lower case."""
    var found = False
    for c in text.codepoints():
        var code = Int(c)
        if lower_code(code) != code:
            return False
        if upper_code(code) != code:
            found = True
    return found
