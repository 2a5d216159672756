"""Locks for short critical sections."""

from std.atomic import Atomic


struct SpinWaiter(Defaultable, Movable):
    """Waits a little longer each time, and lets others run in between."""

    var _turns: Int

    def __init__(out self):
        self._turns = 0

    def wait(mut self):
        self._turns += 1
        if self._turns < 64:
            __op.pause()
        else:
            __op.external_call["rt_yield", NoneType]()


@__parallel_shared
struct BlockingSpinLock(Defaultable, Movable):
    """A lock that remembers its owner."""

    comptime UNLOCKED: Int64 = -1

    var counter: Atomic[Int64]

    def __init__(out self):
        self.counter = Atomic[Int64](Int64(-1))

    def lock(mut self, owner: Int):
        """Waits until the lock is free and takes it."""
        var waiter = SpinWaiter()
        while True:
            var expected: Int64 = -1
            if self.counter.compare_exchange(expected, Int64(owner)):
                return
            waiter.wait()

    def unlock(mut self, owner: Int) -> Bool:
        """Frees the lock; false if someone else holds it."""
        var expected = Int64(owner)
        return self.counter.compare_exchange(expected, Int64(-1))


@__parallel_guard
struct BlockingScopedLock[origin: MutOrigin, //](Movable):
    """Holds a lock for the time of a `with` statement."""

    comptime LockType = BlockingSpinLock

    var lock: Pointer[BlockingSpinLock, Self.origin]

    def __init__(out self, ref[Self.origin] lock: BlockingSpinLock):
        self.lock = Pointer(to=lock)

    def __init__(out self, lock: Pointer[BlockingSpinLock, Self.origin]):
        self.lock = lock

    def _owner(self) -> Int:
        return Int(self.lock)

    def __enter__(mut self):
        self.lock[].lock(self._owner())

    def __exit__(mut self):
        _ = self.lock[].unlock(self._owner())
