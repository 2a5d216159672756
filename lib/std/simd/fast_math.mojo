"""What a floating-point operation may assume or skip."""


struct FastMathFlag(Equatable, TrivialRegisterPassable):
    """A set of permissions, as LLVM has them."""

    comptime NONE = FastMathFlag(0)
    comptime NNAN = FastMathFlag(1)
    comptime NINF = FastMathFlag(2)
    comptime NSZ = FastMathFlag(4)
    comptime ARCP = FastMathFlag(8)
    comptime CONTRACT = FastMathFlag(16)
    comptime AFN = FastMathFlag(32)
    comptime REASSOC = FastMathFlag(64)
    comptime FAST = FastMathFlag(127)

    var _value: UInt8

    @always_inline("builtin")
    def __init__(out self, _value: UInt8):
        self._value = _value

    @always_inline("builtin")
    def __eq__(self, other: Self) -> Bool:
        return self._value == other._value
