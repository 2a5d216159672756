"""`TestSuite`: runs test functions and reports."""

from std.builtin.value_traits import EnumLike
from std.collections.set import Set
from std.reflection.location import SourceLocation
from std.sys.arg import argv
from std.time.time import perf_counter_ns

comptime TestFunction = def() raises thin -> None


struct TestResult(EnumLike, Equatable, ImplicitlyCopyable, Writable):
    comptime PASS = TestResult(0)
    comptime FAIL = TestResult(1)
    comptime SKIP = TestResult(2)

    var _value: Int

    def __init__(out self, _value: Int):
        self._value = _value

    def __eq__(self, rhs: Self) -> Bool:
        return self._value == rhs._value

    def write_to[W: Writer, //](self, mut writer: W):
        if self._value == 0:
            writer.write_string("PASS")
        elif self._value == 1:
            writer.write_string("FAIL")
        else:
            writer.write_string("SKIP")


def _write_seconds[W: Writer, //](mut writer: W, nanoseconds: Int):
    """Seconds with three digits behind the point."""
    var milliseconds = (nanoseconds + 500_000) // 1_000_000
    writer.write(milliseconds // 1000, ".")
    var rest = milliseconds % 1000
    if rest < 100:
        writer.write_string("0")
    if rest < 10:
        writer.write_string("0")
    writer.write(rest)


struct TestReport(Copyable, Writable):
    """What one test came to."""

    var name: String
    var duration_ns: Int
    var result: TestResult
    var error: Optional[Error]

    def __init__(
        out self, *, var name: String, duration_ns: Int, result: TestResult, var error: Optional[Error] = None
    ):
        self.name = name^
        self.duration_ns = duration_ns
        self.result = result
        self.error = error^

    @staticmethod
    def passed(*, var name: String, duration_ns: Int) -> Self:
        return Self(name=name^, duration_ns=duration_ns, result=TestResult(0))

    @staticmethod
    def failed(*, var name: String, duration_ns: Int, var error: Error) -> Self:
        return Self(name=name^, duration_ns=duration_ns, result=TestResult(1), error=Optional[Error](error^))

    @staticmethod
    def skipped(*, var name: String) -> Self:
        return Self(name=name^, duration_ns=0, result=TestResult(2))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("    ", self.result, " [ ")
        _write_seconds(writer, self.duration_ns)
        writer.write(" ] ", self.name)
        if self.error:
            var text = String(self.error.value())
            for line in text.splitlines():
                writer.write("\n      ", line)


struct TestSuiteReport(Copyable, Writable):
    """What all tests of a suite came to."""

    var reports: List[TestReport]
    var location: SourceLocation
    var total_duration_ns: Int
    var passed: Int
    var failures: Int
    var skipped: Int

    def __init__(out self, *, var reports: List[TestReport], location: SourceLocation):
        self.location = location
        self.total_duration_ns = 0
        self.passed = 0
        self.failures = 0
        self.skipped = 0
        for ref report in reports:
            self.total_duration_ns += report.duration_ns
            if report.result == TestResult(0):
                self.passed += 1
            elif report.result == TestResult(1):
                self.failures += 1
            else:
                self.skipped += 1
        self.reports = reports^

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("\nRunning ", len(self.reports), " tests for ", self.location.file_name(), " \n")
        for ref report in self.reports:
            writer.write(report, "\n")
        writer.write("--------\nSummary [ ")
        _write_seconds(writer, self.total_duration_ns)
        writer.write(
            " ] ",
            len(self.reports),
            " tests run: ",
            self.passed,
            " passed , ",
            self.failures,
            " failed , ",
            self.skipped,
            " skipped ",
        )
        if self.failures > 0:
            writer.write("\nTest suite' ", self.location.file_name(), " 'failed! \n")


struct _Test(Copyable):
    var name: String
    var function: TestFunction

    def __init__(out self, var name: String, function: TestFunction):
        self.name = name^
        self.function = function


struct TestSuite(Movable):
    """A number of tests, and which of them to run."""

    var tests: List[_Test]
    var location: SourceLocation
    var skip_list: Set[String]
    var allow_list: Optional[Set[String]]
    var cli_args: List[StaticString]

    @always_inline
    @__caller_location
    def __init__(
        out self,
        *,
        location: Optional[SourceLocation] = None,
        var cli_args: Optional[List[StaticString]] = None,
    ):
        self = Self(
            _location=location.value() if location else SourceLocation._of_caller(), _arguments=cli_args^
        )

    def __init__(out self, *, _location: SourceLocation, var _arguments: Optional[List[StaticString]]):
        self.tests = List[_Test]()
        self.location = _location
        self.skip_list = Set[String]()
        self.allow_list = None
        self.cli_args = List[StaticString]()
        if _arguments:
            self.cli_args = _arguments.take()
        else:
            var words = argv()
            for i in range(1, len(words)):
                self.cli_args.append(words[i])

    def test[F: def() raises -> None, //, f: F](mut self):
        """Adds a test."""
        self.tests.append(_Test(String(_name_of[F]()), _call[f]))

    def skip[F: def() raises -> None, //, f: F](mut self) raises:
        """Leaves a test out of the run; it shows as skipped."""
        self.skip_list.add(String(_name_of[F]()))

    def _read_arguments(mut self) raises:
        """`--only NAME ...`, `--skip NAME ...`, `--skip-all`."""
        var mode = 0
        for word in self.cli_args:
            if word == "--only":
                mode = 1
                if not self.allow_list:
                    self.allow_list = Set[String]()
            elif word == "--skip":
                mode = 2
            elif word == "--skip-all":
                self.allow_list = Set[String]()
            elif word.startswith("--"):
                raise Error("unknown option '", word, "': expected '--only', '--skip' or '--skip-all'")
            elif mode == 1:
                self._check_name(word)
                self.allow_list.value().add(String(word))
            elif mode == 2:
                self._check_name(word)
                self.skip_list.add(String(word))
            else:
                raise Error("unexpected argument '", word, "': expected '--only', '--skip' or '--skip-all'")

    def _check_name(self, name: StaticString) raises:
        for ref test in self.tests:
            if test.name == name:
                return
        raise Error("explicit test not found in suite: ", name)

    def _is_skipped(self, name: String) -> Bool:
        if self.allow_list:
            return not (name in self.allow_list.value()) or name in self.skip_list
        return name in self.skip_list

    def generate_report(mut self, skip_all: Bool = False) raises -> TestSuiteReport:
        """Runs the tests, one after the other."""
        self._read_arguments()
        var reports = List[TestReport](capacity=len(self.tests))
        for ref test in self.tests:
            if skip_all or self._is_skipped(test.name):
                reports.append(TestReport.skipped(name=test.name))
                continue
            var start = perf_counter_ns()
            try:
                test.function()
                reports.append(TestReport.passed(name=test.name, duration_ns=perf_counter_ns() - start))
            except e:
                reports.append(
                    TestReport.failed(name=test.name, duration_ns=perf_counter_ns() - start, error=e^)
                )
        return TestSuiteReport(reports=reports^, location=self.location)

    def run(deinit self, *, quiet: Bool = False, skip_all: Bool = False) raises:
        """Runs the tests and prints the report, or raises it if a test failed."""
        var suite = Self(_location=self.location, _arguments=Optional[List[StaticString]](self.cli_args^))
        suite.tests = self.tests^
        suite.skip_list = self.skip_list^
        suite.allow_list = self.allow_list^
        var report = suite.generate_report(skip_all)
        if report.failures > 0:
            raise Error(report)
        if not quiet:
            print(report)

    def abandon(deinit self):
        """Drops the suite without a run."""
        pass


def _call[F: def() raises -> None, //, f: F]() raises:
    """The function behind one signature, whether it raises or not."""
    f()


def _name_of[F: AnyType]() -> StaticString:
    """The name of the function whose type is `F`."""
    return StringLiteral[__op.type_base_name[F]()]()
