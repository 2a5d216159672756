"""Squares N 32-bit integers with the program of `square_array.mojo`, on every core: `mojito run square_array_main.mojo 10000000`."""

from std.sys import argv
from std.time import perf_counter_ns

from square_array import square_array


def main() raises:
    var args = argv()
    var n = Int(String(args[1])) if len(args) > 1 else 1_000_000
    var data = List[Int32](capacity=n)
    for i in range(n):
        data.append(Int32(i % 40_000))
    var start = perf_counter_ns()
    var squares = square_array(data)
    var elapsed = perf_counter_ns() - start
    var total: Int64 = 0
    for x in squares:
        total += Int64(x)
    print("result:", total)
    print("nanoseconds:", elapsed)
