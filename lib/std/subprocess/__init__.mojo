"""Running commands."""

from std.subprocess.subprocess import run
