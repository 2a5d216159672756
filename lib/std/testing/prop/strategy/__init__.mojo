"""Ways to make random values."""

from std.testing.prop.random import Rng


trait Strategy(Deinitable, Movable):
    """Makes values of one kind."""

    comptime Value: Deinitable & Movable

    def value(mut self, mut rng: Rng) raises -> Self.Value:
        ...
