"""Checks of positions, for collections of one's own."""

from std.builtin.panic import check_index
from std.builtin.slices import ContiguousSlice
from std.reflection.location import SourceLocation


@always_inline
@__caller_location
def check_bounds[
    I: Indexer, //, cpu_default: Bool = True
](idx: I, size: Int, location: Optional[SourceLocation] = None):
    """Dies unless `0 <= idx < size`, if bounds checks are on and `cpu_default` does not turn this one off. The message names the caller's
    place whatever `location` says."""
    comptime if cpu_default:
        check_index(index(idx), size)


@always_inline
@__caller_location
def check_slice_bounds[
    cpu_default: Bool = True
](slice: ContiguousSlice, len: Int, location: Optional[SourceLocation] = None) -> Tuple[Int, Int]:
    """The first position of a slice of `len` elements and the one after its last; dies unless `0 <= first <= last <= len`.
    `location` as above."""
    comptime if cpu_default:
        return slice._checked(len)
    else:
        return (slice.start.or_else(0), slice.end.or_else(len))
