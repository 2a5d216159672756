"""Traits of values by how they are made and passed."""

from std.builtin.rebind import materialize
from std.traits.lifecycle import Defaultable, RegisterPassable, TrivialRegisterPassable
