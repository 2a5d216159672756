"""The error that functions raise unless they say otherwise."""

from std.collections.string.string import CStringSpan


@fieldwise_init
struct StackTrace(ImplicitlyCopyable, Writable):
    """The calls that led to an error, as text."""

    var _text: String

    def __init__(out self, *, unsafe_from_raw_pointer: Pointer[UInt8, MutUntrackedOrigin]):
        """From bytes up to the first zero."""
        self._text = String(CStringSpan[ImmUntrackedOrigin](_p=unsafe_from_raw_pointer._p))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._text)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._text)


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

    def get_stack_trace(self) -> Optional[StackTrace]:
        """Always `None`: calls are not recorded."""
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
