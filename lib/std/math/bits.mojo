"""Taking floats apart and putting them together, and polynomials."""


@always_inline
def polynomial[*coefficients: Float64, dtype: DType, width: SIMDLength](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The polynomial with these coefficients, lowest power first, by Horner's rule with fused steps."""
    comptime n = len(coefficients)
    var result = SIMD[dtype, width](Scalar[dtype](coefficients[n - 1]))
    comptime for i in range(1, n):
        comptime c = coefficients[n - 1 - i]
        result = result.fma(x, SIMD[dtype, width](Scalar[dtype](c)))
    return result


@always_inline
def _power_of_two[dtype: DType, width: SIMDLength, //](k: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """2^k for whole k within the range of normal numbers."""
    comptime if dtype == DType.float64:
        var bits = (k.cast[DType.int64]() + SIMD[DType.int64, width](1023)) << SIMD[DType.int64, width](52)
        return SIMD[DType.float64, width](from_bits=bits).cast[dtype]()
    else:
        var bits = (k.cast[DType.int32]() + SIMD[DType.int32, width](127)) << SIMD[DType.int32, width](23)
        return SIMD[DType.float32, width](from_bits=bits).cast[dtype]()


@always_inline
def times_power_of_two[dtype: DType, width: SIMDLength, //](
    x: SIMD[dtype, width], k: SIMD[dtype, width]
) -> SIMD[dtype, width]:
    """x * 2^k for whole k, in two steps, so that results near the ends of the range come out right."""
    var half = (k * SIMD[dtype, width](0.5)).__floor__()
    return x * _power_of_two(half) * _power_of_two(k - half)


@always_inline
def fraction_of[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> Tuple[
    SIMD[dtype, width], SIMD[dtype, width]
]:
    """m and k with x = m * 2^k and m between sqrt(1/2) and sqrt(2)."""
    comptime if dtype == DType.float64:
        comptime V = SIMD[DType.float64, width]
        comptime I = SIMD[DType.int64, width]
        var y = x.cast[DType.float64]()
        # Subnormal numbers are scaled up first.
        var tiny = y.lt(V(2.2250738585072014e-308))
        var scaled = tiny.select(y * V(18014398509481984.0), y)
        var bits = scaled.to_bits[DType.uint64]().cast[DType.int64]()
        var k = ((bits >> I(52)) & I(0x7FF)) - I(1023)
        var m = V(from_bits=(bits & I(0xFFFFFFFFFFFFF)) | I(0x3FF0000000000000))
        var large = m.gt(V(1.4142135623730951))
        m = large.select(m * V(0.5), m)
        var e = k.cast[DType.float64]() + large.select(V(1), V(0)) - tiny.select(V(54), V(0))
        return (m.cast[dtype](), e.cast[dtype]())
    else:
        comptime V = SIMD[DType.float32, width]
        comptime I = SIMD[DType.int32, width]
        var y = x.cast[DType.float32]()
        var tiny = y.lt(V(1.1754944e-38))
        var scaled = tiny.select(y * V(33554432.0), y)
        var bits = scaled.to_bits[DType.uint32]().cast[DType.int32]()
        var k = ((bits >> I(23)) & I(0xFF)) - I(127)
        var m = V(from_bits=(bits & I(0x7FFFFF)) | I(0x3F800000))
        var large = m.gt(V(1.4142135))
        m = large.select(m * V(0.5), m)
        var e = k.cast[DType.float32]() + large.select(V(1), V(0)) - tiny.select(V(25), V(0))
        return (m.cast[dtype](), e.cast[dtype]())


@always_inline
def exponent_of[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """k with |x| = m * 2^k and m between 1 and 2."""
    comptime V = SIMD[dtype, width]
    var m, k = fraction_of(abs(x))
    return m.lt(V(1)).select(k - V(1), k)
