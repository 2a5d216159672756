"""Walks from the end to the start."""

from std.iter.functions import reversed
from std.iter.traits import ReversibleRange
