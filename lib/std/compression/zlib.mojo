"""The zlib format (RFC 1950): DEFLATE with a head and a checksum."""

from std.compression.checksum import adler32
from std.compression.deflate import compress as _deflate
from std.compression.inflate import inflate


def compress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], level: Int = 6) -> List[UInt8]:
    """Packs bytes. `level`: from 0 (only copied) and 1 (fast) to 9 (small)."""
    # Method 8 with a window of 32 KB; the second byte makes the first two a multiple of 31.
    var result: List[UInt8] = [0x78, 0x9C]
    result.extend(_deflate(data, level))
    var sum = adler32(data)
    for k in range(4):
        result.append(UInt8((sum >> UInt32(24 - 8 * k)) & 0xFF))
    return result^


def decompress[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], *, limit: Int = Int.MAX) raises -> List[UInt8]:
    """What `data` unpacks to. Raises if it is not well formed, does not have its checksum, or would unpack to more than
    `limit` bytes."""
    if len(data) < 6:
        raise Error("zlib: the data ends too early")
    var head = (Int(data[0]) << 8) | Int(data[1])
    if data[0] & 15 != 8 or head % 31 != 0:
        raise Error("zlib: this is not a zlib head")
    if data[1] & 0x20 != 0:
        raise Error("zlib: preset dictionaries are not supported")
    var result = List[UInt8]()
    var end = 2 + inflate(data[2:].as_imm(), result, limit)
    if len(data) - end < 4:
        raise Error("zlib: the data ends too early")
    var sum = UInt32(0)
    for k in range(4):
        sum = (sum << 8) | UInt32(data[end + k])
    if sum != adler32(result):
        raise Error("zlib: the checksum does not agree")
    return result^
