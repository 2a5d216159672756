"""Names for the one-lane vectors."""

comptime Scalar[dtype: DType] = SIMD[dtype, 1]

comptime Int8 = SIMD[DType.int8, 1]
comptime UInt8 = SIMD[DType.uint8, 1]
comptime Byte = UInt8
comptime Int16 = SIMD[DType.int16, 1]
comptime UInt16 = SIMD[DType.uint16, 1]
comptime Int32 = SIMD[DType.int32, 1]
comptime UInt32 = SIMD[DType.uint32, 1]
comptime Int64 = SIMD[DType.int64, 1]
comptime UInt64 = SIMD[DType.uint64, 1]
comptime Int128 = SIMD[DType.int128, 1]
comptime UInt128 = SIMD[DType.uint128, 1]
comptime Int256 = SIMD[DType.int256, 1]
comptime UInt256 = SIMD[DType.uint256, 1]

comptime Int = SIMD[DType.int, 1]

comptime UInt = SIMD[DType.uint, 1]

comptime Float16 = SIMD[DType.float16, 1]
comptime BFloat16 = SIMD[DType.bfloat16, 1]

comptime Float32 = SIMD[DType.float32, 1]

comptime Float64 = SIMD[DType.float64, 1]

comptime Float8_e4m3fn = SIMD[DType.float8_e4m3fn, 1]
comptime Float8_e4m3fnuz = SIMD[DType.float8_e4m3fnuz, 1]
comptime Float8_e5m2 = SIMD[DType.float8_e5m2, 1]
comptime Float8_e5m2fnuz = SIMD[DType.float8_e5m2fnuz, 1]
comptime Float8_e8m0fnu = SIMD[DType.float8_e8m0fnu, 1]
comptime Float4_e2m1fn = SIMD[DType.float4_e2m1fn, 1]

comptime U8x16 = SIMD[DType.uint8, 16]
