"""The Python twin of main.mojo."""

import json
import sys
import time

args = sys.argv[1:]
field = "value"
if len(args) > 1 and args[0] == "--field":
    field = args[1]
    args = args[2:]
count = 0
total = 0.0
start = time.perf_counter_ns()
for name in args:
    with open(name, encoding="utf-8") as f:
        for item in json.load(f):
            x = item.get(field)
            if isinstance(x, (int, float)) and not isinstance(x, bool):
                total += float(x) * float(x)
                count += 1
elapsed = time.perf_counter_ns() - start
print("result:", count, total)
print("nanoseconds:", elapsed)
