"""`vectorize`: a loop in steps of several lanes."""


@always_inline
def vectorize[
    F: def[width: Int](idx: Int) -> None, //, simd_width: Int, /, *, unroll_factor: Int = 1
](size: Int, closure: F):
    """Calls `closure[simd_width](i)` for as many whole vectors as fit in `0..size`, then `closure[1](i)` for each element left."""
    comptime assert simd_width > 0, "simd_width must be positive"
    comptime assert unroll_factor > 0, "unroll_factor must be positive"
    comptime step = simd_width * unroll_factor
    var i = 0
    comptime if unroll_factor > 1:
        while i <= size - step:
            comptime for u in range(unroll_factor):
                closure[simd_width](i + u * simd_width)
            i += step
    while i <= size - simd_width:
        closure[simd_width](i)
        i += simd_width
    comptime if simd_width > 1:
        while i < size:
            closure[1](i)
            i += 1


@always_inline
def vectorize[
    F: def[width: Int](idx: Int, evl: Int) -> None, //, simd_width: Int, /, *, unroll_factor: Int = 1
](size: Int, closure: F):
    """Calls `closure[simd_width](i, n)`; `n` is how many lanes count, which is less than all only in the last call."""
    comptime assert simd_width > 0, "simd_width must be positive"
    comptime assert unroll_factor > 0, "unroll_factor must be positive"
    comptime step = simd_width * unroll_factor
    var i = 0
    comptime if unroll_factor > 1:
        while i <= size - step:
            comptime for u in range(unroll_factor):
                closure[simd_width](i + u * simd_width, simd_width)
            i += step
    while i <= size - simd_width:
        closure[simd_width](i, simd_width)
        i += simd_width
    if i < size:
        closure[simd_width](i, size - i)


@always_inline
def vectorize[
    F: def[width: Int](idx: Int) -> None, //, simd_width: Int, /, *, size: Int, unroll_factor: Int = 1
](closure: F):
    """As above for a size known at compile time; what is left after the whole vectors goes in as few calls as possible."""
    comptime assert simd_width > 0, "simd_width must be positive"
    comptime whole = size - size % simd_width
    var i = 0
    comptime if unroll_factor > 1:
        comptime step = simd_width * unroll_factor
        while i <= size - step:
            comptime for u in range(unroll_factor):
                closure[simd_width](i + u * simd_width)
            i += step
    while i < whole:
        closure[simd_width](i)
        i += simd_width
    comptime if whole < size:
        comptime rest = size - whole
        comptime if rest & (rest - 1) == 0:
            closure[rest](whole)
        else:
            comptime for k in range(rest):
                closure[1](whole + k)


@always_inline
def map[F: def(Int) -> None, //](size: Int, func: F):
    """Calls `func(i)` for each `i` in `0..size`."""
    for i in range(size):
        func(i)
