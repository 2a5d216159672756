"""Traits of values that can be moved."""

from std.traits.lifecycle import Movable
from std.traits.triviality import IsTriviallyMovable
