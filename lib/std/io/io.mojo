"""Printing and reading lines."""

from std.io.print import input, print
