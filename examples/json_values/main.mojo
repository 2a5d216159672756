"""Squares and sums one numeric field of every object in some JSON files: `mojito run main.mojo [--field NAME] FILE...`."""

from std.json import load
from std.sys import argv
from std.time import perf_counter_ns


def main() raises:
    var args = argv()
    var field = String("value")
    var first = 1
    if len(args) > 2 and args[1] == "--field":
        field = String(args[2])
        first = 3
    var count = 0
    var total = 0.0
    var start = perf_counter_ns()
    for i in range(first, len(args)):
        var document = load(String(args[i]))
        for item in document:
            if item.has_number(field):
                var x = item.number(field)
                total += x * x
                count += 1
    var elapsed = perf_counter_ns() - start
    print("result:", count, total)
    print("nanoseconds:", elapsed)
