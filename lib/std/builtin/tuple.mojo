"""`Tuple`: values of different types, side by side."""

from std.builtin.prims import index_of, int_of
from std.hash.hasher import Hasher


struct Tuple[*Ts: Movable](
    Comparable where conforms_to(Ts, Comparable),
    Copyable where conforms_to(Ts, Copyable),
    Defaultable where conforms_to(Ts, Defaultable),
    Deinitable where conforms_to(Ts, Deinitable),
    Equatable where conforms_to(Ts, Equatable),
    Hashable where conforms_to(Ts, Hashable),
    ImplicitlyCopyable where conforms_to(Ts, ImplicitlyCopyable),
    Movable,
    RegisterPassable where conforms_to(Ts, RegisterPassable),
    Sized,
    Writable where conforms_to(Ts, Writable),
):
    """One value of each of the types `Ts`."""

    comptime element_types = Self.Ts

    var _storage: __prim.product[Self.Ts]

    @always_inline
    def __init__(out self) where conforms_to(Self.Ts, Defaultable):
        __op.mark_initialized(self._storage)
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            __op.write(__op.product_get[index_of(i)](self._storage), Self.Ts[i]())

    @always_inline
    def __init__(out self, var *args: *Self.Ts):
        __op.mark_initialized(self._storage)
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            __op.write(
                __op.product_get[index_of(i)](self._storage),
                __op.take(__op.address_of[Self.Ts[i]](args[i])),
            )
        __op.forget(args^)

    @always_inline
    def __init__(out self, *, copy: Self) where conforms_to(Self.Ts, Copyable):
        __op.mark_initialized(self._storage)
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            __op.write(__op.product_get[index_of(i)](self._storage), copy[i].copy())

    @always_inline
    def __init__(out self, *, deinit move: Self):
        __op.mark_initialized(self._storage)
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            __op.write(
                __op.product_get[index_of(i)](self._storage),
                __op.take(__op.product_get[index_of(i)](move._storage)),
            )

    @always_inline
    def __deinit__(deinit self) where conforms_to(Self.Ts, Deinitable):
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            __op.destroy(__op.product_get[index_of(i)](self._storage))

    @always_inline("builtin")
    def __len__(self) -> Int:
        return int_of(__op.list_length[Self.Ts]())

    @always_inline
    def __getitem_param__[idx: Int](ref self) -> ref[self] Self.Ts[idx]:
        comptime assert idx >= 0, "negative indexing is not supported, use e.g. `x[len(x) - 1]`"
        comptime assert idx < int_of(__op.list_length[Self.Ts]()), "index is out of bounds"
        return __op.deref[origin_of(self)](__op.product_get[index_of(idx)](self._storage))

    @always_inline
    def _take[idx: Int](mut self) -> Self.Ts[idx]:
        """Moves element `idx` out; the tuple must be forgotten afterwards."""
        return __op.take(__op.product_get[index_of(idx)](self._storage))

    @always_inline
    def first_of[T: Movable](ref self) -> ref[self] T:
        """The first element of the type `T`, which must be one of the types."""
        comptime position = Self._position_of[T]()
        comptime assert position >= 0, "the tuple has no element of this type"
        return __op.deref[origin_of(self)](
            __op.pointer_cast[T](__op.address_of[Self.Ts[position]](self[position]))
        )

    @staticmethod
    def _position_of[T: Movable]() -> Int:
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if Bool(_v=__op.type_eq[Self.Ts[i], T]()):
                return i
        return -1

    @always_inline
    def consume_elements[F: def[idx: Int](var elt: Self.Ts[idx]) -> None, //](deinit self, elt_handler: F, /):
        """Hands every element with its position to `elt_handler`, the first one first."""
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            elt_handler[i](__op.take(__op.product_get[index_of(i)](self._storage)))

    @always_inline
    def deinit_with[F: def[idx: Int](var elt: Self.Ts[idx]) -> None, //](deinit self, deinit_func: F, /):
        """Hands every element with its position to `deinit_func`, the first one first."""
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            deinit_func[i](__op.take(__op.product_get[index_of(i)](self._storage)))

    def __contains__[T: Equatable, //](self, value: T) -> Bool:
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if Bool(_v=__op.type_eq[Self.Ts[i], T]()):
                if rebind[T](self[i]) == value:
                    return True
        return False

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.Ts, Equatable):
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if not (self[i] == other[i]):
                return False
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.Ts, Equatable):
        return not (self == other)

    def __lt__(self, other: Self) -> Bool where conforms_to(Self.Ts, Comparable):
        """In the order of the first elements that differ."""
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            if self[i] < other[i]:
                return True
            if other[i] < self[i]:
                return False
        return False

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.Ts, Hashable):
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            self[i].__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        writer.write_string("(")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            self[i].write_to(writer)
        comptime if int_of(__op.list_length[Self.Ts]()) == 1:
            writer.write_string(",")
        writer.write_string(")")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        writer.write_string("Tuple[")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            writer.write_string(StringLiteral[__op.type_name[Self.Ts[i], False]()]())
        writer.write_string("](")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            self[i].write_repr_to(writer)
        writer.write_string(")")
