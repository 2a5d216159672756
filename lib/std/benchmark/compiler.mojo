"""Keeping the optimizer from removing what is measured."""


@always_inline
def keep[T: AnyType, m: Bool, o: Origin[mut=m], //](ref[o] value: T):
    """Makes the compiler believe that `value` is used."""
    __op.black_box(value)


@always_inline
def black_box[T: AnyType, m: Bool, o: Origin[mut=m], //](ref[o] value: T) -> ref[o] T:
    """`value`, about which the compiler must not know anything any more."""
    __op.black_box(value)
    return value


@always_inline
def black_box[T: Movable, //](*, var take: T) -> T:
    """The same for a value that is handed over."""
    __op.black_box(take)
    return take^


@always_inline
def clobber_memory():
    """Makes the compiler believe that all of memory is read and written here."""
    __op.fence["seq_cst"]()
