"""`BitSet`: a set of small numbers, one bit each."""

from std.builtin.panic import check_index
from std.builtin.prims import index_of, int_of


struct BitSet[size: Int](Boolable, Copyable, Defaultable, Deinitable, Movable, Sized, Writable):
    """A set of numbers below `size`."""

    comptime _WORDS = int_of(__op.div(index_of(Self.size + 64), index_of(64)))

    var _words: Array[UInt64, Self._WORDS]

    def __init__(out self):
        self._words = Array[UInt64, Self._WORDS](fill=0)

    @always_inline
    @__caller_location
    def set(mut self, idx: Int):
        """Puts a number in."""
        check_index(idx, Self.size)
        self._words[idx >> 6] |= UInt64(1) << UInt64(idx & 63)

    @always_inline
    @__caller_location
    def clear(mut self, idx: Int):
        """Takes a number out."""
        check_index(idx, Self.size)
        self._words[idx >> 6] &= ~(UInt64(1) << UInt64(idx & 63))

    @always_inline
    @__caller_location
    def toggle(mut self, idx: Int):
        """Puts a number in or takes it out."""
        check_index(idx, Self.size)
        self._words[idx >> 6] ^= UInt64(1) << UInt64(idx & 63)

    @always_inline
    @__caller_location
    def test(self, idx: Int) -> Bool:
        """Whether a number is in."""
        check_index(idx, Self.size)
        return (self._words[idx >> 6] >> UInt64(idx & 63)) & 1 != 0

    def test_range[bit_value: Bool, *, lo: Int = 0, hi: Int = Self.size](self) -> Bool:
        """Whether every number from `lo` up to `hi` is in (or none is, for False)."""
        for i in range(lo, hi):
            if self.test(i) != bit_value:
                return False
        return True

    def _trim(mut self):
        """Clears the bits above the last number."""
        comptime if Self.size % 64 != 0:
            self._words[Self.size // 64] &= (UInt64(1) << UInt64(Self.size % 64)) - 1
        comptime if Self.size % 64 == 0:
            self._words[Self._WORDS - 1] = 0

    def set_all(mut self):
        for i in range(Self._WORDS):
            self._words[i] = ~UInt64(0)
        self._trim()

    def clear_all(mut self):
        for i in range(Self._WORDS):
            self._words[i] = 0

    def toggle_all(mut self):
        for i in range(Self._WORDS):
            self._words[i] = ~self._words[i]
        self._trim()

    def union(self, other: Self) -> Self:
        """What is in either set."""
        var result = Self()
        for i in range(Self._WORDS):
            result._words[i] = self._words[i] | other._words[i]
        return result^

    def intersection(self, other: Self) -> Self:
        """What is in both sets."""
        var result = Self()
        for i in range(Self._WORDS):
            result._words[i] = self._words[i] & other._words[i]
        return result^

    def difference(self, other: Self) -> Self:
        """What is in this set only."""
        var result = Self()
        for i in range(Self._WORDS):
            result._words[i] = self._words[i] & ~other._words[i]
        return result^

    def __len__(self) -> Int:
        """How many numbers are in."""
        var count = 0
        for i in range(Self._WORDS):
            count += Int(UInt64(_v=__op.ctpop(self._words[i]._v)))
        return count

    def __bool__(self) -> Bool:
        for i in range(Self._WORDS):
            if self._words[i] != 0:
                return True
        return False

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string("{")
        var first = True
        for i in range(Self.size):
            if self.test(i):
                if not first:
                    writer.write_string(", ")
                first = False
                i.write_to(writer)
        writer.write_string("}")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("BitSet[", Self.size, "](")
        self.write_to(writer)
        writer.write_string(")")
