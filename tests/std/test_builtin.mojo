"""Tuples, lists of arguments, unions, and properties tried with random values."""

from std.ffi import RTLD, UnsafeUnion
from std.logger import Level, Logger
from std.memory import forget_deinit
from std.memory.unsafe_pointer import pointer_to_int
from std.os import remove
from std.tempfile import mkdtemp
from std.testing import assert_equal, assert_false, assert_raises, assert_true
from std.testing.prop import PropTest, PropTestConfig, Rng, Strategy
from std.testing.prop.strategy import *
from std.utils import Index


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


def test_lists_of_types() raises:
    assert_true(TypeList.of[Int, String].contains[Int]())
    assert_false(TypeList.of[Int, String].contains[Float64]())


def consumed[*Ts: Deinitable & Movable](var *parts: *Ts) -> Int:
    var total = 0

    def count[idx: Int](var part: type_of(parts).Ts[idx]) {mut total}:
        total += idx + 1
        forget_deinit(part^)

    parts^.consume_elements(count)
    return total


def test_pack() raises:
    assert_equal(consumed(1, String("x"), 2.5), 6)


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
    PropTest().test[holds](Int.strategy(min=0, max=9))
    var vectors = SIMD[DType.uint8, 4].strategy(min=7, max=7)
    assert_equal(vectors.value(rng), SIMD[DType.uint8, 4](7))
    var lists = List[Int].strategy(Int.strategy(min=2, max=2), min_len=3, max_len=3)
    assert_equal(String(lists.value(rng)), "[2, 2, 2]")
    var texts = String.ascii_strategy(max_len=5)
    assert_true(texts.value(rng).byte_length() <= 5)
    var wide = String.utf8_strategy(min_len=2, max_len=2)
    assert_equal(wide.value(rng).count_codepoints(), 2)
    with assert_raises(contains="Seed: 3\n\tError: too large"):
        PropTest(config=PropTestConfig(runs=1000, seed=3)).test[fails](Small())


def test_files() raises:
    var path = mkdtemp() + "/text"
    var file = open(path, "w")
    assert_equal(file.write_once(StaticString("abc").as_bytes()), 3)
    file.close()
    assert_equal(open(path, "r").read(), "abc")
    remove(path)


def test_logger() raises:
    var path = mkdtemp() + "/log"
    var file = open(path, "w")
    var descriptor = RawFileDescriptor(Int32(file.handle))
    var plain = Logger[Level.INFO](descriptor)
    plain.info("a", 1)
    plain.debug("not written")
    plain.error("b", 2, sep="-", end="!\n")
    var prefixed = Logger[Level.INFO](descriptor, prefix="[x] ")
    prefixed.warning("c")
    file.close()
    assert_equal(open(path, "r").read(), "INFO::: a 1\nERROR::: b-2!\n[x] c\n")
    remove(path)


def test_small_things() raises:
    assert_equal(Int(Index(1, 2, 3).as_index_tuple()[1]), 2)
    var x = 5
    var p = Pointer(to=x)
    assert_equal(pointer_to_int(p), Int(p))
    assert_equal(pointer_to_int(Optional[Pointer[Int, origin_of(x)]]()), 0)
    assert_false(Error("x").get_stack_trace())
    assert_equal(Int(7).value(), 7)
    assert_equal(RTLD.NOW, 2)


def main() raises:
    test_tuple()
    test_arguments()
    test_union()
    test_lists_of_types()
    test_pack()
    test_files()
    test_logger()
    test_small_things()
    test_properties()
