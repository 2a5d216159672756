"""Stopping in a debugger."""


@always_inline
def breakpoint():
    """Stops in the debugger, where one is attached; the process dies without."""
    __op.breakpoint()
