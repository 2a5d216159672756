"""`Dict`: values found by key, in the order of insertion.

Entries lie one after the other in the order of insertion. A hash table beside them holds, per word, the upper half of a
hash and the entry's position plus 2; 0 is a free word and 1 one that was freed. A removed entry stays as a gap until
the entries are packed anew.
"""

from std.builtin.prims import ZERO, index_of, int_of
from std.builtin.value_traits import KeyElement
from std.hash.fnv1a import Fnv1a
from std.hash.hasher import Hasher, default_hasher, hash
from std.iter.traits import IterableOwned
from std.memory.allocate import allocate, release
from std.origin import ImmOf

comptime _FIRST_CAPACITY = 16
comptime _TAG: UInt64 = 0xFFFFFFFF00000000
comptime _FREED: UInt64 = 1


@fieldwise_init
struct DictKeyError[K: KeyElement](ImplicitlyCopyable, RegisterPassable, Writable):
    """Raised where a key is not in a Dict or Set."""

    pass


@fieldwise_init
struct EmptyDictError(ImplicitlyCopyable, RegisterPassable, Writable):
    """Raised where an entry is wanted from an empty Dict."""

    pass


struct DictEntry[K: KeyElement, V: Movable](
    Copyable where conforms_to(K, Copyable) and conforms_to(V, Copyable),
    Deinitable where conforms_to(K, Deinitable) and conforms_to(V, Deinitable),
    Movable,
):
    """A key and its value."""

    # 0 marks a gap: the key and the value are gone.
    var _hash: UInt64
    var key: Self.K
    var value: Self.V

    @always_inline
    def __init__(out self, *, _hash: UInt64, var key: Self.K, var value: Self.V):
        self._hash = _hash
        self.key = key^
        self.value = value^

    @always_inline
    def _into_value(deinit self) -> Self.V where conforms_to(Self.K, Deinitable):
        return self.value^

    @always_inline
    def _into_key(deinit self) -> Self.K where conforms_to(Self.V, Deinitable):
        return self.key^


