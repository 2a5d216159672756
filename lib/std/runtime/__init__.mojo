"""The runtime that every program carries."""


def initialize_runtime():
    """Nothing to do: the runtime is ready when `main` starts."""
    pass


def parallelism_level() -> Int:
    """How many threads parallel loops use."""
    return __op.external_call["rt_workers", Int]()
