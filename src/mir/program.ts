/**
 * What elaboration hands to the back ends and the interpreter runs: every function needed, monomorphic, with its calling
 * convention decided.
 *
 * Passing. An argument goes by value exactly when its *declared* type (before binding) is a struct that conforms to
 * RegisterPassable (or a primitive) and its convention is imm or var; everything else goes by address, so that identity and
 * origins hold. A result goes by value when its concrete type is register-passable, else it is built in the caller's slot.
 * Types without size are not passed at all. `ref` types are addresses.
 */

import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type { MirFunction } from "./mir.ts";

export type Passing = "value" | "address" | "none";

export interface ConcreteArg {
  readonly type: TypeId;
  readonly passing: Passing;
  /** What the language promises about the address. */
  readonly access: "imm" | "mut" | "own" | "ref";
  /** No other access path reaches the same storage during the call. */
  readonly noAlias: boolean;
}

export interface ConcreteSignature {
  readonly args: readonly ConcreteArg[];
  readonly result: TypeId;
  readonly resultPassing: Passing;
  readonly raises: TypeId | undefined;
  readonly abi: string;
}

export interface ConcreteFunction {
  readonly id: number;
  readonly decl: DeclId;
  readonly bindings: readonly TermId[];
  /** Unique, stable within a program; readable. */
  readonly symbol: string;
  /** For messages and debug information: as a user would write the instance. */
  readonly displayName: string;
  readonly signature: ConcreteSignature;
  readonly mir: MirFunction<"concrete">;
  readonly inline: "" | "always" | "never";
  readonly exportName: string | undefined;
  readonly file: FileId;
  readonly span: Span;
}

/**
 * A block of the interpreter's memory that became a constant: bytes with addresses of other blocks in them. A `memory` term
 * of a pointer or thin function type is an image of one address.
 */
export interface ConstantImage {
  readonly type: TypeId;
  readonly bytes: Uint8Array;
  readonly alignment: number;
  /** Heap blocks are copied to the heap where the value is materialized; static ones stay constant. */
  readonly relocations: readonly { readonly offset: number; readonly target: ImageTarget }[];
}
export type ImageTarget =
  | { readonly kind: "heap"; readonly image: number; readonly offset: number }
  | { readonly kind: "static"; readonly image: number; readonly offset: number }
  | { readonly kind: "string"; readonly value: string; readonly offset: number }
  | { readonly kind: "function"; readonly instance: number };

/** Facts about types without free parameters, computed once by elaboration (field types may need the interpreter). */
export interface ConcreteTypes {
  /** Types of the fields of a struct or closure object, in order. */
  fieldTypes(type: TypeId): readonly TypeId[];
  /** `@align` of a struct, else 0. */
  extraAlign(type: TypeId): number;
  isRegisterPassable(type: TypeId): boolean;
  displayName(type: TypeId): string;
}

export interface ConcreteProgram {
  readonly functions: readonly ConcreteFunction[];
  readonly images: readonly ConstantImage[];
  /** The function that start-up code calls. */
  readonly entry: number;
  readonly types: ConcreteTypes;
  /** C symbols that `external_call` names. */
  readonly externals: readonly string[];
}
