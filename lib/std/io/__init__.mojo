"""Input and output."""

from std.format.writable import Writable, Writer
from std.io.descriptor import RawFileDescriptor
from std.io.file import FileHandle, open
from std.io.print import input, print
