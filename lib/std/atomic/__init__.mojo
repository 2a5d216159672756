"""Values that several threads may change at once."""

from std.atomic.atomic import Atomic, Ordering, fence
