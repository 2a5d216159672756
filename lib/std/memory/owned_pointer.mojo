"""`OwnedPointer`: one value on the heap, owned."""

from std.memory.alloc import Allocation, Layout
from std.memory.allocate import allocate, release


struct OwnedPointer[T: AnyType](
    Deinitable where conforms_to(T, Deinitable), Movable, Writable where conforms_to(T, Writable)
):
    """Owns one value on the heap."""

    var _p: __prim.pointer[Self.T]

    @always_inline
    def __init__(out self, *, unsafe_from_raw_pointer: Pointer[Self.T, MutUntrackedOrigin]):
        self._p = unsafe_from_raw_pointer._p

    def __init__(out self, var value: Self.T) where conforms_to(Self.T, Movable):
        self._p = allocate[Self.T](1)
        __op.write(self._p, value^)

    def __init__(out self, *, copy_value: Self.T) where conforms_to(Self.T, Copyable):
        self._p = allocate[Self.T](1)
        __op.write(self._p, copy_value.copy())

    def __init__(out self, *, other: Self) where conforms_to(Self.T, Copyable):
        self._p = allocate[Self.T](1)
        __op.write(self._p, other[].copy())

    def __deinit__(deinit self) where conforms_to(Self.T, Deinitable):
        __op.destroy(self._p)
        release[Self.T](self._p, 1)

    @always_inline
    @__unsafe_nested_origins_read_only
    def __getitem__(ref self) -> ref[origin_of(self)._get_owned_interior["value"]] Self.T:
        return __op.deref[origin_of(self)._get_owned_interior["value"]](self._p)

    @always_inline
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](_p=self._p)

    @always_inline
    def ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](_p=self._p)

    def unsafe_take_allocation(deinit self) -> Allocation[Self.T]:
        """The memory with the value still in it."""
        return Allocation[Self.T](
            unsafe_owned_ptr=Pointer[Self.T, MutUntrackedOrigin](_p=self._p), layout=Layout[Self.T].single()
        )

    def into_inner(deinit self) -> Self.T where conforms_to(Self.T, Movable):
        """Moves the value out."""
        var value = __op.take(self._p)
        release[Self.T](self._p, 1)
        return value^

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        self[].write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        self[].write_repr_to(writer)
        writer.write_string(")")
