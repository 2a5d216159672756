"""The polynomials under the elementary functions.

Each is a minimax polynomial on its interval, computed for this library by the exchange algorithm of Remez in 240-bit
arithmetic and rounded to the precision it is used in. Double precision where `dtype` is `float64`, else single.
"""

from std.math.arithmetic import muladd


@always_inline
def exp_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(e^x - 1 - x - x^2 / 2) / x^3 for |x| <= ln(2) / 2."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(2.0926547737746044e-09)
        p = muladd(p, x, V(2.511337427006184e-08))
        p = muladd(p, x, V(2.755723580774975e-07))
        p = muladd(p, x, V(2.755723103376537e-06))
        p = muladd(p, x, V(2.480158736850981e-05))
        p = muladd(p, x, V(0.00019841269900195592))
        p = muladd(p, x, V(0.0013888888888863458))
        p = muladd(p, x, V(0.00833333333331551))
        p = muladd(p, x, V(0.041666666666666706))
        p = muladd(p, x, V(0.16666666666666685))
        return p
    else:
        var p = V(0.00019914655)
        p = muladd(p, x, V(0.001393633))
        p = muladd(p, x, V(0.008333273))
        p = muladd(p, x, V(0.04166645))
        p = muladd(p, x, V(0.16666667))
        return p


@always_inline
def log_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(2 atanh(s) - 2 s) / s^3 with x = s^2, for s up to 0.172."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(0.14827078060813928)
        p = muladd(p, x, V(0.15311080917040548))
        p = muladd(p, x, V(0.1818367444423627))
        p = muladd(p, x, V(0.22222196578467548))
        p = muladd(p, x, V(0.2857142876050371))
        p = muladd(p, x, V(0.39999999999339814))
        p = muladd(p, x, V(0.6666666666666745))
        return p
    else:
        var p = V(0.23610589)
        p = muladd(p, x, V(0.28535888))
        p = muladd(p, x, V(0.40000355))
        p = muladd(p, x, V(0.6666666))
        return p


@always_inline
def log_pair_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(2 atanh(s) - 2 s - 2 s^3 / 3) / s^5 with x = s^2, for s up to 0.172."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(0.12020469529169492)
        p = muladd(p, x, V(0.11671010712492483))
        p = muladd(p, x, V(0.13336506539898896))
        p = muladd(p, x, V(0.15384551914580805))
        p = muladd(p, x, V(0.18181818943573475))
        p = muladd(p, x, V(0.22222222216934345))
        p = muladd(p, x, V(0.2857142857144761))
        p = muladd(p, x, V(0.39999999999999974))
        return p
    else:
        var p = V(0.16761094)
        p = muladd(p, x, V(0.18129507))
        p = muladd(p, x, V(0.22223152))
        p = muladd(p, x, V(0.2857142))
        p = muladd(p, x, V(0.4))
        return p


@always_inline
def sin_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(sin(r) - r) / r^3 with x = r^2, for r up to pi / 4."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(1.5896511683439266e-10)
        p = muladd(p, x, V(-2.5050753522759954e-08))
        p = muladd(p, x, V(2.7557313664891473e-06))
        p = muladd(p, x, V(-0.00019841269829737766))
        p = muladd(p, x, V(0.008333333333322337))
        p = muladd(p, x, V(-0.16666666666666632))
        return p
    else:
        var p = V(2.7182364e-06)
        p = muladd(p, x, V(-0.00019839327))
        p = muladd(p, x, V(0.008333329))
        p = muladd(p, x, V(-0.16666667))
        return p


@always_inline
def cos_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(cos(r) - 1 + r^2 / 2) / r^4 with x = r^2, for r up to pi / 4."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(-1.1358308522632341e-11)
        p = muladd(p, x, V(2.087569656615175e-09))
        p = muladd(p, x, V(-2.755731414889712e-07))
        p = muladd(p, x, V(2.4801587288750656e-05))
        p = muladd(p, x, V(-0.0013888888888872902))
        p = muladd(p, x, V(0.041666666666666595))
        return p
    else:
        var p = V(-2.720504e-07)
        p = muladd(p, x, V(2.4799452e-05))
        p = muladd(p, x, V(-0.0013888883))
        p = muladd(p, x, V(0.041666668))
        return p


