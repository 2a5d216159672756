"""Operations close to the machine."""

from std.builtin.prims import index_of, int_of
from std.builtin.value_traits import EnumLike


@always_inline
def likely(val: Bool) -> Bool:
    """`val`, which is true most of the time."""
    return Bool(_v=__op.expect[True](val._v))


@always_inline
def unlikely(val: Bool) -> Bool:
    """`val`, which is false most of the time."""
    return Bool(_v=__op.`not`(__op.expect[True](__op.`not`(val._v))))


@always_inline
def assume(val: Bool):
    """Promises that `val` is true; the program is undefined otherwise."""
    __op.assume(val._v)


@always_inline
def expect[T: TrivialRegisterPassable, //, expected_val: T](val: T) -> T:
    """`val`, which is `expected_val` most of the time."""
    return val


struct PrefetchLocality(TrivialRegisterPassable):
    """How often the memory will be used again."""

    comptime NONE = PrefetchLocality(0)
    comptime LOW = PrefetchLocality(1)
    comptime MEDIUM = PrefetchLocality(2)
    comptime HIGH = PrefetchLocality(3)

    var value: Int32

    @always_inline("builtin")
    def __init__(out self, value: Int):
        self.value = Int32(value)


struct PrefetchRW(Equatable, TrivialRegisterPassable):
    """Whether the memory will be read or written."""

    comptime READ = PrefetchRW(0)
    comptime WRITE = PrefetchRW(1)

    var value: Int32

    @always_inline("builtin")
    def __init__(out self, value: Int):
        self.value = Int32(value)

    @always_inline("builtin")
    def __eq__(self, other: PrefetchRW) -> Bool:
        return self.value == other.value


struct PrefetchCache(TrivialRegisterPassable):
    """Which cache the memory should come to."""

    comptime INSTRUCTION = PrefetchCache(0)
    comptime DATA = PrefetchCache(1)

    var value: Int32

    @always_inline("builtin")
    def __init__(out self, value: Int):
        self.value = Int32(value)


struct PrefetchOptions(Defaultable, TrivialRegisterPassable):
    """How to prefetch; made by chaining its methods."""

    var rw: PrefetchRW
    var locality: PrefetchLocality
    var cache: PrefetchCache

    @always_inline
    def __init__(out self):
        self.rw = PrefetchRW(0)
        self.locality = PrefetchLocality(3)
        self.cache = PrefetchCache(1)

    def for_read(self) -> Self:
        var result = self
        result.rw = PrefetchRW(0)
        return result

    def for_write(self) -> Self:
        var result = self
        result.rw = PrefetchRW(1)
        return result

    def no_locality(self) -> Self:
        var result = self
        result.locality = PrefetchLocality(0)
        return result

    def low_locality(self) -> Self:
        var result = self
        result.locality = PrefetchLocality(1)
        return result

    def medium_locality(self) -> Self:
        var result = self
        result.locality = PrefetchLocality(2)
        return result

    def high_locality(self) -> Self:
        var result = self
        result.locality = PrefetchLocality(3)
        return result

    def to_data_cache(self) -> Self:
        var result = self
        result.cache = PrefetchCache(1)
        return result

    def to_instruction_cache(self) -> Self:
        var result = self
        result.cache = PrefetchCache(0)
        return result


@always_inline
def prefetch[
    dtype: DType, m: Bool, o: Origin[mut=m], //, params: PrefetchOptions = PrefetchOptions()
](addr: Pointer[Scalar[dtype], o]):
    """Asks for the memory at `addr` to be brought near."""
    comptime if params.rw == PrefetchRW(1):
        __op.prefetch[index_of(1), index_of(3)](addr._p)
    else:
        __op.prefetch[index_of(0), index_of(3)](addr._p)


@always_inline
def masked_load[
    dtype: DType, m: Bool, o: Origin[mut=m], //, size: SIMDLength, alignment: Int = 1
](addr: Pointer[Scalar[dtype], o], mask: SIMD[DType.bool, size], passthrough: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """The lanes whose mask is true from memory, the others from `passthrough`."""
    return SIMD[dtype, size](
        _v=__op.masked_load[index_of(alignment)](
            __op.pointer_cast[__prim.simd[dtype._code, SIMDLength(1)._n]](addr._p), mask._v, passthrough._v
        )
    )


@always_inline
def masked_store[
    dtype: DType, o: MutOrigin, //, size: SIMDLength, alignment: Int = 1
](value: SIMD[dtype, size], addr: Pointer[Scalar[dtype], o], mask: SIMD[DType.bool, size]):
    """Writes the lanes whose mask is true."""
    __op.masked_store[index_of(alignment)](
        __op.pointer_cast[__prim.simd[dtype._code, SIMDLength(1)._n]](addr._p), value._v, mask._v
    )


@always_inline
def compressed_store[
    dtype: DType, size: SIMDLength, o: MutOrigin, //
](value: SIMD[dtype, size], addr: Pointer[Scalar[dtype], o], mask: SIMD[DType.bool, size]):
    """Writes the lanes whose mask is true one after the other."""
    var at = 0
    comptime for i in range(int_of(size._n)):
        if mask[i]:
            addr[unsafe_offset=at] = value[i]
            at += 1


@always_inline
def gather[
    dtype: DType, size: SIMDLength, //, *, invariant: Bool = False, alignment: Int = 0
](var base: SIMD[DType.int, size], mask: SIMD[DType.bool, size], passthrough: SIMD[dtype, size]) -> SIMD[dtype, size]:
    """What lies at the addresses `base`, where the mask is true."""
    return SIMD[dtype, size](_v=__op.gather(base._v, mask._v, passthrough._v))


@always_inline
def scatter[
    dtype: DType, size: SIMDLength, //, alignment: Int = 0
](value: SIMD[dtype, size], var base: SIMD[DType.int, size], mask: SIMD[DType.bool, size]):
    """Writes to the addresses `base`, where the mask is true."""
    __op.scatter(value._v, base._v, mask._v)


@always_inline
def strided_load[
    dtype: DType, m: Bool, o: Origin[mut=m], //, simd_width: SIMDLength, *, invariant: Bool = False
](
    addr: Pointer[Scalar[dtype], o],
    stride: Int,
    mask: SIMD[DType.bool, simd_width] = SIMD[DType.bool, simd_width](fill=True),
) -> SIMD[dtype, simd_width]:
    """Numbers that lie `stride` apart; 0 where the mask is false."""
    var result = SIMD[dtype, simd_width]()
    comptime for i in range(int_of(simd_width._n)):
        if mask[i]:
            result[i] = addr[unsafe_offset=i * stride]
    return result


@always_inline
def strided_store[
    dtype: DType, o: MutOrigin, //, simd_width: SIMDLength
](
    value: SIMD[dtype, simd_width],
    addr: Pointer[Scalar[dtype], o],
    stride: Int,
    mask: SIMD[DType.bool, simd_width] = SIMD[DType.bool, simd_width](fill=True),
):
    """Writes numbers `stride` apart, where the mask is true."""
    comptime for i in range(int_of(simd_width._n)):
        if mask[i]:
            addr[unsafe_offset=i * stride] = value[i]
