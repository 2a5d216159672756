"""How values become text: `Writable` values write themselves to a `Writer`."""

from std.builtin.prims import index_of
from std.reflection.reflected import FieldType, Reflected, field_ref


trait Writer:
    """Takes text, piece by piece."""

    def write_string[origin: ImmOrigin, //](mut self, string: StringSpan[origin]):
        ...

    @always_inline
    def write[*Ts: Writable](mut self, *args: *Ts):
        """Writes each value, with nothing in between."""
        comptime for i in range(args.__len__()):
            args[i].write_to(self)


trait Writable:
    """Values with a textual form; by default `TypeName(field=value, ...)`."""

    def write_to[W: Writer, //](self, mut writer: W):
        _write_fields[False](self, writer)

    def write_repr_to[W: Writer, //](self, mut writer: W):
        _write_fields[True](self, writer)


def _write_fields[T: AnyType, W: Writer, //, as_repr: Bool](value: T, mut writer: W):
    comptime R = Reflected[T]
    writer.write_string(StringLiteral[__op.type_name[T, False]()]())
    writer.write_string("(")
    comptime for i in range(R.field_count()):
        comptime F = FieldType[T, i]
        comptime assert conforms_to(F, Writable), String(
            "Could not derive Writable for ",
            R.base_name(),
            " - member field `",
            R._field_name[i](),
            ": ",
            Reflected[F].base_name(),
            "` does not implement Writable",
        )
        comptime if i > 0:
            writer.write_string(", ")
        writer.write_string(R._field_name[i]())
        writer.write_string("=")
        comptime if as_repr:
            field_ref[F, i](value).write_repr_to(writer)
        else:
            field_ref[F, i](value).write_to(writer)
    writer.write_string(")")


@always_inline
def call_write_to[FieldType: Writable, W: Writer, //](field: FieldType, mut writer: W):
    field.write_to(writer)


@always_inline
def call_write_repr_to[FieldType: Writable, W: Writer, //](field: FieldType, mut writer: W):
    field.write_repr_to(writer)


def repr[T: Writable, //](value: T) -> String:
    """The text of `value` for programmers: strings are quoted, numbers carry their type."""
    var text = String()
    value.write_repr_to(text)
    return text^


def repr(value: NoneType) -> String:
    return "None"
