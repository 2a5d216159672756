"""Flags of libraries that are loaded while a program runs."""


struct RTLD:
    """Flags of `dlopen`, as Linux has them."""

    comptime LAZY = 1
    comptime NOW = 2
    comptime LOCAL = 0
    comptime GLOBAL = 256
    comptime NODELETE = 4096


comptime DEFAULT_RTLD = RTLD.NOW | RTLD.GLOBAL
