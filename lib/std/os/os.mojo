"""Directories and files."""

from std.builtin.panic import abort_with
from std.builtin.prims import index_of
from std.ffi.errno import error_text
from std.os.path.path import isdir, split
from std.os.pathlike import PathLike
from std.os.system import (
    AT_FDCWD,
    SYS_CHDIR,
    SYS_GETUID,
    SYS_LINKAT,
    SYS_SYMLINKAT,
    address_of_text,
    keep_alive,
    syscall,
)

comptime sep = "/"
comptime SEEK_SET: UInt8 = 0
comptime SEEK_CUR: UInt8 = 1
comptime SEEK_END: UInt8 = 2

comptime _DIRECTORY = 0o200000 if Bool(_v=__op.target_is["x86_64"]()) else 0o40000


@no_inline
@__caller_location
def abort() -> Never:
    """Ends the program with an error."""
    abort_with("")


@no_inline
@__caller_location
def abort[T: Writable, //](message: T) -> Never:
    abort_with(String(message))


def getuid() -> Int:
    """The number of the user who runs the program."""
    return syscall(SYS_GETUID)


def isatty(fd: Int) -> Bool:
    """Whether the file is a terminal."""
    return __op.external_call["rt_isatty", Int](fd) != 0


def listdir[P: PathLike, //](path: P) raises -> List[String]:
    """The names in a directory, in no particular order, without `.` and `..`."""
    var name = path.__fspath__()
    if not isdir(path):
        raise Error("the directory '", name, "' does not exist")
    var descriptor = __op.external_call["rt_open", Int](name.as_c_string_slice()._p, Int(_DIRECTORY), Int(0))
    keep_alive(name)
    if descriptor < 0:
        raise Error("the directory '", name, "' cannot be read: ", error_text(-descriptor))
    var names = List[String]()
    var room = List[UInt8](length=32768, fill=UInt8(0))
    var bytes = room.unsafe_ptr()
    while True:
        var count = __op.external_call["rt_read_dir", Int](descriptor, bytes._p, Int(32768))
        if count <= 0:
            break
        # Entries: two numbers of 8 bytes, the entry's length in 2 bytes, its kind, and the name up to a zero byte.
        var at = 0
        while at < count:
            var length = Int(bytes[unsafe_offset=at + 16]) | (Int(bytes[unsafe_offset=at + 17]) << 8)
            var entry = String(unsafe_from_utf8_ptr=bytes.unsafe_offset(at + 19))
            if entry != "." and entry != "..":
                names.append(entry^)
            at += length
    _ = __op.external_call["rt_close", Int](descriptor)
    return names^


def chdir[P: PathLike, //](path: P) raises:
    """Makes `path` the current directory."""
    var name = path.__fspath__()
    var result = syscall(SYS_CHDIR, address_of_text(name))
    keep_alive(name)
    if result < 0:
        raise Error("Can not change directory: ", path.__fspath__(), " Err: ", error_text(-result))


def mkdir[P: PathLike, //](path: P, mode: Int = 0o777) raises:
    """Makes a directory."""
    var name = path.__fspath__()
    var result = __op.external_call["rt_mkdir", Int](name.as_c_string_slice()._p, mode)
    keep_alive(name)
    if result < 0:
        raise Error("Can not create directory: ", path.__fspath__(), " Err: ", error_text(-result))


def makedirs[P: PathLike, //](path: P, mode: Int = 0o777, exist_ok: Bool = False) raises:
    """Makes a directory and those above it that are missing."""
    _make_all(path.__fspath__(), mode, exist_ok)


def _make_all(path: String, mode: Int, exist_ok: Bool) raises:
    # The missing ones, the innermost first.
    var missing = List[String]()
    var at = path
    while at.byte_length() > 0 and not isdir(at):
        missing.append(at)
        var parts = split(at)
        var head = parts[0]
        if parts[1].byte_length() == 0:
            # A slash at the end.
            _ = missing.pop()
        if head == at:
            break
        at = head
    if len(missing) == 0:
        if not exist_ok:
            mkdir(path, mode)
        return
    var i = len(missing) - 1
    while i >= 0:
        mkdir(missing[i], mode)
        i -= 1


def rmdir[P: PathLike, //](path: P) raises:
    """Removes an empty directory."""
    var name = path.__fspath__()
    var result = __op.external_call["rt_rmdir", Int](name.as_c_string_slice()._p)
    keep_alive(name)
    if result < 0:
        raise Error("Can not remove directory: ", path.__fspath__(), " Err: ", error_text(-result))


def removedirs[P: PathLike, //](path: P) raises:
    """Removes an empty directory, and those above it for as long as they become empty."""
    rmdir(path)
    var at = split(path)[0]
    while at.byte_length() > 0:
        try:
            rmdir(at)
        except:
            return
        at = split(at)[0]


def remove[P: PathLike, //](path: P) raises:
    """Removes a file."""
    var name = path.__fspath__()
    var result = __op.external_call["rt_unlink", Int](name.as_c_string_slice()._p)
    keep_alive(name)
    if result < 0:
        raise Error("Can not remove file: ", path.__fspath__(), " Err: ", error_text(-result))


def unlink[P: PathLike, //](path: P) raises:
    """As `remove`."""
    remove(path)


def link[P: PathLike, Q: PathLike, //](oldpath: P, newpath: Q) raises:
    """Gives a file another name."""
    var old = oldpath.__fspath__()
    var new = newpath.__fspath__()
    var result = syscall(SYS_LINKAT, AT_FDCWD, address_of_text(old), AT_FDCWD, address_of_text(new), 0)
    keep_alive(old)
    keep_alive(new)
    if result < 0:
        raise Error("Can not create link: ", newpath.__fspath__(), " Err: ", error_text(-result))


def symlink[P: PathLike, Q: PathLike, //](target: P, linkpath: Q) raises:
    """Makes a link that leads to `target`."""
    var old = target.__fspath__()
    var new = linkpath.__fspath__()
    var result = syscall(SYS_SYMLINKAT, address_of_text(old), AT_FDCWD, address_of_text(new))
    keep_alive(old)
    keep_alive(new)
    if result < 0:
        raise Error("Can not create symbolic link: ", linkpath.__fspath__(), " Err: ", error_text(-result))
