"""The text that shows what a value is."""

from std.format.writable import repr
