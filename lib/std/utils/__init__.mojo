"""Helpers of many kinds."""

from std.utils.index import Index, IndexList, product
from std.utils.lock import BlockingScopedLock, BlockingSpinLock, SpinWaiter
from std.utils.static_tuple import StaticTuple
from std.utils.variant import Variant
