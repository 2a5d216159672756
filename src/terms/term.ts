/**
 * Terms: types, compile-time values, parameter expressions and origins, all in one interner.
 *
 * A Mojo type may contain any compile-time value (`SIMD[dtype, n + 1]`), so one union holds everything and equality of
 * canonical forms is `===` on ids. Later phases never look at how a user spelled a type.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";

/**
 * Types that are not library structs. Run time: `simd` [dtype code, width], `index` [], `pointer` [T], `array` [T, n] (n values
 * of T in place), `product` [list of types] (one value of each, laid out as a struct), `union` [list of types] (storage for the largest), `pack` [list of types] (one address per element).
 * Compile time only: `int_literal`, `float_literal`, `string_literal`, `type_list` [element bound], `origin_set`.
 */
export type PrimName =
  | "simd"
  | "index"
  | "pointer"
  | "array"
  | "union"
  | "some"
  | "product"
  | "pack"
  | "int_literal"
  | "float_literal"
  | "string_literal"
  | "list"
  | "never";

export type FnArgConvention = "imm" | "mut" | "var" | "ref" | "out" | "deinit";

/** One argument of a function type. */
export interface FnTypeArg {
  readonly name: string;
  readonly convention: FnArgConvention;
  readonly type: TypeId;
  /** The origin of a `ref` argument where it was written. */
  readonly origin: TermId | undefined;
  readonly keywordOnly: boolean;
  readonly variadic: "" | "*" | "**";
}

