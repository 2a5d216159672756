"""Exchanging and dropping values."""


@always_inline
def swap[T: Movable, //](mut lhs: T, mut rhs: T):
    """Exchanges two values."""
    var kept = lhs^
    lhs = rhs^
    rhs = kept^


@always_inline
def deinit[T: Deinitable, //](var value: T, /):
    """Destroys `value` here."""
    pass
