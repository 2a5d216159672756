"""Taking paths apart, putting them together, and asking what they lead to."""

from std.ffi.errno import error_text
from std.os.env import getenv
from std.os.os import sep
from std.os.pathlike import PathLike
from std.os.fstat import mode_of, stat
from std.os.system import AT_FDCWD, SYS_GETUID, SYS_READLINKAT, address_of_text, keep_alive, syscall
from std.pwd.pwd import getpwnam, getpwuid
from std.stat import S_ISDIR, S_ISLNK, S_ISREG


# ---- what is there


def exists[P: PathLike, //](path: P) -> Bool:
    """Whether the path leads to something."""
    return mode_of(path, True) >= 0


def lexists[P: PathLike, //](path: P) -> Bool:
    """Whether something is at the path, even a link that leads nowhere."""
    return mode_of(path, False) >= 0


def isdir[P: PathLike, //](path: P) -> Bool:
    var mode = mode_of(path, True)
    return mode >= 0 and S_ISDIR(mode)


def isfile[P: PathLike, //](path: P) -> Bool:
    var mode = mode_of(path, True)
    return mode >= 0 and S_ISREG(mode)


def islink[P: PathLike, //](path: P) -> Bool:
    var mode = mode_of(path, False)
    return mode >= 0 and S_ISLNK(mode)


def getsize[P: PathLike, //](path: P) raises -> Int:
    """Bytes of the file."""
    return stat(path).st_size


# ---- text


def is_absolute[P: PathLike, //](path: P) -> Bool:
    return path.__fspath__().startswith("/")


def _head_end(text: String) -> Int:
    """Where the last component starts."""
    return text.rfind("/") + 1


def _without_slashes(text: String) -> String:
    """Without slashes at the end, unless there is nothing else."""
    var end = text.byte_length()
    while end > 0 and text._span()._byte(end - 1) == 47:
        end -= 1
    return String(text[byte=0:end]) if end > 0 else text


def split[P: PathLike, //](path: P) -> Tuple[String, String]:
    """Everything before the last component, and that."""
    var text = path.__fspath__()
    var at = _head_end(text)
    var head = String(text[byte=0:at])
    var tail = String(text[byte = at : text.byte_length()])
    return (_without_slashes(head), tail^)


def basename[P: PathLike, //](path: P) -> String:
    """The last component."""
    var text = path.__fspath__()
    return String(text[byte = _head_end(text) : text.byte_length()])


def dirname[P: PathLike, //](path: P) -> String:
    """Everything before the last component."""
    var text = path.__fspath__()
    var head = String(text[byte = 0 : _head_end(text)])
    return _without_slashes(head)


def join(var path: String, *paths: String) -> String:
    """One path out of several; an absolute one starts anew."""
    var result = path^
    for ref part in paths:
        if part.startswith("/"):
            result = part
        elif result.byte_length() == 0 or result.endswith("/"):
            result += part
        else:
            result += "/"
            result += part
    return result^


def split_extension[P: PathLike, //](path: P) raises -> Tuple[String, String]:
    """The path without its last extension, and that, with its dot. Dots in front of a name do not count."""
    var text = path.__fspath__()
    var start = _head_end(text)
    while start < text.byte_length() and text._span()._byte(start) == 46:
        start += 1
    var dot = text.rfind(".")
    if dot < start:
        return (text, String())
    var root = String(text[byte=0:dot])
    var extension = String(text[byte = dot : text.byte_length()])
    return (root^, extension^)


def splitroot[P: PathLike, //](path: P) -> Tuple[String, String, String]:
    """The drive, which is always empty, the root, and the rest."""
    var text = path.__fspath__()
    if not text.startswith("/"):
        return (String(), String(), text)
    # Exactly two slashes in front are a root of their own.
    var slashes = 1
    if text.startswith("//") and not text.startswith("///"):
        slashes = 2
    var root = String(text[byte=0:slashes])
    var rest = String(text[byte = slashes : text.byte_length()])
    return (String(), root^, rest^)


def expanduser[P: PathLike, //](path: P) raises -> String:
    """With `~` and `~name` replaced by home directories; unknown names stay."""
    var text = path.__fspath__()
    if not text.startswith("~"):
        return text
    var end = text.find("/")
    if end < 0:
        end = text.byte_length()
    var name = String(text[byte=1:end])
    var home: String
    if name.byte_length() == 0:
        home = getenv("HOME")
        if home.byte_length() == 0:
            home = getpwuid(syscall(SYS_GETUID)).pw_dir
    else:
        try:
            home = getpwnam(name).pw_dir
        except:
            return text
    return home + text[byte = end : text.byte_length()]


def _is_name_byte(byte: UInt8) -> Bool:
    return (byte >= 48 and byte <= 57) or (byte >= 65 and byte <= 90) or (byte >= 97 and byte <= 122) or byte == 95


def expandvars[P: PathLike, //](path: P) -> String:
    """With `$NAME` and `${NAME}` replaced by environment variables; unknown ones stay."""
    var text = path.__fspath__()
    var result = String()
    var size = text.byte_length()
    var at = 0
    while at < size:
        if text._span()._byte(at) != 36:
            var next = text.find("$", at)
            if next < 0:
                next = size
            result += text[byte=at:next]
            at = next
            continue
        var start = at + 1
        var braces = start < size and text._span()._byte(start) == 123
        if braces:
            start += 1
        var end = start
        while end < size and _is_name_byte(text._span()._byte(end)):
            end += 1
        var behind = end + 1 if braces else end
        var good = end > start and (not braces or (end < size and text._span()._byte(end) == 125))
        if not good:
            result += "$"
            at += 1
            continue
        var whole = String(text[byte=at:behind])
        result += getenv(String(text[byte=start:end]), whole)
        at = behind
    return result^


def _link_target(var path: String) -> Optional[String]:
    var room = List[UInt8](length=4096, fill=UInt8(0))
    var count = syscall(SYS_READLINKAT, AT_FDCWD, address_of_text(path), Int(room.unsafe_ptr()), 4096)
    keep_alive(path)
    if count < 0:
        return None
    room.shrink(count)
    return Optional[String](String(unsafe_from_utf8=Span(room)))


def realpath[P: PathLike, //](path: P) raises -> String:
    """The absolute path without links, `.` and `..`; it must exist."""
    var rest = path.__fspath__()
    if not rest.startswith("/"):
        rest = join(_current_directory(), rest)
    var done = String()
    var links = 0
    while rest.byte_length() > 0:
        var end = rest.find("/")
        if end < 0:
            end = rest.byte_length()
        var part = String(rest[byte=0:end])
        var after = String(rest[byte = min(end + 1, rest.byte_length()) : rest.byte_length()])
        rest = after^
        if part.byte_length() == 0 or part == ".":
            continue
        if part == "..":
            done = String(done[byte = 0 : max(done.rfind("/"), 0)])
            continue
        var candidate = String(done, "/", part)
        var mode = mode_of(candidate, False)
        if mode < 0:
            raise Error("realpath failed to resolve: ", error_text(2))
        if S_ISLNK(mode):
            links += 1
            if links > 40:
                raise Error("realpath failed to resolve: ", error_text(40))
            var target = _link_target(candidate)
            if target:
                var text = target.value()
                if text.startswith("/"):
                    done = String()
                rest = join(text, rest)
                continue
        done = candidate^
    return done if done else String("/")


def _current_directory() raises -> String:
    var room = List[UInt8](length=4096, fill=UInt8(0))
    var result = __op.external_call["rt_getcwd", Int](room.unsafe_ptr()._p, Int(4096))
    if result < 0:
        raise Error("unable to query the current directory")
    return String(unsafe_from_utf8_ptr=room.unsafe_ptr())
