"""Lifecycle traits. The compiler knows each of them by its role."""


trait AnyType:
    """Every type."""

    pass


trait Deinitable(AnyType):
    """Values that the compiler may destroy on its own."""

    def __deinit__(deinit self):
        ...


trait Movable(AnyType):
    """Values that can change their place."""

    def __init__(out self, *, deinit move: Self):
        ...


trait Copyable(Movable):
    """Values that can be duplicated when asked to."""

    def __init__(out self, *, copy: Self):
        ...

    @always_inline
    def copy(self) -> Self:
        """A duplicate of this value."""
        return Self(copy=self)


trait ImplicitlyCopyable(Copyable):
    """Values that are duplicated without being asked to."""

    pass


trait RegisterPassable(Movable):
    """Values without an identity: they may travel in registers."""

    pass


trait TrivialRegisterPassable(ImplicitlyCopyable, Deinitable, RegisterPassable):
    """Plain bits: copied, moved and dropped without any code."""

    pass


trait Defaultable(AnyType):
    """Values that can be made from nothing."""

    def __init__(out self):
        ...
