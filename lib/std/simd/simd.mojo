"""`SIMD[dtype, length]`: the one numeric type. `Int`, `Float32` and the others are names for one-lane vectors."""

from std.builtin.prims import INT_CODE, ONE, ZERO, index_of, int_of
from std.bit.bit import byte_swap
from std.builtin.value_traits import (
    Absable,
    CeilDivable,
    Ceilable,
    DivModable,
    Floorable,
    IntableRaising,
    FloatableRaising,
    Floatable,
    IntervalElement,
    Powable,
    Roundable,
    Truncable,
    DevicePassable,
)
from std.hash.hasher import Hasher
from std.format.integer import write_integer
from std.format.float import write_float
from std.math.power import float_power, integer_power
from std.simd.limits import max_finite, max_or_inf, min_finite, min_or_neg_inf
from std.sys.info import Endian


struct SIMD[dtype: DType, length: SIMDLength](
    Absable,
    Boolable,
    CeilDivable,
    Ceilable,
    Comparable,
    Defaultable,
    DevicePassable,
    DivModable,
    Floorable,
    Hashable,
    Indexer,
    Intable,
    IntervalElement,
    Powable,
    Roundable,
    Sized,
    TrivialRegisterPassable,
    Truncable,
    Writable,
):
    """A vector of `length` numbers of the kind `dtype`, worked on lane by lane."""

    comptime DTYPE = Self.dtype
    # What a number is as a coordinate: one value, known only at run time.
    comptime is_value = True
    comptime is_tuple = False
    comptime is_static_value = False
    comptime static_value: Int = -1
    comptime MAX = Self(max_or_inf[Self.dtype]())
    comptime MIN = Self(min_or_neg_inf[Self.dtype]())
    comptime MAX_FINITE = Self(max_finite[Self.dtype]())
    comptime MIN_FINITE = Self(min_finite[Self.dtype]())

    var _v: __prim.simd[Self.dtype._code, Self.length._n]

    # ---- constructors

    @always_inline("builtin")
    def __init__(out self, *, _v: __prim.simd[Self.dtype._code, Self.length._n]):
        self._v = _v

    @always_inline("builtin")
    def __init__(out self):
        self._v = Self(0)._v

    @always_inline("builtin")
    @implicit
    def __init__[v: __prim.int_literal, //](out self, value: IntLiteral[v], /):
        self._v = __op.int_literal_to_simd[Self.dtype._code, Self.length._n, v]()

    @always_inline
    @implicit
    def __init__[v: __prim.float_literal, //](out self, value: FloatLiteral[v], /):
        comptime assert Self.dtype.is_floating_point(), "the SIMD type must be floating point"
        self._v = __op.float_literal_to_simd[Self.dtype._code, Self.length._n, v]()

    @always_inline("builtin")
    @implicit
    def __init__(out self, value: Scalar[Self.dtype], /):
        self._v = __op.splat[Self.dtype._code, Self.length._n](value._v)

    @always_inline("builtin")
    def __init__[other_dtype: DType, //](out self, value: SIMD[other_dtype, Self.length], /):
        self._v = __op.cast[Self.dtype._code](value._v)

    @always_inline("builtin")
    @implicit
    def __init__(out self: SIMD[DType.int, 1], value: SIMDLength, /):
        self._v = __op.from_index[INT_CODE, ONE](value._n)

    @always_inline("builtin")
    @implicit
    def __init__(out self: SIMD[DType.bool, Self.length], value: Bool, /):
        self._v = __op.splat[DType.bool._code, Self.length._n](value._v)

    @always_inline
    def __init__(out self: SIMD[DType.bool, Self.length], *, fill: Bool):
        self._v = __op.splat[DType.bool._code, Self.length._n](fill._v)

    @always_inline
    def __init__[T: Intable, //, _rank: Int = 0](out self, value: T, /):
        self._v = __op.splat[Self.dtype._code, Self.length._n](
            __op.cast[Self.dtype._code](value.__int__()._v)
        )

    @always_inline
    def __init__[T: IntableRaising, //](out self: SIMD[DType.int, 1], value: T, /) raises:
        self = value.__int__()

    @always_inline
    def __init__[T: Floatable, //](out self: SIMD[DType.float64, 1], value: T, /):
        self = value.__float__()

    @always_inline
    def __init__[T: FloatableRaising, //](out self: SIMD[DType.float64, 1], value: T, /) raises:
        self = value.__float__()

    @always_inline
    def __init__(out self, *elems: Scalar[Self.dtype]):
        self._v = Self(0)._v
        comptime for i in range(int_of(Self.length._n)):
            self._v = __op.insert(self._v, elems[i]._v, index_of(i))

    @always_inline
    def __init__(out self, *elems: Scalar[Self.dtype], __list_literal__: NoneType) where Self.length > 1:
        """What a list display makes."""
        self._v = Self(0)._v
        comptime for i in range(int_of(Self.length._n)):
            self._v = __op.insert(self._v, elems[i]._v, index_of(i))

    @always_inline
    def __init__[int_dtype: DType, //](out self, *, from_bits: SIMD[int_dtype, Self.length]):
        self._v = __op.bitcast[Self.dtype._code, Self.length._n](from_bits._v)

    # ---- lanes

    @always_inline("builtin")
    def __len__(self) -> Int:
        return int_of(Self.length._n)

    @always_inline
    def __getitem__(self, idx: Int) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.extract(self._v, index_of(idx)))

    @always_inline
    def __setitem__(mut self, idx: Int, val: Scalar[Self.dtype]):
        self._v = __op.insert(self._v, val._v, index_of(idx))

    @always_inline
    def __contains__(self, value: Scalar[Self.dtype]) -> Bool:
        return self.eq(Self(value)).reduce_or()

    # ---- conversions

    @always_inline("builtin")
    def __mlir_index__(self) -> __prim.index:
        return __op.to_index(self._v)

    @always_inline("builtin")
    def __int__(self) -> Int:
        return Int(_v=__op.extract(__op.cast[INT_CODE](self._v), ZERO))

    @always_inline
    def __float__(self) -> Float64:
        return Float64(self[0])

    @always_inline("builtin")
    def __bool__(self) -> Bool:
        return Bool(_v=__op.reduce_or(__op.ne(self._v, Self(0)._v)))

    @always_inline("builtin")
    def cast[target: DType](self) -> SIMD[target, Self.length]:
        return SIMD[target, Self.length](_v=__op.cast[target._code](self._v))

    @always_inline
    def value(self) -> Scalar[Self.dtype]:
        """The number of a one-lane vector."""
        comptime assert Self.length == 1, "only a vector of one lane has a value"
        return self[0]

    @always_inline
    def to_endian[endian: Endian](self) -> Self where Self.dtype.is_integral():
        """The number whose bytes in memory are those of this one in the order `endian`."""
        comptime if endian == Endian.native():
            return self
        else:
            return byte_swap(self)

    @staticmethod
    def from_endian[endian: Endian](value: Self) -> Self where Self.dtype.is_integral():
        """The number whose bytes in the order `endian` are those that `value` has in memory."""
        return value.to_endian[endian]()

    def as_bytes[
        *, endian: Endian = Endian.native()
    ](self) -> Array[UInt8, int_of(__op.size_of[Self]())] where Self.dtype.is_numeric():
        """The bytes of the lanes, each in the order `endian`."""
        var result = Array[UInt8, int_of(__op.size_of[Self]())](uninitialized=True)
        var lanes = self
        comptime if endian != Endian.native():
            comptime Bits = SIMD[unsigned_of[Self.dtype](), Self.length]
            lanes = Self(from_bits=byte_swap(Bits(from_bits=self.to_bits())))
        __op.write(__op.pointer_cast[Self](result._address()), lanes)
        return result^

    @staticmethod
    def from_bytes[
        *, endian: Endian = Endian.native()
    ](bytes: Array[UInt8, int_of(__op.size_of[Self]())]) -> Self where Self.dtype.is_numeric():
        """The lanes from their bytes, each in the order `endian`."""
        var lanes = __op.deref[ImmUntrackedOrigin](__op.pointer_cast[Self](bytes._address()))
        comptime if endian != Endian.native():
            comptime Bits = SIMD[unsigned_of[Self.dtype](), Self.length]
            lanes = Self(from_bits=byte_swap(Bits(from_bits=lanes.to_bits())))
        return lanes

    def to_bits[_dtype: DType = unsigned_of[Self.dtype]()](self) -> SIMD[_dtype, Self.length]:
        """The same bits as unsigned integers."""
        return SIMD[_dtype, Self.length](_v=__op.bitcast[_dtype._code, Self.length._n](self._v))

    # ---- arithmetic

    @always_inline("builtin")
    def __pos__(self) -> Self:
        return self

    @always_inline("builtin")
    def __neg__(self) -> Self:
        return Self(_v=__op.neg(self._v))

    @always_inline("builtin")
    def __invert__(self) -> Self:
        return Self(_v=__op.`not`(self._v))

    @always_inline("builtin")
    def __add__(self, rhs: Self) -> Self:
        return Self(_v=__op.add(self._v, rhs._v))

    @always_inline("builtin")
    def __sub__(self, rhs: Self) -> Self:
        return Self(_v=__op.sub(self._v, rhs._v))

    @always_inline("builtin")
    def __mul__(self, rhs: Self) -> Self:
        return Self(_v=__op.mul(self._v, rhs._v))

    @always_inline
    def __truediv__(self, rhs: Self) -> Self:
        return Self(_v=__op.div(self._v, rhs._v))

    @always_inline
    def __floordiv__(self, rhs: Self) -> Self:
        return Self(_v=__op.floordiv(self._v, rhs._v))

    @always_inline
    def __mod__(self, rhs: Self) -> Self:
        return Self(_v=__op.mod(self._v, rhs._v))

    @always_inline
    def __divmod__(self, denominator: Self) -> Tuple[Self, Self]:
        return (self // denominator, self % denominator)

    @always_inline
    def __ceildiv__(self, denominator: Self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return (self / denominator).__ceil__()
        elif Self.dtype.is_unsigned():
            return (self // denominator) + Self(_v=__op.cast[Self.dtype._code](__op.ne(__op.mod(self._v, denominator._v), Self(0)._v)))
        else:
            return -(-self // denominator)

    def __pow__(self, exp: Self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return float_power(self, exp)
        else:
            return integer_power(self, exp)

    @always_inline
    def __pow__[v: __prim.float_literal, //](self, exp: FloatLiteral[v]) -> Self:
        return self ** Self(exp)

    @always_inline
    def __pow__[exp_dtype: DType, exp_length: SIMDLength, //](self, exp: SIMD[exp_dtype, exp_length]) -> Self:
        comptime assert exp_dtype.is_integral(), "the exponent must be an integer or of the same type as the base"
        return integer_power(self, SIMD[DType.int, Self.length](exp.__int__()))

    @always_inline("builtin")
    def __and__(self, rhs: Self) -> Self:
        return Self(_v=__op.`and`(self._v, rhs._v))

    @always_inline("builtin")
    def __or__(self, rhs: Self) -> Self:
        return Self(_v=__op.`or`(self._v, rhs._v))

    @always_inline("builtin")
    def __xor__(self, rhs: Self) -> Self:
        return Self(_v=__op.xor(self._v, rhs._v))

    @always_inline("builtin")
    def __lshift__(self, rhs: Self) -> Self:
        return Self(_v=__op.shl(self._v, rhs._v))

    @always_inline
    def __rshift__(self, rhs: Self) -> Self:
        return Self(_v=__op.shr(self._v, rhs._v))

    @always_inline("builtin")
    def __radd__(self, value: Self) -> Self:
        return value + self

    @always_inline("builtin")
    def __rsub__(self, value: Self) -> Self:
        return value - self

    @always_inline("builtin")
    def __rmul__(self, value: Self) -> Self:
        return value * self

    @always_inline
    def __rtruediv__(self, value: Self) -> Self:
        return value / self

    @always_inline
    def __rfloordiv__(self, value: Self) -> Self:
        return value // self

    @always_inline
    def __rmod__(self, value: Self) -> Self:
        return value % self

    @always_inline
    def __rpow__(self, base: Self) -> Self:
        return base ** self

    @always_inline("builtin")
    def __rand__(self, value: Self) -> Self:
        return value & self

    @always_inline("builtin")
    def __ror__(self, value: Self) -> Self:
        return value | self

    @always_inline("builtin")
    def __rxor__(self, value: Self) -> Self:
        return value ^ self

    @always_inline
    def __rlshift__(self, value: Self) -> Self:
        return value << self

    @always_inline
    def __rrshift__(self, value: Self) -> Self:
        return value >> self

    @always_inline
    def __iadd__(mut self, rhs: Self):
        self._v = __op.add(self._v, rhs._v)

    @always_inline
    def __isub__(mut self, rhs: Self):
        self._v = __op.sub(self._v, rhs._v)

    @always_inline
    def __imul__(mut self, rhs: Self):
        self._v = __op.mul(self._v, rhs._v)

    @always_inline
    def __itruediv__(mut self, rhs: Self):
        self._v = __op.div(self._v, rhs._v)

    @always_inline
    def __ifloordiv__(mut self, rhs: Self):
        self._v = __op.floordiv(self._v, rhs._v)

    @always_inline
    def __imod__(mut self, rhs: Self):
        self._v = __op.mod(self._v, rhs._v)

    @always_inline
    def __ipow__(mut self, rhs: Int):
        self = self ** rhs

    @always_inline
    def __iand__(mut self, rhs: Self):
        self._v = __op.`and`(self._v, rhs._v)

    @always_inline
    def __ior__(mut self, rhs: Self):
        self._v = __op.`or`(self._v, rhs._v)

    @always_inline
    def __ixor__(mut self, rhs: Self):
        self._v = __op.xor(self._v, rhs._v)

    @always_inline
    def __ilshift__(mut self, rhs: Self):
        self._v = __op.shl(self._v, rhs._v)

    @always_inline
    def __irshift__(mut self, rhs: Self):
        self._v = __op.shr(self._v, rhs._v)

    # ---- comparison; on vectors `==` asks for all lanes, the methods below answer lane by lane

    @always_inline("builtin")
    def __eq__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_and(__op.eq(self._v, rhs._v)))

    @always_inline("builtin")
    def __ne__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_or(__op.ne(self._v, rhs._v)))

    @always_inline("builtin")
    def __lt__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_and(__op.lt(self._v, rhs._v)))

    @always_inline("builtin")
    def __le__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_and(__op.le(self._v, rhs._v)))

    @always_inline("builtin")
    def __gt__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_and(__op.gt(self._v, rhs._v)))

    @always_inline("builtin")
    def __ge__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.reduce_and(__op.ge(self._v, rhs._v)))

    @always_inline
    def eq(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.eq(self._v, rhs._v))

    @always_inline
    def ne(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.ne(self._v, rhs._v))

    @always_inline
    def lt(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.lt(self._v, rhs._v))

    @always_inline
    def le(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.le(self._v, rhs._v))

    @always_inline
    def gt(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.gt(self._v, rhs._v))

    @always_inline
    def ge(self, rhs: Self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](_v=__op.ge(self._v, rhs._v))

    @always_inline
    def select[
        _dtype: DType, //
    ](self, true_case: SIMD[_dtype, Self.length], false_case: SIMD[_dtype, Self.length]) -> SIMD[_dtype, Self.length]:
        """For a mask: lanes of `true_case` where it is true, of `false_case` elsewhere."""
        comptime assert Self.dtype == DType.bool, "expected a mask"
        return SIMD[_dtype, Self.length](
            _v=__op.select(__op.cast[DType.bool._code](self._v), true_case._v, false_case._v)
        )

    # ---- rounding and the like

    @always_inline
    def __abs__(self) -> Self:
        comptime if Self.dtype.is_unsigned() or Self.dtype == DType.bool:
            return self
        else:
            return Self(_v=__op.abs(self._v))

    @always_inline
    def __floor__(self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return Self(_v=__op.floor(self._v))
        else:
            return self

    @always_inline
    def __ceil__(self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return Self(_v=__op.ceil(self._v))
        else:
            return self

    @always_inline
    def __trunc__(self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return Self(_v=__op.trunc(self._v))
        else:
            return self

    @always_inline
    def __round__(self) -> Self:
        comptime if Self.dtype.is_floating_point():
            return Self(_v=__op.round_even(self._v))
        else:
            return self

    def __round__(self, ndigits: Int) -> Self:
        comptime if Self.dtype.is_floating_point():
            var scale = Self(Scalar[Self.dtype](1))
            for _ in range(abs(ndigits)):
                scale *= Self(Scalar[Self.dtype](10))
            if ndigits >= 0:
                return (self * scale).__round__() / scale
            return (self / scale).__round__() * scale
        else:
            return self

    @always_inline
    def clamp(self, lower_bound: Self, upper_bound: Self) -> Self:
        return Self(_v=__op.min(__op.max(self._v, lower_bound._v), upper_bound._v))

    @always_inline
    def fma(self, multiplier: Self, accumulator: Self) -> Self:
        """`self * multiplier + accumulator`, rounded once."""
        return Self(_v=__op.fma(self._v, multiplier._v, accumulator._v))

    @always_inline
    def is_power_of_two(self) -> SIMD[DType.bool, Self.length]:
        return SIMD[DType.bool, Self.length](
            _v=__op.`and`(
                __op.gt(self._v, Self(0)._v),
                __op.eq(__op.`and`(self._v, __op.sub(self._v, Self(1)._v)), Self(0)._v),
            )
        )

    # ---- moving lanes about

    @always_inline
    def shuffle[*mask: Int](self) -> Self:
        """Lane `i` of the result is lane `mask[i]`."""
        var result = self
        comptime for i in range(int_of(Self.length._n)):
            result[i] = self[mask[i]]
        return result

    @always_inline
    def shuffle[*mask: Int](self, other: Self) -> Self:
        """Lane `i` of the result is lane `mask[i]` of this vector followed by `other`."""
        var result = self
        comptime for i in range(int_of(Self.length._n)):
            comptime if mask[i] < int_of(Self.length._n):
                result[i] = self[mask[i]]
            else:
                result[i] = other[mask[i] - int_of(Self.length._n)]
        return result

    @always_inline
    def slice[output_width: Int, /, *, offset: Int = 0](self) -> SIMD[Self.dtype, output_width]:
        """`output_width` lanes from `offset` on."""
        var result = SIMD[Self.dtype, output_width]()
        comptime for i in range(output_width):
            result[i] = self[i + offset]
        return result

    @always_inline
    def insert[part: SIMDLength, //, *, offset: Int = 0](self, value: SIMD[Self.dtype, part]) -> Self:
        """This vector with the lanes from `offset` on replaced by `value`."""
        var result = self
        comptime for i in range(int_of(part._n)):
            result[i + offset] = value[i]
        return result

    @always_inline
    def join(self, other: Self) -> SIMD[Self.dtype, 2 * Self.length]:
        """The lanes of both, one after the other."""
        var result = SIMD[Self.dtype, 2 * Self.length]()
        comptime for i in range(int_of(Self.length._n)):
            result[i] = self[i]
            result[i + int_of(Self.length._n)] = other[i]
        return result

    @always_inline
    def interleave(self, other: Self) -> SIMD[Self.dtype, 2 * Self.length]:
        """The lanes of both, in turns."""
        var result = SIMD[Self.dtype, 2 * Self.length]()
        comptime for i in range(int_of(Self.length._n)):
            result[2 * i] = self[i]
            result[2 * i + 1] = other[i]
        return result

    @always_inline
    def split(self) -> Tuple[SIMD[Self.dtype, Self.length // 2], SIMD[Self.dtype, Self.length // 2]]:
        """The lower and the upper half."""
        var low = SIMD[Self.dtype, Self.length // 2]()
        var high = SIMD[Self.dtype, Self.length // 2]()
        comptime for i in range(int_of(Self.length._n) // 2):
            low[i] = self[i]
            high[i] = self[i + int_of(Self.length._n) // 2]
        return (low, high)

    @always_inline
    def deinterleave(self) -> Tuple[SIMD[Self.dtype, Self.length // 2], SIMD[Self.dtype, Self.length // 2]]:
        """The lanes with even and with odd numbers."""
        var even = SIMD[Self.dtype, Self.length // 2]()
        var odd = SIMD[Self.dtype, Self.length // 2]()
        comptime for i in range(int_of(Self.length._n) // 2):
            even[i] = self[2 * i]
            odd[i] = self[2 * i + 1]
        return (even, odd)

    @always_inline
    def reversed(self) -> Self:
        var result = self
        comptime for i in range(int_of(Self.length._n)):
            result[i] = self[int_of(Self.length._n) - 1 - i]
        return result

    @always_inline
    def rotate_left[shift: Int](self) -> Self:
        """Moves lanes towards lane 0; what leaves comes back at the end."""
        comptime n = int_of(Self.length._n)
        var result = self
        comptime for i in range(n):
            result[i] = self[(i + shift) % n]
        return result

    @always_inline
    def rotate_right[shift: Int](self) -> Self:
        return self.rotate_left[-shift]()

    @always_inline
    def shift_left[shift: Int](self) -> Self:
        """Moves lanes towards lane 0; zeros come in at the end."""
        comptime n = int_of(Self.length._n)
        var result = Self()
        comptime for i in range(n):
            comptime if i + shift < n:
                result[i] = self[i + shift]
        return result

    @always_inline
    def shift_right[shift: Int](self) -> Self:
        """Moves lanes away from lane 0; zeros come in at the start."""
        comptime n = int_of(Self.length._n)
        var result = Self()
        comptime for i in range(n):
            comptime if i >= shift:
                result[i] = self[i - shift]
        return result

    # ---- reductions

    @always_inline
    def reduce_add(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_add(self._v))

    @always_inline
    def reduce_mul(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_mul(self._v))

    @always_inline
    def reduce_min(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_min(self._v))

    @always_inline
    def reduce_max(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_max(self._v))

    @always_inline
    def reduce_and(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_and(self._v))

    @always_inline
    def reduce_or(self) -> Scalar[Self.dtype]:
        return Scalar[Self.dtype](_v=__op.reduce_or(self._v))

    @always_inline
    def reduce_add[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = result + part
        return result

    @always_inline
    def reduce_mul[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = result * part
        return result

    @always_inline
    def reduce_min[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = SIMD[Self.dtype, size_out](_v=__op.min(result._v, part._v))
        return result

    @always_inline
    def reduce_max[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = SIMD[Self.dtype, size_out](_v=__op.max(result._v, part._v))
        return result

    @always_inline
    def reduce_and[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = result & part
        return result

    @always_inline
    def reduce_or[size_out: Int](self) -> SIMD[Self.dtype, size_out]:
        """As above, down to `size_out` lanes, which must divide the length: each combines those that lie `size_out` apart."""
        var result = self.slice[size_out]()
        comptime for k in range(1, int_of(Self.length._n) // size_out):
            var part = self.slice[size_out, offset=k * size_out]()
            result = result | part
        return result

    @always_inline
    def reduce_bit_count(self) -> Int:
        comptime if Self.dtype == DType.bool:
            return Int(self.cast[DType.int]().reduce_add())
        else:
            return Int(SIMD[DType.int, Self.length](_v=__op.cast[INT_CODE](__op.ctpop(self._v))).reduce_add())

    @always_inline
    def reduce[
        F: def[width: SIMDLength](SIMD[Self.dtype, width], SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width],
        //,
    ](self, func: F) -> Scalar[Self.dtype]:
        """Combines the lanes with `func`, from left to right."""
        var result = self[0]
        comptime for i in range(1, int_of(Self.length._n)):
            result = func[1](result, self[i])
        return result

    @always_inline
    def sum(self) -> Scalar[Self.dtype]:
        return self.reduce_add()

    @always_inline
    def product(self) -> Scalar[Self.dtype]:
        return self.reduce_mul()

    # ---- text and hash

    def __hash__[H: Hasher, //](self, mut hasher: H):
        hasher._update_with_simd(self)

    def write_to[W: Writer, //](self, mut writer: W):
        comptime if Self.length == SIMDLength(1):
            _write_lane(writer, self[0])
        else:
            writer.write_string("[")
            for i in range(int_of(Self.length._n)):
                if i > 0:
                    writer.write_string(", ")
                _write_lane(writer, self[i])
            writer.write_string("]")

    def write_repr_to[W: Writer, //](self, mut writer: W):
        comptime if Self.length == SIMDLength(1):
            _write_scalar_name[Self.dtype](writer)
            writer.write_string("(")
            _write_lane(writer, self[0])
            writer.write_string(")")
        else:
            writer.write_string("SIMD[DType.")
            writer.write_string(Self.dtype._name())
            writer.write_string(", ")
            int_of(Self.length._n).write_to(writer)
            writer.write_string("](")
            for i in range(int_of(Self.length._n)):
                if i > 0:
                    writer.write_string(", ")
                _write_lane(writer, self[i])
            writer.write_string(")")

    def write_padded[W: Writer, //](self, mut writer: W, width: Int) where Self.dtype.is_integral():
        """Writes the number with blanks in front, so that it is at least `width` wide."""
        var text = String(self)
        for _ in range(width - text.byte_length()):
            writer.write_string(" ")
        writer.write_string(text)


def _write_lane[dtype: DType, W: Writer, //](mut writer: W, value: Scalar[dtype]):
    comptime if dtype == DType.bool:
        Bool(value).write_to(writer)
    elif dtype.is_floating_point():
        write_float(writer, value)
    else:
        write_integer(writer, value)


def _write_scalar_name[W: Writer, //, dtype: DType](mut writer: W):
    comptime if dtype == DType.bool:
        writer.write_string("Scalar[DType.bool]")
    elif dtype == DType.int:
        writer.write_string("Int")
    elif dtype == DType.uint:
        writer.write_string("UInt")
    elif dtype == DType.bfloat16:
        writer.write_string("BFloat16")
    elif dtype.is_floating_point():
        writer.write_string("Float")
        writer.write_string(dtype._name()._from_byte(5))
    elif dtype.is_signed():
        writer.write_string("Int")
        writer.write_string(dtype._name()._from_byte(3))
    else:
        writer.write_string("UInt")
        writer.write_string(dtype._name()._from_byte(4))


def unsigned_of[dtype: DType]() -> DType:
    """The unsigned integer type of the same width."""
    comptime if dtype._bits() == 8:
        return DType.uint8
    elif dtype._bits() == 16:
        return DType.uint16
    elif dtype._bits() == 32:
        return DType.uint32
    elif dtype._bits() == 64:
        return DType.uint64
    elif dtype._bits() == 128:
        return DType.uint128
    else:
        return DType.uint256
