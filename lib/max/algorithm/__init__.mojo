"""Loops on several threads and in vectors, and sums over many numbers."""

from std.algorithm.parallel import elementwise, parallelize, parallelize_over_rows, sync_parallelize
from std.algorithm.reductions import cumsum, map_reduce, max, mean, min, product, sum, variance
from std.algorithm.tile import tile, tile_and_unswitch, tile_middle_unswitch_boundaries, unswitch
from std.algorithm.vectorize import map, vectorize
