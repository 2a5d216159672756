"""The gzip format (RFC 1952): files of DEFLATE with a head, a checksum and the size."""

from std.compression.checksum import crc32
from std.compression.deflate import compress as _deflate
from std.compression.inflate import inflate


def compress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], level: Int = 6) -> List[UInt8]:
    """Packs bytes; the head has no name and no time, so that the same bytes give the same file. `level`: from 0 (only
    copied) and 1 (fast) to 9 (small)."""
    var result: List[UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    result.extend(_deflate(data, level))
    _put_word(result, crc32(data))
    _put_word(result, UInt32(len(data) & 0xFFFFFFFF))
    return result^


def decompress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], *, limit: Int = Int.MAX) raises -> List[UInt8]:
    """What all members of `data` unpack to, one after the other. Raises if a member is not well formed or does not have its
    checksum and size, and where there would be more than `limit` bytes."""
    var result = List[UInt8]()
    var at = 0
    while True:
        at = _end_of_head(data, at)
        var start = len(result)
        at += inflate(data[at:].as_imm(), result, limit)
        if len(data) - at < 8:
            raise Error("gzip: the data ends too early")
        if _word(data, at) != crc32(result[start:]) or _word(data, at + 4) != UInt32((len(result) - start) & 0xFFFFFFFF):
            raise Error("gzip: the checksum does not agree")
        at += 8
        if at == len(data):
            return result^


def _put_word(mut bytes: List[UInt8], word: UInt32):
    for k in range(4):
        bytes.append(UInt8((word >> UInt32(8 * k)) & 0xFF))


def _word[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], at: Int) -> UInt32:
    var word = UInt32(0)
    for k in range(4):
        word |= UInt32(data[at + k]) << UInt32(8 * k)
    return word


def _end_of_head[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], start: Int) raises -> Int:
    """Where the packed bytes of the member begin that starts at `start`."""
    if len(data) - start < 10:
        raise Error("gzip: the data ends too early")
    if data[start] != 0x1F or data[start + 1] != 0x8B or data[start + 2] != 8:
        raise Error("gzip: this is not a gzip head")
    var flags = Int(data[start + 3])
    var at = start + 10
    if flags & 4 != 0:
        if len(data) - at < 2:
            raise Error("gzip: the data ends too early")
        at += 2 + Int(data[at]) + (Int(data[at + 1]) << 8)
    # The name and the comment end with a zero.
    for flag in [8, 16]:
        if flags & flag != 0:
            while at < len(data) and data[at] != 0:
                at += 1
            at += 1
    if flags & 2 != 0:
        at += 2
    if at > len(data):
        raise Error("gzip: the data ends too early")
    return at
