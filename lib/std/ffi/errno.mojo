"""The error numbers of the operating system."""


def error_text(code: Int) -> StaticString:
    """What an error number means."""
    if code == 1:
        return "Operation not permitted"
    if code == 2:
        return "No such file or directory"
    if code == 4:
        return "Interrupted system call"
    if code == 5:
        return "Input/output error"
    if code == 9:
        return "Bad file descriptor"
    if code == 11:
        return "Resource temporarily unavailable"
    if code == 12:
        return "Cannot allocate memory"
    if code == 13:
        return "Permission denied"
    if code == 16:
        return "Device or resource busy"
    if code == 17:
        return "File exists"
    if code == 18:
        return "Invalid cross-device link"
    if code == 20:
        return "Not a directory"
    if code == 21:
        return "Is a directory"
    if code == 22:
        return "Invalid argument"
    if code == 23:
        return "Too many open files in system"
    if code == 24:
        return "Too many open files"
    if code == 27:
        return "File too large"
    if code == 28:
        return "No space left on device"
    if code == 29:
        return "Illegal seek"
    if code == 30:
        return "Read-only file system"
    if code == 31:
        return "Too many links"
    if code == 32:
        return "Broken pipe"
    if code == 36:
        return "File name too long"
    if code == 39:
        return "Directory not empty"
    if code == 40:
        return "Too many levels of symbolic links"
    return "Unknown error"
