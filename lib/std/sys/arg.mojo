"""The arguments of the program."""

from std.builtin.prims import index_of, int_of
from std.memory.allocate import allocate


def argv() -> Span[StaticString, ImmStaticOrigin]:
    """The words of the command line; the first one is the program itself. They live as long as the process."""
    var count = __op.external_call["rt_argc", Int]()
    # One table for the whole program, made by the first call.
    var table = __op.global_slot[__prim.pointer[StaticString], "std.sys.argv"]()
    var words = Pointer[__prim.pointer[StaticString], MutUntrackedOrigin](_p=table)[]
    if int_of(__op.pointer_to_index(words)) == 0:
        words = allocate[StaticString](max(count, 1))
        for i in range(count):
            var text = __op.external_call["rt_arg", Pointer[UInt8, ImmStaticOrigin]](i)
            var length = 0
            while text[unsafe_offset=length] != 0:
                length += 1
            __op.write(__op.offset(words, index_of(i)), StaticString(_p=text._p, _length=length))
        __op.write(table, words)
    return Span[StaticString, ImmStaticOrigin](_p=words, _len=count)
