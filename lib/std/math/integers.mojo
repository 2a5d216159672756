"""Functions of whole numbers."""

from std.builtin.value_traits import CeilDivable


def gcd(m: Int, n: Int, /) -> Int:
    """The greatest common divisor; never negative."""
    var a = abs(m)
    var b = abs(n)
    if a == 0 or b == 0:
        return a + b
    # Stein's algorithm: shifts and differences.
    var shift = _trailing_zeros(a | b)
    a >>= _trailing_zeros(a)
    while b != 0:
        b >>= _trailing_zeros(b)
        if a > b:
            swap(a, b)
        b -= a
    return a << shift


def gcd[o: ImmOrigin, //](s: Span[Int, o], /) -> Int:
    """The greatest common divisor of all of them; 0 for none."""
    var result = 0
    for i in range(len(s)):
        result = gcd(result, s.unsafe_get(i))
    return result


def gcd(*values: Int) -> Int:
    var result = 0
    for value in values:
        result = gcd(result, value)
    return result


def lcm(m: Int, n: Int, /) -> Int:
    """The least common multiple; never negative."""
    var d = gcd(m, n)
    if d == 0:
        return 0
    return abs((m // d) * n)


def lcm[o: ImmOrigin, //](s: Span[Int, o], /) -> Int:
    """The least common multiple of all of them; 1 for none."""
    var result = 1
    for i in range(len(s)):
        result = lcm(result, s.unsafe_get(i))
    return result


def lcm(*values: Int) -> Int:
    var result = 1
    for value in values:
        result = lcm(result, value)
    return result


@always_inline
def _trailing_zeros(value: Int) -> Int:
    return Int(_v=__op.cttz(value._v))


@__caller_location
def factorial(n: Int) -> Int:
    """1 * 2 * ... * n; fits up to n = 20."""
    debug_assert[assert_mode="safe"](n >= 0, "factorial of a negative number")
    debug_assert[assert_mode="safe"](n <= 20, "the factorial does not fit an Int")
    var result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def comb(n: Int, k: Int) -> Int:
    """In how many ways k of n things can be chosen."""
    if k < 0 or k > n:
        return 0
    var count = min(k, n - k)
    var result = 1
    for i in range(1, count + 1):
        # Exact at each step: i divides the product of i numbers in a row.
        var d = gcd(result, i)
        result = (result // d) * ((n - count + i) // (i // d))
    return result


def perm(n: Int, k: Int = -1) -> Int:
    """In how many orders k of n things can be arranged; all n for a negative k."""
    if k < 0:
        return factorial(n)
    if k > n:
        return 0
    var result = 1
    for i in range(n - k + 1, n + 1):
        result *= i
    return result


@always_inline
def ceildiv[T: CeilDivable, //](numerator: T, denominator: T) -> T:
    """The quotient rounded up."""
    return numerator.__ceildiv__(denominator)


@always_inline
def align_up[
    dtype: DType, width: SIMDLength, //
](value: SIMD[dtype, width], alignment: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_integral():
    """The next multiple of `alignment`, or `value` if it is one."""
    return value.__ceildiv__(alignment) * alignment


@always_inline
def align_down[
    dtype: DType, width: SIMDLength, //
](value: SIMD[dtype, width], alignment: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_integral():
    """The multiple of `alignment` before `value`, or `value` if it is one."""
    return (value // alignment) * alignment


@always_inline
def mulhi(a: UInt32, b: UInt32) -> UInt32:
    """The upper half of the product."""
    return ((a.cast[DType.uint64]() * b.cast[DType.uint64]()) >> 32).cast[DType.uint32]()


@always_inline
def mulhi(a: Int32, b: Int32) -> Int32:
    return ((a.cast[DType.int64]() * b.cast[DType.int64]()) >> 32).cast[DType.int32]()


@always_inline
def mulhi(a: UInt64, b: UInt64) -> UInt64:
    return ((a.cast[DType.uint128]() * b.cast[DType.uint128]()) >> 64).cast[DType.uint64]()


@always_inline
def mulhi(a: Int64, b: Int64) -> Int64:
    return ((a.cast[DType.int128]() * b.cast[DType.int128]()) >> 64).cast[DType.int64]()


@always_inline
def mulwide(a: UInt32, b: UInt32) -> UInt64:
    """The whole product."""
    return a.cast[DType.uint64]() * b.cast[DType.uint64]()


@always_inline
def mulwide(a: Int32, b: Int32) -> Int64:
    return a.cast[DType.int64]() * b.cast[DType.int64]()
