"""Keeping the optimizer from seeing through memory."""

from std.benchmark.compiler import clobber_memory
