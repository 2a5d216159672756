"""Mathematics."""

from std.builtin.value_traits import (
    Absable,
    CeilDivable,
    CeilDivableRaising,
    Ceilable,
    DivModable,
    Floorable,
    Powable,
    Roundable,
    Truncable,
)
from std.math.basic import abs, divmod, max, min, pow, round
from std.math.constants import e, pi, tau
from std.math.exponential import exp, exp2, expm1, log, log10, log1p, log2, logb
from std.math.floating import (
    clamp,
    copysign,
    fma,
    frexp,
    iota,
    isclose,
    isfinite,
    isinf,
    isnan,
    ldexp,
    modf,
    nextafter,
    remainder,
    scalb,
    ulp,
)
from std.math.integer import (
    align_down,
    align_up,
    ceil,
    ceildiv,
    comb,
    factorial,
    floor,
    gcd,
    lcm,
    mulhi,
    mulwide,
    perm,
    trunc,
)
from std.math.roots import cbrt, hypot, recip, rsqrt, sqrt
from std.math.special import erf, erfc, gamma, lgamma
from std.math.trigonometric import (
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    sin,
    sinh,
    tan,
    tanh,
)
from std.simd.limits import inf, nan
