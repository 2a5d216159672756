"""What scripts call: the check of a global that may not be set yet."""

from std.builtin.panic import check_failed


@no_inline
@__caller_location
def unset_global(name: StaticString):
    """Dies: a function read a global of its script before the script had set it."""
    check_failed("'", name, "' is used before it is set")
