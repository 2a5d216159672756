"""`Path`."""

from std.hash.hasher import Hasher
from std.os.env import getenv
from std.os.os import listdir
from std.os.path.path import (
    _current_directory,
    basename,
    exists,
    expanduser,
    isdir,
    isfile,
    join,
)
from std.os.pathlike import PathLike
from std.os.fstat import lstat, stat, stat_result

comptime DIR_SEPARATOR = "/"


def cwd() raises -> Path:
    """The current directory."""
    return Path(_current_directory())


struct Path(Boolable, Comparable, Hashable, ImplicitlyCopyable, PathLike, Writable):
    """A path in the file system."""

    var path: String

    def __init__(out self) raises:
        """The current directory."""
        self.path = _current_directory()

    @implicit
    def __init__(out self, var path: String):
        self.path = path^

    @implicit
    def __init__[v: __prim.string_literal, //](out self, path: StringLiteral[v]):
        self.path = String(path)

    def __init__[o: ImmOrigin, //](out self, path: StringSpan[o]):
        self.path = String(path)

    @staticmethod
    def home() raises -> Path:
        """The home directory of the user."""
        return Path(expanduser("~"))

    def __truediv__(self, suffix: Self) -> Self:
        """The path of something inside of this one."""
        return Path(join(self.path, suffix.path))

    def __truediv__[o: ImmOrigin, //](self, suffix: StringSpan[o]) -> Self:
        return Path(join(self.path, String(suffix)))

    def __itruediv__[o: ImmOrigin, //](mut self, suffix: StringSpan[o]):
        self.path = join(self.path, String(suffix))

    def joinpath(self, *pathsegments: String) -> Self:
        var result = self.path
        for ref part in pathsegments:
            result = join(result, part)
        return Path(result^)

    def __bool__(self) -> Bool:
        return self.path.byte_length() > 0

    def __fspath__(self) -> String:
        return self.path

    def __eq__(self, other: Self) -> Bool:
        return self.path == other.path

    def __eq__[o: ImmOrigin, //](self, other: StringSpan[o]) -> Bool:
        return self.path == other

    def __lt__(self, other: Self) -> Bool:
        return self.path < other.path

    def __hash__[H: Hasher, //](self, mut hasher: H):
        self.path.__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.path)

    def exists(self) -> Bool:
        return exists(self)

    def is_dir(self) -> Bool:
        return isdir(self)

    def is_file(self) -> Bool:
        return isfile(self)

    def stat(self) raises -> stat_result:
        return stat(self)

    def lstat(self) raises -> stat_result:
        return lstat(self)

    def expanduser(self) raises -> Self:
        return Path(expanduser(self))

    def name(self) -> String:
        """The last component."""
        return basename(self)

    def suffix(self) -> String:
        """The last extension of the name, with its dot."""
        var name = basename(self)
        var dot = name.rfind(".")
        if dot <= 0 or dot == name.byte_length() - 1:
            return String()
        return String(name[byte = dot : name.byte_length()])

    def parts(self) -> List[String]:
        """The components; an empty one in front of an absolute path."""
        var result = List[String]()
        for part in self.path.split("/"):
            result.append(String(part))
        return result^

    def listdir(self) raises -> List[Self]:
        """What is in the directory."""
        var result = List[Path]()
        for name in listdir(self):
            result.append(Path(name))
        return result^

    def read_text(self) raises -> String:
        with open(self.path, "r") as file:
            return file.read()

    def read_bytes(self) raises -> List[UInt8]:
        with open(self.path, "r") as file:
            return file.read_bytes()

    def write_text[T: Writable, //](self, value: T) raises:
        with open(self.path, "w") as file:
            file.write(value)

    def write_bytes[o: ImmOrigin, //](self, bytes: Span[UInt8, o]) raises:
        with open(self.path, "w") as file:
            file.write_bytes(bytes)
