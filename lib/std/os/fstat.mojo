"""What the system knows about a file."""

from std.ffi.errno import error_text
from std.os.pathlike import PathLike
from std.os.system import AT_FDCWD, SYS_STATX, address_of_text, keep_alive, syscall

comptime _NO_FOLLOW = 0x100


struct TimeSpec(TrivialRegisterPassable, Writable):
    """Seconds since 1970, and nanoseconds."""

    var tv_sec: Int
    var tv_subsec: Int

    @always_inline
    def __init__(out self, tv_sec: Int, tv_subsec: Int):
        self.tv_sec = tv_sec
        self.tv_subsec = tv_subsec

    def as_nanoseconds(self) -> Int:
        return self.tv_sec * 1_000_000_000 + self.tv_subsec


struct stat_result(Copyable, Writable):
    """Kind, size, owner and times of a file."""

    var st_mode: Int
    var st_ino: Int
    var st_dev: Int
    var st_nlink: Int
    var st_uid: Int
    var st_gid: Int
    var st_size: Int
    var st_atimespec: TimeSpec
    var st_mtimespec: TimeSpec
    var st_ctimespec: TimeSpec
    var st_birthtimespec: TimeSpec
    var st_blocks: Int
    var st_blksize: Int
    var st_rdev: Int
    var st_flags: Int

    def __init__(out self, words: Array[UInt64, 32]):
        """From the system's `struct statx`, in words of 8 bytes."""
        self.st_blksize = Int(words[0] >> 32)
        self.st_nlink = Int(words[2] & 0xFFFFFFFF)
        self.st_uid = Int(words[2] >> 32)
        self.st_gid = Int(words[3] & 0xFFFFFFFF)
        self.st_mode = Int((words[3] >> 32) & 0xFFFF)
        self.st_ino = Int(words[4])
        self.st_size = Int(words[5])
        self.st_blocks = Int(words[6])
        self.st_atimespec = TimeSpec(Int(words[8]), Int(words[9] & 0xFFFFFFFF))
        self.st_birthtimespec = TimeSpec(Int(words[10]), Int(words[11] & 0xFFFFFFFF))
        self.st_ctimespec = TimeSpec(Int(words[12]), Int(words[13] & 0xFFFFFFFF))
        self.st_mtimespec = TimeSpec(Int(words[14]), Int(words[15] & 0xFFFFFFFF))
        self.st_rdev = _device(words[16])
        self.st_dev = _device(words[17])
        self.st_flags = 0

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("os.stat_result(st_mode=", self.st_mode)
        writer.write(", st_ino=", self.st_ino)
        writer.write(", st_dev=", self.st_dev)
        writer.write(", st_nlink=", self.st_nlink)
        writer.write(", st_uid=", self.st_uid)
        writer.write(", st_gid=", self.st_gid)
        writer.write(", st_size=", self.st_size)
        writer.write(", st_blksize=", self.st_blksize)
        writer.write(", st_blocks=", self.st_blocks)
        writer.write(", st_rdev=", self.st_rdev, ")")


def _device(word: UInt64) -> Int:
    """The number of a device from its two halves."""
    var major = word & 0xFFFFFFFF
    var minor = word >> 32
    return Int((minor & 0xFF) | ((major & 0xFFF) << 8) | ((minor & ~UInt64(0xFF)) << 12))


def _status(var path: String, flags: Int, mut words: Array[UInt64, 32]) -> Int:
    """0, or a negative error number."""
    var result = syscall(SYS_STATX, AT_FDCWD, address_of_text(path), flags, 0xFFF, Int(words.unsafe_ptr()))
    keep_alive(path)
    keep_alive(words)
    return result


def stat[P: PathLike, //](path: P) raises -> stat_result:
    """About a file, or what a link leads to."""
    var words = Array[UInt64, 32](fill=UInt64(0))
    var result = _status(path.__fspath__(), 0, words)
    if result < 0:
        raise Error("unable to stat '", path.__fspath__(), "': ", error_text(-result))
    return stat_result(words)


def lstat[P: PathLike, //](path: P) raises -> stat_result:
    """About a file, or a link itself."""
    var words = Array[UInt64, 32](fill=UInt64(0))
    var result = _status(path.__fspath__(), _NO_FOLLOW, words)
    if result < 0:
        raise Error("unable to lstat '", path.__fspath__(), "': ", error_text(-result))
    return stat_result(words)


def mode_of[P: PathLike, //](path: P, follow: Bool) -> Int:
    """Kind and permissions; -1 if there is no such file."""
    var words = Array[UInt64, 32](fill=UInt64(0))
    if _status(path.__fspath__(), 0 if follow else _NO_FOLLOW, words) < 0:
        return -1
    return Int((words[3] >> 32) & 0xFFFF)
