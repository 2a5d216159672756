"""Names for the types of the functions that tiled loops call."""

comptime BinaryTile1DTileUnitFunc = def[width: Int](Int, Int) -> None
comptime Dynamic1DTileUnitFunc = def(Int, Int) -> None
comptime Dynamic1DTileUnswitchUnitFunc = def[sw: Bool](Int, Int, Int) -> None
comptime Static1DTileUnitFunc = def[width: Int](Int) -> None
comptime Static1DTileUnitFuncWithFlag = def[width: Int, flag: Bool](Int) -> None
comptime Static1DTileUnitFuncWithFlags = def[width: Int, left_flag: Bool, right_flag: Bool](Int) -> None
comptime Static1DTileUnswitchUnitFunc = def[width: Int, sw: Bool](Int, Int) -> None
comptime Static2DTileUnitFunc = def[tile_x: Int, tile_y: Int](Int, Int) -> None
comptime SwitchedFunction = def[sw: Bool]() raises -> None
comptime SwitchedFunction2 = def[sw0: Bool, sw1: Bool]() -> None
