"""Tensors as NumPy prints them: numbers of one width, rows in brackets, the middle of big tensors left out."""

from std.builtin.prims import index_of

comptime _SUMMARIZE_FROM = 1000
comptime _EDGE = 3
comptime _LINE = 75


def write_tensor[dtype: DType, W: Writer, //](data: __prim.pointer[Scalar[dtype]], shape: List[Int], mut writer: W):
    """Writes all elements, or the edges of each axis where there are more than a thousand."""
    var count = 1
    for length in shape:
        count *= length
    var printer = _Printer[dtype](data, shape.copy(), count > _SUMMARIZE_FROM)
    printer.measure(0, 0)
    if len(shape) == 0:
        writer.write_string(printer.text(0))
        return
    var out = String()
    printer.write_axis(0, 0, out)
    writer.write_string(out)


struct _Printer[dtype: DType]:
    var data: __prim.pointer[Scalar[Self.dtype]]
    var shape: List[Int]
    var summarize: Bool
    var left: Int
    """Characters before the point, and after it, of the widest elements."""
    var right: Int

    def __init__(out self, data: __prim.pointer[Scalar[Self.dtype]], var shape: List[Int], summarize: Bool):
        self.data = data
        self.shape = shape^
        self.summarize = summarize
        self.left = 0
        self.right = 0

    def skips(self, axis: Int) -> Bool:
        return self.summarize and self.shape[axis] > 2 * _EDGE

    def bare(self, offset: Int) -> String:
        """One number without padding: `1.`, `0.25`, `7`."""
        var value = __op.deref[ImmUntrackedOrigin](__op.offset(self.data, index_of(offset)))
        comptime if Self.dtype.is_floating_point():
            var text = String(Float32(value)) if Self.dtype == DType.float32 else String(round(Float64(value), 8))
            if text.endswith(".0"):
                return String(text.removesuffix("0"))
            return text
        else:
            return String(value)

    def measure(mut self, axis: Int, offset: Int):
        """Finds the widths over every element that will be shown."""
        if axis == len(self.shape):
            var text = self.bare(offset)
            var point = text.find(".")
            if point < 0:
                point = text.byte_length()
            self.left = max(self.left, point)
            self.right = max(self.right, text.byte_length() - point)
            return
        for i in range(self.shape[axis]):
            if self.skips(axis) and i >= _EDGE and i < self.shape[axis] - _EDGE:
                continue
            self.measure(axis + 1, offset * self.shape[axis] + i)

    def text(self, offset: Int) -> String:
        var bare = self.bare(offset)
        var point = bare.find(".")
        if point < 0:
            point = bare.byte_length()
        var result = String(" ") * (self.left - point)
        var tail = self.right - (bare.byte_length() - point)
        result += bare
        result += String(" ") * tail
        return result

    def write_axis(self, axis: Int, offset: Int, mut out: String):
        var innermost = axis == len(self.shape) - 1
        var column = axis + 1
        out += "["
        for i in range(self.shape[axis]):
            if self.skips(axis) and i >= _EDGE and i < self.shape[axis] - _EDGE:
                if i == _EDGE:
                    self.separate(axis, innermost, out)
                    out += "..."
                    column += 4
                continue
            if innermost:
                var text = self.text(offset * self.shape[axis] + i)
                if i > 0:
                    if column + 1 + text.byte_length() > _LINE:
                        out += "\n"
                        out += String(" ") * (axis + 1)
                        column = axis + 1
                    else:
                        out += " "
                        column += 1
                out += text
                column += text.byte_length()
            else:
                if i > 0:
                    self.separate(axis, innermost, out)
                self.write_axis(axis + 1, offset * self.shape[axis] + i, out)
        out += "]"

    def separate(self, axis: Int, innermost: Bool, mut out: String):
        if innermost:
            out += " "
            return
        out += String("\n") * (len(self.shape) - 1 - axis)
        out += String(" ") * (axis + 1)
