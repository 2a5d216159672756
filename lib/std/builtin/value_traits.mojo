"""Traits of values: conversion, comparison, size and arithmetic."""

from std.builtin.prims import index_of
from std.reflection.reflected import FieldType, Reflected, field_ref


trait Boolable:
    def __bool__(self) -> Bool:
        ...


trait Intable:
    def __int__(self) -> Int:
        ...


trait IntableRaising:
    def __int__(self) raises -> Int:
        ...


trait Floatable:
    def __float__(self) -> Float64:
        ...


trait FloatableRaising:
    def __float__(self) raises -> Float64:
        ...


trait Indexer:
    """Integers that can stand for a position."""

    def __mlir_index__(self) -> __prim.index:
        ...


trait Sized:
    def __len__(self) -> Int:
        ...


trait SizedRaising:
    def __len__(self) raises -> Int:
        ...


trait Identifiable:
    """Values with an identity, compared with `is`."""

    def __is__(self, rhs: Self) -> Bool:
        ...

    def __isnot__(self, rhs: Self) -> Bool:
        return not self.__is__(rhs)


trait Equatable:
    """Values that can be compared with `==`; by default field by field."""

    def __eq__(self, rhs: Self) -> Bool:
        return _fields_equal(self, rhs)

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        return not self.__eq__(rhs)


trait Comparable(Equatable):
    """Values with an order; `__lt__` is enough."""

    def __lt__(self, rhs: Self) -> Bool:
        ...

    @always_inline
    def __gt__(self, rhs: Self) -> Bool:
        return rhs.__lt__(self)

    @always_inline
    def __le__(self, rhs: Self) -> Bool:
        return not rhs.__lt__(self)

    @always_inline
    def __ge__(self, rhs: Self) -> Bool:
        return not self.__lt__(rhs)


comptime KeyElement = Hashable & Equatable & Movable


trait Absable:
    def __abs__(self) -> Self:
        ...


trait Powable:
    def __pow__(self, exp: Self) -> Self:
        ...


trait Roundable:
    def __round__(self) -> Self:
        ...


trait Ceilable:
    def __ceil__(self) -> Self:
        ...


trait Floorable:
    def __floor__(self) -> Self:
        ...


trait Truncable:
    def __trunc__(self) -> Self:
        ...


trait CeilDivable:
    def __ceildiv__(self, denominator: Self) -> Self:
        ...


trait CeilDivableRaising:
    def __ceildiv__(self, denominator: Self) raises -> Self:
        ...


trait DivModable(Copyable):
    def __divmod__(self, denominator: Self) -> Tuple[Self, Self]:
        ...


trait EnumLike:
    """Marks types whose values are one of a few alternatives."""

    pass


trait DevicePassable:
    """Marks types that may be handed to another device."""

    pass


def _fields_equal[T: AnyType, //](lhs: T, rhs: T) -> Bool:
    comptime R = Reflected[T]
    comptime for i in range(R.field_count()):
        comptime F = FieldType[T, i]
        comptime assert conforms_to(F, Equatable), String(
            "Could not derive Equatable for ",
            R.base_name(),
            " - member field `",
            R._field_name[i](),
            ": ",
            Reflected[F].base_name(),
            "` does not implement Equatable",
        )
        ref a = field_ref[F, i](lhs)
        ref b = field_ref[F, i](rhs)
        if not (a == b):
            return False
    return True


trait IntervalElement(Comparable, Copyable, Deinitable, Intable, Writable):
    """What the ends of intervals are: ordered values with a distance."""

    def __sub__(self, rhs: Self) -> Self:
        ...
