"""Environment variables.

What the process was started with is never changed; what the program sets is kept beside it.
"""

from std.builtin.prims import index_of, int_of
from std.memory.allocate import allocate
from std.os.system import keep_alive


struct _Setting(Copyable):
    """A variable that the program set, or took away."""

    var name: String
    var value: Optional[String]

    def __init__(out self, var name: String, var value: Optional[String]):
        self.name = name^
        self.value = value^


def _settings() -> Pointer[List[_Setting], MutUntrackedOrigin]:
    """What the program set; made by the first call, alive as long as the process."""
    var slot = __op.global_slot[__prim.pointer[List[_Setting]], "std.os.env"]()
    var settings = Pointer[__prim.pointer[List[_Setting]], MutUntrackedOrigin](_p=slot)[]
    if int_of(__op.pointer_to_index(settings)) == 0:
        settings = allocate[List[_Setting]](1)
        __op.write(settings, List[_Setting]())
        __op.write(slot, settings)
    return Pointer[List[_Setting], MutUntrackedOrigin](_p=settings)


def _find(name: String) -> Int:
    ref settings = _settings()[]
    for i in range(len(settings)):
        if settings[i].name == name:
            return i
    return -1


def _at_start(var name: String) -> Optional[String]:
    """The value that the process was started with."""
    var address = __op.external_call["rt_getenv", Int](name.as_c_string_slice()._p)
    keep_alive(name)
    if address == 0:
        return None
    return Optional[String](
        String(unsafe_from_utf8_ptr=Pointer[UInt8, ImmUntrackedOrigin](unsafe_from_address=address))
    )


def _current(name: String) -> Optional[String]:
    var at = _find(name)
    if at >= 0:
        return _settings()[][at].value
    return _at_start(name)


def _is_good_name(name: String) -> Bool:
    return name.byte_length() > 0 and name.find("=") < 0


def getenv(var name: String, default: String = "") -> String:
    """The value of the variable, or `default` if it is not set."""
    var value = _current(name)
    if value:
        return value.value()
    return default


def _set(name: String, var value: Optional[String]):
    var at = _find(name)
    if at >= 0:
        _settings()[][at].value = value^
    else:
        _settings()[].append(_Setting(name, value^))


def setenv(var name: String, var value: String, overwrite: Bool = True) -> Bool:
    """Sets the variable, unless it is set and must not be overwritten; false for an impossible name."""
    if not _is_good_name(name):
        return False
    if overwrite or not _current(name):
        _set(name, Optional[String](value^))
    return True


def unsetenv(var name: String) -> Bool:
    """Takes the variable away; false for an impossible name."""
    if not _is_good_name(name):
        return False
    _set(name, Optional[String]())
    return True


def environment_lines() raises -> List[String]:
    """All variables as `NAME=value`, for programs that this one starts."""
    var result = List[String]()
    var bytes: List[UInt8]
    with open("/proc/self/environ", "r") as file:
        bytes = file.read_bytes()
    var start = 0
    for i in range(len(bytes)):
        if bytes[i] == 0:
            var line = String(unsafe_from_utf8=Span(bytes).unsafe_subspan(offset=start, length=i - start))
            start = i + 1
            var sign = line.find("=")
            if sign > 0 and _find(String(line[byte=0:sign])) < 0:
                result.append(line^)
    for ref setting in _settings()[]:
        if setting.value:
            result.append(String(setting.name, "=", setting.value.value()))
    return result^
