"""`print` and `input`."""

from std.builtin.prims import index_of, int_of
from std.io.descriptor import RawFileDescriptor, stdout, write_all

comptime _ROOM = 1024


struct _PrintBuffer(Writer):
    """Gathers the pieces of one `print`, so that they leave together."""

    var _bytes: __prim.pointer[UInt8]
    var _used: Int
    var _descriptor: Int

    @always_inline
    def __init__(out self, bytes: __prim.pointer[UInt8], descriptor: Int):
        self._bytes = bytes
        self._used = 0
        self._descriptor = descriptor

    @always_inline
    def write_string[o: ImmOrigin, //](mut self, string: StringSpan[o]):
        self._take(string._p, string._length)

    @no_inline
    def _take(mut self, bytes: __prim.pointer[UInt8], count: Int):
        if self._used + count > _ROOM:
            self._flush()
            if count > _ROOM:
                write_all(self._descriptor, bytes, count)
                return
        __op.memcpy(__op.offset(self._bytes, index_of(self._used)), bytes, index_of(count))
        self._used += count

    def _flush(mut self):
        if self._used > 0:
            write_all(self._descriptor, self._bytes, self._used)
            self._used = 0


@no_inline
def print[
    *Ts: Writable, sep_origin: ImmOrigin = ImmStaticOrigin, end_origin: ImmOrigin = ImmStaticOrigin
](
    *values: *Ts,
    sep: StringSpan[sep_origin] = StaticString(" "),
    end: StringSpan[end_origin] = StaticString("\n"),
    flush: Bool = False,
    var file: RawFileDescriptor = stdout,
):
    """Writes the values with `sep` between them and `end` after the last."""
    var buffer = _PrintBuffer(__op.stack_alloc[UInt8, index_of(_ROOM)](), Int(file.value))
    comptime for i in range(values.__len__()):
        comptime if i > 0:
            buffer.write_string(sep)
        values[i].write_to(buffer)
    buffer.write_string(end)
    buffer._flush()


def input(prompt: String = "") raises -> String:
    """Shows `prompt` and reads one line from standard input, without its end."""
    if prompt:
        print(prompt, end="")
    var line = String()
    var got_any = False
    var byte = __op.stack_alloc[UInt8, index_of(1)]()
    while True:
        var count = __op.external_call["rt_read", Int](Int(0), byte, Int(1))
        if count <= 0:
            if not got_any:
                raise Error("EOF")
            break
        got_any = True
        if __op.deref[ImmUntrackedOrigin](byte) == 10:
            break
        line._append(byte, 1)
    return line^
