"""`Bench`: several measurements and a table of them."""

from std.benchmark.benchmark import run
from std.benchmark.report import Batch, Report
from std.time.time import perf_counter_ns


struct BenchMetric(Equatable, ImplicitlyCopyable, Writable):
    """What is counted besides time."""

    comptime elements = BenchMetric(0, "throughput", "GElems/s")
    comptime bytes = BenchMetric(1, "DataMovement", "GB/s")
    comptime flops = BenchMetric(2, "Arithmetic", "GFLOPS/s")
    comptime theoretical_flops = BenchMetric(3, "TheoreticalArithmetic", "GFLOPS/s")

    var code: Int
    var name: String
    var unit: String

    def __init__(out self, code: Int, var name: String, var unit: String):
        self.code = code
        self.name = name^
        self.unit = unit^

    def __eq__(self, other: Self) -> Bool:
        return self.code == other.code

    def check_name(self, alt_name: String) -> Bool:
        return self.name.lower() == alt_name.lower()

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.name, " (", self.unit, ")")


struct ThroughputMeasure(ImplicitlyCopyable, Writable):
    """How much of something one call does."""

    var metric: BenchMetric
    var value: Int

    def __init__(out self, var metric: BenchMetric, value: Int):
        self.metric = metric^
        self.value = value

    def compute(self, elapsed_sec: Float64) -> Float64:
        """Billions a second."""
        return Float64(self.value) * 1e-9 / elapsed_sec

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.metric, ": ", self.value)


struct BenchId(Copyable, Equatable, Writable):
    """The name of a measurement."""

    var func_name: String
    var input_id: Optional[String]

    def __init__(out self, func_name: String):
        self.func_name = func_name
        self.input_id = None

    def __init__(out self, func_name: String, input_id: String):
        self.func_name = func_name
        self.input_id = input_id

    def __eq__(self, other: Self) -> Bool:
        return String(self) == String(other)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.func_name)
        if self.input_id:
            writer.write("/", self.input_id.value())


struct BenchConfig(Copyable):
    """How long and how often to measure."""

    var min_runtime_secs: Float64
    var max_runtime_secs: Float64
    var num_warmup_iters: Int
    var max_batch_size: Int
    var max_iters: Int
    var num_repetitions: Int

    def __init__(
        out self,
        *,
        min_runtime_secs: Float64 = 0,
        max_runtime_secs: Float64 = 1,
        num_warmup_iters: Int = 10,
        max_batch_size: Int = 0,
        max_iters: Int = 1000,
        num_repetitions: Int = 1,
    ):
        self.min_runtime_secs = min_runtime_secs
        self.max_runtime_secs = max_runtime_secs
        self.num_warmup_iters = num_warmup_iters
        self.max_batch_size = max_batch_size
        self.max_iters = max_iters
        self.num_repetitions = num_repetitions


struct Bencher(Movable):
    """What a measured function gets: it must call `iter` with what is to be timed."""

    var num_iters: Int
    var elapsed: Int

    def __init__(out self, num_iters: Int, elapsed: Int = 0):
        self.num_iters = num_iters
        self.elapsed = elapsed

    @always_inline
    def iter[F: def() -> None, //](mut self, f: F):
        """Calls `f` so many times and takes the time."""
        var start = perf_counter_ns()
        for _ in range(self.num_iters):
            f()
        self.elapsed = perf_counter_ns() - start

    @always_inline
    def iter_custom[F: def(Int) -> Int, //](mut self, func: F):
        """`func` makes so many iterations and gives the nanoseconds that count."""
        self.elapsed = func(self.num_iters)


struct BenchmarkInfo(Copyable):
    """A measurement with its name."""

    var name: String
    var result: Report
    var measures: List[ThroughputMeasure]

    def __init__(
        out self, name: String, var result: Report, var measures: List[ThroughputMeasure] = List[ThroughputMeasure]()
    ):
        self.name = name
        self.result = result^
        self.measures = measures^


struct Bench(Movable, Writable):
    """Gathers measurements."""

    var config: BenchConfig
    var info_vec: List[BenchmarkInfo]

    def __init__(out self, config: Optional[BenchConfig] = None):
        self.config = config.value().copy() if config else BenchConfig()
        self.info_vec = List[BenchmarkInfo]()

    def bench_function[
        F: def(mut Bencher) raises -> None, //
    ](
        mut self,
        func: F,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
        fixed_iterations: Optional[Int] = None,
    ) raises:
        """Measures what `func` hands to its `Bencher`."""
        var report = Report()
        if self.config.num_warmup_iters > 0:
            var warm = Bencher(self.config.num_warmup_iters)
            func(warm)
            report.warmup_duration = warm.elapsed
        var least = Int(self.config.min_runtime_secs * 1e9)
        var most = Int(self.config.max_runtime_secs * 1e9)
        for _ in range(self.config.num_repetitions):
            var total = 0
            var calls = 0
            var size = 1
            while calls < self.config.max_iters and total < most:
                if fixed_iterations:
                    size = fixed_iterations.value()
                var bencher = Bencher(size)
                func(bencher)
                report.runs.append(Batch(bencher.elapsed, size, True))
                total += bencher.elapsed
                calls += size
                if fixed_iterations or (total >= least and calls >= self.config.max_iters):
                    break
                size = max(min(2 * size, self.config.max_iters - calls), 1)
        self.info_vec.append(BenchmarkInfo(String(bench_id), report^, measures.copy()))

    def write_to[W: Writer, //](self, mut writer: W):
        """A table: name, mean time in milliseconds, iterations, and the throughputs."""
        var width = 4
        for ref info in self.info_vec:
            width = max(width, info.name.byte_length())
        writer.write("| ", String("name").ascii_ljust(width), " | met (ms) | iters |\n")
        for ref info in self.info_vec:
            writer.write(
                "| ", info.name.ascii_ljust(width), " | ", info.result.mean("ms"), " | ", info.result.iters(), " |"
            )
            for ref measure in info.measures:
                writer.write(" ", measure.metric, ": ", measure.compute(info.result.mean("s")), " |")
            writer.write("\n")

    def dump_report(mut self) raises:
        """Prints the table."""
        print(self)
