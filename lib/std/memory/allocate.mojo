"""The allocator, as the containers of the library use it."""

from std.builtin.prims import index_of, int_of


@always_inline
def allocate[T: AnyType](count: Int) -> __prim.pointer[T]:
    """Room for `count` values. No room is needed for none."""
    return __op.pointer_cast[T](
        __op.alloc(__op.mul(index_of(count), __op.size_of[T]()), __op.align_of[T]())
    )


@always_inline
def release[T: AnyType](pointer: __prim.pointer[T], count: Int):
    """Gives back what `allocate` handed out for `count` values."""
    __op.free(pointer, __op.mul(index_of(count), __op.size_of[T]()), __op.align_of[T]())


@always_inline
def move_values[T: Movable](to: __prim.pointer[T], source: __prim.pointer[T], count: Int):
    """Moves `count` values to uninitialized memory that does not overlap."""
    comptime if Bool(_v=__op.move_is_trivial[T]()):
        __op.memcpy(to, source, __op.mul(index_of(count), __op.size_of[T]()))
    else:
        for i in range(count):
            __op.write(__op.offset(to, index_of(i)), __op.take(__op.offset(source, index_of(i))))


@always_inline
def copy_values[T: Copyable](to: __prim.pointer[T], source: __prim.pointer[T], count: Int):
    """Copies `count` values to uninitialized memory that does not overlap."""
    comptime if Bool(_v=__op.copy_is_trivial[T]()):
        __op.memcpy(to, source, __op.mul(index_of(count), __op.size_of[T]()))
    else:
        for i in range(count):
            __op.write(
                __op.offset(to, index_of(i)),
                __op.deref[ImmUntrackedOrigin](__op.offset(source, index_of(i))).copy(),
            )


@always_inline
def destroy_values[T: Deinitable](pointer: __prim.pointer[T], count: Int):
    """Destroys `count` values, the first one first."""
    comptime if not Bool(_v=__op.del_is_trivial[T]()):
        for i in range(count):
            __op.destroy(__op.offset(pointer, index_of(i)))


@always_inline
def grow_values[T: Movable](pointer: __prim.pointer[T], count: Int, held: Int, room: Int) -> __prim.pointer[T]:
    """Room for `room` values that starts with the `count` values at `pointer`, which had room for `held`.

    The old room is given back. Values that may be moved as bytes are moved by the allocator, which knows cheaper ways
    than copying.
    """
    comptime if Bool(_v=__op.move_is_trivial[T]()):
        if held > 0:
            return __op.external_call["rt_realloc", __prim.pointer[T]](
                pointer,
                __op.mul(index_of(held), __op.size_of[T]()),
                __op.mul(index_of(room), __op.size_of[T]()),
                __op.align_of[T](),
            )
    var result = allocate[T](room)
    move_values[T](result, pointer, count)
    if held > 0:
        release[T](pointer, held)
    return result
