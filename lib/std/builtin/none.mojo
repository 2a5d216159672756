"""The type of `None`."""


struct NoneType(Defaultable, TrivialRegisterPassable, Writable):
    """The type with exactly one value, `None`."""

    @always_inline("builtin")
    def __init__(out self):
        pass

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("None")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string("None")


struct Never:
    """The type of expressions that never finish; it has no values."""

    pass
