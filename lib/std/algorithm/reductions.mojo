"""Sums and the like over many numbers.

The order of additions depends on nothing but the count: 32 lanes side by side within blocks of 16384 elements, the
blocks one after the other. So results have the same bits on every machine, with any number of threads.
"""

from std.builtin.prims import index_of
from std.dialect.parallel import parallel_for
from std.memory.allocate import allocate, release
from std.simd.limits import max_or_inf, min_or_neg_inf

comptime _BLOCK = 16384
comptime _LANES = 32
comptime _PARALLEL_BLOCKS = 8


@always_inline
def _block_end(k: Int, size: Int) -> Int:
    var end = (k + 1) * _BLOCK
    return end if end < size else size


@always_inline
def reduce_blocks[
    A: DType, F: def(Int, Int) -> Scalar[A], C: def(Scalar[A], Scalar[A]) -> Scalar[A], //
](size: Int, block: F, combine: C, start: Scalar[A]) -> Scalar[A]:
    """Combines `block(low, high)` of all blocks of `0..size`, in their order; the blocks are worked on in parallel if there are many."""
    var blocks = (size + _BLOCK - 1) // _BLOCK
    var total = start
    if blocks < _PARALLEL_BLOCKS:
        for k in range(blocks):
            total = combine(total, block(k * _BLOCK, _block_end(k, size)))
        return total
    var partials = allocate[Scalar[A]](blocks)

    def work(low: Int, high: Int) {imm block, imm partials, imm size}:
        for k in range(low, high):
            __op.write(__op.offset(partials, index_of(k)), block(k * _BLOCK, _block_end(k, size)))

    parallel_for(blocks, work)
    for k in range(blocks):
        total = combine(total, __op.deref[ImmUntrackedOrigin](__op.offset(partials, index_of(k))))
    release[Scalar[A]](partials, blocks)
    return total


@always_inline
def _wide[dtype: DType]() -> DType:
    """The type in which block sums are added up."""
    comptime if dtype == DType.float32 or dtype.is_half_float():
        return DType.float64
    else:
        return dtype


@always_inline
def map_sum[
    dtype: DType, F: def[width: Int](idx: Int) -> SIMD[dtype, width]
](size: Int, values: F) -> Scalar[dtype]:
    """The sum of `values` over `0..size`."""

    def block(low: Int, high: Int) {imm values} -> Scalar[_wide[dtype]()]:
        var lanes = SIMD[dtype, _LANES](0)
        var i = low
        while i <= high - _LANES:
            lanes += values[_LANES](i)
            i += _LANES
        var total = lanes.reduce_add()
        while i < high:
            total += values[1](i)
            i += 1
        return total.cast[_wide[dtype]()]()

    def add(a: Scalar[_wide[dtype]()], b: Scalar[_wide[dtype]()]) -> Scalar[_wide[dtype]()]:
        return a + b

    return reduce_blocks(size, block, add, Scalar[_wide[dtype]()](0)).cast[dtype]()


