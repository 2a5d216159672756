"""Template strings: `t"x = {x}"`."""


struct TString(Movable, Writable):
    """The text of a template string."""

    var _text: String

    def __init__[*Ts: Writable](out self, *parts: *Ts):
        """Puts together the literal texts and the values."""
        self._text = String()
        comptime for i in range(parts.__len__()):
            parts[i].write_to(self._text)

    def write_to[W: Writer, //](self, mut writer: W):
        self._text.write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self._text.write_to(writer)
