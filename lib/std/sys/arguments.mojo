"""The arguments and the end of the program."""

from std.builtin.prims import index_of, int_of


def argv() -> List[StaticString]:
    """The name of the program and its arguments."""
    var count = __op.external_call["rt_argc", Int]()
    var result = List[StaticString](capacity=count)
    for i in range(count):
        var text = Pointer[UInt8, ImmUntrackedOrigin](
            _p=__op.external_call["rt_arg", __prim.pointer[UInt8]](i)
        )
        var n = 0
        while text[unsafe_offset=n] != 0:
            n += 1
        result.append(StaticString(_p=text._p, _length=n))
    return result^


def exit() -> Never:
    """Ends the program at once, successfully."""
    exit(0)


def exit[T: Intable, //](code: T) -> Never:
    """Ends the program at once."""
    __op.external_call["rt_exit", NoneType](code.__int__())
    __op.unreachable()