@always_inline
def sum[dtype: DType, m: Bool, o: Origin[mut=m], //](src: Span[Scalar[dtype], o]) -> Scalar[dtype]:
    """The sum of the elements; 0 for none."""
    var p = src.unsafe_ptr()

    def values[width: Int](i: Int) {imm p} -> SIMD[dtype, width]:
        return p.unsafe_load[width=width](i)

    return map_sum[dtype](len(src), values)


@always_inline
def mean[dtype: DType, m: Bool, o: Origin[mut=m], //](src: Span[Scalar[dtype], o]) -> Scalar[dtype]:
    """The arithmetic mean; of integers rounded toward zero."""
    return sum(src) / Scalar[dtype](len(src))


def variance[
    dtype: DType, m: Bool, o: Origin[mut=m], //
](src: Span[Scalar[dtype], o], correction: Int = 1) -> Scalar[dtype]:
    """The mean of the squared distances from the mean, with `len(src) - correction` as the divisor."""
    var p = src.unsafe_ptr()
    var center = mean(src)

    def values[width: Int](i: Int) {imm p, imm center} -> SIMD[dtype, width]:
        var d = p.unsafe_load[width=width](i) - SIMD[dtype, width](center)
        return d * d

    return map_sum[dtype](len(src), values) / Scalar[dtype](len(src) - correction)


def product[dtype: DType, m: Bool, o: Origin[mut=m], //](src: Span[Scalar[dtype], o]) -> Scalar[dtype]:
    """The product of the elements; 1 for none."""
    var p = src.unsafe_ptr()

    def block(low: Int, high: Int) {imm p} -> Scalar[dtype]:
        var lanes = SIMD[dtype, _LANES](1)
        var i = low
        while i <= high - _LANES:
            lanes *= p.unsafe_load[width=_LANES](i)
            i += _LANES
        var total = lanes.reduce_mul()
        while i < high:
            total *= p[unsafe_offset=i]
            i += 1
        return total

    def multiply(a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
        return a * b

    return reduce_blocks(len(src), block, multiply, Scalar[dtype](1))


def max[dtype: DType, m: Bool, o: Origin[mut=m], //](src: Span[Scalar[dtype], o]) -> Scalar[dtype]:
    """The largest element; the lowest value of the type for none."""
    var p = src.unsafe_ptr()

    def block(low: Int, high: Int) {imm p} -> Scalar[dtype]:
        var lanes = SIMD[dtype, _LANES](min_or_neg_inf[dtype]())
        var i = low
        while i <= high - _LANES:
            lanes = _larger(lanes, p.unsafe_load[width=_LANES](i))
            i += _LANES
        var total = lanes.reduce_max()
        while i < high:
            total = _larger(total, p[unsafe_offset=i])
            i += 1
        return total

    def larger(a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
        return _larger(a, b)

    return reduce_blocks(len(src), block, larger, min_or_neg_inf[dtype]())


def min[dtype: DType, m: Bool, o: Origin[mut=m], //](src: Span[Scalar[dtype], o]) -> Scalar[dtype]:
    """The smallest element; the highest value of the type for none."""
    var p = src.unsafe_ptr()

    def block(low: Int, high: Int) {imm p} -> Scalar[dtype]:
        var lanes = SIMD[dtype, _LANES](max_or_inf[dtype]())
        var i = low
        while i <= high - _LANES:
            lanes = _smaller(lanes, p.unsafe_load[width=_LANES](i))
            i += _LANES
        var total = lanes.reduce_min()
        while i < high:
            total = _smaller(total, p[unsafe_offset=i])
            i += 1
        return total

    def smaller(a: Scalar[dtype], b: Scalar[dtype]) -> Scalar[dtype]:
        return _smaller(a, b)

    return reduce_blocks(len(src), block, smaller, max_or_inf[dtype]())


@always_inline
def _larger[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.max(a._v, b._v))


@always_inline
def _smaller[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.min(a._v, b._v))


def map_reduce[
    dtype: DType,
    G: def[width: Int](idx: Int) -> SIMD[dtype, width],
    R: def[width: Int](SIMD[dtype, width], SIMD[dtype, width]) -> SIMD[dtype, width],
    //,
    simd_width: Int,
](size: Int, start: Scalar[dtype], generate: G, combine: R) -> Scalar[dtype]:
    """Combines `start` and `generate` over `0..size`; `combine` must not care about the order."""
    var total = start
    var i = 0
    if size >= simd_width:
        var lanes = generate[simd_width](0)
        i = simd_width
        while i <= size - simd_width:
            lanes = combine[simd_width](lanes, generate[simd_width](i))
            i += simd_width
        comptime for k in range(simd_width):
            total = combine[1](total, lanes[k])
    while i < size:
        total = combine[1](total, generate[1](i))
        i += 1
    return total


def cumsum[
    dtype: DType, o1: MutOrigin, m: Bool, o2: Origin[mut=m], //
](dst: Span[Scalar[dtype], o1], src: Span[Scalar[dtype], o2]):
    """Writes the sums of the first 1, 2, 3, ... elements."""
    var total = Scalar[dtype](0)
    for i in range(len(src)):
        total += src[i]
        dst[i] = total
