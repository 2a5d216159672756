"""Tuples, lists of arguments, unions, and properties tried with random values."""

from std.ffi import UnsafeUnion
from std.memory import forget_deinit
from std.testing import assert_equal, assert_false, assert_raises, assert_true
from std.testing.prop import PropTest, PropTestConfig, Rng, Strategy


def test_tuple() raises:
    var t = (1, String("x"), 2.5)
    assert_equal(t.first_of[String](), "x")
    t.first_of[Float64]() = 7.5
    assert_equal(String(t), "(1, x, 7.5)")
    var order = 0

    def note[idx: Int](var element: type_of(t).Ts[idx]) {mut order}:
        order = 10 * order + idx + 1
        forget_deinit(element^)

    t^.consume_elements(note)
    assert_equal(order, 123)
    var pair = (1, 2)

    def drop[idx: Int](var element: type_of(pair).Ts[idx]) {mut order}:
        order += idx
        forget_deinit(element^)

    pair^.deinit_with(drop)
    assert_equal(order, 124)


def joined(var *parts: String) -> String:
    var text = String()

    def add(i: Int, var part: String) {mut text}:
        text += String(i, part)

    parts^.consume_elements(add)
    return text


def test_arguments() raises:
    assert_equal(joined("a", "b"), "0a1b")


def test_union() raises:
    var u = UnsafeUnion[Int, Float64](5)
    assert_equal(u.unsafe_get[Int](), 5)
    assert_equal(String(u), "UnsafeUnion[SIMD[DType.int, 1], SIMD[DType.float64, 1]](size=8, align=8)")
    u.unsafe_set(2.5)
    assert_equal(u.unsafe_take[Float64](), 2.5)
    assert_equal(u.unsafe_ptr[Int]()[], 0x4004000000000000)


@fieldwise_init
struct Small(Strategy):
    comptime Value = Int

    def value(mut self, mut rng: Rng) raises -> Int:
        return rng.rand_int(min=0, max=9)


def holds(x: Int) raises:
    assert_true(0 <= x <= 9)


def fails(x: Int) raises:
    if x > 5:
        raise Error("too large")


def test_properties() raises:
    var rng = Rng(seed=42)
    var dice = rng.rand_int(min=1, max=6)
    assert_true(1 <= dice <= 6)
    assert_equal(rng.rand_scalar[DType.int8](min=3, max=3), 3)
    assert_equal(rng.rand_uint(min=5, max=5), 5)
    assert_true(rng.rand_bool(true_probability=1.0))
    assert_false(rng.rand_bool(true_probability=0.0))
    assert_equal(rng.rand_scalar[DType.float32](min=2.0, max=2.0), 2.0)
    PropTest().test[holds](Small())
    assert_equal(PropTestConfig(seed=7).runs, 100)
    with assert_raises(contains="Seed: 3\n\tError: too large"):
        PropTest(config=PropTestConfig(runs=1000, seed=3)).test[fails](Small())


def main() raises:
    test_tuple()
    test_arguments()
    test_union()
    test_properties()
