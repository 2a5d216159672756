"""`Logger`: writes messages that are important enough."""

from std.io.descriptor import RawFileDescriptor, stdout
from std.reflection.location import SourceLocation
from std.sys.defines import get_defined_string


struct Level(Comparable, ImplicitlyCopyable, Writable):
    """How important a message is."""

    comptime NOTSET = Level(0)
    comptime TRACE = Level(10)
    comptime DEBUG = Level(20)
    comptime INFO = Level(30)
    comptime WARNING = Level(40)
    comptime ERROR = Level(50)
    comptime CRITICAL = Level(60)

    var _value: Int

    @always_inline
    def __init__(out self, _value: Int):
        self._value = _value

    @staticmethod
    def _from_str(name: StaticString) -> Self:
        var text = name.lower()
        if text == "trace":
            return Level(10)
        if text == "debug":
            return Level(20)
        if text == "info":
            return Level(30)
        if text == "warning":
            return Level(40)
        if text == "error":
            return Level(50)
        if text == "critical":
            return Level(60)
        return Level(0)

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self._value == other._value

    @always_inline
    def __lt__(self, other: Self) -> Bool:
        return self._value < other._value

    def _name(self) -> StaticString:
        if self._value == 10:
            return "TRACE"
        if self._value == 20:
            return "DEBUG"
        if self._value == 30:
            return "INFO"
        if self._value == 40:
            return "WARNING"
        if self._value == 50:
            return "ERROR"
        if self._value == 60:
            return "CRITICAL"
        return "NOTSET"

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._name())

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("Level.", self._name())


comptime DEFAULT_LEVEL = Level._from_str(get_defined_string["LOGGING_LEVEL", "NOTSET"]())


struct Logger[level: Level = DEFAULT_LEVEL](ImplicitlyCopyable):
    """Writes messages of `level` and above; a level that was not set writes all."""

    var _file: RawFileDescriptor
    var _prefix: String
    var _with_place: Bool

    def __init__(out self, fd: RawFileDescriptor = stdout, *, prefix: String = "", source_location: Bool = False):
        self._file = fd
        self._prefix = prefix
        self._with_place = source_location

    @always_inline
    @__caller_location
    def _write[*Ts: Writable](self, level: Level, *values: *Ts, sep: StaticString, end: StaticString):
        var text = String()
        if self._prefix:
            text += self._prefix
        else:
            text.write(level, "::: ")
        if self._with_place:
            text.write("[", SourceLocation._of_caller(), "] ")
        comptime for i in range(values.__len__()):
            comptime if i > 0:
                text.write(sep)
            values[i].write_to(text)
        text.write(end)
        var file = self._file
        file.write_string(StringSpan(text))

    @always_inline
    @__caller_location
    def trace[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        comptime if Self.level._value <= 10:
            self._write(Level(10), *values, sep=sep, end=end)

    @always_inline
    @__caller_location
    def debug[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        comptime if Self.level._value <= 20:
            self._write(Level(20), *values, sep=sep, end=end)

    @always_inline
    @__caller_location
    def info[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        comptime if Self.level._value <= 30:
            self._write(Level(30), *values, sep=sep, end=end)

    @always_inline
    @__caller_location
    def warning[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        comptime if Self.level._value <= 40:
            self._write(Level(40), *values, sep=sep, end=end)

    @always_inline
    @__caller_location
    def error[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        comptime if Self.level._value <= 50:
            self._write(Level(50), *values, sep=sep, end=end)

    @always_inline
    @__caller_location
    def critical[*Ts: Writable](self, *values: *Ts, sep: StaticString = " ", end: StaticString = "\n"):
        """Writes the message and ends the program."""
        self._write(Level(60), *values, sep=sep, end=end)
        __op.external_call["rt_exit", NoneType](Int(1))
