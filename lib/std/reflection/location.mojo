"""Places in the source."""

from std.builtin.prims import int_of
from std.reflection.reflected import reflect


@fieldwise_init
struct SourceLocation(ImplicitlyCopyable, Writable):
    """A line and column of a file, both counted from 1."""

    var _line: Int
    var _column: Int
    var _file: StaticString

    @staticmethod
    @always_inline
    @__caller_location
    def _of_caller() -> Self:
        """The place in the user's code from which the library was entered."""
        return Self(
            int_of(__op.caller_line()),
            int_of(__op.caller_column()),
            StaticString(
                _p=__op.pointer_cast[UInt8](__op.caller_file()), _length=int_of(__op.caller_file_length())
            ),
        )

    def line(self) -> Int:
        return self._line

    def column(self) -> Int:
        return self._column

    def file_name(self) -> StaticString:
        return self._file

    def prefix[T: Writable, //](self, message: T) -> String:
        return String("At ", self, ": ", message)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self._file, ":", self._line, ":", self._column)


@always_inline
@__caller_location
def source_location() -> SourceLocation:
    """Where this call stands."""
    return SourceLocation._of_caller()


@always_inline
def call_location[*, inline_count: Int = 1]() -> SourceLocation:
    """Where the enclosing function was called."""
    return SourceLocation._of_caller()
