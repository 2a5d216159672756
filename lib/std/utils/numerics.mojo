"""Facts about number types."""

from std.math.floating import isfinite, isinf, isnan, nextafter
from std.simd.limits import inf, max_finite, max_or_inf, min_finite, min_or_neg_inf, nan, neg_inf


def get_accum_type[dtype: DType, *, preferred_accum_type: DType = DType.float32]() -> DType:
    """The type in which sums of `dtype` are best kept."""
    comptime if dtype.is_half_float() or dtype.is_float8():
        return preferred_accum_type
    else:
        return dtype
