"""DEFLATE (RFC 1951): references to bytes that came before (J. Ziv and A. Lempel, 1977), in Huffman codes."""

from std.bit.bit import count_leading_zeros
from std.compression.huffman import code_lengths, code_words
from std.compression.inflate import inflate, order_of_lengths

comptime _WINDOW = 32768
comptime _HASHES = 32768
comptime _LONGEST = 258
comptime _SHORTEST = 3
# Tokens of a block: enough for its codes to pay, few enough for them to fit.
comptime _BLOCK_TOKENS = 32768
comptime _REFERENCE: UInt32 = 0x80000000


def decompress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], *, limit: Int = Int.MAX) raises -> List[UInt8]:
    """What `data` unpacks to; what follows the packed bytes is left alone. Raises if they are not well formed, or would
    unpack to more than `limit` bytes."""
    var result = List[UInt8]()
    _ = inflate(data.as_imm(), result, limit)
    return result^


def compress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], level: Int = 6) -> List[UInt8]:
    """Packs bytes. `level`: from 0 (only copied) and 1 (fast) to 9 (small)."""
    var writer = _Writer()
    if level <= 0:
        _write_stored(writer, data.as_imm(), True)
        return writer^.finish()
    var packer = _Packer(min(level, 9))
    packer.pack(data.as_imm(), writer)
    return writer^.finish()


struct _Writer(Movable):
    """Bytes written bit by bit, the lowest first."""

    var bytes: List[UInt8]
    var bits: UInt64
    var count: Int

    def __init__(out self):
        self.bytes = []
        self.bits = 0
        self.count = 0

    @always_inline
    def put(mut self, value: Int, count: Int):
        """Appends the `count` lowest bits of `value`, up to 32."""
        self.bits |= UInt64(value) << UInt64(self.count)
        self.count += count
        while self.count >= 8:
            self.bytes.append(UInt8(self.bits & 0xFF))
            self.bits >>= 8
            self.count -= 8

    def align(mut self):
        """Fills the current byte up with zeros."""
        if self.count > 0:
            self.put(0, 8 - self.count)

    def finish(deinit self) -> List[UInt8]:
        if self.count > 0:
            self.bytes.append(UInt8(self.bits & 0xFF))
        return self.bytes^


