"""A value that may be missing."""

from std.builtin.panic import abort_with
from std.builtin.prims import ONE
from std.builtin.value_traits import DevicePassable, EnumLike
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned


@fieldwise_init
struct EmptyOptionalError[T: AnyType](ImplicitlyCopyable, RegisterPassable, Writable):
    """Raised by `optional[]` when nothing is there."""

    pass


struct Optional[T: AnyType](
    Boolable,
    Copyable where conforms_to(T, Copyable),
    Defaultable,
    Deinitable where conforms_to(T, Deinitable),
    Equatable where conforms_to(T, Equatable),
    Hashable where conforms_to(T, Hashable),
    ImplicitlyCopyable where conforms_to(T, ImplicitlyCopyable),
    Iterable where conforms_to(T, Copyable & Deinitable),
    IterableOwned where conforms_to(T, Deinitable & Movable),
    Movable where conforms_to(T, Movable),
    RegisterPassable where conforms_to(T, RegisterPassable),
    Writable where conforms_to(T, Writable),
):
    """A `T`, or `None`."""

    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable & Deinitable
    ) = _OptionalIter[Self.T]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Deinitable & Movable) = _OptionalIter[Self.T]
    comptime __del__is_trivial = Bool(_v=__op.del_is_trivial[Self.T]())
    comptime __move_ctor_is_trivial = Bool(_v=__op.move_is_trivial[Self.T]())
    comptime __copy_ctor_is_trivial = Bool(_v=__op.copy_is_trivial[Self.T]())

    var _value: __prim.array[Self.T, ONE]
    var _has: Bool

    @always_inline
    def __init__(out self):
        __op.mark_initialized(self._value)
        self._has = False

    @always_inline
    @implicit
    def __init__(out self, value: NoneType):
        __op.mark_initialized(self._value)
        self._has = False

    @always_inline
    @implicit
    def __init__(out self, var value: Self.T) where conforms_to(Self.T, Movable):
        __op.mark_initialized(self._value)
        self._has = True
        __op.write(self._address(), value^)

    @always_inline
    def __init__[F: def() -> Self.T, //](out self, *, init_with: F):
        __op.mark_initialized(self._value)
        self._has = True
        __op.write(self._address(), init_with())

    @always_inline
    def __init__(out self, *, copy: Self) where conforms_to(Self.T, Copyable):
        __op.mark_initialized(self._value)
        self._has = copy._has
        if copy._has:
            __op.write(self._address(), copy.unsafe_value().copy())

    @always_inline
    def __init__(out self, *, deinit move: Self) where conforms_to(Self.T, Movable):
        __op.mark_initialized(self._value)
        self._has = move._has
        if move._has:
            __op.write(self._address(), __op.take(_storage_address[Self.T](move._value)))

    @always_inline
    def __deinit__(deinit self) where conforms_to(Self.T, Deinitable):
        if self._has:
            __op.destroy(_storage_address[Self.T](self._value))

    @always_inline
    def _address(ref self) -> __prim.pointer[Self.T]:
        return _storage_address[Self.T](self._value)

    @always_inline
    def __bool__(self) -> Bool:
        return self._has

    @always_inline
    def __invert__(self) -> Bool:
        return not self._has

    @always_inline
    def __is__(self, other: NoneType) -> Bool:
        return not self._has

    @always_inline
    def __isnot__(self, other: NoneType) -> Bool:
        return self._has

    @always_inline
    def __eq__(self, rhs: NoneType) -> Bool:
        return not self._has

    @always_inline
    def __ne__(self, rhs: NoneType) -> Bool:
        return self._has

    def __eq__(self, rhs: Self) -> Bool where conforms_to(Self.T, Equatable):
        if self._has and rhs._has:
            return self.unsafe_value() == rhs.unsafe_value()
        return self._has == rhs._has

    def __ne__(self, rhs: Self) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == rhs)

    @always_inline
    def unsafe_value(ref self) -> ref[self._value] Self.T:
        """The value, which must be there."""
        return __op.deref[origin_of(self._value)](_storage_address[Self.T](self._value))

    @always_inline
    @__caller_location
    def value(ref self) -> ref[self._value] Self.T:
        """The value; dies if there is none."""
        if not self._has:
            abort_with(
                "`Optional.value()` called on empty `Optional`. Consider using `if optional:` to check whether the"
                " `Optional` is empty before calling `.value()`, or use `.or_else()` to provide a default value."
            )
        return __op.deref[origin_of(self._value)](_storage_address[Self.T](self._value))

    @always_inline
    def __getitem__(ref self) raises EmptyOptionalError[Self.T] -> ref[self._value] Self.T:
        """The value; raises if there is none."""
        if not self._has:
            raise EmptyOptionalError[Self.T]()
        return __op.deref[origin_of(self._value)](_storage_address[Self.T](self._value))

    @always_inline
    @__caller_location
    def take(mut self) -> Self.T where conforms_to(Self.T, Movable):
        """Moves the value out and leaves nothing; dies if there is none."""
        if not self._has:
            abort_with("`Optional.take()` called on empty `Optional`.")
        self._has = False
        var result = __op.take(_storage_address[Self.T](self._value))
        return result^

    @always_inline
    def unsafe_take(mut self) -> Self.T where conforms_to(Self.T, Movable):
        self._has = False
        return __op.take(_storage_address[Self.T](self._value))

    @always_inline
    def or_else(deinit self, var default: Self.T) -> Self.T where conforms_to(Self.T, Deinitable & Movable):
        """The value, or else `default`."""
        if self._has:
            return __op.take(_storage_address[Self.T](self._value))
        return default^

    def map[To: Movable, F: def(var Self.T) -> To, //](deinit self, mapper: F) -> Optional[To] where conforms_to(
        Self.T, Movable
    ):
        """What `mapper` makes of the value, if there is one."""
        if self._has:
            return Optional[To](mapper(__op.take(_storage_address[Self.T](self._value))))
        return Optional[To]()

    def and_then[
        To: Movable, F: def(var Self.T) -> Optional[To], //
    ](deinit self, mapper: F) -> Optional[To] where conforms_to(Self.T, Movable):
        if self._has:
            return mapper(__op.take(_storage_address[Self.T](self._value)))
        return Optional[To]()

    def deinit_with[F: def(var Self.T) -> None, //](deinit self, deinit_func: F, /) where conforms_to(Self.T, Movable):
        if self._has:
            deinit_func(__op.take(_storage_address[Self.T](self._value)))

    def __iter__(ref self) -> _OptionalIter[Self.T] where conforms_to(Self.T, Copyable & Deinitable):
        return _OptionalIter[Self.T](self.copy())

    @always_inline
    def __iter__(var self) -> _OptionalIter[Self.T] where conforms_to(Self.T, Deinitable & Movable):
        return _OptionalIter[Self.T](self^)

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        """How many values there are, as iterators tell it: 1 or 0."""
        return (Int(self._has), Optional(Int(self._has)))

    def copied[
        U: Copyable, m: Bool, o: Origin[mut=m], //
    ](self: Optional[Pointer[U, o]]) -> Optional[U]:
        """A copy of what the pointer points to, if there is one."""
        if self._has:
            return Optional[U](self.unsafe_value()[].copy())
        return Optional[U]()

    @always_inline
    @__caller_location
    def deinit_assert_empty(deinit self):
        """Consumes an empty Optional, whose type may have no destructor; dies if there is a value."""
        if self._has:
            abort_with("`Optional.deinit_assert_empty()` called on an `Optional` that holds a value.")

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        hasher._update_with_simd(Int(self._has))
        if self._has:
            self.unsafe_value().__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        if self._has:
            self.unsafe_value().write_to(writer)
        else:
            writer.write_string("None")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        if self._has:
            self.unsafe_value().write_repr_to(writer)
        else:
            writer.write_string("None")
        writer.write_string(")")


@always_inline
def _storage_address[T: AnyType](ref storage: __prim.array[T, ONE]) -> __prim.pointer[T]:
    return __op.pointer_cast[T](__op.address_of[__prim.array[T, ONE]](storage))


struct _OptionalIter[T: Deinitable & Movable](Copyable where conforms_to(T, Copyable), Iterator):
    comptime Element = Self.T
    var _rest: Optional[Self.T]

    def __init__(out self, var rest: Optional[Self.T]):
        self._rest = rest^

    def __next__(mut self) raises StopIteration -> Self.T:
        if not self._rest:
            raise StopIteration()
        return self._rest.unsafe_take()


struct OptionalReg[T: TrivialRegisterPassable](Boolable, Defaultable, TrivialRegisterPassable):
    """A value of a trivial type that may be missing."""

    # Without a meaning where there is no value.
    var _some: Self.T
    var _has: Bool

    @always_inline
    def __init__(out self):
        __op.mark_initialized(self._some)
        self._has = False

    @always_inline
    @implicit
    def __init__(out self, value: NoneType):
        __op.mark_initialized(self._some)
        self._has = False

    @always_inline
    @implicit
    def __init__(out self, value: Self.T):
        self._some = value
        self._has = True

    @always_inline
    @implicit
    def __init__(out self, optional: Optional[Self.T]):
        self = Self()
        if optional:
            self = Self(optional.value())

    @always_inline
    def __bool__(self) -> Bool:
        return self._has

    @always_inline
    def __is__(self, other: NoneType) -> Bool:
        return not self._has

    @always_inline
    def __isnot__(self, other: NoneType) -> Bool:
        return self._has

    @deprecated("unwrap the OptionalReg with '.value()' or '.unsafe_value()' before indexing the pointer")
    @always_inline
    def __getitem__[U: AnyType, m: Bool, o: Origin[mut=m], //](self: OptionalReg[Pointer[U, o]]) -> ref[o] U:
        """What the pointer points to."""
        return self.unsafe_value()[]

    @always_inline
    @__caller_location
    def value(self) -> Self.T:
        """The value; dies if there is none."""
        if not self._has:
            # Says so, and does not return.
            _ = Optional[Self.T]().value()
        return self._some

    @always_inline
    def unsafe_value(self) -> Self.T:
        """The value, which must be there."""
        return self._some

    @always_inline
    def or_else(self, default: Self.T) -> Self.T:
        """The value, or else `default`."""
        return self._some if self._has else default
