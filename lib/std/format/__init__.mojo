"""Turning values into text."""

from std.format.writable import Writable, Writer, call_write_repr_to, call_write_to, repr
from std.builtin.value_traits import EnumLike
from std.reflection.reflected import reflect
