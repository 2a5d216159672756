"""The error that functions raise unless they say otherwise."""


struct Error(ImplicitlyCopyable, Writable):
    """An error with a message."""

    var _message: String

    @always_inline
    def __init__(out self):
        self._message = String()

    @implicit
    def __init__[v: __prim.string_literal, //](out self, value: StringLiteral[v]):
        self._message = String(value)

    @implicit
    def __init__(out self, var value: String):
        self._message = value^

    @implicit
    def __init__[T: Writable, //](out self, value: T):
        self._message = String()
        value.write_to(self._message)

    def __init__[*Ts: Writable](out self, *args: *Ts):
        """The message is the texts of the values, one after the other."""
        self._message = String()
        comptime for i in range(args.__len__()):
            args[i].write_to(self._message)

    def get_stack_trace(self) -> Optional[String]:
        return None

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._message)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string("Error(")
        self._message.write_repr_to(writer)
        writer.write_string(")")


@no_inline
def report_unhandled[T: AnyType, //](error: T):
    """Tells on standard error about an error that nobody caught, and ends the program."""
    var text = String()
    comptime if conforms_to(T, Writable):
        error.write_to(text)
    __op.external_call["rt_unhandled", NoneType](text._bytes(), text.byte_length())
