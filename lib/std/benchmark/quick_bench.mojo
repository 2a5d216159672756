"""`QuickBench`: measuring plain functions in one line each."""

from std.benchmark.bencher import Bench, BenchConfig, BenchId, Bencher, ThroughputMeasure
from std.benchmark.compiler import keep


struct QuickBench(Movable):
    """A `Bench` for functions of trivial values."""

    var m: Bench

    def __init__(out self):
        self.m = Bench(BenchConfig(num_warmup_iters=1, max_iters=100))

    def dump_report(mut self) raises:
        """Prints the table."""
        self.m.dump_report()

    def run[
        T_out: TrivialRegisterPassable
    ](
        mut self,
        func: def() thin -> T_out,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        """Measures `func()`."""

        def timed(mut bencher: Bencher) raises {imm func}:
            def call() {imm func}:
                keep(func())

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable, /, T_out: TrivialRegisterPassable
    ](
        mut self,
        func: def(T0) thin -> T_out,
        x0: T0,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0}:
            def call() {imm func, imm x0}:
                keep(func(x0))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable, T1: TrivialRegisterPassable, /, T_out: TrivialRegisterPassable
    ](
        mut self,
        func: def(T0, T1) thin -> T_out,
        x0: T0,
        x1: T1,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1}:
            def call() {imm func, imm x0, imm x1}:
                keep(func(x0, x1))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2}:
            def call() {imm func, imm x0, imm x1, imm x2}:
                keep(func(x0, x1, x2))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3}:
                keep(func(x0, x1, x2, x3))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4}:
                keep(func(x0, x1, x2, x3, x4))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        T5: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4, T5) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        x5: T5,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5}:
                keep(func(x0, x1, x2, x3, x4, x5))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        T5: TrivialRegisterPassable,
        T6: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4, T5, T6) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        x5: T5,
        x6: T6,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6}:
                keep(func(x0, x1, x2, x3, x4, x5, x6))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        T5: TrivialRegisterPassable,
        T6: TrivialRegisterPassable,
        T7: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4, T5, T6, T7) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        x5: T5,
        x6: T6,
        x7: T7,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7}:
                keep(func(x0, x1, x2, x3, x4, x5, x6, x7))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        T5: TrivialRegisterPassable,
        T6: TrivialRegisterPassable,
        T7: TrivialRegisterPassable,
        T8: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4, T5, T6, T7, T8) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        x5: T5,
        x6: T6,
        x7: T7,
        x8: T8,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7, imm x8}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7, imm x8}:
                keep(func(x0, x1, x2, x3, x4, x5, x6, x7, x8))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)

    def run[
        T0: TrivialRegisterPassable,
        T1: TrivialRegisterPassable,
        T2: TrivialRegisterPassable,
        T3: TrivialRegisterPassable,
        T4: TrivialRegisterPassable,
        T5: TrivialRegisterPassable,
        T6: TrivialRegisterPassable,
        T7: TrivialRegisterPassable,
        T8: TrivialRegisterPassable,
        T9: TrivialRegisterPassable,
        /,
        T_out: TrivialRegisterPassable,
    ](
        mut self,
        func: def(T0, T1, T2, T3, T4, T5, T6, T7, T8, T9) thin -> T_out,
        x0: T0,
        x1: T1,
        x2: T2,
        x3: T3,
        x4: T4,
        x5: T5,
        x6: T6,
        x7: T7,
        x8: T8,
        x9: T9,
        *,
        bench_id: BenchId,
        measures: List[ThroughputMeasure] = List[ThroughputMeasure](),
    ) raises:
        def timed(mut bencher: Bencher) raises {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7, imm x8, imm x9}:
            def call() {imm func, imm x0, imm x1, imm x2, imm x3, imm x4, imm x5, imm x6, imm x7, imm x8, imm x9}:
                keep(func(x0, x1, x2, x3, x4, x5, x6, x7, x8, x9))

            bencher.iter(call)

        self.m.bench_function(timed, bench_id, measures)
