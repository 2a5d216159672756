"""Messages by importance."""

from std.logger.logger import Level, Logger
