"""Views of contiguous elements that belong to someone else."""

from std.builtin.panic import SAFE_CHECKS, check_index, index_out_of_bounds
from std.builtin.prims import ZERO, index_of, int_of
from std.builtin.slices import ContiguousSlice, StridedSlice
from std.builtin.value_traits import DevicePassable
from std.hash.hasher import Hasher
from std.iter.traits import IterableOwned
from std.memory.allocate import copy_values, destroy_values, move_values
from std.memory.maybe_uninit import MaybeUninit
from std.origin import ImmOf
from std.sys.info import simd_width_of


@__parallel_elements
struct Span[mut: Bool, //, T: AnyType, origin: Origin[mut=mut]](
    Boolable,
    Defaultable,
    DevicePassable,
    Hashable where conforms_to(T, Hashable),
    Iterable where conforms_to(T, Copyable),
    IterableOwned where conforms_to(T, Copyable),
    Sized,
    TrivialRegisterPassable,
    Writable where conforms_to(T, Writable),
):
    """The address of the first element and how many there are."""

    comptime Immutable = Span[Self.T, ImmOf[Self.origin]]
    comptime IteratorOwnedType: Iterator where conforms_to(Self.T, Copyable) = _SpanIter[Self.T, Self.origin]
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = _SpanIter[Self.T, Self.origin]

    var _p: __prim.pointer[Self.T]
    var _len: Int

    @always_inline
    def __init__(out self):
        self._p = __op.index_to_pointer[Self.T](__op.align_of[Self.T]())
        self._len = 0

    @always_inline
    def __init__(out self, *, _p: __prim.pointer[Self.T], _len: Int):
        self._p = _p
        self._len = _len

    @always_inline
    def __init__(out self, *, unsafe_ptr: Pointer[Self.T, Self.origin], length: Int):
        self._p = unsafe_ptr._p
        self._len = length

    @always_inline
    @implicit
    def __init__[m: Bool, o: Origin[mut=m], //](out self: Span[Self.T, ImmOf[o]], other: Span[Self.T, o]):
        self._p = other._p
        self._len = other._len

    @always_inline
    @implicit
    def __init__(out self, ref[Self.origin] list: List[Self.T]):
        self._p = list._data
        self._len = list._len

    @always_inline
    @implicit
    def __init__[n: Int, //](out self, ref[Self.origin] array: Array[Self.T, n]):
        self._p = array._address()
        self._len = n

    @always_inline
    def __len__(self) -> Int:
        return self._len

    @always_inline
    def __dialect_length__(self) -> Int:
        return self._len

    @always_inline
    def __bool__(self) -> Bool:
        return self._len > 0

    @always_inline
    def unsafe_ptr(self) -> Pointer[Self.T, Self.origin]:
        return Pointer[Self.T, Self.origin](_p=self._p)

    @always_inline
    def as_ref(self) -> Pointer[Self.T, Self.origin]:
        """The address of the first element."""
        return Pointer[Self.T, Self.origin](_p=self._p)

    @always_inline
    def as_imm(self) -> Span[Self.T, ImmOf[Self.origin]]:
        return Span[Self.T, ImmOf[Self.origin]](_p=self._p, _len=self._len)

    @always_inline
    def _at(self, index: Int) -> __prim.pointer[Self.T]:
        return __op.offset(self._p, index_of(index))

    @always_inline
    @__caller_location
    def __getitem__(self, idx: Int, /) -> ref[Self.origin] Self.T:
        check_index(idx, self._len)
        return __op.deref[Self.origin](self._at(idx))

    @always_inline
    @__caller_location
    def __getitem__[v: __prim.int_literal, //](self, idx: IntLiteral[v], /) -> ref[Self.origin] Self.T:
        comptime assert idx >= 0, "negative indexing is not supported, use e.g. `x[len(x) - 1]`"
        check_index(Int(idx), self._len)
        return __op.deref[Self.origin](self._at(Int(idx)))

    @always_inline
    @__caller_location
    def __getitem__[I: Indexer, //](self, idx: I, /) -> ref[Self.origin] Self.T:
        check_index(index(idx), self._len)
        return __op.deref[Self.origin](self._at(index(idx)))

    @always_inline
    @__caller_location
    def __getitem__(self, slc: ContiguousSlice) -> Self:
        var start, end = slc._checked(self._len)
        return Self(_p=self._at(start), _len=end - start)

    def __getitem__(self, slc: StridedSlice) -> List[Self.T] where conforms_to(Self.T, Copyable):
        var start, _, step = slc.indices(self._len)
        var count = slc._count(self._len)
        var result = List[Self.T](capacity=count)
        for i in range(count):
            result.append(self.unsafe_get(start + i * step).copy())
        return result^

    @always_inline
    def unsafe_get(self, idx: Int) -> ref[Self.origin] Self.T:
        return __op.deref[Self.origin](self._at(idx))

    @always_inline
    def unsafe_subspan(self, *, offset: Int, length: Int) -> Self:
        return Self(_p=self._at(offset), _len=length)

    @always_inline
    def __iter__(self) -> _SpanIter[Self.T, Self.origin]:
        return _SpanIter[Self.T, Self.origin](self._p, self._len)

    @always_inline
    def __reversed__(self) -> _SpanIter[Self.T, Self.origin, False]:
        return _SpanIter[Self.T, Self.origin, False](self._p, self._len)

    def __contains__(self, value: Self.T) -> Bool where conforms_to(Self.T, Equatable):
        for i in range(self._len):
            if self.unsafe_get(i) == value:
                return True
        return False

    def __eq__[
        m: Bool, o: Origin[mut=m], //
    ](self, rhs: Span[Self.T, o]) -> Bool where conforms_to(Self.T, Equatable):
        if self._len != rhs._len:
            return False
        for i in range(self._len):
            if not (self.unsafe_get(i) == rhs.unsafe_get(i)):
                return False
        return True

    def __ne__[
        m: Bool, o: Origin[mut=m], //
    ](self, rhs: Span[Self.T, o]) -> Bool where conforms_to(Self.T, Equatable):
        return not (self == rhs)

    def fill(self, value: Self.T) where Self.mut and conforms_to(Self.T, Copyable & Deinitable):
        """Assigns a copy of `value` to each element."""
        for i in range(self._len):
            __op.destroy(self._at(i))
            __op.write(self._at(i), value.copy())

    @__caller_location
    def copy_from[
        o: ImmOrigin, //
    ](self, other: Span[Self.T, o]) where Self.mut and conforms_to(Self.T, Copyable & Deinitable):
        """Assigns copies of the elements of `other`, which must be as many."""
        debug_assert[assert_mode="safe"](self._len == other._len, "Spans must be of equal length")
        for i in range(self._len):
            __op.destroy(self._at(i))
            __op.write(self._at(i), other.unsafe_get(i).copy())

    @always_inline
    def apply[
        dtype: DType, m: Bool, o: Origin[mut=m], F: def[w: SIMDLength](SIMD[dtype, w]) -> SIMD[dtype, w], //
    ](self: Span[Scalar[dtype], o], func: F) where m:
        """Replaces each number by what `func` makes of it, as many at a time as a vector register holds."""
        comptime width = simd_width_of[dtype]()
        var p = self.unsafe_ptr()
        var i = 0
        while i <= self._len - width:
            p.unsafe_store(i, func[width](p.unsafe_load[width=width](i)))
            i += width
        while i < self._len:
            p.unsafe_store(i, func[1](p.unsafe_load(i)))
            i += 1

    @always_inline
    def apply[
        dtype: DType,
        m: Bool,
        o: Origin[mut=m],
        F: def[w: SIMDLength](SIMD[dtype, w]) -> SIMD[dtype, w],
        C: def[w: SIMDLength](SIMD[dtype, w]) -> SIMD[DType.bool, w],
        //,
    ](self: Span[Scalar[dtype], o], func: F, *, cond: C) where m:
        """As above, where `cond` holds; the others stay."""

        def chosen[w: SIMDLength](values: SIMD[dtype, w]) {imm func, imm cond} -> SIMD[dtype, w]:
            return cond[w](values).select(func[w](values), values)

        self.apply(chosen)

    @always_inline
    def count[
        dtype: DType, m: Bool, o: Origin[mut=m], F: def[w: SIMDLength](SIMD[dtype, w]) -> SIMD[DType.bool, w], //
    ](self: Span[Scalar[dtype], o], func: F) -> Int:
        """For how many numbers `func` holds."""
        comptime width = simd_width_of[dtype]()
        var p = self.unsafe_ptr()
        var i = 0
        var total = 0
        while i <= self._len - width:
            total += Int(func[width](p.unsafe_load[width=width](i)).cast[DType.int]().reduce_add())
            i += width
        while i < self._len:
            total += Int(func[1](p.unsafe_load(i)))
            i += 1
        return total

    def reverse(self) where Self.mut and conforms_to(Self.T, Movable):
        """Turns the order of the elements around."""
        for i in range(self._len // 2):
            self.unsafe_swap_elements(i, self._len - 1 - i)

    @always_inline
    @__caller_location
    def swap_elements(self, a: Int, b: Int) where Self.mut and conforms_to(Self.T, Movable):
        check_index(a, self._len)
        check_index(b, self._len)
        self.unsafe_swap_elements(a, b)

    @always_inline
    def unsafe_swap_elements(self, a: Int, b: Int) where Self.mut and conforms_to(Self.T, Movable):
        if a == b:
            return
        var kept = __op.take(self._at(a))
        __op.write(self._at(a), __op.take(self._at(b)))
        __op.write(self._at(b), kept^)

    def binary_search_by[func: def(Self.T) thin -> Int](self) -> Optional[Int]:
        """As below, for a function that is known at compile time."""
        return self.binary_search_by(func)

    def binary_search_by[F: def(Self.T) -> Int, //](self, func: F) -> Optional[Int]:
        """The position of an element for which `func` gives 0; it must give negative numbers before and positive ones after."""
        var low = 0
        var high = self._len
        while low < high:
            var middle = (low + high) // 2
            var answer = func(self.unsafe_get(middle))
            if answer == 0:
                return middle
            if answer < 0:
                low = middle + 1
            else:
                high = middle
        return None

    # ---- storage that may hold values or not

    @always_inline
    def unsafe_assume_init[U: AnyType, m: Bool, o: Origin[mut=m], //](self: Span[MaybeUninit[U], o]) -> Span[U, o]:
        """The values, which must all be there."""
        return Span[U, o](_p=__op.pointer_cast[U](self._p), _len=self._len)

    def unsafe_init_with[
        U: AnyType, o: MutOrigin, F: def(Int) -> U, //
    ](self: Span[MaybeUninit[U], o], f: F, /) -> Span[U, o]:
        """Puts what `f` makes of each position there. What was there before is forgotten."""
        var values = self.unsafe_assume_init()
        for i in range(values._len):
            __op.write(values._at(i), f(i))
        return values

    @__caller_location
    def unsafe_init_copy_from[
        U: Copyable, o: MutOrigin, m2: Bool, o2: Origin[mut=m2], //
    ](self: Span[MaybeUninit[U], o], copy_from: Span[U, o2], /) -> Span[U, o]:
        """Copies as many values here."""
        debug_assert[assert_mode="safe"](self._len == copy_from._len, "Spans must be of equal length")
        var values = self.unsafe_assume_init()
        copy_values[U](values._p, copy_from._p, values._len)
        return values

    @__caller_location
    def unsafe_init_move_from[
        U: Movable, o: MutOrigin, o2: MutOrigin, //
    ](self: Span[MaybeUninit[U], o], move_from: Span[U, o2], /) -> Span[U, o]:
        """Moves as many values here; those of `move_from` are gone afterwards."""
        debug_assert[assert_mode="safe"](self._len == move_from._len, "Spans must be of equal length")
        var values = self.unsafe_assume_init()
        move_values[U](values._p, move_from._p, values._len)
        return values

    def unsafe_deinit_elements[U: Deinitable, o: MutOrigin, //](self: Span[U, o]):
        """Destroys the elements where they lie."""
        destroy_values[U](self._p, self._len)

    def unsafe_deinit_elements_with[
        U: Movable, o: MutOrigin, F: def(var U) -> None, //
    ](self: Span[U, o], f: F, /):
        """Hands every element to `f`."""
        for i in range(self._len):
            f(__op.take(self._at(i)))

    def __hash__[H: Hasher, //](self, mut hasher: H) where conforms_to(Self.T, Hashable):
        hasher._update_with_simd(self._len)
        for i in range(self._len):
            self.unsafe_get(i).__hash__(hasher)

    def write_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        write_elements[False](writer, self)

    def write_repr_to[W: Writer, //](self, mut writer: W) where conforms_to(Self.T, Writable):
        comptime if Self.mut:
            writer.write_string("Span[mut=True, ")
        else:
            writer.write_string("Span[mut=False, ")
        writer.write_string(StringLiteral[__op.type_name[Self.T, False]()]())
        writer.write_string("](")
        write_elements[True](writer, self)
        writer.write_string(")")


def write_elements[
    m: Bool, T: Writable, o: Origin[mut=m], W: Writer, //, as_repr: Bool
](mut writer: W, elements: Span[T, o]):
    """Writes `[a, b, c]`."""
    writer.write_string("[")
    for i in range(elements._len):
        if i > 0:
            writer.write_string(", ")
        comptime if as_repr:
            elements.unsafe_get(i).write_repr_to(writer)
        else:
            elements.unsafe_get(i).write_to(writer)
    writer.write_string("]")


struct _SpanIter[mut: Bool, //, T: AnyType, origin: Origin[mut=mut], forward: Bool = True](
    Copyable, Iterable where conforms_to(T, Copyable), Iterator where conforms_to(T, Copyable)
):
    """Walks over contiguous elements."""

    comptime Element = Self.T
    comptime IteratorType[iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]]: Iterator where conforms_to(
        Self.T, Copyable
    ) = Self

    var _p: __prim.pointer[Self.T]
    var _left: Int

    @always_inline
    def __init__(out self, p: __prim.pointer[Self.T], count: Int):
        self._p = p
        self._left = count

    @always_inline
    def __iter__(self) -> Self:
        return self.copy()

    @always_inline
    def __next__(mut self) raises StopIteration -> Self.T where conforms_to(Self.T, Copyable):
        return self.__next_ref__().copy()

    @always_inline
    def __next_ref__(mut self) raises StopIteration -> ref[Self.origin] Self.T:
        """What `for` loops call: the element itself."""
        if self._left <= 0:
            raise StopIteration()
        self._left -= 1
        comptime if Self.forward:
            var p = self._p
            self._p = __op.offset(p, index_of(1))
            return __op.deref[Self.origin](p)
        else:
            return __op.deref[Self.origin](__op.offset(self._p, index_of(self._left)))

    @always_inline
    def __len__(self) -> Int:
        return self._left

    def bounds(self) -> Tuple[Int, Optional[Int]]:
        return (self._left, Optional(self._left))


comptime ImmSpan[T: AnyType, origin: ImmOrigin] = Span[T, origin]
comptime MutSpan[T: AnyType, origin: MutOrigin] = Span[T, origin]
