"""Division by a number that stays the same: a multiplication and shifts."""

from std.simd.simd import unsigned_of


struct FastDiv[dtype: DType](Copyable, Writable):
    """A divisor, prepared (T. Granlund and P. Montgomery, "Division by Invariant Integers using Multiplication", 1994):
    with l = ceil(log2(d)), n // d is (q + ((n - q) >> min(l, 1))) >> max(l - 1, 0) for q = the upper half of m * n."""

    comptime uint_type = unsigned_of[Self.dtype]()
    """The unsigned type as wide as `dtype`, in which it divides."""

    var _div: Scalar[Self.uint_type]
    var _mprime: Scalar[Self.uint_type]
    var _sh1: UInt8
    var _sh2: UInt8
    var _is_pow2: Bool
    var _log2_shift: UInt8

    def __init__(out self, divisor: Int = 1):
        """`divisor` must be positive."""
        comptime bits = Self.dtype._bits()
        var l = 0
        while l < bits and (UInt128(1) << UInt128(l)) < UInt128(divisor):
            l += 1
        self._div = Scalar[Self.uint_type](divisor)
        self._is_pow2 = divisor & (divisor - 1) == 0
        self._log2_shift = UInt8(l)
        var power = UInt128(1) << UInt128(bits)
        var magic = power * ((UInt128(1) << UInt128(l)) - UInt128(divisor)) // UInt128(divisor) + 1
        self._mprime = magic.cast[Self.uint_type]()
        self._sh1 = UInt8(min(l, 1))
        self._sh2 = UInt8(max(l - 1, 0))

    @always_inline
    def _quotient(self, n: Scalar[Self.uint_type]) -> Scalar[Self.uint_type]:
        if self._is_pow2:
            return n >> self._log2_shift.cast[Self.uint_type]()
        comptime bits = Self.dtype._bits()
        var q: Scalar[Self.uint_type]
        comptime if bits <= 32:
            q = ((self._mprime.cast[DType.uint64]() * n.cast[DType.uint64]()) >> UInt64(bits)).cast[Self.uint_type]()
        else:
            q = ((self._mprime.cast[DType.uint128]() * n.cast[DType.uint128]()) >> UInt128(bits)).cast[
                Self.uint_type
            ]()
        return (q + ((n - q) >> self._sh1.cast[Self.uint_type]())) >> self._sh2.cast[Self.uint_type]()

    @always_inline
    def __rtruediv__(self, other: Scalar[Self.uint_type]) -> Scalar[Self.uint_type]:
        """The whole part of `other / divisor`."""
        return self._quotient(other)

    @always_inline
    def __rdiv__(self, other: Scalar[Self.uint_type]) -> Scalar[Self.uint_type]:
        return self._quotient(other)

    @always_inline
    def __rmod__(self, other: Scalar[Self.uint_type]) -> Scalar[Self.uint_type]:
        return other - self._quotient(other) * self._div

    @always_inline
    def __divmod__(
        self, other: Scalar[Self.uint_type]
    ) -> Tuple[Scalar[Self.uint_type], Scalar[Self.uint_type]]:
        """The quotient of `other` and the divisor, and what is left."""
        var q = self._quotient(other)
        return (q, other - q * self._div)

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write("div: ", self._div, "\nmprime: ", self._mprime, "\nsh1: ", self._sh1, "\nsh2: ", self._sh2)
        writer.write("\nis_pow2: ", self._is_pow2, "\nlog2_shift: ", self._log2_shift, "\n")
