"""Hashing."""

from std.hash.ahash import AHasher
from std.hash.fnv1a import Fnv1a, default_comp_time_hasher
from std.hash.hasher import Hashable, Hasher, default_hasher, hash, hash_bytes
