"""What measurements came to."""


struct Unit:
    """Names of units of time."""

    comptime ns = "ns"
    comptime us = "us"
    comptime ms = "ms"
    comptime s = "s"


def nanoseconds_in(unit: String) -> Float64:
    if unit == "ns":
        return 1.0
    if unit == "us":
        return 1e3
    if unit == "ms":
        return 1e6
    return 1e9


struct Batch(TrivialRegisterPassable, Writable):
    """Some calls in a row, and how long they took together, in nanoseconds."""

    var duration: Int
    var iterations: Int
    var _is_significant: Bool

    @always_inline
    def __init__(out self, duration: Int, iterations: Int, _is_significant: Bool):
        self.duration = duration
        self.iterations = iterations
        self._is_significant = _is_significant

    def mean(self, unit: String = "s") -> Float64:
        return Float64(self.duration) / Float64(self.iterations) / nanoseconds_in(unit)


struct Report(Copyable, Defaultable):
    """The batches of a measurement."""

    var warmup_duration: Int
    var runs: List[Batch]

    def __init__(out self):
        self.warmup_duration = 0
        self.runs = List[Batch]()

    def __init__(out self, warmup_duration: Int, var runs: List[Batch]):
        self.warmup_duration = warmup_duration
        self.runs = runs^

    def iters(self) -> Int:
        """How many calls count."""
        var total = 0
        for run in self.runs:
            if run._is_significant:
                total += run.iterations
        return total

    def _nanoseconds(self) -> Int:
        var total = 0
        for run in self.runs:
            if run._is_significant:
                total += run.duration
        return total

    def duration(self, unit: String = "s") -> Float64:
        """The time of all calls that count."""
        return Float64(self._nanoseconds()) / nanoseconds_in(unit)

    def mean(self, unit: String = "s") -> Float64:
        """The time of a call."""
        return self.duration(unit) / Float64(max(self.iters(), 1))

    def min(self, unit: String = "s") -> Float64:
        """The time of a call in the fastest batch."""
        var best: Float64 = 0.0
        var any = False
        for run in self.runs:
            if run._is_significant and (not any or run.mean(unit) < best):
                best = run.mean(unit)
                any = True
        return best

    def max(self, unit: String = "s") -> Float64:
        """The time of a call in the slowest batch."""
        var worst: Float64 = 0.0
        for run in self.runs:
            if run._is_significant and run.mean(unit) > worst:
                worst = run.mean(unit)
        return worst

    def as_string(self, unit: String = "s") -> String:
        return String(
            "---------------------\n",
            "Benchmark Report (",
            unit,
            ")\n---------------------\nMean: ",
            self.mean(unit),
            "\nTotal: ",
            self.duration(unit),
            "\nIters: ",
            self.iters(),
            "\nWarmup Total: ",
            Float64(self.warmup_duration) / nanoseconds_in(unit),
            "\nFastest Mean: ",
            self.min(unit),
            "\nSlowest Mean: ",
            self.max(unit),
            "\n",
        )

    def print(self, unit: String = "s"):
        print(self.as_string(unit))

    def print_full(self, unit: String = "s"):
        """Prints every batch, too."""
        print(self.as_string(unit))
        for i in range(len(self.runs)):
            print(
                "Batch: ",
                i + 1,
                "\nIterations: ",
                self.runs[i].iterations,
                "\nMean: ",
                self.runs[i].mean(unit),
                "\nDuration: ",
                Float64(self.runs[i].duration) / nanoseconds_in(unit),
                "\n",
                sep="",
            )
