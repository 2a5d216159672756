"""`ComplexSIMD`: vectors of complex numbers, the real parts beside the imaginary ones."""

from std.math.arithmetic import muladd, square_root
from std.math.exponential import exp_kernel
from std.math.trigonometric import cos_kernel, sin_kernel

comptime ComplexScalar[dtype: DType] = ComplexSIMD[dtype, 1]
comptime ComplexFloat32 = ComplexSIMD[DType.float32, 1]
comptime ComplexFloat64 = ComplexSIMD[DType.float64, 1]


struct ComplexSIMD[dtype: DType, length: SIMDLength](Equatable, TrivialRegisterPassable, Writable):
    """`re + im * i`, lane by lane."""

    comptime type = Self.dtype
    comptime element_type = SIMD[Self.dtype, Self.length]

    var re: SIMD[Self.dtype, Self.length]
    var im: SIMD[Self.dtype, Self.length]

    @always_inline
    @implicit
    def __init__(out self, re: SIMD[Self.dtype, Self.length], im: SIMD[Self.dtype, Self.length] = 0):
        self.re = re
        self.im = im

    @always_inline
    def __add__(self, rhs: Self) -> Self:
        return Self(self.re + rhs.re, self.im + rhs.im)

    @always_inline
    def __sub__(self, rhs: Self) -> Self:
        return Self(self.re - rhs.re, self.im - rhs.im)

    @always_inline
    def __neg__(self) -> Self:
        return Self(-self.re, -self.im)

    @always_inline
    def __mul__(self, rhs: Self) -> Self:
        return Self(
            muladd(self.re, rhs.re, -(self.im * rhs.im)),
            muladd(self.re, rhs.im, self.im * rhs.re),
        )

    @always_inline
    def __mul__(self, rhs: Scalar[Self.dtype]) -> Self:
        return Self(self.re * rhs, self.im * rhs)

    @always_inline
    def __rmul__(self, lhs: Scalar[Self.dtype]) -> Self:
        return Self(self.re * lhs, self.im * lhs)

    @always_inline
    def __imul__(mut self, rhs: Self):
        self = self * rhs

    @always_inline
    def __truediv__(self, rhs: Self) -> Self:
        var denominator = rhs.squared_norm()
        var product = self * rhs.conj()
        return Self(product.re / denominator, product.im / denominator)

    def __eq__(self, rhs: Self) -> Bool:
        return self.re == rhs.re and self.im == rhs.im

    @always_inline
    def __abs__(self) -> SIMD[Self.dtype, Self.length]:
        return self.norm()

    @always_inline
    def conj(self) -> Self:
        """The mirror image at the real axis."""
        return Self(self.re, -self.im)

    @always_inline
    def squared_norm(self) -> SIMD[Self.dtype, Self.length]:
        """The square of the distance from zero."""
        return muladd(self.re, self.re, self.im * self.im)

    @always_inline
    def norm(self) -> SIMD[Self.dtype, Self.length]:
        """The distance from zero."""
        return square_root(self.squared_norm())

    @always_inline
    def fma(self, b: Self, c: Self) -> Self:
        """`self * b + c`."""
        return Self(
            muladd(self.re, b.re, muladd(-self.im, b.im, c.re)),
            muladd(self.re, b.im, muladd(self.im, b.re, c.im)),
        )

    @always_inline
    def squared_add(self, c: Self) -> Self:
        """`self * self + c`."""
        return self.fma(self, c)

    def __exp__(self) -> Self:
        """e to this power."""
        var size = exp_kernel(self.re)
        return Self(size * cos_kernel(self.im), size * sin_kernel(self.im))

    def write_to[W: Writer, //](self, mut writer: W):
        comptime if Self.length == SIMDLength(1):
            writer.write(self.re)
            if self.im != SIMD[Self.dtype, Self.length](0):
                if self.im.lt(SIMD[Self.dtype, Self.length](0)).reduce_and():
                    writer.write(" - ", -self.im, "i")
                else:
                    writer.write(" + ", self.im, "i")
        else:
            writer.write("[")
            for i in range(len(self.re)):
                if i > 0:
                    writer.write(", ")
                writer.write(ComplexScalar[Self.dtype](self.re[i], self.im[i]))
            writer.write("]")


@always_inline
def abs[dtype: DType, length: SIMDLength, //](x: ComplexSIMD[dtype, length]) -> SIMD[dtype, length]:
    """The distance from zero."""
    return x.norm()
