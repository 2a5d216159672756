"""Hashing of values and bytes."""

from std.hash.hasher import Hashable, Hasher, default_hasher, hash, hash_bytes
