/** What a call calls: the same in the typed tree and in MIR, which differ in how a value is written. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";

export type CalleeOf<Value> =
  /** Bindings cover the whole owner chain, all own parameters included. */
  | { readonly kind: "function"; readonly decl: DeclId; readonly bindings: readonly TermId[] }
  /** A trait's method through a bound. `bindings` are the method's own parameters. */
  | {
      readonly kind: "witness";
      readonly self: TypeId;
      readonly trait: DeclId;
      readonly requirement: DeclId;
      readonly bindings: readonly TermId[];
    }
  /**
   * A closure object, or a value of a type parameter bounded by a closure trait; the object is the first argument (`imm`).
   * `bindings` are the closure's own parameters.
   */
  | {
      readonly kind: "closure";
      readonly type: TypeId;
      readonly signature: TermId;
      readonly bindings: readonly TermId[];
    }
  /** A thin function value (a pointer); the value is an operand. */
  | { readonly kind: "pointer"; readonly signature: TermId; readonly value: Value };
