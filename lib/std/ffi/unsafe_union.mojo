"""Storage for one of several types; nobody keeps count of which."""

from std.builtin.prims import index_of, int_of


@always_inline
def _widest[*Ts: AnyType]() -> Int:
    var bytes = 0
    comptime for i in range(int_of(__op.list_length[Ts]())):
        bytes = max(bytes, int_of(__op.size_of[Ts[i]]()))
    return bytes


@always_inline
def _strictest[*Ts: AnyType]() -> Int:
    var bytes = 1
    comptime for i in range(int_of(__op.list_length[Ts]())):
        bytes = max(bytes, int_of(__op.align_of[Ts[i]]()))
    return bytes


struct UnsafeUnion[*Ts: AnyType](ImplicitlyCopyable, Writable):
    """Like a `union` of C: the bytes of any one of the types. Destroys nothing."""

    # Words keep the strictest alignment that the types of C have, but for long vectors.
    var _storage: Array[UInt64, (_widest[*Self.Ts]() + 7) // 8]

    @always_inline
    def __init__(out self, *, unsafe_uninitialized: Tuple[]):
        self._storage = Array[UInt64, (_widest[*Self.Ts]() + 7) // 8](uninitialized=True)

    @always_inline
    def __init__(out self, *, copy: Self):
        self._storage = copy._storage.copy()

    @always_inline
    def __init__[T: Movable, //](out self, var value: T):
        comptime assert TypeList[*Self.Ts].contains[T](), "not a type of the union"
        comptime assert _strictest[*Self.Ts]() <= 8, "the union holds no types that are aligned more strictly than words"
        self._storage = Array[UInt64, (_widest[*Self.Ts]() + 7) // 8](uninitialized=True)
        self.unsafe_set(value^)

    @always_inline
    def unsafe_ptr[T: AnyType](ref self) -> Pointer[T, origin_of(self)]:
        """Where the value of the type `T` lies."""
        comptime assert TypeList[*Self.Ts].contains[T](), "not a type of the union"
        return Pointer[T, origin_of(self)](_p=__op.pointer_cast[T](self._storage._address()))

    @always_inline
    def unsafe_get[T: AnyType](ref self) -> ref[self] T:
        """The bytes as a `T`."""
        return __op.deref[origin_of(self)](self.unsafe_ptr[T]()._p)

    @always_inline
    def unsafe_set[T: Movable, //](mut self, var value: T):
        """Moves `value` in. What was there before is forgotten."""
        comptime assert TypeList[*Self.Ts].contains[T](), "not a type of the union"
        __op.write(__op.pointer_cast[T](self._storage._address()), value^)

    @always_inline
    def unsafe_take[T: Movable](mut self) -> T:
        """Moves the value out."""
        return __op.take(__op.pointer_cast[T](self._storage._address()))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("UnsafeUnion[")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            writer.write_string(StringLiteral[__op.type_name[Self.Ts[i], False]()]())
        writer.write("](size=", _widest[*Self.Ts](), ", align=", _strictest[*Self.Ts](), ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)
