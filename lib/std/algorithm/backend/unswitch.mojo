"""Loops whose conditions are settled before they start."""

from std.algorithm.tile import tile_and_unswitch, tile_middle_unswitch_boundaries, unswitch
from std.algorithm.types import (
    Dynamic1DTileUnswitchUnitFunc,
    Static1DTileUnitFuncWithFlag,
    Static1DTileUnitFuncWithFlags,
    Static1DTileUnswitchUnitFunc,
    SwitchedFunction,
    SwitchedFunction2,
)
