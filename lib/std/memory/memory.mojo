"""Blocks of memory: copying, filling, comparing."""

from std.memory.unsafe import (
    forget_deinit,
    is_trivially_copyable,
    is_trivially_deletable,
    is_trivially_movable,
    memmove,
    unsafe_destroy_n,
    unsafe_memcmp,
    unsafe_memcpy,
    unsafe_memmove,
    unsafe_memset,
    unsafe_memset_zero,
    unsafe_uninit_copy_n,
    unsafe_uninit_move_n,
)
