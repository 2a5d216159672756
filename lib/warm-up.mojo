"""What most programs use of the library: compiled once when mojito is installed, so that it is known at every start."""

from std.sys import argv
from std.time import perf_counter_ns


@fieldwise_init
struct Point(Copyable, Writable):
    var x: Int
    var y: Float64


def largest[T: Comparable & ImplicitlyCopyable & Deinitable](values: List[T]) -> T:
    var result = values[0]
    for value in values:
        if value > result:
            result = value
    return result


def half(n: Int) raises -> Int:
    if n % 2 != 0:
        raise Error("odd: ", n)
    return n // 2


def main() raises:
    var numbers: List[Int] = [3, 1, 2]
    numbers.append(len(argv()))
    var squares = [x * x for x in numbers if x > 1]
    print("hello", largest(squares), 2.5, True, numbers)
    var words: Dict[String, Int] = {"one": 1, "two": 2}
    words["three"] = 3
    for item in words.items():
        print(item.key, item.value)
    var point = Point(x=1, y=2.0)
    print(t"{point} {point.y * 2.0}", String(point.x).upper(), sep=", ")
    try:
        print(half(3))
    except error:
        print(error)
    var total: Float64 = 0.0
    for i, word in enumerate("a b c".split(" ")):
        total += Float64(i) + Float64(word.byte_length())
    var start = perf_counter_ns()
    print(total, max(1, 2), abs(-3), perf_counter_ns() >= start)
