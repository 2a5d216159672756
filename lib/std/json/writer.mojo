"""Values as JSON text."""

from std.json.entries import ARRAY, FALSE, INTEGER, NULL, NUMBER, OBJECT, TRUE
from std.json.value import JSONValue


def write_json[W: Writer, //](mut writer: W, document: JSONValue, start: Int):
    """Writes the value at entry `start`, without recursion."""
    # The open containers: where each one ends, and whether it is an object.
    var ends = List[Int]()
    var objects = List[Bool]()
    var at = start
    var after_key = False
    var first = True
    while True:
        # Close what ends here.
        while len(ends) > 0 and not after_key and ends[len(ends) - 1] == at:
            writer.write_string("}" if objects[len(objects) - 1] else "]")
            _ = ends.pop()
            _ = objects.pop()
            first = False
        if len(ends) == 0 and at != start:
            return
        var entry = document._entry(at)
        var kind = entry.kind()
        if len(ends) > 0 and not after_key and not first:
            writer.write_string(", ")
        first = False
        if len(ends) > 0 and objects[len(objects) - 1] and not after_key:
            write_json_string(writer, _text(document, at))
            writer.write_string(": ")
            after_key = True
            at += 1
            continue
        after_key = False
        if kind >= ARRAY:
            writer.write_string("{" if kind == OBJECT else "[")
            ends.append(entry.place())
            objects.append(kind == OBJECT)
            first = True
        elif kind == NULL:
            writer.write_string("null")
        elif kind == TRUE:
            writer.write_string("true")
        elif kind == FALSE:
            writer.write_string("false")
        elif kind == INTEGER or kind == NUMBER:
            writer.write_string(document._number_text(entry))
        else:
            write_json_string(writer, _text(document, at))
        at += 1
        if len(ends) == 0:
            return


def _text(document: JSONValue, at: Int) -> StringSpan[ImmUntrackedOrigin]:
    var entry = document._entry(at)
    return StringSpan[ImmUntrackedOrigin](_p=document._bytes_of(entry)._p, _length=Int(entry.second))


def write_json_string[W: Writer, o: ImmOrigin, //](mut writer: W, text: StringSpan[o]):
    """Writes the text in quotes, with the escapes that JSON demands."""
    writer.write_string('"')
    var from_here = 0
    for i in range(text.byte_length()):
        var byte = text._byte(i)
        if byte >= 32 and byte != 34 and byte != 92:
            continue
        writer.write_string(text._part(from_here, i))
        from_here = i + 1
        if byte == 34:
            writer.write_string('\\"')
        elif byte == 92:
            writer.write_string("\\\\")
        elif byte == 10:
            writer.write_string("\\n")
        elif byte == 13:
            writer.write_string("\\r")
        elif byte == 9:
            writer.write_string("\\t")
        elif byte == 8:
            writer.write_string("\\b")
        elif byte == 12:
            writer.write_string("\\f")
        else:
            writer.write_string("\\u00")
            writer.write_string("1" if byte >= 16 else "0")
            var digits = StaticString("0123456789abcdef")
            var low = Int(byte) & 15
            writer.write_string(digits._part(low, low + 1))
    writer.write_string(text._from_byte(from_here))
    writer.write_string('"')
