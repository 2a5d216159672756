"""Ending the process."""


def exit():
    """Ends the process with status 0."""
    __op.external_call["rt_exit", NoneType](Int(0))


def exit[T: Intable, //](code: T):
    """Ends the process with status `code`."""
    __op.external_call["rt_exit", NoneType](Int(code))
