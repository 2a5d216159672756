"""The Python twin of main.mojo."""

import sys
import time

n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
state = 42
data = []
for _ in range(n):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    data.append((state >> 11) / 9007199254740992.0)
start = time.perf_counter_ns()
result = []
for x in data:
    result.append(x**2)
elapsed = time.perf_counter_ns() - start
total = 0.0
for x in result:
    total += x
print("result:", len(result), total)
print("nanoseconds:", elapsed)
