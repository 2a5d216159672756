"""What tensors and their views can do by value: arithmetic, comparisons, reductions, products.

Two operands broadcast as in NumPy: from the last axis on, their lengths must be equal, or one of them 1. Operands of other
shapes end the program with a message that names both.
"""

from std.builtin.panic import abort_with
from std.math.exponential import exp, log
from std.math.hyperbolic import tanh
from std.math.roots import sqrt
from std.os.pathlike import PathLike
from std.tensor.matmul import multiply_matrices
from std.tensor.npy import npy_header
from std.tensor.printing import write_tensor
from std.tensor.reductions import Folding, Greatest, Least, Sum, fold_all, fold_axis, position_of_first
from std.tensor.strided import Elements, Strided, broadcast, bytes_of, checked_axis, combine, transform
from std.tensor.tensor import Tensor


trait TensorLike(Sized, Writable):
    """A tensor, or a view of one."""

    comptime element: DType
    """The type of the elements."""

    def _strided(self) -> Strided[Self.element]:
        """Where the elements are."""
        ...

    # ---- size and form

    def __len__(self) -> Int:
        """The number of elements."""
        return self._strided().count

    def rank(self) -> Int:
        """The number of axes."""
        return len(self._strided().shape)

    def _write_numbers[W: Writer, //](self, mut writer: W):
        """The form that NumPy prints."""
        var all = _InOrder(self)
        write_tensor(all.data, all.shape, writer)
        _ = all^

    def to_tensor(self) -> Tensor[Self.element]:
        """A tensor with the same elements, one after the other."""
        return self.map(_same[Self.element])

    def cast[dtype: DType](self) -> Tensor[dtype]:
        """The elements converted to another type."""
        var from_self = self._strided()
        var result = Tensor[dtype](_uninitialized=from_self.shape)
        transform(result._strided(), from_self, _cast[Self.element, dtype])
        return result^

    def map[F: def(Scalar[Self.element]) -> Scalar[Self.element], //](self, f: F) -> Tensor[Self.element]:
        """`f` of every element."""
        var from_self = self._strided()
        var result = Tensor[Self.element](_uninitialized=from_self.shape)
        transform(result._strided(), from_self, f)
        return result^

    def save[P: PathLike, //](self, path: P) raises:
        """Writes a `.npy` file."""
        var all = _InOrder(self)
        var header = npy_header[Self.element](all.shape)
        with open(path, "w") as file:
            file.write_all(Span(header))
            file.write_all(bytes_of(all.data, all.count))
        _ = all^

    @__caller_location
    def _with[
        O: TensorLike, R: DType, //, op: def(Scalar[Self.element], Scalar[Self.element]) thin -> Scalar[R]
    ](self, other: O) -> Tensor[R]:
        comptime assert Self.element == O.element, "tensors of different element types: cast one of them"
        var a = self._strided()
        var b = rebind_var[Strided[Self.element]](other._strided())
        var result = Tensor[R](_uninitialized=broadcast(a.shape, b.shape))
        combine[op](result._strided(), a, b)
        return result^

    def _with[
        R: DType, //, op: def(Scalar[Self.element], Scalar[Self.element]) thin -> Scalar[R]
    ](self, value: Scalar[Self.element]) -> Tensor[R]:
        var a = self._strided()
        var result = Tensor[R](_uninitialized=a.shape)

        def each(x: Scalar[Self.element]) {var value} -> Scalar[R]:
            return op(x, value)

        transform(result._strided(), a, each)
        return result^

    def _after[
        R: DType, //, op: def(Scalar[Self.element], Scalar[Self.element]) thin -> Scalar[R]
    ](self, value: Scalar[Self.element]) -> Tensor[R]:
        """`op` with the value first."""
        var a = self._strided()
        var result = Tensor[R](_uninitialized=a.shape)

        def each(x: Scalar[Self.element]) {var value} -> Scalar[R]:
            return op(value, x)

        transform(result._strided(), a, each)
        return result^

    # ---- arithmetic and comparisons

    @__caller_location
    def __add__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self._with[sum[Self.element]](other)

    def __add__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._with[sum[Self.element]](value)

    def __radd__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._after[sum[Self.element]](value)

    @__caller_location
    def __sub__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self._with[difference[Self.element]](other)

    def __sub__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._with[difference[Self.element]](value)

    def __rsub__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._after[difference[Self.element]](value)

    @__caller_location
    def __mul__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self._with[product[Self.element]](other)

    def __mul__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._with[product[Self.element]](value)

    def __rmul__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._after[product[Self.element]](value)

    @__caller_location
    def __truediv__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self._with[quotient[Self.element]](other)

    def __truediv__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._with[quotient[Self.element]](value)

    def __rtruediv__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._after[quotient[Self.element]](value)

    @__caller_location
    def __pow__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self._with[power[Self.element]](other)

    def __pow__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._with[power[Self.element]](value)

    def __rpow__(self, value: Scalar[Self.element]) -> Tensor[Self.element]:
        return self._after[power[Self.element]](value)

    def __neg__(self) -> Tensor[Self.element]:
        return self.map(_negative[Self.element])

    def abs(self) -> Tensor[Self.element]:
        return self.map(_absolute[Self.element])

    @__caller_location
    def __lt__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_less[Self.element]](other)

    def __lt__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_less[Self.element]](value)

    @__caller_location
    def __le__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_at_most[Self.element]](other)

    def __le__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_at_most[Self.element]](value)

    @__caller_location
    def __gt__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_greater[Self.element]](other)

    def __gt__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_greater[Self.element]](value)

    @__caller_location
    def __ge__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_at_least[Self.element]](other)

    def __ge__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_at_least[Self.element]](value)

    @__caller_location
    def __eq__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_equal[Self.element]](other)

    def __eq__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_equal[Self.element]](value)

    @__caller_location
    def __ne__[O: TensorLike, //](self, other: O) -> Tensor[DType.bool]:
        return self._with[is_different[Self.element]](other)

    def __ne__(self, value: Scalar[Self.element]) -> Tensor[DType.bool]:
        return self._with[is_different[Self.element]](value)

    # ---- functions

    def exp(self) -> Tensor[Self.element]:
        return self.map(_exp[Self.element])

    def log(self) -> Tensor[Self.element]:
        """The natural logarithm."""
        return self.map(_log[Self.element])

    def sqrt(self) -> Tensor[Self.element]:
        return self.map(_sqrt[Self.element])

    def tanh(self) -> Tensor[Self.element]:
        return self.map(_tanh[Self.element])

    @__caller_location
    def softmax(self, *, axis: Int = -1) -> Tensor[Self.element]:
        """exp(x) divided by its sum along the axis; the greatest element is taken off first, so that nothing overflows."""
        var shape = self._strided().shape.copy()
        var kept = shape.copy()
        kept[checked_axis(axis, shape)] = 1
        var powers = (self - self.max(axis=axis).reshape(kept)).exp()
        return powers / powers.sum(axis=axis).reshape(kept)

    # ---- reductions

    def _fold[F: Folding](self, start: Scalar[Self.element]) -> Scalar[Self.element]:
        var all = _InOrder(self)
        var result = fold_all[F](all.data, all.count, start)
        _ = all^
        return result

    @__caller_location
    def _fold[F: Folding](self, axis: Int, start: Scalar[Self.element]) -> Tensor[Self.element]:
        var all = _InOrder(self)
        var parts = _AxisParts(all.shape, axis)
        var result = Tensor[Self.element](_uninitialized=parts.rest)
        fold_axis[F](result._data, all.data, parts.outer, parts.length, parts.inner, start)
        _ = all^
        return result^

    def sum(self) -> Scalar[Self.element]:
        return self._fold[Sum](0)

    @__caller_location
    def sum(self, *, axis: Int) -> Tensor[Self.element]:
        return self._fold[Sum](axis, 0)

    def mean(self) -> Scalar[Self.element]:
        """The sum divided by the number of elements."""
        return self.sum() / Int64(len(self)).cast[Self.element]()

    @__caller_location
    def mean(self, *, axis: Int) -> Tensor[Self.element]:
        var shape = self._strided().shape.copy()
        return self.sum(axis=axis) / Int64(shape[checked_axis(axis, shape)]).cast[Self.element]()

    @__caller_location
    def min(self) -> Scalar[Self.element]:
        """The least element."""
        self._need_elements("min")
        return self._fold[Least](Scalar[Self.element].MAX)

    @__caller_location
    def min(self, *, axis: Int) -> Tensor[Self.element]:
        return self._fold[Least](axis, Scalar[Self.element].MAX)

    @__caller_location
    def max(self) -> Scalar[Self.element]:
        """The greatest element."""
        self._need_elements("max")
        return self._fold[Greatest](Scalar[Self.element].MIN)

    @__caller_location
    def max(self, *, axis: Int) -> Tensor[Self.element]:
        return self._fold[Greatest](axis, Scalar[Self.element].MIN)

    @__caller_location
    def argmax(self) -> Int:
        """The position of the first greatest element, counted in row-major order."""
        self._need_elements("argmax")
        var all = _InOrder(self)
        var result = position_of_first[is_greater[Self.element]](all.data, all.count, 1)
        _ = all^
        return result

    @__caller_location
    def argmax(self, *, axis: Int) -> Tensor[DType.int64]:
        return self._positions[is_greater[Self.element]](axis)

    @__caller_location
    def argmin(self) -> Int:
        """The position of the first least element, counted in row-major order."""
        self._need_elements("argmin")
        var all = _InOrder(self)
        var result = position_of_first[is_less[Self.element]](all.data, all.count, 1)
        _ = all^
        return result

    @__caller_location
    def argmin(self, *, axis: Int) -> Tensor[DType.int64]:
        return self._positions[is_less[Self.element]](axis)

    @__caller_location
    def _positions[
        better: def(Scalar[Self.element], Scalar[Self.element]) thin -> Scalar[DType.bool]
    ](self, axis: Int) -> Tensor[DType.int64]:
        var all = _InOrder(self)
        var parts = _AxisParts(all.shape, axis)
        var result = Tensor[DType.int64](_uninitialized=parts.rest)
        for o in range(parts.outer):
            for i in range(parts.inner):
                var first = all.data.unsafe_offset(o * parts.length * parts.inner + i)
                var found = position_of_first[better](first, parts.length, parts.inner)
                result._data[unsafe_offset = o * parts.inner + i] = Int64(found)
        _ = all^
        return result^

    def std(self) -> Scalar[Self.element]:
        """The standard deviation of the elements (dividing by their number)."""
        var off = self - self.mean()
        return sqrt((off * off).mean())

    @__caller_location
    def std(self, *, axis: Int) -> Tensor[Self.element]:
        var shape = self._strided().shape.copy()
        shape[checked_axis(axis, shape)] = 1
        var off = self - self.mean(axis=axis).reshape(shape)
        return (off * off).mean(axis=axis).sqrt()

    def any(self) -> Bool:
        """Whether some element is not zero or false."""
        return (self != Scalar[Self.element](0)).cast[DType.uint8]().max() != 0

    def all(self) -> Bool:
        """Whether no element is zero or false."""
        return not (self == Scalar[Self.element](0)).any()

    @__caller_location
    def _need_elements(self, what: StaticString):
        if len(self) == 0:
            abort_with(String(what, " of an empty tensor"))

    # ---- products

    @__caller_location
    def matmul[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        """The product of matrices; a tensor of one axis counts as a row on the left and as a column on the right."""
        comptime assert Self.element == O.element, "tensors of different element types: cast one of them"
        var a = _InOrder(self)
        var b = rebind_var[_InOrder[Self.element]](_InOrder(other))
        var rows = a.shape[0] if len(a.shape) == 2 else 1
        var columns = b.shape[1] if len(b.shape) == 2 else 1
        var depth = a.shape[len(a.shape) - 1] if len(a.shape) > 0 else 0
        if not (1 <= len(a.shape) <= 2 and 1 <= len(b.shape) <= 2) or b.shape[0] != depth:
            abort_with(String("matrices of shapes ", a.shape, " and ", b.shape, " cannot be multiplied"))
        var shape = List[Int]()
        if len(a.shape) == 2:
            shape.append(rows)
        if len(b.shape) == 2:
            shape.append(columns)
        var result = Tensor[Self.element](_uninitialized=shape)
        multiply_matrices(result._data, a.data, b.data, rows, depth, columns)
        _ = a^
        _ = b^
        return result^

    @__caller_location
    def __matmul__[O: TensorLike, //](self, other: O) -> Tensor[Self.element]:
        return self.matmul(other)


struct _InOrder[dtype: DType](Movable):
    """The elements of a tensor or view one after the other; copied only where they do not lie so already.

    It does not keep the tensor alive: whoever uses `data` must.
    """

    var data: Elements[Self.dtype]
    var count: Int
    var shape: List[Int]
    var _kept: Optional[Tensor[Self.dtype]]

    def __init__[T: TensorLike, //](out self: _InOrder[T.element], tensor: T):
        var place = tensor._strided()
        self._kept = None
        if not place.is_flat():
            var copied = tensor.to_tensor()
            place.data = copied._data
            self._kept = copied^
        self.data = place.data
        self.count = place.count
        self.shape = place.shape.copy()


struct _AxisParts:
    """A shape around one of its axes: the elements before it, along it and behind it."""

    var outer: Int
    var length: Int
    var inner: Int
    var rest: List[Int]
    """The shape without the axis."""

    @__caller_location
    def __init__(out self, shape: List[Int], axis: Int):
        var at = checked_axis(axis, shape)
        self.outer = 1
        self.inner = 1
        self.length = shape[at]
        self.rest = List[Int]()
        for k in range(len(shape)):
            if k < at:
                self.outer *= shape[k]
            elif k > at:
                self.inner *= shape[k]
            if k != at:
                self.rest.append(shape[k])


# ---- what is done to one element, or two


@always_inline
def sum[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a + b


@always_inline
def difference[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a - b


@always_inline
def product[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a * b


@always_inline
def quotient[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a / b


@always_inline
def power[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a**b


@always_inline
def is_less[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.lt(b)


@always_inline
def is_at_most[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.le(b)


@always_inline
def is_greater[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.gt(b)


@always_inline
def is_at_least[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.ge(b)


@always_inline
def is_equal[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.eq(b)


@always_inline
def is_different[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[DType.bool]:
    return a.ne(b)


@always_inline
def _same[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    return x


@always_inline
def _negative[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    return -x


@always_inline
def _absolute[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    return abs(x)


@always_inline
def _exp[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    comptime assert dtype.is_floating_point(), "the elements must be of a floating-point type"
    return exp(x)


@always_inline
def _log[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    comptime assert dtype.is_floating_point(), "the elements must be of a floating-point type"
    return log(x)


@always_inline
def _sqrt[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    comptime assert dtype.is_floating_point(), "the elements must be of a floating-point type"
    return sqrt(x)


@always_inline
def _tanh[dtype: DType](x: Scalar[dtype]) -> Scalar[dtype]:
    comptime assert dtype.is_floating_point(), "the elements must be of a floating-point type"
    return tanh(x)


@always_inline
def _cast[A: DType, R: DType](x: Scalar[A]) -> Scalar[R]:
    return x.cast[R]()
