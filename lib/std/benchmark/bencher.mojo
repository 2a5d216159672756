"""`Bench`: several measurements and a table of them."""

from std.benchmark.benchmark import run
from std.benchmark.compiler import keep
from std.benchmark.report import Batch, Report
from std.os.env import getenv
from std.pathlib.path import Path
from std.time.time import perf_counter_ns


struct BenchMetric(Equatable, ImplicitlyCopyable, Writable):
    """What is counted besides time."""

    comptime elements = BenchMetric(0, "throughput", "GElems/s")
    comptime bytes = BenchMetric(1, "DataMovement", "GB/s")
    comptime flops = BenchMetric(2, "Arithmetic", "GFLOPS/s")
    comptime theoretical_flops = BenchMetric(3, "TheoreticalArithmetic", "GFLOPS/s")
    comptime DEFAULTS: List[BenchMetric] = [Self.elements, Self.bytes, Self.flops]

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
        """Whether that is its name, in any mix of cases."""
        return self.name.lower() == alt_name.lower()

    @staticmethod
    def get_metric_from_list(name: String, metric_list: List[BenchMetric]) raises -> BenchMetric:
        """The metric with this name; raises with the names that there are."""
        var known = String()
        for metric in metric_list:
            if metric.check_name(name):
                return metric
            known += String("\n    metric: [", metric.name.lower(), "]")
        raise Error(
            "metric [", name, "] is not supported; available throughput metrics (case-insensitive) in the list:", known
        )

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.name, " (", self.unit, ")")


struct ThroughputMeasure(ImplicitlyCopyable, Writable):
    """How much of something one call does."""

    var metric: BenchMetric
    var value: Int

    def __init__(out self, var metric: BenchMetric, value: Int):
        self.metric = metric^
        self.value = value

    def __init__(
        out self, name: String, value: Int, reference: List[BenchMetric] = materialize[BenchMetric.DEFAULTS]()
    ) raises:
        """Raises if no metric of `reference` has this name."""
        self.metric = BenchMetric.get_metric_from_list(name, reference)
        self.value = value

    def compute(self, elapsed_sec: Float64) -> Float64:
        """Billions a second."""
        return Float64(self.value) * 1e-9 / elapsed_sec

    def write_to[W: Writer, //](self, mut writer: W):
        self.metric.write_to(writer)


@fieldwise_init
struct Format(Equatable, ImplicitlyCopyable, Writable):
    """How a table of measurements is laid out."""

    comptime csv = Format("csv")
    comptime tabular = Format("tabular")
    comptime table = Format("table")

    var value: StaticString

    def __eq__(self, other: Self) -> Bool:
        return self.value == other.value

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.value)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("Format(")
        self.value.write_repr_to(writer)
        writer.write(")")


@fieldwise_init
struct Mode(Equatable, ImplicitlyCopyable):
    """Whether functions are measured, or only called once to see that they work."""

    comptime Benchmark = Mode(0)
    comptime Test = Mode(1)

    var value: Int

    def __eq__(self, other: Self) -> Bool:
        return self.value == other.value


