"""What a function sees of `*args`, and lists of compile-time values."""

from std.builtin.prims import index_of, int_of
from std.builtin.panic import check_index


struct VariadicList[
    elt_is_mutable: Bool, origin: Origin[mut=elt_is_mutable], //, element_type: AnyType, is_owned: Bool
](Movable, Sized, Writable where conforms_to(element_type, Writable)):
    """The arguments of `*args: T`: their addresses, and how many there are."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]] = _VariadicListIter[
        Self.element_type, Self.origin
    ]

    var _items: __prim.pointer[__prim.pointer[Self.element_type]]
    var _count: __prim.index

    @always_inline
    def __init__(out self, *, _items: __prim.pointer[__prim.pointer[Self.element_type]], _count: __prim.index):
        self._items = _items
        self._count = _count

    @always_inline
    def __deinit__(deinit self):
        # Owned arguments die with the list, the last one first.
        comptime if Self.is_owned and conforms_to(Self.element_type, Deinitable):
            var i = int_of(self._count)
            while i > 0:
                i -= 1
                __op.destroy(__op.deref[ImmUntrackedOrigin](__op.offset(self._items, index_of(i))))

    @always_inline
    def __len__(self) -> Int:
        return int_of(self._count)

    @always_inline
    def _address(self, i: Int) -> __prim.pointer[Self.element_type]:
        return __op.deref[ImmUntrackedOrigin](__op.offset(self._items, index_of(i)))

    @always_inline
    @__caller_location
    def __getitem__(self, idx: Int) -> ref[Self.origin] Self.element_type:
        check_index(idx, int_of(self._count))
        return __op.deref[Self.origin](self._address(idx))

    @always_inline
    def consume_elements[
        F: def(Int, var Self.element_type) -> None, //
    ](deinit self, elt_handler: F) where Self.is_owned and conforms_to(Self.element_type, Movable):
        """Hands every argument with its position to `elt_handler`, the first one first."""
        for i in range(int_of(self._count)):
            elt_handler(i, __op.take(self._address(i)))

    @always_inline
    def __iter__(self) -> _VariadicListIter[Self.element_type, Self.origin]:
        return _VariadicListIter[Self.element_type, Self.origin](self._items, int_of(self._count))

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.element_type, Writable):
        writer.write_string("[")
        for i in range(int_of(self._count)):
            if i > 0:
                writer.write_string(", ")
            __op.deref[Self.origin](self._address(i)).write_to(writer)
        writer.write_string("]")


struct _VariadicListIter[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](Copyable):
    comptime Element = Self.T
    var _at: __prim.pointer[__prim.pointer[Self.T]]
    var _left: Int

    @always_inline
    def __init__(out self, items: __prim.pointer[__prim.pointer[Self.T]], count: Int):
        self._at = items
        self._left = count

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.T:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        var item = __op.deref[ImmUntrackedOrigin](self._at)
        self._at = __op.offset(self._at, index_of(1))
        return __op.deref[Self.origin](item)


struct VariadicPack[
    elt_is_mutable: Bool,
    origin: Origin[mut=elt_is_mutable],
    element_trait: __prim.any_trait,
    //,
    is_owned: Bool,
    *Ts: element_trait,
](Movable, Sized, Writable where conforms_to(Ts, Writable)):
    """The arguments of `*args: *Ts`: one address each."""

    comptime element_types = Self.Ts

    var _pack: __prim.pack[Self.Ts]

    @always_inline
    def __init__(out self, *, _pack: __prim.pack[Self.Ts]):
        self._pack = _pack

    @always_inline
    def __deinit__(deinit self):
        # Owned arguments die with the pack, the last one first.
        comptime if Self.is_owned:
            comptime n = int_of(__op.list_length[Self.Ts]())
            comptime for i in range(n):
                comptime if conforms_to(Self.Ts[n - 1 - i], Deinitable):
                    __op.destroy(
                        __op.address_of[Self.Ts[n - 1 - i]](__op.pack_get[index_of(n - 1 - i)](self._pack))
                    )

    @always_inline("builtin")
    def __len__(self) -> Int:
        return int_of(__op.list_length[Self.Ts]())

    @always_inline
    def __getitem_param__[i: Int](self) -> ref[Self.origin] Self.Ts[i]:
        return __op.pack_get[index_of(i)](self._pack)

    @always_inline
    def consume_elements[
        F: def[idx: Int](var elt: Self.Ts[idx]) -> None, //
    ](deinit self, elt_handler: F, /) where Self.is_owned:
        """Hands every argument with its position to `elt_handler`, the first one first."""
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            elt_handler[i](__op.take(__op.address_of[Self.Ts[i]](__op.pack_get[index_of(i)](self._pack))))

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        writer.write_string("(")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            self[i].write_to(writer)
        writer.write_string(")")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.Ts, Writable):
        writer.write_string("VariadicPack(")
        comptime for i in range(int_of(__op.list_length[Self.Ts]())):
            comptime if i > 0:
                writer.write_string(", ")
            self[i].write_repr_to(writer)
        writer.write_string(")")


struct TypeList[*values: AnyType](Defaultable, Sized, TrivialRegisterPassable):
    """A list of types."""

    comptime length = int_of(__op.list_length[Self.values]())
    comptime of[*Ts: AnyType] = TypeList[*Ts]

    @always_inline("builtin")
    def __init__(out self):
        pass

    @always_inline("builtin")
    def __len__(self) -> Int:
        return int_of(__op.list_length[Self.values]())

    @staticmethod
    def contains[type: AnyType]() -> Bool:
        comptime for i in range(int_of(__op.list_length[Self.values]())):
            comptime if Bool(_v=__op.type_eq[Self.values[i], type]()):
                return True
        return False


struct ParameterList[type: AnyType, //, *values: type](Defaultable, Sized, TrivialRegisterPassable):
    """A list of compile-time values."""

    comptime size = int_of(__op.list_length[Self.values]())
    comptime of[T: AnyType, //, *items: T] = ParameterList[*items]

    @always_inline("builtin")
    def __init__(out self):
        pass

    @always_inline("builtin")
    def __len__(self) -> Int:
        return int_of(__op.list_length[Self.values]())

    @always_inline
    def _as_array(self) -> Array[Self.type, int_of(__op.list_length[Self.values]())] where conforms_to(
        Self.type, Copyable
    ):
        var result = Array[Self.type, int_of(__op.list_length[Self.values]())](uninitialized=True)
        comptime for i in range(int_of(__op.list_length[Self.values]())):
            __op.write(result._at(i), materialize[Self.values[i]]())
        return result^

    @staticmethod
    def contains[value: Self.type]() -> Bool where conforms_to(Self.type, Equatable & Copyable & Deinitable):
        """Whether one of the values equals `value`."""
        comptime for i in range(int_of(__op.list_length[Self.values]())):
            if materialize[Self.values[i]]() == materialize[value]():
                return True
        return False

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.type, Writable & Copyable & Deinitable):
        self._as_array().write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(
        Self.type, Writable & Copyable & Deinitable
    ):
        self._as_array().write_repr_to(writer)

    def __getitem__(self, idx: Int) -> Self.type where conforms_to(Self.type, Copyable & Deinitable):
        return self._as_array()[idx].copy()

    def __iter__(self) -> _ParameterListIter[Self.type, *Self.values] where conforms_to(
        Self.type, Copyable & Deinitable
    ):
        return _ParameterListIter[Self.type, *Self.values](self._as_array())


struct _ParameterListIter[type: Copyable & Deinitable, *values: type](Iterator):
    """Copies of compile-time values, one after the other."""

    comptime Element = Self.type

    var _items: Array[Self.type, int_of(__op.list_length[Self.values]())]
    var _at: Int

    def __init__(out self, var items: Array[Self.type, int_of(__op.list_length[Self.values]())]):
        self._items = items^
        self._at = 0

    def __next__(mut self) raises StopIteration -> Self.type:
        if self._at >= int_of(__op.list_length[Self.values]()):
            raise StopIteration()
        self._at += 1
        return self._items.unsafe_get(self._at - 1).copy()
