/** Questions about constants and their types that folding, printing and the origin algebra share. */

import type { TermId, TypeId } from "../base/ids.ts";
import { DTYPE_INT, DTYPES, type DTypeInfo, dtypeByCode } from "./dtype.ts";
import { roundToFormat } from "./float-format.ts";
import type { TermStore } from "./store.ts";

export interface VectorType {
  readonly dtype: DTypeInfo;
  readonly width: number;
}

const INDEX: VectorType = { dtype: DTYPES[DTYPE_INT] as DTypeInfo, width: 1 };

/** The element type and width of a prim `simd` where both are known; `index` counts as one signed 64-bit lane. */
export function vectorType(store: TermStore, type: TypeId): VectorType | undefined {
  if (type === store.index) return INDEX;
  const term = store.get(type);
  if (term.kind !== "prim" || term.name !== "simd") return undefined;
  const [code, width] = term.args;
  if (code === undefined || width === undefined) return undefined;
  const codeValue = intValue(store, code);
  const widthValue = intValue(store, width);
  if (codeValue === undefined || widthValue === undefined) return undefined;
  const dtype = dtypeByCode(Number(codeValue));
  return dtype === undefined ? undefined : { dtype, width: Number(widthValue) };
}

export function isFloat(dtype: DTypeInfo): boolean {
  return dtype.class === "float";
}

/** One lane of an integer class (not Bool), or `index`: where sums are put into polynomial form. */
export function integerType(store: TermStore, type: TypeId): DTypeInfo | undefined {
  const vector = vectorType(store, type);
  if (vector === undefined || vector.width !== 1) return undefined;
  return vector.dtype.class === "signed" || vector.dtype.class === "unsigned" ? vector.dtype : undefined;
}

export function isPrimBool(store: TermStore, type: TypeId): boolean {
  return type === store.primBool;
}

export function wrapInt(dtype: DTypeInfo, value: bigint): bigint {
  return dtype.class === "signed" ? BigInt.asIntN(dtype.bits, value) : BigInt.asUintN(dtype.bits, value);
}

/** Smallest and largest value of an integer element type. */
export function intLimits(dtype: DTypeInfo): { readonly min: bigint; readonly max: bigint } {
  const bits = BigInt(dtype.bits);
  return dtype.class === "signed"
    ? { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n }
    : { min: 0n, max: (1n << bits) - 1n };
}

export type Scalar = bigint | number;

/** The constant of one lane at its type. */
export function scalarTerm(store: TermStore, type: TypeId, dtype: DTypeInfo, value: Scalar): TermId {
  if (dtype.class === "float")
    return store.internCanonical({ kind: "float", type, value: roundToFormat(dtype, Number(value)) });
  return store.internCanonical({ kind: "int", type, value: wrapInt(dtype, BigInt(value)) });
}

/** The value of an integer constant at any type. */
export function intValue(store: TermStore, id: TermId): bigint | undefined {
  const term = store.get(id);
  return term.kind === "int" ? term.value : undefined;
}

/** The value of a Bool constant, prim or struct. */
export function boolValue(store: TermStore, id: TermId): boolean | undefined {
  const value = intValue(store, id);
  return value === undefined ? undefined : value !== 0n;
}

export function stringValue(store: TermStore, id: TermId): string | undefined {
  const term = store.get(id);
  return term.kind === "string" ? term.value : undefined;
}

/** The type of a value term as far as the term itself (or the store's knowledge of parameters) tells. */
export function typeOfTerm(store: TermStore, id: TermId): TypeId | undefined {
  const term = store.get(id);
  switch (term.kind) {
    case "int":
    case "float":
    case "record":
    case "lanes":
    case "memory":
    case "apply":
    case "op":
    case "field":
    case "assoc":
      return term.type;
    case "ratio":
      return store.floatLiteral;
    case "string":
      return store.stringLiteral;
    case "param":
      return store.paramType(term.owner, term.index);
    default:
      return undefined;
  }
}

/**
 * A Bool of any spelling as a prim Bool: mutabilities and propositions are kept so, whatever library struct wraps them.
 * Open terms (`_`, inference unknowns, errors) stay as they are until they become something.
 */
export function asPrimBool(store: TermStore, id: TermId): TermId {
  const term = store.get(id);
  switch (term.kind) {
    case "int":
      return store.bool(term.value !== 0n);
    case "error":
    case "unbound":
    case "infer":
    case "bound":
      return id;
    default:
      if (typeOfTerm(store, id) === store.primBool) return id;
      return store.intern({ kind: "field", type: store.primBool, base: id, index: 0 });
  }
}

/** UTF-8 length of a string. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const ch of text) {
    const code = ch.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * A total order for the parts of sums, unions and symmetric operations: parameters as declared, then other symbols, then
 * constants. Ids break ties, so the order is fixed within one compilation.
 */
export function compareTerms(store: TermStore, a: TermId, b: TermId): number {
  if (a === b) return 0;
  const x = orderOf(store, a);
  const y = orderOf(store, b);
  return x.rank - y.rank || x.major - y.major || x.minor - y.minor || a - b;
}

function orderOf(
  store: TermStore,
  id: TermId,
): { readonly rank: number; readonly major: number; readonly minor: number } {
  let term = store.get(id);
  while (term.kind === "field") term = store.get(term.base);
  switch (term.kind) {
    case "param":
    case "arg":
      return { rank: 0, major: term.owner, minor: term.index };
    case "int":
    case "float":
      return { rank: 2, major: 0, minor: 0 };
    default:
      return { rank: 1, major: 0, minor: 0 };
  }
}
