/**
 * Size, alignment and field offsets of concrete types, as LLVM lays out the types that the emitter makes of them.
 *
 * Structs keep declaration order with natural alignment. A Bool is one byte in memory and a mask one byte a lane. Literals,
 * functions and other compile-time things have no size. `index` has 64 bits on every target, as while folding.
 */

import { bug, must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import { type DTypeInfo, dtypeByCode } from "../terms/dtype.ts";
import type { TermStore } from "../terms/store.ts";
import type { Target } from "./triples.ts";

/** What layout must know about declarations; `ConcreteTypes` has it. */
export interface LayoutTypes {
  fieldTypes(type: TypeId): readonly TypeId[];
  extraAlign(type: TypeId): number;
}

export interface TypeLayout {
  readonly size: number;
  readonly align: number;
  /** Offsets of the fields of a struct, closure object or product; empty for other types. */
  readonly offsets: readonly number[];
}

export interface Layouts {
  readonly target: Target;
  of(type: TypeId): TypeLayout;
  sizeOf(type: TypeId): number;
  alignOf(type: TypeId): number;
  /** Distance of consecutive values in an array: the size, which is always a multiple of the alignment. */
  strideOf(type: TypeId): number;
  offsetOf(type: TypeId, field: number): number;
}

const EMPTY: TypeLayout = { size: 0, align: 1, offsets: [] };

export function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** Bytes of one lane in memory. */
export function laneBytes(dtype: DTypeInfo): number {
  return dtype.bits === 0 ? 0 : Math.max(1, dtype.bits >>> 3);
}

/** The types in a parameter list (`list` term). */
export function listElements(store: TermStore, list: TermId): readonly TermId[] {
  const term = store.get(list);
  return term.kind === "list" ? term.elements : bug(`a list was expected, not a ${term.kind} term`);
}

/** A compile-time integer of any integer-like type. */
export function intOf(store: TermStore, value: TermId | undefined): number {
  const term = store.get(must(value, "integer parameter"));
  return term.kind === "int" ? Number(term.value) : bug(`an integer was expected, not a ${term.kind} term`);
}

/** Element type and width of a prim `simd`. */
export function simdParts(
  store: TermStore,
  args: readonly TermId[],
): { readonly dtype: DTypeInfo; readonly width: number } {
  const code = intOf(store, args[0]);
  return { dtype: must(dtypeByCode(code), `dtype ${code}`), width: intOf(store, args[1]) };
}

export function createLayouts(types: LayoutTypes, store: TermStore, target: Target): Layouts {
  const known = new Map<TypeId, TypeLayout>();
  const running = new Set<TypeId>();
  const pointer: TypeLayout = { size: target.pointerBytes, align: target.pointerBytes, offsets: [] };

  function scalarAlign(bytes: number): number {
    return bytes > 8 ? Math.min(bytes, target.wideIntAlign) : Math.max(1, bytes);
  }

  function simd(dtype: DTypeInfo, width: number): TypeLayout {
    const lane = laneBytes(dtype);
    if (lane === 0 || width === 0) return EMPTY;
    if (width === 1) return { size: lane, align: scalarAlign(lane), offsets: [] };
    // LLVM aligns a vector to its size rounded up to a power of two.
    let size = 1;
    while (size < lane * width) size *= 2;
    return { size, align: size === 16 ? target.vector16Align : size, offsets: [] };
  }

  function fields(parts: readonly TypeId[], extraAlign: number): TypeLayout {
    let end = 0;
    let align = Math.max(1, extraAlign);
    const offsets: number[] = [];
    for (const part of parts) {
      const layout = of(part);
      end = roundUp(end, layout.align);
      offsets.push(end);
      end += layout.size;
      align = Math.max(align, layout.align);
    }
    return { size: roundUp(end, align), align, offsets };
  }

  function compute(type: TypeId): TypeLayout {
    const term = store.get(type);
    switch (term.kind) {
      case "struct":
      case "closure":
        return fields(types.fieldTypes(type), types.extraAlign(type));
      case "ref":
        return pointer;
      case "fn":
        return term.thin ? pointer : EMPTY;
      case "prim":
        switch (term.name) {
          case "simd": {
            const { dtype, width } = simdParts(store, term.args);
            return simd(dtype, width);
          }
          case "index":
            return { size: 8, align: 8, offsets: [] };
          case "pointer":
          case "pack":
            return pointer;
          case "array": {
            const element = of(must(term.args[0], "array element"));
            const count = intOf(store, term.args[1]);
            return { size: element.size * Math.max(0, count), align: element.align, offsets: [] };
          }
          case "product":
            return fields(listElements(store, must(term.args[0], "product list")), 0);
          case "union": {
            let size = 0;
            let align = 1;
            for (const member of listElements(store, must(term.args[0], "union list"))) {
              const layout = of(member);
              size = Math.max(size, layout.size);
              align = Math.max(align, layout.align);
            }
            return { size: roundUp(size, align), align, offsets: [] };
          }
          default:
            return EMPTY;
        }
      default:
        return EMPTY;
    }
  }

  function of(type: TypeId): TypeLayout {
    const found = known.get(type);
    if (found !== undefined) return found;
    if (running.has(type)) bug("a type contains itself");
    running.add(type);
    const layout = compute(type);
    running.delete(type);
    known.set(type, layout);
    return layout;
  }

  return {
    target,
    of,
    sizeOf: (type) => of(type).size,
    alignOf: (type) => of(type).align,
    strideOf: (type) => of(type).size,
    offsetOf: (type, field) => must(of(type).offsets[field], `field ${field}`),
  };
}
