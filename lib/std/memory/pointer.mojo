"""Pointers. They never own what they point to, and are never null."""

from std.builtin.prims import ZERO, index_of, int_of
from std.builtin.value_traits import DevicePassable
from std.origin import ImmOf, MutOf


struct Pointer[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](
    Comparable, DevicePassable, Intable, TrivialRegisterPassable, Writable
):
    """The address of a `T`. `origin` says whose storage that is, so that the storage outlives the pointer."""

    var _p: __prim.pointer[Self.T]

    # ---- making pointers

    @always_inline("builtin")
    def __init__(out self, *, _p: __prim.pointer[Self.T]):
        self._p = _p

    @always_inline
    def __init__(out self, *, ref[Self.origin] to: Self.T):
        """The address of `to`."""
        self._p = __op.address_of[Self.T](to)

    @always_inline
    def __init__(out self, *, unsafe_from_address: Int):
        self._p = __op.index_to_pointer[Self.T](index_of(unsafe_from_address))

    @always_inline
    @implicit
    def __init__[m: Bool, o: Origin[mut=m], //](out self: Pointer[Self.T, ImmOf[o]], other: Pointer[Self.T, o]):
        self._p = other._p

    @staticmethod
    @always_inline
    def unsafe_dangling() -> Self:
        """An aligned address at which nothing lies."""
        return Self(_p=__op.index_to_pointer[Self.T](__op.align_of[Self.T]()))

    # ---- reaching the pointee

    @always_inline
    def __getitem__(self) -> ref[Self.origin] Self.T:
        return __op.deref[Self.origin](self._p)

    @always_inline
    def __getitem__[I: Indexer, //](self, *, unsafe_offset: I) -> ref[Self.origin] Self.T:
        return __op.deref[Self.origin](__op.offset(self._p, unsafe_offset.__mlir_index__()))

    @always_inline
    def __getitem__[I: Indexer, //](self, offset: I) -> ref[Self.origin] Self.T:
        return __op.deref[Self.origin](__op.offset(self._p, offset.__mlir_index__()))

    # ---- arithmetic

    @always_inline
    def unsafe_offset[I: Indexer, //](self, offset: I, /) -> Self:
        """The address `offset` elements further on."""
        return Self(_p=__op.offset(self._p, offset.__mlir_index__()))

    @always_inline
    def __add__[I: Indexer, //](self, offset: I) -> Self:
        return Self(_p=__op.offset(self._p, offset.__mlir_index__()))

    @always_inline
    def __sub__[I: Indexer, //](self, offset: I) -> Self:
        return Self(_p=__op.offset(self._p, __op.neg(offset.__mlir_index__())))

    @always_inline
    def __sub__[m: Bool, o: Origin[mut=m], //](self, rhs: Pointer[Self.T, o]) -> Int:
        """How many elements lie between `rhs` and this address."""
        return self.offset_from(rhs)

    @always_inline
    def __iadd__[I: Indexer, //](mut self, offset: I):
        self = self + offset

    @always_inline
    def __isub__[I: Indexer, //](mut self, offset: I):
        self = self - offset

    @always_inline
    def offset_from[m: Bool, o: Origin[mut=m], //](self, other: Pointer[Self.T, o]) -> Int:
        """How many elements lie between `other` and this address."""
        return (self.__int__() - other.__int__()) // int_of(__op.size_of[Self.T]())

    # ---- comparison and conversion

    @always_inline
    def __int__(self) -> Int:
        return int_of(__op.pointer_to_index(self._p))

    @always_inline
    def __bool__(self) -> Bool:
        return self.__int__() != 0

    @always_inline
    def __eq__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.pointer_eq(self._p, rhs._p))

    @always_inline
    def __eq__[m: Bool, o: Origin[mut=m], //](self, rhs: Pointer[Self.T, o]) -> Bool:
        return Bool(_v=__op.pointer_eq(self._p, rhs._p))

    @always_inline
    def __ne__(self, rhs: Self) -> Bool:
        return not (self == rhs)

    @always_inline
    def __ne__[m: Bool, o: Origin[mut=m], //](self, rhs: Pointer[Self.T, o]) -> Bool:
        return not (self == rhs)

    @always_inline
    def __lt__(self, rhs: Self) -> Bool:
        return Bool(_v=__op.pointer_lt(self._p, rhs._p))

    @always_inline
    def as_imm(self) -> Pointer[Self.T, ImmOf[Self.origin]]:
        return Pointer[Self.T, ImmOf[Self.origin]](_p=self._p)

    @always_inline
    def unsafe_origin_cast[m: Bool, //, target_origin: Origin[mut=m]](self) -> Pointer[Self.T, target_origin]:
        return Pointer[Self.T, target_origin](_p=self._p)

    @always_inline
    def unsafe_mut_cast[target_mut: Bool](self) -> Pointer[Self.T, MutOf[Self.origin, target_mut]]:
        return Pointer[Self.T, MutOf[Self.origin, target_mut]](_p=self._p)

    @always_inline
    def mut_cast[target_mut: Bool](self) -> Pointer[Self.T, MutOf[Self.origin, target_mut]]:
        return Pointer[Self.T, MutOf[Self.origin, target_mut]](_p=self._p)

    @always_inline
    def as_unsafe_any_origin(self) -> Pointer[Self.T, UnsafeAnyOrigin[mut=Self.mut]]:
        return Pointer[Self.T, UnsafeAnyOrigin[mut=Self.mut]](_p=self._p)

    @always_inline
    def unsafe_bitcast[U: AnyType](self) -> Pointer[U, Self.origin]:
        return Pointer[U, Self.origin](_p=__op.pointer_cast[U](self._p))

    @always_inline
    def bitcast[U: AnyType](self) -> Pointer[U, Self.origin]:
        return Pointer[U, Self.origin](_p=__op.pointer_cast[U](self._p))

    @always_inline
    def unsafe_as_noalias(self) -> Self:
        return self

    # ---- making, moving and destroying the pointee

    @always_inline
    def unsafe_write(self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        """Moves `value` into uninitialized memory."""
        __op.write(self._p, value^)

    @always_inline
    def unsafe_write(self, *, copy: Self.T) where conforms_to(Self.T, Copyable):
        """Puts a copy into uninitialized memory."""
        __op.write(self._p, copy.copy())

    @always_inline
    def unsafe_write[F: def() -> Self.T, //](self, *, init_with: F):
        """Puts what `init_with` makes into uninitialized memory."""
        __op.write(self._p, init_with())

    @always_inline
    def write(self, var value: Self.T, /) where conforms_to(Self.T, Movable):
        __op.write(self._p, value^)

    @always_inline
    def unsafe_write_move_from[o: MutOrigin, //](self, src: Pointer[Self.T, o]) where conforms_to(Self.T, Movable):
        """Moves the pointee of `src` into uninitialized memory; `src` is uninitialized afterwards."""
        __op.write(self._p, __op.take(src._p))

    @always_inline
    def unsafe_take_pointee(self) -> Self.T where conforms_to(Self.T, Movable):
        """Moves the pointee out; the memory is uninitialized afterwards."""
        return __op.take(self._p)

    @always_inline
    def take_pointee(self) -> Self.T where conforms_to(Self.T, Movable):
        return __op.take(self._p)

    @always_inline
    def unsafe_deinit_pointee(self) where conforms_to(Self.T, Deinitable):
        """Destroys the pointee; the memory is uninitialized afterwards."""
        __op.destroy(self._p)

    @always_inline
    def unsafe_deinit_pointee_with[F: def(var Self.T) -> None, //](self, deinit_func: F, /):
        deinit_func(__op.take(self._p))

    @always_inline
    def swap_pointees[o: MutOrigin, //](self, other: Pointer[Self.T, o]) where conforms_to(Self.T, Movable):
        """Exchanges two values in memory."""
        var kept = __op.take(self._p)
        __op.write(self._p, __op.take(other._p))
        __op.write(other._p, kept^)

    @always_inline
    def unsafe_free(self):
        """Gives memory back that `unsafe_alloc` handed out."""
        __op.free(self._p, ZERO, __op.align_of[Self.T]())

    @always_inline
    def free(self):
        __op.free(self._p, ZERO, __op.align_of[Self.T]())

    # ---- numbers in memory

    @always_inline
    def unsafe_load[
        dtype: DType, //, width: Int = 1, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _]) -> SIMD[dtype, width]:
        return SIMD[dtype, width](
            _v=__op.load[index_of(alignment)](
                __op.pointer_cast[__prim.simd[dtype._code, index_of(width)]](self._p)
            )
        )

    @always_inline
    def unsafe_load[
        I: Indexer, dtype: DType, //, width: Int = 1, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], offset: I) -> SIMD[dtype, width]:
        return self.unsafe_offset(offset).unsafe_load[width=width, alignment=alignment]()

    @always_inline
    def unsafe_store[
        dtype: DType, width: SIMDLength, //, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], val: SIMD[dtype, width]):
        __op.store[index_of(alignment)](
            __op.pointer_cast[__prim.simd[dtype._code, width._n]](self._p), val._v
        )

    @always_inline
    def unsafe_store[
        I: Indexer, dtype: DType, width: SIMDLength, //, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], offset: I, val: SIMD[dtype, width]):
        self.unsafe_offset(offset).unsafe_store[alignment=alignment](val)

    @always_inline
    def load[
        dtype: DType, //, width: Int = 1, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _]) -> SIMD[dtype, width]:
        return self.unsafe_load[width=width, alignment=alignment]()

    @always_inline
    def load[
        I: Indexer, dtype: DType, //, width: Int = 1, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], offset: I) -> SIMD[dtype, width]:
        return self.unsafe_offset(offset).unsafe_load[width=width, alignment=alignment]()

    @always_inline
    def store[
        dtype: DType, width: SIMDLength, //, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], val: SIMD[dtype, width]):
        self.unsafe_store[alignment=alignment](val)

    @always_inline
    def store[
        I: Indexer, dtype: DType, width: SIMDLength, //, *, alignment: Int = _align_of[dtype]()
    ](self: Pointer[Scalar[dtype], _], offset: I, val: SIMD[dtype, width]):
        self.unsafe_offset(offset).unsafe_store[alignment=alignment](val)

    def unsafe_strided_load[
        dtype: DType, S: Intable, //, width: Int
    ](self: Pointer[Scalar[dtype], _], stride: S) -> SIMD[dtype, width]:
        """Every `stride`-th number."""
        var result = SIMD[dtype, width]()
        var step = Int(stride)
        comptime for i in range(width):
            result[i] = self[unsafe_offset=i * step]
        return result

    def unsafe_strided_store[
        dtype: DType, S: Intable, width: SIMDLength, //
    ](self: Pointer[Scalar[dtype], _], val: SIMD[dtype, width], stride: S):
        """Writes to every `stride`-th number."""
        var step = Int(stride)
        comptime for i in range(int_of(width._n)):
            self.unsafe_store(i * step, val[i])

    def strided_load[
        dtype: DType, S: Intable, //, width: Int
    ](self: Pointer[Scalar[dtype], _], stride: S) -> SIMD[dtype, width]:
        return self.unsafe_strided_load[width=width](stride)

    def strided_store[
        dtype: DType, S: Intable, width: SIMDLength, //
    ](self: Pointer[Scalar[dtype], _], val: SIMD[dtype, width], stride: S):
        self.unsafe_strided_store(val, stride)

    def gather[
        dtype: DType, offsets: DType, width: SIMDLength, //
    ](
        self: Pointer[Scalar[dtype], _],
        offset: SIMD[offsets, width],
        mask: SIMD[DType.bool, width] = SIMD[DType.bool, width](fill=True),
        default: SIMD[dtype, width] = SIMD[dtype, width](0),
    ) -> SIMD[dtype, width]:
        return self.unsafe_gather(offset, mask, default)

    def scatter[
        dtype: DType, offsets: DType, width: SIMDLength, //
    ](
        self: Pointer[Scalar[dtype], _],
        offset: SIMD[offsets, width],
        val: SIMD[dtype, width],
        mask: SIMD[DType.bool, width] = SIMD[DType.bool, width](fill=True),
    ):
        self.unsafe_scatter(offset, val, mask)

    def unsafe_gather[
        dtype: DType, offsets: DType, width: SIMDLength, //
    ](
        self: Pointer[Scalar[dtype], _],
        offset: SIMD[offsets, width],
        mask: SIMD[DType.bool, width] = SIMD[DType.bool, width](fill=True),
        default: SIMD[dtype, width] = SIMD[dtype, width](0),
    ) -> SIMD[dtype, width]:
        """The numbers at each of the offsets where the mask is true."""
        var result = default
        comptime for i in range(int_of(width._n)):
            if mask[i]:
                result[i] = self[unsafe_offset=Int(offset[i])]
        return result

    def unsafe_scatter[
        dtype: DType, offsets: DType, width: SIMDLength, //
    ](
        self: Pointer[Scalar[dtype], _],
        offset: SIMD[offsets, width],
        val: SIMD[dtype, width],
        mask: SIMD[DType.bool, width] = SIMD[DType.bool, width](fill=True),
    ):
        """Writes to each of the offsets where the mask is true."""
        comptime for i in range(int_of(width._n)):
            if mask[i]:
                self.unsafe_store(Int(offset[i]), val[i])

    def write_to[W: Writer, //](self, mut writer: W):
        writer.write_string(hex(self.__int__()))

    def write_repr_to[W: Writer, //](self, mut writer: W):
        writer.write_string(StringLiteral[__op.type_name[Self, False]()]())
        writer.write_string("(")
        self.write_to(writer)
        writer.write_string(")")


@always_inline
def _align_of[dtype: DType]() -> Int:
    return int_of(__op.align_of[Scalar[dtype]]())


comptime MutPointer[T: AnyType, origin: MutOrigin] = Pointer[T, origin]
comptime ImmPointer[T: AnyType, origin: ImmOrigin] = Pointer[T, origin]
comptime OpaquePointer[mut: Bool, //, origin: Origin[mut=mut]] = Pointer[NoneType, origin]
comptime MutOpaquePointer[origin: MutOrigin] = Pointer[NoneType, origin]
comptime ImmOpaquePointer[origin: ImmOrigin] = Pointer[NoneType, origin]
comptime OptionalPointer[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]] = Optional[Pointer[T, origin]]
comptime OptionalMutPointer[T: AnyType, origin: MutOrigin] = Optional[Pointer[T, origin]]
comptime OptionalImmPointer[T: AnyType, origin: ImmOrigin] = Optional[Pointer[T, origin]]

@deprecated("'UnsafePointer' is deprecated, use 'Pointer' instead")
comptime UnsafePointer = Pointer
