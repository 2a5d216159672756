"""Iteration."""

from std.iter.traits import Iterable, IterableOwned, Iterator, ReversibleRange, StopIteration, iter, next
from std.iter.functions import enumerate, map, reversed, zip
