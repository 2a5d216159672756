"""What the compiler was asked to do."""


def codegen_unreachable[cond: Bool, msg: StaticString, *extra: StaticString]():
    """Fails the compilation with `msg` where code is made for a call with `cond` true."""
    comptime assert not cond, msg
