var elapsed = perf_counter_ns() - start
var total = 0.0
for i in 0..output.length { total += Float64(output[i]) }
print("result:", Int(total))
print("nanoseconds:", elapsed)
