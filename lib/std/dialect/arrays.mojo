"""`allocate_array`: a list of zeros."""

from std.builtin.prims import ZERO, index_of


def allocate_array[T: Movable](n: Int) -> List[T]:
    """A list of `n` values whose bytes are all zero."""
    comptime assert Bool(
        _v=__op.del_is_trivial[T]()
    ), "allocate_array needs a type whose values are trivially destructible"
    var result = List[T](unsafe_uninit_length=n)
    __op.memset(result._data, UInt8(0)._v, __op.mul(index_of(n), __op.size_of[T]()))
    return result^
