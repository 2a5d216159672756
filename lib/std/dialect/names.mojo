"""Names that every file sees beside the prelude, unless it is held to Mojo 1.2."""

from std.builtin.bool import Bool as bool
from std.collections.array import Array as InlineArray
from std.collections.dict import Dict as dict
from std.collections.list import List as list
from std.collections.set import Set as set
from std.collections.string.string import String as str
from std.dialect.arrays import allocate_array
from std.simd.scalars import BFloat16 as bf16, Float16 as f16, Float32 as f32, Float64 as f64, Float64 as float
from std.simd.scalars import Int as int, Int8 as i8, Int16 as i16, Int32 as i32, Int64 as i64
from std.simd.scalars import UInt as uint, UInt8 as u8, UInt16 as u16, UInt32 as u32, UInt64 as u64
from std.tensor.tensor import Tensor
