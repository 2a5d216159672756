"""`run`: a command of the shell."""

from std.os.process import Pipe, Process, start_program


def run(cmd: String) raises -> String:
    """Runs the command in a shell, waits for it and gives its output, without blanks at the end."""
    var pipe = Pipe()
    var arguments = List[String]()
    arguments.append("sh")
    arguments.append("-c")
    arguments.append(cmd)
    var process = Process(start_program("/bin/sh", arguments^, Int(pipe.fd_out.value().value)))
    pipe.set_input_only()
    var text = List[UInt8]()
    var room = List[UInt8](length=65536, fill=UInt8(0))
    while True:
        var count = pipe.read_bytes(Span(room))
        if count == 0:
            break
        text.extend(Span(room).unsafe_subspan(offset=0, length=count))
    _ = process.wait()
    return String(String(unsafe_from_utf8=Span(text)).rstrip())
