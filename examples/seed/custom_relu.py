"""The Python twin of custom_relu.mojo: one element after the other."""

import sys
import time


def custom_relu(x):
    return max(0, x) + 0.1 * x


n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
data = [float(i % 2001 - 1000) for i in range(n)]
start = time.perf_counter_ns()
output = [custom_relu(v) for v in data]
elapsed = time.perf_counter_ns() - start
print("result:", int(sum(output)))
print("nanoseconds:", elapsed)
