"""Measuring how long things take."""

from std.benchmark.bencher import (
    Bench,
    BenchConfig,
    BenchId,
    BenchMetric,
    Bencher,
    BenchmarkInfo,
    Format,
    Mode,
    ThroughputMeasure,
)
from std.benchmark.benchmark import run
from std.benchmark.compiler import black_box, clobber_memory, keep
from std.benchmark.quick_bench import QuickBench
from std.benchmark.report import Batch, Report, Unit
