"""Names of types that have no values."""

from std.builtin.none import Never
