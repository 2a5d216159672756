"""Finding bytes in bytes."""

from std.builtin.prims import index_of, int_of


@always_inline
def is_blank(byte: UInt8) -> Bool:
    """Whether it is one of the characters that `strip` and `split` without arguments look for."""
    return byte == 32 or (byte >= 9 and byte <= 13) or (byte >= 28 and byte <= 30)


@always_inline
def _at(p: __prim.pointer[UInt8], i: Int) -> UInt8:
    return __op.deref[ImmUntrackedOrigin](__op.offset(p, index_of(i)))


@always_inline
def _same(a: __prim.pointer[UInt8], b: __prim.pointer[UInt8], count: Int) -> Bool:
    return int_of(__op.memcmp(a, b, index_of(count))) == 0


def find_byte(p: __prim.pointer[UInt8], length: Int, wanted: UInt8, start: Int) -> Int:
    """The position of the first `wanted` at or after `start`, or -1."""
    comptime WIDTH = 16
    var text = Pointer[UInt8, ImmUntrackedOrigin](_p=p)
    var i = start
    var pattern = SIMD[DType.uint8, WIDTH](wanted)
    while i + WIDTH <= length:
        if text.unsafe_load[width=WIDTH](i).eq(pattern).reduce_or():
            break
        i += WIDTH
    while i < length:
        if _at(p, i) == wanted:
            return i
        i += 1
    return -1


def find_bytes(
    p: __prim.pointer[UInt8], length: Int, wanted: __prim.pointer[UInt8], wanted_length: Int, start: Int
) -> Int:
    """The first position at or after `start` where the wanted bytes stand, or -1."""
    var i = max(start, 0)
    if wanted_length == 0:
        return i if i <= length else -1
    var last = length - wanted_length
    var first = _at(wanted, 0)
    while i <= last:
        i = find_byte(p, last + 1, first, i)
        if i < 0:
            return -1
        if _same(__op.offset(p, index_of(i)), wanted, wanted_length):
            return i
        i += 1
    return -1


def find_last_bytes(
    p: __prim.pointer[UInt8], length: Int, wanted: __prim.pointer[UInt8], wanted_length: Int, start: Int
) -> Int:
    """The last position at or after `start` where the wanted bytes stand, or -1."""
    var i = length - wanted_length
    while i >= max(start, 0):
        if _same(__op.offset(p, index_of(i)), wanted, wanted_length):
            return i
        i -= 1
    return -1
