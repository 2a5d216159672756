"""Mathematical constants."""

comptime pi = 3.14159265358979323846264338327950288
"""The ratio of a circle's circumference to its diameter."""

comptime e = 2.71828182845904523536028747135266250
"""The base of the natural logarithm."""

comptime tau = 6.28318530717958647692528676655900577
"""Twice pi."""

comptime log2e = 1.44269504088896340735992468100189214
"""The binary logarithm of e."""
