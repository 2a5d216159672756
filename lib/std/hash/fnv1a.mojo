"""The simple hasher FNV-1a."""

from std.hash.hasher import Hasher


struct Fnv1a(Defaultable, Hasher):
    var _state: UInt64

    @always_inline
    def __init__(out self):
        self._state = 0xCBF29CE484222325

    @always_inline
    def _byte(mut self, value: UInt64):
        self._state = (self._state ^ (value & 255)) * 0x100000001B3

    def _update_with_simd[dtype: DType, length: SIMDLength, //](mut self, value: SIMD[dtype, length]):
        for i in range(index(length)):
            var bits: UInt64
            comptime if dtype.is_floating_point():
                bits = Float64(value[i]).to_bits[DType.uint64]()
            else:
                bits = UInt64(Int64(value[i]))
            for k in range(8):
                self._byte(bits >> UInt64(8 * k))

    def update[o: ImmOrigin, //](mut self, value: Span[UInt8, o]):
        for i in range(len(value)):
            self._byte(UInt64(value.unsafe_get(i)))

    def finish(self) -> UInt64:
        return self._state


comptime default_comp_time_hasher = Fnv1a
