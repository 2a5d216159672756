"""`Pool`: a function applied to every element of a list, by all workers."""

from std.builtin.prims import index_of
from std.dialect.parallel import parallel_for_raising


def cpu_count() -> Int:
    """The CPUs that the process may use."""
    return __op.external_call["rt_cpus", Int]()


struct Pool(ImplicitlyCopyable):
    """The workers of the process. How many there are is decided once, by `MOJITO_NUM_THREADS` or the CPUs."""

    def __init__(out self, processes: Int = 0):
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self):
        pass

    def map[T: AnyType, R: Movable & Deinitable, F: def(T) raises -> R, //](
        self, function: F, values: List[T]
    ) raises -> List[R]:
        """What `function` gives for each element, in their order. The error of the lowest failing element is raised."""
        var count = len(values)
        var results = List[Optional[R]](capacity=count)
        for _ in range(count):
            results.append(Optional[R]())

        def run(low: Int, high: Int) raises {ref}:
            for i in range(low, high):
                results[i] = Optional[R](function(values[i]))

        parallel_for_raising(count, run)
        var plain = List[R](capacity=count)
        for i in range(count):
            plain.append(results[i].take())
        return plain^
