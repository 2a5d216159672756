"""Names of functions, and what the compiler knows about a type."""

from std.reflection.reflected import reflect
