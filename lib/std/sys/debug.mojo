"""Stopping in a debugger."""


@always_inline
def breakpointhook():
    """Stops here when a debugger watches the process."""
    __op.breakpoint()
