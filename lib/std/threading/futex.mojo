"""Words of memory that threads sleep on (futexes)."""

from std.builtin.prims import ONE

comptime _Lane = __prim.simd[DType.uint32._code, ONE]


@__parallel_shared
struct Word(Movable):
    """A number of 32 bits that several threads read and change."""

    var _value: UInt32

    @always_inline
    def __init__(out self, value: UInt32):
        self._value = value

    @always_inline
    def _lane(ref self) -> __prim.pointer[_Lane]:
        return __op.pointer_cast[_Lane](__op.address_of[UInt32](self._value))

    @always_inline
    def load(ref self) -> UInt32:
        return UInt32(_v=__op.atomic_load["acquire"](self._lane()))

    @always_inline
    def store(mut self, value: UInt32):
        __op.atomic_store["release"](self._lane(), value._v)

    @always_inline
    def swap(mut self, value: UInt32) -> UInt32:
        """Stores `value`; gives what was there."""
        return UInt32(_v=__op.atomic_rmw["xchg", "acq_rel"](self._lane(), value._v))

    @always_inline
    def add(mut self, value: UInt32) -> UInt32:
        """Adds `value`; gives what was there before."""
        return UInt32(_v=__op.atomic_rmw["add", "acq_rel"](self._lane(), value._v))

    @always_inline
    def replace(mut self, expected: UInt32, value: UInt32) -> Bool:
        """Stores `value` if `expected` is there."""
        return UInt32(_v=__op.atomic_cas["acq_rel", "acquire"](self._lane(), expected._v, value._v)) == expected


def sleep_while(ref word: Word, value: UInt32):
    """Sleeps until woken, if `value` is there; may return without a reason."""
    __op.external_call["rt_wait", NoneType](word._lane(), value)


def wait_while(ref word: Word, value: UInt32):
    """Returns when another number than `value` is there."""
    while word.load() == value:
        sleep_while(word, value)


def wake(ref word: Word, count: UInt32):
    """Wakes up to `count` threads that sleep on `word`."""
    __op.external_call["rt_wake", NoneType](word._lane(), count)
