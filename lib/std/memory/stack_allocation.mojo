"""Memory on the stack."""

from std.builtin.prims import index_of


@always_inline("nodebug")
def stack_allocation[count: Int, type: AnyType, /]() -> Pointer[type, MutUntrackedOrigin]:
    """Room for `count` values until the calling function returns."""
    return Pointer[type, MutUntrackedOrigin](_p=__op.stack_alloc[type, index_of(count)]())


@always_inline("nodebug")
def stack_allocation[count: Int, dtype: DType, /]() -> Pointer[Scalar[dtype], MutUntrackedOrigin]:
    return Pointer[Scalar[dtype], MutUntrackedOrigin](_p=__op.stack_alloc[Scalar[dtype], index_of(count)]())


@always_inline("nodebug")
def unsafe_stack_allocation[count: Int, type: AnyType, /]() -> Pointer[type, MutUntrackedOrigin]:
    return Pointer[type, MutUntrackedOrigin](_p=__op.stack_alloc[type, index_of(count)]())


@always_inline("nodebug")
def unsafe_stack_allocation[count: Int, dtype: DType, /]() -> Pointer[Scalar[dtype], MutUntrackedOrigin]:
    return Pointer[Scalar[dtype], MutUntrackedOrigin](_p=__op.stack_alloc[Scalar[dtype], index_of(count)]())
