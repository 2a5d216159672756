"""`StaticTuple`: a few values of one type."""

from std.builtin.panic import check_index


struct StaticTuple[element_type: RegisterPassable & ImplicitlyCopyable & Deinitable, size: Int](
    ImplicitlyCopyable, Sized
):
    """`size` values of one type."""

    var _items: Array[Self.element_type, Self.size]

    @always_inline
    def __init__(out self):
        self._items = Array[Self.element_type, Self.size](uninitialized=True)

    @always_inline
    def __init__(out self, *, fill: Self.element_type):
        self._items = Array[Self.element_type, Self.size](fill=fill)

    @always_inline
    def __init__(out self, *elems: Self.element_type):
        self._items = Array[Self.element_type, Self.size](uninitialized=True)
        for i in range(len(elems)):
            __op.write(self._items._at(i), elems[i])

    @always_inline
    def __init__(out self, *, copy: Self):
        self._items = copy._items.copy()

    @always_inline
    def __len__(self) -> Int:
        return Self.size

    @always_inline
    @__caller_location
    def __getitem__[I: Indexer, //](self, idx: I) -> Self.element_type:
        check_index(index(idx), Self.size)
        return self._items.unsafe_get(index(idx))

    @always_inline
    @__caller_location
    def __setitem__[I: Indexer, //](mut self, idx: I, val: Self.element_type):
        check_index(index(idx), Self.size)
        self._items.unsafe_get(index(idx)) = val

    @always_inline
    def get[index: Int](self) -> Self.element_type:
        return self._items.unsafe_get(index)
