"""Ways to make random values, and the names by which types offer theirs."""

from std.collections.list import List
from std.collections.string.string import String
from std.simd.simd import SIMD
from std.testing.prop.random import Rng
from std.testing.prop.strategy.list_strategy import ListStrategy
from std.testing.prop.strategy.simd_strategy import SIMDStrategy
from std.testing.prop.strategy.string_strategy import StringStrategy


trait Strategy(Deinitable, Movable):
    """Makes values of one kind."""

    comptime Value: Deinitable & Movable

    def value(mut self, mut rng: Rng) raises -> Self.Value:
        """The next one, from the numbers of `rng`."""
        ...


__extension SIMD:
    @staticmethod
    def strategy(
        *, min: Scalar[Self.dtype] = Scalar[Self.dtype].MIN_FINITE, max: Scalar[Self.dtype] = Scalar[Self.dtype].MAX_FINITE
    ) -> SIMDStrategy[Self.dtype, Self.length]:
        """Vectors whose lanes lie between `min` and `max`."""
        return SIMDStrategy[Self.dtype, Self.length](min, max)


__extension List:
    @staticmethod
    def strategy[S: Strategy, //](var elements: S, *, min_len: Int = 0, max_len: Int = 100) -> ListStrategy[S]:
        """Lists of `min_len` to `max_len` elements."""
        return ListStrategy[S](elements^, min_len, max_len)


__extension String:
    @staticmethod
    def ascii_strategy(*, min_len: Int = 0, max_len: Int = 100) -> StringStrategy[True]:
        """ASCII text."""
        return StringStrategy[True](min_len, max_len)

    @staticmethod
    def utf8_strategy(*, min_len: Int = 0, max_len: Int = 100) -> StringStrategy[False]:
        """Text of any code points."""
        return StringStrategy[False](min_len, max_len)
