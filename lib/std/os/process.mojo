"""Other programs."""

from std.builtin.prims import index_of
from std.ffi.errno import error_text
from std.io.descriptor import RawFileDescriptor
from std.os.env import environment_lines, getenv
from std.os.os import sep
from std.os.system import (
    SYS_CLONE,
    SYS_DUP3,
    SYS_EXECVE,
    SYS_EXIT,
    SYS_KILL,
    SYS_PIPE2,
    SYS_WAIT4,
    address_of_text,
    keep_alive,
    syscall,
)

comptime _CLOSE_ON_EXEC = 0o2000000
comptime _CHILD_SIGNAL = 17


struct ProcessStatus(ImplicitlyCopyable, Writable):
    """How a program ended, if it did: its exit status, or the signal that killed it."""

    var exit_code: Optional[Int]
    var term_signal: Optional[Int]

    def __init__(out self, exit_code: Optional[Int] = None, term_signal: Optional[Int] = None):
        self.exit_code = exit_code
        self.term_signal = term_signal

    @staticmethod
    def running() -> Self:
        return Self()

    def has_exited(self) -> Bool:
        return Bool(self.exit_code) or Bool(self.term_signal)


def _status_of(word: Int) -> ProcessStatus:
    if word & 0x7F == 0:
        return ProcessStatus(exit_code=Optional[Int]((word >> 8) & 0xFF))
    return ProcessStatus(term_signal=Optional[Int](word & 0x7F))


def start_program(var path: String, var arguments: List[String], output: Int) raises -> Int:
    """Starts a program with its standard output in the file `output` (or this program's, if negative); gives its number."""
    var variables = environment_lines()
    # Everything is laid out before the new process exists, since that one must not allocate.
    var words = List[Int]()
    for i in range(len(arguments)):
        words.append(address_of_text(arguments[i]))
    words.append(0)
    var settings = List[Int]()
    for i in range(len(variables)):
        settings.append(address_of_text(variables[i]))
    settings.append(0)
    var program = address_of_text(path)
    var word_list = Int(words.unsafe_ptr())
    var setting_list = Int(settings.unsafe_ptr())
    var pid = syscall(SYS_CLONE, _CHILD_SIGNAL, 0, 0, 0, 0)
    if pid == 0:
        if output >= 0:
            _ = syscall(SYS_DUP3, output, 1, 0)
        _ = syscall(SYS_EXECVE, program, word_list, setting_list)
        _ = syscall(SYS_EXIT, 127)
    keep_alive(words)
    keep_alive(settings)
    keep_alive(arguments)
    keep_alive(variables)
    keep_alive(path)
    if pid < 0:
        raise Error("Failed to start '", path, "': ", error_text(-pid))
    return pid


struct Process(Movable):
    """A program that this one started."""

    var child_pid: Int
    var status: Optional[ProcessStatus]

    def __init__(out self, child_pid: Int):
        self.child_pid = child_pid
        self.status = None

    @staticmethod
    def run(var path: String, argv: List[String]) raises -> Self:
        """Starts the program at `path`; `argv` are its arguments without its own name."""
        var arguments = List[String]()
        arguments.append(path)
        for ref argument in argv:
            arguments.append(argument)
        return Self(start_program(path^, arguments^, -1))

    def _wait(mut self, options: Int) raises -> ProcessStatus:
        if self.status:
            return self.status.value()
        var word: Int32 = 0
        var result = syscall(
            SYS_WAIT4, self.child_pid, Int(Pointer[Int32, origin_of(word)](to=word)), options, 0
        )
        keep_alive(word)
        if result < 0:
            raise Error("Failed to wait for process ", self.child_pid, ": ", error_text(-result))
        if result == 0:
            return ProcessStatus.running()
        self.status = Optional[ProcessStatus](_status_of(Int(word)))
        return self.status.value()

    def wait(mut self) raises -> ProcessStatus:
        """Waits until the program has ended."""
        return self._wait(0)

    def poll(mut self) raises -> ProcessStatus:
        """How the program is, without waiting."""
        return self._wait(1)

    def _signal(mut self, number: Int) -> Bool:
        if self.status:
            return False
        return syscall(SYS_KILL, self.child_pid, number) == 0

    def hangup(mut self) -> Bool:
        return self._signal(1)

    def interrupt(mut self) -> Bool:
        return self._signal(2)

    def kill(mut self) -> Bool:
        return self._signal(9)


struct Pipe(Movable):
    """Two connected files: what is written to one can be read from the other."""

    var fd_in: Optional[RawFileDescriptor]
    var fd_out: Optional[RawFileDescriptor]

    def __init__(out self, in_close_on_exec: Bool = True, out_close_on_exec: Bool = True) raises:
        var pair = Array[Int32, 2](fill=Int32(0))
        var flags = _CLOSE_ON_EXEC if in_close_on_exec and out_close_on_exec else 0
        var result = syscall(SYS_PIPE2, Int(pair.unsafe_ptr()), flags)
        keep_alive(pair)
        if result < 0:
            raise Error("Failed to make a pipe: ", error_text(-result))
        self.fd_in = Optional[RawFileDescriptor](RawFileDescriptor(pair[0]))
        self.fd_out = Optional[RawFileDescriptor](RawFileDescriptor(pair[1]))

    def __deinit__(deinit self):
        if self.fd_in:
            _ = __op.external_call["rt_close", Int](Int(self.fd_in.value().value))
        if self.fd_out:
            _ = __op.external_call["rt_close", Int](Int(self.fd_out.value().value))

    def set_input_only(mut self):
        """Closes the end for writing."""
        if self.fd_out:
            _ = __op.external_call["rt_close", Int](Int(self.fd_out.value().value))
            self.fd_out = None

    def set_output_only(mut self):
        """Closes the end for reading."""
        if self.fd_in:
            _ = __op.external_call["rt_close", Int](Int(self.fd_in.value().value))
            self.fd_in = None

    def write_bytes[o: ImmOrigin, //](mut self, bytes: Span[UInt8, o]) raises:
        if not self.fd_out:
            raise Error("Can not write to an input-only pipe")
        var result = __op.external_call["rt_write", Int](Int(self.fd_out.value().value), bytes._p, bytes._len)
        if result < 0:
            raise Error("Failed to write to a pipe: ", error_text(-result))

    def read_bytes[o: MutOrigin, //](mut self, buffer: Span[UInt8, o]) raises -> Int:
        """Reads what is there, at least one byte unless the other end is closed."""
        if not self.fd_in:
            raise Error("Can not read from an output-only pipe")
        var count = __op.external_call["rt_read", Int](Int(self.fd_in.value().value), buffer._p, buffer._len)
        if count < 0:
            raise Error("Failed to read from a pipe: ", error_text(-count))
        return count
