"""Loops on the process's pool of threads."""

from std.algorithm.vectorize import vectorize
from std.dialect.parallel import parallel_for, parallel_reduce
from std.utils.index import IndexList


def parallelize[F: def(Int) -> None, //](func: F, num_work_items: Int):
    """Calls `func(i)` for each `i` in `0..num_work_items`, on all threads of the pool; returns when all are done."""

    def chunk(low: Int, high: Int) {imm func}:
        for i in range(low, high):
            func(i)

    parallel_for(num_work_items, chunk)


def parallelize[F: def(Int) -> None, //](func: F, num_work_items: Int, num_workers: Int):
    """The same in at most `num_workers` pieces at a time."""
    var pieces = max(min(num_workers, num_work_items), 1)

    def piece(k: Int) {imm func, imm pieces, imm num_work_items}:
        for i in range(num_work_items * k // pieces, num_work_items * (k + 1) // pieces):
            func(i)

    parallelize(piece, pieces)


def sync_parallelize[F: def(Int) -> None, //](func: F, num_work_items: Int):
    """As `parallelize`."""
    parallelize(func, num_work_items)


def parallelize_over_rows[
    F: def(Int, Int) -> None, //
](shape: IndexList, axis: Int, func: F, grain_size: Int):
    """Calls `func(low, high)` for ranges of the rows along `axis`, in parallel if there are more than `grain_size` elements."""
    var total = shape.flattened_length()
    var rows = total // max(shape[axis], 1)
    if total <= grain_size:
        func(0, rows)
    else:
        parallel_for(rows, func)


def elementwise[
    F: def[width: Int](idx: Int) -> None, //, simd_width: Int, *, parallel_from: Int = 65536
](size: Int, func: F):
    """Calls `func` for all elements in vectors, in parallel if there are many."""
    if size < parallel_from:
        vectorize[simd_width](size, func)
        return

    def chunk(low: Int, high: Int) {imm func}:
        def shifted[width: Int](i: Int) {imm func, imm low}:
            func[width](low + i)

        vectorize[simd_width](high - low, shifted)

    parallel_for(size, chunk)


def elementwise[
    rank: Int,
    element_type: DType,
    F: def[width: Int](idx: IndexList[rank, element_type=element_type]) -> None,
    //,
    simd_width: Int,
](shape: IndexList[rank, element_type=element_type], func: F):
    """Calls `func` for all elements of an array of that shape; a vector lies along the last dimension."""
    var columns = shape[rank - 1]
    var rows = shape.flattened_length() // max(columns, 1)

    def chunk(low: Int, high: Int) {imm func, imm shape, imm columns}:
        for row in range(low, high):
            var at = IndexList[rank, element_type=element_type]()
            var rest = row
            var d = rank - 2
            while d >= 0:
                at[d] = rest % shape[d]
                rest = rest // shape[d]
                d -= 1
            var i = 0
            while i <= columns - simd_width:
                at[rank - 1] = i
                func[simd_width](at)
                i += simd_width
            while i < columns:
                at[rank - 1] = i
                func[1](at)
                i += 1

    if rows * columns < 65536:
        chunk(0, rows)
    else:
        parallel_for(rows, chunk)
