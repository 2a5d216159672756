"""Allocation by hand: layouts, allocations that must be given back, and the plain pair."""

from std.builtin.prims import ZERO, index_of, int_of
from std.memory.allocate import allocate, release
from std.memory.maybe_uninit import MaybeUninit


struct Alignment(TrivialRegisterPassable, Writable):
    """A power of two that addresses are multiples of."""

    var _bytes: Int

    @always_inline
    def __init__(out self, *, _unsafe_alignment: Int):
        self._bytes = _unsafe_alignment

    @staticmethod
    @always_inline
    def of[T: AnyType, /]() -> Self:
        return Self(_unsafe_alignment=int_of(__op.align_of[T]()))

    @staticmethod
    @always_inline
    def of_bytes[n: Int, /]() -> Self:
        return Self(_unsafe_alignment=n)

    @always_inline
    def bytes(self) -> Int:
        return self._bytes

    def write_to[W: Writer, //](self, mut writer: W):
        self._bytes.write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("Alignment(_value=")
        self._bytes.write_repr_to(writer)
        writer.write(")")


struct Layout[T: AnyType](TrivialRegisterPassable, Writable):
    """Room for a number of values of one type."""

    var _count: Int

    @always_inline
    def __init__(out self, *, count: Int):
        self._count = count

    @staticmethod
    @always_inline
    def single() -> Self:
        return Self(count=1)

    @always_inline
    def count(self) -> Int:
        return self._count

    def as_byte_layout(self) -> Layout[UInt8]:
        return Layout[UInt8](count=self._count * int_of(__op.size_of[Self.T]()))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("Layout[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write(", alignment=", Alignment.of[Self.T]()._bytes, "](count=", self._count, ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)


@explicit_destroy("give the memory back with 'dealloc'")
struct ThinAllocation[T: AnyType](not Deinitable, Writable):
    """Memory that must be given back; it does not know its size."""

    var _p: __prim.pointer[Self.T]

    @always_inline
    def __init__(out self, *, unsafe_owned_ptr: Pointer[Self.T, MutUntrackedOrigin]):
        self._p = unsafe_owned_ptr._p

    @always_inline
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self)]:
        return Pointer[Self.T, origin_of(self)](_p=self._p)

    @always_inline
    def unsafe_leak(deinit self) -> Pointer[Self.T, MutUntrackedOrigin]:
        return Pointer[Self.T, MutUntrackedOrigin](_p=self._p)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("ThinAllocation[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write("](pointer=", hex(int_of(__op.pointer_to_index(self._p))), ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)

    @always_inline
    def unsafe_with_layout(deinit self, layout: Layout[Self.T]) -> Allocation[Self.T]:
        return Allocation[Self.T](
            unsafe_owned_ptr=Pointer[Self.T, MutUntrackedOrigin](_p=self._p), layout=layout
        )


@explicit_destroy("give the memory back with 'dealloc'")
struct Allocation[T: AnyType](not Deinitable, Sized, Writable):
    """Memory that must be given back with `dealloc`."""

    var _alloc: __prim.pointer[Self.T]
    var _layout: Layout[Self.T]

    @always_inline
    def __init__(out self, *, unsafe_owned_ptr: Pointer[Self.T, MutUntrackedOrigin], layout: Layout[Self.T]):
        self._alloc = unsafe_owned_ptr._p
        self._layout = layout

    @always_inline
    def __len__(self) -> Int:
        return self._layout._count

    @always_inline
    def layout(self) -> Layout[Self.T]:
        return self._layout

    @always_inline
    def unsafe_ptr(ref self) -> Pointer[Self.T, origin_of(self._alloc)]:
        return Pointer[Self.T, origin_of(self._alloc)](_p=self._alloc)

    @always_inline
    def unsafe_span(ref self) -> Span[Self.T, origin_of(self._alloc)]:
        return Span[Self.T, origin_of(self._alloc)](_p=self._alloc, _len=self._layout._count)

    @always_inline
    def storage(ref self) -> Span[MaybeUninit[Self.T], origin_of(self._alloc)]:
        return Span[MaybeUninit[Self.T], origin_of(self._alloc)](
            _p=__op.pointer_cast[MaybeUninit[Self.T]](self._alloc), _len=self._layout._count
        )

    @always_inline
    def unsafe_leak(deinit self) -> Pointer[Self.T, MutUntrackedOrigin]:
        return Pointer[Self.T, MutUntrackedOrigin](_p=self._alloc)

    @always_inline
    def into_thin(deinit self) -> ThinAllocation[Self.T]:
        return ThinAllocation[Self.T](unsafe_owned_ptr=Pointer[Self.T, MutUntrackedOrigin](_p=self._alloc))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("Allocation[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write(", alignment=", Alignment.of[Self.T]()._bytes)
        writer.write("](pointer=", hex(int_of(__op.pointer_to_index(self._alloc))), ", layout=", self._layout, ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)

    @always_inline
    def _give_back(deinit self):
        release[Self.T](self._alloc, self._layout._count)


@always_inline
def alloc[T: AnyType, /](layout: Layout[T], /) -> Allocation[T]:
    """Uninitialized memory as `layout` says."""
    return Allocation[T](
        unsafe_owned_ptr=Pointer[T, MutUntrackedOrigin](_p=allocate[T](layout._count)), layout=layout
    )


@deprecated("use 'alloc(Layout[T](count=n))' or 'unsafe_alloc[T](n)'")
@always_inline
def alloc[type: AnyType, /](count: Int) -> Pointer[type, MutUntrackedOrigin]:
    return Pointer[type, MutUntrackedOrigin](_p=allocate[type](count))


@always_inline
def dealloc[T: AnyType, //](var allocation: Allocation[T], /):
    """Gives the memory back."""
    allocation^._give_back()


@always_inline
def unsafe_alloc[type: AnyType, /](
    count: Int, *, alignment: Int = int_of(__op.align_of[type]())
) -> Pointer[type, MutUntrackedOrigin]:
    """Uninitialized memory, to be given back with `unsafe_free`."""
    return Pointer[type, MutUntrackedOrigin](
        _p=__op.pointer_cast[type](
            __op.alloc(__op.mul(index_of(count), __op.size_of[type]()), index_of(alignment))
        )
    )
