"""`abs`, `min`, `max`, `round`, `pow`, `divmod`: what is visible without an import."""

from std.builtin.value_traits import Absable, DivModable, Powable, Roundable


@always_inline
def abs[T: Absable, //](value: T) -> T:
    """`value` without its sign."""
    return value.__abs__()


@always_inline
def min[dtype: DType, length: SIMDLength, //](x: SIMD[dtype, length], y: SIMD[dtype, length], /) -> SIMD[dtype, length]:
    """The smaller one, lane by lane."""
    return SIMD[dtype, length](_v=__op.min(x._v, y._v))


@always_inline
def max[dtype: DType, length: SIMDLength, //](x: SIMD[dtype, length], y: SIMD[dtype, length], /) -> SIMD[dtype, length]:
    """The larger one, lane by lane."""
    return SIMD[dtype, length](_v=__op.max(x._v, y._v))


def min[T: Comparable & Copyable & Deinitable, //](x: T, *ys: T) -> T:
    """The smallest of the values; the first one of equals."""
    var best = -1
    for i in range(ys.__len__()):
        if best < 0:
            if ys[i] < x:
                best = i
        elif ys[i] < ys[best]:
            best = i
    if best < 0:
        return x.copy()
    return ys[best].copy()


def max[T: Comparable & Copyable & Deinitable, //](x: T, *ys: T) -> T:
    """The largest of the values; the first one of equals."""
    var best = -1
    for i in range(ys.__len__()):
        if best < 0:
            if x < ys[i]:
                best = i
        elif ys[best] < ys[i]:
            best = i
    if best < 0:
        return x.copy()
    return ys[best].copy()


@always_inline
def round[T: Roundable, //](number: T) -> T:
    """The nearest whole number; the even one of two."""
    return number.__round__()


@always_inline
def round[dtype: DType, length: SIMDLength, //](number: SIMD[dtype, length], ndigits: Int) -> SIMD[dtype, length]:
    """Rounded to `ndigits` digits behind the point."""
    return number.__round__(ndigits)


@always_inline
def pow[T: Powable, //](base: T, exp: T) -> T:
    return base.__pow__(exp)


@always_inline
def pow[dtype: DType, length: SIMDLength, //](base: SIMD[dtype, length], exp: Int) -> SIMD[dtype, length]:
    return base ** exp


@always_inline
def divmod[T: DivModable, //](numerator: T, denominator: T) -> Tuple[T, T]:
    """The quotient, rounded down, and the remainder."""
    return numerator.__divmod__(denominator)
