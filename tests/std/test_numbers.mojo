"""Numbers: bytes, intervals, prepared divisors, modes of the processor."""

from std.collections.interval import Interval, IntervalTree
from std.benchmark import black_box
from std.math import exp
from std.math.math import exp_approx_f32
from std.memory import unsafe_memset_zero
from std.simd import FastMathFlag
from std.sys.info import Endian
from std.testing import assert_equal, assert_false, assert_true
from std.utils.fast_div import FastDiv
from std.utils.numerics import FlushDenormals, FPUtils


def test_bytes() raises:
    var number = UInt32(0x12345678)
    assert_equal(String(number.as_bytes()), "[120, 86, 52, 18]")
    assert_equal(String(number.as_bytes[endian=Endian.big]()), "[18, 52, 86, 120]")
    assert_equal(UInt32.from_bytes(number.as_bytes()), number)
    assert_equal(UInt32.from_bytes[endian=Endian.big](number.as_bytes[endian=Endian.big]()), number)
    assert_equal(number.to_endian[Endian.big](), 0x78563412)
    assert_equal(UInt32.from_endian[Endian.big](number), 0x78563412)
    assert_equal(number.to_endian[Endian.little](), number)
    assert_equal(String(SIMD[DType.uint16, 2](1, 2).as_bytes()), "[1, 0, 2, 0]")
    assert_equal(String(Endian.little), "Endian.little")
    assert_true(Endian.native() == Endian.little)


def test_intervals() raises:
    var i = Interval(1, 5)
    assert_equal(String(i), "(1, 5)")
    assert_equal(repr(i), "Interval[SIMD[DType.int, 1]](start=Int(1), end=Int(5))")
    assert_equal(len(i), 4)
    assert_true(i)
    assert_false(Interval(2, 2))
    assert_true(3 in i)
    assert_false(5 in i)
    assert_true(Interval(2, 3) in i)
    assert_false(i.overlaps(Interval(5, 6)))
    assert_true(i.overlaps(Interval(4, 6)))
    assert_equal(String(i.union(Interval(3, 9))), "(1, 9)")
    assert_equal(String(i.intersection(Interval(3, 9))), "(3, 5)")
    assert_true(i < Interval(2, 3))
    assert_true(i <= Interval(1, 5))
    assert_false(i > Interval(0, 9))
    assert_true(i > Interval(3, 4))
    assert_true(i == Interval((1, 5)))
    assert_false(i < Interval(1, 6))
    assert_true(i >= Interval(1, 4))


def test_interval_tree() raises:
    var tree = IntervalTree[Int, Int]()
    tree.insert((4, 8), 2)
    tree.insert(Interval(1, 5), 1)
    tree.insert((10, 12), 3)
    assert_equal(tree.depth(), 2)
    assert_equal(len(tree.search((4, 5))), 2)
    assert_equal(len(tree.search(Interval(8, 9))), 0)
    assert_equal(String(tree), "├─(4, 8)=2\n  └─(1, 5)=1\n  ├─(10, 12)=3\n")


def test_fast_div() raises:
    var by_seven = FastDiv[DType.uint32](7)
    assert_equal(100 / by_seven, 14)
    assert_equal(100 % by_seven, 2)
    assert_equal(by_seven.__divmod__(100)[0], 14)
    assert_equal(by_seven.__divmod__(100)[1], 2)
    assert_equal(
        String(by_seven), "div: 7\nmprime: 613566757\nsh1: 1\nsh2: 2\nis_pow2: False\nlog2_shift: 3\n"
    )
    comptime U = Scalar[FastDiv[DType.uint32].uint_type]
    for d in range(1, 200):
        var by = FastDiv[DType.uint32](d)
        for n in [UInt32(0), 1, 6, 7, 99, 12345, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF]:
            assert_equal(UInt32(by.__rtruediv__(U(n))), n // UInt32(d))
            assert_equal(UInt32(by.__rmod__(U(n))), n % UInt32(d))


def test_approximations() raises:
    for i in range(-20, 20):
        var x = Float32(i) / 10
        assert_true(abs(exp_approx_f32[1](x) / exp(x) - 1) < 1e-2)


def test_partial_reductions() raises:
    var v = SIMD[DType.int32, 8](1, 2, 3, 4, 5, 6, 7, 8)
    assert_equal(v.reduce_add[2](), SIMD[DType.int32, 2](16, 20))
    assert_equal(v.reduce_mul[4](), SIMD[DType.int32, 4](5, 12, 21, 32))
    assert_equal(v.reduce_min[2](), SIMD[DType.int32, 2](1, 2))
    assert_equal(v.reduce_max[4](), SIMD[DType.int32, 4](5, 6, 7, 8))
    assert_equal(v.reduce_and[2](), SIMD[DType.int32, 2](1, 0))
    assert_equal(v.reduce_or[2](), SIMD[DType.int32, 2](7, 14))
    assert_equal(v.reduce_add(), 36)
    var list = List[Int32]()
    list.extend(v)
    list.extend(v, count=2)
    assert_equal(len(list), 10)
    assert_equal(list[9], 2)


def compare(x: Int32) -> Int:
    return Int(x) - 5


def test_search() raises:
    var list: List[Int32] = [1, 3, 5, 7]
    assert_equal(Span(list).binary_search_by[compare]().value(), 2)
    var p = list.unsafe_ptr()
    assert_equal(p.unsafe_offset(3) - p, 3)
    unsafe_memset_zero[count=2](p)
    assert_equal(list[1], 0)
    assert_equal(list[2], 5)
    assert_equal(black_box(take=String("x")), "x")


def test_modes() raises:
    assert_true(FastMathFlag.NONE != FastMathFlag.FAST)
    assert_true(FastMathFlag.CONTRACT == FastMathFlag.CONTRACT)
    assert_equal(String(FPUtils[DType.float32].integral_type), "int32")
    var tiny = Float32(1e-39)
    with FlushDenormals():
        pass
    assert_true(tiny > 0)


def main() raises:
    test_bytes()
    test_intervals()
    test_interval_tree()
    test_fast_div()
    test_approximations()
    test_partial_reductions()
    test_search()
    test_modes()
