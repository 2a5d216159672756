"""How a function wants to be inlined."""


struct InlineLevel(Equatable, TrivialRegisterPassable):
    """What `@always_inline` and `@no_inline` say, as a value."""

    comptime automatic = InlineLevel(value=0)
    comptime always = InlineLevel(value=1)
    comptime nodebug = InlineLevel(value=2)
    comptime never = InlineLevel(value=4)

    var _value: Int

    @always_inline
    def __init__(out self, *, value: Int):
        self._value = value

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        return self._value == rhs._value
