"""The trait of all types."""

from std.traits.lifecycle import AnyType
