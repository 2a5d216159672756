"""Parsed JSON: `JSONValue` owns a text and what was found in it, `JSONView` is one value in it."""

from std.builtin.prims import index_of, int_of
from std.builtin.value_traits import FloatableRaising, IntableRaising
from std.json.entries import ARRAY, DECODED, Entry, FALSE, INTEGER, NULL, NUMBER, OBJECT, STRING, TRUE, hash_of_key
from std.json.error import JSONError
from std.json.parser import Bytes, PADDING, Parser
from std.json.writer import write_json


struct JSONValue(Copyable, FloatableRaising, IntableRaising, Sized, Writable):
    """A JSON text and its values. Views of the values stay valid as long as this one lives."""

    # The text with zero bytes behind it.
    var _text: List[UInt8]
    var _pool: List[UInt8]
    var _entries: List[Entry]
    var _tables: List[UInt32]

    def __init__(out self, *, var _bytes: List[UInt8], var _name: String) raises JSONError:
        """Parses bytes that nobody else needs."""
        var length = len(_bytes)
        _bytes.resize(length + PADDING, UInt8(0))
        var parser = Parser(Bytes(_p=_bytes._data), length, _name^)
        parser.parse()
        self._text = _bytes^
        self._pool = parser.pool.copy()
        self._entries = _taken(parser.entries)
        self._tables = parser.tables.copy()

    @staticmethod
    def parse[o: ImmOrigin, //](text: StringSpan[o], name: String = "<string>") raises JSONError -> Self:
        """Parses a text. Errors name the place as `name:line:column`."""
        var bytes = List[UInt8](capacity=text.byte_length() + PADDING)
        bytes.extend(text.as_bytes())
        return Self(_bytes=bytes^, _name=name)

    @always_inline
    def root(self) -> JSONView[origin_of(self)]:
        """The outermost value."""
        return JSONView[origin_of(self)](Pointer[JSONValue, origin_of(self)](to=self), 0)

    @always_inline
    def _entry(self, at: Int) -> Entry:
        return self._entries.unsafe_get(at)

    @always_inline
    def _behind(self, at: Int) -> Int:
        """The entry after the value at `at`."""
        var entry = self._entries.unsafe_get(at)
        if entry.kind() >= ARRAY:
            return entry.place()
        return at + 1

    @always_inline
    def _bytes_of(self, entry: Entry) -> Bytes:
        if entry.kind() == STRING:
            return Bytes(_p=self._text._at(entry.place()))
        return Bytes(_p=self._pool._at(entry.place()))

    def _number_text(self, entry: Entry) -> StringSpan[ImmUntrackedOrigin]:
        """A number as it is written."""
        var start = entry.place()
        var end = start
        while True:
            var byte = self._text.unsafe_get(end)
            # Digits, signs, the point and the letter of the exponent.
            if (byte >= 48 and byte <= 57) or byte == 45 or byte == 43 or byte == 46 or (byte | 32) == 101:
                end += 1
            else:
                break
        return StringSpan[ImmUntrackedOrigin](_p=self._text._at(start), _length=end - start)

    # ---- the same as on views

    def kind(self) -> StaticString:
        return self.root().kind()

    def is_null(self) -> Bool:
        return self.root().is_null()

    def is_bool(self) -> Bool:
        return self.root().is_bool()

    def is_int(self) -> Bool:
        return self.root().is_int()

    def is_number(self) -> Bool:
        return self.root().is_number()

    def is_string(self) -> Bool:
        return self.root().is_string()

    def is_array(self) -> Bool:
        return self.root().is_array()

    def is_object(self) -> Bool:
        return self.root().is_object()

    def as_bool(self) raises -> Bool:
        return self.root().as_bool()

    def as_int(self) raises -> Int:
        return self.root().as_int()

    def as_float(self) raises -> Float64:
        return self.root().as_float()

    def as_string(self) raises -> StringSpan[origin_of(self)]:
        return self.root().as_string()

    def __int__(self) raises -> Int:
        return self.root().as_int()

    def __float__(self) raises -> Float64:
        return self.root().as_float()

    def __len__(self) -> Int:
        return self.root().__len__()

    def __contains__[o: ImmOrigin, //](self, key: StringSpan[o]) -> Bool:
        return key in self.root()

    def __getitem__[o: ImmOrigin, //](self, key: StringSpan[o]) raises -> JSONView[origin_of(self)]:
        return self.root()[key]

    def __getitem__(self, index: Int) raises -> JSONView[origin_of(self)]:
        return self.root()[index]

    def get[o: ImmOrigin, //](self, key: StringSpan[o]) -> Optional[JSONView[origin_of(self)]]:
        return self.root().get(key)

    def has_number[o: ImmOrigin, //](self, key: StringSpan[o]) -> Bool:
        return self.root().has_number(key)

    def number[o: ImmOrigin, //](self, key: StringSpan[o]) raises -> Float64:
        return self.root().number(key)

    @always_inline
    def __iter__(self) -> JSONElements[origin_of(self)]:
        return self.root().elements()

    def elements(self) -> JSONElements[origin_of(self)]:
        return self.root().elements()

    def items(self) -> JSONMembers[origin_of(self)]:
        return self.root().items()

    def write_to[W: Writer, //](self, mut writer: W):
        self.root().write_to(writer)


def _taken(mut entries: List[Entry]) -> List[Entry]:
    """Moves the entries out of a parser that is not needed any more."""
    var result = List[Entry]()
    swap(result, entries)
    return result^


struct JSONView[origin: ImmOrigin](FloatableRaising, IntableRaising, Sized, TrivialRegisterPassable, Writable):
    """One value of a JSON text."""

    var _document: Pointer[JSONValue, Self.origin]
    var _at: Int

    @always_inline
    def __init__(out self, document: Pointer[JSONValue, Self.origin], at: Int):
        self._document = document
        self._at = at

    @always_inline
    def _entry(self) -> Entry:
        return self._document[]._entry(self._at)

    # ---- what it is

    def kind(self) -> StaticString:
        """`null`, `bool`, `number`, `string`, `array` or `object`."""
        var kind = self._entry().kind()
        if kind == NULL:
            return "null"
        if kind == TRUE or kind == FALSE:
            return "bool"
        if kind == INTEGER or kind == NUMBER:
            return "number"
        if kind == ARRAY:
            return "array"
        if kind == OBJECT:
            return "object"
        return "string"

    @always_inline
    def is_null(self) -> Bool:
        return self._entry().kind() == NULL

    @always_inline
    def is_bool(self) -> Bool:
        var kind = self._entry().kind()
        return kind == TRUE or kind == FALSE

    @always_inline
    def is_int(self) -> Bool:
        """Whether it is a whole number, written without a point and exponent, that an `Int` can hold."""
        return self._entry().kind() == INTEGER

    @always_inline
    def is_number(self) -> Bool:
        var kind = self._entry().kind()
        return kind == INTEGER or kind == NUMBER

    @always_inline
    def is_string(self) -> Bool:
        var kind = self._entry().kind()
        return kind == STRING or kind == DECODED

    @always_inline
    def is_array(self) -> Bool:
        return self._entry().kind() == ARRAY

    @always_inline
    def is_object(self) -> Bool:
        return self._entry().kind() == OBJECT

    # ---- its value

    @no_inline
    def _wrong(self, wanted: StaticString) -> Error:
        return Error("the JSON value is of kind '", self.kind(), "', not '", wanted, "'")

    def as_bool(self) raises -> Bool:
        var kind = self._entry().kind()
        if kind == TRUE:
            return True
        if kind == FALSE:
            return False
        raise self._wrong("bool")

    def as_int(self) raises -> Int:
        """The whole number."""
        var entry = self._entry()
        if entry.kind() == INTEGER:
            return Int(entry.second)
        if entry.kind() == NUMBER:
            var value = Float64(from_bits=entry.second)
            if value == value.__trunc__() and abs(value) < 9.2e18:
                return Int(value)
            raise Error("the JSON number ", self.number_text(), " does not fit an Int")
        raise self._wrong("number")

    @always_inline
    def as_float(self) raises -> Float64:
        """The number, rounded once."""
        var entry = self._entry()
        if entry.kind() == NUMBER:
            return Float64(from_bits=entry.second)
        if entry.kind() == INTEGER:
            return Float64(Int(entry.second))
        raise self._wrong("number")

    def number_text(self) raises -> StringSpan[Self.origin]:
        """The number as it is written, with all its digits."""
        if not self.is_number():
            raise self._wrong("number")
        var text = self._document[]._number_text(self._entry())
        return StringSpan[Self.origin](_p=text._p, _length=text._length)

    def as_string(self) raises -> StringSpan[Self.origin]:
        """The text, without quotes and escapes."""
        if not self.is_string():
            raise self._wrong("string")
        return self._string()

    @always_inline
    def _string(self) -> StringSpan[Self.origin]:
        var entry = self._entry()
        return StringSpan[Self.origin](
            _p=self._document[]._bytes_of(entry)._p, _length=Int(entry.second)
        )

    def __int__(self) raises -> Int:
        return self.as_int()

    def __float__(self) raises -> Float64:
        return self.as_float()

    # ---- numbers in arithmetic

    def __add__(self, other: Float64) raises -> Float64:
        return self.as_float() + other

    def __sub__(self, other: Float64) raises -> Float64:
        return self.as_float() - other

    def __mul__(self, other: Float64) raises -> Float64:
        return self.as_float() * other

    def __truediv__(self, other: Float64) raises -> Float64:
        return self.as_float() / other

    def __pow__(self, exponent: Int) raises -> Float64:
        return self.as_float() ** exponent

    # ---- what is in it

    @always_inline
    def __len__(self) -> Int:
        """Elements of an array, members of an object, 0 for anything else."""
        var entry = self._entry()
        if entry.kind() >= ARRAY:
            return entry.count()
        return 0

    def _find(self, key: Bytes, length: Int) -> Int:
        """The entry of the member's value, or -1. The last one of several counts."""
        var entry = self._entry()
        if entry.kind() != OBJECT:
            return -1
        ref document = self._document[]
        if entry.table() >= 0:
            return _find_in_table(document, entry.table(), key, length)
        var found = -1
        var at = self._at + 1
        for _ in range(entry.count()):
            var name = document._entry(at)
            if Int(name.second) == length:
                if int_of(__op.memcmp(document._bytes_of(name)._p, key._p, index_of(length))) == 0:
                    found = at + 1
            at = document._behind(at + 1)
        return found

    def __contains__[o: ImmOrigin, //](self, key: StringSpan[o]) -> Bool:
        """Whether it is an object with this member."""
        return self._find(Bytes(_p=key._p), key.byte_length()) >= 0

    def __getitem__[o: ImmOrigin, //](self, key: StringSpan[o]) raises -> Self:
        """The member of an object."""
        var at = self._find(Bytes(_p=key._p), key.byte_length())
        if at < 0:
            if not self.is_object():
                raise self._wrong("object")
            raise Error("the JSON object has no member '", key, "'")
        return Self(self._document, at)

    def __getitem__(self, index: Int) raises -> Self:
        """The element of an array."""
        if not self.is_array():
            raise self._wrong("array")
        if index < 0 or index >= self._entry().count():
            raise Error("index ", index, " is out of the JSON array, which has ", self._entry().count(), " elements")
        var at = self._at + 1
        for _ in range(index):
            at = self._document[]._behind(at)
        return Self(self._document, at)

    def get[o: ImmOrigin, //](self, key: StringSpan[o]) -> Optional[Self]:
        """The member, or nothing if there is none."""
        var at = self._find(Bytes(_p=key._p), key.byte_length())
        if at < 0:
            return None
        return Optional[Self](Self(self._document, at))

    def has_number[o: ImmOrigin, //](self, key: StringSpan[o]) -> Bool:
        """Whether it is an object with a number of this name."""
        var at = self._find(Bytes(_p=key._p), key.byte_length())
        return at >= 0 and Self(self._document, at).is_number()

    def number[o: ImmOrigin, //](self, key: StringSpan[o]) raises -> Float64:
        """The number of this name, rounded once."""
        return self[key].as_float()

    @always_inline
    def elements(self) -> JSONElements[Self.origin]:
        """The elements of an array, or the values of an object, one after the other."""
        return JSONElements[Self.origin](self)

    @always_inline
    def __iter__(self) -> JSONElements[Self.origin]:
        return JSONElements[Self.origin](self)

    @always_inline
    def items(self) -> JSONMembers[Self.origin]:
        """The members of an object, each with `key` and `value`."""
        return JSONMembers[Self.origin](self)

    def write_to[W: Writer, //](self, mut writer: W):
        """As JSON."""
        write_json(writer, self._document[], self._at)


def _find_in_table(ref document: JSONValue, table: Int, key: Bytes, length: Int) -> Int:
    var size = Int(document._tables.unsafe_get(table))
    var slot = Int(hash_of_key(key, length) & UInt64(size - 1))
    while True:
        var at = Int(document._tables.unsafe_get(table + 1 + slot))
        if at == 0:
            return -1
        var name = document._entry(at)
        if Int(name.second) == length:
            if int_of(__op.memcmp(document._bytes_of(name)._p, key._p, index_of(length))) == 0:
                return at + 1
        slot = (slot + 1) & (size - 1)


struct JSONElements[origin: ImmOrigin](Copyable, Iterator):
    """Gives the elements of an array, or the values of an object."""

    comptime Element = JSONView[Self.origin]

    var _document: Pointer[JSONValue, Self.origin]
    var _at: Int
    var _left: Int
    var _step: Int

    @always_inline
    def __init__(out self, view: JSONView[Self.origin]):
        var entry = view._entry()
        self._document = view._document
        # Values of objects stand behind their keys.
        self._step = 1 if entry.kind() == OBJECT else 0
        self._at = view._at + 1 + self._step
        self._left = entry.count() if entry.kind() >= ARRAY else 0

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> JSONView[Self.origin]:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        var at = self._at
        self._at = self._document[]._behind(at) + self._step
        return JSONView[Self.origin](self._document, at)

    @always_inline
    def __len__(self) -> Int:
        return self._left

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self._left, Optional(self._left))


struct JSONMember[origin: ImmOrigin](TrivialRegisterPassable, Writable):
    """A name and a value."""

    var key: StringSpan[Self.origin]
    var value: JSONView[Self.origin]

    @always_inline
    def __init__(out self, key: StringSpan[Self.origin], value: JSONView[Self.origin]):
        self.key = key
        self.value = value

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.key, ": ", self.value)


struct JSONMembers[origin: ImmOrigin](Copyable, Iterator):
    """Gives the members of an object; none for anything else."""

    comptime Element = JSONMember[Self.origin]

    var _document: Pointer[JSONValue, Self.origin]
    var _at: Int
    var _left: Int

    @always_inline
    def __init__(out self, view: JSONView[Self.origin]):
        var entry = view._entry()
        self._document = view._document
        self._at = view._at + 1
        self._left = entry.count() if entry.kind() == OBJECT else 0

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> JSONMember[Self.origin]:
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        var key = JSONView[Self.origin](self._document, self._at)
        var value = JSONView[Self.origin](self._document, self._at + 1)
        self._at = self._document[]._behind(self._at + 1)
        return JSONMember[Self.origin](key._string(), value)

    @always_inline
    def __len__(self) -> Int:
        return self._left

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self._left, Optional(self._left))