struct Dict[K: KeyElement, V: Movable, H: Defaultable & Hasher & Deinitable = default_hasher](
    Boolable,
    Copyable where conforms_to(K, Copyable) and conforms_to(V, Copyable),
    Defaultable,
    Deinitable where conforms_to(K, Deinitable) and conforms_to(V, Deinitable),
    Equatable where conforms_to(V, Equatable),
    Hashable where conforms_to(K, Copyable) and conforms_to(V, Hashable),
    Iterable where conforms_to(K, Copyable),
    IterableOwned where conforms_to(K, Deinitable) and conforms_to(V, Deinitable),
    Movable,
    Sized,
    Writable where conforms_to(K, Writable) and conforms_to(V, Writable),
):
    """Keys and their values."""

    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.K, Copyable
    ) = _DictKeyIter[Self.K, Self.V, iterable_origin]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.K, Deinitable) and conforms_to(
        Self.V, Deinitable
    ) = _DictKeyIterOwned[Self.K, Self.V, Self.H]

    var _entries: __prim.pointer[DictEntry[Self.K, Self.V]]
    var _table: __prim.pointer[UInt64]
    # Entries that fit; the table has twice as many words. 0: nothing is allocated.
    var _cap: Int
    # Entries in use, gaps included.
    var _used: Int
    var _live: Int

    # ---- constructors

    @always_inline
    def __init__(out self):
        self._entries = __op.index_to_pointer[DictEntry[Self.K, Self.V]](index_of(64))
        self._table = __op.index_to_pointer[UInt64](index_of(64))
        self._cap = 0
        self._used = 0
        self._live = 0

    def __init__(out self, *, capacity: Int):
        """Has room for `capacity` entries."""
        self = Self()
        if capacity > 0:
            var room = _FIRST_CAPACITY
            while room < capacity:
                room *= 2
            self._allocate(room)

    def __init__(
        out self, var keys: List[Self.K], var values: List[Self.V], __dict_literal__: NoneType
    ) where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        """What a dict display makes."""
        self = Self(capacity=len(keys))
        for i in range(len(keys)):
            self._insert(__op.take(keys._at(i)), __op.take(values._at(i)))
        keys._len = 0
        values._len = 0

    @staticmethod
    def fromkeys[
        I: Iterable, //
    ](ref keys: I, value: Self.V) -> Self where conforms_to(Self.V, Copyable & Deinitable) and conforms_to(
        Self.K, Copyable & Deinitable
    ):
        """Every key with a copy of `value`."""
        var result = Self()
        for var key in keys:
            result._insert(rebind_var[Self.K](key^), value.copy())
        return result^

    # ---- life

    def __init__(out self, *, copy: Self) where conforms_to(Self.K, Copyable) and conforms_to(Self.V, Copyable):
        self = Self(capacity=copy._live)
        for i in range(copy._used):
            ref entry = copy._entry(i)
            if entry._hash != 0:
                ref made = self._entry(self._used)
                made._hash = entry._hash
                __op.write(__op.address_of[Self.K](made.key), entry.key.copy())
                __op.write(__op.address_of[Self.V](made.value), entry.value.copy())
                self._link(entry._hash, self._used)
                self._used += 1
                self._live += 1

    def __deinit__(deinit self) where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        for i in range(self._used):
            if self._entry(i)._hash != 0:
                __op.destroy(self._slot(i))
        self._free()

    def deinit_with[
        F: def(var key: Self.K, var value: Self.V) -> None, //
    ](deinit self, deinit_func: F, /):
        """Hands every key and its value to `deinit_func`, the last entry first."""
        self._hand_out(deinit_func)
        self._free()

    @always_inline
    def _hand_out[F: def(var key: Self.K, var value: Self.V) -> None, //](self, destroy_func: F):
        for k in range(self._used):
            ref entry = self._entry(self._used - 1 - k)
            if entry._hash != 0:
                destroy_func(
                    __op.take(__op.address_of[Self.K](entry.key)), __op.take(__op.address_of[Self.V](entry.value))
                )

    # ---- storage

    @always_inline
    def _slot(self, i: Int) -> __prim.pointer[DictEntry[Self.K, Self.V]]:
        return __op.offset(self._entries, index_of(i))

    @always_inline
    def _entry(self, i: Int) -> ref[MutUntrackedOrigin] DictEntry[Self.K, Self.V]:
        return __op.deref[MutUntrackedOrigin](__op.offset(self._entries, index_of(i)))

    @always_inline
    def _word(self, i: Int) -> ref[MutUntrackedOrigin] UInt64:
        return __op.deref[MutUntrackedOrigin](__op.offset(self._table, index_of(i)))

    def _allocate(mut self, capacity: Int):
        self._cap = capacity
        self._entries = allocate[DictEntry[Self.K, Self.V]](capacity)
        self._table = allocate[UInt64](2 * capacity)
        self._clear_table()

    @always_inline
    def _clear_table(mut self):
        __op.memset(self._table, UInt8(0)._v, index_of(16 * self._cap))

    @always_inline
    def _free(self):
        if self._cap > 0:
            release[DictEntry[Self.K, Self.V]](self._entries, self._cap)
            release[UInt64](self._table, 2 * self._cap)

    @always_inline
    def _next_used(self, start: Int) raises StopIteration -> Int:
        """The first position from `start` on that holds an entry."""
        for i in range(start, self._used):
            if self._entry(i)._hash != 0:
                return i
        raise StopIteration()

    @always_inline
    def _link(mut self, hash: UInt64, position: Int):
        """Enters a position in the table, which has a free word."""
        var mask = 2 * self._cap - 1
        var i = Int(hash) & mask
        while self._word(i) > _FREED:
            i = (i + 1) & mask
        self._word(i) = (hash & _TAG) | UInt64(position + 2)

    @always_inline
    def _find(self, key: Self.K, hash: UInt64) -> Int:
        """The position of the entry with this key, or -1."""
        if self._live == 0:
            return -1
        var mask = 2 * self._cap - 1
        var i = Int(hash) & mask
        var tag = hash & _TAG
        while True:
            var word = self._word(i)
            if word == 0:
                return -1
            if word & _TAG == tag and word != _FREED:
                var position = Int(word & ~_TAG) - 2
                if self._entry(position).key == key:
                    return position
            i = (i + 1) & mask

    @no_inline
    def _pack_into(mut self, capacity: Int):
        """Moves the entries, without the gaps, to new storage."""
        var old_entries = self._entries
        var old_table = self._table
        var old_capacity = self._cap
        var old_used = self._used
        self._allocate(capacity)
        self._used = 0
        for i in range(old_used):
            var source = __op.offset(old_entries, index_of(i))
            var hash = __op.deref[ImmUntrackedOrigin](source)._hash
            if hash != 0:
                __op.write(self._slot(self._used), __op.take(source))
                self._link(hash, self._used)
                self._used += 1
        if old_capacity > 0:
            release[DictEntry[Self.K, Self.V]](old_entries, old_capacity)
            release[UInt64](old_table, 2 * old_capacity)

    @always_inline
    def _make_room(mut self):
        """Makes room for one entry more."""
        if self._used == self._cap:
            if self._cap == 0:
                self._allocate(_FIRST_CAPACITY)
            elif 2 * self._live > self._cap:
                self._pack_into(2 * self._cap)
            else:
                self._pack_into(self._cap)

    @always_inline
    @staticmethod
    def _hash_of(key: Self.K) -> UInt64:
        var h = hash[HasherType=Self.H](key)
        # 0 means a gap.
        return h if h != 0 else UInt64(1)

    def _insert(
        mut self, var key: Self.K, var value: Self.V
    ) where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        var h = Self._hash_of(key)
        var position = self._find(key, h)
        var entry = DictEntry[Self.K, Self.V](_hash=h, key=key^, value=value^)
        if position >= 0:
            __op.destroy(self._slot(position))
            __op.write(self._slot(position), entry^)
            return
        self._make_room()
        __op.write(self._slot(self._used), entry^)
        self._link(h, self._used)
        self._used += 1
        self._live += 1

    def _remove(mut self, position: Int) -> DictEntry[Self.K, Self.V]:
        """Takes an entry out."""
        var entry = __op.take(self._slot(position))
        self._unlink(position)
        return entry^

    def _unlink(mut self, position: Int):
        """Forgets the entry there, whose key and value are gone already."""
        var h = self._entry(position)._hash
        var mask = 2 * self._cap - 1
        var i = Int(h) & mask
        var wanted = (h & _TAG) | UInt64(position + 2)
        while self._word(i) != wanted:
            i = (i + 1) & mask
        self._word(i) = _FREED
        self._entry(position)._hash = 0
        self._live -= 1
        if self._live == 0:
            self._used = 0
            self._clear_table()
        else:
            while self._used > 0 and self._entry(self._used - 1)._hash == 0:
                self._used -= 1

    # ---- size

    @always_inline
    def __len__(self) -> Int:
        return self._live

    @always_inline
    def __bool__(self) -> Bool:
        return self._live > 0

    # ---- look-up

    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, key: Self.K
    ) raises DictKeyError[Self.K] -> ref[origin_of(self)._get_owned_interior["value"]] Self.V:
        """The value of `key`; raises if there is none."""
        var position = self._find(key, Self._hash_of(key))
        if position < 0:
            raise DictKeyError[Self.K]()
        return __op.deref[origin_of(self)._get_owned_interior["value"]](
            __op.address_of[Self.V](self._entry(position).value)
        )

    @always_inline
    def __contains__(self, key: Self.K) -> Bool:
        return self._find(key, Self._hash_of(key)) >= 0

    def find(self, key: Self.K) -> Optional[Self.V] where conforms_to(Self.V, Copyable):
        return self.get(key)

    def get(self, key: Self.K) -> Optional[Self.V] where conforms_to(Self.V, Copyable):
        """A copy of the value, or `None`."""
        var position = self._find(key, Self._hash_of(key))
        if position < 0:
            return None
        return Optional[Self.V](self._entry(position).value.copy())

    def get(self, key: Self.K, var default: Self.V) -> Self.V where conforms_to(Self.V, Copyable & Deinitable):
        """A copy of the value, or `default`."""
        var position = self._find(key, Self._hash_of(key))
        if position < 0:
            return default^
        return self._entry(position).value.copy()

    # ---- changing

    @always_inline
    def __setitem__(
        mut self, var key: Self.K, var value: Self.V
    ) where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        self._insert(key^, value^)

    def insert(mut self, var key: Self.K, var value: Self.V) -> Optional[DictEntry[Self.K, Self.V]]:
        """Enters `value` for `key`; the entry that was there before, or `None`."""
        var h = Self._hash_of(key)
        var position = self._find(key, h)
        var entry = DictEntry[Self.K, Self.V](_hash=h, key=key^, value=value^)
        if position >= 0:
            var before = __op.take(self._slot(position))
            __op.write(self._slot(position), entry^)
            return Optional(before^)
        self._make_room()
        __op.write(self._slot(self._used), entry^)
        self._link(h, self._used)
        self._used += 1
        self._live += 1
        return Optional[DictEntry[Self.K, Self.V]]()

    @__unsafe_nested_origins_read_only
    def setdefault(
        mut self, var key: Self.K, var default: Self.V
    ) -> ref[origin_of(self)._get_owned_interior["value"]] Self.V where conforms_to(
        Self.K, Deinitable
    ) and conforms_to(Self.V, Deinitable):
        """The value of `key`, which becomes `default` if there is none."""
        var h = Self._hash_of(key)
        var position = self._find(key, h)
        if position < 0:
            var entry = DictEntry[Self.K, Self.V](_hash=h, key=key^, value=default^)
            self._make_room()
            position = self._used
            __op.write(self._slot(position), entry^)
            self._link(h, position)
            self._used += 1
            self._live += 1
        return __op.deref[origin_of(self)._get_owned_interior["value"]](
            __op.address_of[Self.V](self._entry(position).value)
        )

    def pop(mut self, key: Self.K) raises DictKeyError[Self.K] -> Self.V where conforms_to(Self.K, Deinitable):
        """Takes the value of `key` out; raises if there is none."""
        var position = self._find(key, Self._hash_of(key))
        if position < 0:
            raise DictKeyError[Self.K]()
        var value = __op.take(__op.address_of[Self.V](self._entry(position).value))
        __op.destroy(__op.address_of[Self.K](self._entry(position).key))
        self._unlink(position)
        return value^

    def pop(
        mut self, key: Self.K, var default: Self.V
    ) -> Self.V where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        """Takes the value of `key` out, or gives `default`."""
        var position = self._find(key, Self._hash_of(key))
        if position < 0:
            return default^
        var value = __op.take(__op.address_of[Self.V](self._entry(position).value))
        __op.destroy(__op.address_of[Self.K](self._entry(position).key))
        self._unlink(position)
        return value^

    def popitem(mut self) raises EmptyDictError -> DictEntry[Self.K, Self.V]:
        """Takes the entry out that was inserted last."""
        if self._live == 0:
            raise EmptyDictError()
        return self._remove(self._used - 1)

    def update(
        mut self, other: Self, /
    ) where conforms_to(Self.K, Copyable & Deinitable) and conforms_to(Self.V, Copyable & Deinitable):
        """Inserts copies of the entries of `other`."""
        for i in range(other._used):
            ref entry = other._entry(i)
            if entry._hash != 0:
                self._insert(entry.key.copy(), entry.value.copy())

    def clear_with[F: def(var key: Self.K, var value: Self.V) -> None, //](mut self, destroy_func: F, /):
        """Hands every key and its value to `destroy_func`, the last entry first, and leaves the Dict empty."""
        self._hand_out(destroy_func)
        self._forget_entries()

    @always_inline
    def _forget_entries(mut self):
        """Leaves no entries, whose keys and values are gone already."""
        self._used = 0
        self._live = 0
        if self._cap > 0:
            self._clear_table()

    def clear(mut self) where conforms_to(Self.K, Deinitable) and conforms_to(Self.V, Deinitable):
        for i in range(self._used):
            if self._entry(i)._hash != 0:
                __op.destroy(self._slot(i))
        self._forget_entries()

    def __or__(
        self, other: Self
    ) -> Self where conforms_to(Self.K, Copyable & Deinitable) and conforms_to(Self.V, Copyable & Deinitable):
        var result = self.copy()
        result.update(other)
        return result^

    def __ior__(
        mut self, other: Self
    ) where conforms_to(Self.K, Copyable & Deinitable) and conforms_to(Self.V, Copyable & Deinitable):
        self.update(other)

    def __eq__(self, other: Self) -> Bool where conforms_to(Self.V, Equatable):
        """Whether both have the same entries, in any order."""
        if self._live != other._live:
            return False
        for i in range(self._used):
            ref entry = self._entry(i)
            if entry._hash != 0:
                var position = other._find(entry.key, entry._hash)
                if position < 0 or not (entry.value == other._entry(position).value):
                    return False
        return True

    def __ne__(self, other: Self) -> Bool where conforms_to(Self.V, Equatable):
        return not (self == other)

    # ---- iteration

    @always_inline
    def __iter__(ref self) -> _DictKeyIter[Self.K, Self.V, origin_of(self)]:
        return _DictKeyIter[Self.K, Self.V, origin_of(self)](self._entries, self._used)

    @always_inline
    def __iter__(
        var self,
    ) -> _DictKeyIterOwned[Self.K, Self.V, Self.H] where conforms_to(Self.K, Deinitable) and conforms_to(
        Self.V, Deinitable
    ):
        return _DictKeyIterOwned[Self.K, Self.V, Self.H](self^)

    @always_inline
    def __reversed__(ref self) -> _DictKeyIter[Self.K, Self.V, origin_of(self), False]:
        return _DictKeyIter[Self.K, Self.V, origin_of(self), False](self._entries, self._used)

    @always_inline
    def keys(ref self) -> _DictKeyIter[Self.K, Self.V, origin_of(self)]:
        return _DictKeyIter[Self.K, Self.V, origin_of(self)](self._entries, self._used)

    @always_inline
    def values(ref self) -> _DictValueIter[Self.K, Self.V, origin_of(self)]:
        return _DictValueIter[Self.K, Self.V, origin_of(self)](self._entries, self._used)

    @always_inline
    def items(ref self) -> _DictEntryIter[Self.K, Self.V, origin_of(self)]:
        return _DictEntryIter[Self.K, Self.V, origin_of(self)](self._entries, self._used)

    def take_items(
        mut self,
    ) -> _TakeDictEntryIter[Self.K, Self.V, Self.H, origin_of(self)] where conforms_to(
        Self.K, Deinitable
    ) and conforms_to(Self.V, Deinitable):
        """Takes the entries out one after the other, the first one first; those never asked for go with the walk."""
        return _TakeDictEntryIter[Self.K, Self.V, Self.H, origin_of(self)](__op.address_of[Self](self))

    # ---- text and hash

    def __hash__[
        H2: Hasher, //
    ](self, mut hasher: H2) where conforms_to(Self.K, Copyable) and conforms_to(Self.V, Hashable):
        """The same for the same entries in any order."""
        var sum = UInt64(0)
        for i in range(self._used):
            ref entry = self._entry(i)
            if entry._hash != 0:
                sum += hash[HasherType=Self.H](entry.value) ^ (entry._hash * 0x9E3779B97F4A7C15)
        hasher._update_with_simd(self._live)
        hasher._update_with_simd(sum)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.K, Writable) and conforms_to(
        Self.V, Writable
    ):
        self._write[False](writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.K, Writable) and conforms_to(
        Self.V, Writable
    ):
        writer.write_string("Dict[")
        writer.write_string(StringLiteral[__op.type_name[Self.K, False]()]())
        writer.write_string(", ")
        writer.write_string(StringLiteral[__op.type_name[Self.V, False]()]())
        writer.write_string("](")
        self._write[True](writer)
        writer.write_string(")")

    def _write[W: Writer, //, as_repr: Bool](self, mut writer: W) where conforms_to(
        Self.K, Writable
    ) and conforms_to(Self.V, Writable):
        writer.write_string("{")
        var first = True
        for i in range(self._used):
            ref entry = self._entry(i)
            if entry._hash != 0:
                if not first:
                    writer.write_string(", ")
                first = False
                comptime if as_repr:
                    entry.key.write_repr_to(writer)
                    writer.write_string(": ")
                    entry.value.write_repr_to(writer)
                else:
                    entry.key.write_to(writer)
                    writer.write_string(": ")
                    entry.value.write_to(writer)
        writer.write_string("}")


