"""The standard hasher: multiply, fold the two halves of the product together, rotate."""

from std.hash.hasher import Hasher


@always_inline
def _folded_multiply(a: UInt64, b: UInt64) -> UInt64:
    var product = UInt128(a) * UInt128(b)
    return UInt64(product) ^ UInt64(product >> 64)


@always_inline
def _word[o: ImmOrigin, //](bytes: Span[UInt8, o], at: Int) -> UInt64:
    """Eight bytes as a number."""
    return bytes.unsafe_ptr().unsafe_offset(at).bitcast[UInt64]().unsafe_load[alignment=1]()


struct AHasher[key: SIMD[DType.uint64, 4]](Defaultable, Hasher):
    """Good for tables, not for secrets."""

    var _state: UInt64
    var _pad: UInt64

    @always_inline
    def __init__(out self):
        comptime a: UInt64 = Self.key[0]
        comptime b: UInt64 = Self.key[1]
        self._state = a ^ 0x243F6A8885A308D3
        self._pad = b ^ 0x13198A2E03707344

    @always_inline
    def _mix(mut self, value: UInt64):
        self._state = _folded_multiply(value ^ self._state, 6364136223846793005)

    @always_inline
    def _update_with_simd[dtype: DType, length: SIMDLength, //](mut self, value: SIMD[dtype, length]):
        comptime for i in range(index(length)):
            comptime if dtype.is_floating_point():
                # Both zeros are equal, so they hash alike.
                var lane = Float64(value[i])
                self._mix(lane.to_bits[DType.uint64]() if lane != 0.0 else UInt64(0))
            elif dtype._bits() > 64:
                var wide = UInt256(value[i])
                self._mix(UInt64(wide))
                self._mix(UInt64(wide >> 64))
                self._mix(UInt64(wide >> 128))
                self._mix(UInt64(wide >> 192))
            elif dtype.is_signed():
                self._mix(UInt64(Int64(value[i])))
            else:
                self._mix(UInt64(value[i]))

    def update[o: ImmOrigin, //](mut self, value: Span[UInt8, o]):
        var size = len(value)
        self._state = (self._state + UInt64(size)) * 6364136223846793005
        var at = 0
        while size - at > 16:
            self._mix2(_word(value, at), _word(value, at + 8))
            at += 16
        var left = size - at
        if left > 8:
            self._mix2(_word(value, at), _word(value, size - 8))
        elif left == 8:
            self._mix2(_word(value, at), 0)
        elif size >= 8:
            # The tail overlaps what was read before.
            self._mix2(_word(value, size - 8), 1)
        else:
            var word: UInt64 = 0
            for i in range(left):
                word = (word << 8) | UInt64(value.unsafe_get(at + i))
            self._mix2(word, 2)

    @always_inline
    def _mix2(mut self, a: UInt64, b: UInt64):
        var combined = _folded_multiply(a ^ self._pad, b ^ self._state)
        self._state = ((self._state + combined) ^ self._pad) << 23 | ((self._state + combined) ^ self._pad) >> 41

    @always_inline
    def finish(self) -> UInt64:
        var rotation = self._state & 63
        var folded = _folded_multiply(self._state, self._pad)
        if rotation == 0:
            return folded
        return (folded << rotation) | (folded >> (64 - rotation))
