"""Locks for sections in which only one thread may be, and conditions to wait for."""

from std.threading.futex import Word, sleep_while, wake


@__parallel_shared
struct Mutex(Defaultable, Movable):
    """A lock. 0: free, 1: taken, 2: taken and others wait (U. Drepper, "Futexes Are Tricky", 2011, mutex2)."""

    var _state: Word

    def __init__(out self):
        self._state = Word(0)

    def lock(mut self):
        """Waits until the lock is free and takes it. The thread that has it must not take it again."""
        if self._state.replace(0, 1):
            return
        while self._state.swap(2) != 0:
            sleep_while(self._state, 2)

    def try_lock(mut self) -> Bool:
        """Takes the lock if it is free."""
        return self._state.replace(0, 1)

    def unlock(mut self):
        """Frees the lock, which the calling thread must have."""
        if self._state.swap(0) == 2:
            wake(self._state, 1)


@__parallel_guard
struct MutexGuard[origin: MutOrigin, //](Movable):
    """Has a lock for the time of a `with` statement: `with MutexGuard(mutex): ...`."""

    var _mutex: Pointer[Mutex, Self.origin]

    def __init__(out self, ref[Self.origin] mutex: Mutex):
        self._mutex = Pointer(to=mutex)

    def __enter__(mut self):
        self._mutex[].lock()

    def __exit__(mut self):
        self._mutex[].unlock()


@__parallel_shared
struct Condition(Defaultable, Movable):
    """What threads wait for that hold a lock; the number of signals so far."""

    var _signals: Word

    def __init__(out self):
        self._signals = Word(0)

    def wait(mut self, mut mutex: Mutex):
        """Frees the lock, sleeps until signalled, and takes the lock again. May return without a signal: check in a loop."""
        var seen = self._signals.load()
        mutex.unlock()
        sleep_while(self._signals, seen)
        mutex.lock()

    def notify_one(mut self):
        """Wakes one thread that waits."""
        _ = self._signals.add(1)
        wake(self._signals, 1)

    def notify_all(mut self):
        """Wakes all threads that wait."""
        _ = self._signals.add(1)
        wake(self._signals, 0x7FFFFFFF)
