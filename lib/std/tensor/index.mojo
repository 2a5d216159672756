"""What stands between the brackets of `t[1, :, ::2]`, one for each axis."""

from std.builtin.slices import ContiguousSlice, Slice, StridedSlice


struct TensorIndex(ImplicitlyCopyable):
    """A position along an axis, or a range of positions."""

    var position: Int
    var range: Optional[Slice]
    """Nothing for a position."""

    @implicit
    @always_inline
    def __init__(out self, position: Int):
        self.position = position
        self.range = None

    @implicit
    @always_inline
    def __init__(out self, range: ContiguousSlice):
        self.position = 0
        self.range = Slice(range)

    @implicit
    @always_inline
    def __init__(out self, range: StridedSlice):
        self.position = 0
        self.range = Slice(range)
