"""`run`: how long a function takes."""

from std.benchmark.report import Batch, Report, Unit
from std.time.time import perf_counter_ns


@always_inline
def _time_of_calls[F: def() raises -> None, //](f: F, count: Int) raises -> Int:
    var start = perf_counter_ns()
    for _ in range(count):
        f()
    return perf_counter_ns() - start


def run[
    F: def() raises -> None, //
](
    f: F,
    num_warmup_iters: Int = 1,
    max_iters: Int = 1_000_000_000,
    min_runtime_secs: Float64 = 0.1,
    max_runtime_secs: Float64 = 60,
    max_batch_size: Int = 0,
) raises -> Report:
    """Calls `f` in growing batches until there were enough calls, or the time is up."""
    var report = Report()
    var batch = 1
    if num_warmup_iters > 0:
        report.warmup_duration = _time_of_calls(f, num_warmup_iters)
        # Batches of a tenth of the time that must be spent at least.
        var each = max(report.warmup_duration // num_warmup_iters, 1)
        batch = max(Int(min_runtime_secs * 1e8) // each, 1)
    var least = Int(min_runtime_secs * 1e9)
    var most = Int(max_runtime_secs * 1e9)
    var total = 0
    var calls = 0
    while calls < max_iters and total < most:
        var size = min(batch, max_iters - calls)
        if max_batch_size > 0:
            size = min(size, max_batch_size)
        var duration = _time_of_calls(f, size)
        report.runs.append(Batch(duration, size, True))
        total += duration
        calls += size
        if total >= least:
            break
        var each = max(total // calls, 1)
        batch = max(min((least - total) // each + 1, 10 * batch), 1)
    return report^
