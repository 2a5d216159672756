"""Messages of compile-time failures."""


def _comptime_text[T: Writable, //](message: T):
    """Hands the text of a compile-time value to the compiler, which runs this."""
    var text = String(message)
    __op.external_call["rt_comptime_text", NoneType](text.unsafe_ptr()._p, text.byte_length())
