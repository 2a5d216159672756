"""Looking at types at compile time: their names and fields."""

from std.builtin.prims import index_of, int_of

comptime reflect[T: AnyType] = Reflected[T]

comptime FieldType[T: AnyType, i: Int] = __op.list_get[__op.field_types[T](), index_of(i)]()
"""The type of field `i` of `T`."""


@always_inline
def field_ref[T: AnyType, //, F: AnyType, i: Int](ref value: T) -> ref[value] F:
    """Field `i` of `value`, whose type is `F`."""
    return __op.deref[origin_of(value)](
        __op.pointer_cast[F](__op.field_pointer[T, index_of(i)](__op.address_of[T](value)))
    )


struct Reflected[T: AnyType](TrivialRegisterPassable):
    """What the compiler knows about `T`. All of it is available at compile time."""

    comptime type = Self.T

    @always_inline("builtin")
    def __init__(out self):
        pass

    @staticmethod
    def name() -> StaticString:
        """The name with its parameters and the modules it comes from."""
        return StringLiteral[__op.type_name[Self.T, True]()]()

    @staticmethod
    def base_name() -> StaticString:
        """The bare name."""
        return StringLiteral[__op.type_base_name[Self.T]()]()

    @staticmethod
    def field_count() -> Int:
        return int_of(__op.field_count[Self.T]())

    @staticmethod
    def is_struct() -> Bool:
        return True

    @staticmethod
    def _field_name[i: Int]() -> StaticString:
        return StringLiteral[__op.field_name[Self.T, index_of(i)]()]()

    @staticmethod
    def field_names() -> Array[StaticString, int_of(__op.field_count[Self.T]())]:
        var names = Array[StaticString, int_of(__op.field_count[Self.T]())](fill=StaticString())
        comptime for i in range(int_of(__op.field_count[Self.T]())):
            names[i] = Self._field_name[i]()
        return names^

    @staticmethod
    def field_types() -> TypeList[__op.field_types[Self.T]()]:
        return TypeList[__op.field_types[Self.T]()]()

    @staticmethod
    def field_index[v: __prim.string_literal, //, name: StringLiteral[v]]() -> Int:
        return int_of(__op.field_index[Self.T, v]())

    @staticmethod
    def field_offset[*, index: Int]() -> Int:
        return int_of(__op.field_offset[Self.T, index_of(index)]())

    @staticmethod
    def field_offset[v: __prim.string_literal, //, *, name: StringLiteral[v]]() -> Int:
        return int_of(__op.field_offset[Self.T, __op.field_index[Self.T, v]()]())

    @staticmethod
    def field_ref[i: Int](ref value: Self.T) -> ref[value] FieldType[Self.T, i]:
        return field_ref[FieldType[Self.T, i], i](value)
