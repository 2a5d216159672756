"""Sorting.

Short runs are sorted by insertion. Longer ones by quicksort with the middle of three as the pivot, which turns into
heapsort when the pivots are bad; a stable sort merges instead.
"""

from std.builtin.prims import index_of, int_of
from std.memory.allocate import allocate, move_values, release

comptime insertion_sort_threshold = 32


@always_inline
def _at[T: AnyType, //](p: __prim.pointer[T], i: Int) -> __prim.pointer[T]:
    return __op.offset(p, index_of(i))


@always_inline
def _item[T: AnyType, //](p: __prim.pointer[T], i: Int) -> ref[MutUntrackedOrigin] T:
    return __op.deref[MutUntrackedOrigin](__op.offset(p, index_of(i)))


@always_inline
def _swap_items[T: Movable, //](p: __prim.pointer[T], a: Int, b: Int):
    var kept = __op.take(_at(p, a))
    __op.write(_at(p, a), __op.take(_at(p, b)))
    __op.write(_at(p, b), kept^)


@always_inline
def _insertion_sort[T: Movable & Deinitable, F: def(T, T) -> Bool, //](p: __prim.pointer[T], count: Int, less: F):
    for i in range(1, count):
        var value = __op.take(_at(p, i))
        var k = i
        while k > 0 and less(value, _item(p, k - 1)):
            __op.write(_at(p, k), __op.take(_at(p, k - 1)))
            k -= 1
        __op.write(_at(p, k), value^)


def _sift_down[T: Movable, F: def(T, T) -> Bool, //](p: __prim.pointer[T], start: Int, count: Int, less: F):
    var parent = start
    while True:
        var child = 2 * parent + 1
        if child >= count:
            return
        if child + 1 < count and less(_item(p, child), _item(p, child + 1)):
            child += 1
        if not less(_item(p, parent), _item(p, child)):
            return
        _swap_items(p, parent, child)
        parent = child


def _heap_sort[T: Movable, F: def(T, T) -> Bool, //](p: __prim.pointer[T], count: Int, less: F):
    var start = count // 2
    while start > 0:
        start -= 1
        _sift_down(p, start, count, less)
    var end = count
    while end > 1:
        end -= 1
        _swap_items(p, 0, end)
        _sift_down(p, 0, end, less)


@always_inline
def _split[T: Movable, F: def(T, T) -> Bool, //](p: __prim.pointer[T], count: Int, less: F) -> Int:
    """Puts a pivot in its place, smaller elements before and others after it; says where that is."""
    var middle = count // 2
    var last = count - 1
    if less(_item(p, middle), _item(p, 0)):
        _swap_items(p, middle, 0)
    if less(_item(p, last), _item(p, 0)):
        _swap_items(p, last, 0)
    if less(_item(p, last), _item(p, middle)):
        _swap_items(p, last, middle)
    # The pivot waits next to the end; both ends are sentinels.
    _swap_items(p, middle, last - 1)
    var pivot = last - 1
    var i = 0
    var j = pivot
    while True:
        i += 1
        while less(_item(p, i), _item(p, pivot)):
            i += 1
        j -= 1
        while j > 0 and less(_item(p, pivot), _item(p, j)):
            j -= 1
        if i >= j:
            break
        _swap_items(p, i, j)
    if i != pivot:
        _swap_items(p, i, pivot)
    return i


def _quick_sort[
    T: Movable & Deinitable, F: def(T, T) -> Bool, //
](p: __prim.pointer[T], count: Int, depth: Int, less: F):
    var start = p
    var left = count
    var budget = depth
    while left > insertion_sort_threshold:
        if budget == 0:
            _heap_sort(start, left, less)
            return
        budget -= 1
        var pivot = _split(start, left, less)
        # The shorter part by a call, the longer one by going round.
        if pivot < left - pivot:
            _quick_sort(start, pivot, budget, less)
            start = _at(start, pivot + 1)
            left = left - pivot - 1
        else:
            _quick_sort(_at(start, pivot + 1), left - pivot - 1, budget, less)
            left = pivot
    _insertion_sort(start, left, less)


def _merge_sort[
    T: Movable & Deinitable, F: def(T, T) -> Bool, //
](p: __prim.pointer[T], count: Int, spare: __prim.pointer[T], less: F):
    if count <= insertion_sort_threshold:
        _insertion_sort(p, count, less)
        return
    var half = count // 2
    _merge_sort(p, half, spare, less)
    _merge_sort(_at(p, half), count - half, spare, less)
    # The first half steps aside.
    move_values[T](spare, p, half)
    var i = 0
    var j = half
    var k = 0
    while i < half and j < count:
        if less(_item(p, j), _item(spare, i)):
            __op.write(_at(p, k), __op.take(_at(p, j)))
            j += 1
        else:
            __op.write(_at(p, k), __op.take(_at(spare, i)))
            i += 1
        k += 1
    while i < half:
        __op.write(_at(p, k), __op.take(_at(spare, i)))
        i += 1
        k += 1


@always_inline
def _sort[
    T: Movable & Deinitable, F: def(T, T) -> Bool, //, stable: Bool
](p: __prim.pointer[T], count: Int, less: F):
    if count < 2:
        return
    comptime if stable:
        var spare = allocate[T](count // 2 + 1)
        _merge_sort(p, count, spare, less)
        release[T](spare, count // 2 + 1)
    else:
        var depth = 2
        var n = count
        while n > 1:
            depth += 2
            n = n >> 1
        _quick_sort(p, count, depth, less)


def sort[
    T: Copyable & Deinitable, origin: MutOrigin, F: def(T, T) -> Bool, //, *, stable: Bool = False
](span: Span[T, origin], cmp_fn: F):
    """Sorts in place; `cmp_fn(a, b)` says whether `a` comes before `b`."""
    _sort[stable](span._p, span._len, cmp_fn)


def sort[
    T: Comparable & Copyable & Deinitable, origin: MutOrigin, //, *, stable: Bool = False
](span: Span[T, origin]):
    """Sorts in place, the smallest first."""

    def less(a: T, b: T) -> Bool:
        return a < b

    _sort[stable](span._p, span._len, less)


def partition[
    T: Copyable & Deinitable, origin: MutOrigin, F: def(T, T) -> Bool, //
](span: Span[T, origin], k: Int, cmp_fn: F):
    """Moves the `k` first elements of the sorted order to the front, in any order."""
    var start = span._p
    var left = span._len
    var wanted = k
    while left > insertion_sort_threshold:
        var pivot = _split(start, left, cmp_fn)
        if pivot == wanted:
            return
        if wanted < pivot:
            left = pivot
        else:
            start = _at(start, pivot + 1)
            left = left - pivot - 1
            wanted = wanted - pivot - 1
    _insertion_sort(start, left, cmp_fn)


def partition[T: Comparable & Copyable & Deinitable, origin: MutOrigin, //](span: Span[T, origin], k: Int):
    def less(a: T, b: T) -> Bool:
        return a < b

    partition(span, k, less)
