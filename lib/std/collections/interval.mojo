"""Intervals, and a tree that finds those which overlap a given one."""

from std.builtin.value_traits import IntervalElement


struct Interval[T: IntervalElement](Boolable, Comparable, Copyable, Sized, Writable):
    """The values from `start` up to `end`, which does not belong to it. Less is what starts earlier, greater what
    ends later."""

    var start: Self.T
    var end: Self.T

    def __init__(out self, start: Self.T, end: Self.T):
        self.start = start.copy()
        self.end = end.copy()

    def __init__(out self, interval: Tuple[Self.T, Self.T], /):
        self.start = interval[0].copy()
        self.end = interval[1].copy()

    def overlaps(self, other: Self) -> Bool:
        """Whether some value lies in both."""
        return self.start < other.end and other.start < self.end

    def union(self, other: Self) -> Self:
        """The smallest interval around both."""
        return Self(
            self.start.copy() if self.start < other.start else other.start.copy(),
            other.end.copy() if self.end < other.end else self.end.copy(),
        )

    def intersection(self, other: Self) -> Self:
        """What lies in both, if they overlap."""
        return Self(
            other.start.copy() if self.start < other.start else self.start.copy(),
            self.end.copy() if self.end < other.end else other.end.copy(),
        )

    def __contains__(self, other: Self.T) -> Bool:
        return not (other < self.start) and other < self.end

    def __contains__(self, other: Self) -> Bool:
        """Whether all of `other` lies in it."""
        return not (other.start < self.start) and not (self.end < other.end)

    def __len__(self) -> Int:
        return Int(self.end - self.start)

    def __bool__(self) -> Bool:
        return self.__len__() != 0

    def __eq__(self, other: Self) -> Bool:
        return self.start == other.start and self.end == other.end

    def __lt__(self, other: Self) -> Bool:
        return self.start < other.start

    def __le__(self, other: Self) -> Bool:
        return not (other.start < self.start)

    def __gt__(self, other: Self) -> Bool:
        return other.end < self.end

    def __ge__(self, other: Self) -> Bool:
        return not (self.end < other.end)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("(", self.start, ", ", self.end, ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string("Interval[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write_string("](start=")
        self.start.write_repr_to(writer)
        writer.write_string(", end=")
        self.end.write_repr_to(writer)
        writer.write_string(")")


struct _Node[T: IntervalElement, U: Comparable & Copyable & Deinitable & Writable](Copyable):
    """An interval of a tree: what belongs to it, its subtrees by position (-1: none), and facts about them and itself together."""

    var interval: Interval[Self.T]
    var data: Self.U
    var left: Int
    var right: Int
    var height: Int
    var last: Self.T

    def __init__(out self, interval: Interval[Self.T], data: Self.U):
        self.interval = interval.copy()
        self.data = data.copy()
        self.left = -1
        self.right = -1
        self.height = 1
        self.last = interval.end.copy()


struct IntervalTree[T: IntervalElement, U: Comparable & Copyable & Deinitable & Writable](Defaultable, Movable, Writable):
    """Intervals with data. A balanced search tree (Adelson-Velsky and Landis) over the starts, in which each node knows
    the last end below it, so that subtrees that end too early are passed over."""

    var _nodes: List[_Node[Self.T, Self.U]]
    var _root: Int

    def __init__(out self):
        self._nodes = []
        self._root = -1

    def insert(mut self, interval: Tuple[Self.T, Self.T], data: Self.U):
        self.insert(Interval[Self.T](interval), data)

    def insert(mut self, interval: Interval[Self.T], data: Self.U):
        """Adds an interval; equal ones may be there several times."""
        self._nodes.append(_Node[Self.T, Self.U](interval, data))
        self._root = self._inserted(self._root, len(self._nodes) - 1)

    def depth(self) -> Int:
        """The length of the longest way down, 0 for an empty tree."""
        return self._height(self._root)

    def search(self, interval: Tuple[Self.T, Self.T]) -> List[Self.U]:
        return self.search(Interval[Self.T](interval))

    def search(self, interval: Interval[Self.T]) -> List[Self.U]:
        """The data of all intervals that overlap `interval`, by their starts."""
        var found = List[Self.U]()
        self._search(self._root, interval, found)
        return found^

    def _search(self, at: Int, interval: Interval[Self.T], mut found: List[Self.U]):
        if at < 0 or not (interval.start < self._nodes[at].last):
            return
        self._search(self._nodes[at].left, interval, found)
        if self._nodes[at].interval.overlaps(interval):
            found.append(self._nodes[at].data.copy())
        if self._nodes[at].interval.start < interval.end:
            self._search(self._nodes[at].right, interval, found)

    # ---- balance

    def _height(self, at: Int) -> Int:
        return 0 if at < 0 else self._nodes[at].height

    def _refresh(mut self, at: Int):
        """Computes the facts of a node from those of its subtrees."""
        var left = self._nodes[at].left
        var right = self._nodes[at].right
        self._nodes[at].height = 1 + max(self._height(left), self._height(right))
        var last = self._nodes[at].interval.end.copy()
        if left >= 0 and last < self._nodes[left].last:
            last = self._nodes[left].last.copy()
        if right >= 0 and last < self._nodes[right].last:
            last = self._nodes[right].last.copy()
        self._nodes[at].last = last^

    def _rotated_right(mut self, at: Int) -> Int:
        var up = self._nodes[at].left
        self._nodes[at].left = self._nodes[up].right
        self._nodes[up].right = at
        self._refresh(at)
        self._refresh(up)
        return up

    def _rotated_left(mut self, at: Int) -> Int:
        var up = self._nodes[at].right
        self._nodes[at].right = self._nodes[up].left
        self._nodes[up].left = at
        self._refresh(at)
        self._refresh(up)
        return up

    def _inserted(mut self, at: Int, new: Int) -> Int:
        """The root of the subtree `at` after `new` was added to it."""
        if at < 0:
            return new
        if self._nodes[new].interval < self._nodes[at].interval:
            self._nodes[at].left = self._inserted(self._nodes[at].left, new)
        else:
            self._nodes[at].right = self._inserted(self._nodes[at].right, new)
        self._refresh(at)
        var left = self._nodes[at].left
        var right = self._nodes[at].right
        var balance = self._height(left) - self._height(right)
        if balance > 1:
            if self._height(self._nodes[left].left) < self._height(self._nodes[left].right):
                self._nodes[at].left = self._rotated_left(left)
            return self._rotated_right(at)
        if balance < -1:
            if self._height(self._nodes[right].right) < self._height(self._nodes[right].left):
                self._nodes[at].right = self._rotated_right(right)
            return self._rotated_left(at)
        return at

    # ---- text

    def _draw[W: Writer, //](self, mut writer: W, at: Int, indent: String, is_left: Bool):
        if at < 0:
            return
        writer.write(indent, "└─" if is_left else "├─", self._nodes[at].interval, "=", self._nodes[at].data, "\n")
        var deeper = indent + ("| " if is_left else "  ")
        self._draw(writer, self._nodes[at].left, deeper, True)
        self._draw(writer, self._nodes[at].right, deeper, False)

    def write_to[W: Writer, //](self, mut writer: W):
        """A drawing, a node in each line."""
        self._draw(writer, self._root, String(), False)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        self.write_to(writer)
        writer.write_string(")")