@fieldwise_init
struct _EntryWalk[K: KeyElement, V: Movable, forward: Bool](Copyable):
    """The positions of the entries of a Dict, without the gaps."""

    var _entries: __prim.pointer[DictEntry[Self.K, Self.V]]
    var _low: Int
    var _high: Int

    @always_inline
    def _next(mut self) raises StopIteration -> __prim.pointer[DictEntry[Self.K, Self.V]]:
        while self._low < self._high:
            var at: Int
            comptime if Self.forward:
                at = self._low
                self._low += 1
            else:
                self._high -= 1
                at = self._high
            var entry = __op.offset(self._entries, index_of(at))
            if __op.deref[ImmUntrackedOrigin](entry)._hash != 0:
                return entry
        raise StopIteration()


struct _DictKeyIter[mut: Bool, //, K: KeyElement, V: Movable, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(K, Copyable), Iterator where conforms_to(K, Copyable)
):
    """The keys of a Dict."""

    comptime Element = Self.K
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.K, Copyable
    ) = Self

    var _walk: _EntryWalk[Self.K, Self.V, Self.forward]

    @always_inline
    def __init__(out self, entries: __prim.pointer[DictEntry[Self.K, Self.V]], count: Int):
        self._walk = _EntryWalk[Self.K, Self.V, Self.forward](entries, 0, count)

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.K where conforms_to(Self.K, Copyable):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[ImmOf[Self.origin]] Self.K:
        var entry = self._walk._next()
        return __op.deref[ImmOf[Self.origin]](
            __op.address_of[Self.K](__op.deref[ImmUntrackedOrigin](entry).key)
        )


