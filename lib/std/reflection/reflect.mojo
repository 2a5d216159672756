"""What the compiler knows about a type."""

from std.reflection.reflected import Reflected, reflect
