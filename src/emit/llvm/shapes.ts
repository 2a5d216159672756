/**
 * How concrete types appear in LLVM IR.
 *
 * A type is flattened to its scalar leaves. One leaf: the type *is* that scalar (`Int` is an i64). Up to four: a small
 * record that travels in registers as a first-class struct of its leaves. Anything else lives in memory. Types without
 * size vanish. A Bool is i1 as a value and one byte in memory, a mask one bit and one byte a lane.
 */

import { bug, must } from "../../base/bug.ts";
import type { TypeId } from "../../base/ids.ts";
import type { ConcreteTypes } from "../../mir/program.ts";
import { type Layouts, listElements, simdParts } from "../../target/layout.ts";
import type { DTypeClass } from "../../terms/dtype.ts";
import type { TermStore } from "../../terms/store.ts";

export interface Scalar {
  readonly class: DTypeClass | "pointer";
  /** LLVM types as a value and in memory. */
  readonly value: string;
  readonly memory: string;
  /** Type of one lane. */
  readonly lane: string;
  readonly lanes: number;
  /** Bits of one lane. */
  readonly bits: number;
  /** Name of the dtype, "index" or "pointer". */
  readonly name: string;
  /** What a pointer points to. */
  readonly pointee: TypeId | undefined;
}

export interface Leaf {
  readonly offset: number;
  readonly scalar: Scalar;
}

export type Shape =
  | { readonly kind: "none" }
  | {
      readonly kind: "scalar";
      readonly offset: number;
      readonly scalar: Scalar;
      readonly size: number;
      readonly align: number;
    }
  | {
      readonly kind: "record";
      readonly leaves: readonly Leaf[];
      readonly type: string;
      readonly size: number;
      readonly align: number;
    }
  | { readonly kind: "memory"; readonly size: number; readonly align: number };

export interface Shapes {
  of(type: TypeId): Shape;
  /** The scalar that a type is; anything else is a broken invariant. */
  scalarOf(type: TypeId): Scalar;
  /** Types of the parts that a field projection selects. */
  fieldTypes(type: TypeId): readonly TypeId[];
}

const MOST_LEAVES = 4;

export const POINTER: Scalar = {
  class: "pointer",
  value: "ptr",
  memory: "ptr",
  lane: "ptr",
  lanes: 1,
  bits: 64,
  name: "pointer",
  pointee: undefined,
};

function laneType(kind: DTypeClass, name: string, bits: number): string {
  if (kind !== "float") return `i${bits}`;
  switch (name) {
    case "float16":
      return "half";
    case "bfloat16":
      return "bfloat";
    case "float32":
      return "float";
    case "float64":
      return "double";
    default:
      // The small formats are storage: the library converts them.
      return `i${Math.max(8, bits)}`;
  }
}

export function simdScalar(kind: DTypeClass, name: string, bits: number, lanes: number): Scalar {
  const lane = laneType(kind, name, bits);
  const inMemory = kind === "bool" ? "i8" : lane;
  const wide = (type: string): string => (lanes === 1 ? type : `<${lanes} x ${type}>`);
  return { class: kind, value: wide(lane), memory: wide(inMemory), lane, lanes, bits, name, pointee: undefined };
}

export function createShapes(types: ConcreteTypes, store: TermStore, layouts: Layouts): Shapes {
  const known = new Map<TypeId, Shape>();
  const indexScalar = simdScalar("signed", "index", layouts.target.pointerBytes * 8, 1);

  function fieldTypes(type: TypeId): readonly TypeId[] {
    const term = store.get(type);
    if (term.kind === "prim" && term.name === "product") return listElements(store, must(term.args[0], "product list"));
    return types.fieldTypes(type);
  }

  /** Adds the leaves of a type; false when it has parts that only live in memory. */
  function flatten(type: TypeId, offset: number, into: Leaf[]): boolean {
    if (layouts.sizeOf(type) === 0) return true;
    const term = store.get(type);
    switch (term.kind) {
      case "ref":
      case "fn":
        into.push({ offset, scalar: POINTER });
        return true;
      case "struct":
      case "closure":
        return fieldTypes(type).every(
          (field, i) => into.length <= MOST_LEAVES && flatten(field, offset + layouts.offsetOf(type, i), into),
        );
      case "prim":
        switch (term.name) {
          case "simd": {
            const { dtype, width } = simdParts(store, term.args);
            into.push({ offset, scalar: simdScalar(dtype.class, dtype.name, dtype.bits, width) });
            return true;
          }
          case "index":
            into.push({ offset, scalar: indexScalar });
            return true;
          case "pointer":
            into.push({ offset, scalar: { ...POINTER, pointee: term.args[0] } });
            return true;
          case "pack":
            into.push({ offset, scalar: POINTER });
            return true;
          case "product":
            return fieldTypes(type).every(
              (field, i) => into.length <= MOST_LEAVES && flatten(field, offset + layouts.offsetOf(type, i), into),
            );
          default:
            return false;
        }
      default:
        return false;
    }
  }

  function compute(type: TypeId): Shape {
    const { size, align } = layouts.of(type);
    if (size === 0) return { kind: "none" };
    const leaves: Leaf[] = [];
    if (!flatten(type, 0, leaves) || leaves.length > MOST_LEAVES) return { kind: "memory", size, align };
    const [first] = leaves;
    if (first === undefined) return { kind: "memory", size, align };
    if (leaves.length === 1) return { kind: "scalar", offset: first.offset, scalar: first.scalar, size, align };
    return { kind: "record", leaves, type: `{ ${leaves.map((leaf) => leaf.scalar.value).join(", ")} }`, size, align };
  }

  function of(type: TypeId): Shape {
    let shape = known.get(type);
    if (shape === undefined) {
      shape = compute(type);
      known.set(type, shape);
    }
    return shape;
  }

  function scalarOf(type: TypeId): Scalar {
    const shape = of(type);
    return shape.kind === "scalar" ? shape.scalar : bug(`${types.displayName(type)} is not a scalar`);
  }

  return { of, scalarOf, fieldTypes };
}

/** The LLVM type in which a value of this shape travels in registers; undefined: only in memory. */
export function registerType(shape: Shape): string | undefined {
  switch (shape.kind) {
    case "scalar":
      return shape.scalar.value;
    case "record":
      return shape.type;
    case "none":
    case "memory":
      return undefined;
  }
}
