"""Tensors as NumPy prints them: numbers of one width, rows in brackets, the middle of big tensors left out."""

from std.tensor.strided import Elements, count_of

comptime _SUMMARIZE_FROM = 1000
comptime _EDGE = 3
comptime _LINE = 75
comptime _PRECISION = 8
"""Digits behind the point, at most."""


def write_tensor[dtype: DType, W: Writer, //](data: Elements[dtype], shape: List[Int], mut writer: W):
    """Writes all elements, or the edges of each axis where there are more than a thousand."""
    var printer = _Printer[dtype](data, shape.copy(), count_of(shape) > _SUMMARIZE_FROM)
    comptime if dtype.is_floating_point():
        printer.choose_notation()
    printer.measure(0, 0)
    if len(shape) == 0:
        writer.write_string(printer.text(0))
        return
    var out = String()
    printer.write_axis(0, 0, out)
    writer.write_string(out)


struct _Printer[dtype: DType]:
    var data: Elements[Self.dtype]
    var shape: List[Int]
    var summarize: Bool
    var scientific: Bool
    var digits: Int
    """Digits behind the point of every number in scientific notation."""
    var left: Int
    """Characters before the point, and after it, of the widest elements."""
    var right: Int

    def __init__(out self, data: Elements[Self.dtype], var shape: List[Int], summarize: Bool):
        self.data = data
        self.shape = shape^
        self.summarize = summarize
        self.scientific = False
        self.digits = 0
        self.left = 0
        self.right = 0

    def skips(self, axis: Int) -> Bool:
        return self.summarize and self.shape[axis] > 2 * _EDGE

    def bare(self, offset: Int) -> String:
        """One number without padding: `1.`, `0.25`, `7`, `1.e+09`."""
        var value = self.data[unsafe_offset=offset]
        comptime if Self.dtype.is_floating_point():
            if self.scientific and _is_finite(Float64(value)):
                return _Decimal(String(value)).text(self.digits)
            var text = String(value)
            if text.byte_length() - text.find(".") - 1 > _PRECISION:
                text = String(round(Float64(value), _PRECISION))
            if text.endswith(".0"):
                return String(text.removesuffix("0"))
            return text
        else:
            return String(value)

    def choose_notation(mut self):
        """Scientific where the numbers are very large, very small, or very different in size."""
        var least: Float64 = 0
        var greatest: Float64 = 0
        var digits = 0
        self.find_extremes(0, 0, least, greatest, digits)
        self.scientific = greatest >= 1e8 or (greatest > 0 and (least < 1e-4 or greatest / least > 1000))
        self.digits = min(digits, _PRECISION)

    def find_extremes(
        self, axis: Int, offset: Int, mut least: Float64, mut greatest: Float64, mut digits: Int
    ):
        """Sizes of the finite numbers that will be shown, zero left out, and the digits that they need behind the point."""
        if axis == len(self.shape):
            var value = Float64(self.data[unsafe_offset=offset])
            var size = abs(value)
            if not _is_finite(value):
                return
            digits = max(digits, len(_Decimal(String(self.data[unsafe_offset=offset])).digits) - 1)
            if size == 0:
                return
            if greatest == 0 or size < least:
                least = size
            greatest = max(greatest, size)
            return
        for i in range(self.shape[axis]):
            if self.skips(axis) and i >= _EDGE and i < self.shape[axis] - _EDGE:
                continue
            self.find_extremes(axis + 1, offset * self.shape[axis] + i, least, greatest, digits)

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


@always_inline
def _is_finite(value: Float64) -> Bool:
    return value - value == 0


struct _Decimal:
    """A finite number as its significant digits and the power of ten of the first one."""

    var negative: Bool
    var digits: List[UInt8]
    var exponent: Int

    def __init__(out self, text: String):
        """From any form in which a number is printed."""
        self.negative = False
        self.digits = List[UInt8]()
        self.exponent = -1
        var behind_point = False
        var written_exponent = 0
        var bytes = text.as_bytes()
        for i in range(len(bytes)):
            var byte = bytes[i]
            if byte == 45:
                self.negative = True
            elif byte == 46:
                behind_point = True
            elif byte == 101:
                try:
                    written_exponent = Int(text[byte = i + 1 :])
                except:
                    pass
                break
            else:
                # Zeros in front do not count, but those behind the point move it.
                if len(self.digits) > 0 or byte != 48:
                    self.digits.append(byte - 48)
                    if not behind_point:
                        self.exponent += 1
                elif behind_point:
                    self.exponent -= 1
        self.exponent += written_exponent
        while len(self.digits) > 1 and self.digits[len(self.digits) - 1] == 0:
            _ = self.digits.pop()
        if len(self.digits) == 0:
            self.digits.append(0)
            self.exponent = 0

    def text(self, places: Int) -> String:
        """In scientific notation, with so many digits behind the point."""
        var digits = self.digits.copy()
        var exponent = self.exponent
        if len(digits) > places + 1:
            var up = digits[places + 1] >= 5
            digits.shrink(places + 1)
            var at = places
            while up and at >= 0:
                digits[at] += 1
                up = digits[at] == 10
                if up:
                    digits[at] = 0
                at -= 1
            if up:
                digits.insert(0, 1)
                _ = digits.pop()
                exponent += 1
        var result = String("-") if self.negative else String()
        for i in range(places + 1):
            result += String(digits[i]) if i < len(digits) else "0"
            if i == 0:
                result += "."
        result += "e-" if exponent < 0 else "e+"
        if abs(exponent) < 10:
            result += "0"
        result += String(abs(exponent))
        return result^
