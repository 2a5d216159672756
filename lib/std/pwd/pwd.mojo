"""The accounts of the system, from `/etc/passwd`."""


@fieldwise_init
struct Passwd(Copyable, Writable):
    """An account."""

    var pw_name: String
    var pw_passwd: String
    var pw_uid: Int
    var pw_gid: Int
    var pw_gecos: String
    var pw_dir: String
    var pw_shell: String


def _find(name: String, uid: Int) raises -> Optional[Passwd]:
    """The account of that name, or of that number if the name is empty."""
    var text: String
    with open("/etc/passwd", "r") as file:
        text = file.read()
    for line in text.splitlines():
        var fields = line.split(":")
        if len(fields) < 7:
            continue
        var number = -1
        var group = -1
        try:
            number = Int(fields[2])
            group = Int(fields[3])
        except:
            continue
        if (name.byte_length() > 0 and fields[0] == name) or (name.byte_length() == 0 and number == uid):
            return Optional[Passwd](
                Passwd(
                    String(fields[0]),
                    String(fields[1]),
                    number,
                    group,
                    String(fields[4]),
                    String(fields[5]),
                    String(fields[6]),
                )
            )
    return None


def getpwuid(uid: Int) raises -> Passwd:
    """The account with this number."""
    var found = _find("", uid)
    if not found:
        raise Error("user ID not found in the password database: ", uid)
    return found.take()


def getpwnam(var name: String) raises -> Passwd:
    """The account with this name."""
    var found = _find(name, -1)
    if not found:
        raise Error("user name not found in the password database: ", name)
    return found.take()
