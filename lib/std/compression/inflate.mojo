"""Unpacking DEFLATE (RFC 1951)."""

from std.compression.huffman import Decoder


struct _Bits[origin: ImmOrigin](Movable):
    """Bytes read bit by bit, the lowest first."""

    var data: Span[UInt8, Self.origin]
    var at: Int
    var bits: UInt64
    var count: Int

    def __init__(out self, data: Span[UInt8, Self.origin]):
        self.data = data
        self.at = 0
        self.bits = 0
        self.count = 0

    @always_inline
    def fill(mut self):
        """Takes whole bytes in for as long as there are some and they fit."""
        while self.count <= 56 and self.at < len(self.data):
            self.bits |= UInt64(self.data.unsafe_get(self.at)) << UInt64(self.count)
            self.at += 1
            self.count += 8

    @always_inline
    def take(mut self, count: Int) raises -> Int:
        """The next `count` bits, up to 16."""
        self.fill()
        if count > self.count:
            raise Error("deflate: the data ends too early")
        var value = Int(self.bits & ((UInt64(1) << UInt64(count)) - 1))
        self.bits >>= UInt64(count)
        self.count -= count
        return value

    @always_inline
    def symbol(mut self, decoder: Decoder) raises -> Int:
        """The next word's symbol."""
        self.fill()
        var entry = Int(decoder.table.unsafe_get(Int(self.bits & decoder.mask)))
        var length = entry & 15
        if length == 0:
            raise Error("deflate: no word of the code begins so")
        if length > self.count:
            raise Error("deflate: the data ends too early")
        self.bits >>= UInt64(length)
        self.count -= length
        return entry >> 4

    def align(mut self):
        """Drops the rest of the current byte, and gives back the bytes that were taken in beyond it."""
        self.at -= self.count // 8
        self.bits = 0
        self.count = 0


def inflate[
    o: ImmOrigin, //
](data: Span[UInt8, o], mut result: List[UInt8], limit: Int = Int.MAX) raises -> Int:
    """Appends what `data` unpacks to; says how many bytes of `data` were read. Raises if the data is not well formed, and
    where `result` would become longer than `limit` bytes."""
    var bits = _Bits[o](data)
    var first = len(result)
    while True:
        var is_last = bits.take(1) == 1
        var kind = bits.take(2)
        if kind == 0:
            _stored(bits, result, limit)
        elif kind == 1:
            var literals = Decoder(_fixed_literals())
            var distances = Decoder(List[UInt8](length=30, fill=5))
            _compressed(bits, result, first, literals, distances, limit)
        elif kind == 2:
            _dynamic(bits, result, first, limit)
        else:
            raise Error("deflate: a block of a kind that does not exist")
        if is_last:
            bits.align()
            return bits.at


def _fixed_literals() -> List[UInt8]:
    var lengths = List[UInt8](length=288, fill=8)
    for i in range(144, 256):
        lengths[i] = 9
    for i in range(256, 280):
        lengths[i] = 7
    return lengths^


def _check_room(size: Int, more: Int, limit: Int) raises:
    if more > limit - size:
        raise Error("deflate: the data unpacks to more than ", limit, " bytes")


def _stored[o: ImmOrigin, //](mut bits: _Bits[o], mut result: List[UInt8], limit: Int) raises:
    bits.align()
    var size = bits.take(16)
    if bits.take(16) != size ^ 0xFFFF:
        raise Error("deflate: the size of a block contradicts itself")
    bits.align()
    if size > len(bits.data) - bits.at:
        raise Error("deflate: the data ends too early")
    _check_room(len(result), size, limit)
    result.extend(bits.data[bits.at : bits.at + size])
    bits.at += size


def _dynamic[
    o: ImmOrigin, //
](mut bits: _Bits[o], mut result: List[UInt8], first: Int, limit: Int) raises:
    """A block that begins with its codes, whose lengths are packed themselves."""
    var literals = bits.take(5) + 257
    var distances = bits.take(5) + 1
    var count = bits.take(4) + 4
    var lengths = List[UInt8](length=19, fill=0)
    for i in range(count):
        lengths[Int(order_of_lengths()[i])] = UInt8(bits.take(3))
    var decoder = Decoder(lengths)
    var total = literals + distances
    var all = List[UInt8](capacity=total)
    while len(all) < total:
        var symbol = bits.symbol(decoder)
        if symbol < 16:
            all.append(UInt8(symbol))
            continue
        var value = UInt8(0)
        var times: Int
        if symbol == 16:
            if len(all) == 0:
                raise Error("deflate: nothing to repeat")
            value = all[len(all) - 1]
            times = 3 + bits.take(2)
        elif symbol == 17:
            times = 3 + bits.take(3)
        else:
            times = 11 + bits.take(7)
        if times > total - len(all):
            raise Error("deflate: more lengths than words")
        for _ in range(times):
            all.append(value)
    if all[256] == 0:
        raise Error("deflate: a block without an end")
    var literal_code = Decoder(all[0:literals])
    var distance_code = Decoder(all[literals:total])
    _compressed(bits, result, first, literal_code, distance_code, limit)


def order_of_lengths() -> Array[UInt8, 19]:
    """The order in which the lengths of the code of lengths stand."""
    return [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


def _compressed[
    o: ImmOrigin, //
](
    mut bits: _Bits[o], mut result: List[UInt8], first: Int, literals: Decoder, distances: Decoder, limit: Int
) raises:
    """Bytes, and references to bytes that came before, up to the end of the block."""
    while True:
        var symbol = bits.symbol(literals)
        if symbol < 256:
            _check_room(len(result), 1, limit)
            result.append(UInt8(symbol))
            continue
        if symbol == 256:
            return
        if symbol > 285:
            raise Error("deflate: a length that does not exist")
        # Lengths and distances grow by halves of powers of two: no tables are needed.
        var length: Int
        if symbol < 265:
            length = symbol - 254
        elif symbol == 285:
            length = 258
        else:
            var extra = (symbol - 261) >> 2
            length = 3 + ((4 + ((symbol - 261) & 3)) << extra) + bits.take(extra)
        var code = bits.symbol(distances)
        if code > 29:
            raise Error("deflate: a distance that does not exist")
        var distance = code + 1
        if code >= 4:
            var extra = (code >> 1) - 1
            distance = 1 + ((2 + (code & 1)) << extra) + bits.take(extra)
        if distance > len(result) - first:
            raise Error("deflate: a reference before the start")
        _check_room(len(result), length, limit)
        for _ in range(length):
            result.append(result.unsafe_get(len(result) - distance))
