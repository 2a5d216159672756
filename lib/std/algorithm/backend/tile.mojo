"""Loops in tiles."""

from std.algorithm.tile import tile
from std.algorithm.types import (
    BinaryTile1DTileUnitFunc,
    Dynamic1DTileUnitFunc,
    Static1DTileUnitFunc,
    Static2DTileUnitFunc,
)
