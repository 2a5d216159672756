"""The names that are visible everywhere. Each is looked up when it is first used."""

from std.builtin.anytype import Some
from std.builtin.bool import Bool, all, any
from std.builtin.breakpoint import breakpoint
from std.builtin.debug_assert import debug_assert
from std.builtin.dtype import DType
from std.builtin.error import Error
from std.builtin.float_literal import FloatLiteral
from std.builtin.inline_level import InlineLevel
from std.builtin.int_literal import IntLiteral
from std.builtin.len import index, len
from std.builtin.none import Never, NoneType
from std.builtin.range import range
from std.builtin.rebind import materialize, rebind, rebind_var
from std.builtin.simd_length import SIMDLength
from std.builtin.slices import Slice, slice
from std.builtin.sort import partition, sort
from std.builtin.string_literal import StringLiteral
from std.builtin.swap import deinit, swap
from std.builtin.tuple import Tuple
from std.builtin.value_traits import (
    Absable,
    Boolable,
    Comparable,
    DivModable,
    EnumLike,
    Equatable,
    Floatable,
    FloatableRaising,
    Identifiable,
    Indexer,
    Intable,
    IntableRaising,
    KeyElement,
    Powable,
    Roundable,
    Sized,
    SizedRaising,
)
from std.builtin.variadics import ParameterList, TypeList, VariadicList, VariadicPack
from std.collections.array import Array
from std.collections.dict import Dict
from std.collections.list import List
from std.collections.optional import Optional
from std.collections.span import ImmSpan, MutSpan, Span
from std.collections.string.codepoint import Codepoint, chr
from std.collections.string.quoting import ascii
from std.collections.string.string import String
from std.collections.string.string_span import (
    ImmStringSlice,
    ImmStringSpan,
    StaticString,
    StringSlice,
    StringSpan,
    atof,
    atol,
    ord,
)
from std.documentation import doc_hidden
from std.format.integer import bin, hex, oct
from std.format.writable import Writable, Writer, repr
from std.hash.hasher import Hashable, Hasher, hash, hash_bytes
from std.io.descriptor import RawFileDescriptor
from std.io.file import FileHandle, open
from std.io.print import input, print
from std.iter.functions import enumerate, map, reversed, zip
from std.iter.traits import Iterable, IterableOwned, Iterator, ReversibleRange, StopIteration, iter, next
from std.math.basic import abs, divmod, max, min, pow, round
from std.memory.address_space import AddressSpace
from std.memory.alloc import alloc
from std.memory.pointer import (
    ImmOpaquePointer,
    ImmPointer,
    MutOpaquePointer,
    MutPointer,
    OpaquePointer,
    OptionalImmPointer,
    OptionalMutPointer,
    OptionalPointer,
    Pointer,
    UnsafePointer,
)
from std.origin import (
    AnyOrigin,
    ImmOrigin,
    ImmStaticOrigin,
    ImmUnsafeAnyOrigin,
    ImmUntrackedOrigin,
    ImmutAnyOrigin,
    MutAnyOrigin,
    MutOrigin,
    MutUnsafeAnyOrigin,
    MutUntrackedOrigin,
    Origin,
    OriginSet,
    UnsafeAnyOrigin,
    UntrackedOrigin,
)
from std.reflection.reflected import reflect
from std.simd.scalars import (
    BFloat16,
    Byte,
    Float16,
    Float32,
    Float4_e2m1fn,
    Float64,
    Float8_e4m3fn,
    Float8_e4m3fnuz,
    Float8_e5m2,
    Float8_e5m2fnuz,
    Float8_e8m0fnu,
    Int,
    Int128,
    Int16,
    Int256,
    Int32,
    Int64,
    Int8,
    Scalar,
    UInt,
    UInt128,
    UInt16,
    UInt256,
    UInt32,
    UInt64,
    UInt8,
)
from std.simd.simd import SIMD
from std.traits.lifecycle import (
    AnyType,
    Copyable,
    Defaultable,
    Deinitable,
    ImplicitlyCopyable,
    Movable,
    RegisterPassable,
    TrivialRegisterPassable,
)
