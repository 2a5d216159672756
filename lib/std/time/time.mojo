"""Clocks and waiting."""


def perf_counter_ns() -> Int:
    """Nanoseconds of a clock that never goes back."""
    return __op.external_call["rt_now", Int]()


def monotonic() -> Int:
    return perf_counter_ns()


def global_perf_counter_ns() -> UInt64:
    return UInt64(perf_counter_ns())


def perf_counter() -> Float64:
    """Seconds of a clock that never goes back."""
    return Float64(perf_counter_ns()) / 1e9


def sleep(sec: Float64):
    """Waits."""
    __op.external_call["rt_sleep", NoneType](Int(sec * 1e9))


def sleep(sec: Int):
    __op.external_call["rt_sleep", NoneType](sec * 1_000_000_000)


def time_function[F: def() -> None, //](func: F) -> Int:
    """How many nanoseconds a call takes."""
    var start = perf_counter_ns()
    func()
    return perf_counter_ns() - start


def time_function[F: def() raises -> None, //](func: F) raises -> Int:
    var start = perf_counter_ns()
    func()
    return perf_counter_ns() - start
