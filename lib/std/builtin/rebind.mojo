"""Seeing a value as another type that turns out to be the same one."""


@always_inline
def rebind[src_type: AnyType, //, dest_type: AnyType](ref src: src_type) -> ref[src] dest_type:
    """The same storage as a `dest_type`, which must be the type of `src`."""
    comptime assert Bool(_v=__op.type_eq[src_type, dest_type]()), "rebind between different types"
    return __op.deref[origin_of(src)](__op.pointer_cast[dest_type](__op.address_of[src_type](src)))


@always_inline
def rebind[
    src_type: TrivialRegisterPassable, //, dest_type: TrivialRegisterPassable
](src: src_type) -> dest_type:
    """The same value as a `dest_type`, which must be the type of `src`."""
    return __op.rebind[dest_type](src)


@always_inline
def rebind_var[src_type: Movable, //, dest_type: Movable](var src: src_type) -> dest_type:
    """Moves the value into a `dest_type`, which must be the type of `src`."""
    return __op.rebind[dest_type](src^)


@always_inline
def materialize[T: AnyType, //, value: T](out result: T):
    """The compile-time `value` as a run-time one. The compiler puts it there."""
    __op.unreachable()

