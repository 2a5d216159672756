"""What `parallel for` calls: the loop's body, outlined, on the pool of the runtime."""

from std.builtin.prims import index_of
from std.memory.allocate import allocate, release


@always_inline
def _grain_for_workers(count: Int) -> Int:
    """Iterations a chunk: eight chunks for each worker balance uneven work; whole cache lines where there are many."""
    var workers = __op.external_call["rt_workers", Int]()
    var grain = count // (8 * workers)
    if grain < 1:
        return 1
    if grain >= 64:
        return (grain + 63) & -64
    return grain


@always_inline
def _grain_for_order(count: Int) -> Int:
    """Iterations a chunk of a reduction: it depends on nothing but the count, so that every machine adds up in one order."""
    return (count + 255) // 256


def _run_chunk[F: def(Int, Int) -> None](context: __prim.pointer[F], low: Int, high: Int):
    __op.deref[ImmUntrackedOrigin](context)(low, high)


def parallel_for[F: def(Int, Int) -> None, //](count: Int, body: F):
    """Calls `body(low, high)` for chunks that together are `0..count`."""
    if count > 0:
        __op.external_call["rt_parallel_for", NoneType](
            __op.function_pointer[_run_chunk[F]](), __op.address_of[F](body), count, _grain_for_workers(count)
        )


# ---- bodies that may raise


struct _Raising[F: def(Int, Int) raises -> None]:
    """A body, and room for the error of each chunk."""

    var body: __prim.pointer[Self.F]
    var errors: __prim.pointer[Optional[Error]]
    var grain: Int

    def __init__(out self, body: __prim.pointer[Self.F], count: Int, grain: Int):
        self.body = body
        self.errors = _no_errors((count + grain - 1) // grain)
        self.grain = grain


def _no_errors(chunks: Int) -> __prim.pointer[Optional[Error]]:
    var errors = allocate[Optional[Error]](chunks)
    for i in range(chunks):
        __op.write(__op.offset(errors, index_of(i)), Optional[Error]())
    return errors


def _raise_first(errors: __prim.pointer[Optional[Error]], chunks: Int) raises:
    """Frees the errors; raises the one of the lowest chunk, if there is one."""
    var first = Optional[Error]()
    for i in range(chunks):
        var error = __op.take(__op.offset(errors, index_of(i)))
        if error and not first:
            first = error^
    release[Optional[Error]](errors, chunks)
    if first:
        raise first.take()


def _run_raising_chunk[F: def(Int, Int) raises -> None](context: __prim.pointer[_Raising[F]], low: Int, high: Int):
    ref job = __op.deref[MutUntrackedOrigin](context)
    try:
        __op.deref[ImmUntrackedOrigin](job.body)(low, high)
    except e:
        __op.deref[MutUntrackedOrigin](__op.offset(job.errors, index_of(low // job.grain))) = Optional[Error](e^)


def parallel_for_raising[F: def(Int, Int) raises -> None, //](count: Int, body: F) raises:
    """As `parallel_for`; every chunk runs up to its first error, and the one of the lowest iteration is raised after all are done."""
    if count <= 0:
        return
    var grain = _grain_for_workers(count)
    var job = _Raising[F](__op.address_of[F](body), count, grain)
    __op.external_call["rt_parallel_for", NoneType](
        __op.function_pointer[_run_raising_chunk[F]](), __op.address_of[_Raising[F]](job), count, grain
    )
    _raise_first(job.errors, (count + grain - 1) // grain)


# ---- reductions


struct _Reduction[R: Movable & Deinitable, F: def(Int, Int) -> R]:
    """A body that gives a partial result for a chunk, and room for those."""

    var body: __prim.pointer[Self.F]
    var partials: __prim.pointer[Self.R]
    var grain: Int

    def __init__(out self, body: __prim.pointer[Self.F], chunks: Int, grain: Int):
        self.body = body
        self.partials = allocate[Self.R](chunks)
        self.grain = grain


def _reduce_chunk[R: Movable & Deinitable, F: def(Int, Int) -> R](
    context: __prim.pointer[_Reduction[R, F]], low: Int, high: Int
):
    ref job = __op.deref[ImmUntrackedOrigin](context)
    __op.write(
        __op.offset(job.partials, index_of(low // job.grain)), __op.deref[ImmUntrackedOrigin](job.body)(low, high)
    )


def _combined[R: Movable & Deinitable, C: def(R, R) -> R](
    partials: __prim.pointer[R], chunks: Int, combine: C
) -> R:
    """Combines the partial results in their order and frees them."""
    var total = __op.take(partials)
    for i in range(1, chunks):
        var next = __op.take(__op.offset(partials, index_of(i)))
        total = combine(total, next)
    release[R](partials, chunks)
    return total^


def parallel_reduce[R: Movable & Deinitable, F: def(Int, Int) -> R, C: def(R, R) -> R](
    count: Int, body: F, combine: C
) -> R:
    """What `body` gives for the chunks of `0..count`, combined in the order of the chunks. `count` must be positive."""
    var grain = _grain_for_order(count)
    var chunks = (count + grain - 1) // grain
    var job = _Reduction[R, F](__op.address_of[F](body), chunks, grain)
    __op.external_call["rt_parallel_for", NoneType](
        __op.function_pointer[_reduce_chunk[R, F]](), __op.address_of[_Reduction[R, F]](job), count, grain
    )
    return _combined[R, C](job.partials, chunks, combine)


struct _RaisingReduction[R: Movable & Deinitable, F: def(Int, Int) raises -> R]:
    var body: __prim.pointer[Self.F]
    var partials: __prim.pointer[Optional[Self.R]]
    var errors: __prim.pointer[Optional[Error]]
    var grain: Int

    def __init__(out self, body: __prim.pointer[Self.F], chunks: Int, grain: Int):
        self.body = body
        self.partials = allocate[Optional[Self.R]](chunks)
        for i in range(chunks):
            __op.write(__op.offset(self.partials, index_of(i)), Optional[Self.R]())
        self.errors = _no_errors(chunks)
        self.grain = grain


def _reduce_raising_chunk[R: Movable & Deinitable, F: def(Int, Int) raises -> R](
    context: __prim.pointer[_RaisingReduction[R, F]], low: Int, high: Int
):
    ref job = __op.deref[MutUntrackedOrigin](context)
    var chunk = low // job.grain
    try:
        var partial = __op.deref[ImmUntrackedOrigin](job.body)(low, high)
        __op.deref[MutUntrackedOrigin](__op.offset(job.partials, index_of(chunk))) = Optional[R](partial^)
    except e:
        __op.deref[MutUntrackedOrigin](__op.offset(job.errors, index_of(chunk))) = Optional[Error](e^)


def parallel_reduce_raising[R: Movable & Deinitable, F: def(Int, Int) raises -> R, C: def(R, R) -> R](
    count: Int, body: F, combine: C
) raises -> R:
    """As `parallel_reduce`, with the errors of `parallel_for_raising`."""
    var grain = _grain_for_order(count)
    var chunks = (count + grain - 1) // grain
    var job = _RaisingReduction[R, F](__op.address_of[F](body), chunks, grain)
    __op.external_call["rt_parallel_for", NoneType](
        __op.function_pointer[_reduce_raising_chunk[R, F]](), __op.address_of[_RaisingReduction[R, F]](job), count, grain
    )
    var total = Optional[R]()
    for i in range(chunks):
        var next = __op.take(__op.offset(job.partials, index_of(i)))
        if not next:
            continue
        if total:
            total = Optional[R](combine(total.value(), next.value()))
        else:
            total = next^
    release[Optional[R]](job.partials, chunks)
    _raise_first(job.errors, chunks)
    return total.take()
