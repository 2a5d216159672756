"""`Variant`: a value of one of several types."""

from std.builtin.panic import abort_with
from std.builtin.prims import ONE, index_of, int_of
from std.hash.hasher import Hasher


struct Variant[*Ts: AnyType](
    Copyable where conforms_to(Ts, Copyable),
    Deinitable where conforms_to(Ts, Deinitable),
    Equatable where conforms_to(Ts, Equatable),
    Hashable where conforms_to(Ts, Hashable),
    ImplicitlyCopyable where conforms_to(Ts, ImplicitlyCopyable),
    Movable where conforms_to(Ts, Movable),
    Writable where conforms_to(Ts, Writable),
):
    """Holds a value of exactly one of the types `Ts` at any time."""

    var _storage: __prim.`union`[Self.Ts]
    var _which: UInt8

    @always_inline
    @implicit
    def __init__[T: Movable](out self, var value: T):
        comptime which = int_of(__op.union_index[T, Self.Ts]())
        comptime assert which >= 0, "the type is not one of those that the Variant can hold"
        __op.mark_initialized(self._storage)
        self._which = UInt8(which)
        __op.write(self._address[T](), value^)

    def __init__[T: AnyType, //, F: def() -> T](out self, *, init_with: F):
        comptime which = int_of(__op.union_index[T, Self.Ts]())
        comptime assert which >= 0, "the type is not one of those that the Variant can hold"
        __op.mark_initialized(self._storage)
        self._which = UInt8(which)
        __op.write(self._address[T](), init_with())

    def __init__(out self, *, copy: Self) where conforms_to(Self.Ts, Copyable):
        __op.mark_initialized(self._storage)
        self._which = copy._which
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(copy._which) == i:
                __op.write(self._address[Self.Ts[i]](), copy.unsafe_get[Self.Ts[i]]().copy())

    def __init__(out self, *, deinit move: Self) where conforms_to(Self.Ts, Movable):
        __op.mark_initialized(self._storage)
        self._which = move._which
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(move._which) == i:
                __op.write(
                    self._address[Self.Ts[i]](),
                    __op.take(
                        __op.pointer_cast[Self.Ts[i]](__op.address_of[__prim.`union`[Self.Ts]](move._storage))
                    ),
                )

    def __deinit__(deinit self) where conforms_to(Self.Ts, Deinitable):
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                __op.destroy(
                    __op.pointer_cast[Self.Ts[i]](__op.address_of[__prim.`union`[Self.Ts]](self._storage))
                )

    @always_inline
    def _address[T: AnyType](ref self) -> __prim.pointer[T]:
        return __op.pointer_cast[T](__op.address_of[__prim.`union`[Self.Ts]](self._storage))

    @staticmethod
    def is_type_supported[T: AnyType]() -> Bool:
        """Whether the Variant can hold a `T`."""
        return int_of(__op.union_index[T, Self.Ts]()) >= 0

    @always_inline
    def isa[T: AnyType](self) -> Bool:
        """Whether a `T` is inside."""
        return Int(self._which) == int_of(__op.union_index[T, Self.Ts]())

    @always_inline
    @__caller_location
    def __getitem_param__[T: AnyType](ref self) -> ref[origin_of(self)._get_owned_interior["value"]] T:
        """The value, which must be a `T`."""
        comptime assert int_of(
            __op.union_index[T, Self.Ts]()
        ) >= 0, "the type is not one of those that the Variant can hold"
        if not self.isa[T]():
            abort_with("get: wrong variant type")
        return __op.deref[origin_of(self)._get_owned_interior["value"]](self._address[T]())

    @always_inline
    def unsafe_get[T: AnyType](ref self) -> ref[self] T:
        return __op.deref[origin_of(self)](self._address[T]())

    def set[T: Movable](mut self, var value: T) where conforms_to(Self.Ts, Deinitable):
        """Replaces the value."""
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                __op.destroy(self._address[Self.Ts[i]]())
        self._which = UInt8(int_of(__op.union_index[T, Self.Ts]()))
        __op.write(self._address[T](), value^)

    @__caller_location
    def replace[Tin: Deinitable & Movable, Tout: Movable](mut self, var value: Tin) -> Tout:
        """Puts `value` in and gives back what was there, which must be a `Tout`."""
        if not self.isa[Tout]():
            abort_with("taking out the wrong type!")
        return self.unsafe_replace[Tin, Tout](value^)

    def unsafe_replace[Tin: Movable, Tout: Movable](mut self, var value: Tin) -> Tout:
        var result = __op.take(self._address[Tout]())
        self._which = UInt8(int_of(__op.union_index[Tin, Self.Ts]()))
        __op.write(self._address[Tin](), value^)
        return result^

    @__caller_location
    def unwrap[T: Movable](deinit self) -> T:
        """The value, which must be a `T`."""
        if Int(self._which) != int_of(__op.union_index[T, Self.Ts]()):
            abort_with("taking the wrong type!")
        return __op.take(__op.pointer_cast[T](__op.address_of[__prim.`union`[Self.Ts]](self._storage)))

    def unsafe_unwrap[T: Movable](deinit self) -> T:
        return __op.take(__op.pointer_cast[T](__op.address_of[__prim.`union`[Self.Ts]](self._storage)))

    def deinit_with[T: Movable, F: def(var T) -> None](deinit self, deinit_func: F, /):
        """Hands the value, which must be a `T`, to `deinit_func`."""
        deinit_func(__op.take(__op.pointer_cast[T](__op.address_of[__prim.`union`[Self.Ts]](self._storage))))

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.Ts, Equatable):
        if self._which != other._which:
            return False
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                return self.unsafe_get[Self.Ts[i]]() == other.unsafe_get[Self.Ts[i]]()
        return False

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.Ts, Equatable):
        return not (self == other)

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.Ts, Hashable):
        hasher._update_with_simd(self._which)
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                self.unsafe_get[Self.Ts[i]]().__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                self.unsafe_get[Self.Ts[i]]().write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        writer.write_string("Variant[")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            writer.write_string(StringLiteral[__op.type_name[Self.Ts[i], False]()]())
        writer.write_string("](")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if Int(self._which) == i:
                self.unsafe_get[Self.Ts[i]]().write_repr_to(writer)
        writer.write_string(")")
