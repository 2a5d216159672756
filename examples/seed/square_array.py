"""The Python twin of square_array_main.mojo: a pool of processes."""

import sys
import time
from multiprocessing import Pool


def square(x):
    return x**2


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    data = [i % 40_000 for i in range(n)]
    start = time.perf_counter_ns()
    with Pool(4) as p:
        results = p.map(square, data)
    elapsed = time.perf_counter_ns() - start
    print("result:", sum(results))
    print("nanoseconds:", elapsed)