struct _DictKeyIterOwned[K: KeyElement & Deinitable, V: Deinitable & Movable, H: Defaultable & Hasher & Deinitable](
    Iterator
):
    """Takes the keys out of a Dict, the first one first; the values go with the walk."""

    comptime Element = Self.K

    var _dict: Dict[Self.K, Self.V, Self.H]
    var _at: Int

    @always_inline
    def __init__(out self, var dict: Dict[Self.K, Self.V, Self.H]):
        self._dict = dict^
        self._at = 0

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.K:
        var position = self._dict._next_used(self._at)
        self._at = position + 1
        return self._dict._remove(position)._into_key()


struct _TakeDictEntryIter[
    K: KeyElement & Deinitable, V: Deinitable & Movable, H: Defaultable & Hasher & Deinitable, origin: MutOrigin
](Iterator):
    """Takes the entries out of a Dict that stays, the first one first."""

    comptime Element = DictEntry[Self.K, Self.V]

    var _dict: __prim.pointer[Dict[Self.K, Self.V, Self.H]]
    var _at: Int

    @always_inline
    def __init__(out self, dict: __prim.pointer[Dict[Self.K, Self.V, Self.H]]):
        self._dict = dict
        self._at = 0

    def __deinit__(deinit self):
        __op.deref[Self.origin](self._dict).clear()

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __next__(mut self) raises StopIteration -> DictEntry[Self.K, Self.V]:
        ref dict = __op.deref[Self.origin](self._dict)
        var position = dict._next_used(self._at)
        self._at = position + 1
        return dict._remove(position)


