"""Assertions."""

from std.math.floats import isclose
from std.reflection.location import SourceLocation
from std.utils.numerics import isnan


@always_inline
@__caller_location
def _place(location: Optional[SourceLocation]) -> SourceLocation:
    if location:
        return location.value()
    return SourceLocation._of_caller()


def _failure[T: Writable, //](message: T, location: SourceLocation) -> Error:
    return Error("At ", location, ": AssertionError: ", message)


@no_inline
def _comparison_failure[
    A: Writable, B: Writable, //
](what: StaticString, left: A, right: B, msg: String, location: SourceLocation) -> Error:
    """Three lines: the comparison and both sides; a fourth with the reason, if there is one."""
    var text = String("`left ", what, " right` comparison failed:\n   left: ", left, "\n  right: ", right)
    if msg:
        text += String("\n  reason: ", msg)
    return _failure(text, location)


@always_inline
@__caller_location
def assert_true[
    T: Boolable, //
](val: T, msg: String = "condition was unexpectedly False", *, location: Optional[SourceLocation] = None) raises:
    """Fails unless `val` is true."""
    if not Bool(val):
        raise _failure(msg, _place(location))


@always_inline
@__caller_location
def assert_false[
    T: Boolable, //
](val: T, msg: String = "condition was unexpectedly True", *, location: Optional[SourceLocation] = None) raises:
    """Fails if `val` is true."""
    if Bool(val):
        raise _failure(msg, _place(location))


@always_inline
@__caller_location
def assert_equal[
    T: Equatable & Writable, //
](lhs: T, rhs: T, msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    """Fails unless both sides are equal."""
    if not (lhs == rhs):
        raise _comparison_failure("==", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_equal[
    o1: ImmOrigin, o2: ImmOrigin, //
](
    lhs: List[StringSpan[o1]],
    rhs: List[StringSpan[o2]],
    msg: String = "",
    *,
    location: Optional[SourceLocation] = None,
) raises:
    var equal = len(lhs) == len(rhs)
    if equal:
        for i in range(len(lhs)):
            if lhs[i] != rhs[i]:
                equal = False
    if not equal:
        raise _comparison_failure("==", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_equal[
    o: ImmOrigin, //
](lhs: StringSpan[o], rhs: String, msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    if not (lhs == rhs):
        raise _comparison_failure("==", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_equal[
    o: ImmOrigin, //
](lhs: String, rhs: StringSpan[o], msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    if not (lhs == rhs):
        raise _comparison_failure("==", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_not_equal[
    T: Equatable & Writable, //
](lhs: T, rhs: T, msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    """Fails if both sides are equal."""
    if lhs == rhs:
        raise _comparison_failure("!=", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_almost_equal[
    dtype: DType, size: SIMDLength, //
](
    lhs: SIMD[dtype, size],
    rhs: SIMD[dtype, size],
    msg: String = "",
    *,
    atol: Float64 = 1e-08,
    rtol: Float64 = 1e-05,
    equal_nan: Bool = False,
    location: Optional[SourceLocation] = None,
) raises:
    """Fails if the numbers differ by more than the tolerance."""
    var close = isclose(lhs, rhs, atol=atol, rtol=rtol, equal_nan=equal_nan)
    if not Bool(close.reduce_and()):
        var text = String(lhs, " is not close to ", rhs)
        comptime if dtype.is_integral() or dtype.is_floating_point():
            text += String(" with a diff of ", abs(lhs - rhs))
        if msg:
            text += String(" (", msg, ")")
        raise _failure(text, _place(location))


@always_inline
@__caller_location
def assert_is[
    T: Identifiable & Writable, //
](lhs: T, rhs: T, msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    """Fails unless both are the same object."""
    if not lhs.__is__(rhs):
        raise _comparison_failure("is", lhs, rhs, msg, _place(location))


@always_inline
@__caller_location
def assert_is_not[
    T: Identifiable & Writable, //
](lhs: T, rhs: T, msg: String = "", *, location: Optional[SourceLocation] = None) raises:
    """Fails if both are the same object."""
    if lhs.__is__(rhs):
        raise _comparison_failure("is not", lhs, rhs, msg, _place(location))


struct assert_raises(Movable):
    """For `with`: fails unless the body raises an error, with a message that contains a text if one is given."""

    var message_contains: Optional[String]
    var call_location: SourceLocation

    @always_inline
    @__caller_location
    def __init__(out self, *, location: Optional[SourceLocation] = None):
        self.message_contains = None
        self.call_location = _place(location)

    @always_inline
    @__caller_location
    def __init__(out self, *, contains: String, location: Optional[SourceLocation] = None):
        self.message_contains = contains
        self.call_location = _place(location)

    def __enter__(self):
        pass

    def __exit__(self) raises:
        raise Error("AssertionError: Didn't raise at ", self.call_location)

    def __exit__[E: AnyType, //](self, error: E) -> Bool:
        """Whether this is the error that was expected; any other goes on."""
        if not self.message_contains:
            return True
        comptime if conforms_to(E, Writable):
            var text = String()
            error.write_to(text)
            return self.message_contains.value() in text
        else:
            return False
