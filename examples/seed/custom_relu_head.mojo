from std.sys import argv
from std.time import perf_counter_ns
var args = argv()
var n = Int(String(args[1])) if len(args) > 1 else 1_000_000
var data: [f32] = allocate_array(n)
var output: [f32] = allocate_array(n)
for i in 0..n { data[i] = f32(i % 2001 - 1000) }
var start = perf_counter_ns()
