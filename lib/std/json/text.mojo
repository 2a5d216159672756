"""`loads`, `load` and `dumps`."""

from std.io.file import FileHandle
from std.json.error import JSONError
from std.json.parser import PADDING
from std.json.value import JSONValue, JSONView
from std.json.writer import write_json_string
from std.os.pathlike import PathLike


def loads[o: ImmOrigin, //](text: StringSpan[o], name: String = "<string>") raises -> JSONValue:
    """Parses a JSON text. Errors start with `name:line:column`."""
    try:
        return JSONValue.parse(text, name)
    except e:
        raise Error(e)


def load[P: PathLike, //](path: P) raises -> JSONValue:
    """Reads and parses a JSON file. Errors start with `path:line:column`."""
    var name = path.__fspath__()
    var bytes: List[UInt8]
    with open(name, "r") as file:
        bytes = file.read_bytes()
    try:
        return JSONValue(_bytes=bytes^, _name=name)
    except e:
        raise Error(e)


def load(file: FileHandle) raises -> JSONValue:
    """Parses what is left of an open file."""
    try:
        return JSONValue(_bytes=file.read_bytes(), _name="<file>")
    except e:
        raise Error(e)


def dumps(value: JSONValue) -> String:
    """The value as JSON text."""
    return String(value)


def dumps[o: ImmOrigin, //](value: JSONView[o]) -> String:
    return String(value)


def dumps[o: ImmOrigin, //](text: StringSpan[o]) -> String:
    """The text as a JSON string."""
    var result = String()
    write_json_string(result, text)
    return result^
