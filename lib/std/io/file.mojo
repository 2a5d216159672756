"""Files."""

from std.builtin.prims import index_of, int_of
from std.ffi.errno import error_text
from std.io.descriptor import RawFileDescriptor
from std.os.pathlike import PathLike

comptime _READ = 0
comptime _READ_WRITE = 2
comptime _WRITE = 1
comptime _CREATE = 64
comptime _TRUNCATE = 512
comptime _APPEND = 1024

comptime _SEEK_SET: Int = 0
comptime _SEEK_CUR: Int = 1
comptime _SEEK_END: Int = 2

comptime _CHUNK = 65536
"""Bytes to make room for where nothing tells how many come."""

# The number of the system call on x86-64 Linux.
comptime _SYS_WRITE: Int = 1


struct FileHandle(Defaultable, Movable, Writer):
    """An open file; it is closed when the handle dies."""

    var handle: Int

    def __init__(out self):
        self.handle = -1

    def __init__[o1: ImmOrigin, o2: ImmOrigin, //](out self, path: StringSpan[o1], mode: StringSpan[o2]) raises:
        self.handle = -1
        var flags: Int
        if mode == "r":
            flags = _READ
        elif mode == "w":
            flags = _WRITE | _CREATE | _TRUNCATE
        elif mode == "rw":
            flags = _READ_WRITE | _CREATE
        elif mode == "a":
            flags = _WRITE | _CREATE | _APPEND
        else:
            raise Error('invalid mode: "', mode, '". Can only be one of: {"r", "w", "rw", "a"}')
        var name = String(path)
        var result = __op.external_call["rt_open", Int](name.as_c_string_slice()._p, flags, Int(0o666))
        # The bare address does not keep the text alive.
        _ = name.byte_length()
        if result < 0:
            raise Error("Failed to open file '", path, "': ", error_text(-result))
        self.handle = result

    def __deinit__(deinit self):
        if self.handle >= 0:
            _ = __op.external_call["rt_close", Int](self.handle)

    def close(mut self) raises:
        if self.handle < 0:
            raise Error("invalid file handle")
        _ = __op.external_call["rt_close", Int](self.handle)
        self.handle = -1

    def __enter__(var self) -> Self:
        return self^

    def _read_some(self, size: Int) raises -> List[UInt8]:
        """Up to `size` bytes, or all that are left for a negative size."""
        if self.handle < 0:
            raise Error("invalid file handle")
        var result = List[UInt8]()
        # One byte more than what is left of the file, so that the last read finds the end without more room.
        var room = self._bytes_left() + 1
        if size >= 0:
            room = min(room, size)
        while size < 0 or len(result) < size:
            if result._len == result._cap:
                result.reserve(max(room, 2 * result._cap))
            var wanted = result._cap - result._len
            if size >= 0:
                wanted = min(wanted, size - result._len)
            var count = __op.external_call["rt_read", Int](self.handle, result._at(result._len), wanted)
            if count < 0:
                raise Error("Failed to read from file: ", error_text(-count))
            if count == 0:
                break
            result._len += count
        return result^

    def _bytes_left(self) -> Int:
        """How many bytes a file has from here on; a guess for what is not a file of known length."""
        var here = __op.external_call["rt_seek", Int](self.handle, Int(0), _SEEK_CUR)
        if here < 0:
            return _CHUNK
        var end = __op.external_call["rt_seek", Int](self.handle, Int(0), _SEEK_END)
        _ = __op.external_call["rt_seek", Int](self.handle, here, _SEEK_SET)
        return end - here if end > here else _CHUNK

    def read(self, size: Int = -1) raises -> String:
        """Text from here on."""
        var bytes = self._read_some(size)
        return String(unsafe_from_utf8=bytes)

    def read_bytes(self, size: Int = -1) raises -> List[UInt8]:
        return self._read_some(size)

    def read[dtype: DType, o: MutOrigin, //](self, buffer: Span[Scalar[dtype], o]) raises -> Int:
        """Fills `buffer` as far as the file goes; says how many bytes came."""
        if self.handle < 0:
            raise Error("invalid file handle")
        var wanted = len(buffer) * int_of(__op.size_of[Scalar[dtype]]())
        var got = 0
        var bytes = __op.pointer_cast[UInt8](buffer._p)
        while got < wanted:
            var count = __op.external_call["rt_read", Int](
                self.handle, __op.offset(bytes, index_of(got)), wanted - got
            )
            if count < 0:
                raise Error("Failed to read from file: ", error_text(-count))
            if count == 0:
                break
            got += count
        return got

    def seek(self, offset: Int, whence: UInt8 = 0) raises -> UInt64:
        """Moves to another place; says where that is."""
        var result = __op.external_call["rt_seek", Int](self.handle, offset, Int(whence))
        if result < 0:
            raise Error("seek error: ", error_text(-result))
        return UInt64(result)

    def write_string[o: ImmOrigin, //](mut self, string: StringSpan[o]):
        _ = __op.external_call["rt_write", Int](self.handle, string._p, string._length)

    def write_bytes[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]):
        _ = __op.external_call["rt_write", Int](self.handle, bytes._p, bytes._len)

    def write_once[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]) raises -> Int:
        """Writes as many bytes as the system takes at once; says how many."""
        if self.handle < 0:
            raise Error("invalid file handle")
        var result = __op.external_call["rt_syscall", Int](
            _SYS_WRITE, self.handle, bytes._p, bytes._len, Int(0), Int(0), Int(0)
        )
        if result < 0:
            raise Error("Failed to write to file: ", error_text(-result))
        return result

    def write_all[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]) raises:
        if self.handle < 0:
            raise Error("invalid file handle")
        var result = __op.external_call["rt_write", Int](self.handle, bytes._p, bytes._len)
        if result < 0:
            raise Error("Failed to write to file: ", error_text(-result))


def open[P: PathLike, o: ImmOrigin = ImmStaticOrigin, //](
    path: P, mode: StringSpan[o] = StaticString("r")
) raises -> FileHandle:
    """Opens a file for reading ("r"), writing anew ("w"), both ("rw") or appending ("a")."""
    return FileHandle(path.__fspath__(), mode)
