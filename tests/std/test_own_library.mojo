"""What this library promises beyond the reference."""

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


def main() raises:
    test_interval_tree_of_many()
