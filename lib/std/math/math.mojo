"""All functions and constants of `std.math`, under the name of the module that once held them."""

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
from std.math.approximate import exp_approx_f32
from std.math.basic import abs, divmod, max, min, pow, round
from std.math.constants import log2e, pi
from std.math.exponential import exp, exp2, expm1, log, log10, log1p, log2
from std.math.floats import (
    ceil,
    clamp,
    copysign,
    floor,
    fma,
    frexp,
    iota,
    isclose,
    ldexp,
    logb,
    modf,
    remainder,
    scalb,
    trunc,
    ulp,
)
from std.math.hyperbolic import acosh, asinh, atanh, cosh, sinh, tanh
from std.math.integers import align_down, align_up, ceildiv, comb, factorial, gcd, lcm, mulhi, mulwide, perm
from std.math.inverse_trigonometric import acos, asin, atan, atan2
from std.math.roots import cbrt, hypot, recip, rsqrt, sqrt
from std.math.special import erf, erfc, gamma, j0, j1, lgamma, y0, y1
from std.math.trigonometric import cos, sin, tan
