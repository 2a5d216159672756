"""Random numbers."""

from std.builtin.prims import int_of
from std.testing.prop.random import Rng
from std.testing.prop.strategy import Strategy


@fieldwise_init
struct SIMDStrategy[dtype: DType, length: SIMDLength](Copyable, Strategy):
    """Vectors whose lanes lie between two numbers, both included."""

    comptime Value = SIMD[Self.dtype, Self.length]

    var _min: Scalar[Self.dtype]
    var _max: Scalar[Self.dtype]

    def value(mut self, mut rng: Rng) raises -> SIMD[Self.dtype, Self.length]:
        var result = SIMD[Self.dtype, Self.length]()
        comptime for i in range(int_of(Self.length._n)):
            result[i] = rng.rand_scalar[Self.dtype](min=self._min, max=self._max)
        return result
