"""Pointers without checks."""

from std.memory.pointer import OptionalPointer, UnsafePointer
