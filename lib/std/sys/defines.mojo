"""Values given on the command line with `-D NAME=VALUE`."""


def is_defined[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Bool:
    """Whether `-D name` or `-D name=...` was given."""
    return Bool(_v=__op.defined[v]())


def get_defined_string[v: __prim.string_literal, //, name: StringLiteral[v]]() -> StaticString:
    """The value of `name`, which must be given."""
    comptime assert Bool(_v=__op.defined[v]()), "a value that must be given with -D is missing"
    return StringLiteral[__op.defined_value[v]()]()


def get_defined_string[
    v: __prim.string_literal, //, name: StringLiteral[v], default: StaticString
]() -> StaticString:
    """The value of `name`, or `default`."""
    comptime if Bool(_v=__op.defined[v]()):
        return StringLiteral[__op.defined_value[v]()]()
    else:
        return default


def get_defined_int[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Int:
    """The value of `name`, which must be given and be an integer."""
    comptime assert Bool(_v=__op.defined[v]()), "a value that must be given with -D is missing"
    return _int_of_text(StringLiteral[__op.defined_value[v]()]())


def get_defined_int[v: __prim.string_literal, //, name: StringLiteral[v], default: Int]() -> Int:
    """The value of `name`, or `default`."""
    comptime if Bool(_v=__op.defined[v]()):
        return _int_of_text(StringLiteral[__op.defined_value[v]()]())
    else:
        return default


def get_defined_bool[v: __prim.string_literal, //, name: StringLiteral[v], default: Bool = False]() -> Bool:
    """The value of `name`, or `default`: `True`, `true`, `1`, `on` and no value at all are true."""
    comptime if Bool(_v=__op.defined[v]()):
        var text: StaticString = StringLiteral[__op.defined_value[v]()]()
        return text == "" or text == "1" or text == "True" or text == "true" or text == "on"
    else:
        return default


def get_defined_dtype[v: __prim.string_literal, //, name: StringLiteral[v], default: DType]() -> DType:
    """The number type that `name` names, or `default`."""
    comptime if Bool(_v=__op.defined[v]()):
        return _dtype_of_text(StringLiteral[__op.defined_value[v]()](), default)
    else:
        return default


def _int_of_text(text: StaticString) -> Int:
    """The decimal integer that starts `text`; 0 where there is none."""
    var value = 0
    var at = 0
    var negative = text.byte_length() > 0 and text._byte(0) == 45
    if negative:
        at = 1
    while at < text.byte_length():
        var digit = Int(text._byte(at)) - 48
        if digit < 0 or digit > 9:
            break
        value = value * 10 + digit
        at += 1
    return -value if negative else value


def _dtype_of_text(text: StaticString, default: DType) -> DType:
    if text == "bool":
        return DType.bool
    if text == "int" or text == "index":
        return DType.int
    if text == "uint" or text == "uindex":
        return DType.uint
    if text == "int8":
        return DType.int8
    if text == "uint8":
        return DType.uint8
    if text == "int16":
        return DType.int16
    if text == "uint16":
        return DType.uint16
    if text == "int32":
        return DType.int32
    if text == "uint32":
        return DType.uint32
    if text == "int64":
        return DType.int64
    if text == "uint64":
        return DType.uint64
    if text == "int128":
        return DType.int128
    if text == "uint128":
        return DType.uint128
    if text == "int256":
        return DType.int256
    if text == "uint256":
        return DType.uint256
    if text == "float16":
        return DType.float16
    if text == "bfloat16":
        return DType.bfloat16
    if text == "float32":
        return DType.float32
    if text == "float64":
        return DType.float64
    return default
