"""`Thread`: a function that runs beside the rest of the program."""

from std.builtin.prims import PrimInt
from std.memory.allocate import allocate, release
from std.threading.futex import Word, wait_while, wake

# The number of the system call `gettid` on x86-64 Linux.
comptime _SYS_GETTID: Int = 186


struct _Job[F: def() raises -> None](Movable):
    """What both threads hold: the function, whether it is done (1), and the error that it ended with."""

    var function: Self.F
    var done: Word
    var error: Optional[Error]

    def __init__(out self, var function: Self.F):
        self.function = function^
        self.done = Word(0)
        self.error = None


def _run[F: def() raises -> None](job: __prim.pointer[_Job[F]]):
    ref own = __op.deref[MutUntrackedOrigin](job)
    try:
        own.function()
    except e:
        own.error = Optional[Error](e^)
    own.done.store(1)
    # The starter may free the job from here on; waking an address needs no memory there.
    wake(own.done, 1)


struct Thread[F: def() raises -> None](Movable):
    """A running function. It ends with `join`, or at the latest where the value dies: what the function has captured lives
    on till then. What several threads change must be an `Atomic`, or be guarded by a `Mutex`."""

    # Null after `join`.
    var _job: Optional[Pointer[_Job[Self.F], MutUntrackedOrigin]]

    def __init__(out self, var function: Self.F) raises:
        """Starts `function` on a thread of its own. Raises if the system has no room for one more."""
        var job = allocate[_Job[Self.F]](1)
        __op.write(job, _Job[Self.F](function^))
        self._job = Pointer[_Job[Self.F], MutUntrackedOrigin](_p=job)
        if __op.external_call["rt_thread_start", Int32](__op.function_pointer[_run[Self.F]](), job) == 0:
            self._job = None
            __op.destroy(job)
            release[_Job[Self.F]](job, 1)
            raise Error("the system does not start another thread")

    def __deinit__(deinit self):
        _ = self._finish()

    def _finish(mut self) -> Optional[Error]:
        """Waits for the end and frees the job; the error that the function ended with."""
        if not self._job:
            return None
        var job = self._job.unsafe_value()._p
        self._job = None
        wait_while(__op.deref[MutUntrackedOrigin](job).done, 0)
        var error = __op.deref[MutUntrackedOrigin](job).error
        __op.destroy(job)
        release[_Job[Self.F]](job, 1)
        return error

    def is_done(self) -> Bool:
        """Whether the function has ended."""
        if not self._job:
            return True
        return __op.deref[MutUntrackedOrigin](self._job.unsafe_value()._p).done.load() != 0

    def join(mut self) raises:
        """Waits until the function has ended; raises the error that it ended with."""
        var error = self._finish()
        if error:
            raise error.take()


def current_thread_id() -> Int:
    """The number by which the system knows the calling thread."""
    return __op.external_call["rt_syscall", Int](_SYS_GETTID, Int(0), Int(0), Int(0), Int(0), Int(0), Int(0))
