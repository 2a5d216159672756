"""The slice types under their public name."""

from std.builtin.slices import ContiguousSlice, Slice, StridedSlice, slice
