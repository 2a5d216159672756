"""`"{} {1} {!r}".format(...)`."""


def _missing_close() -> Error:
    return Error("there is a single curly { left unclosed or unescaped")


def format_text[o: ImmOrigin, *Ts: Writable](text: StringSpan[o], *args: *Ts) raises -> String:
    """`text` with its `{}` fields replaced by the values."""
    var result = String()
    var at = 0
    var size = text.byte_length()
    var next_field = 0
    var used_automatic = False
    var used_manual = False
    while at < size:
        var b = text._byte(at)
        if b == 123:
            if at + 1 < size and text._byte(at + 1) == 123:
                result.write_string("{")
                at += 2
                continue
            var close = text.find("}", at)
            if close < 0:
                raise _missing_close()
            var field = text._part(at + 1, close)
            at = close + 1
            var as_repr = False
            var mark = field.find("!")
            if mark >= 0:
                var flag = field._from_byte(mark + 1)
                field = field._part(0, mark)
                if flag == "r":
                    as_repr = True
                elif flag != "s":
                    raise Error('Conversion flag "', flag, '" not recognized.')
            var position: Int
            if field.byte_length() == 0:
                used_automatic = True
                position = next_field
                next_field += 1
            else:
                if not field.is_ascii_digit():
                    raise Error("Index ", field, " not in kwargs")
                used_manual = True
                position = Int(field)
            if used_automatic and used_manual:
                raise Error("Cannot both use manual and automatic indexing")
            if position >= args.__len__():
                if used_automatic:
                    raise Error("Automatic indexing require more args in *args")
                raise Error("Index ", position, " not in *args")
            comptime for i in range(args.__len__()):
                if i == position:
                    if as_repr:
                        args[i].write_repr_to(result)
                    else:
                        args[i].write_to(result)
        elif b == 125:
            if at + 1 < size and text._byte(at + 1) == 125:
                result.write_string("}")
                at += 2
                continue
            raise Error("there is a single curly } left unclosed or unescaped")
        else:
            var start = at
            while at < size and text._byte(at) != 123 and text._byte(at) != 125:
                at += 1
            result.write_string(text._part(start, at))
    return result^
