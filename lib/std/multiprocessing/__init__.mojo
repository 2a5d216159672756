"""Python's `multiprocessing`, without the processes: the pool of the runtime does the work, in shared memory."""

from std.multiprocessing.pool import Pool, cpu_count
