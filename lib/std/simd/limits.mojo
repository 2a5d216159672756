"""The largest and smallest values of each number type, and the special floats."""


@always_inline
def _from_bits[dtype: DType, bits: DType](pattern: Scalar[bits]) -> Scalar[dtype]:
    return Scalar[dtype](_v=__op.bitcast[dtype._code, SIMDLength(1)._n](pattern._v))


@always_inline
def max_finite[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype == DType.bool:
        return _from_bits[dtype, DType.bool](Scalar[DType.bool](True))
    elif dtype == DType.float64:
        return _from_bits[dtype, DType.uint64](0x7FEFFFFFFFFFFFFF)
    elif dtype == DType.float32:
        return _from_bits[dtype, DType.uint32](0x7F7FFFFF)
    elif dtype == DType.float16:
        return _from_bits[dtype, DType.uint16](0x7BFF)
    elif dtype == DType.bfloat16:
        return _from_bits[dtype, DType.uint16](0x7F7F)
    elif dtype == DType.float8_e5m2:
        return _from_bits[dtype, DType.uint8](0x7B)
    elif dtype == DType.float8_e4m3fn:
        return _from_bits[dtype, DType.uint8](0x7E)
    elif dtype.is_floating_point():
        return _from_bits[dtype, DType.uint8](0x7F)
    elif dtype.is_signed():
        return ~(Scalar[dtype](1) << Scalar[dtype](dtype._bits() - 1))
    else:
        return ~Scalar[dtype](0)


@always_inline
def min_finite[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype == DType.bool:
        return Scalar[dtype](0)
    elif dtype.is_floating_point():
        return -max_finite[dtype]()
    elif dtype.is_signed():
        return Scalar[dtype](1) << Scalar[dtype](dtype._bits() - 1)
    else:
        return Scalar[dtype](0)


@always_inline
def inf[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype == DType.float64:
        return _from_bits[dtype, DType.uint64](0x7FF0000000000000)
    elif dtype == DType.float32:
        return _from_bits[dtype, DType.uint32](0x7F800000)
    elif dtype == DType.float16:
        return _from_bits[dtype, DType.uint16](0x7C00)
    elif dtype == DType.bfloat16:
        return _from_bits[dtype, DType.uint16](0x7F80)
    elif dtype == DType.float8_e5m2:
        return _from_bits[dtype, DType.uint8](0x7C)
    else:
        comptime assert dtype.is_floating_point(), "only floating point types have an infinity"
        return max_finite[dtype]()


@always_inline
def neg_inf[dtype: DType]() -> Scalar[dtype]:
    return -inf[dtype]()


@always_inline
def nan[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype == DType.float64:
        return _from_bits[dtype, DType.uint64](0x7FF8000000000000)
    elif dtype == DType.float32:
        return _from_bits[dtype, DType.uint32](0x7FC00000)
    elif dtype == DType.float16:
        return _from_bits[dtype, DType.uint16](0x7E00)
    elif dtype == DType.bfloat16:
        return _from_bits[dtype, DType.uint16](0x7FC0)
    else:
        comptime assert dtype.is_floating_point(), "only floating point types have a nan"
        return _from_bits[dtype, DType.uint8](0x7F)


@always_inline
def max_or_inf[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype.is_floating_point():
        return inf[dtype]()
    else:
        return max_finite[dtype]()


@always_inline
def min_or_neg_inf[dtype: DType]() -> Scalar[dtype]:
    comptime if dtype.is_floating_point():
        return -inf[dtype]()
    else:
        return min_finite[dtype]()
