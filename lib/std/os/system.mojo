"""Calls of the operating system that the runtime has no name for.

The numbers are those of Linux on each processor. A negative result is an error number.
"""

comptime _X86: Bool = Bool(_v=__op.target_is["x86_64"]())


@always_inline
def syscall(number: Int, a: Int = 0, b: Int = 0, c: Int = 0, d: Int = 0, e: Int = 0) -> Int:
    return __op.external_call["rt_syscall", Int](number, a, b, c, d, e, Int(0))


# x86-64 has its own numbers; the others share the generic table.
comptime SYS_CHDIR = 80 if _X86 else 49
comptime SYS_CLONE = 56 if _X86 else 220
comptime SYS_DUP3 = 292 if _X86 else 24
comptime SYS_EXECVE = 59 if _X86 else 221
comptime SYS_EXIT = 60 if _X86 else 93
comptime SYS_GETUID = 102 if _X86 else 174
comptime SYS_KILL = 62 if _X86 else 129
comptime SYS_LINKAT = 265 if _X86 else 37
comptime SYS_PIPE2 = 293 if _X86 else 59
comptime SYS_READLINKAT = 267 if _X86 else 78
comptime SYS_STATX = 332 if _X86 else 291
comptime SYS_SYMLINKAT = 266 if _X86 else 36
comptime SYS_WAIT4 = 61 if _X86 else 260

comptime AT_FDCWD = -100
"""Relative paths start from the current directory."""


@always_inline
def keep_alive[T: AnyType, //](ref value: T):
    """Does nothing; but `value`, whose bare address was handed out, lives until here."""
    pass


@always_inline
def address_of_text(mut text: String) -> Int:
    """The address of the text with a zero byte behind it. The text must be kept alive until the address was used."""
    return Int(text.as_c_string_slice().unsafe_ptr())
