"""`Counter`: how often each value occurs."""

from std.collections.dict import Dict, _DictEntryIter, _DictKeyIter, _DictKeyIterOwned, _DictValueIter
from std.hash.hasher import Hasher, default_hasher
from std.iter.traits import IterableOwned
from std.utils.variant import Variant


struct CountTuple[V: Copyable & Deinitable & Equatable & Hashable](Comparable, Copyable, Deinitable, Movable):
    """A value and its count. Larger counts come first."""

    var _value: Self.V
    var _count: Int

    def __init__(out self, value: Self.V, count: Int):
        self._value = value.copy()
        self._count = count

    def __getitem__(self, idx: Int) -> Variant[Self.V, Int]:
        """The value at 0, the count at 1."""
        if idx == 0:
            return Variant[Self.V, Int](self._value.copy())
        return Variant[Self.V, Int](self._count)

    def __lt__(self, other: Self) -> Bool:
        return self._count > other._count

    def __eq__(self, other: Self) -> Bool:
        return self._count == other._count


struct Counter[V: Copyable & Deinitable & Equatable & Hashable, H: Defaultable & Hasher & Deinitable = default_hasher](
    Boolable,
    Copyable,
    Defaultable,
    Deinitable,
    Equatable,
    Iterable,
    IterableOwned,
    Movable,
    Sized,
    Writable where conforms_to(V, Writable),
):
    """Values with their counts; what was never counted has the count 0."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = _DictKeyIter[
        Self.V, Int, iterable_origin
    ]
    comptime IteratorOwnedType = _DictKeyIterOwned[Self.V, Int, Self.H]

    var _data: Dict[Self.V, Int, Self.H]

    def __init__(out self):
        self._data = Dict[Self.V, Int, Self.H]()

    def __init__(out self, var *values: Self.V):
        """Counts the values."""
        self._data = Dict[Self.V, Int, Self.H]()
        for i in range(values.__len__()):
            self._count(values[i], 1)

    def __init__[
        I: Iterable, //
    ](out self: Counter[I.IteratorType[origin_of(iterable)].Element, Self.H], ref iterable: I) where conforms_to(
        I.IteratorType[origin_of(iterable)].Element, Copyable & Deinitable & Equatable & Hashable
    ):
        """Counts the elements of any iterable value."""
        self = Counter[I.IteratorType[origin_of(iterable)].Element, Self.H]()
        for element in iterable:
            self._count(element, 1)

    def __init__(out self, var _data: Dict[Self.V, Int, Self.H]):
        self._data = _data^

    @staticmethod
    def fromkeys(keys: List[Self.V], value: Int) -> Self:
        """Every key with the count `value`."""
        var result = Self()
        for key in keys:
            result._data[key.copy()] = value
        return result^

    def _count(mut self, value: Self.V, by: Int):
        var now = self._data.get(value, 0)
        self._data[value.copy()] = now + by

    # ---- looking

    def __getitem__(self, key: Self.V) -> Int:
        return self._data.get(key, 0)

    def __setitem__(mut self, value: Self.V, count: Int):
        self._data[value.copy()] = count

    def __contains__(self, key: Self.V) -> Bool:
        return key in self._data

    def __len__(self) -> Int:
        return len(self._data)

    def __bool__(self) -> Bool:
        return len(self._data) > 0

    def get(self, value: Self.V) -> Optional[Int]:
        return self._data.get(value)

    def get(self, value: Self.V, default: Int) -> Int:
        return self._data.get(value, default)

    def __iter__(ref self) -> _DictKeyIter[Self.V, Int, origin_of(self)]:
        return _DictKeyIter[Self.V, Int, origin_of(self)](self._data._entries, self._data._used)

    def __iter__(var self) -> _DictKeyIterOwned[Self.V, Int, Self.H]:
        return _DictKeyIterOwned[Self.V, Int, Self.H](self^._into_data())

    def _into_data(deinit self) -> Dict[Self.V, Int, Self.H]:
        return self._data^

    def keys(ref self) -> _DictKeyIter[Self.V, Int, origin_of(self._data)]:
        return self._data.keys()

    def values(ref self) -> _DictValueIter[Self.V, Int, origin_of(self._data)]:
        return self._data.values()

    def items(ref self) -> _DictEntryIter[Self.V, Int, origin_of(self._data)]:
        return self._data.items()

    def total(self) -> Int:
        """The sum of all counts."""
        var sum = 0
        for entry in self._data.items():
            sum += entry.value
        return sum

    def most_common(self, n: Int) -> List[CountTuple[Self.V]]:
        """The `n` values with the largest counts, the largest first."""
        var all = self._by_count()
        var result = List[CountTuple[Self.V]]()
        for i in range(min(n, len(all))):
            result.append(all[i].copy())
        return result^

    def _by_count(self) -> List[CountTuple[Self.V]]:
        """Everything, the largest counts first and else in the order of the first occurrence."""
        var result = List[CountTuple[Self.V]](capacity=len(self._data))
        for entry in self._data.items():
            result.append(CountTuple[Self.V](entry.key, entry.value))
        for i in range(1, len(result)):
            var k = i
            while k > 0 and result[k]._count > result[k - 1]._count:
                result.swap_elements(k, k - 1)
                k -= 1
        return result^

    def elements(self) -> List[Self.V]:
        """Each value as often as it was counted."""
        var result = List[Self.V]()
        for entry in self._data.items():
            for _ in range(entry.value):
                result.append(entry.key.copy())
        return result^

    # ---- changing

    def clear(mut self):
        self._data.clear()

    def pop(mut self, value: Self.V) raises -> Int:
        return self._data.pop(value)

    def pop(mut self, value: Self.V, var default: Int) -> Int:
        return self._data.pop(value, default)

    def popitem(mut self) raises -> CountTuple[Self.V]:
        var entry = self._data.popitem()
        return CountTuple[Self.V](entry.key, entry.value)

    def update(mut self, other: Self):
        """Adds the counts of `other`."""
        for entry in other._data.items():
            self._count(entry.key, entry.value)

    def subtract(mut self, other: Self):
        """Takes the counts of `other` away; counts may become negative."""
        for entry in other._data.items():
            self._count(entry.key, -entry.value)

    # ---- arithmetic: results keep positive counts only

    def _positive(self) -> Self:
        var result = Self()
        for entry in self._data.items():
            if entry.value > 0:
                result._data[entry.key.copy()] = entry.value
        return result^

    def __add__(self, other: Self) -> Self:
        var sum = self.copy()
        sum.update(other)
        return sum._positive()

    def __iadd__(mut self, other: Self):
        self = self + other

    def __sub__(self, other: Self) -> Self:
        var difference = self.copy()
        difference.subtract(other)
        return difference._positive()

    def __isub__(mut self, other: Self):
        self = self - other

    def __and__(self, other: Self) -> Self:
        """The smaller of both counts."""
        var result = Self()
        for entry in self._data.items():
            var count = min(entry.value, other[entry.key])
            if count > 0:
                result._data[entry.key.copy()] = count
        return result^

    def __iand__(mut self, other: Self):
        self = self & other

    def __or__(self, other: Self) -> Self:
        """The larger of both counts."""
        var result = self._positive()
        for entry in other._data.items():
            if entry.value > result[entry.key]:
                result._data[entry.key.copy()] = entry.value
        return result^

    def __ior__(mut self, other: Self):
        self = self | other

    def __pos__(self) -> Self:
        return self._positive()

    def __neg__(self) -> Self:
        """What is missing: the negative counts, without their sign."""
        var result = Self()
        for entry in self._data.items():
            if entry.value < 0:
                result._data[entry.key.copy()] = -entry.value
        return result^

    # ---- comparing

    def __eq__(self, other: Self) -> Bool:
        return self.le(other) and other.le(self)

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def le(self, other: Self) -> Bool:
        """Whether no count is larger than in `other`."""
        for entry in self._data.items():
            if entry.value > other[entry.key]:
                return False
        for entry in other._data.items():
            if self[entry.key] > entry.value:
                return False
        return True

    def lt(self, other: Self) -> Bool:
        return self.le(other) and not (self == other)

    def ge(self, other: Self) -> Bool:
        return other.le(self)

    def gt(self, other: Self) -> Bool:
        return other.lt(self)

    # ---- printing

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.V, Writable):
        writer.write_string("{")
        var first = True
        for entry in self._by_count():
            if not first:
                writer.write_string(", ")
            first = False
            entry._value.write_to(writer)
            writer.write_string(": ")
            entry._count.write_to(writer)
        writer.write_string("}")

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.V, Writable):
        writer.write_string("Counter[")
        writer.write_string(StringLiteral[__op.type_name[Self.V, False]()]())
        writer.write_string("]({")
        var first = True
        for entry in self._by_count():
            if not first:
                writer.write_string(", ")
            first = False
            entry._value.write_repr_to(writer)
            writer.write_string(": ")
            entry._count.write_repr_to(writer)
        writer.write_string("})")
