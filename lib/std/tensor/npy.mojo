"""NumPy's `.npy` files: a magic text, the version, the length of a Python dict that describes the array, and the numbers."""

from std.os.pathlike import PathLike
from std.sys.info import bit_width_of
from std.tensor.strided import count_of

comptime _MAGIC_LENGTH = 6
comptime _ALIGNMENT = 64
"""Where the numbers start is a multiple of this."""


def npy_header[dtype: DType](shape: List[Int]) -> List[UInt8]:
    """What stands before the numbers."""
    var text = String("{'descr': '", _code_of[dtype](), "', 'fortran_order': False, 'shape': (")
    for axis in range(len(shape)):
        text += String(shape[axis])
        text += "," if len(shape) == 1 else (", " if axis + 1 < len(shape) else "")
    text += "), }"
    while (_MAGIC_LENGTH + 4 + text.byte_length() + 1) % _ALIGNMENT != 0:
        text += " "
    text += "\n"
    var header: List[UInt8] = [0x93]
    header.extend("NUMPY".as_bytes())
    header.append(1)
    header.append(0)
    header.append(UInt8(text.byte_length() & 255))
    header.append(UInt8(text.byte_length() >> 8))
    header.extend(text.as_bytes())
    return header^


struct NpyContents:
    """The shape of the array in a file, and where its numbers start."""

    var shape: List[Int]
    var start: Int

    def __init__(out self, var shape: List[Int], start: Int):
        self.shape = shape^
        self.start = start


def read_npy_header[dtype: DType](bytes: List[UInt8], name: String) raises -> NpyContents:
    """Raises unless the file holds row-major numbers of the type, all of them."""
    if len(bytes) < 10 or bytes[0] != 0x93 or StringSpan(unsafe_from_utf8=bytes[1:_MAGIC_LENGTH]) != "NUMPY":
        raise Error(name, ": not a .npy file")
    var wide = bytes[_MAGIC_LENGTH] >= 2
    var length = Int(bytes[8]) | Int(bytes[9]) << 8
    var start = 10
    if wide:
        if len(bytes) < 12:
            raise Error(name, ": the file ends in its header")
        length |= Int(bytes[10]) << 16 | Int(bytes[11]) << 24
        start = 12
    if len(bytes) < start + length:
        raise Error(name, ": the file ends in its header")
    var text = String(unsafe_from_utf8=bytes[start : start + length])
    var code = _value_of(text, "'descr':", name)
    var wanted = _code_of[dtype]()
    if code.find(wanted) < 0:
        raise Error(name, ": the numbers are of type ", code, ", not '", wanted, "' (", dtype, ")")
    if _value_of(text, "'fortran_order':", name).find("False") < 0:
        raise Error(name, ": the array is in column-major order; save it with numpy.ascontiguousarray")
    var shape = List[Int]()
    for part in _value_of(text, "'shape': (", name).split(","):
        var digits = part.strip()
        if digits.byte_length() > 0:
            shape.append(Int(digits))
    var needed = count_of(shape) * bit_width_of[dtype]() // 8
    if len(bytes) - start - length < needed:
        raise Error(name, ": the file ends after ", len(bytes) - start - length, " of ", needed, " bytes of numbers")
    return NpyContents(shape^, start + length)


def _value_of(text: String, key: StaticString, name: String) raises -> String:
    """What follows a key of the header's dict, up to the next comma or, for the shape, parenthesis."""
    var at = text.find(key)
    if at < 0:
        raise Error(name, ": the header has no ", key)
    var rest = text[byte = at + key.byte_length() :]
    var end = rest.find(")") if key.endswith("(") else rest.find(",")
    return String(rest[byte=:end]) if end >= 0 else String(rest)


def _code_of[dtype: DType]() -> String:
    """NumPy's name: byte order, kind, bytes."""
    var bytes = bit_width_of[dtype]() // 8
    var order = "|" if bytes == 1 else "<"
    comptime if dtype == DType.bool:
        return "|b1"
    comptime if dtype.is_floating_point():
        return String(order, "f", bytes)
    comptime if dtype.is_signed():
        return String(order, "i", bytes)
    return String(order, "u", bytes)