@always_inline
def atan_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(atan(r) - r) / r^3 with x = r^2, for r up to 7 / 16."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(-0.016269834552601663)
        p = muladd(p, x, V(0.03651550957149742))
        p = muladd(p, x, V(-0.04976182554682255))
        p = muladd(p, x, V(0.05833400417751717))
        p = muladd(p, x, V(-0.06661047493538289))
        p = muladd(p, x, V(0.07691873724356033))
        p = muladd(p, x, V(-0.09090886979964331))
        p = muladd(p, x, V(0.11111110399576372))
        p = muladd(p, x, V(-0.14285714272372968))
        p = muladd(p, x, V(0.1999999999987503))
        p = muladd(p, x, V(-0.33333333333332926))
        return p
    else:
        var p = V(0.045048986)
        p = muladd(p, x, V(-0.0835946))
        p = muladd(p, x, V(0.1102364))
        p = muladd(p, x, V(-0.14280303))
        p = muladd(p, x, V(0.19999844))
        p = muladd(p, x, V(-0.3333333))
        return p


@always_inline
def asin_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(asin(r) - r) / r^3 with x = r^2, for r up to 1 / 2."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(0.03198109997633628)
        p = muladd(p, x, V(-0.01632575056718861))
        p = muladd(p, x, V(0.019593682508980505))
        p = muladd(p, x, V(0.00650378461890715))
        p = muladd(p, x, V(0.012174875141843011))
        p = muladd(p, x, V(0.013884361674222022))
        p = muladd(p, x, V(0.017359794400776035))
        p = muladd(p, x, V(0.022371752027596205))
        p = muladd(p, x, V(0.0303819593913776))
        p = muladd(p, x, V(0.044642856822086165))
        p = muladd(p, x, V(0.07500000000344649))
        p = muladd(p, x, V(0.16666666666665375))
        return p
    else:
        var p = V(0.037575934)
        p = muladd(p, x, V(0.014396004))
        p = muladd(p, x, V(0.03181905))
        p = muladd(p, x, V(0.044515587))
        p = muladd(p, x, V(0.075005114))
        p = muladd(p, x, V(0.1666666))
        return p


@always_inline
def sinh_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(sinh(r) - r) / r^3 with x = r^2, for r up to 1."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(2.848435918736242e-15)
        p = muladd(p, x, V(7.646474965977586e-13))
        p = muladd(p, x, V(1.605905072671276e-10))
        p = muladd(p, x, V(2.5052108345481045e-08))
        p = muladd(p, x, V(2.7557319224120914e-06))
        p = muladd(p, x, V(0.0001984126984126959))
        p = muladd(p, x, V(0.008333333333333333))
        p = muladd(p, x, V(0.16666666666666666))
        return p
    else:
        var p = V(2.8175039e-06)
        p = muladd(p, x, V(0.00019836056))
        p = muladd(p, x, V(0.0083333505))
        p = muladd(p, x, V(0.16666667))
        return p


