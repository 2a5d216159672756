/**
 * What an expression can mean while it is being checked: a run-time value or place, a type, a set of functions, a module.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedExpr } from "../typed/typed.ts";

/** A function that a call may mean. */
export interface Candidate {
  readonly decl: DeclId;
  /** Bindings of the owner chain without the function's own parameters; `infer`-able owners hold `unbound`. */
  readonly ownerBindings: readonly TermId[];
  /** The method is reached through a bound: the callee will be a witness. */
  readonly witness: { readonly self: TypeId; readonly trait: DeclId } | undefined;
}

/** Parameters written in brackets after a function's name. */
export interface ExplicitParam {
  readonly name: string | undefined;
  /** `_` leaves it open; `...` all the rest. */
  readonly value: Val | "unbound" | "rest";
  readonly span: Span;
  /** A display, checked against the parameter's type. */
  readonly display?: ast.Expr;
}

export type Val =
  /** A value or place of the run time, or a constant (`const` expression). */
  | { readonly kind: "value"; readonly expr: TypedExpr }
  /** A type (struct, param, prim ...), possibly partially bound; or a trait composition; or an alias still lacking parameters. */
  | { readonly kind: "type"; readonly span: Span; readonly term: TermId }
  /** A compile-time value that is not a type and has no run-time form by itself: lists, origins. */
  | { readonly kind: "term"; readonly span: Span; readonly term: TermId; readonly type: TypeId }
  | {
      readonly kind: "callable";
      readonly span: Span;
      readonly name: string;
      readonly candidates: readonly Candidate[];
      /** The receiver of a method reached through a value. */
      readonly self: TypedExpr | undefined;
      readonly explicit: readonly ExplicitParam[] | undefined;
      /** Where messages about it point, if that is not the start of its span: the dot before a method's name. */
      readonly at?: Span;
    }
  /** A closure or function value with parameters in brackets, about to be called. */
  | {
      readonly kind: "bound_value";
      readonly span: Span;
      readonly expr: TypedExpr;
      readonly explicit: readonly ExplicitParam[];
    }
  /** A parametric alias without its parameters. */
  | {
      readonly kind: "alias";
      readonly span: Span;
      readonly decl: DeclId;
      readonly ownerBindings: readonly TermId[];
      readonly explicit: readonly ExplicitParam[];
    }
  | {
      readonly kind: "module";
      readonly span: Span;
      readonly path: readonly string[];
      readonly members: ReadonlyMap<string, unknown> | undefined;
    }
  /** `__op.name` with its parameters, in the library. */
  | { readonly kind: "intrinsic"; readonly span: Span; readonly name: string; readonly params: readonly TermId[] }
  /** `__prim.name`. */
  | { readonly kind: "prim"; readonly span: Span; readonly name: string }
  /** Reported already. */
  | { readonly kind: "error"; readonly span: Span };

/** An argument of a call: checked once without a target type, or kept for later if its meaning depends on the target. */
export interface ArgVal {
  readonly ast: ast.Expr;
  readonly span: Span;
  readonly name: string | undefined;
  readonly unpack: "" | "*" | "**";
  /** Undefined for displays, lambdas' targets and the like, which are checked against each candidate's formal. */
  readonly value: TypedExpr | undefined;
  /** An overload set given as an argument. */
  readonly callable: Extract<Val, { kind: "callable" }> | undefined;
  /** The position of the name of a keyword argument. */
  readonly nameSpan: Span | undefined;
}
