"""Fast functions with less than full precision."""


@always_inline
def exp_approx_f32[W: Int](x: SIMD[DType.float32, W]) -> SIMD[DType.float32, W]:
    """e ** x with a relative error below 1e-4: 2 ** n by the exponent bits, and a quartic for 2 ** f with f from -0.5 to 0.5."""
    var t = x * 1.44269504
    var n = round(t)
    var f = t - n
    # The Taylor polynomial of 2 ** f.
    var fraction = (((f * 0.0096181 + 0.0555041) * f + 0.2402265) * f + 0.6931472) * f + 1.0
    var bits = ((n.cast[DType.int32]() + 127).clamp(0, 255) << 23).cast[DType.uint32]()
    return fraction * SIMD[DType.float32, W](from_bits=bits)
