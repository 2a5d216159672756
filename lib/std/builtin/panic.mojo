"""How a program dies: failed checks and `abort`. Messages go to standard output, with the place in the user's code."""


@no_inline
@__caller_location
def check_failed[*Ts: Writable](*message: *Ts) -> Never:
    """Reports a failed check of the library or of the program."""
    var text = String()
    comptime for i in range(message.__len__()):
        message[i].write_to(text)
    __op.external_call["rt_assert_fail", NoneType](
        text._bytes(),
        text.byte_length(),
        __op.caller_file(),
        __op.caller_file_length(),
        __op.caller_line(),
        __op.caller_column(),
    )
    __op.unreachable()


@no_inline
@__caller_location
def index_out_of_bounds(index: Int, size: Int) -> Never:
    check_failed("index ", index, " is out of bounds, valid range is 0 to ", size - 1)


@no_inline
@__caller_location
def abort_with(message: String) -> Never:
    """Reports that the program gives up."""
    __op.external_call["rt_abort", NoneType](
        message._bytes(),
        message.byte_length(),
        __op.caller_file(),
        __op.caller_file_length(),
        __op.caller_line(),
        __op.caller_column(),
    )
    __op.unreachable()


@always_inline
@__caller_location
def check_index(index: Int, size: Int):
    """Dies unless `0 <= index < size`, if bounds checks are on."""
    comptime if SAFE_CHECKS:
        if UInt(index) >= UInt(size):
            index_out_of_bounds(index, size)


comptime _ASSERT: __prim.string_literal = __op.defined_value["ASSERT"]()
comptime _NONE: __prim.string_literal = type_of("none").value
comptime _ALL: __prim.string_literal = type_of("all").value

comptime SAFE_CHECKS: Bool = Bool(_v=__op.`not`(__op.string_literal_eq(_ASSERT, _NONE)))
"""Whether the checks of the library are on: unless `-D ASSERT=none` was given."""

comptime ALL_CHECKS: Bool = Bool(_v=__op.string_literal_eq(_ASSERT, _ALL))
"""Whether `assert` and plain `debug_assert` are on: only with `-D ASSERT=all`."""


@no_inline
@__caller_location
def _assertion_failed[*Ts: Writable](*message: *Ts):
    """What a failing `assert` statement calls, where such statements are active."""
    check_failed(*message)
