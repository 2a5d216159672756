"""Numbers out of text."""

from std.collections.string.search import is_blank


def _not_an_integer[o: ImmOrigin, //](text: StringSpan[o], base: Int) -> Error:
    return Error("String is not convertible to integer with base ", base, ": '", text, "'")


def parse_int[o: ImmOrigin, //](text: StringSpan[o], base: Int) raises -> Int:
    """The integer that `text` spells; blanks around it, a sign, and `_` between digits are fine."""
    if base != 0 and (base < 2 or base > 36):
        raise Error("Base must be >= 2 and <= 36, or 0.")
    var body = text.strip()
    var at = 0
    var size = body.byte_length()
    var negative = False
    if at < size and (body._byte(at) == 43 or body._byte(at) == 45):
        negative = body._byte(at) == 45
        at += 1
    var radix = base
    if at + 1 < size and body._byte(at) == 48:
        var letter = body._byte(at + 1) | 32
        var named = 16 if letter == 120 else (8 if letter == 111 else (2 if letter == 98 else 0))
        if named != 0 and (base == 0 or base == named):
            radix = named
            at += 2
            if at < size and body._byte(at) == 95:
                at += 1
    if radix == 0:
        radix = 10
        if at + 1 < size and body._byte(at) == 48:
            # A leading zero without a letter is only good for zero itself.
            for i in range(at, size):
                if body._byte(i) != 48 and body._byte(i) != 95:
                    raise _not_an_integer(text, base)
    var value: UInt64 = 0
    var digits = 0
    var after_digit = False
    var too_large = False
    while at < size:
        var b = body._byte(at)
        at += 1
        if b == 95:
            if not after_digit or at == size:
                raise _not_an_integer(text, base)
            after_digit = False
            continue
        var digit = 99
        if b >= 48 and b <= 57:
            digit = Int(b) - 48
        elif (b | 32) >= 97 and (b | 32) <= 122:
            digit = Int(b | 32) - 87
        if digit >= radix:
            raise _not_an_integer(text, base)
        if value > (UInt64.MAX - UInt64(digit)) // UInt64(radix):
            too_large = True
        value = value * UInt64(radix) + UInt64(digit)
        digits += 1
        after_digit = True
    if digits == 0 or not after_digit:
        raise _not_an_integer(text, base)
    var limit = UInt64(Int64.MAX) + (UInt64(1) if negative else UInt64(0))
    if too_large or value > limit:
        raise Error(
            "String is not convertible to integer with base ",
            base,
            ": '",
            text,
            "' String expresses an integer too large to store in Int.",
        )
    if negative:
        return Int(UInt64(0) - value)
    return Int(value)


def _matches[o: ImmOrigin, //](text: StringSpan[o], word: StaticString) -> Bool:
    """Whether `text` is the lower-case `word`, in any case."""
    if text.byte_length() != word.byte_length():
        return False
    for i in range(text.byte_length()):
        if text._byte(i) | 32 != word._byte(i):
            return False
    return True


def parse_float[o: ImmOrigin, //](text: StringSpan[o]) raises -> Float64:
    """The number that `text` spells, rounded once."""
    var body = text.strip()
    var at = 0
    var size = body.byte_length()
    var negative = False
    if at < size and (body._byte(at) == 43 or body._byte(at) == 45):
        negative = body._byte(at) == 45
        at += 1
    var rest = body._from_byte(at)
    if _matches(rest, "inf") or _matches(rest, "infinity"):
        return -Float64.MAX if negative else Float64.MAX
    if _matches(rest, "nan"):
        return Float64.MAX - Float64.MAX
    if at >= size or not (
        (body._byte(at) >= 48 and body._byte(at) <= 57)
        or (body._byte(at) == 46 and at + 1 < size)
    ):
        raise Error(
            "String is not convertible to float: '",
            text,
            "'. The first character of '",
            text,
            "' should be a digit or dot to convert it to a float.",
        )
    # Up to 19 digits fit; further ones only matter for the exact comparison below.
    var digits = List[UInt8](capacity=size)
    var exponent = 0
    var seen_point = False
    var seen_digit = False
    while at < size:
        var b = body._byte(at)
        if b >= 48 and b <= 57:
            seen_digit = True
            if len(digits) > 0 or b != 48:
                digits.append(b - 48)
            if seen_point:
                exponent -= 1
        elif b == 46 and not seen_point:
            seen_point = True
        else:
            break
        at += 1
    if at < size and body._byte(at) | 32 == 101 and seen_digit:
        at += 1
        var exponent_negative = False
        if at < size and (body._byte(at) == 43 or body._byte(at) == 45):
            exponent_negative = body._byte(at) == 45
            at += 1
        var written = 0
        var count = 0
        while at < size and body._byte(at) >= 48 and body._byte(at) <= 57:
            if written < 100000:
                written = written * 10 + Int(body._byte(at)) - 48
            at += 1
            count += 1
        if count == 0:
            at = -1
        exponent += -written if exponent_negative else written
    if at != size or not seen_digit:
        raise Error(
            "String is not convertible to float: '",
            text,
            "'. Invalid character(s) in the number: '",
            text,
            "'",
        )
    while len(digits) > 0 and digits[len(digits) - 1] == 0:
        _ = digits.pop()
        exponent += 1
    var value = _assemble(digits, exponent)
    return -value if negative else value


def _assemble(digits: List[UInt8], exponent: Int) -> Float64:
    """digits * 10^exponent, correctly rounded."""
    var count = len(digits)
    if count == 0:
        return 0.0
    if count + exponent > 310:
        return Float64.MAX
    if count + exponent < -330:
        return 0.0
    if count <= 15 and exponent >= -22 and exponent <= 22:
        # Both factors are exact, so one operation rounds once.
        var whole: UInt64 = 0
        for d in digits:
            whole = whole * 10 + UInt64(d)
        var power: Float64 = 1.0
        for _ in range(abs(exponent)):
            power *= 10.0
        return Float64(whole) / power if exponent < 0 else Float64(whole) * power
    # value = numerator / denominator, as big integers; scale so that the quotient has 64 bits or a few more.
    var numerator = _Big()
    for d in digits:
        numerator.multiply_add(10, UInt64(d))
    var denominator = _Big()
    denominator.multiply_add(1, 1)
    for _ in range(abs(exponent)):
        if exponent > 0:
            numerator.multiply_add(10, 0)
        else:
            denominator.multiply_add(10, 0)
    var shift = 66 - (numerator.bit_length() - denominator.bit_length())
    if shift > 0:
        numerator.shift_left(shift)
    else:
        denominator.shift_left(-shift)
    var quotient, exact = numerator.divide_to_128(denominator)
    # Keep 53 bits, fewer for subnormals, and round half to even.
    var bits = 128 - _leading_zeros(quotient)
    var binary = -shift
    var keep = min(53, bits + binary + 1074)
    if keep < 0:
        return 0.0
    var drop = bits - keep
    var kept = UInt64(quotient >> UInt128(drop))
    var rest = quotient & ((UInt128(1) << UInt128(drop)) - 1)
    var half = UInt128(1) << UInt128(drop - 1)
    if rest > half or (rest == half and (not exact or kept & 1 == 1)):
        kept += 1
    return _scale(kept, binary + drop)


def _leading_zeros(value: UInt128) -> Int:
    return Int(UInt128(_v=__op.ctlz(value._v)))


def _scale(significand: UInt64, power: Int) -> Float64:
    """significand * 2^power, which must be exact, or too large."""
    if significand == 0:
        return 0.0
    var mantissa = significand
    var exponent = power
    if mantissa == UInt64(1) << 53:
        mantissa = mantissa >> 1
        exponent += 1
    var pattern: UInt64
    if mantissa < UInt64(1) << 52:
        pattern = mantissa
    else:
        var biased = exponent + 1075
        if biased >= 2047:
            return Float64.MAX
        pattern = (UInt64(biased) << 52) | (mantissa & ((UInt64(1) << 52) - 1))
    return Float64(from_bits=pattern)


struct _Big(Movable):
    """A natural number of any size, in 32-bit pieces with the lowest first."""

    var parts: List[UInt64]

    def __init__(out self):
        self.parts = List[UInt64]()

    def multiply_add(mut self, factor: UInt64, addend: UInt64):
        var carry = addend
        for i in range(len(self.parts)):
            var t = self.parts[i] * factor + carry
            self.parts[i] = t & 0xFFFFFFFF
            carry = t >> 32
        if carry != 0:
            self.parts.append(carry)

    def bit_length(self) -> Int:
        var n = len(self.parts)
        if n == 0:
            return 0
        var top = self.parts[n - 1]
        var bits = (n - 1) * 32
        while top != 0:
            bits += 1
            top = top >> 1
        return bits

    def shift_left(mut self, count: Int):
        for _ in range(count // 32):
            self.parts.insert(0, 0)
        var rest = UInt64(count % 32)
        if rest != 0:
            self.multiply_add(UInt64(1) << rest, 0)

    def less_than(self, other: _Big) -> Bool:
        if len(self.parts) != len(other.parts):
            return len(self.parts) < len(other.parts)
        var i = len(self.parts) - 1
        while i >= 0:
            if self.parts[i] != other.parts[i]:
                return self.parts[i] < other.parts[i]
            i -= 1
        return False

    def subtract(mut self, other: _Big):
        """Takes `other` away, which must not be larger."""
        var borrow: UInt64 = 0
        for i in range(len(self.parts)):
            var t = other.parts[i] + borrow if i < len(other.parts) else borrow
            if self.parts[i] < t:
                self.parts[i] = self.parts[i] + 0x100000000 - t
                borrow = 1
            else:
                self.parts[i] = self.parts[i] - t
                borrow = 0
        while len(self.parts) > 0 and self.parts[len(self.parts) - 1] == 0:
            _ = self.parts.pop()

    def divide_to_128(mut self, mut divisor: _Big) -> Tuple[UInt128, Bool]:
        """The quotient, which must fit, and whether there is no remainder. Changes both numbers."""
        var steps = max(self.bit_length() - divisor.bit_length(), 0)
        divisor.shift_left(steps)
        var quotient: UInt128 = 0
        for _ in range(steps + 1):
            quotient = quotient << 1
            if not self.less_than(divisor):
                self.subtract(divisor)
                quotient = quotient | 1
            divisor.halve()
        return (quotient, len(self.parts) == 0)

    def halve(mut self):
        var carry: UInt64 = 0
        var i = len(self.parts) - 1
        while i >= 0:
            var t = self.parts[i] | (carry << 32)
            self.parts[i] = t >> 1
            carry = t & 1
            i -= 1
        if len(self.parts) > 0 and self.parts[len(self.parts) - 1] == 0:
            _ = self.parts.pop()
