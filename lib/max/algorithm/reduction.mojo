"""Sums and extremes over many numbers."""

from std.algorithm.reductions import cumsum, map_reduce, max, mean, min, product, sum, variance
