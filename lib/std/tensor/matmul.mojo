"""Products of matrices: blocked, in vectors, on every core (the scheme of Goto and van de Geijn, with one level of packing)."""

from std.sys.info import simd_width_of
from std.tensor.strided import Elements, for_each_range

comptime _ROWS = 4
comptime _VECTORS = 2
"""A tile of the result that stays in registers: so many rows, and vectors in each."""

comptime _DEPTH = 256
"""How much of the inner axis is worked on at a time: a panel of this depth stays in the first cache."""


def multiply_matrices[
    dtype: DType, //
](result: Elements[dtype], a: Elements[dtype], b: Elements[dtype], rows: Int, depth: Int, columns: Int):
    """result = a b, all in row-major order; a is rows x depth, b is depth x columns."""
    comptime width = simd_width_of[dtype]()
    comptime span = _VECTORS * width
    var panels = (columns + span - 1) // span
    var packed = List[Scalar[dtype]](unsafe_uninit_length=panels * depth * span)
    var p = Elements[dtype](_p=packed._data)

    def pack(low: Int, high: Int) {var p, var b, var depth, var columns}:
        for panel in range(low, high):
            var first = panel * span
            var valid = min(span, columns - first)
            for k in range(depth):
                var to = p.unsafe_offset((panel * depth + k) * span)
                var row = b.unsafe_offset(k * columns + first)
                for j in range(valid):
                    to[unsafe_offset=j] = row[unsafe_offset=j]
                for j in range(valid, span):
                    to[unsafe_offset=j] = 0

    for_each_range(panels, depth * columns, pack)

    def tiles(low: Int, high: Int) {var result, var a, var p, var rows, var depth, var columns, var panels}:
        for i in range(low * _ROWS * columns, min(high * _ROWS, rows) * columns):
            result[unsafe_offset=i] = 0
        var start = 0
        while start < depth:
            var steps = min(_DEPTH, depth - start)
            for panel in range(panels):
                var from_b = p.unsafe_offset((panel * depth + start) * span)
                var valid = min(span, columns - panel * span)
                for tile in range(low, high):
                    var row = tile * _ROWS
                    var to = result.unsafe_offset(row * columns + panel * span)
                    var from_a = a.unsafe_offset(row * depth + start)
                    if rows - row >= _ROWS:
                        _add_tile[_ROWS, width](to, from_a, from_b, steps, depth, columns, valid)
                    else:
                        for r in range(rows - row):
                            _add_tile[1, width](
                                to.unsafe_offset(r * columns),
                                from_a.unsafe_offset(r * depth),
                                from_b,
                                steps,
                                depth,
                                columns,
                                valid,
                            )
            start += steps

    for_each_range((rows + _ROWS - 1) // _ROWS, rows * depth * columns, tiles)
    _ = packed^


@always_inline
def _add_tile[
    dtype: DType, //, rows: Int, width: Int
](to: Elements[dtype], a: Elements[dtype], b: Elements[dtype], steps: Int, depth: Int, columns: Int, valid: Int):
    """Adds the products of `steps` columns of a and rows of b to `valid` columns of some rows of the result."""
    var sums = Array[SIMD[dtype, width], rows * _VECTORS](fill=SIMD[dtype, width](0))
    for k in range(steps):
        var from_b = b.unsafe_offset(k * _VECTORS * width)
        comptime for v in range(_VECTORS):
            var vector = from_b.unsafe_load[width=width](v * width)
            comptime for r in range(rows):
                sums[r * _VECTORS + v] += SIMD[dtype, width](a[unsafe_offset = r * depth + k]) * vector
    comptime for r in range(rows):
        var row = to.unsafe_offset(r * columns)
        comptime for v in range(_VECTORS):
            var sum = sums[r * _VECTORS + v]
            if (v + 1) * width <= valid:
                row.unsafe_store(v * width, row.unsafe_load[width=width](v * width) + sum)
            else:
                comptime for lane in range(width):
                    if v * width + lane < valid:
                        row[unsafe_offset = v * width + lane] += sum[lane]
