"""Traits of values that become floating-point numbers."""

from std.builtin.value_traits import Floatable, FloatableRaising
