"""What this library promises beyond the reference."""

from max.algorithm import parallelize as max_parallelize
from max.algorithm.functional import elementwise as max_elementwise
from std.algorithm import elementwise, map_reduce, mean, parallelize, product, sum, sync_parallelize, variance
from std.algorithm.reduction import cumsum, max as largest, min as smallest
from std.collections.interval import Interval, IntervalTree
from std.testing import assert_equal, assert_false, assert_true


def test_interval_tree_of_many() raises:
    var tree = IntervalTree[Int, Int]()
    for k in range(100):
        var start = (k * 37) % 100
        tree.insert((start, start + 5), start)
    assert_true(tree.depth() <= 9)
    assert_equal(String(tree.search((50, 52))), "[46, 47, 48, 49, 50, 51]")
    assert_equal(len(tree.search(Interval(105, 200))), 0)
    assert_equal(len(tree.search(Interval(0, 1000))), 100)


def test_parallel_loops() raises:
    var squares = List[Int](length=1000, fill=0)

    def square(i: Int) {mut squares}:
        squares[i] = i * i

    parallelize(square, 1000)
    assert_equal(sum(Span(squares)), 332833500)
    squares.resize(1000, 0)
    parallelize(square, 1000, 4)
    sync_parallelize(square, 1000)
    max_parallelize(square, 1000)
    assert_equal(squares[999], 998001)


def test_elementwise() raises:
    var numbers = List[Float32](length=100_000, fill=1)
    var p = numbers.unsafe_ptr()

    def double[width: Int](i: Int) {imm p}:
        p.unsafe_store(i, p.unsafe_load[width=width](i) * 2)

    elementwise[8](len(numbers), double)
    max_elementwise[8](len(numbers), double)
    assert_equal(sum(Span(numbers)), 400_000.0)


def test_reductions() raises:
    var numbers: List[Float64] = [3, 1, 4, 1, 5, 9, 2, 6]
    assert_equal(sum(Span(numbers)), 31.0)
    assert_equal(mean(Span(numbers)), 3.875)
    assert_equal(product(Span(numbers)), 6480.0)
    assert_equal(largest(Span(numbers)), 9.0)
    assert_equal(smallest(Span(numbers)), 1.0)
    assert_equal(variance(Span(numbers)), 7.553571428571429)
    var sums = List[Float64](length=8, fill=0)
    cumsum(Span(sums), Span(numbers))
    assert_equal(sums[7], 31.0)
    assert_equal(sums[2], 8.0)

    def value[width: Int](i: Int) -> SIMD[DType.int64, width]:
        var result = SIMD[DType.int64, width]()
        comptime for k in range(width):
            result[k] = Int64(i + k)
        return result

    def add[width: Int](a: SIMD[DType.int64, width], b: SIMD[DType.int64, width]) -> SIMD[DType.int64, width]:
        return a + b

    assert_equal(map_reduce[4](11, Int64(100), value, add), 155)


def main() raises:
    test_parallel_loops()
    test_elementwise()
    test_reductions()
    test_interval_tree_of_many()
