"""Storage that may hold a value or not; nobody keeps count."""

from std.builtin.prims import ONE


struct MaybeUninit[T: AnyType](Copyable, Defaultable, Deinitable):
    """Room for one `T`. Never destroys it: whoever knows that it is there must do so."""

    var _storage: __prim.array[Self.T, ONE]

    @always_inline
    def __init__(out self):
        __op.mark_initialized(self._storage)

    @always_inline
    def __init__(out self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        __op.mark_initialized(self._storage)
        __op.write(
            __op.pointer_cast[Self.T](__op.address_of[__prim.array[Self.T, ONE]](self._storage)), value^
        )

    @staticmethod
    @always_inline
    def zeroed() -> Self:
        var result = Self()
        __op.memset(result._address(), UInt8(0)._v, __op.size_of[Self.T]())
        return result^

    @always_inline
    def _address(ref self) -> __prim.pointer[Self.T]:
        return __op.pointer_cast[Self.T](__op.address_of[__prim.array[Self.T, ONE]](self._storage))

    @always_inline
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](_p=self._address())

    @always_inline
    def unsafe_assume_init(ref self) -> ref[self] Self.T:
        """The value, which must be there."""
        return __op.deref[origin_of(self)](self._address())

    @always_inline
    def unsafe_take(mut self) -> Self.T where conforms_to(Self.T, Movable):
        """Moves the value out."""
        return __op.take(self._address())

    @always_inline
    def unsafe_write(mut self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        """Moves a value in. What was there before is forgotten."""
        __op.write(self._address(), value^)

    @always_inline
    def write(mut self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        __op.write(self._address(), value^)

    @always_inline
    def unsafe_deinit(deinit self) where conforms_to(Self.T, Deinitable):
        """Destroys the value, which must be there."""
        __op.destroy(__op.pointer_cast[Self.T](__op.address_of[__prim.array[Self.T, ONE]](self._storage)))

    @always_inline
    def unsafe_forget(deinit self):
        """Drops the storage without looking inside."""
        pass
