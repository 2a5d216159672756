"""Clocks."""

from std.time.time import (
    global_perf_counter_ns,
    monotonic,
    perf_counter,
    perf_counter_ns,
    sleep,
    time_function,
)
