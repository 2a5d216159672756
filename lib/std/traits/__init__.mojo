"""The traits that describe how values live: made, moved, copied and destroyed."""

from std.traits.lifecycle import AnyType, Copyable, Deinitable, ImplicitlyCopyable, Movable
from std.traits.lifecycle import RegisterPassable, TrivialRegisterPassable, Defaultable
from std.traits.triviality import IsTriviallyCopyable, IsTriviallyDeinitable, IsTriviallyMovable
