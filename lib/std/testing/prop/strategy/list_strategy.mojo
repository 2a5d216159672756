"""Random lists."""

from std.testing.prop.random import Rng
from std.testing.prop.strategy import Strategy


@fieldwise_init
struct ListStrategy[S: Strategy](Strategy):
    """Lists of what another strategy makes."""

    comptime Value = List[Self.S.Value]

    var _elements: Self.S
    var _min_len: Int
    var _max_len: Int

    def value(mut self, mut rng: Rng) raises -> List[Self.S.Value]:
        var count = rng.rand_int(min=self._min_len, max=self._max_len)
        var result = List[Self.S.Value](capacity=count)
        for _ in range(count):
            result.append(self._elements.value(rng))
        return result^