struct _DictValueIter[mut: Bool, //, K: KeyElement, V: Movable, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(V, Copyable), Iterator where conforms_to(V, Copyable)
):
    """The values of a Dict."""

    comptime Element = Self.V
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.V, Copyable
    ) = Self

    var _walk: _EntryWalk[Self.K, Self.V, Self.forward]

    @always_inline
    def __init__(out self, entries: __prim.pointer[DictEntry[Self.K, Self.V]], count: Int):
        self._walk = _EntryWalk[Self.K, Self.V, Self.forward](entries, 0, count)

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __reversed__(self) -> _DictValueIter[Self.K, Self.V, Self.origin, False]:
        return _DictValueIter[Self.K, Self.V, Self.origin, False](self._walk._entries, self._walk._high)

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.V where conforms_to(Self.V, Copyable):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.V:
        var entry = self._walk._next()
        return __op.deref[Self.origin](__op.address_of[Self.V](__op.deref[MutUntrackedOrigin](entry).value))


struct _DictEntryIter[mut: Bool, //, K: KeyElement, V: Movable, origin: Origin[mut=mut], forward: Bool = True](
    Copyable,
    Iterable where conforms_to(K, Copyable) and conforms_to(V, Copyable),
    Iterator where conforms_to(K, Copyable) and conforms_to(V, Copyable),
):
    """The entries of a Dict."""

    comptime Element = DictEntry[Self.K, Self.V]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.K, Copyable
    ) and conforms_to(Self.V, Copyable) = Self

    var _walk: _EntryWalk[Self.K, Self.V, Self.forward]

    @always_inline
    def __init__(out self, entries: __prim.pointer[DictEntry[Self.K, Self.V]], count: Int):
        self._walk = _EntryWalk[Self.K, Self.V, Self.forward](entries, 0, count)

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __reversed__(self) -> _DictEntryIter[Self.K, Self.V, Self.origin, False]:
        return _DictEntryIter[Self.K, Self.V, Self.origin, False](self._walk._entries, self._walk._high)

    @always_inline
    def __next__(
        mut self,
    ) raises StopIteration -> DictEntry[Self.K, Self.V] where conforms_to(Self.K, Copyable) and conforms_to(
        Self.V, Copyable
    ):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] DictEntry[Self.K, Self.V]:
        return __op.deref[Self.origin](self._walk._next())


