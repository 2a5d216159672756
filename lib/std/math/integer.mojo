"""Whole numbers: divisors, combinations, rounding to multiples."""

from std.builtin.value_traits import CeilDivable, Ceilable, Floorable, Truncable


@always_inline
def floor[T: Floorable, //](value: T) -> T:
    """Rounded down."""
    return value.__floor__()


@always_inline
def ceil[T: Ceilable, //](value: T) -> T:
    """Rounded up."""
    return value.__ceil__()


@always_inline
def trunc[T: Truncable, //](value: T) -> T:
    """Rounded towards zero."""
    return value.__trunc__()


@always_inline
def ceildiv[T: CeilDivable, //](numerator: T, denominator: T) -> T:
    """The quotient, rounded up."""
    return numerator.__ceildiv__(denominator)


def gcd(m: Int, n: Int, /) -> Int:
    """The greatest common divisor."""
    var a = abs(m)
    var b = abs(n)
    while b != 0:
        a, b = b, a % b
    return a


def gcd[m: Bool, o: Origin[mut=m], //](s: Span[Int, o], /) -> Int:
    var result = 0
    for i in range(len(s)):
        result = gcd(result, s[i])
    return result


def gcd(*values: Int) -> Int:
    var result = 0
    for i in range(len(values)):
        result = gcd(result, values[i])
    return result


def lcm(m: Int, n: Int, /) -> Int:
    """The least common multiple."""
    var d = gcd(m, n)
    if d == 0:
        return 0
    return abs(m // d * n)


def lcm[m: Bool, o: Origin[mut=m], //](s: Span[Int, o], /) -> Int:
    var result = 1
    for i in range(len(s)):
        result = lcm(result, s[i])
    return result


def lcm(*values: Int) -> Int:
    var result = 1
    for i in range(len(values)):
        result = lcm(result, values[i])
    return result


def factorial(n: Int) -> Int:
    """The product 1 * 2 * ... * n."""
    debug_assert[assert_mode="safe"](n >= 0 and n <= 20, "factorial() needs a number from 0 to 20")
    var result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def comb(n: Int, k: Int) -> Int:
    """How many ways there are to choose `k` of `n`."""
    if k < 0 or k > n:
        return 0
    var chosen = min(k, n - k)
    var result = 1
    for i in range(chosen):
        result = result * (n - i) // (i + 1)
    return result


def perm(n: Int, k: Int = -1) -> Int:
    """How many ways there are to line up `k` of `n`."""
    var count = n if k < 0 else k
    if count > n:
        return 0
    var result = 1
    for i in range(count):
        result *= n - i
    return result


@always_inline
def align_up[dtype: DType, width: SIMDLength, //](
    value: SIMD[dtype, width], alignment: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_integral():
    """The next multiple of `alignment`."""
    return (value + alignment - SIMD[dtype, width](1)) // alignment * alignment


@always_inline
def align_down[dtype: DType, width: SIMDLength, //](
    value: SIMD[dtype, width], alignment: SIMD[dtype, width]
) -> SIMD[dtype, width] where dtype.is_integral():
    """The last multiple of `alignment`."""
    return value // alignment * alignment


def mulhi(a: UInt32, b: UInt32) -> UInt32:
    """The upper half of the product."""
    return UInt32((UInt64(a) * UInt64(b)) >> 32)


def mulhi(a: Int32, b: Int32) -> Int32:
    return Int32((Int64(a) * Int64(b)) >> 32)


def mulwide(a: UInt32, b: UInt32) -> UInt64:
    """The whole product."""
    return UInt64(a) * UInt64(b)


def mulwide(a: Int32, b: Int32) -> Int64:
    return Int64(a) * Int64(b)
