"""Traits of values that can be compared."""

from std.builtin.value_traits import Comparable, Equatable
