"""Temporary files and directories."""

from std.io.file import FileHandle
from std.os.env import getenv
from std.os.os import listdir, mkdir, remove, rmdir
from std.os.path.path import exists, isdir, islink, join
from std.random.random import _scrambled

comptime TMP_MAX = 10000


def gettempdir() -> Optional[String]:
    """Where temporary files go: `TMPDIR`, `TEMP`, `TMP`, or a directory of the system."""
    var names: List[String] = ["TMPDIR", "TEMP", "TMP"]
    for ref name in names:
        var value = getenv(name)
        if value and isdir(value):
            return Optional[String](value)
    var places: List[String] = ["/tmp", "/var/tmp", "/usr/tmp"]
    for ref place in places:
        if isdir(place):
            return Optional[String](place)
    return None


def _random_name() -> String:
    """Eight letters and digits that nobody can guess."""
    var bits: UInt64 = 0
    _ = __op.external_call["rt_random", Int](__op.address_of[UInt64](bits), Int(8))
    var rest = _scrambled(bits)
    var letters = StaticString("abcdefghijklmnopqrstuvwxyz0123456789")
    var result = String()
    for _ in range(8):
        var k = Int(rest % 36)
        result += letters._part(k, k + 1)
        rest //= 36
    return result^


def _directory(dir: Optional[String]) raises -> String:
    if dir:
        return dir.value()
    var place = gettempdir()
    if not place:
        raise Error("no usable temporary directory found")
    return place.value()


def mkdtemp(suffix: String = "", prefix: String = "tmp", dir: Optional[String] = None) raises -> String:
    """Makes a directory that only this user can enter, and gives its path."""
    var place = _directory(dir)
    for _ in range(TMP_MAX):
        var path = join(place, String(prefix, _random_name(), suffix))
        if exists(path):
            continue
        mkdir(path, 0o700)
        return path^
    raise Error("failed to make a temporary directory")


def _remove_all(path: String) raises:
    """Removes a directory with everything in it."""
    for name in listdir(path):
        var inner = join(path, name)
        if isdir(inner) and not islink(inner):
            _remove_all(inner)
        else:
            remove(inner)
    rmdir(path)


struct TemporaryDirectory(Movable):
    """For `with`: a directory that is removed at the end, with everything in it."""

    var name: String
    var _ignore_errors: Bool

    def __init__(
        out self,
        suffix: String = "",
        prefix: String = "tmp",
        dir: Optional[String] = None,
        ignore_cleanup_errors: Bool = False,
    ) raises:
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_errors = ignore_cleanup_errors

    def __enter__(self) -> String:
        return self.name

    def __exit__(self) raises:
        if self._ignore_errors:
            try:
                _remove_all(self.name)
            except:
                return
        else:
            _remove_all(self.name)

    def __exit__(self, err: Error) -> Bool:
        try:
            _remove_all(self.name)
        except:
            return False
        return False


struct NamedTemporaryFile(Movable):
    """A file that is removed when this value dies, unless `delete` is false."""

    var name: String
    var _file: FileHandle
    var _delete: Bool

    def __init__(
        out self,
        mode: String = "w",
        name: Optional[String] = None,
        suffix: String = "",
        prefix: String = "tmp",
        dir: Optional[String] = None,
        delete: Bool = True,
    ) raises:
        if name:
            self.name = name.value()
        else:
            self.name = join(_directory(dir), String(prefix, _random_name(), suffix))
        self._delete = delete
        self._file = FileHandle(StringSpan(self.name), StringSpan(mode))

    def __deinit__(deinit self):
        if self._delete:
            try:
                remove(self.name)
            except:
                pass

    def close(mut self) raises:
        self._file.close()

    def read(self, size: Int = -1) raises -> String:
        return self._file.read(size)

    def read_bytes(self, size: Int = -1) raises -> List[UInt8]:
        return self._file.read_bytes(size)

    def seek(self, offset: Int, whence: UInt8 = 0) raises -> UInt64:
        return self._file.seek(offset, whence)

    def write[*Ts: Writable](mut self, *args: *Ts):
        comptime for i in range(args.__len__()):
            args[i].write_to(self._file)

    def write_bytes[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]):
        self._file.write_bytes(bytes)

    def __enter__(var self) -> Self:
        return self^
