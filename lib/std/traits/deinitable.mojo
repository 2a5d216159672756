"""Traits of values that are destroyed."""

from std.builtin.swap import deinit
from std.traits.lifecycle import Deinitable
from std.traits.triviality import IsTriviallyDeinitable
