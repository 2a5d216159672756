"""Vectors of numbers, and the names of the one-lane ones."""

from std.builtin.value_traits import IntervalElement
from std.simd.fast_math import FastMathFlag
from std.simd.simd import SIMD
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
    U8x16,
    UInt,
    UInt128,
    UInt16,
    UInt256,
    UInt32,
    UInt64,
    UInt8,
)
