"""The operating system: files, directories, variables, processes."""

from std.os.env import getenv, setenv, unsetenv
from std.os.os import (
    SEEK_CUR,
    SEEK_END,
    SEEK_SET,
    abort,
    chdir,
    getuid,
    isatty,
    link,
    listdir,
    makedirs,
    mkdir,
    remove,
    removedirs,
    rmdir,
    sep,
    symlink,
    unlink,
)
from std.os.pathlike import PathLike
from std.os.process import Pipe, Process
from std.os.fstat import lstat, stat, stat_result
