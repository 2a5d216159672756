"""`Tensor[dtype]`: an owned, contiguous, 64-byte aligned array with a shape that is known at run time."""

from std.builtin.panic import abort_with
from std.builtin.prims import index_of
from std.os.pathlike import PathLike
from std.random.random import random_float64
from std.sys.info import size_of
from std.tensor.index import TensorIndex
from std.tensor.npy import read_npy_header
from std.tensor.operations import TensorLike, difference, product, quotient, sum
from std.tensor.strided import (
    Elements,
    Strided,
    bytes_of,
    check_position,
    count_of,
    flat_strides,
    for_each_range,
    transform,
    update,
)
from std.tensor.view import TensorView

comptime _ALIGNMENT = 64
"""Bytes: a cache line, and the widest vector."""


@__unstable
@__parallel_elements
struct Tensor[dtype: DType = DType.float32](Absable, Copyable, TensorLike):
    """Numbers of one type in row-major order."""

    comptime element = Self.dtype

    var _data: Elements[Self.dtype]
    var _count: Int
    var shape: List[Int]
    """The length of each axis."""

    # ---- lifecycle

    @__caller_location
    def __init__(out self, *, _uninitialized: List[Int]):
        """Room for a tensor of the shape, its elements not set."""
        for length in _uninitialized:
            if length < 0:
                abort_with(String("a tensor cannot have the shape ", _uninitialized))
        self._count = count_of(_uninitialized)
        self._data = Elements[Self.dtype](
            _p=__op.pointer_cast[Scalar[Self.dtype]](
                __op.alloc(index_of(self._count * size_of[Scalar[Self.dtype]]()), index_of(_ALIGNMENT))
            )
        )
        self.shape = _uninitialized.copy()

    def __init__(out self, *, copy: Self):
        self = Self(_uninitialized=copy.shape)
        __op.memcpy(self._data._p, copy._data._p, index_of(self._count * size_of[Scalar[Self.dtype]]()))

    def __init__(out self, *, deinit move: Self):
        self._data = move._data
        self._count = move._count
        self.shape = move.shape^

    def __deinit__(deinit self):
        __op.free(self._data._p, index_of(self._count * size_of[Scalar[Self.dtype]]()), index_of(_ALIGNMENT))

    # ---- construction

    def __init__[dt: DType, //](out self, values: List[Scalar[dt]]):
        """A tensor of one axis."""
        self = Self(_uninitialized=[len(values)])
        for i in range(len(values)):
            self._data[unsafe_offset=i] = values[i].cast[Self.dtype]()

    def __init__[dt: DType, n: Int, //](out self, values: Array[Scalar[dt], n]):
        """A tensor of one axis, from a display."""
        self = Self(_uninitialized=[n])
        for i in range(n):
            self._data[unsafe_offset=i] = values[i].cast[Self.dtype]()

    def __init__[dt: DType, rows: Int, columns: Int, //](out self, values: Array[Array[Scalar[dt], columns], rows]):
        """A tensor of two axes, from a display of displays."""
        self = Self(_uninitialized=[rows, columns])
        for i in range(rows):
            for j in range(columns):
                self._data[unsafe_offset = i * columns + j] = values[i][j].cast[Self.dtype]()

    def __init__[dt: DType, planes: Int, rows: Int, columns: Int, //](
        out self, values: Array[Array[Array[Scalar[dt], columns], rows], planes]
    ):
        """A tensor of three axes."""
        self = Self(_uninitialized=[planes, rows, columns])
        for i in range(planes):
            for j in range(rows):
                for k in range(columns):
                    self._data[unsafe_offset = (i * rows + j) * columns + k] = values[i][j][k].cast[Self.dtype]()

    @staticmethod
    @__caller_location
    def full[dt: DType, //](shape: List[Int], value: Scalar[dt]) -> Self:
        """Every element is `value`, whose own type does not decide the tensor's."""
        var result = Self(_uninitialized=shape)
        result.fill(value.cast[Self.dtype]())
        return result^

    @staticmethod
    @__caller_location
    def zeros(shape: List[Int]) -> Self:
        """Every element is 0."""
        return Self.full(shape, 0)

    @staticmethod
    @__caller_location
    def ones(shape: List[Int]) -> Self:
        """Every element is 1."""
        return Self.full(shape, 1)

    @staticmethod
    @__caller_location
    def arange(count: Int) -> Self:
        """0, 1, 2, ... up to but not including `count`."""
        var result = Self(_uninitialized=[count])
        for i in range(count):
            result._data[unsafe_offset=i] = Int64(i).cast[Self.dtype]()
        return result^

    @staticmethod
    @__caller_location
    def random(shape: List[Int]) -> Self:
        """Uniformly distributed numbers from 0 up to but not including 1, from the generator of `std.random`."""
        comptime assert Self.dtype.is_floating_point(), "random tensors are of a floating-point type"
        var result = Self(_uninitialized=shape)
        for i in range(result._count):
            var x = random_float64().cast[Self.dtype]()
            while x >= 1:
                x = random_float64().cast[Self.dtype]()
            result._data[unsafe_offset=i] = x
        return result^

    @staticmethod
    def load[P: PathLike, //](path: P) raises -> Self:
        """Reads a `.npy` file whose numbers are of this type; raises otherwise."""
        var name = path.__fspath__()
        var bytes: List[UInt8]
        with open(name, "r") as file:
            bytes = file.read_bytes()
        var contents = read_npy_header[Self.dtype](bytes, name)
        var result = Self(_uninitialized=contents.shape)
        __op.memcpy(result._data._p, bytes._at(contents.start), index_of(len(bytes_of(result._data, result._count))))
        return result^

    # ---- elements

    @always_inline
    def __dialect_length__(self) -> Int:
        return self._count

    def _strided(self) -> Strided[Self.dtype]:
        return Strided[Self.dtype](self._data, self.shape.copy(), flat_strides(self.shape))

    @always_inline
    @__caller_location
    def _offset(self, indices: VariadicList[Int]) -> Int:
        """The position of an element; dies where an index is out of its axis."""
        if len(indices) != len(self.shape):
            abort_with(String("a tensor of shape ", self.shape, " needs ", len(self.shape), " indices, got ", len(indices)))
        var offset = 0
        for axis in range(len(self.shape)):
            check_position(indices[axis], axis, self.shape)
            offset = offset * self.shape[axis] + indices[axis]
        return offset

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(ref self, *indices: Int) -> ref[origin_of(self)._get_owned_interior["element"]] Scalar[Self.dtype]:
        return __op.deref[origin_of(self)._get_owned_interior["element"]](
            __op.offset(self._data._p, index_of(self._offset(indices)))
        )

    # ---- views

    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, *indices: TensorIndex
    ) -> TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]]:
        """A view of the part that positions and ranges name."""
        return TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]](self._strided().select(indices))

    @__caller_location
    @__unsafe_nested_origins_read_only
    def reshape(
        ref self, shape: List[Int]
    ) -> TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]]:
        """A view of the elements in another shape; one length may be -1, for what is left."""
        return TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]](self._strided().reshaped(shape))

    @__caller_location
    def reshape(var self, shape: List[Int]) -> Self:
        """The tensor itself in another shape."""
        self.shape = self._strided().reshaped(shape).shape.copy()
        return self^

    @__unsafe_nested_origins_read_only
    def transpose(ref self) -> TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]]:
        """A view with the axes in the opposite order."""
        return TensorView[Self.dtype, origin_of(self)._get_owned_interior["element"]](self._strided().transposed())

    def transpose(var self) -> Self:
        """A tensor with the axes in the opposite order."""
        return TensorView[Self.dtype, MutUntrackedOrigin](self._strided().transposed()).copy()

    def __abs__(self) -> Self:
        return self.abs()

    def write_to[W: Writer, //](self, mut writer: W):
        """The form that NumPy prints."""
        self._write_numbers(writer)

    # ---- in place

    def fill(mut self, value: Scalar[Self.dtype]):
        """Sets every element."""
        var data = self._data

        def part(low: Int, high: Int) {var data, var value}:
            for i in range(low, high):
                data[unsafe_offset=i] = value

        for_each_range(self._count, self._count, part)

    def apply[F: def(Scalar[Self.dtype]) -> Scalar[Self.dtype], //](mut self, f: F):
        """Replaces every element by `f` of it."""
        transform(self._strided(), self._strided(), f)

    def add(mut self, value: Scalar[Self.dtype]):
        update[sum[Self.dtype]](self._strided(), value)

    @__caller_location
    def add[O: TensorLike, //](mut self, other: O):
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[sum[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def subtract(mut self, value: Scalar[Self.dtype]):
        update[difference[Self.dtype]](self._strided(), value)

    @__caller_location
    def subtract[O: TensorLike, //](mut self, other: O):
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[difference[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def multiply(mut self, value: Scalar[Self.dtype]):
        update[product[Self.dtype]](self._strided(), value)

    @__caller_location
    def multiply[O: TensorLike, //](mut self, other: O):
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[product[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def divide(mut self, value: Scalar[Self.dtype]):
        update[quotient[Self.dtype]](self._strided(), value)

    @__caller_location
    def divide[O: TensorLike, //](mut self, other: O):
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[quotient[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))
