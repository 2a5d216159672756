"""Files and directories for a while."""

from std.tempfile.tempfile import NamedTemporaryFile, TemporaryDirectory, gettempdir, mkdtemp