def _write_stored[o: ImmOrigin, //](mut writer: _Writer, data: Span[UInt8, o], is_last: Bool):
    """Blocks of copied bytes, up to 65,535 in each."""
    var at = 0
    while True:
        var size = min(len(data) - at, 65535)
        writer.put(Int(is_last and at + size == len(data)), 3)
        writer.align()
        writer.put(size, 16)
        writer.put(size ^ 0xFFFF, 16)
        writer.bytes.extend(data[at : at + size])
        at += size
        if at == len(data):
            return


# ---- finding repetitions


struct _Packer(Movable):
    """Chains of positions whose next three bytes have the same hash; the nearest come first."""

    var heads: List[Int32]
    var links: List[Int32]
    # How many positions of a chain are tried, and how long a match must be to be taken at once.
    var tries: Int
    var good: Int
    var tokens: List[UInt32]

    def __init__(out self, level: Int):
        self.heads = List[Int32](length=_HASHES, fill=-1)
        self.links = List[Int32](length=_WINDOW, fill=-1)
        self.tries = 2 << level if level < 9 else 4096
        self.good = 4 if level < 4 else _LONGEST if level == 9 else 8 << (level - 4)
        self.tokens = List[UInt32](capacity=_BLOCK_TOKENS)

    @always_inline
    def _hash[o: ImmOrigin, //](self, data: Span[UInt8, o], at: Int) -> Int:
        var word = (
            UInt32(data.unsafe_get(at))
            | (UInt32(data.unsafe_get(at + 1)) << 8)
            | (UInt32(data.unsafe_get(at + 2)) << 16)
        )
        return Int((word * 0x9E3779B1) >> 17)

    @always_inline
    def _enter[o: ImmOrigin, //](mut self, data: Span[UInt8, o], at: Int):
        """Makes the position known."""
        if at + _SHORTEST <= len(data):
            var h = self._hash(data, at)
            self.links.unsafe_get(at & (_WINDOW - 1)) = self.heads.unsafe_get(h)
            self.heads.unsafe_get(h) = Int32(at)

    def _longest_match[o: ImmOrigin, //](self, data: Span[UInt8, o], at: Int) -> Tuple[Int, Int]:
        """Length and distance of the longest repetition that begins here; length 0 for none."""
        var most = min(_LONGEST, len(data) - at)
        if most < _SHORTEST:
            return (0, 0)
        var best = _SHORTEST - 1
        var distance = 0
        var candidate = Int(self.heads.unsafe_get(self._hash(data, at)))
        var left = self.tries
        while candidate >= 0 and at - candidate < _WINDOW and left > 0:
            if data.unsafe_get(candidate + best) == data.unsafe_get(at + best):
                var length = 0
                while length < most and data.unsafe_get(candidate + length) == data.unsafe_get(at + length):
                    length += 1
                if length > best:
                    best = length
                    distance = at - candidate
                    if best == most:
                        break
            var next = Int(self.links.unsafe_get(candidate & (_WINDOW - 1)))
            if next >= candidate:
                break
            candidate = next
            left -= 1
        return (best if distance > 0 else 0, distance)

    def pack[o: ImmOrigin, //](mut self, data: Span[UInt8, o], mut writer: _Writer):
        """Writes all blocks. A match waits for the next position, where a longer one may begin."""
        var block_start = 0
        var at = 0
        while at < len(data):
            var length, distance = self._longest_match(data, at)
            self._enter(data, at)
            if length >= _SHORTEST and length < self.good and at + 1 < len(data):
                var later, _ = self._longest_match(data, at + 1)
                if later > length:
                    length = 0
            if length >= _SHORTEST:
                self.tokens.append(_REFERENCE | (UInt32(length) << 15) | UInt32(distance - 1))
                for k in range(1, length):
                    self._enter(data, at + k)
                at += length
            else:
                self.tokens.append(UInt32(data.unsafe_get(at)))
                at += 1
            if len(self.tokens) >= _BLOCK_TOKENS and at < len(data):
                _write_block(writer, self.tokens, data[block_start:at], False)
                self.tokens.clear()
                block_start = at
        _write_block(writer, self.tokens, data[block_start:], True)


# ---- blocks


@always_inline
def _log2(value: Int) -> Int:
    return 63 - Int(count_leading_zeros(UInt64(value)))


@always_inline
def _length_code(length: Int) -> Tuple[Int, Int]:
    """The symbol of a length, and how many bits follow it."""
    var l = length - _SHORTEST
    if length == _LONGEST:
        return (285, 0)
    if l < 8:
        return (257 + l, 0)
    var n = _log2(l)
    return (253 + 4 * n + ((l >> (n - 2)) & 3), n - 2)


@always_inline
def _distance_code(distance: Int) -> Tuple[Int, Int]:
    """The symbol of a distance, and how many bits follow it."""
    var d = distance - 1
    if d < 4:
        return (d, 0)
    var n = _log2(d)
    return (2 * n + ((d >> (n - 1)) & 1), n - 1)


struct _Code(Movable):
    """Lengths and words of a code."""

    var lengths: List[UInt8]
    var words: List[UInt16]

    def __init__(out self, var lengths: List[UInt8]):
        self.words = code_words(lengths)
        self.lengths = lengths^

    @always_inline
    def put(self, mut writer: _Writer, symbol: Int):
        writer.put(Int(self.words.unsafe_get(symbol)), Int(self.lengths.unsafe_get(symbol)))

    def cost(self, frequencies: List[Int]) -> Int:
        """Bits of all words."""
        var bits = 0
        for i in range(len(frequencies)):
            bits += frequencies[i] * Int(self.lengths[i])
        return bits


def _fixed_code() -> _Code:
    var lengths = List[UInt8](length=288, fill=8)
    for i in range(144, 256):
        lengths[i] = 9
    for i in range(256, 280):
        lengths[i] = 7
    return _Code(lengths^)


def _write_block[o: ImmOrigin, //](mut writer: _Writer, tokens: List[UInt32], data: Span[UInt8, o], is_last: Bool):
    """The tokens in codes of their own, in the fixed codes, or the bytes copied: whatever takes the fewest bits."""
    var literals = List[Int](length=286, fill=0)
    var distances = List[Int](length=30, fill=0)
    var extra = 0
    literals[256] = 1
    for token in tokens:
        if token & _REFERENCE == 0:
            literals[Int(token)] += 1
            continue
        var length, length_bits = _length_code(Int((token >> 15) & 0x1FF))
        var distance, distance_bits = _distance_code(Int(token & 0x7FFF) + 1)
        literals[length] += 1
        distances[distance] += 1
        extra += length_bits + distance_bits
    var own_literals = _Code(code_lengths(literals, 15))
    if _sum(distances) == 0:
        # A code needs a word.
        distances[0] = 1
    var own_distances = _Code(code_lengths(distances, 15))
    var lengths = _PackedLengths(own_literals.lengths, own_distances.lengths)
    var own_cost = lengths.cost() + own_literals.cost(literals) + own_distances.cost(distances)
    var fixed_literals = _fixed_code()
    var fixed_distances = _Code(List[UInt8](length=30, fill=5))
    var fixed_cost = fixed_literals.cost(literals) + fixed_distances.cost(distances)
    if 8 * len(data) + 40 < min(own_cost, fixed_cost) + extra:
        _write_stored(writer, data, is_last)
    elif own_cost < fixed_cost:
        writer.put(Int(is_last) | 4, 3)
        lengths.put(writer)
        _write_tokens(writer, tokens, own_literals, own_distances)
    else:
        writer.put(Int(is_last) | 2, 3)
        _write_tokens(writer, tokens, fixed_literals, fixed_distances)


def _sum(numbers: List[Int]) -> Int:
    var total = 0
    for number in numbers:
        total += number
    return total


def _write_tokens(mut writer: _Writer, tokens: List[UInt32], literals: _Code, distances: _Code):
    for token in tokens:
        if token & _REFERENCE == 0:
            literals.put(writer, Int(token))
            continue
        var length = Int((token >> 15) & 0x1FF)
        var symbol, bits = _length_code(length)
        literals.put(writer, symbol)
        writer.put((length - _SHORTEST) & ((1 << bits) - 1), bits)
        var distance = Int(token & 0x7FFF)
        symbol, bits = _distance_code(distance + 1)
        distances.put(writer, symbol)
        writer.put(distance & ((1 << bits) - 1), bits)
    literals.put(writer, 256)


struct _PackedLengths(Movable):
    """The lengths of a block's two codes, with repetitions shortened (RFC 1951, 3.2.7)."""

    var literals: Int
    var distances: Int
    # Symbols, what follows them, and in how many bits.
    var symbols: List[Tuple[Int, Int, Int]]
    var code: _Code
    var used: Int

    def __init__(out self, literals: List[UInt8], distances: List[UInt8]):
        self.literals = max(_without_zeros(literals), 257)
        self.distances = max(_without_zeros(distances), 1)
        var all = List[UInt8](literals[0 : self.literals])
        all.extend(distances[0 : self.distances])
        self.symbols = _shortened(all)
        var frequencies = List[Int](length=19, fill=0)
        for ref symbol in self.symbols:
            frequencies[symbol[0]] += 1
        self.code = _Code(code_lengths(frequencies, 7))
        self.used = 19
        while self.used > 4 and self.code.lengths[Int(order_of_lengths()[self.used - 1])] == 0:
            self.used -= 1

    def cost(self) -> Int:
        """Bits."""
        var bits = 14 + 3 * self.used
        for ref symbol in self.symbols:
            bits += Int(self.code.lengths[symbol[0]]) + symbol[2]
        return bits

    def put(self, mut writer: _Writer):
        writer.put(self.literals - 257, 5)
        writer.put(self.distances - 1, 5)
        writer.put(self.used - 4, 4)
        for i in range(self.used):
            writer.put(Int(self.code.lengths[Int(order_of_lengths()[i])]), 3)
        for ref symbol in self.symbols:
            self.code.put(writer, symbol[0])
            writer.put(symbol[1], symbol[2])


def _without_zeros(lengths: List[UInt8]) -> Int:
    """How many lengths there are up to the last that is not 0."""
    var count = len(lengths)
    while count > 0 and lengths[count - 1] == 0:
        count -= 1
    return count


def _shortened(lengths: List[UInt8]) -> List[Tuple[Int, Int, Int]]:
    """The lengths with runs as symbols: 16 repeats the one before 3 to 6 times; 17 and 18 are 3 to 10 and 11 to 138 zeros."""
    var symbols = List[Tuple[Int, Int, Int]]()
    var i = 0
    while i < len(lengths):
        var value = Int(lengths[i])
        var run = 1
        while i + run < len(lengths) and Int(lengths[i + run]) == value:
            run += 1
        i += run
        if value == 0:
            while run >= 11:
                var part = min(run, 138)
                symbols.append((18, part - 11, 7))
                run -= part
            if run >= 3:
                symbols.append((17, run - 3, 3))
                run = 0
        else:
            symbols.append((value, 0, 0))
            run -= 1
            while run >= 3:
                var part = min(run, 6)
                symbols.append((16, part - 3, 2))
                run -= part
        for _ in range(run):
            symbols.append((value, 0, 0))
    return symbols^
