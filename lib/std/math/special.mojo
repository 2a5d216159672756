"""The error function, the gamma function, Bessel functions.

`erf` and `erfc`: polynomials (see `std.math.polynomials`) and e^(-x^2) with the square as a pair of numbers; below 1 and 3
units in the last place. `gamma`, `lgamma` (Lanczos's series with g = 607 / 128) and the Bessel functions (Miller's backward
recurrence and Neumann's series below 25, Hankel's expansion above) are computed lane by lane in double precision, to
about 14 digits.
"""

from std.builtin.prims import int_of
from std.math.arithmetic import choose, exact_product, muladd, scaled, square_root, sum_of_ordered, with_sign_of
from std.math.exponential import exp_kernel, exponential_parts, log_kernel
from std.math.polynomials import erf_polynomial, erfc_polynomial
from std.math.power import float_power_kernel
from std.math.trigonometric import cos_kernel, sin_kernel
from std.simd.limits import inf, nan


# ---- error function


@always_inline
def _erfc_positive[dtype: DType, width: SIMDLength, //](a: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """erfc(a) for a >= 0.8."""
    comptime V = SIMD[dtype, width]
    var limit = choose[dtype, width](28.0, 10.5)
    var x = a.gt(limit).select(limit, a)
    var square = exact_product(x, x)
    var parts = exponential_parts(-square.high, -square.low)
    var e = V(1.0) + (parts.high + parts.low)
    var shape = erfc_polynomial((x - V(4.0)) / (x + V(4.0))) / muladd(V(2.0), x, V(1.0))
    return scaled(e * shape, parts.power)


@always_inline
def _erf_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var small = muladd(x, erf_polynomial(x * x), x)
    var large = with_sign_of(V(1.0) - _erfc_positive(a), x)
    var result = a.lt(choose[dtype, width](0.84375, 0.84375)).select(small, large)
    return x.eq(x).select(result, x)


@always_inline
def _erfc_kernel[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    comptime V = SIMD[dtype, width]
    var a = abs(x)
    var p = x * erf_polynomial(x * x)
    # 1 - x - p; from 1/4 on the halves first, which are exact.
    var small = x.lt(V(0.25)).select(V(1.0) - (x + p), V(0.5) - ((x - V(0.5)) + p))
    var tail = _erfc_positive(a)
    var large = x.lt(V(0.0)).select(V(2.0) - tail, tail)
    var result = a.lt(choose[dtype, width](0.84375, 0.84375)).select(small, large)
    return x.eq(x).select(result, x)


@always_inline
def erf[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The error function."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return _erf_kernel(x)
    else:
        return _erf_kernel(x.cast[DType.float32]()).cast[dtype]()


@always_inline
def erfc[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """1 - erf(x), exact for large x, too."""
    comptime if dtype == DType.float64 or dtype == DType.float32:
        return _erfc_kernel(x)
    else:
        return _erfc_kernel(x.cast[DType.float32]()).cast[dtype]()


# ---- gamma function


def _lanczos_sum(x: Float64) -> Float64:
    """The sum of Lanczos's series for gamma(x + 1), with g = 607 / 128 and 15 terms."""
    var sum: Float64 = 0.99999999999999709182
    sum += 57.156235665862923517 / (x + 1.0)
    sum += -59.597960355475491248 / (x + 2.0)
    sum += 14.136097974741747174 / (x + 3.0)
    sum += -0.49191381609762019978 / (x + 4.0)
    sum += 0.33994649984811888699e-4 / (x + 5.0)
    sum += 0.46523628927048575665e-4 / (x + 6.0)
    sum += -0.98374475304879564677e-4 / (x + 7.0)
    sum += 0.15808870322491248884e-3 / (x + 8.0)
    sum += -0.21026444172410488319e-3 / (x + 9.0)
    sum += 0.21743961811521264320e-3 / (x + 10.0)
    sum += -0.16431810653676389022e-3 / (x + 11.0)
    sum += 0.84418223983852743293e-4 / (x + 12.0)
    sum += -0.26190838401581408670e-4 / (x + 13.0)
    sum += 0.36899182659531622704e-5 / (x + 14.0)
    return sum


comptime _PI: Float64 = 3.141592653589793


def _gamma(x: Float64) -> Float64:
    if not (x == x):
        return x
    var infinity = inf[DType.float64]()
    if x == infinity:
        return x
    var whole = Float64(_v=__op.floor(x._v))
    if x <= 0.0 and whole == x:
        if x == 0.0:
            return Float64(1.0) / x
        return nan[DType.float64]()
    if whole == x and x <= 171.0:
        # Whole arguments: factorials.
        var product: Float64 = 1.0
        var factor: Float64 = 2.0
        while factor < x:
            product *= factor
            factor += 1.0
        return product
    if x < 0.5:
        if x < -200.0:
            return 0.0
        return _PI / (_sine_of_half_turns(x) * _gamma(1.0 - x))
    if x > 171.7:
        return infinity
    var y = x - 1.0
    var t = y + 5.2421875
    # In two halves, so that the power stays in range.
    var power = float_power_kernel(t, (y + 0.5) * 0.5)
    return 2.5066282746310005 * power * exp_kernel(-t) * power * _lanczos_sum(y)


def _sine_of_half_turns(x: Float64) -> Float64:
    """sin(pi x), reduced exactly."""
    var whole = Float64(_v=__op.round_even(x._v))
    var rest = sin_kernel(_PI * (x - whole))
    var half = whole * 0.5
    return rest if Float64(_v=__op.floor(half._v)) == half else -rest


def _lgamma(x: Float64) -> Float64:
    if not (x == x):
        return x
    var infinity = inf[DType.float64]()
    if abs(x) == infinity:
        return infinity
    if x == 1.0 or x == 2.0:
        return 0.0
    if x <= 0.0 and Float64(_v=__op.floor(x._v)) == x:
        return infinity
    if x < 0.5:
        return log_kernel(_PI / abs(_sine_of_half_turns(x))) - _lgamma(1.0 - x)
    if x < 20.0:
        return log_kernel(abs(_gamma(x)))
    # Stirling's series
    var z = 1.0 / (x * x)
    var series = 1.0 / 12.0 - z * (1.0 / 360.0 - z * (1.0 / 1260.0 - z * (1.0 / 1680.0 - z * (1.0 / 1188.0))))
    return (x - 0.5) * log_kernel(x) - x + 0.9189385332046728 + series / x


def gamma[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The gamma function: (x - 1)! continued to all numbers."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        result[i] = _gamma(x[i].cast[DType.float64]()).cast[dtype]()
    return result


def lgamma[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The logarithm of |gamma(x)|."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        result[i] = _lgamma(x[i].cast[DType.float64]()).cast[dtype]()
    return result


# ---- Bessel functions of orders 0 and 1


struct _Bessel(TrivialRegisterPassable):
    var j0: Float64
    var j1: Float64
    var y0: Float64
    var y1: Float64

    def __init__(out self, j0: Float64, j1: Float64, y0: Float64, y1: Float64):
        self.j0 = j0
        self.j1 = j1
        self.y0 = y0
        self.y1 = y1


def _bessel(x: Float64) -> _Bessel:
    """All four for x > 0."""
    if x < 1e-8:
        return _Bessel(1.0, 0.5 * x, 2.0 * (log_kernel(x) - 0.11593151565841245) / _PI, -2.0 / (_PI * x))
    if x < 25.0:
        return _bessel_near(x)
    return _bessel_far(x)


def _bessel_near(x: Float64) -> _Bessel:
    # Downwards from an order where the function has vanished, scaled afterwards by J0 + 2 J2 + 2 J4 + ... = 1.
    var above: Float64 = 0.0
    var current: Float64 = 1e-300
    var norm: Float64 = 0.0
    var sum_even: Float64 = 0.0
    var sum_odd: Float64 = 0.0
    var j1: Float64 = 0.0
    var order = 2 * (Int(x * 0.75) + 22)
    while order > 0:
        if order % 2 == 0:
            norm += 2.0 * current
            var k = order // 2
            sum_even += (current if k % 2 == 0 else -current) / Float64(k)
        else:
            var k = order // 2
            if k > 0:
                var term = current * Float64(order) / Float64(k * (k + 1))
                sum_odd += term if k % 2 == 0 else -term
            else:
                j1 = current
        var below = 2.0 * Float64(order) / x * current - above
        above = current
        current = below
        order -= 1
        if abs(current) > 1e200:
            above *= 1e-200
            current *= 1e-200
            norm *= 1e-200
            sum_even *= 1e-200
            sum_odd *= 1e-200
            j1 *= 1e-200
    norm += current
    var j0 = current / norm
    j1 = j1 / norm
    var logarithm = log_kernel(x * 0.5) + 0.5772156649015329
    var y0 = (2.0 * logarithm * j0 - 4.0 * (sum_even / norm)) / _PI
    var y1 = 2.0 * ((logarithm - 1.0) * j1 - j0 / x - sum_odd / norm) / _PI
    return _Bessel(j0, j1, y0, y1)


def _bessel_far(x: Float64) -> _Bessel:
    # Hankel's expansion; the terms shrink until about the 2x-th.
    var p0: Float64 = 1.0
    var q0: Float64 = 0.0
    var p1: Float64 = 1.0
    var q1: Float64 = 0.0
    var t0: Float64 = 1.0
    var t1: Float64 = 1.0
    for k in range(1, 30):
        var odd = Float64(2 * k - 1)
        t0 *= -(odd * odd) / (Float64(k) * 8.0 * x)
        t1 *= (4.0 - odd * odd) / (Float64(k) * 8.0 * x)
        var sign: Float64 = 1.0 if (k // 2) % 2 == 0 else -1.0
        if k % 2 == 0:
            p0 += sign * t0
            p1 += sign * t1
        else:
            q0 += sign * t0
            q1 += sign * t1
    var root = square_root(1.0 / (_PI * x))
    var s = sin_kernel(x)
    var c = cos_kernel(x)
    # cos(x - pi/4) and so on, without the constant 1 / sqrt(2), which went into the root.
    var plus = c + s
    var minus = s - c
    return _Bessel(
        root * (p0 * plus - q0 * minus),
        root * (p1 * minus + q1 * plus),
        root * (p0 * minus + q0 * plus),
        root * (q1 * minus - p1 * plus),
    )


def j0[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The Bessel function of the first kind, of order 0."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        var a = abs(x[i].cast[DType.float64]())
        result[i] = (a if not (a == a) else (Float64(1.0) if a == 0.0 else (Float64(0.0) if a > 1e300 else _bessel(a).j0))).cast[dtype]()
    return result


def j1[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The Bessel function of the first kind, of order 1."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        var value = x[i].cast[DType.float64]()
        var a = abs(value)
        if not (a == a) or a == 0.0:
            result[i] = x[i]
        elif a <= 1e300:
            var answer = _bessel(a).j1
            result[i] = (answer if value > 0.0 else -answer).cast[dtype]()
    return result


def y0[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The Bessel function of the second kind, of order 0."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        var value = x[i].cast[DType.float64]()
        if value > 0.0:
            if value <= 1e300:
                result[i] = _bessel(value).y0.cast[dtype]()
        elif value == 0.0:
            result[i] = -inf[dtype]()
        else:
            result[i] = nan[dtype]()
    return result


def y1[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width]) -> SIMD[dtype, width] where dtype.is_floating_point():
    """The Bessel function of the second kind, of order 1."""
    var result = SIMD[dtype, width](0)
    comptime for i in range(int_of(width._n)):
        var value = x[i].cast[DType.float64]()
        if value > 0.0:
            if value <= 1e300:
                result[i] = _bessel(value).y1.cast[dtype]()
        elif value == 0.0:
            result[i] = -inf[dtype]()
        else:
            result[i] = nan[dtype]()
    return result
