"""What `a:b` and `a:b:c` in a subscript become."""

from std.builtin.panic import SAFE_CHECKS, check_failed


struct Slice(Equatable, ImplicitlyCopyable, Writable):
    """Any slice; what is missing is `None`."""

    var start: Optional[Int]
    var end: Optional[Int]
    var step: Optional[Int]

    @always_inline
    def __init__(out self, start: Int, end: Int):
        self.start = start
        self.end = end
        self.step = None

    @always_inline
    def __init__(
        out self,
        start: Optional[Int],
        end: Optional[Int],
        step: Optional[Int],
        __slice_literal__: NoneType = None,
    ):
        self.start = start
        self.end = end
        self.step = step

    @always_inline
    @implicit
    def __init__(out self, other: ContiguousSlice):
        self.start = other.start
        self.end = other.end
        self.step = None

    @always_inline
    @implicit
    def __init__(out self, other: StridedSlice):
        self.start = other.start
        self.end = other.end
        self.step = other.stride

    def __eq__(self, other: Slice) -> Bool:
        return self.start == other.start and self.end == other.end and self.step == other.step

    def indices(self, length: Int) -> Tuple[Int, Int, Int]:
        """First position, position after the last, and step, for a sequence of `length` elements."""
        var step = self.step.or_else(1)
        var low = -1 if step < 0 else 0
        var high = length - 1 if step < 0 else length
        var start = high if step < 0 else low
        if self.start:
            start = _clamped(self.start.value(), length, low, high)
        var end = low if step < 0 else high
        if self.end:
            end = _clamped(self.end.value(), length, low, high)
        return (start, end, step)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("Slice(", self.start, ", ", self.end, ", ", self.step, ")")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("Slice(start=", self.start, ", end=", self.end, ", step=", self.step, ")")


def _clamped(position: Int, length: Int, low: Int, high: Int) -> Int:
    var p = position + length if position < 0 else position
    return max(low, min(p, high))


struct ContiguousSlice(ImplicitlyCopyable, Writable):
    """`a:b`."""

    var start: Optional[Int]
    var end: Optional[Int]

    @always_inline
    def __init__(
        out self,
        start: Optional[Int],
        end: Optional[Int],
        stride: NoneType = None,
        __slice_literal__: NoneType = None,
    ):
        self.start = start
        self.end = end

    @always_inline
    def indices(self, length: Int) -> Tuple[Int, Int]:
        return (self.start.or_else(0), self.end.or_else(length))

    @always_inline
    @__caller_location
    def _checked(self, length: Int) -> Tuple[Int, Int]:
        """The bounds, after checking them against a sequence of `length` elements."""
        var start = self.start.or_else(0)
        var end = self.end.or_else(length)
        comptime if SAFE_CHECKS:
            if UInt(start) > UInt(end) or UInt(end) > UInt(length):
                _slice_out_of_bounds(start, end, length)
        return (start, end)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("ContiguousSlice(", self.start, ", ", self.end, ")")


@no_inline
@__caller_location
def _slice_out_of_bounds(start: Int, end: Int, length: Int):
    if UInt(end) > UInt(length):
        check_failed("slice end index ", end, " is out of bounds, valid range is 0 to ", length)
    if UInt(start) > UInt(length):
        check_failed("slice start index ", start, " is out of bounds, valid range is 0 to ", length)
    check_failed("slice start index ", start, " is greater than slice end index ", end)


struct StridedSlice(ImplicitlyCopyable, Writable):
    """`a:b:c`."""

    var start: Optional[Int]
    var end: Optional[Int]
    var stride: Int

    @always_inline
    def __init__(
        out self,
        start: Optional[Int],
        end: Optional[Int],
        stride: Int,
        __slice_literal__: NoneType = None,
    ):
        self.start = start
        self.end = end
        self.stride = stride

    @always_inline
    @implicit
    def __init__(out self, other: Slice):
        self.start = other.start
        self.end = other.end
        self.stride = other.step.or_else(1)

    def indices(self, length: Int) -> Tuple[Int, Int, Int]:
        return Slice(self.start, self.end, self.stride).indices(length)

    def _count(self, length: Int) -> Int:
        """How many positions the slice names."""
        var start, end, step = self.indices(length)
        if step > 0:
            return max(0, (end - start + step - 1) // step)
        return max(0, (start - end - step - 1) // -step)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("StridedSlice(", self.start, ", ", self.end, ", ", self.stride, ")")


@always_inline
def slice(end: Int) -> Slice:
    return Slice(None, end, None)


@always_inline
def slice(start: Int, end: Int) -> Slice:
    return Slice(start, end)


@always_inline
def slice(start: Optional[Int], end: Optional[Int], step: Optional[Int]) -> Slice:
    return Slice(start, end, step)
