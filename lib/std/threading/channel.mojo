"""`Channel`: values on their way from some threads to others."""

from std.collections.deque import Deque
from std.memory.arc_pointer import ArcPointer
from std.threading.mutex import Condition, Mutex


struct _Queue[T: Deinitable & Movable](Movable):
    """What the ends of a channel share."""

    var mutex: Mutex
    var not_empty: Condition
    var not_full: Condition
    var values: Deque[Self.T]
    # 0: no limit.
    var capacity: Int
    var is_closed: Bool

    def __init__(out self, capacity: Int):
        self.mutex = Mutex()
        self.not_empty = Condition()
        self.not_full = Condition()
        self.values = Deque[Self.T]()
        self.capacity = capacity
        self.is_closed = False


@__parallel_shared
struct Channel[T: Deinitable & Movable](ImplicitlyCopyable, Sized):
    """One end of a queue: copies are ends of the same one, and any of them sends and receives."""

    var _queue: ArcPointer[_Queue[Self.T]]

    def __init__(out self, capacity: Int = 0):
        """`capacity`: how many values may be on their way before `send` waits; 0 is no limit."""
        self._queue = ArcPointer(_Queue[Self.T](capacity))

    def send(self, var value: Self.T) raises:
        """Puts `value` at the end of the queue, as soon as there is room. Raises if the channel is closed."""
        ref queue = self._queue[]
        queue.mutex.lock()
        while queue.capacity > 0 and len(queue.values) >= queue.capacity and not queue.is_closed:
            queue.not_full.wait(queue.mutex)
        if queue.is_closed:
            queue.mutex.unlock()
            raise Error("the channel is closed")
        queue.values.append(value^)
        queue.mutex.unlock()
        queue.not_empty.notify_one()

    def receive(self) -> Optional[Self.T]:
        """Takes the first value, as soon as there is one; `None` when the channel is closed and empty."""
        ref queue = self._queue[]
        queue.mutex.lock()
        while len(queue.values) == 0 and not queue.is_closed:
            queue.not_empty.wait(queue.mutex)
        return self._take_first()

    def try_receive(self) -> Optional[Self.T]:
        """Takes the first value, if there is one."""
        self._queue[].mutex.lock()
        return self._take_first()

    def _take_first(self) -> Optional[Self.T]:
        """The first value, if there is one; frees the lock, which the caller has."""
        ref queue = self._queue[]
        var result = Optional[Self.T]()
        if len(queue.values) > 0:
            try:
                result = Optional[Self.T](queue.values.popleft())
            except:
                pass
        queue.mutex.unlock()
        if result:
            queue.not_full.notify_one()
        return result^

    def close(self):
        """Lets no more values in. Those on their way still arrive; then receivers get `None`."""
        ref queue = self._queue[]
        queue.mutex.lock()
        queue.is_closed = True
        queue.mutex.unlock()
        queue.not_empty.notify_all()
        queue.not_full.notify_all()

    def __len__(self) -> Int:
        """How many values are on their way."""
        ref queue = self._queue[]
        queue.mutex.lock()
        var count = len(queue.values)
        queue.mutex.unlock()
        return count
