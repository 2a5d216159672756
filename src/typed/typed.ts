/**
 * The typed tree: a body with nothing implicit left. Methods are chosen, parameters bound, conversions and conventions
 * spelled out, sugar gone; lowering makes no choices, it only orders.
 *
 * An expression is a *place* (it designates storage: see `isPlace`) or a *value*. A place used where an owned value is
 * needed is always wrapped in `copy` or `transfer`.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { CalleeOf } from "../decls/callee.ts";
import type { IntrinsicName } from "../decls/intrinsics.ts";
import type { Span } from "../source/source.ts";
import type { FnArgConvention } from "../terms/term.ts";

/** Index into `TypedBody.locals`. */
export type LocalId = number;

export interface TypedLocal {
  readonly id: LocalId;
  readonly name: string;
  /** For a `ref` local: a `ref` term; uses of the local then mean the place it refers to. */
  readonly type: TypeId;
  /**
   * arg: an argument (see `convention`); var: owned storage; ref: a reference bound once; result: the result slot;
   * error: the slot of a caught error; temp: made by the checker for desugarings (never warned about).
   */
  readonly kind: "arg" | "var" | "ref" | "result" | "error" | "temp";
  readonly convention: FnArgConvention;
  /** May be assigned and passed as `mut`. */
  readonly mutable: boolean;
  readonly span: Span;
  /** Named with a leading underscore or synthesized: no "never used" warnings. */
  readonly quiet: boolean;
}

export type Callee = CalleeOf<TypedExpr>;

/** An argument of a call, in the order of the callee's formals. */
export type TypedArg =
  | { readonly kind: "one"; readonly convention: FnArgConvention; readonly value: TypedExpr }
  /** `*xs: T`: values passed as a homogeneous list of addresses; `type` is the library VariadicList that the callee sees. */
  | {
      readonly kind: "variadic";
      readonly convention: FnArgConvention;
      readonly type: TypeId;
      readonly element: TypeId;
      readonly values: readonly TypedExpr[];
    }
  /** `*xs: *Ts`: one address per element; `type` is the library VariadicPack over `types` that the callee sees. */
  | {
      readonly kind: "pack";
      readonly convention: FnArgConvention;
      readonly type: TypeId;
      readonly types: TermId;
      readonly values: readonly TypedExpr[];
    }
  /** `f(*args)`: the caller's own pack or list is passed on. */
  | { readonly kind: "forward"; readonly convention: FnArgConvention; readonly value: TypedExpr };

export type TypedExpr =
  // ------------------------------------------------ places
  | { readonly kind: "local"; readonly span: Span; readonly type: TypeId; readonly local: LocalId }
  | {
      readonly kind: "field";
      readonly span: Span;
      readonly type: TypeId;
      readonly base: TypedExpr;
      readonly index: number;
    }
  /** The place that a reference value (of `ref` type) designates. */
  | { readonly kind: "deref"; readonly span: Span; readonly type: TypeId; readonly reference: TypedExpr }
  /** A value spilled to a temporary local (declared by this expression) so that it has a place and an origin. */
  | {
      readonly kind: "temp";
      readonly span: Span;
      readonly type: TypeId;
      readonly local: LocalId;
      readonly value: TypedExpr;
    }
  /** A capture of the closure being defined: field `index` of its object (dereferenced by a `deref` around it if by reference). */
  | { readonly kind: "capture"; readonly span: Span; readonly type: TypeId; readonly index: number }
  // ------------------------------------------------ values
  /** A compile-time value used at run time (materialized). */
  | { readonly kind: "const"; readonly span: Span; readonly type: TypeId; readonly value: TermId }
  | {
      readonly kind: "call";
      readonly span: Span;
      /** Where diagnostics about the call point, and the location a callee sees. */
      readonly at: Span;
      readonly type: TypeId;
      readonly callee: Callee;
      readonly args: readonly TypedArg[];
      /** The error type if the call may raise. */
      readonly raises: TypeId | undefined;
      readonly nestedOriginsReadOnly: boolean;
    }
  | {
      readonly kind: "intrinsic";
      readonly span: Span;
      readonly type: TypeId;
      readonly op: IntrinsicName;
      readonly params: readonly TermId[];
      readonly args: readonly TypedExpr[];
    }
  /** An implicit copy of a place. */
  | { readonly kind: "copy"; readonly span: Span; readonly type: TypeId; readonly place: TypedExpr }
  /** `x^`, or a transfer that the checker inserted. */
  | { readonly kind: "transfer"; readonly span: Span; readonly type: TypeId; readonly place: TypedExpr }
  /** The address of a place as a reference value; `type` is a `ref` term. A value operand is spilled to a temporary first. */
  | {
      readonly kind: "ref";
      readonly span: Span;
      readonly type: TypeId;
      readonly place: TypedExpr;
      readonly mutable: boolean;
    }
  /** A struct or closure object from values for each field, without a call. */
  | { readonly kind: "construct"; readonly span: Span; readonly type: TypeId; readonly fields: readonly TypedExpr[] }
  | {
      readonly kind: "if";
      readonly span: Span;
      readonly type: TypeId;
      readonly condition: TypedExpr;
      readonly then: TypedExpr;
      readonly otherwise: TypedExpr;
    }
  /** Statements, then a result; for desugarings (walrus, comprehension, chains). */
  | {
      readonly kind: "block";
      readonly span: Span;
      readonly type: TypeId;
      readonly stmts: readonly TypedStmt[];
      readonly result: TypedExpr;
    }
  /** Already reported. */
  | { readonly kind: "error"; readonly span: Span; readonly type: TypeId };

