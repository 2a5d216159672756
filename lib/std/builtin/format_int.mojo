"""Integers as text in bases 2, 8 and 16."""

from std.format.integer import bin, hex, oct
