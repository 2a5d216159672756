"""Truth values."""

from std.builtin.prims import BOOL_CODE, INT_CODE, ONE, PrimBool
from std.builtin.value_traits import Boolable, Comparable, Floatable, Intable
from std.format.writable import Writable, Writer
from std.hash.hasher import Hashable, Hasher


struct Bool(
    Boolable,
    Comparable,
    Defaultable,
    Floatable,
    Hashable,
    Intable,
    TrivialRegisterPassable,
    Writable,
):
    """`True` or `False`."""

    comptime MIN: Bool = False
    comptime MAX: Bool = True

    var _v: PrimBool

    @always_inline("builtin")
    def __init__(out self, *, _v: PrimBool):
        self._v = _v

    @always_inline("builtin")
    def __init__(out self):
        self._v = False._v

    @always_inline("builtin")
    @implicit
    def __init__(out self, value: SIMD[DType.bool, 1]):
        self._v = value._v

    @always_inline
    @implicit
    def __init__(out self, value: NoneType):
        self = False

    @always_inline
    def __init__[T: Boolable, //](out self, value: T):
        self = value.__bool__()

    @always_inline("builtin")
    def __bool__(self) -> Bool:
        return self

    @always_inline("builtin")
    def __int__(self) -> Int:
        return Int(_v=__op.cast[INT_CODE](self._v))

    @always_inline
    def __float__(self) -> Float64:
        return Float64(self.__int__())

    @always_inline("builtin")
    def __eq__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.eq(self._v, rhs._v))

    @always_inline("builtin")
    def __ne__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.ne(self._v, rhs._v))

    @always_inline("builtin")
    def __lt__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`and`(__op.`not`(self._v), rhs._v))

    @always_inline("builtin")
    def __le__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`or`(__op.`not`(self._v), rhs._v))

    @always_inline("builtin")
    def __gt__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`and`(self._v, __op.`not`(rhs._v)))

    @always_inline("builtin")
    def __ge__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`or`(self._v, __op.`not`(rhs._v)))

    @always_inline("builtin")
    def __invert__(self) -> Bool:
        return Bool(_v=__op.`not`(self._v))

    @always_inline("builtin")
    def __and__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`and`(self._v, rhs._v))

    @always_inline("builtin")
    def __or__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.`or`(self._v, rhs._v))

    @always_inline("builtin")
    def __xor__(self, rhs: Bool) -> Bool:
        return Bool(_v=__op.xor(self._v, rhs._v))

    @always_inline("builtin")
    def __rand__(self, lhs: Bool) -> Bool:
        return lhs & self

    @always_inline("builtin")
    def __ror__(self, lhs: Bool) -> Bool:
        return lhs | self

    @always_inline("builtin")
    def __rxor__(self, lhs: Bool) -> Bool:
        return lhs ^ self

    @always_inline
    def __iand__(mut self, rhs: Bool):
        self = self & rhs

    @always_inline
    def __ior__(mut self, rhs: Bool):
        self = self | rhs

    @always_inline
    def __ixor__(mut self, rhs: Bool):
        self = self ^ rhs

    def __hash__[H: Hasher, //](self, mut hasher: H):
        hasher._update_with_simd(self.__int__())

    def write_to[W: Writer, //](self, mut writer: W):
        if self:
            writer.write_string("True")
        else:
            writer.write_string("False")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)


def any[I: Iterable, //](ref iterable: I) -> Bool where conforms_to(
    I.IteratorType[origin_of(iterable)].Element, Boolable & Deinitable
):
    """Whether some element is true; `False` for no elements."""
    for element in iterable:
        if element:
            return True
    return False


def all[I: Iterable, //](ref iterable: I) -> Bool where conforms_to(
    I.IteratorType[origin_of(iterable)].Element, Boolable & Deinitable
):
    """Whether every element is true; `True` for no elements."""
    for element in iterable:
        if not element:
            return False
    return True


@always_inline
def any[dtype: DType, length: SIMDLength, //](value: SIMD[dtype, length]) -> Bool:
    """Whether some lane is not zero."""
    return value.ne(SIMD[dtype, length]()).reduce_or()


@always_inline
def all[dtype: DType, length: SIMDLength, //](value: SIMD[dtype, length]) -> Bool:
    """Whether no lane is zero."""
    return value.ne(SIMD[dtype, length]()).reduce_and()
