"""Which declaration plays which role in the language: the compiler looks a role up here by its name."""

from std.builtin.bool import Bool as bool
from std.builtin.comptime_text import _comptime_text as comptime_text
from std.builtin.dtype import DType as dtype
from std.builtin.error import Error as error, report_unhandled as print_unhandled_error
from std.builtin.float_literal import FloatLiteral as float_literal
from std.builtin.int_literal import IntLiteral as int_literal
from std.builtin.none import Never as never, NoneType as none
from std.builtin.panic import _assertion_failed as assert_failed
from std.builtin.range import closed_range, half_open_range as range, range as range_function
from std.builtin.rebind import materialize
from std.builtin.simd_length import SIMDLength as simd_length
from std.builtin.slices import ContiguousSlice as contiguous_slice, Slice as slice, StridedSlice as strided_slice
from std.builtin.string_literal import StringLiteral as string_literal
from std.builtin.tuple import Tuple as tuple
from std.builtin.value_traits import (
    Boolable as boolable,
    Comparable as comparable,
    Equatable as equatable,
    Indexer as indexer,
    Intable as intable,
    Sized as sized,
)
from std.builtin.variadics import (
    ParameterList as parameter_list,
    TypeList as type_list,
    VariadicList as variadic_list,
    VariadicPack as variadic_pack,
)
from std.collections.array import Array as array
from std.collections.dict import Dict as dict, StringDict as kwargs
from std.collections.list import List as list
from std.collections.optional import Optional as optional
from std.collections.set import Set as set
from std.collections.span import Span as span
from std.collections.string.string import String as string
from std.collections.string.string_span import StaticString as static_string, StringSpan as string_span
from std.dialect.arrays import allocate_array
from std.dialect.parallel import (
    parallel_for,
    parallel_for_raising,
    parallel_reduce,
    parallel_reduce_raising,
)
from std.dialect.script import unset_global
from std.format.tstring import TString as tstring
from std.format.writable import Writable as writable, Writer as writer
from std.hash.hasher import Hashable as hashable
from std.iter.traits import Iterable as iterable, IterableOwned as iterable_owned, Iterator as iterator
from std.iter.traits import StopIteration as stop_iteration
from std.memory.pointer import Pointer as pointer
from std.simd.scalars import Float32 as float32, Float64 as float64, Int as int, UInt as uint
from std.simd.simd import SIMD as simd
from std.traits.lifecycle import AnyType as any_type, Copyable as copyable, Defaultable as defaultable
from std.traits.lifecycle import Deinitable as deinitable, ImplicitlyCopyable as implicitly_copyable
from std.traits.lifecycle import Movable as movable, RegisterPassable as register_passable
from std.traits.lifecycle import TrivialRegisterPassable as trivial_register_passable
