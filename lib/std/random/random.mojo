"""Random numbers from one generator for the whole program.

The generator counts, and scrambles its counter (SplitMix64, by S. Vigna); so threads can draw from it at the same time,
and a whole array can be filled in vectors. The same seed gives the same numbers, on every machine.
"""

from std.builtin.prims import index_of, int_of
from std.math.arithmetic import square_root
from std.math.exponential import log_kernel
from std.math.trigonometric import cos_kernel

comptime _STEP: UInt64 = 0x9E3779B97F4A7C15


@always_inline
def _counter() -> __prim.pointer[UInt64]:
    return __op.global_slot[UInt64, "std.random.counter"]()


@always_inline
def _reserve(count: Int) -> UInt64:
    """The counter, which moves on by `count` numbers."""
    var lane = __op.pointer_cast[__prim.simd[DType.uint64._code, SIMDLength(1)._n]](_counter())
    return UInt64(_v=__op.atomic_rmw["add", "relaxed"](lane, (UInt64(count) * _STEP)._v))


@always_inline
def _scrambled[width: SIMDLength, //](counter: SIMD[DType.uint64, width]) -> SIMD[DType.uint64, width]:
    var z = counter + _STEP
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    return z ^ (z >> 31)


@always_inline
def _next_bits() -> UInt64:
    return _scrambled(_reserve(1))


@always_inline
def _unit[width: SIMDLength, //](bits: SIMD[DType.uint64, width]) -> SIMD[DType.float64, width]:
    """The upper 53 bits as a number from 0 to 1, which is not reached."""
    return (bits >> 11).cast[DType.float64]() * 1.1102230246251565e-16


def seed():
    """Starts the generator anew, at a place that is different each time."""
    var bits: UInt64 = 0
    _ = __op.external_call["rt_random", Int](__op.address_of[UInt64](bits), Int(8))
    seed(Int(bits))


def seed(a: Int):
    """Starts the generator anew: equal seeds give equal numbers."""
    var lane = __op.pointer_cast[__prim.simd[DType.uint64._code, SIMDLength(1)._n]](_counter())
    # Seeds that are near to each other must not give the same numbers a little later.
    __op.atomic_store["relaxed"](lane, _scrambled(UInt64(a) * 0xD1342543DE82EF95)._v)


def random_float64(min: Float64 = 0, max: Float64 = 1) -> Float64:
    """A number from `min` up to `max`, which is not reached."""
    return min + (max - min) * _unit(_next_bits())


def random_ui64(min: UInt64, max: UInt64) -> UInt64:
    """A whole number from `min` to `max`, each as likely as the others."""
    var span = max - min + 1
    if span == 0:
        return _next_bits()
    # The upper half of a product is even but for a few values of the lower half, which are drawn again (Lemire).
    var product = UInt128(_next_bits()) * UInt128(span)
    if UInt64(product & 0xFFFFFFFFFFFFFFFF) < span:
        var limit = (UInt64(0) - span) % span
        while UInt64(product & 0xFFFFFFFFFFFFFFFF) < limit:
            product = UInt128(_next_bits()) * UInt128(span)
    return min + UInt64(product >> 64)


def random_si64(min: Int64, max: Int64) -> Int64:
    """A whole number from `min` to `max`, each as likely as the others."""
    return min + Int64(random_ui64(0, UInt64(max - min)))


def randn_float64(mean: Float64 = 0, standard_deviation: Float64 = 1) -> Float64:
    """A number of the normal distribution (Box and Muller)."""
    var radius = square_root(-2.0 * log_kernel(1.0 - _unit(_next_bits())))
    return mean + standard_deviation * radius * cos_kernel(6.283185307179586 * _unit(_next_bits()))


def rand[
    dtype: DType, o: MutOrigin, //
](
    ptr: Pointer[Scalar[dtype], o],
    size: Int,
    /,
    *,
    min: Float64 = 0,
    max: Float64 = 1,
    int_scale: Optional[Int] = None,
):
    """Fills memory with numbers from `min` to `max`; with `int_scale` they are multiples of 2^-int_scale."""
    var first = _reserve(size)
    for i in range(size):
        var value = min + (max - min) * _unit(_scrambled(first + UInt64(i) * _STEP))
        if int_scale:
            var scale = Float64(1 << int_scale.value())
            value = (value * scale).__floor__() / scale
        ptr[unsafe_offset=i] = value.cast[dtype]()


def rand[
    dtype: DType, o: MutOrigin, //
](
    span: Span[Scalar[dtype], o], /, *, min: Float64 = 0, max: Float64 = 1, int_scale: Optional[Int] = None
):
    rand(span.unsafe_ptr(), len(span), min=min, max=max, int_scale=int_scale)


def randint[
    dtype: DType, o: MutOrigin, //
](ptr: Pointer[Scalar[dtype], o], size: Int, low: Int, high: Int) where dtype.is_integral():
    """Fills memory with whole numbers from `low` to `high`."""
    for i in range(size):
        ptr[unsafe_offset=i] = random_si64(Int64(low), Int64(high)).cast[dtype]()


def randint[
    dtype: DType, o: MutOrigin, //
](span: Span[Scalar[dtype], o], low: Int, high: Int) where dtype.is_integral():
    randint(span.unsafe_ptr(), len(span), low, high)


def randn[
    dtype: DType, o: MutOrigin, //
](ptr: Pointer[Scalar[dtype], o], size: Int, mean: Float64 = 0, standard_deviation: Float64 = 1):
    """Fills memory with numbers of the normal distribution."""
    for i in range(size):
        ptr[unsafe_offset=i] = randn_float64(mean, standard_deviation).cast[dtype]()


def randn[
    dtype: DType, o: MutOrigin, //
](span: Span[Scalar[dtype], o], mean: Float64 = 0, standard_deviation: Float64 = 1):
    randn(span.unsafe_ptr(), len(span), mean, standard_deviation)


def shuffle[T: Copyable, //](mut list: List[T]):
    """Puts the elements in a random order, each order as likely as the others (Fisher and Yates)."""
    var i = len(list) - 1
    while i > 0:
        var j = Int(random_ui64(0, UInt64(i)))
        if i != j:
            list.swap_elements(i, j)
        i -= 1
