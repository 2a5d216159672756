"""`BinaryHeap`: the largest element is always at hand."""


struct BinaryHeap[T: Comparable & Copyable & Deinitable](Copyable, Defaultable, Deinitable, Movable, Sized):
    """A heap whose `pop` gives the largest element."""

    var _data: List[Self.T]

    def __init__(out self):
        self._data = List[Self.T]()

    def __init__(out self, *, capacity: Int):
        self._data = List[Self.T](capacity=capacity)

    def __len__(self) -> Int:
        return len(self._data)

    def clear(mut self):
        self._data.clear()

    def push(mut self, var val: Self.T):
        """Adds an element."""
        self._data.append(val^)
        var at = len(self._data) - 1
        while at > 0:
            var parent = (at - 1) // 2
            if not (self._data[parent] < self._data[at]):
                break
            self._data.swap_elements(parent, at)
            at = parent

    @__caller_location
    def peek(self) -> ref[origin_of(self._data)._get_owned_interior["element"]] Self.T:
        """The largest element."""
        return self._data[0]

    @__caller_location
    def pop(mut self) -> Self.T:
        """Takes the largest element out."""
        var last = len(self._data) - 1
        if last > 0:
            self._data.swap_elements(0, last)
        var result = self._data.pop()
        var at = 0
        while True:
            var child = 2 * at + 1
            if child >= last:
                break
            if child + 1 < last and self._data[child] < self._data[child + 1]:
                child += 1
            if not (self._data[at] < self._data[child]):
                break
            self._data.swap_elements(at, child)
            at = child
        return result^
