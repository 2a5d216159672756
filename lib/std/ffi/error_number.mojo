"""The error number that C functions leave behind."""

from std.ffi.errno import error_text


struct ErrNo(Equatable, TrivialRegisterPassable, Writable):
    """An error number of the operating system."""

    comptime SUCCESS = ErrNo(value=0)
    comptime EPERM = ErrNo(value=1)
    comptime ENOENT = ErrNo(value=2)
    comptime ESRCH = ErrNo(value=3)
    comptime EINTR = ErrNo(value=4)
    comptime EIO = ErrNo(value=5)
    comptime ENXIO = ErrNo(value=6)
    comptime E2BIG = ErrNo(value=7)
    comptime ENOEXEC = ErrNo(value=8)
    comptime EBADF = ErrNo(value=9)
    comptime ECHILD = ErrNo(value=10)
    comptime EAGAIN = ErrNo(value=11)
    comptime EWOULDBLOCK = ErrNo(value=11)
    comptime ENOMEM = ErrNo(value=12)
    comptime EACCES = ErrNo(value=13)
    comptime EFAULT = ErrNo(value=14)
    comptime ENOTBLK = ErrNo(value=15)
    comptime EBUSY = ErrNo(value=16)
    comptime EEXIST = ErrNo(value=17)
    comptime EXDEV = ErrNo(value=18)
    comptime ENODEV = ErrNo(value=19)
    comptime ENOTDIR = ErrNo(value=20)
    comptime EISDIR = ErrNo(value=21)
    comptime EINVAL = ErrNo(value=22)
    comptime ENFILE = ErrNo(value=23)
    comptime EMFILE = ErrNo(value=24)
    comptime ENOTTY = ErrNo(value=25)
    comptime ETXTBSY = ErrNo(value=26)
    comptime EFBIG = ErrNo(value=27)
    comptime ENOSPC = ErrNo(value=28)
    comptime ESPIPE = ErrNo(value=29)
    comptime EROFS = ErrNo(value=30)
    comptime EMLINK = ErrNo(value=31)
    comptime EPIPE = ErrNo(value=32)
    comptime EDOM = ErrNo(value=33)
    comptime ERANGE = ErrNo(value=34)
    comptime EDEADLK = ErrNo(value=35)
    comptime EDEADLOCK = ErrNo(value=35)
    comptime ENAMETOOLONG = ErrNo(value=36)
    comptime ENOLCK = ErrNo(value=37)
    comptime ENOSYS = ErrNo(value=38)
    comptime ENOTEMPTY = ErrNo(value=39)
    comptime ELOOP = ErrNo(value=40)
    comptime ENOMSG = ErrNo(value=42)
    comptime EIDRM = ErrNo(value=43)
    comptime ECHRNG = ErrNo(value=44)
    comptime EL2NSYNC = ErrNo(value=45)
    comptime EL3HLT = ErrNo(value=46)
    comptime EL3RST = ErrNo(value=47)
    comptime ELNRNG = ErrNo(value=48)
    comptime EUNATCH = ErrNo(value=49)
    comptime ENOCSI = ErrNo(value=50)
    comptime EL2HLT = ErrNo(value=51)
    comptime EBADE = ErrNo(value=52)
    comptime EBADR = ErrNo(value=53)
    comptime EXFULL = ErrNo(value=54)
    comptime ENOANO = ErrNo(value=55)
    comptime EBADRQC = ErrNo(value=56)
    comptime EBADSLT = ErrNo(value=57)
    comptime EBFONT = ErrNo(value=59)
    comptime ENOSTR = ErrNo(value=60)
    comptime ENODATA = ErrNo(value=61)
    comptime ETIME = ErrNo(value=62)
    comptime ENOSR = ErrNo(value=63)
    comptime ENONET = ErrNo(value=64)
    comptime ENOPKG = ErrNo(value=65)
    comptime EREMOTE = ErrNo(value=66)
    comptime ENOLINK = ErrNo(value=67)
    comptime EADV = ErrNo(value=68)
    comptime ESRMNT = ErrNo(value=69)
    comptime ECOMM = ErrNo(value=70)
    comptime EPROTO = ErrNo(value=71)
    comptime EMULTIHOP = ErrNo(value=72)
    comptime EDOTDOT = ErrNo(value=73)
    comptime EBADMSG = ErrNo(value=74)
    comptime EOVERFLOW = ErrNo(value=75)
    comptime ENOTUNIQ = ErrNo(value=76)
    comptime EBADFD = ErrNo(value=77)
    comptime EREMCHG = ErrNo(value=78)
    comptime ELIBACC = ErrNo(value=79)
    comptime ELIBBAD = ErrNo(value=80)
    comptime ELIBSCN = ErrNo(value=81)
    comptime ELIBMAX = ErrNo(value=82)
    comptime ELIBEXEC = ErrNo(value=83)
    comptime EILSEQ = ErrNo(value=84)
    comptime ERESTART = ErrNo(value=85)
    comptime ESTRPIPE = ErrNo(value=86)
    comptime EUSERS = ErrNo(value=87)
    comptime ENOTSOCK = ErrNo(value=88)
    comptime EDESTADDRREQ = ErrNo(value=89)
    comptime EMSGSIZE = ErrNo(value=90)
    comptime EPROTOTYPE = ErrNo(value=91)
    comptime ENOPROTOOPT = ErrNo(value=92)
    comptime EPROTONOSUPPORT = ErrNo(value=93)
    comptime ESOCKTNOSUPPORT = ErrNo(value=94)
    comptime EOPNOTSUPP = ErrNo(value=95)
    comptime EPFNOSUPPORT = ErrNo(value=96)
    comptime EAFNOSUPPORT = ErrNo(value=97)
    comptime EADDRINUSE = ErrNo(value=98)
    comptime EADDRNOTAVAIL = ErrNo(value=99)
    comptime ENETDOWN = ErrNo(value=100)
    comptime ENETUNREACH = ErrNo(value=101)
    comptime ENETRESET = ErrNo(value=102)
    comptime ECONNABORTED = ErrNo(value=103)
    comptime ECONNRESET = ErrNo(value=104)
    comptime ENOBUFS = ErrNo(value=105)
    comptime EISCONN = ErrNo(value=106)
    comptime ENOTCONN = ErrNo(value=107)
    comptime ESHUTDOWN = ErrNo(value=108)
    comptime ETOOMANYREFS = ErrNo(value=109)
    comptime ETIMEDOUT = ErrNo(value=110)
    comptime ECONNREFUSED = ErrNo(value=111)
    comptime EHOSTDOWN = ErrNo(value=112)
    comptime EHOSTUNREACH = ErrNo(value=113)
    comptime EALREADY = ErrNo(value=114)
    comptime EINPROGRESS = ErrNo(value=115)
    comptime ESTALE = ErrNo(value=116)
    comptime EUCLEAN = ErrNo(value=117)
    comptime ENOTNAM = ErrNo(value=118)
    comptime ENAVAIL = ErrNo(value=119)
    comptime EISNAM = ErrNo(value=120)
    comptime EREMOTEIO = ErrNo(value=121)
    comptime EDQUOT = ErrNo(value=122)
    comptime ENOMEDIUM = ErrNo(value=123)
    comptime EMEDIUMTYPE = ErrNo(value=124)
    comptime ECANCELED = ErrNo(value=125)
    comptime ENOKEY = ErrNo(value=126)
    comptime EKEYEXPIRED = ErrNo(value=127)
    comptime EKEYREVOKED = ErrNo(value=128)
    comptime EKEYREJECTED = ErrNo(value=129)
    comptime EOWNERDEAD = ErrNo(value=130)
    comptime ENOTRECOVERABLE = ErrNo(value=131)
    comptime ERFKILL = ErrNo(value=132)
    comptime EHWPOISON = ErrNo(value=133)

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
        var text = error_text(Int(self.value))
        text.write_to(writer)
        if text == "Unknown error":
            writer.write(" ", self.value)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write("ErrNo(value=")
        self.value.write_repr_to(writer)
        writer.write(")")


def _errno() -> __prim.pointer[Int32]:
    return __op.external_call["__errno_location", __prim.pointer[Int32]]()


def get_errno() -> ErrNo:
    """The error number of this thread."""
    return ErrNo(value=__op.deref[ImmUntrackedOrigin](_errno()))


def set_errno(errno: ErrNo):
    __op.write(_errno(), Int32(errno.value))