export type Term =
  /** Absorbs follow-on mistakes silently: equal to and convertible from everything. */
  | { readonly kind: "error" }
  // ------------------------------------------------ types
  /** A struct with one binding for each of its parameters (`unbound` where partially bound). */
  | { readonly kind: "struct"; readonly decl: DeclId; readonly bindings: readonly TermId[] }
  | { readonly kind: "prim"; readonly name: PrimName; readonly args: readonly TermId[] }
  /** `ref[origin] T`: the type of references, whose mutability is that of the origin. */
  | { readonly kind: "ref"; readonly target: TypeId; readonly origin: TermId }
  /**
   * A function type. `thin`: a pointer-sized run-time type; otherwise a closure trait, usable as a bound.
   * `params` are the types of its own parameters, which `bound` terms of depth 0 inside refer to.
   */
  | {
      readonly kind: "fn";
      readonly params: readonly TermId[];
      readonly args: readonly FnTypeArg[];
      readonly result: TypeId;
      readonly raises: TypeId | undefined;
      readonly thin: boolean;
      readonly abi: string;
    }
  /** A function as a value, and at the same time the zero-sized type of that one value. Bindings cover the whole owner chain; missing own parameters are `unbound`. */
  | { readonly kind: "function"; readonly decl: DeclId; readonly bindings: readonly TermId[] }
  /** A nested function with captures: a struct of its captures. Bindings are those of the enclosing chain. */
  | { readonly kind: "closure"; readonly decl: DeclId; readonly bindings: readonly TermId[] }
  /** A set of traits, sorted and closed under nothing but duplicates; `fns` are closure traits. As a parameter's type it makes the parameter a type. */
  | { readonly kind: "trait"; readonly traits: readonly DeclId[]; readonly fns: readonly TermId[] }
  /** The type of origins with the given mutability (a Bool term). */
  | { readonly kind: "origin_type"; readonly mut: TermId }
  // ------------------------------------------------ variables
  /** A parameter of a function, struct, trait (index 0 is `Self`), alias or comptime loop. */
  | { readonly kind: "param"; readonly owner: DeclId; readonly index: number }
  /** A run-time argument of a function that the checker may fold (`@always_inline("builtin")`). */
  | { readonly kind: "arg"; readonly owner: DeclId; readonly index: number }
  /** A parameter of an enclosing `fn` type; depth 0 is the innermost. */
  | { readonly kind: "bound"; readonly depth: number; readonly index: number }
  /** `_`: a binding left open. */
  | { readonly kind: "unbound" }
  /** An unknown of one inference problem; never leaves `check`. */
  | { readonly kind: "infer"; readonly id: number }
  // ------------------------------------------------ constants
  /** A scalar of an integer-like type: an integer or Bool SIMD of one lane, `index`, `int_literal`, or a struct whose only non-empty field is such (in any depth). */
  | { readonly kind: "int"; readonly type: TypeId; readonly value: bigint }
  /** A floating scalar, already rounded to its type. */
  | { readonly kind: "float"; readonly type: TypeId; readonly value: number }
  /** An exact float literal, in lowest terms, den > 0; den 0 means inf (num 1), -inf (num -1), nan (num 0). `negativeZero` for -0.0. */
  | { readonly kind: "ratio"; readonly num: bigint; readonly den: bigint; readonly negativeZero: boolean }
  /** A value of `string_literal`. */
  | { readonly kind: "string"; readonly value: string }
  /** A struct value by its fields, in order (also an empty struct's). */
  | { readonly kind: "record"; readonly type: TypeId; readonly fields: readonly TermId[] }
  /** A vector constant of a prim `simd` of more than one lane, or a prim `array` value. */
  | { readonly kind: "lanes"; readonly type: TypeId; readonly elements: readonly TermId[] }
  /** The value of a variadic parameter or a parameter list. */
  | { readonly kind: "list"; readonly elements: readonly TermId[] }
  /** A value in the interpreter's memory (it owns heap blocks or is too big to be a record). `image` indexes the elaborator's table. */
  | { readonly kind: "memory"; readonly type: TypeId; readonly image: number }
  // ------------------------------------------------ unevaluated
  /** A call not folded while checking: callee is a `function` or `witness` term. */
  | { readonly kind: "apply"; readonly type: TypeId; readonly callee: TermId; readonly args: readonly TermId[] }
  /** An intrinsic on terms; `intern` folds and canonicalizes the arithmetic and logic ones. */
  | {
      readonly kind: "op";
      readonly type: TypeId;
      readonly op: string;
      readonly params: readonly TermId[];
      readonly args: readonly TermId[];
    }
  /** Field of a struct value. */
  | { readonly kind: "field"; readonly type: TypeId; readonly base: TermId; readonly index: number }
  /** The associated `comptime` member of a trait, seen through `self`; bindings for a parametric member. */
  | {
      readonly kind: "assoc";
      readonly self: TypeId;
      readonly trait: DeclId;
      readonly member: string;
      readonly type: TypeId;
      readonly bindings: readonly TermId[];
    }
  /** The function that fulfils a trait's requirement for `self`. */
  | {
      readonly kind: "witness";
      readonly self: TypeId;
      readonly trait: DeclId;
      readonly requirement: DeclId;
      readonly bindings: readonly TermId[];
    }
  // ------------------------------------------------ origins
  /** A local variable or argument of the function `owner`. */
  | {
      readonly kind: "origin_local";
      readonly owner: DeclId;
      readonly local: number;
      readonly name: string;
      readonly mut: TermId;
    }
  | { readonly kind: "origin_field"; readonly base: TermId; readonly name: string }
  | { readonly kind: "origin_interior"; readonly base: TermId; readonly name: string }
  | { readonly kind: "origin_subtree"; readonly base: TermId }
  | { readonly kind: "origin_union"; readonly members: readonly TermId[] }
  | { readonly kind: "origin_cast"; readonly base: TermId; readonly mut: TermId }
  | { readonly kind: "origin_static" }
  | { readonly kind: "origin_untracked"; readonly mut: TermId }
  | { readonly kind: "origin_any"; readonly mut: TermId }
  /** What every origin becomes after lifetimes. */
  | { readonly kind: "origin_erased" };

export type TermKind = Term["kind"];
export type TermOf<K extends TermKind> = Extract<Term, { readonly kind: K }>;
