"""Loops in vectors and tiles, under the name of the layer that runs them."""

from std.algorithm.tile import tile, tile_and_unswitch, tile_middle_unswitch_boundaries, unswitch
from std.algorithm.types import (
    BinaryTile1DTileUnitFunc,
    Dynamic1DTileUnitFunc,
    Dynamic1DTileUnswitchUnitFunc,
    Static1DTileUnitFunc,
    Static1DTileUnitFuncWithFlag,
    Static1DTileUnitFuncWithFlags,
    Static1DTileUnswitchUnitFunc,
    Static2DTileUnitFunc,
    SwitchedFunction,
    SwitchedFunction2,
)
from std.algorithm.vectorize import vectorize
