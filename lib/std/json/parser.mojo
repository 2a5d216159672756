"""Reading JSON: RFC 8259, without recursion, so that texts may be nested as deep as they like."""

from std.builtin.prims import index_of, int_of
from std.collections.string.codepoint import Codepoint
from std.collections.string.numbers import parse_float
from std.json.entries import ARRAY, DECODED, Entry, FALSE, INTEGER, NULL, NUMBER, OBJECT, STRING, TRUE, hash_of_key
from std.json.error import JSONError
from std.json.numbers import Decimals

comptime Bytes = Pointer[UInt8, ImmUntrackedOrigin]

comptime PADDING = 64
"""Zero bytes behind the text, so that it can be read in blocks; the first one also ends every scan."""

comptime _BLOCK = 32
comptime _TABLE_FROM = 24
"""Objects with at least so many members get a hash table."""

# What may come next.
comptime _VALUE = 0
comptime _AFTER_VALUE = 1
comptime _KEY = 2


struct Parser(Movable):
    """Turns text into entries."""

    var text: Bytes
    var length: Int
    var name: String
    var entries: List[Entry]
    var pool: List[UInt8]
    var tables: List[UInt32]
    var _open: List[Int]
    var _decimals: Decimals

    def __init__(out self, text: Bytes, length: Int, var name: String):
        self.text = text
        self.length = length
        self.name = name^
        self.entries = List[Entry](capacity=length // 8 + 16)
        self.pool = List[UInt8]()
        self.tables = List[UInt32]()
        self._open = List[Int]()
        self._decimals = Decimals()

    # ---- errors

    @no_inline
    def _error(self, at: Int, var message: String) -> JSONError:
        var line = 1
        var line_start = 0
        for i in range(min(at, self.length)):
            if self.text[unsafe_offset=i] == 10:
                line += 1
                line_start = i + 1
        var column = 1
        for i in range(line_start, min(at, self.length)):
            # Bytes inside of a character do not count.
            if self.text[unsafe_offset=i] & 0xC0 != 0x80:
                column += 1
        return JSONError(self.name, line, column, message^)

    @no_inline
    def _unexpected(self, at: Int, expected: StaticString) -> JSONError:
        """Something other than what is expected stands at `at`."""
        if at >= self.length:
            return self._error(at, String("expected ", expected, ", but the text ends here"))
        var byte = self.text[unsafe_offset=at]
        if byte >= 0x20 and byte < 0x7F:
            return self._error(at, String("expected ", expected, ", not '", chr(Int(byte)), "'"))
        return self._error(at, String("expected ", expected))

    # ---- the loop

    @always_inline
    def _blanks(self, start: Int) -> Int:
        """The next position that is not a blank."""
        var at = start
        while True:
            var byte = self.text[unsafe_offset=at]
            if byte > 32 or not (byte == 32 or byte == 10 or byte == 13 or byte == 9):
                return at
            at += 1

    def parse(mut self) raises JSONError:
        """Reads the whole text."""
        var at = 0
        if self.length >= 3 and self.text[unsafe_offset=0] == 0xEF:
            if self.text[unsafe_offset=1] == 0xBB and self.text[unsafe_offset=2] == 0xBF:
                # A byte order mark.
                at = 3
        var state = _VALUE
        while True:
            at = self._blanks(at)
            var byte = self.text[unsafe_offset=at]
            if state == _VALUE:
                state = _AFTER_VALUE
                if byte == 34:
                    at = self._string(at + 1)
                elif byte == 123:
                    self._open.append(len(self.entries))
                    self.entries.append(Entry(OBJECT, at, 0))
                    at = self._blanks(at + 1)
                    if self.text[unsafe_offset=at] == 125:
                        at += 1
                        self._close()
                    else:
                        state = _KEY
                elif byte == 91:
                    self._open.append(len(self.entries))
                    self.entries.append(Entry(ARRAY, at, 0))
                    at = self._blanks(at + 1)
                    if self.text[unsafe_offset=at] == 93:
                        at += 1
                        self._close()
                    else:
                        state = _VALUE
                elif byte == 45 or (byte >= 48 and byte <= 57):
                    at = self._number(at)
                else:
                    at = self._word(at)
            elif state == _AFTER_VALUE:
                if len(self._open) == 0:
                    if at < self.length:
                        raise self._error(at, "unexpected text after the JSON value")
                    return
                var top = self._open.unsafe_get(len(self._open) - 1)
                ref container = self.entries.unsafe_get(top)
                container.second += 1
                var is_array = container.kind() == ARRAY
                if byte == 44:
                    at += 1
                    state = _VALUE if is_array else _KEY
                elif is_array:
                    if byte != 93:
                        raise self._unexpected(at, "',' or ']'")
                    at += 1
                    self._close()
                else:
                    if byte != 125:
                        raise self._unexpected(at, "',' or '}'")
                    at += 1
                    self._close()
            else:
                if byte != 34:
                    raise self._unexpected(at, "a member's name in double quotes")
                at = self._blanks(self._string(at + 1))
                if self.text[unsafe_offset=at] != 58:
                    raise self._unexpected(at, "':'")
                at += 1
                state = _VALUE

    def _close(mut self):
        """Ends the innermost array or object."""
        var top = self._open.pop()
        var entry = self.entries.unsafe_get(top)
        var second = entry.second
        if entry.kind() == OBJECT and entry.count() >= _TABLE_FROM:
            second |= UInt64(self._make_table(top, entry.count()) + 1) << 32
        self.entries[top] = Entry(entry.kind(), len(self.entries), second)

    def _make_table(mut self, object: Int, count: Int) -> Int:
        """Numbers of the key entries by hash, 0 where none is, behind the table's size."""
        var size = 64
        while size < 2 * count:
            size *= 2
        var start = len(self.tables)
        self.tables.append(UInt32(size))
        for _ in range(size):
            self.tables.append(UInt32(0))
        var key = object + 1
        for _ in range(count):
            var entry = self.entries.unsafe_get(key)
            var bytes = self._bytes_of(entry)
            var slot = Int(hash_of_key(bytes, Int(entry.second)) & UInt64(size - 1))
            while True:
                var taken = Int(self.tables.unsafe_get(start + 1 + slot))
                if taken == 0 or self._same_key(self.entries.unsafe_get(taken), entry):
                    # The last one of members with the same name counts.
                    self.tables[start + 1 + slot] = UInt32(key)
                    break
                slot = (slot + 1) & (size - 1)
            key = self._behind(key + 1)
        return start

    def _behind(self, at: Int) -> Int:
        """The entry after the value at `at`."""
        var entry = self.entries.unsafe_get(at)
        if entry.kind() >= ARRAY:
            return entry.place()
        return at + 1

    def _bytes_of(self, entry: Entry) -> Bytes:
        if entry.kind() == STRING:
            return self.text.unsafe_offset(entry.place())
        return Bytes(_p=self.pool._at(entry.place()))

    def _same_key(self, a: Entry, b: Entry) -> Bool:
        if a.second != b.second:
            return False
        return int_of(__op.memcmp(self._bytes_of(a)._p, self._bytes_of(b)._p, index_of(Int(a.second)))) == 0

    def _word(mut self, at: Int) raises JSONError -> Int:
        """`true`, `false` or `null`."""
        var word = self.text.unsafe_offset(at)
        if _starts_with(word, "true"):
            self.entries.append(Entry(TRUE, at, 0))
            return at + 4
        if _starts_with(word, "null"):
            self.entries.append(Entry(NULL, at, 0))
            return at + 4
        if _starts_with(word, "false"):
            self.entries.append(Entry(FALSE, at, 0))
            return at + 5
        if _starts_with(word, "NaN") or _starts_with(word, "Infinity"):
            raise self._error(at, "JSON has no number that is infinite or not a number")
        raise self._unexpected(at, "a value")

    # ---- strings

    def _string(mut self, start: Int) raises JSONError -> Int:
        """Reads from behind the opening quote; gives the position behind the closing one."""
        var at = start
        var has_high = False
        while True:
            var block = self.text.unsafe_load[width=_BLOCK, alignment=1](at)
            var special = _bits(block.eq(34) | block.eq(92) | block.lt(32))
            var high = _bits(block.ge(128))
            if special == 0:
                has_high = has_high or high != 0
                at += _BLOCK
                continue
            var skip = Int(UInt32(_v=__op.cttz(special._v)))
            has_high = has_high or high & ((UInt32(1) << UInt32(skip)) - 1) != 0
            at += skip
            break
        if self.text[unsafe_offset=at] == 34:
            if has_high:
                self._check_utf8(self.text.unsafe_offset(start), at - start, start)
            self.entries.append(Entry(STRING, start, UInt64(at - start)))
            return at + 1
        return self._escaped_string(start, at)

    def _check_utf8(self, bytes: Bytes, length: Int, at: Int) raises JSONError:
        if not StringSpan[ImmUntrackedOrigin](_p=bytes._p, _length=length)._is_valid():
            raise self._error(at, "the string is not valid UTF-8")

    def _escaped_string(mut self, start: Int, first: Int) raises JSONError -> Int:
        """Decodes into the pool; `first` is where the first backslash, or a forbidden byte, stands."""
        var begin = len(self.pool)
        var at = start
        var special = first
        while True:
            self.pool.extend(Span[UInt8, ImmUntrackedOrigin](_p=self.text.unsafe_offset(at)._p, _len=special - at))
            at = special
            var byte = self.text[unsafe_offset=at]
            if byte == 34:
                break
            if byte != 92:
                if at >= self.length:
                    raise self._error(start - 1, "the string is not closed")
                raise self._error(at, "control characters in strings must be written as escapes")
            at = self._escape(at)
            special = at
            while True:
                var next = self.text[unsafe_offset=special]
                if next == 34 or next == 92 or next < 32:
                    break
                special += 1
        var length = len(self.pool) - begin
        self._check_utf8(Bytes(_p=self.pool._at(begin)), length, start)
        self.entries.append(Entry(DECODED, begin, UInt64(length)))
        return at + 1

    def _escape(mut self, at: Int) raises JSONError -> Int:
        """Decodes the escape at `at`; gives the position behind it."""
        var letter = self.text[unsafe_offset=at + 1]
        var byte: UInt8
        if letter == 34 or letter == 92 or letter == 47:
            byte = letter
        elif letter == 110:
            byte = 10
        elif letter == 116:
            byte = 9
        elif letter == 114:
            byte = 13
        elif letter == 98:
            byte = 8
        elif letter == 102:
            byte = 12
        elif letter == 117:
            return self._unicode_escape(at)
        else:
            raise self._error(at, "unknown escape in a string")
        self.pool.append(byte)
        return at + 2

    def _unicode_escape(mut self, start: Int) raises JSONError -> Int:
        """One `\\uXXXX`, or two that make one character. A half of such a pair alone becomes U+FFFD."""
        var code = self._four_digits(start)
        var at = start + 6
        if code >= 0xD800 and code < 0xDC00:
            var low = 0
            if self.text[unsafe_offset=at] == 92 and self.text[unsafe_offset=at + 1] == 117:
                low = self._four_digits(at)
            if low >= 0xDC00 and low < 0xE000:
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                at += 6
            else:
                code = 0xFFFD
        elif code >= 0xDC00 and code < 0xE000:
            code = 0xFFFD
        if code < 0x80:
            self.pool.append(UInt8(code))
        elif code < 0x800:
            self.pool.append(UInt8(0xC0 | (code >> 6)))
            self.pool.append(UInt8(0x80 | (code & 63)))
        elif code < 0x10000:
            self.pool.append(UInt8(0xE0 | (code >> 12)))
            self.pool.append(UInt8(0x80 | ((code >> 6) & 63)))
            self.pool.append(UInt8(0x80 | (code & 63)))
        else:
            self.pool.append(UInt8(0xF0 | (code >> 18)))
            self.pool.append(UInt8(0x80 | ((code >> 12) & 63)))
            self.pool.append(UInt8(0x80 | ((code >> 6) & 63)))
            self.pool.append(UInt8(0x80 | (code & 63)))
        return at

    def _four_digits(self, escape: Int) raises JSONError -> Int:
        var value = 0
        for i in range(2, 6):
            var byte = self.text[unsafe_offset=escape + i]
            var digit = 99
            if byte >= 48 and byte <= 57:
                digit = Int(byte) - 48
            elif (byte | 32) >= 97 and (byte | 32) <= 102:
                digit = Int(byte | 32) - 87
            if digit > 15:
                raise self._error(escape, "'\\u' needs four hexadecimal digits")
            value = value * 16 + digit
        return value

    # ---- numbers

    def _number(mut self, start: Int) raises JSONError -> Int:
        var at = start
        var negative = self.text[unsafe_offset=at] == 45
        if negative:
            at += 1
        var first_digit = at
        var digits: UInt64 = 0
        while True:
            var digit = self.text[unsafe_offset=at] - 48
            if digit > 9:
                break
            digits = digits * 10 + UInt64(digit)
            at += 1
        var count = at - first_digit
        if count == 0:
            raise self._unexpected(at, "a digit")
        if count > 1 and self.text[unsafe_offset=first_digit] == 48:
            raise self._error(first_digit, "numbers must not start with a zero that is followed by digits")
        var byte = self.text[unsafe_offset=at]
        if byte != 46 and (byte | 32) != 101:
            if count <= 18:
                var value = Int(digits)
                self.entries.append(Entry(INTEGER, start, UInt64(-value if negative else value)))
                return at
            return self._long_integer(start, at, negative, digits, count)
        var exponent = 0
        if byte == 46:
            at += 1
            var fraction = at
            while True:
                var digit = self.text[unsafe_offset=at] - 48
                if digit > 9:
                    break
                digits = digits * 10 + UInt64(digit)
                at += 1
            if at == fraction:
                raise self._unexpected(at, "a digit behind the point")
            exponent = fraction - at
            count += at - fraction
            byte = self.text[unsafe_offset=at]
        if (byte | 32) == 101:
            at += 1
            byte = self.text[unsafe_offset=at]
            var below = byte == 45
            if below or byte == 43:
                at += 1
            var power_start = at
            var power = 0
            while True:
                var digit = self.text[unsafe_offset=at] - 48
                if digit > 9:
                    break
                if power < 100000:
                    power = power * 10 + Int(digit)
                at += 1
            if at == power_start:
                raise self._unexpected(at, "a digit of the exponent")
            exponent += -power if below else power
        var value: Float64 = 0.0
        # More than 19 digits do not fit; zeros in front are harmless, but rare enough to take the long way, too.
        if count > 19 or not self._decimals.convert(digits, exponent, value):
            value = self._careful(first_digit, at)
        self.entries.append(Entry(NUMBER, start, (-value if negative else value).to_bits[DType.uint64]()))
        return at

    @no_inline
    def _careful(self, start: Int, end: Int) -> Float64:
        try:
            return parse_float(
                StringSpan[ImmUntrackedOrigin](_p=self.text.unsafe_offset(start)._p, _length=end - start)
            )
        except:
            return 0.0

    @no_inline
    def _long_integer(mut self, start: Int, end: Int, negative: Bool, digits: UInt64, count: Int) -> Int:
        """19 digits or more: they may or may not fit."""
        var limit = UInt64(Int64.MAX) + (UInt64(1) if negative else UInt64(0))
        if count == 19 and digits <= limit:
            var value = UInt64(0) - digits if negative else digits
            self.entries.append(Entry(INTEGER, start, value))
        else:
            var value = self._careful(start, end)
            self.entries.append(Entry(NUMBER, start, value.to_bits[DType.uint64]()))
        return end


@always_inline
def _bits(mask: SIMD[DType.bool, _BLOCK]) -> UInt32:
    """One bit for each lane, the lowest for the first."""
    return UInt32(_v=__op.bitcast[DType.uint32._code, SIMDLength(1)._n](mask._v))


@always_inline
def _starts_with(text: Bytes, word: StaticString) -> Bool:
    return int_of(__op.memcmp(text._p, word._p, index_of(word._length))) == 0
