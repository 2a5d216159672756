"""Grapheme clusters: what users perceive as one character (Unicode Standard Annex 29)."""

from std.builtin.prims import index_of
from std.collections.string.codepoint import Codepoint, decode_at, sequence_length
from std.collections.string.unicode_tables import (
    CONTROL,
    EXTEND,
    PICTOGRAPHIC,
    SPACING_MARK,
    find_range,
)

comptime _OTHER = 0
comptime _CR = 1
comptime _LF = 2
comptime _CONTROL = 3
comptime _EXTEND = 4
comptime _JOINER = 5
comptime _REGIONAL = 6
comptime _SPACING = 7
comptime _PICTOGRAPHIC = 8
comptime _HANGUL_L = 9
comptime _HANGUL_V = 10
comptime _HANGUL_T = 11
comptime _HANGUL_LV = 12
comptime _HANGUL_LVT = 13


def _class_of(code: Int) -> Int:
    if code < 0x300:
        if code == 13:
            return _CR
        if code == 10:
            return _LF
        if code < 32 or (code >= 127 and code < 160) or code == 0xAD:
            return _CONTROL
        if code == 0xA9 or code == 0xAE:
            return _PICTOGRAPHIC
        return _OTHER
    if code == 0x200D:
        return _JOINER
    if code >= 0x1100 and code <= 0xD7FB:
        if code <= 0x115F or (code >= 0xA960 and code <= 0xA97C):
            return _HANGUL_L
        if code <= 0x11A7 or (code >= 0xD7B0 and code <= 0xD7C6):
            return _HANGUL_V
        if code <= 0x11FF or code >= 0xD7CB:
            return _HANGUL_T
        if code >= 0xAC00 and code <= 0xD7A3:
            return _HANGUL_LV if (code - 0xAC00) % 28 == 0 else _HANGUL_LVT
    if code >= 0x1F1E6 and code <= 0x1F1FF:
        return _REGIONAL
    if find_range(EXTEND, 8, code) >= 0:
        return _EXTEND
    if find_range(PICTOGRAPHIC, 8, code) >= 0:
        return _PICTOGRAPHIC
    if find_range(SPACING_MARK, 8, code) >= 0:
        return _SPACING
    if find_range(CONTROL, 8, code) >= 0:
        return _CONTROL
    return _OTHER


@always_inline
def _byte_at(p: __prim.pointer[UInt8], i: Int) -> UInt8:
    return __op.deref[ImmUntrackedOrigin](__op.offset(p, index_of(i)))


def next_grapheme_end(p: __prim.pointer[UInt8], start: Int, end: Int) -> Int:
    """Where the cluster ends that starts at byte `start`."""
    var first = _byte_at(p, start)
    if first < 0x80 and first != 13:
        # Nothing joins a plain ASCII character to another one.
        if start + 1 >= end or _byte_at(p, start + 1) < 0x80:
            return start + 1
    var at = start + max(sequence_length(first), 1)
    var before = _class_of(Int(decode_at(p, start)))
    var regionals = 1 if before == _REGIONAL else 0
    var after_picture = before == _PICTOGRAPHIC
    while at < end:
        var c = _class_of(Int(decode_at(p, at)))
        var joined = False
        if before == _CR:
            joined = c == _LF
        elif before == _LF or before == _CONTROL or c == _CR or c == _LF or c == _CONTROL:
            joined = False
        elif c == _EXTEND or c == _JOINER or c == _SPACING:
            joined = True
        elif before == _HANGUL_L:
            joined = c == _HANGUL_L or c == _HANGUL_V or c == _HANGUL_LV or c == _HANGUL_LVT
        elif before == _HANGUL_LV or before == _HANGUL_V:
            joined = c == _HANGUL_V or c == _HANGUL_T
        elif before == _HANGUL_LVT or before == _HANGUL_T:
            joined = c == _HANGUL_T
        elif before == _JOINER and c == _PICTOGRAPHIC:
            joined = after_picture
        elif before == _REGIONAL and c == _REGIONAL:
            joined = regionals % 2 == 1
        if not joined:
            return at
        if c == _REGIONAL:
            regionals += 1
        if c == _PICTOGRAPHIC:
            after_picture = True
        elif c != _EXTEND and c != _JOINER:
            after_picture = False
        before = c
        at += max(sequence_length(_byte_at(p, at)), 1)
    return end


def previous_grapheme_start(p: __prim.pointer[UInt8], end: Int) -> Int:
    """Where the cluster starts that ends at byte `end`."""
    # A line end or plain ASCII before plain ASCII is a safe place to start from.
    var safe = end - 1
    while safe > 0:
        if _byte_at(p, safe) < 0x80 and _byte_at(p, safe - 1) < 0x80 and _byte_at(p, safe - 1) != 13:
            break
        safe -= 1
    var start = safe
    while True:
        var next_end = next_grapheme_end(p, start, end)
        if next_end >= end:
            return start
        start = next_end
