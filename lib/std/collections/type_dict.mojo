"""Types found by compile-time keys."""

from std.builtin.prims import int_of


struct TypeDict[T: Copyable & Deinitable & Equatable, //, keys: List[T], *values: AnyType](
    Defaultable, TrivialRegisterPassable
):
    """A type for each key: `TypeDict[["a", "b"], Int, String].get["b"]` is `String`."""

    comptime length = int_of(__op.list_length[Self.values]())
    comptime get[key: Self.T]: AnyType = Self.values[_position_of(Self.keys, key)]
    """The type of `key`, which must be one of the keys."""

    @always_inline("builtin")
    def __init__(out self):
        comptime assert len(Self.keys) == Self.length, "there must be as many keys as types"

    @always_inline
    def __len__(self) -> Int:
        return Self.length


def _position_of[T: Copyable & Deinitable & Equatable, //](keys: List[T], key: T) -> Int:
    for i in range(len(keys)):
        if keys[i] == key:
            return i
    return -1
