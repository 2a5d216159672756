"""Trying a property with many values."""

from std.testing.prop.random import Rng
from std.testing.prop.strategy import Strategy
from std.time.time import perf_counter_ns


struct PropTestConfig(Copyable):
    """How often to try, and what the values come from."""

    var runs: Int
    var seed: Int

    def __init__(out self, *, runs: Int = 100, seed: Optional[Int] = None):
        """Without a seed the values are others each time; a failure tells the one that it had."""
        self.runs = runs
        self.seed = seed.or_else(perf_counter_ns())


struct PropTest(Movable):
    """Runs properties."""

    var _config: PropTestConfig

    def __init__(out self):
        self._config = PropTestConfig()

    def __init__(out self, *, var config: PropTestConfig):
        self._config = config^

    def test[
        StrategyType: Strategy, //, f: def(var StrategyType.Value) raises thin -> None
    ](self, var strategy: StrategyType) raises:
        """Calls `f` with values of `strategy`; raises at the first for which `f` raises."""
        var rng = Rng(seed=self._config.seed)
        for run in range(self._config.runs):
            var value = strategy.value(rng)
            try:
                f(value^)
            except e:
                raise Error(
                    "PropTestError: \n\tRuns: ", run, "\n\tSeed: ", self._config.seed, "\n\tError: ", e
                )
