"""`IndexList`: a few whole numbers, as shapes and positions are."""

from std.builtin.panic import check_index
from std.builtin.prims import int_of
from std.builtin.value_traits import DevicePassable
from std.hash.hasher import Hasher
from std.utils.static_tuple import StaticTuple


struct IndexList[size: Int, *, element_type: DType = DType.int64](
    Comparable, Defaultable, DevicePassable, Hashable, Sized, TrivialRegisterPassable, Writable
):
    """`size` whole numbers, stored as `element_type`."""

    var data: StaticTuple[Scalar[Self.element_type], Self.size]

    @always_inline
    def __init__(out self):
        self.data = StaticTuple[Scalar[Self.element_type], Self.size](fill=Scalar[Self.element_type](0))

    @always_inline
    def __init__(out self, data: StaticTuple[Scalar[Self.element_type], Self.size]):
        self.data = data

    @always_inline
    def __init__(out self, *, fill: Int):
        self.data = StaticTuple[Scalar[Self.element_type], Self.size](fill=Scalar[Self.element_type](fill))

    @always_inline
    @implicit
    def __init__(out self, *elems: Int, __list_literal__: NoneType = None):
        self = Self()
        for i in range(Self.size):
            self.data[i] = Scalar[Self.element_type](elems[i])

    @always_inline("builtin")
    def __len__(self) -> Int:
        return Self.size

    @always_inline
    def get[idx: Int](self) -> Int:
        return Int(self.data.get[idx]())

    @always_inline
    @__caller_location
    def __getitem__[I: Indexer, //](self, idx: I) -> Int:
        return Int(self.data[index(idx)])

    @always_inline
    @__caller_location
    def __setitem__(mut self, idx: Int, val: Int):
        self.data[idx] = Scalar[Self.element_type](val)

    def as_tuple(self) -> StaticTuple[Int, Self.size]:
        var result = StaticTuple[Int, Self.size](fill=0)
        for i in range(Self.size):
            result[i] = self[i]
        return result

    def canonicalize(self) -> IndexList[Self.size]:
        return self.cast[DType.int64]()

    def cast[dtype: DType](self) -> IndexList[Self.size, element_type=dtype]:
        var result = IndexList[Self.size, element_type=dtype]()
        for i in range(Self.size):
            result[i] = self[i]
        return result

    def as_index_tuple(self) -> StaticTuple[SIMDLength, Self.size]:
        """The positions as lengths."""
        var result = StaticTuple[SIMDLength, Self.size]()
        comptime for i in range(Self.size):
            result[i] = SIMDLength(self[i])
        return result

    def flattened_length(self) -> Int:
        """The product of all."""
        var result = 1
        for i in range(Self.size):
            result *= self[i]
        return result

    def reverse(self) -> Self:
        var result = Self()
        for i in range(Self.size):
            result[i] = self[Self.size - 1 - i]
        return result

    def get_row_major_strides(self) -> Self:
        """How far apart neighbours of each dimension lie, if this is the shape of an array."""
        var result = Self()
        var step = 1
        var i = Self.size - 1
        while i >= 0:
            result[i] = step
            step *= self[i]
            i -= 1
        return result

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        var result = Self()
        comptime for i in range(Self.size):
            result[i] = self[i] + rhs[i]
        return result

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        var result = Self()
        comptime for i in range(Self.size):
            result[i] = self[i] - rhs[i]
        return result

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        var result = Self()
        comptime for i in range(Self.size):
            result[i] = self[i] * rhs[i]
        return result

    @always_inline
    def __floordiv__(self, rhs: Self) -> Self:
        var result = Self()
        comptime for i in range(Self.size):
            result[i] = self[i] // rhs[i]
        return result

    @always_inline
    def __rfloordiv__(self, rhs: Self) -> Self:
        return rhs // self

    def remu(self, rhs: Self) -> Self:
        var result = Self()
        comptime for i in range(Self.size):
            result[i] = self[i] % rhs[i]
        return result

    def __eq__(self, rhs: Self) -> Bool:
        for i in range(Self.size):
            if self[i] != rhs[i]:
                return False
        return True

    # Lists compare as positions do: one is before another only if it is in each dimension.

    def __lt__(self, rhs: Self) -> Bool:
        for i in range(Self.size):
            if self[i] >= rhs[i]:
                return False
        return True

    def __le__(self, rhs: Self) -> Bool:
        for i in range(Self.size):
            if self[i] > rhs[i]:
                return False
        return True

    def __gt__(self, rhs: Self) -> Bool:
        return rhs < self

    def __ge__(self, rhs: Self) -> Bool:
        return rhs <= self

    def __hash__[H: Hasher, //](self, mut hasher: H):
        for i in range(Self.size):
            hasher._update_with_simd(self[i])

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("(")
        for i in range(Self.size):
            if i > 0:
                writer.write_string(", ")
            self[i].write_to(writer)
        comptime if Self.size == 1:
            writer.write_string(",")
        writer.write_string(")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)


@always_inline
def Index[
    *Ts: Intable, dtype: DType = DType.int64
](*args: *Ts) -> IndexList[int_of(__op.list_length[Ts]()), element_type=dtype]:
    """A list of the arguments."""
    var result = IndexList[int_of(__op.list_length[Ts]()), element_type=dtype]()
    comptime for i in range(args.__len__()):
        result[i] = Int(args[i])
    return result


def product[size: Int, element_type: DType, //](tuple: IndexList[size, element_type=element_type], end_idx: Int = size) -> Int:
    """The product of the first `end_idx` numbers."""
    return product(tuple, 0, end_idx)


def product[
    size: Int, element_type: DType, //
](tuple: IndexList[size, element_type=element_type], start_idx: Int, end_idx: Int) -> Int:
    var result = 1
    for i in range(start_idx, end_idx):
        result *= tuple[i]
    return result
