"""Where memory lies, on devices that have several kinds."""


struct AddressSpace(EnumLike, Equatable, Intable, TrivialRegisterPassable, Writable):
    comptime GENERIC = AddressSpace(0)
    comptime GLOBAL = AddressSpace(1)
    comptime SHARED = AddressSpace(3)
    comptime CONSTANT = AddressSpace(4)
    comptime LOCAL = AddressSpace(5)
    comptime SHARED_CLUSTER = AddressSpace(7)
    comptime BUFFER_RESOURCE = AddressSpace(8)

    var _value: Int

    @always_inline("builtin")
    def __init__(out self, value: Int):
        self._value = value

    @always_inline("builtin")
    def value(self) -> SIMDLength:
        return SIMDLength(self._value)

    @always_inline("builtin")
    def __int__(self) -> Int:
        return self._value

    @always_inline("builtin")
    def __eq__(self, other: AddressSpace) -> Bool:
        return self._value == other._value

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("AddressSpace(", self._value, ")")
