"""Traits of values that become integers."""

from std.builtin.len import index
from std.builtin.value_traits import Indexer, Intable, IntableRaising
