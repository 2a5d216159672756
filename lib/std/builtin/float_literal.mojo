"""Float literals: exact fractions that exist only at compile time."""

comptime _ZERO: __prim.float_literal = type_of(0.0).value
comptime _ONE: __prim.float_literal = type_of(1.0).value


@__nonmaterializable(Float64)
struct FloatLiteral[value: __prim.float_literal](Boolable, Defaultable, Floatable, TrivialRegisterPassable, Writable):
    """The literal `value`. Takes no room; turns into a `Float64` where a run-time value is needed."""

    comptime infinity = FloatLiteral[__op.float_literal_div(_ONE, _ZERO)]()
    comptime negative_infinity = FloatLiteral[__op.float_literal_div(__op.float_literal_neg(_ONE), _ZERO)]()
    comptime nan = FloatLiteral[__op.float_literal_div(_ZERO, _ZERO)]()
    comptime negative_zero = FloatLiteral[__op.float_literal_neg(_ZERO)]()

    @always_inline("builtin")
    def __init__(out self):
        pass

    @always_inline("builtin")
    @implicit
    def __init__[v: __prim.int_literal, //](
        out self: FloatLiteral[__op.int_literal_to_float(v)], value: IntLiteral[v]
    ):
        pass

    @always_inline
    def __bool__(self) -> Bool:
        return self != 0.0

    @always_inline
    def __int__(self) -> Int:
        """Toward zero."""
        return Int(self.__int_literal__())

    @always_inline
    def is_nan(self) -> Bool:
        return Float64(self) != Float64(self)

    @always_inline
    def is_neg_zero(self) -> Bool:
        return self == 0.0 and 1.0 / Float64(self) < 0.0

    @always_inline
    def __float__(self) -> Float64:
        return Float64(self)

    @always_inline("builtin")
    def __int_literal__(self) -> IntLiteral[__op.float_literal_to_int(Self.value)]:
        return IntLiteral[__op.float_literal_to_int(Self.value)]()

    @always_inline("builtin")
    def __add__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> FloatLiteral[__op.float_literal_add(Self.value, o)]:
        return FloatLiteral[__op.float_literal_add(Self.value, o)]()

    @always_inline("builtin")
    def __sub__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> FloatLiteral[__op.float_literal_sub(Self.value, o)]:
        return FloatLiteral[__op.float_literal_sub(Self.value, o)]()

    @always_inline("builtin")
    def __mul__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> FloatLiteral[__op.float_literal_mul(Self.value, o)]:
        return FloatLiteral[__op.float_literal_mul(Self.value, o)]()

    @always_inline("builtin")
    def __truediv__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_div(Self.value, o)]:
        return FloatLiteral[__op.float_literal_div(Self.value, o)]()

    @always_inline("builtin")
    def __floordiv__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_floordiv(Self.value, o)]:
        return FloatLiteral[__op.float_literal_floordiv(Self.value, o)]()

    @always_inline("builtin")
    def __mod__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> FloatLiteral[__op.float_literal_mod(Self.value, o)]:
        return FloatLiteral[__op.float_literal_mod(Self.value, o)]()

    # Here `rhs` stands on the left.

    @always_inline("builtin")
    def __radd__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_add(o, Self.value)]:
        return FloatLiteral[__op.float_literal_add(o, Self.value)]()

    @always_inline("builtin")
    def __rsub__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_sub(o, Self.value)]:
        return FloatLiteral[__op.float_literal_sub(o, Self.value)]()

    @always_inline("builtin")
    def __rmul__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_mul(o, Self.value)]:
        return FloatLiteral[__op.float_literal_mul(o, Self.value)]()

    @always_inline("builtin")
    def __rtruediv__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_div(o, Self.value)]:
        return FloatLiteral[__op.float_literal_div(o, Self.value)]()

    @always_inline("builtin")
    def __rfloordiv__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_floordiv(o, Self.value)]:
        return FloatLiteral[__op.float_literal_floordiv(o, Self.value)]()

    @always_inline("builtin")
    def __rmod__[o: __prim.float_literal, //](
        self, rhs: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_mod(o, Self.value)]:
        return FloatLiteral[__op.float_literal_mod(o, Self.value)]()

    @always_inline("builtin")
    def __ceildiv__[o: __prim.float_literal, //](
        self, denominator: FloatLiteral[o]
    ) -> FloatLiteral[__op.float_literal_neg(__op.float_literal_floordiv(Self.value, __op.float_literal_neg(o)))]:
        return FloatLiteral[__op.float_literal_neg(__op.float_literal_floordiv(Self.value, __op.float_literal_neg(o)))]()

    @always_inline("builtin")
    def __neg__(self) -> FloatLiteral[__op.float_literal_neg(Self.value)]:
        return FloatLiteral[__op.float_literal_neg(Self.value)]()

    @always_inline("builtin")
    def __pos__(self) -> Self:
        return self

    @always_inline("builtin")
    def __eq__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.float_literal_eq(Self.value, o))

    @always_inline("builtin")
    def __ne__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.`not`(__op.float_literal_eq(Self.value, o)))

    @always_inline("builtin")
    def __lt__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.float_literal_lt(Self.value, o))

    @always_inline("builtin")
    def __le__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.float_literal_le(Self.value, o))

    @always_inline("builtin")
    def __gt__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.float_literal_lt(o, Self.value))

    @always_inline("builtin")
    def __ge__[o: __prim.float_literal, //](self, rhs: FloatLiteral[o]) -> Bool:
        return Bool(_v=__op.float_literal_le(o, Self.value))

    @always_inline
    def __pow__(self, exp: Float64) -> Float64:
        return Float64(self) ** exp

    @always_inline
    def __pow__(self, exp: Int) -> Float64:
        return Float64(self) ** exp

    def write_to[W: Writer, //](self, mut writer: W):
        Float64(self).write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        Float64(self).write_repr_to(writer)
