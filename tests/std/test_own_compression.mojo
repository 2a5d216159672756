"""Packed bytes: those of other programs, round trips, and what is not well formed."""

from std.compression import deflate, gzip, zlib
from std.compression.checksum import adler32, crc32
from std.testing import assert_equal, assert_raises, assert_true

# "hello hello hello hello, deflate!", three times, as zlib packs it.
comptime _PACKED: List[UInt8] = [
    203, 72, 205, 201, 201, 87, 200, 64, 39, 117, 20, 82, 82, 211, 114, 18, 75, 82, 21, 51, 40, 86, 0, 0
]


def known() -> String:
    return String("hello hello hello hello, deflate!") * 3


def test_known_bytes() raises:
    var text = known()
    var packed = materialize[_PACKED]()
    assert_equal(String(unsafe_from_utf8=deflate.decompress(packed)), text)
    var wrapped: List[UInt8] = [120, 218]
    wrapped.extend(packed.copy())
    wrapped.extend([14, 216, 35, 215])
    assert_equal(String(unsafe_from_utf8=zlib.decompress(wrapped)), text)
    var file: List[UInt8] = [31, 139, 8, 8, 0, 0, 0, 0, 2, 3, 97, 0]
    file.extend(packed.copy())
    file.extend([24, 90, 62, 19, 99, 0, 0, 0])
    assert_equal(String(unsafe_from_utf8=gzip.decompress(file)), text)
    var twice = file.copy()
    twice.extend(file.copy())
    assert_equal(String(unsafe_from_utf8=gzip.decompress(twice)), text + text)
    assert_equal(crc32(text.as_bytes()), 0x133E5A18)
    assert_equal(adler32(text.as_bytes()), 0x0ED823D7)
    assert_equal(crc32(text.as_bytes()[5:], crc32(text.as_bytes()[0:5])), 0x133E5A18)


def test_round_trips() raises:
    var x = UInt64(12345)
    for size in [0, 1, 2, 3, 258, 259, 65535, 70000]:
        for kind in range(4):
            var data = List[UInt8](capacity=size)
            for i in range(size):
                x = x * 6364136223846793005 + 1442695040888963407
                if kind == 0:
                    data.append(UInt8(x >> 56))
                elif kind == 1:
                    data.append(65)
                elif kind == 2:
                    data.append(UInt8((x >> 60) & 3))
                else:
                    data.append(UInt8((i // 7) & 0xFF))
            for level in [0, 1, 6, 9]:
                assert_true(deflate.decompress(deflate.compress(data, level)) == data)
            assert_true(gzip.decompress(gzip.compress(data)) == data)
            assert_true(zlib.decompress(zlib.compress(data)) == data)


def test_size() raises:
    var text = String()
    for i in range(5000):
        text += String(i, " squared is ", i * i, "\n")
    var bytes = text.as_bytes()
    assert_true(len(deflate.compress(bytes, 1)) < len(bytes) // 3)
    assert_true(len(deflate.compress(bytes, 9)) <= len(deflate.compress(bytes, 1)))


def test_mistakes() raises:
    with assert_raises(contains="gzip: the data ends too early"):
        _ = gzip.decompress(List[UInt8]())
    with assert_raises(contains="not a gzip head"):
        _ = gzip.decompress(List[UInt8](length=20, fill=0))
    with assert_raises(contains="not a zlib head"):
        _ = zlib.decompress(List[UInt8](length=20, fill=0))
    with assert_raises(contains="more than 10 bytes"):
        _ = deflate.decompress(materialize[_PACKED](), limit=10)
    with assert_raises(contains="ends too early"):
        _ = deflate.decompress(materialize[_PACKED]()[0:10])
    with assert_raises(contains="does not exist"):
        _ = deflate.decompress([UInt8(7), 0])
    # Whatever is wrong, it is an error and nothing worse.
    var packed = gzip.compress(known().as_bytes())
    for at in range(len(packed)):
        for bit in range(8):
            var bad = packed.copy()
            bad[at] ^= UInt8(1) << UInt8(bit)
            try:
                _ = gzip.decompress(bad, limit=100000)
            except:
                pass


def main() raises:
    test_known_bytes()
    test_round_trips()
    test_size()
    test_mistakes()
