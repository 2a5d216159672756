"""Open files by their number."""

from std.io.descriptor import RawFileDescriptor
