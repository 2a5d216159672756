"""Sums and extremes over many numbers under their older module name."""

from std.algorithm.reductions import cumsum, map_reduce, max, mean, min, product, sum, variance
