"""Numbers in memory with a shape and strides: what tensors and views of them have in common, and the loops over them."""

from std.builtin.panic import abort_with
from std.builtin.prims import index_of
from std.dialect.parallel import parallel_for
from std.sys.info import size_of
from std.tensor.index import TensorIndex

comptime Elements[dtype: DType] = Pointer[Scalar[dtype], MutUntrackedOrigin]

comptime PARALLEL_FROM = 1 << 16
"""Elements from which a loop is worth sharing out."""


struct Strided[dtype: DType](Copyable):
    """`shape[k]` elements along axis k, `strides[k]` elements apart. It does not own them."""

    var data: Elements[Self.dtype]
    var shape: List[Int]
    var strides: List[Int]
    var count: Int

    def __init__(out self, data: Elements[Self.dtype], var shape: List[Int], var strides: List[Int]):
        self.data = data
        self.count = count_of(shape)
        self.shape = shape^
        self.strides = strides^

    def is_flat(self) -> Bool:
        """Whether the elements lie one after the other, in row-major order."""
        var expected = 1
        for axis in reversed(range(len(self.shape))):
            if self.shape[axis] != 1 and self.strides[axis] != expected:
                return False
            expected *= self.shape[axis]
        return True

    def offset_of(self, row: Int) -> Int:
        """Where a row starts: the elements along the last axis are one row, and rows are counted in row-major order."""
        var rest = row
        var offset = 0
        for axis in reversed(range(len(self.shape) - 1)):
            offset += rest % self.shape[axis] * self.strides[axis]
            rest //= self.shape[axis]
        return offset

    def row_length(self) -> Int:
        return self.shape[len(self.shape) - 1] if len(self.shape) > 0 else 1

    def row_stride(self) -> Int:
        return self.strides[len(self.strides) - 1] if len(self.strides) > 0 else 1

    def spread(self, shape: List[Int]) -> Self:
        """The same elements, repeated along the axes that are missing or have length 1 here."""
        var extra = len(shape) - len(self.shape)
        var strides = List[Int](length=len(shape), fill=0)
        for axis in range(len(self.shape)):
            if self.shape[axis] == shape[axis + extra]:
                strides[axis + extra] = self.strides[axis]
        return Self(self.data, shape.copy(), strides^)

    @__caller_location
    def select(self, indices: VariadicList[TensorIndex]) -> Self:
        """The part that the indices name; axes that are not named stay whole."""
        if len(indices) > len(self.shape):
            abort_with(
                String("a tensor of shape ", self.shape, " has ", len(self.shape), " axes, got ", len(indices), " indices")
            )
        var shape = List[Int]()
        var strides = List[Int]()
        var offset = 0
        for axis in range(len(self.shape)):
            var length = self.shape[axis]
            var stride = self.strides[axis]
            if axis >= len(indices):
                shape.append(length)
                strides.append(stride)
                continue
            var index = indices[axis]
            if not index.range:
                check_position(index.position, axis, self.shape)
                offset += index.position * stride
                continue
            var start, end, step = index.range.value().indices(length)
            var count = max(0, (end - start + step - 1) // step if step > 0 else (start - end - step - 1) // -step)
            if count > 0:
                offset += start * stride
            shape.append(count)
            strides.append(step * stride)
        return Self(self.data.unsafe_offset(offset), shape^, strides^)

    @__caller_location
    def reshaped(self, shape: List[Int]) -> Self:
        """The same elements in another shape; one length may be -1, for what is left. They must lie in order."""
        var known = 1
        var open = -1
        for axis in range(len(shape)):
            if shape[axis] == -1 and open < 0:
                open = axis
            else:
                known *= shape[axis]
        var result = shape.copy()
        if open >= 0:
            result[open] = self.count // max(known, 1)
        if count_of(result) != self.count:
            abort_with(String("a tensor of shape ", self.shape, " cannot be reshaped to ", shape))
        if not self.is_flat():
            abort_with(
                String("a view of shape ", self.shape, " that skips elements cannot be reshaped; take a copy first")
            )
        var strides = flat_strides(result)
        return Self(self.data, result^, strides^)

    def transposed(self) -> Self:
        """With the axes in the opposite order."""
        var shape = List[Int]()
        var strides = List[Int]()
        for axis in reversed(range(len(self.shape))):
            shape.append(self.shape[axis])
            strides.append(self.strides[axis])
        return Self(self.data, shape^, strides^)


def count_of(shape: List[Int]) -> Int:
    """How many elements a shape has."""
    var count = 1
    for length in shape:
        count *= length
    return count


def bytes_of[dtype: DType, //](data: Elements[dtype], count: Int) -> Span[UInt8, MutUntrackedOrigin]:
    """The memory of `count` elements."""
    return Span[UInt8, MutUntrackedOrigin](
        _p=__op.pointer_cast[UInt8](data._p), _len=count * size_of[Scalar[dtype]]()
    )


def flat_strides(shape: List[Int]) -> List[Int]:
    """The strides of elements that lie one after the other."""
    var strides = List[Int](length=len(shape), fill=1)
    for axis in reversed(range(len(shape) - 1)):
        strides[axis] = strides[axis + 1] * shape[axis + 1]
    return strides^


@always_inline
@__caller_location
def check_position(position: Int, axis: Int, shape: List[Int]):
    if UInt(position) >= UInt(shape[axis]):
        abort_with(String("index ", position, " is out of bounds for axis ", axis, " of a tensor of shape ", shape))


@__caller_location
def checked_axis(axis: Int, shape: List[Int]) -> Int:
    """An axis, counted from the end if it is negative."""
    var result = axis + len(shape) if axis < 0 else axis
    if UInt(result) >= UInt(len(shape)):
        abort_with(String("a tensor of shape ", shape, " has no axis ", axis))
    return result


@__caller_location
def broadcast(a: List[Int], b: List[Int]) -> List[Int]:
    """The shape of what two shapes give together, by NumPy's rule: from the last axis on, lengths are equal, or one of them is 1."""
    var rank = max(len(a), len(b))
    var result = List[Int](length=rank, fill=1)
    for k in range(rank):
        var of_a = a[len(a) - 1 - k] if k < len(a) else 1
        var of_b = b[len(b) - 1 - k] if k < len(b) else 1
        if of_a != of_b and of_a != 1 and of_b != 1:
            abort_with(String("tensors of shapes ", a, " and ", b, " do not fit together"))
        result[rank - 1 - k] = of_b if of_a == 1 else of_a
    return result^


# ---- loops


@always_inline
def for_each_range[F: def(Int, Int) -> None, //](count: Int, work: Int, body: F):
    """Calls `body(low, high)` for ranges that together are `0..count`, on several cores if `work` elements are worth it."""
    if work < PARALLEL_FROM:
        body(0, count)
    else:
        parallel_for(count, body)


def combine[
    A: DType, R: DType, //, op: def(Scalar[A], Scalar[A]) thin -> Scalar[R]
](result: Strided[R], a: Strided[A], b: Strided[A]):
    """Sets each element of `result` to `op` of those of `a` and `b`, whose shapes give that of `result` together."""
    if result.count == 0:
        return
    var r = result.data
    var p = a.data
    var q = b.data
    if a.shape == b.shape and result.is_flat() and a.is_flat() and b.is_flat():

        def all_of(low: Int, high: Int) {var r, var p, var q}:
            for i in range(low, high):
                r[unsafe_offset=i] = op(p[unsafe_offset=i], q[unsafe_offset=i])

        for_each_range(result.count, result.count, all_of)
        return
    var whole_a = a.spread(result.shape)
    var whole_b = b.spread(result.shape)

    def rows(low: Int, high: Int) {imm result, imm whole_a, imm whole_b}:
        for row in range(low, high):
            _combine_row[op](
                result.row_length(),
                result.data.unsafe_offset(result.offset_of(row)),
                result.row_stride(),
                whole_a.data.unsafe_offset(whole_a.offset_of(row)),
                whole_a.row_stride(),
                whole_b.data.unsafe_offset(whole_b.offset_of(row)),
                whole_b.row_stride(),
            )

    for_each_range(result.count // result.row_length(), result.count, rows)


@always_inline
def _combine_row[
    A: DType, R: DType, //, op: def(Scalar[A], Scalar[A]) thin -> Scalar[R]
](count: Int, r: Elements[R], r_step: Int, p: Elements[A], p_step: Int, q: Elements[A], q_step: Int):
    # The two usual cases are loops that vectorize.
    if r_step == 1 and p_step == 1 and q_step == 1:
        for i in range(count):
            r[unsafe_offset=i] = op(p[unsafe_offset=i], q[unsafe_offset=i])
    elif r_step == 1 and p_step == 1 and q_step == 0:
        var value = q[unsafe_offset=0]
        for i in range(count):
            r[unsafe_offset=i] = op(p[unsafe_offset=i], value)
    else:
        for i in range(count):
            r[unsafe_offset = i * r_step] = op(p[unsafe_offset = i * p_step], q[unsafe_offset = i * q_step])


def transform[A: DType, R: DType, F: def(Scalar[A]) -> Scalar[R], //](result: Strided[R], a: Strided[A], f: F):
    """Sets each element of `result` to `f` of that of `a`, which has the same shape."""
    if result.count == 0:
        return
    if result.is_flat() and a.is_flat():
        var r = result.data
        var p = a.data

        def all_of(low: Int, high: Int) {var r, var p, imm f}:
            for i in range(low, high):
                r[unsafe_offset=i] = f(p[unsafe_offset=i])

        for_each_range(result.count, result.count, all_of)
        return

    def rows(low: Int, high: Int) {imm result, imm a, imm f}:
        for row in range(low, high):
            var r = result.data.unsafe_offset(result.offset_of(row))
            var p = a.data.unsafe_offset(a.offset_of(row))
            for i in range(result.row_length()):
                r[unsafe_offset = i * result.row_stride()] = f(p[unsafe_offset = i * a.row_stride()])

    for_each_range(result.count // result.row_length(), result.count, rows)


def update[
    dtype: DType, //, op: def(Scalar[dtype], Scalar[dtype]) thin -> Scalar[dtype]
](place: Strided[dtype], value: Scalar[dtype]):
    """Replaces each element by `op` of it and the value."""

    def each(x: Scalar[dtype]) {var value} -> Scalar[dtype]:
        return op(x, value)

    transform(place, place, each)


@__caller_location
def update[
    dtype: DType, //, op: def(Scalar[dtype], Scalar[dtype]) thin -> Scalar[dtype]
](place: Strided[dtype], other: Strided[dtype]):
    """Replaces each element by `op` of it and the other's, whose shape must broadcast to this one."""
    if broadcast(place.shape, other.shape) != place.shape:
        abort_with(String("a tensor of shape ", other.shape, " does not fit into one of shape ", place.shape))
    combine[op](place, place, other)
