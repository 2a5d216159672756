"""What is wrong with a JSON text, and where."""


struct JSONError(Copyable, Writable):
    """A message with its place: lines and columns count from 1, columns in characters."""

    var name: String
    var line: Int
    var column: Int
    var message: String

    def __init__(out self, var name: String, line: Int, column: Int, var message: String):
        self.name = name^
        self.line = line
        self.column = column
        self.message = message^

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write(self.name, ":", self.line, ":", self.column, ": ", self.message)
