"""Loops in vectors."""

from std.algorithm.vectorize import vectorize
