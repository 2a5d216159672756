/** What a value of a type is to the interpreter. */

import { must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { ConcreteTypes } from "../mir/program.ts";
import { type Layouts, laneBytes } from "../target/layout.ts";
import type { DTypeInfo } from "../terms/dtype.ts";
import { vectorType } from "../terms/scalars.ts";
import type { TermStore } from "../terms/store.ts";

export type Shape =
  | { readonly kind: "none" }
  | { readonly kind: "scalar"; readonly dtype: DTypeInfo; readonly size: number }
  | {
      readonly kind: "vector";
      readonly dtype: DTypeInfo;
      readonly width: number;
      readonly lane: number;
      readonly size: number;
    }
  | { readonly kind: "address"; readonly size: number }
  | { readonly kind: "bytes"; readonly size: number };

export interface TypeSource {
  readonly store: TermStore;
  readonly types: ConcreteTypes;
  readonly layouts: Layouts;
}

export function shapeOf(s: TypeSource, type: TypeId): Shape {
  const size = s.layouts.sizeOf(type);
  if (size === 0) return { kind: "none" };
  // A wrapper is what it wraps.
  const leaf = leafOf(s, type);
  if (leaf !== undefined && leaf.type !== type) return shapeOf(s, leaf.type);
  const vector = vectorType(s.store, type);
  if (vector !== undefined) {
    const { dtype, width } = vector;
    return width === 1
      ? { kind: "scalar", dtype, size }
      : { kind: "vector", dtype, width, lane: laneBytes(dtype), size };
  }
  return isAddress(s, type) ? { kind: "address", size } : { kind: "bytes", size };
}

export function isAddress(s: TypeSource, type: TypeId): boolean {
  const term = s.store.get(type);
  switch (term.kind) {
    case "ref":
      return true;
    case "fn":
      return term.thin;
    case "prim":
      return term.name === "pointer" || term.name === "pack";
    default:
      return false;
  }
}

/** The only field of a wrapper with any bytes, down to a primitive: where a scalar constant of a struct type lies. */
export function leafOf(s: TypeSource, type: TypeId): { readonly type: TypeId; readonly offset: number } | undefined {
  const kind = s.store.get(type).kind;
  if (kind !== "struct" && kind !== "closure") return { type, offset: 0 };
  const sized = s.types
    .fieldTypes(type)
    .flatMap((field, index) => (s.layouts.sizeOf(field) > 0 ? [{ field, index }] : []));
  if (sized.length !== 1) return undefined;
  const { field, index } = must(sized[0], "field");
  const inner = leafOf(s, field);
  return inner === undefined ? undefined : { type: inner.type, offset: inner.offset + s.layouts.offsetOf(type, index) };
}

/** The constant that a wrapper's constant wraps. */
export function unwrapped(s: TypeSource, id: TermId): TermId {
  let at = id;
  for (let term = s.store.get(at); term.kind === "record"; term = s.store.get(at)) {
    const types = s.types.fieldTypes(term.type);
    const only = term.fields.filter((_, i) => s.layouts.sizeOf(must(types[i], "field")) > 0);
    if (only.length !== 1) break;
    at = must(only[0], "field");
  }
  return at;
}

/** Whether values of the type may hold addresses, so that they cannot be written as plain fields. */
export function holdsAddress(s: TypeSource, type: TypeId): boolean {
  if (s.layouts.sizeOf(type) === 0) return false;
  if (isAddress(s, type)) return true;
  const term = s.store.get(type);
  if (term.kind === "prim") {
    if (term.name === "union") return true;
    if (term.name === "array") return holdsAddress(s, must(term.args[0], "array element"));
  }
  return s.types.fieldTypes(type).some((f) => holdsAddress(s, f));
}
