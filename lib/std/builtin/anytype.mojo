"""Types known only by what they can do."""

comptime Some = __prim.some