struct BenchId(Copyable, Equatable, Hashable, Writable):
    """The name of a measurement."""

    var func_name: String
    var input_id: Optional[String]

    @implicit
    def __init__[v: __prim.string_literal, //](out self, func_name: StringLiteral[v]):
        self.func_name = String(func_name)
        self.input_id = None

    def __init__(out self, func_name: String):
        self.func_name = func_name
        self.input_id = None

    def __init__(out self, func_name: String, input_id: String):
        self.func_name = func_name
        self.input_id = input_id

    def _label(self) -> String:
        """What the table calls it."""
        return String(self.func_name, "/input_id:", self.input_id.value()) if self.input_id else self.func_name


struct BenchConfig(Copyable):
    """How long and how often to measure, and how to show what came out."""

    comptime VERBOSE_TIMING_LABELS: List[String] = ["min (ms)", "mean (ms)", "max (ms)", "duration (ms)"]

    var out_file: Optional[Path]
    var min_runtime_secs: Float64
    var max_runtime_secs: Float64
    var num_warmup_iters: Int
    var max_batch_size: Int
    var max_iters: Int
    var num_repetitions: Int
    var flush_denormals: Bool
    var show_progress: Bool
    var format: Format
    var out_file_format: Format
    var verbose_timing: Bool
    var verbose_metric_names: Bool

    def __init__(
        out self,
        out_file: Optional[Path] = None,
        min_runtime_secs: Float64 = 0,
        max_runtime_secs: Float64 = 1,
        num_warmup_iters: Int = 10,
        max_batch_size: Int = 0,
        max_iters: Int = 1000,
        num_repetitions: Int = 1,
        flush_denormals: Bool = True,
    ):
        """`out_file`: where `dump_report` writes the table, too. Times in seconds; a `max_batch_size` of 0 is no limit."""
        self.out_file = out_file.copy()
        self.min_runtime_secs = min_runtime_secs
        self.max_runtime_secs = max_runtime_secs
        self.num_warmup_iters = num_warmup_iters
        self.max_batch_size = max_batch_size
        self.max_iters = max_iters
        self.num_repetitions = num_repetitions
        self.flush_denormals = flush_denormals
        self.show_progress = True
        self.format = Format.table
        self.out_file_format = Format.csv
        self.verbose_timing = False
        self.verbose_metric_names = True


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
    def iter[F: def() raises -> None, //](mut self, f: F) raises:
        var start = perf_counter_ns()
        for _ in range(self.num_iters):
            f()
        self.elapsed = perf_counter_ns() - start

    def iter_preproc[
        T: AnyType, F: def(mut T) -> None, P: def(mut T) -> None, //
    ](mut self, mut state: T, iter_fn: F, preproc_fn: P):
        """Calls `preproc_fn` and then `iter_fn` so many times; only the time of the latter counts."""
        var total = 0
        for _ in range(self.num_iters):
            preproc_fn(state)
            var start = perf_counter_ns()
            iter_fn(state)
            total += perf_counter_ns() - start
        self.elapsed = total

    @always_inline
    def iter_custom[F: def(Int) -> Int, //](mut self, func: F):
        """`func` makes so many iterations and gives the nanoseconds that count."""
        self.elapsed = func(self.num_iters)


struct BenchmarkInfo(Copyable):
    """A measurement with its name."""

    var name: String
    var result: Report
    var measures: List[ThroughputMeasure]
    var verbose_timing: Bool

    def __init__(
        out self,
        name: String,
        var result: Report,
        var measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
        verbose_timing: Bool = False,
    ):
        self.name = name
        self.result = result^
        self.measures = measures^
        self.verbose_timing = verbose_timing


struct Bench(Movable, Writable):
    """Gathers measurements."""

    var config: BenchConfig
    var mode: Mode
    var info_vec: List[BenchmarkInfo]

    def __init__(out self, config: Optional[BenchConfig] = None, mode: Mode = Mode.Benchmark):
        self.config = config.value().copy() if config else BenchConfig()
        self.mode = mode
        self.info_vec = List[BenchmarkInfo]()

    def bench_function[
        F: def() raises -> None, //
    ](
        mut self,
        func: F,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
        fixed_iterations: Optional[Int] = None,
    ) raises:
        """Measures calls of `func` itself."""

        def timed(mut bencher: Bencher) raises {imm func}:
            bencher.iter(func)

        self.bench_function(timed, bench_id, measures, fixed_iterations)

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
        if self.mode == Mode.Test:
            var once = Bencher(1)
            func(once)
            return
        if self.config.show_progress:
            print("Running", bench_id._label())
        var report = Report()
        if self.config.num_warmup_iters > 0 and not fixed_iterations:
            var warm = Bencher(self.config.num_warmup_iters)
            func(warm)
            report.warmup_duration = warm.elapsed
        for _ in range(self.config.num_repetitions):
            self._repeat(func, report, fixed_iterations)
        self.info_vec.append(
            BenchmarkInfo(bench_id._label(), report^, measures.copy(), self.config.verbose_timing)
        )

    def _repeat[
        F: def(mut Bencher) raises -> None, //
    ](self, func: F, mut report: Report, fixed_iterations: Optional[Int]) raises:
        """Growing batches until there were enough calls, or the time is up."""
        var least = Int(self.config.min_runtime_secs * 1e9)
        var most = Int(self.config.max_runtime_secs * 1e9)
        var total = 0
        var calls = 0
        var size = self.config.max_iters if report.warmup_duration == 0 else max(
            min(self.config.max_iters, most * self.config.num_warmup_iters // (10 * report.warmup_duration)), 1
        )
        while calls < self.config.max_iters and total < most:
            if fixed_iterations:
                size = fixed_iterations.value()
            elif self.config.max_batch_size > 0:
                size = min(size, self.config.max_batch_size)
            var bencher = Bencher(size)
            func(bencher)
            report.runs.append(Batch(bencher.elapsed, size, True))
            total += bencher.elapsed
            calls += size
            if fixed_iterations or (total >= least and calls >= self.config.max_iters):
                break
            size = max(min(2 * size, self.config.max_iters - calls), 1)

    def bench_with_input[
        T: AnyType, F: def(mut Bencher, T) raises -> None, //
    ](
        mut self,
        func: F,
        bench_id: BenchId,
        input: T,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        """Measures what `func` hands to its `Bencher`, given `input`."""

        def given(mut bencher: Bencher) raises {imm func, imm input}:
            func(bencher, input)

        self.bench_function(given, bench_id, measures)

    # ---- the table

    @staticmethod
    def pad[pad_str: StaticString = " "](width: Int, string: String) -> String:
        """What fills `string` up to `width`."""
        return pad_str * max(width - string.byte_length(), 0)

    def _metrics(self) -> List[BenchMetric]:
        """The metrics that some measurement has, in the order in which they first occur."""
        var found = List[BenchMetric]()
        for ref info in self.info_vec:
            for measure in info.measures:
                var known = False
                for metric in found:
                    known = known or metric == measure.metric
                if not known:
                    found.append(measure.metric)
        return found^

    def _rows(self) -> List[List[String]]:
        """The cells, the titles first. Times are in milliseconds."""
        var metrics = self._metrics()
        var titles: List[String] = ["name", "met (ms)", "iters"]
        for metric in metrics:
            titles.append(String(metric) if self.config.verbose_metric_names else metric.name)
        if self.config.verbose_timing:
            titles.extend(materialize[BenchConfig.VERBOSE_TIMING_LABELS]())
        var rows: List[List[String]] = [titles^]
        for ref info in self.info_vec:
            ref result = info.result
            var row: List[String] = [info.name, String(result.mean("ms")), String(result.iters())]
            for metric in metrics:
                var cell = String("N/A")
                for measure in info.measures:
                    if measure.metric == metric:
                        cell = String(measure.compute(result.mean("s")))
                row.append(cell^)
            if self.config.verbose_timing:
                row.append(String(result.min("ms")))
                row.append(String(result.mean("ms")))
                row.append(String(result.max("ms")))
                row.append(String(result.duration("ms")))
            rows.append(row^)
        return rows^

    def _write_table[W: Writer, //](self, mut writer: W, format: Format):
        if len(self.info_vec) == 0:
            writer.write("No benchmarks recorded...\n")
            return
        var rows = self._rows()
        if format == Format.csv:
            for i in range(len(rows)):
                for k in range(len(rows[i])):
                    var quote = '"' if i > 0 and k == 0 else ""
                    writer.write("," if k > 0 else "", quote, rows[i][k], quote)
                writer.write("\n")
            return
        var boxed = format == Format.table
        var widths = List[Int](length=len(rows[0]), fill=0)
        for ref row in rows:
            for k in range(len(row)):
                widths[k] = max(widths[k], row[k].byte_length())
        for i in range(len(rows)):
            writer.write("| " if boxed else "")
            for k in range(len(rows[i])):
                if k > 0:
                    writer.write(" | " if boxed else ", ")
                writer.write(rows[i][k].ascii_ljust(widths[k]))
            writer.write(" |\n" if boxed else "\n")
            if boxed and i == 0:
                for k in range(len(widths)):
                    writer.write("| " if k == 0 else " | ", String("-") * widths[k])
                writer.write(" |\n")

    def write_to[W: Writer, //](self, mut writer: W):
        """The table in the format of the configuration."""
        self._write_table(writer, self.config.format)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        self.write_to(writer)

    def dump_report(mut self) raises:
        """Prints the table, and writes it to the output file of the configuration."""
        print(self)
        if self.config.out_file:
            var text = String()
            self._write_table(text, self.config.out_file_format)
            self.config.out_file.value().write_text(text)

    def append_output_suffix(mut self, suffix: String):
        """Puts `suffix` before the extension of the output file."""
        if self.config.out_file:
            var whole = String(self.config.out_file.value())
            var extension = self.config.out_file.value().suffix()
            var stem = String(whole.removesuffix(extension))
            self.config.out_file = Path(String(stem, suffix, extension))

    def check_mpirun(mut self) raises -> Int:
        """The rank of this process under MPI, which becomes a part of the output file's name; -1 without."""
        var rank = getenv("PMIX_RANK")
        if not rank:
            return -1
        self.append_output_suffix(String("_", rank))
        return Int(rank)