@always_inline
def tanh_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """(tanh(r) - r) / r^3 with x = r^2, for r up to 0.55."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(-1.9516390825961964e-05)
        p = muladd(p, x, V(8.33527573661354e-05))
        p = muladd(p, x, V(-0.0002334077655277069))
        p = muladd(p, x, V(0.0005884551526356879))
        p = muladd(p, x, V(-0.001455545536154615))
        p = muladd(p, x, V(0.0035920924649675517))
        p = muladd(p, x, V(-0.008863232646292456))
        p = muladd(p, x, V(0.02186948838871847))
        p = muladd(p, x, V(-0.05396825396386558))
        p = muladd(p, x, V(0.1333333333332681))
        p = muladd(p, x, V(-0.333333333333333))
        return p
    else:
        var p = V(0.0023986367)
        p = muladd(p, x, V(-0.008416509))
        p = muladd(p, x, V(0.021783687))
        p = muladd(p, x, V(-0.053959783))
        p = muladd(p, x, V(0.13333295))
        p = muladd(p, x, V(-0.3333333))
        return p


@always_inline
def erf_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """erf(r) / r - 1 with x = r^2, for r up to 0.84375."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(1.0730794026978301e-08)
        p = muladd(p, x, V(-1.5715966167415212e-07))
        p = muladd(p, x, V(1.640185781867322e-06))
        p = muladd(p, x, V(-1.4922140716183799e-05))
        p = muladd(p, x, V(0.000120552009119639))
        p = muladd(p, x, V(-0.0008548323821630033))
        p = muladd(p, x, V(0.005223977576960067))
        p = muladd(p, x, V(-0.026866170640843772))
        p = muladd(p, x, V(0.11283791670935668))
        p = muladd(p, x, V(-0.3761263890318341))
        p = muladd(p, x, V(0.12837916709551256))
        return p
    else:
        var p = V(-0.000635995)
        p = muladd(p, x, V(0.0050586727))
        p = muladd(p, x, V(-0.02680702))
        p = muladd(p, x, V(0.11282825))
        p = muladd(p, x, V(-0.3761258))
        p = muladd(p, x, V(0.12837917))
        return p


@always_inline
def erfc_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """erfc(r) e^(r^2) (1 + 2 r) with x = (r - 4) / (r + 4), for r from 0.8 to 28."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(-2.0480061645922108e-08)
        p = muladd(p, x, V(8.105432552069556e-08))
        p = muladd(p, x, V(8.595672963845412e-08))
        p = muladd(p, x, V(-7.975837513324751e-07))
        p = muladd(p, x, V(2.8107655417731424e-07))
        p = muladd(p, x, V(5.6943426374403845e-06))
        p = muladd(p, x, V(-1.1214729117314225e-05))
        p = muladd(p, x, V(-2.439390945791735e-05))
        p = muladd(p, x, V(0.00015061921919433922))
        p = muladd(p, x, V(-0.0001992578652928684))
        p = muladd(p, x, V(-0.0007577727840866176))
        p = muladd(p, x, V(0.005031970141994328))
        p = muladd(p, x, V(-0.016197734120380336))
        p = muladd(p, x, V(0.03716751552349476))
        p = muladd(p, x, V(-0.06633036580778089))
        p = muladd(p, x, V(0.09373283499901398))
        p = muladd(p, x, V(-0.10103906603646345))
        p = muladd(p, x, V(0.06809705425467802))
        p = muladd(p, x, V(0.015379652102621948))
        p = muladd(p, x, V(-0.13962111684056241))
        p = muladd(p, x, V(1.2329951186255526))
        return p
    else:
        var p = V(-0.0002145113)
        p = muladd(p, x, V(0.005104241))
        p = muladd(p, x, V(-0.016435968))
        p = muladd(p, x, V(0.037106965))
        p = muladd(p, x, V(-0.06629061))
        p = muladd(p, x, V(0.09374335))
        p = muladd(p, x, V(-0.10104195))
        p = muladd(p, x, V(0.06809644))
        p = muladd(p, x, V(0.015379731))
        p = muladd(p, x, V(-0.13962111))
        p = muladd(p, x, V(1.2329952))
        return p


@always_inline
def cbrt_polynomial[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The cube root of x to 16 bits (13 in single precision), for x from 1/2 to 1."""
    comptime V = SIMD[dtype, width]
    comptime if dtype == DType.float64:
        var p = V(-0.13464881345909196)
        p = muladd(p, x, V(0.5466089668529319))
        p = muladd(p, x, V(-0.9543412281288708))
        p = muladd(p, x, V(1.1399786156761085))
        p = muladd(p, x, V(0.40239325802684184))
        return p
    else:
        var p = V(0.14670546)
        p = muladd(p, x, V(-0.51739365))
        p = muladd(p, x, V(0.93198496))
        p = muladd(p, x, V(0.4387762))
        return p