export type TypedExprKind = TypedExpr["kind"];

export interface TypedBlock {
  readonly span: Span;
  readonly stmts: readonly TypedStmt[];
}

export type TypedStmt =
  | { readonly kind: "expr"; readonly span: Span; readonly value: TypedExpr }
  /** `_ = place`: a use that extends the life of the place; no copy. */
  | { readonly kind: "use"; readonly span: Span; readonly place: TypedExpr }
  /** The local exists from here on (in its block), uninitialized without `value`. For a `ref` local, value has a `ref` type. */
  | { readonly kind: "declare"; readonly span: Span; readonly local: LocalId; readonly value: TypedExpr | undefined }
  /** The old value of the place, if any, dies; `value` is owned. `at` is where warnings point. */
  | {
      readonly kind: "assign";
      readonly span: Span;
      readonly at: Span;
      readonly place: TypedExpr;
      readonly value: TypedExpr;
    }
  | {
      readonly kind: "if";
      readonly span: Span;
      readonly condition: TypedExpr;
      readonly then: TypedBlock;
      readonly otherwise: TypedBlock | undefined;
    }
  /** A condition known while parsing: `known` arm is taken; the other is unreachable but was checked. */
  | {
      readonly kind: "comptime_if";
      readonly span: Span;
      readonly condition: TermId;
      readonly then: TypedBlock;
      readonly otherwise: TypedBlock | undefined;
    }
  /** `while`; condition undefined or constant true: endless. `orElse` runs when the condition fails. */
  | {
      readonly kind: "while";
      readonly span: Span;
      readonly condition: TypedExpr | undefined;
      readonly body: TypedBlock;
      readonly orElse: TypedBlock | undefined;
    }
  /**
   * A `for` over an iterator in `iterator` (declared and initialized before): each round evaluates `next`, a call that raises
   * the StopIteration type at the end, into `element`; then `bind` (usually declares the loop names), then the body.
   */
  | {
      readonly kind: "for";
      readonly span: Span;
      readonly element: LocalId;
      readonly next: TypedExpr;
      readonly bind: readonly TypedStmt[];
      readonly body: TypedBlock;
      readonly orElse: TypedBlock | undefined;
    }
  /** Unrolled by elaboration: `loop` owns one parameter (index 0) that takes each element of the iterable value's list or range. */
  | {
      readonly kind: "comptime_for";
      readonly span: Span;
      readonly loop: DeclId;
      readonly iterable: TermId;
      readonly body: TypedBlock;
    }
  | {
      readonly kind: "try";
      readonly span: Span;
      readonly body: TypedBlock;
      /** The error slot that raising calls in the body fill. */
      readonly error: LocalId | undefined;
      readonly handler: TypedBlock | undefined;
      readonly orElse: TypedBlock | undefined;
      readonly finallyBody: TypedBlock | undefined;
    }
  | { readonly kind: "block"; readonly span: Span; readonly body: TypedBlock }
  | { readonly kind: "return"; readonly span: Span; readonly value: TypedExpr | undefined }
  /** The value is of the error type of the innermost try body or of the function. */
  | { readonly kind: "raise"; readonly span: Span; readonly value: TypedExpr }
  | { readonly kind: "break"; readonly span: Span; readonly depth: number }
  | { readonly kind: "continue"; readonly span: Span; readonly depth: number }
  | {
      readonly kind: "comptime_assert";
      readonly span: Span;
      readonly condition: TermId;
      readonly message: TermId | undefined;
    }
  | { readonly kind: "error"; readonly span: Span };

export interface TypedBody {
  readonly decl: DeclId;
  readonly locals: readonly TypedLocal[];
  /** Locals of the arguments in signature order. */
  readonly args: readonly LocalId[];
  /** The result slot (for `out` results it has the argument's name). */
  readonly result: LocalId;
  /** The slot for an error that leaves the function. */
  readonly error: LocalId | undefined;
  readonly body: TypedBlock;
  /** True if the checker reported an error in it: not lowered. */
  readonly hasErrors: boolean;
}

/** Whether the expression designates storage. */
export function isPlace(expr: TypedExpr): boolean {
  switch (expr.kind) {
    case "local":
    case "deref":
    case "capture":
    case "temp":
      return true;
    case "field":
      return isPlace(expr.base);
    default:
      return false;
  }
}
