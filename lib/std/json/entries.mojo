"""How a parsed JSON text lies in memory: two words for each value, one value after the other.

The first word of an entry holds its kind in the top byte. Scalars have the position of their text in the rest, and their
value or length in the second word. Arrays and objects have the number of the entry behind their last one, and how many
elements or members they have; members are a string entry for the key and then the value.
"""

comptime NULL = 0
comptime TRUE = 1
comptime FALSE = 2
# A whole number that fits an Int, in the second word.
comptime INTEGER = 3
# Any other number; the second word holds the nearest Float64.
comptime NUMBER = 4
# Text without escapes: its position in the JSON text, and its length.
comptime STRING = 5
# Text with escapes: the same in the pool of decoded texts.
comptime DECODED = 6
comptime ARRAY = 7
# The second word has the position of the object's hash table, plus 1, from bit 32 on, if it has one.
comptime OBJECT = 8



struct Entry(TrivialRegisterPassable):
    var first: UInt64
    var second: UInt64

    @always_inline
    def __init__(out self, kind: Int, place: Int, second: UInt64):
        self.first = (UInt64(kind) << 56) | UInt64(place)
        self.second = second

    @always_inline
    def kind(self) -> Int:
        return Int(self.first >> 56)

    @always_inline
    def place(self) -> Int:
        return Int(self.first & 0x00FFFFFFFFFFFFFF)

    @always_inline
    def count(self) -> Int:
        return Int(self.second & 0xFFFFFFFF)

    @always_inline
    def table(self) -> Int:
        """Where the hash table of the object starts, or -1."""
        return Int(self.second >> 32) - 1


@always_inline
def hash_of_key(bytes: Pointer[UInt8, ImmUntrackedOrigin], length: Int) -> UInt64:
    """A hash of the bytes, for the tables of large objects."""
    var h: UInt64 = 0xCBF29CE484222325
    for i in range(length):
        h = (h ^ UInt64(bytes[unsafe_offset=i])) * 0x100000001B3
    return h ^ (h >> 29)
