"""The error number that C functions leave behind."""

from std.ffi.errno import error_text


struct ErrNo(Equatable, TrivialRegisterPassable, Writable):
    """An error number of the operating system."""

    comptime SUCCESS = ErrNo(value=0)
    comptime EPERM = ErrNo(value=1)
    comptime ENOENT = ErrNo(value=2)
    comptime EINTR = ErrNo(value=4)
    comptime EIO = ErrNo(value=5)
    comptime EBADF = ErrNo(value=9)
    comptime EAGAIN = ErrNo(value=11)
    comptime ENOMEM = ErrNo(value=12)
    comptime EACCES = ErrNo(value=13)
    comptime EBUSY = ErrNo(value=16)
    comptime EEXIST = ErrNo(value=17)
    comptime ENOTDIR = ErrNo(value=20)
    comptime EISDIR = ErrNo(value=21)
    comptime EINVAL = ErrNo(value=22)
    comptime ENOSPC = ErrNo(value=28)
    comptime EPIPE = ErrNo(value=32)
    comptime ERANGE = ErrNo(value=34)

    var value: Int32

    @always_inline
    def __init__(out self, *, value: Int32):
        self.value = value

    @always_inline
    def __init__(out self, value: Int):
        self.value = Int32(value)

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        return self.value == rhs.value

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        return self.value != rhs.value

    def write_to[W: Writer, //](self, mut writer: W):
        error_text(Int(self.value)).write_to(writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("ErrNo(", self.value, ")")


def _errno() -> __prim.pointer[Int32]:
    return __op.external_call["__errno_location", __prim.pointer[Int32]]()


def get_errno() -> ErrNo:
    """The error number of this thread."""
    return ErrNo(value=__op.deref[ImmUntrackedOrigin](_errno()))


def set_errno(errno: ErrNo):
    __op.write(_errno(), Int32(errno.value))
