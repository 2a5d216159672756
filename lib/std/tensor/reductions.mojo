"""Sums, extremes and the like, of all elements or along one axis.

Elements are taken in blocks of a fixed size, and the results of the blocks in order, so that every machine, with however many
cores, adds up the same.
"""

from std.tensor.strided import Elements, Strided, for_each_range

comptime _BLOCK = 4096
comptime _LANES = 16


trait Folding:
    """An operation of two values that may be done in any grouping."""

    @staticmethod
    def fold[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        ...


struct Sum(Folding):
    @staticmethod
    @always_inline
    def fold[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return a + b


struct Least(Folding):
    @staticmethod
    @always_inline
    def fold[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return min(a, b)


struct Greatest(Folding):
    @staticmethod
    @always_inline
    def fold[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> SIMD[dtype, width]:
        return max(a, b)


def fold_all[dtype: DType, //, F: Folding](data: Elements[dtype], count: Int, start: Scalar[dtype]) -> Scalar[dtype]:
    """The folding of `start` and all elements, which lie one after the other; `start` must not change the result."""
    var blocks = (count + _BLOCK - 1) // _BLOCK
    if blocks <= 1:
        return _fold[F](data, count, start)
    var partials = List[Scalar[dtype]](unsafe_uninit_length=blocks)
    var p = Elements[dtype](_p=partials._data)

    def part(low: Int, high: Int) {var data, var p, var count, var start}:
        for block in range(low, high):
            var at = block * _BLOCK
            p[unsafe_offset=block] = _fold[F](data.unsafe_offset(at), min(_BLOCK, count - at), start)

    for_each_range(blocks, count, part)
    var result = start
    for value in partials:
        result = F.fold(result, value)
    return result


@always_inline
def _fold[dtype: DType, //, F: Folding](data: Elements[dtype], count: Int, start: Scalar[dtype]) -> Scalar[dtype]:
    var lanes = SIMD[dtype, _LANES](start)
    var i = 0
    while i + _LANES <= count:
        lanes = F.fold(lanes, data.unsafe_load[width=_LANES](i))
        i += _LANES
    var result = start
    comptime for lane in range(_LANES):
        result = F.fold(result, lanes[lane])
    while i < count:
        result = F.fold(result, data[unsafe_offset=i])
        i += 1
    return result


def fold_axis[dtype: DType, //, F: Folding](result: Elements[dtype], data: Elements[dtype], outer: Int, length: Int, inner: Int, start: Scalar[dtype]):
    """Folds the middle one of three axes: `result[o, i] = F(data[o, 0, i], data[o, 1, i], ...)`."""

    def part(low: Int, high: Int) {var result, var data, var length, var inner, var start}:
        for o in range(low, high):
            var from_data = data.unsafe_offset(o * length * inner)
            if inner == 1:
                result[unsafe_offset=o] = fold_all[F](from_data, length, start)
                continue
            var to = result.unsafe_offset(o * inner)
            for i in range(inner):
                to[unsafe_offset=i] = start
            for k in range(length):
                var row = from_data.unsafe_offset(k * inner)
                for i in range(inner):
                    to[unsafe_offset=i] = F.fold(to[unsafe_offset=i], row[unsafe_offset=i])

    for_each_range(outer, outer * length * inner, part)


def position_of_first[
    dtype: DType, //, better: def(Scalar[dtype], Scalar[dtype]) thin -> Scalar[DType.bool]
](data: Elements[dtype], count: Int, step: Int) -> Int:
    """The first of `count` elements, `step` apart, that no other one is better than."""
    var best = 0
    for k in range(1, count):
        if better(data[unsafe_offset = k * step], data[unsafe_offset = best * step]):
            best = k
    return best
