"""The element types of vectors, as values."""

from std.builtin.prims import int_of
from std.hash.hasher import Hasher


struct DType(Equatable, Hashable, TrivialRegisterPassable, Writable):
    """What one lane of a vector is: `DType.int32`, `DType.float64`, ..."""

    comptime bool = DType(_code=__op.dtype_code["bool"]())
    comptime int = DType(_code=__op.dtype_code["int"]())
    comptime uint = DType(_code=__op.dtype_code["uint"]())
    comptime int8 = DType(_code=__op.dtype_code["int8"]())
    comptime uint8 = DType(_code=__op.dtype_code["uint8"]())
    comptime int16 = DType(_code=__op.dtype_code["int16"]())
    comptime uint16 = DType(_code=__op.dtype_code["uint16"]())
    comptime int32 = DType(_code=__op.dtype_code["int32"]())
    comptime uint32 = DType(_code=__op.dtype_code["uint32"]())
    comptime int64 = DType(_code=__op.dtype_code["int64"]())
    comptime uint64 = DType(_code=__op.dtype_code["uint64"]())
    comptime int128 = DType(_code=__op.dtype_code["int128"]())
    comptime uint128 = DType(_code=__op.dtype_code["uint128"]())
    comptime int256 = DType(_code=__op.dtype_code["int256"]())
    comptime uint256 = DType(_code=__op.dtype_code["uint256"]())
    comptime float16 = DType(_code=__op.dtype_code["float16"]())
    comptime bfloat16 = DType(_code=__op.dtype_code["bfloat16"]())
    comptime float32 = DType(_code=__op.dtype_code["float32"]())
    comptime float64 = DType(_code=__op.dtype_code["float64"]())
    comptime float8_e4m3fn = DType(_code=__op.dtype_code["float8_e4m3fn"]())
    comptime float8_e4m3fnuz = DType(_code=__op.dtype_code["float8_e4m3fnuz"]())
    comptime float8_e5m2 = DType(_code=__op.dtype_code["float8_e5m2"]())
    comptime float8_e5m2fnuz = DType(_code=__op.dtype_code["float8_e5m2fnuz"]())
    comptime float8_e8m0fnu = DType(_code=__op.dtype_code["float8_e8m0fnu"]())
    comptime float4_e2m1fn = DType(_code=__op.dtype_code["float4_e2m1fn"]())

    var _code: __prim.index

    @always_inline("builtin")
    def __init__(out self, *, _code: __prim.index):
        self._code = _code

    @always_inline("builtin")
    def __eq__(self, rhs: DType) -> Bool:
        return Bool(_v=__op.eq(self._code, rhs._code))

    @always_inline("builtin")
    def __ne__(self, rhs: DType) -> Bool:
        return Bool(_v=__op.ne(self._code, rhs._code))

    @always_inline("builtin")
    def is_floating_point(self) -> Bool:
        return Bool(_v=__op.dtype_is_float(self._code))

    @always_inline("builtin")
    def is_integral(self) -> Bool:
        return Bool(_v=__op.dtype_is_integral(self._code))

    @always_inline("builtin")
    def is_signed(self) -> Bool:
        return Bool(_v=__op.dtype_is_signed(self._code))

    @always_inline("builtin")
    def is_unsigned(self) -> Bool:
        return Bool(
            _v=__op.`and`(
                __op.dtype_is_integral(self._code), __op.`not`(__op.dtype_is_signed(self._code))
            )
        )

    @always_inline("builtin")
    def is_numeric(self) -> Bool:
        return Bool(
            _v=__op.`or`(__op.dtype_is_integral(self._code), __op.dtype_is_float(self._code))
        )

    @always_inline("builtin")
    def is_half_float(self) -> Bool:
        return (self == DType.float16) | (self == DType.bfloat16)

    def is_float8(self) -> Bool:
        return (
            self == DType.float8_e4m3fn
            or self == DType.float8_e4m3fnuz
            or self == DType.float8_e5m2
            or self == DType.float8_e5m2fnuz
            or self == DType.float8_e8m0fnu
        )

    @always_inline
    def _bits(self) -> Int:
        return int_of(__op.dtype_bits(self._code))

    @staticmethod
    def mantissa_width[dtype: DType]() -> Int:
        """Stored bits of the significand."""
        comptime if dtype == DType.float64:
            return 52
        elif dtype == DType.float32:
            return 23
        elif dtype == DType.float16:
            return 10
        elif dtype == DType.bfloat16:
            return 7
        elif dtype == DType.float8_e5m2 or dtype == DType.float8_e5m2fnuz:
            return 2
        elif dtype == DType.float8_e4m3fn or dtype == DType.float8_e4m3fnuz:
            return 3
        elif dtype == DType.float4_e2m1fn:
            return 1
        else:
            return 0

    @staticmethod
    def exponent_width[dtype: DType]() -> Int:
        """Bits of the exponent."""
        comptime if dtype == DType.float8_e8m0fnu:
            return 8
        else:
            return dtype._bits() - 1 - Self.mantissa_width[dtype]()

    @staticmethod
    def max_exponent[dtype: DType]() -> Int:
        """The exponent one above that of the largest finite value."""
        return 1 << (Self.exponent_width[dtype]() - 1)

    @staticmethod
    def exponent_bias[dtype: DType]() -> Int:
        return Self.max_exponent[dtype]() - 1

    def _name(self) -> StaticString:
        if self == DType.bool:
            return "bool"
        if self == DType.int:
            return "int"
        if self == DType.uint:
            return "uint"
        if self == DType.int8:
            return "int8"
        if self == DType.uint8:
            return "uint8"
        if self == DType.int16:
            return "int16"
        if self == DType.uint16:
            return "uint16"
        if self == DType.int32:
            return "int32"
        if self == DType.uint32:
            return "uint32"
        if self == DType.int64:
            return "int64"
        if self == DType.uint64:
            return "uint64"
        if self == DType.int128:
            return "int128"
        if self == DType.uint128:
            return "uint128"
        if self == DType.int256:
            return "int256"
        if self == DType.uint256:
            return "uint256"
        if self == DType.float16:
            return "float16"
        if self == DType.bfloat16:
            return "bfloat16"
        if self == DType.float32:
            return "float32"
        if self == DType.float64:
            return "float64"
        if self == DType.float8_e4m3fn:
            return "float8_e4m3fn"
        if self == DType.float8_e4m3fnuz:
            return "float8_e4m3fnuz"
        if self == DType.float8_e5m2:
            return "float8_e5m2"
        if self == DType.float8_e5m2fnuz:
            return "float8_e5m2fnuz"
        if self == DType.float8_e8m0fnu:
            return "float8_e8m0fnu"
        if self == DType.float4_e2m1fn:
            return "float4_e2m1fn"
        return "invalid"

    def __hash__[H: Hasher, //](self, mut hasher: H):
        hasher._update_with_simd(int_of(self._code))

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(self._name())

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string("DType.")
        writer.write_string(self._name())
