"""`Tensor[dtype]`: an owned, contiguous, 64-byte aligned array with a shape that is known at run time."""

from std.builtin.prims import index_of
from std.builtin.panic import abort_with
from std.dialect.parallel import parallel_for
from std.math.roots import sqrt
from std.tensor.printing import write_tensor

comptime _ALIGNMENT = 64
"""Bytes: a cache line, and the widest vector."""

comptime _PARALLEL_FROM = 1 << 16
"""Elements from which a loop is worth sharing out."""

comptime _BLOCK = 4096
"""Elements that one partial sum covers: partials are combined in order, so that every machine adds up the same."""


@__parallel_elements
struct Tensor[dtype: DType = DType.float32](Copyable, Equatable, Sized, Writable):
    """Numbers of one type in row-major order."""

    var _data: __prim.pointer[Scalar[Self.dtype]]
    var _count: Int
    var shape: List[Int]
    """The length of each axis."""

    # ---- lifecycle

    def __init__(out self, *, _uninitialized: List[Int]):
        """Room for a tensor of the shape, its elements not set."""
        var count = 1
        for length in _uninitialized:
            count *= length
        self._count = count
        self._data = __op.pointer_cast[Scalar[Self.dtype]](
            __op.alloc(index_of(count * _bytes_of[Self.dtype]()), index_of(_ALIGNMENT))
        )
        self.shape = _uninitialized.copy()

    def __init__(out self, *, copy: Self):
        self = Self(_uninitialized=copy.shape)
        __op.memcpy(self._data, copy._data, index_of(self._count * _bytes_of[Self.dtype]()))

    def __init__(out self, *, deinit move: Self):
        self._data = move._data
        self._count = move._count
        self.shape = move.shape^

    def __deinit__(deinit self):
        __op.free(self._data, index_of(self._count * _bytes_of[Self.dtype]()), index_of(_ALIGNMENT))

    # ---- construction

    def __init__[dt: DType, //](out self, values: List[Scalar[dt]]):
        """A tensor of one axis."""
        self = Self(_uninitialized=[len(values)])
        for i in range(len(values)):
            self._set(i, values[i].cast[Self.dtype]())

    def __init__[dt: DType, n: Int, //](out self, values: Array[Scalar[dt], n]):
        """A tensor of one axis, from a display."""
        self = Self(_uninitialized=[n])
        for i in range(n):
            self._set(i, values[i].cast[Self.dtype]())

    def __init__[dt: DType, rows: Int, columns: Int, //](out self, values: Array[Array[Scalar[dt], columns], rows]):
        """A tensor of two axes, from a display of displays."""
        self = Self(_uninitialized=[rows, columns])
        for i in range(rows):
            for j in range(columns):
                self._set(i * columns + j, values[i][j].cast[Self.dtype]())

    def __init__[dt: DType, planes: Int, rows: Int, columns: Int, //](
        out self, values: Array[Array[Array[Scalar[dt], columns], rows], planes]
    ):
        """A tensor of three axes."""
        self = Self(_uninitialized=[planes, rows, columns])
        for i in range(planes):
            for j in range(rows):
                for k in range(columns):
                    self._set((i * rows + j) * columns + k, values[i][j][k].cast[Self.dtype]())

    @staticmethod
    def full[dt: DType, //](shape: List[Int], value: Scalar[dt]) -> Self:
        """Every element is `value`, whose own type does not decide the tensor's."""
        var result = Self(_uninitialized=shape)
        result._fill(value.cast[Self.dtype]())
        return result^

    @staticmethod
    def zeros(shape: List[Int]) -> Self:
        """Every element is 0."""
        return Self.full(shape, 0)

    @staticmethod
    def ones(shape: List[Int]) -> Self:
        """Every element is 1."""
        return Self.full(shape, 1)

    @staticmethod
    def arange(count: Int) -> Self:
        """0, 1, 2, ... up to but not including `count`."""
        var result = Self(_uninitialized=[count])
        for i in range(count):
            result._set(i, Int64(i).cast[Self.dtype]())
        return result^

    # ---- elements

    @always_inline
    def __len__(self) -> Int:
        """The number of elements."""
        return self._count

    @always_inline
    def __dialect_length__(self) -> Int:
        return self._count

    @always_inline
    def _at(self, i: Int) -> Scalar[Self.dtype]:
        return __op.deref[ImmUntrackedOrigin](__op.offset(self._data, index_of(i)))

    @always_inline
    def _set(mut self, i: Int, value: Scalar[Self.dtype]):
        __op.deref[MutUntrackedOrigin](__op.offset(self._data, index_of(i))) = value

    @always_inline
    @__caller_location
    def _offset(self, indices: VariadicList[Int]) -> Int:
        """The position of an element; dies where an index is out of its axis."""
        if len(indices) != len(self.shape):
            abort_with(String("a tensor of shape ", self.shape, " needs ", len(self.shape), " indices, got ", len(indices)))
        var offset = 0
        for axis in range(len(self.shape)):
            var i = indices[axis]
            if UInt(i) >= UInt(self.shape[axis]):
                abort_with(String("index ", i, " is out of bounds for axis ", axis, " of a tensor of shape ", self.shape))
            offset = offset * self.shape[axis] + i
        return offset

    @always_inline
    @__caller_location
    @__unsafe_nested_origins_read_only
    def __getitem__(ref self, *indices: Int) -> ref[origin_of(self)._get_owned_interior["element"]] Scalar[Self.dtype]:
        return __op.deref[origin_of(self)._get_owned_interior["element"]](
            __op.offset(self._data, index_of(self._offset(indices)))
        )

    def __eq__(self, other: Self) -> Bool:
        """Whether shapes and all elements are equal."""
        if self.shape != other.shape:
            return False
        for i in range(self._count):
            if self._at(i) != other._at(i):
                return False
        return True

    # ---- loops

    @always_inline
    def _each[F: def(Int, Int) -> None, //](self, body: F):
        """Calls `body(low, high)` for ranges that together cover all elements, on several cores where there are many."""
        if self._count < _PARALLEL_FROM:
            body(0, self._count)
        else:
            parallel_for(self._count, body)

    def _fill(mut self, value: Scalar[Self.dtype]):
        var data = self._data

        def part(low: Int, high: Int) {var data, var value}:
            for i in range(low, high):
                __op.deref[MutUntrackedOrigin](__op.offset(data, index_of(i))) = value

        self._each(part)

    @always_inline
    def _update[op: def(Scalar[Self.dtype], Scalar[Self.dtype]) thin -> Scalar[Self.dtype]](
        mut self, value: Scalar[Self.dtype]
    ):
        var data = self._data

        def part(low: Int, high: Int) {var data, var value}:
            for i in range(low, high):
                ref x = __op.deref[MutUntrackedOrigin](__op.offset(data, index_of(i)))
                x = op(x, value)

        self._each(part)

    @always_inline
    def _update[op: def(Scalar[Self.dtype], Scalar[Self.dtype]) thin -> Scalar[Self.dtype]](mut self, other: Self):
        if self.shape == other.shape:
            var data = self._data
            var from_data = other._data

            def part(low: Int, high: Int) {var data, var from_data}:
                for i in range(low, high):
                    ref x = __op.deref[MutUntrackedOrigin](__op.offset(data, index_of(i)))
                    x = op(x, __op.deref[ImmUntrackedOrigin](__op.offset(from_data, index_of(i))))

            self._each(part)
            return
        self._check_trailing(other)
        # The other tensor repeats along the leading axes.
        if other._count > 0:
            for i in range(self._count):
                self._set(i, op(self._at(i), other._at(i % other._count)))

    def _check_trailing(self, other: Self):
        """Dies unless the other shape is the end of this one."""
        var extra = len(self.shape) - len(other.shape)
        var fits = extra >= 0
        if fits:
            for axis in range(len(other.shape)):
                if other.shape[axis] != self.shape[axis + extra]:
                    fits = False
        if not fits:
            abort_with(String("tensors of shapes ", self.shape, " and ", other.shape, " do not fit together"))

    # ---- in place

    def multiply(mut self, value: Scalar[Self.dtype]):
        """Multiplies every element."""
        self._update[_product[Self.dtype]](value)

    def multiply(mut self, other: Self):
        """Element by element; a smaller tensor repeats along the leading axes."""
        self._update[_product[Self.dtype]](other)

    def add(mut self, value: Scalar[Self.dtype]):
        self._update[_sum[Self.dtype]](value)

    def add(mut self, other: Self):
        self._update[_sum[Self.dtype]](other)

    def subtract(mut self, value: Scalar[Self.dtype]):
        self._update[_difference[Self.dtype]](value)

    def subtract(mut self, other: Self):
        self._update[_difference[Self.dtype]](other)

    def divide(mut self, value: Scalar[Self.dtype]):
        self._update[_quotient[Self.dtype]](value)

    def divide(mut self, other: Self):
        self._update[_quotient[Self.dtype]](other)

    # ---- by value

    def __add__(self, value: Scalar[Self.dtype]) -> Self:
        var result = self.copy()
        result.add(value)
        return result^

    def __add__(self, other: Self) -> Self:
        var result = self.copy()
        result.add(other)
        return result^

    def __sub__(self, value: Scalar[Self.dtype]) -> Self:
        var result = self.copy()
        result.subtract(value)
        return result^

    def __sub__(self, other: Self) -> Self:
        var result = self.copy()
        result.subtract(other)
        return result^

    def __mul__(self, value: Scalar[Self.dtype]) -> Self:
        var result = self.copy()
        result.multiply(value)
        return result^

    def __mul__(self, other: Self) -> Self:
        var result = self.copy()
        result.multiply(other)
        return result^

    def __truediv__(self, value: Scalar[Self.dtype]) -> Self:
        var result = self.copy()
        result.divide(value)
        return result^

    def __truediv__(self, other: Self) -> Self:
        var result = self.copy()
        result.divide(other)
        return result^

    def __radd__(self, value: Scalar[Self.dtype]) -> Self:
        return self + value

    def __rmul__(self, value: Scalar[Self.dtype]) -> Self:
        return self * value

    def __neg__(self) -> Self:
        return self * Scalar[Self.dtype](-1)

    # ---- reductions

    def sum(self) -> Scalar[Self.dtype]:
        """The sum of all elements: blocks of a fixed size, then their sums in order."""
        var total = Scalar[Self.dtype](0)
        var at = 0
        while at < self._count:
            var end = min(at + _BLOCK, self._count)
            var lanes = SIMD[Self.dtype, 16](0)
            var i = at
            while i + 16 <= end:
                lanes += Pointer[Scalar[Self.dtype], ImmUntrackedOrigin](
                    _p=__op.offset(self._data, index_of(i))
                ).unsafe_load[16]()
                i += 16
            var part = lanes.reduce_add()
            while i < end:
                part += self._at(i)
                i += 1
            total += part
            at = end
        return total

    def mean(self) -> Scalar[Self.dtype]:
        """The sum divided by the number of elements."""
        return self.sum() / Int64(self._count).cast[Self.dtype]()

    def min(self) -> Scalar[Self.dtype]:
        """The least element."""
        self._need_elements("min")
        var least = self._at(0)
        for i in range(1, self._count):
            if self._at(i) < least:
                least = self._at(i)
        return least

    def max(self) -> Scalar[Self.dtype]:
        """The greatest element."""
        self._need_elements("max")
        var greatest = self._at(0)
        for i in range(1, self._count):
            if self._at(i) > greatest:
                greatest = self._at(i)
        return greatest

    def argmax(self) -> Int:
        """The position of the first greatest element, counted in row-major order."""
        self._need_elements("argmax")
        var best = 0
        for i in range(1, self._count):
            if self._at(i) > self._at(best):
                best = i
        return best

    def std(self) -> Scalar[Self.dtype]:
        """The standard deviation of the elements (dividing by their number)."""
        var mean = self.mean()
        var total = Scalar[Self.dtype](0)
        for i in range(self._count):
            var d = self._at(i) - mean
            total += d * d
        return sqrt(total / Int64(self._count).cast[Self.dtype]())

    def _need_elements(self, what: StaticString):
        if self._count == 0:
            abort_with(String(what, " of an empty tensor"))

    # ---- text

    def write_to[W: Writer, //](self, mut writer: W):
        """The form that NumPy prints."""
        write_tensor(self._data, self.shape, writer)


@always_inline
def _bytes_of[dtype: DType]() -> Int:
    return Int(_v=__op.from_index[DType.int._code, SIMDLength(1)._n](__op.size_of[Scalar[dtype]]()))


@always_inline
def _sum[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a + b


@always_inline
def _difference[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a - b


@always_inline
def _product[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a * b


@always_inline
def _quotient[dtype: DType](a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
    return a / b
