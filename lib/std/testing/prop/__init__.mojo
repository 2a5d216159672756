"""Properties that must hold for all values of a kind, tried with many."""

from std.testing.prop.random import Rng
from std.testing.prop.runner import PropTest, PropTestConfig
from std.testing.prop.strategy import Strategy
