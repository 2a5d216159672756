"""Limits and layout of the number types."""

from std.simd.limits import inf, max_finite, max_or_inf, min_finite, min_or_neg_inf, nan, neg_inf
from std.simd.simd import unsigned_of


@always_inline
def isnan[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Whether it is not a number, lane by lane."""
    comptime if dtype.is_floating_point():
        return ~val.eq(val)
    else:
        return SIMD[DType.bool, width](fill=False)


@always_inline
def isinf[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Whether it is one of the infinities, lane by lane."""
    comptime if dtype.is_floating_point():
        return abs(val).eq(SIMD[dtype, width](inf[dtype]()))
    else:
        return SIMD[DType.bool, width](fill=False)


@always_inline
def isfinite[dtype: DType, width: SIMDLength, //](val: SIMD[dtype, width]) -> SIMD[DType.bool, width]:
    """Whether it is a number and not infinite, lane by lane."""
    comptime if dtype.is_floating_point():
        return abs(val).lt(SIMD[dtype, width](inf[dtype]()))
    else:
        return SIMD[DType.bool, width](fill=True)


def nextafter[
    dtype: DType, width: SIMDLength, //
](arg0: SIMD[dtype, width], arg1: SIMD[dtype, width]) -> SIMD[dtype, width]:
    """The number next to `arg0` on the way to `arg1`."""
    comptime V = SIMD[dtype, width]
    var bits = arg0.to_bits()
    var zero = arg0.eq(V(0))
    # Away from zero the bits count up, whatever the sign.
    var up = abs(arg1).gt(abs(arg0)) & (arg0.lt(V(0)).eq(arg1.lt(V(0))))
    var moved = up.select(bits + 1, bits - 1)
    var result = V(from_bits=moved)
    var smallest = V(from_bits=SIMD[unsigned_of[dtype](), width](1))
    result = zero.select(arg1.lt(V(0)).select(-smallest, smallest), result)
    result = arg0.eq(arg1).select(arg1, result)
    return (isnan(arg0) | isnan(arg1)).select(V(nan[dtype]()), result)


def get_accum_type[dtype: DType, *, preferred_accum_type: DType = DType.float32]() -> DType:
    """The type in which sums of `dtype` should be kept."""
    comptime if dtype.is_half_float() or dtype.is_float8():
        return preferred_accum_type if preferred_accum_type.is_floating_point() else DType.float32
    else:
        return dtype


def _signed_of[dtype: DType]() -> DType:
    """The signed integer type of the same width."""
    comptime if dtype._bits() == 8:
        return DType.int8
    elif dtype._bits() == 16:
        return DType.int16
    elif dtype._bits() == 32:
        return DType.int32
    else:
        return DType.int64


struct FPUtils[dtype: DType]:
    """The fields of floating-point numbers."""

    comptime integral_type = _signed_of[Self.dtype]()
    """The signed integer type as wide as `dtype`."""
    comptime uint_type = unsigned_of[Self.dtype]()

    @staticmethod
    def mantissa_width() -> Int:
        return DType.mantissa_width[Self.dtype]()

    @staticmethod
    def exponent_width() -> Int:
        return DType.exponent_width[Self.dtype]()

    @staticmethod
    def max_exponent() -> Int:
        return DType.max_exponent[Self.dtype]()

    @staticmethod
    def exponent_bias() -> Int:
        return DType.exponent_bias[Self.dtype]()

    @staticmethod
    def sign_mask() -> Int:
        return 1 << (Self.exponent_width() + Self.mantissa_width())

    @staticmethod
    def exponent_mask() -> Int:
        return ((1 << Self.exponent_width()) - 1) << Self.mantissa_width()

    @staticmethod
    def mantissa_mask() -> Int:
        return (1 << Self.mantissa_width()) - 1

    @staticmethod
    def exponent_mantissa_mask() -> Int:
        return Self.exponent_mask() | Self.mantissa_mask()

    @staticmethod
    def quiet_nan_mask() -> Int:
        return ((1 << Self.exponent_width()) - 1) << Self.mantissa_width() | (1 << (Self.mantissa_width() - 1))

    @staticmethod
    def bitcast_to_integer(value: Scalar[Self.dtype]) -> Int:
        return Int(value.to_bits())

    @staticmethod
    def bitcast_to_uint(value: Scalar[Self.dtype]) -> Scalar[Self.uint_type]:
        return value.to_bits()

    @staticmethod
    def bitcast_from_integer(value: Int) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](from_bits=Scalar[unsigned_of[Self.dtype]()](value))

    @staticmethod
    def get_sign(value: Scalar[Self.dtype]) -> Bool:
        return Self.bitcast_to_integer(value) & Self.sign_mask() != 0

    @staticmethod
    def set_sign(value: Scalar[Self.dtype], sign: Bool) -> Scalar[Self.dtype]:
        var bits = Self.bitcast_to_integer(value) & ~Self.sign_mask()
        return Self.bitcast_from_integer(bits | (Self.sign_mask() if sign else 0))

    @staticmethod
    def get_exponent_biased(value: Scalar[Self.dtype]) -> Int:
        return (Self.bitcast_to_integer(value) >> Self.mantissa_width()) & ((1 << Self.exponent_width()) - 1)

    @staticmethod
    def get_exponent(value: Scalar[Self.dtype]) -> Int:
        return Self.get_exponent_biased(value) - Self.exponent_bias()

    @staticmethod
    def set_exponent(value: Scalar[Self.dtype], exponent: Int) -> Scalar[Self.dtype]:
        var bits = Self.bitcast_to_integer(value) & ~Self.exponent_mask()
        return Self.bitcast_from_integer(bits | (exponent << Self.mantissa_width()))

    @staticmethod
    def get_mantissa(value: Scalar[Self.dtype]) -> Int:
        return Self.bitcast_to_integer(value) & Self.mantissa_mask()

    @staticmethod
    def get_mantissa_uint(value: Scalar[Self.dtype]) -> Scalar[Self.uint_type]:
        return Scalar[unsigned_of[Self.dtype]()](Self.get_mantissa(value))

    @staticmethod
    def set_mantissa(value: Scalar[Self.dtype], mantissa: Int) -> Scalar[Self.dtype]:
        var bits = Self.bitcast_to_integer(value) & ~Self.mantissa_mask()
        return Self.bitcast_from_integer(bits | mantissa)

    @staticmethod
    def pack(sign: Bool, exponent: Int, mantissa: Int) -> Scalar[Self.dtype]:
        return Self.bitcast_from_integer(
            (Self.sign_mask() if sign else 0) | (exponent << Self.mantissa_width()) | mantissa
        )


struct FlushDenormals:
    """Within a `with` statement, the processor takes numbers below the normal range for zero, which it works on faster."""

    var state: Int32

    def __init__(out self):
        self.state = 0

    def __enter__(mut self):
        self.state = __op.external_call["rt_float_mode", Int32]()
        __op.external_call["rt_set_float_mode", NoneType](self.state | _FLUSH)

    def __exit__(mut self):
        __op.external_call["rt_set_float_mode", NoneType](self.state)


# Results (bit 15) and operands (bit 6) of the control word of SSE.
comptime _FLUSH: Int32 = 0x8040
