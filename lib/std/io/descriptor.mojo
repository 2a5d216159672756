"""Numbered files of the process."""

from std.ffi.errno import error_text

# The number of the system call on x86-64 Linux.
comptime _SYS_FCHDIR: Int = 81


struct RawFileDescriptor(TrivialRegisterPassable, Writer):
    """A file that the operating system knows by its number."""

    var value: Int32

    @always_inline
    def __init__(out self, value: Int32 = 1):
        self.value = value

    @always_inline
    def write_string[o: ImmOrigin, //](mut self, string: StringSpan[o]):
        write_all(Int(self.value), string._p, string._length)

    def write_bytes[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]):
        write_all(Int(self.value), bytes._p, bytes._len)

    def read_bytes[o: MutOrigin, //](mut self, buffer: Span[UInt8, o]) raises -> Int:
        """Reads into `buffer`; says how many bytes came, 0 at the end."""
        var count = __op.external_call["rt_read", Int](Int(self.value), buffer._p, buffer._len)
        if count < 0:
            raise Error("Failed to read bytes.")
        return count

    def fchdir(self) raises:
        """Makes the directory that the descriptor stands for the working directory."""
        var result = __op.external_call["rt_syscall", Int](
            _SYS_FCHDIR, Int(self.value), Int(0), Int(0), Int(0), Int(0), Int(0)
        )
        if result < 0:
            raise Error("Can not change directory: ", error_text(-result))

    def isatty(self) -> Bool:
        return __op.external_call["rt_isatty", Int](Int(self.value)) != 0


def write_all(descriptor: Int, bytes: __prim.pointer[UInt8], count: Int):
    """Writes all bytes; gives up silently where the file does not take them."""
    _ = __op.external_call["rt_write", Int](descriptor, bytes, count)


comptime stdin = RawFileDescriptor(0)
comptime stdout = RawFileDescriptor(1)
comptime stderr = RawFileDescriptor(2)
