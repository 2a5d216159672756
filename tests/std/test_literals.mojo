"""Members of literals, of lengths and of the walks over text."""

from std.builtin.inline_level import InlineLevel
from std.ffi import CStringSpan, ErrNo
from std.testing import assert_equal, assert_false, assert_true


def test_float_literals() raises:
    assert_equal(String(Float64(FloatLiteral.infinity)), "inf")
    assert_equal(String(Float64(FloatLiteral.negative_infinity)), "-inf")
    assert_equal(String(Float64(FloatLiteral.nan)), "nan")
    assert_equal(String(Float64(FloatLiteral.negative_zero)), "-0.0")
    assert_true(FloatLiteral.nan.is_nan())
    assert_false((1.5).is_nan())
    assert_true(FloatLiteral.negative_zero.is_neg_zero())
    assert_true((-0.0).is_neg_zero())
    assert_false((0.0).is_neg_zero())
    assert_equal((7).__ceildiv__(2), 4)
    assert_equal((-7).__ceildiv__(2), -3)
    assert_equal((7.5).__ceildiv__(2.0), 4.0)
    assert_equal((7.9).__int__(), 7)
    assert_equal((-7.9).__int__(), -7)
    assert_equal((1.5).__radd__(2.0), 3.5)
    assert_equal((1.5).__rsub__(2.0), 0.5)
    assert_equal((1.5).__rmul__(2.0), 3.0)
    assert_equal((1.5).__rtruediv__(3.0), 2.0)
    assert_equal((1.5).__rfloordiv__(7.0), 4.0)
    assert_equal((1.5).__rmod__(7.0), 1.0)


def test_inline_levels() raises:
    assert_true(InlineLevel.always == InlineLevel(value=1))
    assert_true(InlineLevel.never != InlineLevel.automatic)


def test_walks() raises:
    var text = String("aé🔥b")
    var slices = text.codepoint_slices()
    assert_equal(slices.peek_next().value(), "a")
    assert_equal(slices.peek_back().value(), "b")
    assert_equal(slices.next().value(), "a")
    assert_equal(slices.next_back().value(), "b")
    assert_equal(slices.next_back().value(), "🔥")
    assert_equal(slices.next().value(), "é")
    assert_false(slices.next())
    assert_false(slices.next_back())
    assert_false(slices.peek_next())
    var whole = String("e\u0301x")
    var graphemes = whole.graphemes()
    assert_equal(graphemes.peek_back().value(), "x")
    assert_equal(graphemes.next().value(), "e\u0301")
    assert_equal(graphemes.next_back().value(), "x")
    assert_false(graphemes.next_back())
    var reversed_text = String()
    for c in text.codepoint_slices_reversed():
        reversed_text += c
    assert_equal(reversed_text, "b🔥éa")


def test_c_strings() raises:
    var text = String("abc")
    var c = text.as_c_string_span()
    assert_equal(len(c), 3)
    assert_equal(len(c.as_bytes_with_nul()), 4)
    assert_true(c == StaticString("abc").as_c_string_span())
    assert_equal(c.ptr()[unsafe_offset=1], 98)


def test_error_numbers() raises:
    assert_equal(String(ErrNo.ENOTEMPTY), "Directory not empty")
    assert_equal(String(ErrNo.EPERM), "Operation not permitted")
    assert_equal(String(ErrNo.EHWPOISON), "Memory page has hardware error")
    assert_equal(String(ErrNo.SUCCESS), "Success")
    assert_equal(String(ErrNo(value=Int32(9999))), "Unknown error 9999")
    assert_equal(repr(ErrNo.EXDEV), "ErrNo(value=Int32(18))")


def main() raises:
    test_float_literals()
    test_inline_levels()
    test_walks()
    test_c_strings()
    test_error_numbers()
