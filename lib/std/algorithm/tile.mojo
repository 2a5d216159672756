"""Loops in tiles: the large ones first, smaller ones for what is left."""


def _element(sizes: List[Int], k: Int) -> Int:
    """One size of a list that is known at compile time."""
    return sizes[k]


@always_inline
def tile[
    F: def[width: Int](offset: Int) -> None, //, tile_size_list: List[Int]
](offset: Int, upperbound: Int, workgroup_function: F):
    """Calls `workgroup_function[size](start)` with each size of the list for as long as it fits."""
    var at = offset
    comptime for k in range(len(tile_size_list)):
        comptime size = _element(tile_size_list, k)
        while at <= upperbound - size:
            workgroup_function[size](at)
            at += size


@always_inline
def tile[F: def(Int, Int) -> None, //](offset: Int, upperbound: Int, *tile_size_list: Int, workgroup_function: F):
    """Calls `workgroup_function(start, size)` with each size for as long as it fits."""
    var at = offset
    for size in tile_size_list:
        while at <= upperbound - size:
            workgroup_function(at, size)
            at += size


@always_inline
def tile[
    F: def[tile_x: Int, tile_y: Int](x: Int, y: Int) -> None, //, tile_sizes_x: List[Int], tile_sizes_y: List[Int]
](offset_x: Int, offset_y: Int, upperbound_x: Int, upperbound_y: Int, workgroup_function: F):
    """Tiles of two dimensions, row by row."""
    var y = offset_y
    comptime for j in range(len(tile_sizes_y)):
        comptime size_y = _element(tile_sizes_y, j)
        while y <= upperbound_y - size_y:
            var x = offset_x
            comptime for i in range(len(tile_sizes_x)):
                comptime size_x = _element(tile_sizes_x, i)
                while x <= upperbound_x - size_x:
                    workgroup_function[size_x, size_y](x, y)
                    x += size_x
            y += size_y


@always_inline
def unswitch[F: def[sw: Bool]() raises -> None, //](dynamic_switch: Bool, switched_func: F) raises:
    """Calls the function with the switch as a compile-time value, so that each version is compiled on its own."""
    if dynamic_switch:
        switched_func[True]()
    else:
        switched_func[False]()


@always_inline
def unswitch[F: def[sw: Bool]() -> None, //](dynamic_switch: Bool, switched_func: F):
    if dynamic_switch:
        switched_func[True]()
    else:
        switched_func[False]()


@always_inline
def unswitch[
    F: def[sw0: Bool, sw1: Bool]() -> None, //
](dynamic_switch_a: Bool, dynamic_switch_b: Bool, switched_func: F):
    if dynamic_switch_a:
        if dynamic_switch_b:
            switched_func[True, True]()
        else:
            switched_func[True, False]()
    elif dynamic_switch_b:
        switched_func[False, True]()
    else:
        switched_func[False, False]()


@always_inline
def tile_and_unswitch[
    F: def[width: Int, sw: Bool](offset: Int, upperbound: Int) -> None, //, tile_size_list: List[Int]
](offset: Int, upperbound: Int, workgroup_function: F):
    """Whole tiles with the switch on, then what is left, with the last size and the switch off."""
    var at = offset
    comptime for k in range(len(tile_size_list)):
        comptime size = _element(tile_size_list, k)
        while at <= upperbound - size:
            workgroup_function[size, True](at, upperbound)
            at += size
    if at < upperbound:
        comptime last = _element(tile_size_list, len(tile_size_list) - 1)
        workgroup_function[last, False](at, upperbound)


@always_inline
def tile_and_unswitch[
    F: def[sw: Bool](offset: Int, upperbound: Int, size: Int) -> None, //
](offset: Int, upperbound: Int, *tile_size_list: Int, workgroup_function: F):
    var at = offset
    for size in tile_size_list:
        while at <= upperbound - size:
            workgroup_function[True](at, upperbound, size)
            at += size
    if at < upperbound:
        workgroup_function[False](at, upperbound, upperbound - at)


@always_inline
def tile_middle_unswitch_boundaries[
    F: def[width: Int, sw: Bool](offset: Int) -> None,
    //,
    middle_tile_sizes: List[Int],
    left_tile_size: Int = 1,
    right_tile_size: Int = 1,
](
    left_boundary_start: Int,
    left_boundary_end: Int,
    right_boundary_start: Int,
    right_boundary_end: Int,
    work_fn: F,
):
    """The two ends with the switch on, the middle, in tiles, with the switch off."""
    var at = left_boundary_start
    while at < left_boundary_end:
        work_fn[left_tile_size, True](at)
        at += left_tile_size
    comptime for k in range(len(middle_tile_sizes)):
        comptime size = _element(middle_tile_sizes, k)
        while at <= right_boundary_start - size:
            work_fn[size, False](at)
            at += size
    while at < right_boundary_end:
        work_fn[right_tile_size, True](at)
        at += right_tile_size
