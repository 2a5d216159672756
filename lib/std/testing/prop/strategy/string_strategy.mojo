"""Random text."""

from std.testing.prop.random import Rng
from std.testing.prop.strategy import Strategy


@fieldwise_init
struct StringStrategy[only_ascii: Bool](Copyable, Strategy):
    """Texts of a number of code points between two numbers, both included."""

    comptime Value = String

    var _min_len: Int
    var _max_len: Int

    def value(mut self, mut rng: Rng) raises -> String:
        var result = String()
        for _ in range(rng.rand_int(min=self._min_len, max=self._max_len)):
            comptime if Self.only_ascii:
                result += chr(rng.rand_int(min=0, max=127))
            else:
                var code = rng.rand_int(min=0, max=0x10FFFF)
                # The halves of pairs of UTF-16 are no code points.
                while 0xD800 <= code <= 0xDFFF:
                    code = rng.rand_int(min=0, max=0x10FFFF)
                result += chr(code)
        return result^
