"""What the elementary functions are made of: exact sums and products, powers of two, picking numbers apart."""

comptime _HAS_FMA: Bool = Bool(_v=__op.`or`(__op.target_has["fma"](), __op.target_is["aarch64"]()))


@always_inline
def muladd[
    dtype: DType, width: SIMDLength, //
](a: SIMD[dtype, width], b: SIMD[dtype, width], c: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """`a * b + c`, rounded once where the machine can do that."""
    return SIMD[dtype, width](_v=__op.muladd(a._v, b._v, c._v))


@always_inline
def square_root[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.sqrt(x._v))


@always_inline
def with_sign_of[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], sign: SIMD[dtype, width]) -> SIMD[dtype, width]:
    return SIMD[dtype, width](_v=__op.copysign(x._v, sign._v))


struct Pair[dtype: DType, width: SIMDLength](TrivialRegisterPassable):
    """A number as the sum of two; `low` is smaller than half a unit in the last place of `high`, or nearly so."""

    var high: SIMD[Self.dtype, Self.width]
    var low: SIMD[Self.dtype, Self.width]

    @always_inline
    def __init__(out self, high: SIMD[Self.dtype, Self.width], low: SIMD[Self.dtype, Self.width]):
        self.high = high
        self.low = low


@always_inline
def sum_of_ordered[
    dtype: DType, width: SIMDLength, //
](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """`a + b` without an error, if |a| >= |b| (Dekker)."""
    var s = a + b
    return Pair[dtype, width](s, b - (s - a))


@always_inline
def exact_sum[
    dtype: DType, width: SIMDLength, //
](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """`a + b` without an error (Knuth)."""
    var s = a + b
    var bb = s - a
    return Pair[dtype, width](s, (a - (s - bb)) + (b - bb))


@always_inline
def exact_product[
    dtype: DType, width: SIMDLength, //
](a: SIMD[dtype, width], b: SIMD[dtype, width]) -> Pair[dtype, width]:
    """`a * b` without an error."""
    var p = a * b
    comptime if _HAS_FMA:
        return Pair[dtype, width](p, a.fma(b, -p))
    else:
        # Without the instruction: halves of the digits, whose products are exact (Dekker, Veltkamp).
        var splitter = choose[dtype, width](134217729.0, 4097.0)
        var ta = a * splitter
        var ah = ta - (ta - a)
        var al = a - ah
        var tb = b * splitter
        var bh = tb - (tb - b)
        var bl = b - bh
        return Pair[dtype, width](p, ((ah * bh - p) + ah * bl + al * bh) + al * bl)


@always_inline
def pair_product[
    dtype: DType, width: SIMDLength, //
](a: Pair[dtype, width], b: Pair[dtype, width]) -> Pair[dtype, width]:
    """The product of two pairs, but for some units in the last place of its low part."""
    var p = exact_product(a.high, b.high)
    return sum_of_ordered(p.high, p.low + muladd(a.high, b.low, a.low * b.high))


@always_inline
def pair_sum[
    dtype: DType, width: SIMDLength, //
](a: Pair[dtype, width], b: Pair[dtype, width]) -> Pair[dtype, width]:
    var s = exact_sum(a.high, b.high)
    return sum_of_ordered(s.high, s.low + (a.low + b.low))


@always_inline
def choose[dtype: DType, width: SIMDLength](double: Float64, single: Float64) -> SIMD[dtype, width]:
    """The constant for this precision."""
    comptime if dtype == DType.float64:
        return SIMD[dtype, width](double.cast[dtype]())
    else:
        return SIMD[dtype, width](single.cast[dtype]())


@always_inline
def rounder[dtype: DType, width: SIMDLength]() -> SIMD[dtype, width]:
    """1.5 * 2^(bits of the significand): added to a small number it rounds that to a whole one, which then is in the low bits."""
    return choose[dtype, width](6755399441055744.0, 12582912.0)


@always_inline
def two_to[dtype: DType, width: SIMDLength, //](whole: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """2^whole, if that is a normal number."""
    comptime if dtype == DType.float64:
        var bits = (whole + rounder[dtype, width]()).to_bits[DType.uint64]()
        return SIMD[dtype, width](from_bits=(bits + 1023) << 52)
    else:
        var bits = (whole + rounder[dtype, width]()).to_bits[DType.uint32]()
        return SIMD[dtype, width](from_bits=(bits + 127) << 23)


@always_inline
def scaled[
    dtype: DType, width: SIMDLength, //
](x: SIMD[dtype, width], power: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """x * 2^power for whole `power`, in two steps, so that results beside the normal range come out right."""
    var half = muladd(power, SIMD[dtype, width](0.5), rounder[dtype, width]()) - rounder[dtype, width]()
    return x * two_to(half) * two_to(power - half)


struct Parts[dtype: DType, width: SIMDLength](TrivialRegisterPassable):
    """`x = 2^exponent * (1 + fraction)` with `1 + fraction` from sqrt(1/2) to sqrt(2)."""

    var exponent: SIMD[Self.dtype, Self.width]
    var fraction: SIMD[Self.dtype, Self.width]

    @always_inline
    def __init__(out self, exponent: SIMD[Self.dtype, Self.width], fraction: SIMD[Self.dtype, Self.width]):
        self.exponent = exponent
        self.fraction = fraction


@always_inline
def parts_of[dtype: DType, width: SIMDLength, //](x: SIMD[dtype, width]) -> Parts[dtype, width]:
    """Takes a positive finite number apart."""
    comptime V = SIMD[dtype, width]
    var small = x.lt(choose[dtype, width](2.2250738585072014e-308, 1.1754943508222875e-38))
    var y = small.select(x * choose[dtype, width](18014398509481984.0, 33554432.0), x)
    var shift = small.select(choose[dtype, width](-54.0, -25.0), V(0.0))
    comptime if dtype == DType.float64:
        comptime U = SIMD[DType.uint64, width]
        # Bits of sqrt(1/2): mantissas from there on go to the next exponent.
        comptime base = U(0x3FE6A09E667F3BCD)
        var bits = y.to_bits[DType.uint64]() - base
        var mantissa = (bits & U(0x000FFFFFFFFFFFFF)) + base
        # The exponent, biased by 2048 to make it positive, as a number: in the low bits of 2^52.
        var biased = ((bits + U(0x8000000000000000)) >> U(52)) | U(0x4330000000000000)
        var exponent = V(from_bits=biased) - V(4503599627372544.0)
        return Parts[dtype, width](exponent + shift, V(from_bits=mantissa) - V(1.0))
    else:
        comptime U = SIMD[DType.uint32, width]
        comptime base = U(0x3F3504F3)
        var bits = y.to_bits[DType.uint32]() - base
        var mantissa = (bits & U(0x007FFFFF)) + base
        var biased = ((bits + U(0x80000000)) >> U(23)) | U(0x4B000000)
        var exponent = V(from_bits=biased) - V(8388864.0)
        return Parts[dtype, width](exponent + shift, V(from_bits=mantissa) - V(1.0))
