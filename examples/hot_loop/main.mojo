"""x**2 over N values, appended to a list."""

from std.sys import argv
from std.time import perf_counter_ns


def main() raises:
    var args = argv()
    var n = Int(String(args[1])) if len(args) > 1 else 1_000_000
    var data = List[Float64](capacity=n)
    var state: UInt64 = 42
    for _ in range(n):
        state = state * 6364136223846793005 + 1442695040888963407
        data.append(Float64(state >> 11) / 9007199254740992.0)
    var start = perf_counter_ns()
    var result = List[Float64]()
    for x in data:
        result.append(x**2)
    var elapsed = perf_counter_ns() - start
    var total = 0.0
    for x in result:
        total += x
    print("result:", len(result), total)
    print("nanoseconds:", elapsed)
