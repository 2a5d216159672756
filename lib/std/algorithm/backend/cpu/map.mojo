"""A function over each index."""

from std.algorithm.vectorize import map
