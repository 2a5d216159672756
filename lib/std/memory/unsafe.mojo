"""Operations on raw memory."""

from std.builtin.prims import ZERO, index_of, int_of
from std.memory.allocate import copy_values, destroy_values, move_values


@always_inline
def unsafe_memcpy[
    T: AnyType, o1: MutOrigin, m: Bool, o2: Origin[mut=m], //
](*, dest: Pointer[T, o1], src: Pointer[T, o2], count: Int):
    """Copies the bytes of `count` elements; the places must not overlap."""
    __op.memcpy(dest._p, src._p, __op.mul(index_of(count), __op.size_of[T]()))


@always_inline
def unsafe_memmove[
    T: AnyType, o1: MutOrigin, m: Bool, o2: Origin[mut=m], //
](*, dest: Pointer[T, o1], src: Pointer[T, o2], count: Int):
    """Copies the bytes of `count` elements; the places may overlap."""
    __op.memmove(dest._p, src._p, __op.mul(index_of(count), __op.size_of[T]()))


@always_inline
def memmove[
    T: AnyType, o1: MutOrigin, m: Bool, o2: Origin[mut=m], //
](*, dest: Pointer[T, o1], src: Pointer[T, o2], count: Int):
    __op.memmove(dest._p, src._p, __op.mul(index_of(count), __op.size_of[T]()))


@always_inline
def unsafe_memset[T: AnyType, o: MutOrigin, //](ptr: Pointer[T, o], value: UInt8, count: Int):
    """Sets each byte of `count` elements."""
    __op.memset(ptr._p, value._v, __op.mul(index_of(count), __op.size_of[T]()))


@always_inline
def unsafe_memset_zero[T: AnyType, o: MutOrigin, //](ptr: Pointer[T, o], count: Int):
    __op.memset(ptr._p, UInt8(0)._v, __op.mul(index_of(count), __op.size_of[T]()))


@always_inline
def unsafe_memset_zero[dtype: DType, o: MutOrigin, //, *, count: Int](ptr: Pointer[Scalar[dtype], o]):
    """The same for a number of elements that is known at compile time."""
    unsafe_memset_zero(ptr, count)


@always_inline
def unsafe_memcmp[
    T: AnyType, m1: Bool, o1: Origin[mut=m1], m2: Bool, o2: Origin[mut=m2], //
](s1: Pointer[T, o1], s2: Pointer[T, o2], count: Int) -> Int:
    """Compares the bytes of `count` elements: negative, 0 or positive."""
    return int_of(__op.memcmp(s1._p, s2._p, __op.mul(index_of(count), __op.size_of[T]())))


@always_inline
def unsafe_uninit_move_n[
    T: Movable, o1: MutOrigin, o2: MutOrigin, //, *, overlapping: Bool = False
](*, dest: Pointer[T, o1], src: Pointer[T, o2], count: Int):
    """Moves values to uninitialized memory."""
    comptime if overlapping:
        if Int(dest) > Int(src):
            var i = count
            while i > 0:
                i -= 1
                __op.write(dest.unsafe_offset(i)._p, __op.take(src.unsafe_offset(i)._p))
            return
        for i in range(count):
            __op.write(dest.unsafe_offset(i)._p, __op.take(src.unsafe_offset(i)._p))
    else:
        move_values[T](dest._p, src._p, count)


@always_inline
def unsafe_uninit_copy_n[
    T: Copyable, o1: MutOrigin, m: Bool, o2: Origin[mut=m], //, *, overlapping: Bool = False
](*, dest: Pointer[T, o1], src: Pointer[T, o2], count: Int):
    """Copies values to uninitialized memory."""
    copy_values[T](dest._p, src._p, count)


@always_inline
def unsafe_destroy_n[T: Deinitable, o: MutOrigin, //](pointer: Pointer[T, o], count: Int):
    destroy_values[T](pointer._p, count)


@always_inline
def forget_deinit[T: AnyType, //](var value: T):
    """Drops a value without running its destructor."""
    __op.forget(value^)


@always_inline
def bitcast[
    src_dtype: DType, src_width: SIMDLength, //, dtype: DType, width: SIMDLength = src_width
](val: SIMD[src_dtype, src_width]) -> SIMD[dtype, width]:
    """The same bits as another vector of the same size."""
    return SIMD[dtype, width](_v=__op.bitcast[dtype._code, width._n](val._v))


@always_inline
def pack_bits[
    src_width: SIMDLength, //, dtype: DType, width: SIMDLength = 1
](val: SIMD[DType.bool, src_width]) -> SIMD[dtype, width]:
    """A mask as the bits of a number."""
    return SIMD[dtype, width](_v=__op.bitcast[dtype._code, width._n](val._v))


@always_inline
def is_trivially_copyable[T: AnyType]() -> Bool:
    return Bool(_v=__op.copy_is_trivial[T]())


@always_inline
def is_trivially_movable[T: AnyType]() -> Bool:
    return Bool(_v=__op.move_is_trivial[T]())


@always_inline
def is_trivially_deletable[T: AnyType]() -> Bool:
    return Bool(_v=__op.del_is_trivial[T]())
