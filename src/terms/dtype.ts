/** The element types of SIMD vectors: the one table that says what each dtype code is. Library code asks for codes by name. */

export type DTypeClass = "bool" | "signed" | "unsigned" | "float";

export interface DTypeInfo {
  readonly code: number;
  readonly name: string;
  readonly class: DTypeClass;
  readonly bits: number;
}

function row(code: number, name: string, kind: DTypeClass, bits: number): DTypeInfo {
  return { code, name, class: kind, bits };
}

/** Indexed by code. `int` and `uint` are as wide as a pointer of a 64-bit target. */
export const DTYPES: readonly DTypeInfo[] = [
  row(0, "bool", "bool", 1),
  row(1, "int8", "signed", 8),
  row(2, "uint8", "unsigned", 8),
  row(3, "int16", "signed", 16),
  row(4, "uint16", "unsigned", 16),
  row(5, "int32", "signed", 32),
  row(6, "uint32", "unsigned", 32),
  row(7, "int64", "signed", 64),
  row(8, "uint64", "unsigned", 64),
  row(9, "int128", "signed", 128),
  row(10, "uint128", "unsigned", 128),
  row(11, "int256", "signed", 256),
  row(12, "uint256", "unsigned", 256),
  row(13, "int", "signed", 64),
  row(14, "uint", "unsigned", 64),
  row(15, "float16", "float", 16),
  row(16, "bfloat16", "float", 16),
  row(17, "float32", "float", 32),
  row(18, "float64", "float", 64),
  row(19, "float8_e4m3fn", "float", 8),
  row(20, "float8_e4m3fnuz", "float", 8),
  row(21, "float8_e5m2", "float", 8),
  row(22, "float8_e5m2fnuz", "float", 8),
  row(23, "float8_e8m0fnu", "float", 8),
  row(24, "float4_e2m1fn", "float", 4),
  row(25, "invalid", "unsigned", 0),
];

export const DTYPE_BOOL = 0;
export const DTYPE_UINT8 = 2;
export const DTYPE_INT32 = 5;
export const DTYPE_INT = 13;
export const DTYPE_UINT = 14;
export const DTYPE_FLOAT32 = 17;
export const DTYPE_FLOAT64 = 18;

const byName: ReadonlyMap<string, DTypeInfo> = new Map(DTYPES.map((d) => [d.name, d]));

export function dtypeByCode(code: number): DTypeInfo | undefined {
  return DTYPES[code];
}
export function dtypeByName(name: string): DTypeInfo | undefined {
  return byName.get(name);
}
