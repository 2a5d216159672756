"""The loops of `std.algorithm` under their older module name."""

from std.algorithm.parallel import elementwise, parallelize, parallelize_over_rows, sync_parallelize
from std.algorithm.tile import tile, tile_and_unswitch, tile_middle_unswitch_boundaries, unswitch
from std.algorithm.types import (
    BinaryTile1DTileUnitFunc,
    Dynamic1DTileUnitFunc,
    Dynamic1DTileUnswitchUnitFunc,
    Static1DTileUnitFunc,
    Static1DTileUnitFuncWithFlags,
    Static1DTileUnswitchUnitFunc,
    Static2DTileUnitFunc,
    SwitchedFunction,
    SwitchedFunction2,
)
from std.algorithm.vectorize import map, vectorize
