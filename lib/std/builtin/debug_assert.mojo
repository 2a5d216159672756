"""`debug_assert`: checks that a default build leaves out."""

from std.builtin.panic import ALL_CHECKS, SAFE_CHECKS, check_failed
from std.sys.defines import get_defined_string

comptime ASSERT_MODE: StaticString = get_defined_string["ASSERT", "safe"]()


@always_inline
@__caller_location
def debug_assert[assert_mode: StaticString = "none", *Ts: Writable](cond: Bool, *messages: *Ts):
    """Dies with the message if `cond` is false. With `assert_mode="safe"` it is checked in default builds too."""
    comptime if ALL_CHECKS or (SAFE_CHECKS and assert_mode == "safe"):
        if not cond:
            check_failed(*messages)


@always_inline
@__caller_location
def debug_assert[F: def() -> Bool, //, assert_mode: StaticString = "none", *Ts: Writable](cond: F, *messages: *Ts):
    """As above; the condition is only computed where it is checked."""
    comptime if ALL_CHECKS or (SAFE_CHECKS and assert_mode == "safe"):
        if not cond():
            check_failed(*messages)
