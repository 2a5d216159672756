"""`Set`: distinct elements, in the order of insertion."""

from std.builtin.value_traits import KeyElement
from std.collections.dict import Dict, DictEntry, DictKeyError, EmptyDictError, _DictKeyIter, _DictKeyIterOwned
from std.hash.hasher import Hasher, default_hasher
from std.iter.traits import IterableOwned


struct Set[T: KeyElement, H: Defaultable & Hasher & Deinitable = default_hasher](
    Boolable,
    Comparable,
    Copyable where conforms_to(T, Copyable),
    Deinitable where conforms_to(T, Deinitable),
    Hashable where conforms_to(T, Hashable),
    Iterable where conforms_to(T, Copyable),
    IterableOwned where conforms_to(T, Deinitable),
    Movable,
    Sized,
    Writable where conforms_to(T, Writable),
):
    """A set of values."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = _DictKeyIter[Self.T, NoneType, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Deinitable) = _DictKeyIterOwned[
        Self.T, NoneType, Self.H
    ]

    var _data: Dict[Self.T, NoneType, Self.H]

    @always_inline
    def __init__(out self):
        self._data = Dict[Self.T, NoneType, Self.H]()

    def __init__(
        out self, var *values: Self.T, __set_literal__: NoneType = None
    ) where conforms_to(Self.T, Deinitable):
        """What a set display makes."""
        self._data = Dict[Self.T, NoneType, Self.H]()
        for i in range(values.__len__()):
            self._data._insert(__op.take(values._address(i)), NoneType())
        __op.forget(values^)

    def __init__[
        I: Iterable, //
    ](out self: Set[I.IteratorType[origin_of(iterable)].Element, Self.H], ref iterable: I) where conforms_to(
        I.IteratorType[origin_of(iterable)].Element, Copyable & Deinitable & Equatable & Hashable
    ):
        """Copies of the elements of any iterable value."""
        self = Set[I.IteratorType[origin_of(iterable)].Element, Self.H]()
        for element in iterable:
            self.add(element.copy())

    @always_inline
    def __len__(self) -> Int:
        return len(self._data)

    @always_inline
    def __bool__(self) -> Bool:
        return len(self._data) > 0

    @always_inline
    def __contains__(self, t: Self.T) -> Bool:
        return t in self._data

    def add(mut self, var t: Self.T) where conforms_to(Self.T, Deinitable):
        """Adds `t`; does nothing if it is there."""
        if t not in self._data:
            self._data._insert(t^, NoneType())

    def insert(mut self, var t: Self.T) -> Optional[Self.T]:
        """Adds `t`; the equal element that was there before, or `None`."""

        def into_key(var entry: DictEntry[Self.T, NoneType]) -> Self.T:
            return entry^._into_key()

        return self._data.insert(t^, NoneType()).map(into_key)

    def discard(mut self, value: Self.T) where conforms_to(Self.T, Deinitable):
        """Removes `value` if it is there."""
        var position = self._data._find(value, Dict[Self.T, NoneType, Self.H]._hash_of(value))
        if position >= 0:
            _ = self._data._remove(position)

    def remove(mut self, t: Self.T) raises DictKeyError[Self.T] where conforms_to(Self.T, Deinitable):
        """Removes `t`; raises if it is not there."""
        var position = self._data._find(t, Dict[Self.T, NoneType, Self.H]._hash_of(t))
        if position < 0:
            raise DictKeyError[Self.T]()
        _ = self._data._remove(position)

    def pop(mut self) raises EmptyDictError -> Self.T:
        """Takes the element out that was added last."""
        return self._data.popitem()._into_key()

    def clear(mut self) where conforms_to(Self.T, Deinitable):
        self._data.clear()

    def clear_with[F: def(var Self.T) -> None, //](mut self, destroy_func: F, /):
        """Hands every element to `destroy_func`, the last one first, and leaves the set empty."""

        def destroy(var key: Self.T, var value: NoneType) {imm destroy_func}:
            destroy_func(key^)

        self._data.clear_with(destroy)

    def deinit_with[F: def(var Self.T) -> None, //](deinit self, deinit_func: F, /):
        """Hands every element to `deinit_func`, the last one first."""

        def destroy(var key: Self.T, var value: NoneType) {imm deinit_func}:
            deinit_func(key^)

        self._data^.deinit_with(destroy)

    @always_inline
    def __iter__(var self) -> _DictKeyIterOwned[Self.T, NoneType, Self.H] where conforms_to(Self.T, Deinitable):
        return _DictKeyIterOwned[Self.T, NoneType, Self.H](self^._into_data())

    @always_inline
    def _into_data(deinit self) -> Dict[Self.T, NoneType, Self.H]:
        return self._data^

    @always_inline
    def __iter__(ref self) -> _DictKeyIter[Self.T, NoneType, origin_of(self)]:
        return _DictKeyIter[Self.T, NoneType, origin_of(self)](self._data._entries, self._data._used)

    # ---- comparison

    def issubset(self, other: Self) -> Bool:
        if len(self) > len(other):
            return False
        for i in range(self._data._used):
            ref entry = self._data._entry(i)
            if entry._hash != 0 and other._data._find(entry.key, entry._hash) < 0:
                return False
        return True

    def issuperset(self, other: Self) -> Bool:
        return other.issubset(self)

    def isdisjoint(self, other: Self) -> Bool:
        for i in range(self._data._used):
            ref entry = self._data._entry(i)
            if entry._hash != 0 and other._data._find(entry.key, entry._hash) >= 0:
                return False
        return True

    def __eq__(self, other: Self) -> Bool:
        return len(self) == len(other) and self.issubset(other)

    def __ne__(self, other: Self) -> Bool:
        return not (self == other)

    def __le__(self, other: Self) -> Bool:
        return self.issubset(other)

    def __ge__(self, other: Self) -> Bool:
        return other.issubset(self)

    def __lt__(self, other: Self) -> Bool:
        return len(self) < len(other) and self.issubset(other)

    def __gt__(self, other: Self) -> Bool:
        return other < self

    # ---- set arithmetic

    def union(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        var result = self.copy()
        result.update(other)
        return result^

    def intersection(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        var result = Self()
        for element in self:
            if element in other:
                result.add(element.copy())
        return result^

    def difference(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        var result = Self()
        for element in self:
            if element not in other:
                result.add(element.copy())
        return result^

    def symmetric_difference(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        var result = self.difference(other)
        for element in other:
            if element not in self:
                result.add(element.copy())
        return result^

    def update(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        for element in other:
            self.add(element.copy())

    def intersection_update(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self = self.intersection(other)

    def difference_update(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        for element in other:
            self.discard(element)

    def symmetric_difference_update(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self = self.symmetric_difference(other)

    def __or__(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        return self.union(other)

    def __and__(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        return self.intersection(other)

    def __sub__(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        return self.difference(other)

    def __xor__(self, other: Self) -> Self where conforms_to(Self.T, Copyable & Deinitable):
        return self.symmetric_difference(other)

    def __ior__(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self.update(other)

    def __iand__(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self.intersection_update(other)

    def __isub__(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self.difference_update(other)

    def __ixor__(mut self, other: Self) where conforms_to(Self.T, Copyable & Deinitable):
        self.symmetric_difference_update(other)

    # ---- hash and text

    def __hash__[H2: Hasher, //](self, mut hasher: H2) where conforms_to(Self.T, Hashable):
        # The order must not matter.
        var combined: UInt64 = 0
        for i in range(self._data._used):
            combined = combined ^ self._data._entry(i)._hash
        hasher._update_with_simd(combined)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        self._write[False](writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string("Set[")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write_string(", Hasher=")
        writer.write_string(StringLiteral[__op.type_name[Self.H, False]()]())
        writer.write_string("](")
        self._write[True](writer)
        writer.write_string(")")

    def _write[W: Writer, //, as_repr: Bool](self, mut writer: W) where conforms_to(Self.T, Writable):
        writer.write_string("{")
        var first = True
        for i in range(self._data._used):
            ref entry = self._data._entry(i)
            if entry._hash != 0:
                if not first:
                    writer.write_string(", ")
                first = False
                comptime if as_repr:
                    entry.key.write_repr_to(writer)
                else:
                    entry.key.write_to(writer)
        writer.write_string("}")
