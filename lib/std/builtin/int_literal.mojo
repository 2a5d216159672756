"""Integer literals: exact values that exist only at compile time."""

from std.builtin.value_traits import Ceilable, Floorable, Truncable

@__nonmaterializable(Int)
struct IntLiteral[value: __prim.int_literal](
    Boolable, Ceilable, Defaultable, Floorable, Indexer, Intable, TrivialRegisterPassable, Truncable, Writable
):
    """The literal `value`. Takes no room; turns into an `Int` where a run-time value is needed."""

    @always_inline("builtin")
    def __init__(out self):
        pass

    @always_inline("builtin")
    def __bool__(self) -> Bool:
        return self != 0

    @always_inline("builtin")
    def __int__(self) -> Int:
        return Int(self)

    @always_inline("builtin")
    def __mlir_index__(self) -> __prim.index:
        return __op.int_literal_to_index[Self.value]()

    @always_inline("builtin")
    def __add__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_add(Self.value, o)]:
        return IntLiteral[__op.int_literal_add(Self.value, o)]()

    @always_inline("builtin")
    def __sub__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_sub(Self.value, o)]:
        return IntLiteral[__op.int_literal_sub(Self.value, o)]()

    @always_inline("builtin")
    def __mul__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_mul(Self.value, o)]:
        return IntLiteral[__op.int_literal_mul(Self.value, o)]()

    @always_inline("builtin")
    def __floordiv__[o: __prim.int_literal, //](
        self, rhs: IntLiteral[o]
    ) -> IntLiteral[__op.int_literal_floordiv(Self.value, o)]:
        return IntLiteral[__op.int_literal_floordiv(Self.value, o)]()

    @always_inline("builtin")
    def __mod__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_mod(Self.value, o)]:
        return IntLiteral[__op.int_literal_mod(Self.value, o)]()

    @always_inline("builtin")
    def __pow__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_pow(Self.value, o)]:
        return IntLiteral[__op.int_literal_pow(Self.value, o)]()

    @always_inline("builtin")
    def __truediv__[o: __prim.int_literal, //](
        self, rhs: IntLiteral[o]
    ) -> FloatLiteral[__op.int_literal_truediv(Self.value, o)]:
        return FloatLiteral[__op.int_literal_truediv(Self.value, o)]()

    @always_inline("builtin")
    def __lshift__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_shl(Self.value, o)]:
        return IntLiteral[__op.int_literal_shl(Self.value, o)]()

    @always_inline("builtin")
    def __rshift__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_shr(Self.value, o)]:
        return IntLiteral[__op.int_literal_shr(Self.value, o)]()

    @always_inline("builtin")
    def __and__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_and(Self.value, o)]:
        return IntLiteral[__op.int_literal_and(Self.value, o)]()

    @always_inline("builtin")
    def __or__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_or(Self.value, o)]:
        return IntLiteral[__op.int_literal_or(Self.value, o)]()

    @always_inline("builtin")
    def __xor__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> IntLiteral[__op.int_literal_xor(Self.value, o)]:
        return IntLiteral[__op.int_literal_xor(Self.value, o)]()

    @always_inline("builtin")
    def __neg__(self) -> IntLiteral[__op.int_literal_neg(Self.value)]:
        return IntLiteral[__op.int_literal_neg(Self.value)]()

    @always_inline("builtin")
    def __invert__(self) -> IntLiteral[__op.int_literal_not(Self.value)]:
        return IntLiteral[__op.int_literal_not(Self.value)]()

    @always_inline("builtin")
    def __pos__(self) -> Self:
        return self

    @always_inline("builtin")
    def __ceildiv__[
        o: __prim.int_literal, //
    ](self, denominator: IntLiteral[o]) -> IntLiteral[
        __op.int_literal_neg(__op.int_literal_floordiv(Self.value, __op.int_literal_neg(o)))
    ]:
        return IntLiteral[__op.int_literal_neg(__op.int_literal_floordiv(Self.value, __op.int_literal_neg(o)))]()

    @always_inline("builtin")
    def __ceil__(self) -> Self:
        return self

    @always_inline("builtin")
    def __floor__(self) -> Self:
        return self

    @always_inline("builtin")
    def __trunc__(self) -> Self:
        return self

    # With a float literal the result is one.

    @always_inline("builtin")
    def __add__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_add(__op.int_literal_to_float(Self.value), o)]:
        return FloatLiteral[__op.float_literal_add(__op.int_literal_to_float(Self.value), o)]()

    @always_inline("builtin")
    def __sub__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_sub(__op.int_literal_to_float(Self.value), o)]:
        return FloatLiteral[__op.float_literal_sub(__op.int_literal_to_float(Self.value), o)]()

    @always_inline("builtin")
    def __mul__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_mul(__op.int_literal_to_float(Self.value), o)]:
        return FloatLiteral[__op.float_literal_mul(__op.int_literal_to_float(Self.value), o)]()

    @always_inline("builtin")
    def __truediv__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_div(__op.int_literal_to_float(Self.value), o)]:
        return FloatLiteral[__op.float_literal_div(__op.int_literal_to_float(Self.value), o)]()

    @always_inline("builtin")
    def __eq__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.int_literal_eq(Self.value, o))

    @always_inline("builtin")
    def __ne__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.`not`(__op.int_literal_eq(Self.value, o)))

    @always_inline("builtin")
    def __lt__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.int_literal_lt(Self.value, o))

    @always_inline("builtin")
    def __le__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.int_literal_le(Self.value, o))

    @always_inline("builtin")
    def __gt__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.int_literal_lt(o, Self.value))

    @always_inline("builtin")
    def __ge__[o: __prim.int_literal, //](self, rhs: IntLiteral[o]) -> Bool:
        return Bool(_v=__op.int_literal_le(o, Self.value))

    def write_to[W: Writer, //](self, mut writer: W):
        Int(self).write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        Int(self).write_repr_to(writer)
