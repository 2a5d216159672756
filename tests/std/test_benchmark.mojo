"""Measuring: what is recorded, and the tables. Times are settled by `iter_custom`."""

from std.benchmark import (
    Bench,
    BenchConfig,
    BenchId,
    BenchMetric,
    Bencher,
    Format,
    Mode,
    QuickBench,
    ThroughputMeasure,
    black_box,
    keep,
)
from std.hash import hash
from std.testing import assert_equal, assert_false, assert_raises, assert_true


def timed(mut b: Bencher):
    def nanoseconds(n: Int) -> Int:
        return n * 100

    b.iter_custom(nanoseconds)


def plain() raises:
    keep(3)


def with_input(mut b: Bencher, x: Int):
    def go() {imm x}:
        keep(x)

    b.iter(go)


def prepared(mut b: Bencher):
    var state = 1

    def prepare(mut t: Int):
        t = 5

    def work(mut t: Int):
        t += 1

    b.iter_preproc(state, work, prepare)
    keep(state)


def double(x: Int) -> Int:
    return 2 * x


def quiet() raises -> Bench:
    var bench = Bench(BenchConfig(max_iters=50, num_warmup_iters=0))
    bench.config.show_progress = False
    return bench^


def test_tables() raises:
    var bench = quiet()
    bench.bench_function(
        timed,
        BenchId("aa", "in"),
        [ThroughputMeasure(BenchMetric.elements, 1000), ThroughputMeasure("datamovement", 4000)],
        fixed_iterations=10,
    )
    bench.bench_function(timed, BenchId("b"), fixed_iterations=10)
    assert_equal(bench.info_vec[0].name, "aa/input_id:in")
    assert_equal(bench.info_vec[0].result.iters(), 10)
    assert_equal(bench.info_vec[0].result.duration("ns"), 1000.0)
    bench.config.format = Format.csv
    var lines = String(bench).split("\n")
    assert_equal(lines[0], "name,met (ms),iters,throughput (GElems/s),DataMovement (GB/s)")
    assert_true(lines[1].startswith('"aa/input_id:in",'))
    assert_true(lines[2].endswith(",10,N/A,N/A"))
    bench.config.format = Format.table
    var table = String(bench).split("\n")
    assert_true(table[0].startswith("| name           | met (ms)"))
    assert_true(table[1].startswith("| -------------- | --------"))
    assert_true(table[3].startswith("| b              | "))


def test_ways_to_measure() raises:
    var bench = quiet()
    bench.bench_function(plain, BenchId("plain"), fixed_iterations=3)
    bench.bench_with_input(with_input, BenchId("input"), 3)
    bench.bench_function(prepared, BenchId("prepared"), fixed_iterations=7)
    assert_equal(len(bench.info_vec), 3)
    assert_true(bench.info_vec[0].result.iters() >= 3)
    assert_true(bench.info_vec[1].result.iters() > 0)
    assert_true(bench.info_vec[2].result.iters() >= 7)
    var once = Bench(mode=Mode.Test)
    once.bench_function(timed, BenchId("nothing"))
    assert_equal(len(once.info_vec), 0)
    var quick = QuickBench()
    quick.m.config.show_progress = False
    quick.run(double, 5, bench_id=BenchId("double"))
    assert_true(quick.m.info_vec[0].result.iters() > 0)


def test_values() raises:
    assert_equal(String(BenchMetric.elements), "throughput (GElems/s)")
    with assert_raises(contains="etric"):
        _ = ThroughputMeasure("nothing", 1)
    assert_equal(String(Format.csv), "csv")
    assert_true(Format("tabular") == Format.tabular)
    assert_equal(String(BenchId("q", "w")), "BenchId(func_name=q, input_id=w)")
    assert_equal(String(BenchId("q")), "BenchId(func_name=q, input_id=None)")
    assert_equal(hash(BenchId("q")), hash(BenchId("q")))
    assert_true(Mode.Test == Mode(1))
    assert_equal(quiet().pad["-"](5, "abc"), "--")


def main() raises:
    test_tables()
    test_ways_to_measure()
    test_values()
