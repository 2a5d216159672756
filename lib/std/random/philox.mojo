"""Generators that are a function of a seed and a position (Philox 4x32, by Salmon and others)."""

from std.math.arithmetic import square_root
from std.math.exponential import log_kernel
from std.math.trigonometric import cos_kernel, sin_kernel


struct Random[rounds: Int = 10](Copyable):
    """Gives four 32-bit numbers at each step."""

    var _key: UInt64
    var _subsequence: UInt64
    var _offset: UInt64

    def __init__(out self, *, seed: UInt64 = 67280421310721, subsequence: UInt64 = 0, offset: UInt64 = 0):
        self._key = seed
        self._subsequence = subsequence
        self._offset = offset

    def step(mut self) -> SIMD[DType.uint32, 4]:
        """The next four numbers."""
        var c0 = UInt32(self._offset & 0xFFFFFFFF)
        var c1 = UInt32(self._offset >> 32)
        var c2 = UInt32(self._subsequence & 0xFFFFFFFF)
        var c3 = UInt32(self._subsequence >> 32)
        var k0 = UInt32(self._key & 0xFFFFFFFF)
        var k1 = UInt32(self._key >> 32)
        for _ in range(Self.rounds):
            var p0 = UInt64(c0) * 0xD2511F53
            var p1 = UInt64(c2) * 0xCD9E8D57
            c0 = UInt32(p1 >> 32) ^ c1 ^ k0
            c1 = UInt32(p1 & 0xFFFFFFFF)
            c2 = UInt32(p0 >> 32) ^ c3 ^ k1
            c3 = UInt32(p0 & 0xFFFFFFFF)
            k0 += 0x9E3779B9
            k1 += 0xBB67AE85
        self._offset += 1
        return SIMD[DType.uint32, 4](c0, c1, c2, c3)

    def step_uniform(mut self) -> SIMD[DType.float32, 4]:
        """Four numbers from 0 to 1, which is not reached."""
        return (self.step() >> 8).cast[DType.float32]() * 5.9604644775390625e-08

    def step_uniform_unbiased(mut self) -> SIMD[DType.float32, 4]:
        """Four numbers from the middles of 2^24 equal pieces of 0 to 1."""
        return (self.step() >> 8).cast[DType.float32]() * 5.9604644775390625e-08 + 2.98023223876953125e-08


struct NormalRandom[rounds: Int = 10](Copyable):
    """Gives eight numbers of the normal distribution at each step."""

    var _uniform: Random[Self.rounds]

    def __init__(out self, *, seed: UInt64 = 67280421310721, subsequence: UInt64 = 0, offset: UInt64 = 0):
        self._uniform = Random[Self.rounds](seed=seed, subsequence=subsequence, offset=offset)

    def step_normal(mut self, mean: Float32 = 0, stddev: Float32 = 1) -> SIMD[DType.float32, 8]:
        """The next eight numbers."""
        var a = self._uniform.step_uniform()
        var b = self._uniform.step_uniform()
        var radius = square_root(SIMD[DType.float32, 4](-2.0) * log_kernel(SIMD[DType.float32, 4](1.0) - a))
        var angle = b * 6.2831855
        var result = (radius * cos_kernel(angle)).join(radius * sin_kernel(angle))
        return result * stddev + mean