struct StringDict[V: Movable](
    Copyable where conforms_to(V, Copyable),
    Defaultable,
    Deinitable where conforms_to(V, Deinitable),
    Iterable,
    Movable,
    Sized,
    Writable where conforms_to(V, Writable),
):
    """A Dict whose keys are Strings: what `**kwargs` become."""

    comptime key_type = String
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator = _DictKeyIter[
        String, Self.V, iterable_origin
    ]

    var _dict: Dict[String, Self.V, Fnv1a]

    @always_inline
    def __init__(out self):
        self._dict = Dict[String, Self.V, Fnv1a]()

    @always_inline
    def __len__(self) -> Int:
        return len(self._dict)

    def deinit_with[F: def(var key: String, var value: Self.V) -> None, //](deinit self, deinit_func: F, /):
        """Hands every key and its value to `deinit_func`, the last entry first."""
        self._dict^.deinit_with(deinit_func)

    @always_inline
    def __contains__(self, key: String) -> Bool:
        return key in self._dict

    @__unsafe_nested_origins_read_only
    def __getitem__(
        ref self, key: String
    ) raises DictKeyError[String] -> ref[origin_of(self._dict)._get_owned_interior["value"]] Self.V:
        return self._dict[key]

    def __setitem__(mut self, key: String, var value: Self.V) where conforms_to(Self.V, Deinitable):
        self._dict[key] = value^

    def insert(mut self, var key: String, var value: Self.V) where conforms_to(Self.V, Deinitable):
        self._dict[key^] = value^

    def find(self, key: String) -> Optional[Self.V] where conforms_to(Self.V, Copyable):
        return self._dict.get(key)

    def pop(mut self, key: String) raises DictKeyError[String] -> Self.V:
        return self._dict.pop(key)

    def pop(mut self, key: String, var default: Self.V) -> Self.V where conforms_to(Self.V, Deinitable):
        return self._dict.pop(key, default^)

    def popitem(mut self) raises EmptyDictError -> DictEntry[String, Self.V]:
        return self._dict.popitem()

    def __iter__(ref self) -> _DictKeyIter[String, Self.V, origin_of(self)]:
        return _DictKeyIter[String, Self.V, origin_of(self)](self._dict._entries, self._dict._used)

    def keys(ref self) -> _DictKeyIter[String, Self.V, origin_of(self._dict)]:
        return self._dict.keys()

    def values(ref self) -> _DictValueIter[String, Self.V, origin_of(self._dict)]:
        return self._dict.values()

    def items(ref self) -> _DictEntryIter[String, Self.V, origin_of(self._dict)]:
        return self._dict.items()

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.V, Writable):
        self._dict.write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.V, Writable):
        self._dict.write_repr_to(writer)
