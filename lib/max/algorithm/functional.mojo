"""Loops on several threads and in vectors."""

from std.algorithm.parallel import elementwise, parallelize, parallelize_over_rows, sync_parallelize
from std.algorithm.tile import tile, tile_and_unswitch, tile_middle_unswitch_boundaries, unswitch
from std.algorithm.vectorize import map, vectorize
