"""Memory: spans of storage, allocations, pointers with strides."""

from std.collections import OptionalReg, check_bounds
from std.memory import (
    Alignment,
    Allocation,
    ArcPointer,
    Layout,
    MaybeUninit,
    OwnedPointer,
    alloc,
    dealloc,
)
from std.sys import align_of
from std.testing import assert_equal, assert_false, assert_true


def test_span_of_numbers() raises:
    var l = List[UInt8](length=35, fill=0)
    for i in range(35):
        l[i] = UInt8(i + 1)

    def double[w: SIMDLength](x: SIMD[DType.uint8, w]) -> SIMD[DType.uint8, w]:
        return x * 2

    def is_big[w: SIMDLength](x: SIMD[DType.uint8, w]) -> SIMD[DType.bool, w]:
        return x.gt(20)

    var s = Span(l)
    s.apply(double)
    assert_equal(s[0], 2)
    assert_equal(s[34], 70)
    assert_equal(s.count(is_big), 25)
    s.apply(double, cond=is_big)
    assert_equal(s[0], 2)
    assert_equal(s[34], 140)
    assert_equal(s.as_ref()[], 2)


def empty(i: Int) -> MaybeUninit[String]:
    return MaybeUninit[String]()


def test_span_of_storage() raises:
    var storage = Array[MaybeUninit[String], 2](fill_with=empty)
    var span = Span(storage)
    var source: List[String] = ["x", "y"]
    var copied = span.unsafe_init_copy_from(Span(source))
    var shown_copies = String(copied)
    copied.unsafe_deinit_elements()
    var text = String("")

    def eat(var s: String) {mut text}:
        text += s

    var moved = span.unsafe_init_move_from(Span(source))
    moved.unsafe_deinit_elements_with(eat)

    def make(i: Int) -> String:
        return String("m", i)

    var made = span.unsafe_init_with(make)
    var shown = String(made)
    var assumed = String(span.unsafe_assume_init())
    made.unsafe_deinit_elements()

    def forget(var m: MaybeUninit[String]):
        m^.unsafe_forget()

    storage^.deinit_with(forget)
    dealloc(source.unsafe_take_allocation())
    assert_equal(shown_copies, "[x, y]")
    assert_equal(text, "xy")
    assert_equal(shown, "[m0, m1]")
    assert_equal(assumed, "[m0, m1]")


def test_allocation() raises:
    assert_equal(String(Layout[Int](count=3)), "Layout[SIMD[DType.int, 1], alignment=8](count=3)")
    assert_equal(String(Alignment.of[Int32]()), "4")
    assert_equal(repr(Alignment.of[Int32]()), "Alignment(_value=Int(4))")
    var a = alloc(Layout[Int](count=3))
    var shown = String(a)
    dealloc(a^)
    assert_true(shown.startswith("Allocation[SIMD[DType.int, 1], alignment=8](pointer=0x"))
    assert_true(shown.endswith(", layout=Layout[SIMD[DType.int, 1], alignment=8](count=3))"))
    var list: List[Int] = [1, 2, 3]
    var taken = list.unsafe_take_allocation()
    var third = taken.unsafe_ptr()[unsafe_offset=2]
    dealloc(taken^)
    assert_equal(third, 3)
    assert_equal(len(list), 0)
    var owned = OwnedPointer(5)
    var inner = owned^.unsafe_take_allocation()
    var five = inner.unsafe_ptr()[]
    dealloc(inner^)
    assert_equal(five, 5)
    var shared = ArcPointer(String("hi"))
    assert_equal(shared.ptr()[], "hi")
    var watcher = ArcPointer[String].WeakPointer(downgrade=shared)
    assert_equal(watcher.try_upgrade().value()[], "hi")
    _ = shared^
    assert_false(watcher.try_upgrade())


def test_strides() raises:
    var numbers = List[Int32](length=8, fill=0)
    for i in range(8):
        numbers[i] = Int32(i)
    var p = numbers.unsafe_ptr()
    assert_equal(p.unsafe_strided_load[width=4](2), SIMD[DType.int32, 4](0, 2, 4, 6))
    p.unsafe_strided_store(SIMD[DType.int32, 2](10, 20), 3)
    assert_equal(numbers[3], 20)
    var at = SIMD[DType.int, 4](7, 6, 5, 4)
    assert_equal(p.unsafe_gather(at), SIMD[DType.int32, 4](7, 6, 5, 4))
    p.unsafe_scatter(at, SIMD[DType.int32, 4](1, 2, 3, 4))
    assert_equal(numbers[7], 1)
    assert_equal(numbers[4], 4)


def test_optional_reg() raises:
    var o = OptionalReg(5)
    assert_true(o)
    assert_equal(o.value(), 5)
    assert_equal(o.or_else(3), 5)
    assert_equal(OptionalReg[Int]().or_else(4), 4)
    assert_true(OptionalReg[Int](None) is None)
    assert_true(o is not None)
    assert_equal(OptionalReg(Optional(6)).unsafe_value(), 6)


def test_lengths() raises:
    comptime n: SIMDLength = 12
    comptime m: SIMDLength = 10
    assert_equal(Int(n & m), 8)
    assert_equal(Int(n >> 1), 6)
    assert_equal(Int(n**2), 144)
    var k = n
    k *= 2
    k >>= 1
    assert_equal(Int(k), 12)


def main() raises:
    test_span_of_numbers()
    test_span_of_storage()
    test_allocation()
    test_strides()
    test_optional_reg()
    check_bounds(2, 3)
    test_lengths()
