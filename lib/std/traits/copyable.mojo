"""Traits of values that can be copied."""

from std.traits.lifecycle import Copyable, ImplicitlyCopyable, Movable
from std.traits.triviality import IsTriviallyCopyable
