"""`TensorView`: a part of a tensor, or all of it in another shape. What is written to it is written to the tensor."""

from std.builtin.panic import abort_with
from std.tensor.index import TensorIndex
from std.tensor.operations import TensorLike, difference, product, quotient, sum
from std.tensor.strided import Elements, Strided, check_position, transform, update
from std.tensor.tensor import Tensor


@__parallel_elements
struct TensorView[mut: Bool, //, dtype: DType, origin: Origin[mut=mut]](Movable, TensorLike):
    """Elements of a tensor, with a shape and strides of their own."""

    comptime element = Self.dtype

    var _data: Elements[Self.dtype]
    var shape: List[Int]
    """The length of each axis."""
    var _strides: List[Int]

    def __init__(out self, var _place: Strided[Self.dtype]):
        self._data = _place.data
        self.shape = _place.shape.copy()
        self._strides = _place.strides.copy()

    def _strided(self) -> Strided[Self.dtype]:
        return Strided[Self.dtype](self._data, self.shape.copy(), self._strides.copy())

    def copy(self) -> Tensor[Self.dtype]:
        """A tensor of its own with these elements."""
        return self.to_tensor()

    @always_inline
    def __dialect_length__(self) -> Int:
        return len(self)

    # ---- elements and views

    @always_inline
    @__caller_location
    def __getitem__(self, *indices: Int) -> ref[Self.origin] Scalar[Self.dtype]:
        if len(indices) != len(self.shape):
            abort_with(String("a view of shape ", self.shape, " needs ", len(self.shape), " indices, got ", len(indices)))
        var offset = 0
        for axis in range(len(self.shape)):
            check_position(indices[axis], axis, self.shape)
            offset += indices[axis] * self._strides[axis]
        return __op.deref[Self.origin](self._data.unsafe_offset(offset)._p)

    @__caller_location
    def __getitem__(self, *indices: TensorIndex) -> TensorView[Self.dtype, Self.origin]:
        """A view of the part that positions and ranges name."""
        return TensorView[Self.dtype, Self.origin](self._strided().select(indices))

    @__caller_location
    def reshape(self, shape: List[Int]) -> TensorView[Self.dtype, Self.origin]:
        """A view of the elements in another shape; they must lie one after the other."""
        return TensorView[Self.dtype, Self.origin](self._strided().reshaped(shape))

    def transpose(self) -> TensorView[Self.dtype, Self.origin]:
        """A view with the axes in the opposite order."""
        return TensorView[Self.dtype, Self.origin](self._strided().transposed())

    def write_to[W: Writer, //](self, mut writer: W):
        """The form that NumPy prints."""
        self._write_numbers(writer)

    # ---- in place

    def fill(self, value: Scalar[Self.dtype]) where Self.mut:
        """Sets every element."""
        self.apply(lambda (x: Scalar[Self.dtype]) {var value} -> Scalar[Self.dtype]: value)

    def apply[F: def(Scalar[Self.dtype]) -> Scalar[Self.dtype], //](self, f: F) where Self.mut:
        """Replaces every element by `f` of it."""
        transform(self._strided(), self._strided(), f)

    def add(self, value: Scalar[Self.dtype]) where Self.mut:
        update[sum[Self.dtype]](self._strided(), value)

    @__caller_location
    def add[O: TensorLike, //](self, other: O) where Self.mut:
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[sum[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def subtract(self, value: Scalar[Self.dtype]) where Self.mut:
        update[difference[Self.dtype]](self._strided(), value)

    @__caller_location
    def subtract[O: TensorLike, //](self, other: O) where Self.mut:
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[difference[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def multiply(self, value: Scalar[Self.dtype]) where Self.mut:
        update[product[Self.dtype]](self._strided(), value)

    @__caller_location
    def multiply[O: TensorLike, //](self, other: O) where Self.mut:
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[product[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))

    def divide(self, value: Scalar[Self.dtype]) where Self.mut:
        update[quotient[Self.dtype]](self._strided(), value)

    @__caller_location
    def divide[O: TensorLike, //](self, other: O) where Self.mut:
        comptime assert Self.dtype == O.element, "tensors of different element types: cast one of them"
        update[quotient[Self.dtype]](self._strided(), rebind_var[Strided[Self.dtype]](other._strided()))
