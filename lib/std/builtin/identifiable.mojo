"""The trait of values that have an identity."""

from std.builtin.value_traits import Identifiable
