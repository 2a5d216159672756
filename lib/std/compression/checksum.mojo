"""Checksums of bytes."""

comptime _ADLER_PRIME: UInt32 = 65521
# So many sums of bytes fit into 32 bits.
comptime _ADLER_RUN = 5552


def adler32[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], start: UInt32 = 1) -> UInt32:
    """The sum of RFC 1950; `start`: that of the bytes before."""
    var a = start & 0xFFFF
    var b = start >> 16
    var i = 0
    while i < len(data):
        var end = min(i + _ADLER_RUN, len(data))
        for k in range(i, end):
            a += UInt32(data.unsafe_get(k))
            b += a
        a %= _ADLER_PRIME
        b %= _ADLER_PRIME
        i = end
    return (b << 16) | a


def _crc_tables() -> Array[UInt32, 1024]:
    """What four bytes in a row contribute, each at its place (polynomial 0xEDB88320)."""
    var tables = Array[UInt32, 1024](fill=0)
    for i in range(256):
        var c = UInt32(i)
        for _ in range(8):
            c = (c >> 1) ^ (0xEDB88320 if c & 1 != 0 else UInt32(0))
        tables[i] = c
    for i in range(256, 1024):
        var before = tables[i - 256]
        tables[i] = (before >> 8) ^ tables[Int(before & 0xFF)]
    return tables^


def crc32[m: Bool, o: Origin[mut=m], //](data: Span[UInt8, o], start: UInt32 = 0) -> UInt32:
    """The cyclic redundancy check of RFC 1952, four bytes at a time; `start`: that of the bytes before."""
    var tables = _crc_tables()
    var c = ~start
    var i = 0
    while i + 4 <= len(data):
        c ^= data.unsafe_ptr().unsafe_offset(i).unsafe_bitcast[UInt32]().unsafe_load[alignment=1]()
        c = (
            tables.unsafe_get(768 + Int(c & 0xFF))
            ^ tables.unsafe_get(512 + Int((c >> 8) & 0xFF))
            ^ tables.unsafe_get(256 + Int((c >> 16) & 0xFF))
            ^ tables.unsafe_get(Int(c >> 24))
        )
        i += 4
    while i < len(data):
        c = (c >> 8) ^ tables.unsafe_get(Int((c ^ UInt32(data.unsafe_get(i))) & 0xFF))
        i += 1
    return ~c
