/** What lowering a body carries along: the builder, the enclosing constructs that control can leave, and small helpers. */

import { bug } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import type { MirBuilder } from "../mir/builder.ts";
import { tempLocal } from "../mir/builder.ts";
import type { BlockIndex, BlockOrigin, LocalIndex, Place, UnreachableOrigin } from "../mir/mir.ts";
import { place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { TypedBlock, TypedBody, TypedExpr } from "../typed/typed.ts";

/** A block made when something first jumps to it. */
export interface Join {
  block: BlockIndex | undefined;
  readonly span: Span;
}

/** Where errors raised in some region go. Slot and block are made on first use, unless set before. */
export interface Landing {
  /** "outer": the slot that errors leaving the construct use anyway. */
  slot: LocalIndex | "outer" | undefined;
  block: BlockIndex | undefined;
  /** The type of the errors that arrive; known from the first on. */
  errorType: TypeId | undefined;
  readonly origin: BlockOrigin;
  readonly span: Span;
}

/** The constructs around the point of emission, innermost first. */
export type Scope =
  | {
      readonly kind: "loop";
      readonly parent: Scope | undefined;
      readonly breakTo: Join;
      readonly continueTo: BlockIndex;
    }
  | { readonly kind: "handler"; readonly parent: Scope | undefined; readonly landing: Landing }
  /** Runs on every way out; its own body belongs to `parent`. */
  | { readonly kind: "finally"; readonly parent: Scope | undefined; readonly body: TypedBlock };

export interface Cx {
  readonly env: DeclEnv;
  readonly body: TypedBody;
  readonly build: MirBuilder;
  /** The local of the closure's object, in the body of a closure. */
  readonly closureObject: LocalIndex | undefined;
  /** The type of "no result". */
  readonly noneType: TypeId | undefined;
  scope: Scope | undefined;
  /** Why code after this point cannot be reached, when there is no current block; "" says nothing to the user. */
  cause: UnreachableOrigin | "";
  /** Values lowered ahead of the expression that they are part of, to keep long chains off the stack. */
  readonly ready: Map<TypedExpr, Place>;
}

/** A temporary. It counts as declared when it is ranked: after the temporaries that its value needs. */
export function newTemp(cx: Cx, type: TypeId, span: Span): LocalIndex {
  return cx.build.local(tempLocal(type, span));
}

export function makeJoin(span: Span): Join {
  return { block: undefined, span };
}

/** Goes on at the join. Code that cannot be reached does not count as arriving there. */
export function jumpTo(cx: Cx, join: Join): void {
  if (cx.build.current === undefined) return;
  if (!cx.build.isLive) {
    cx.build.terminate({ op: "unreachable", span: join.span });
    return;
  }
  join.block ??= cx.build.block("", join.span);
  cx.build.jump(join.block, join.span);
}

/** Continues at the join, or nowhere, because of `cause`, if nothing arrives there. `wasLive`: the construct itself could be reached. */
export function enterJoin(cx: Cx, join: Join, cause: UnreachableOrigin | "", wasLive: boolean): void {
  if (join.block !== undefined) cx.build.enter(join.block);
  else cx.cause = wasLive ? cause : "";
}

/** Ends the current block for good; what follows in the text cannot be reached, because of `cause`. */
export function diverge(cx: Cx, wasLive: boolean, cause: UnreachableOrigin): void {
  cx.cause = wasLive ? cause : "";
}

export function localPlace(local: LocalIndex): Place {
  return place(local);
}
export function fieldPlace(base: Place, index: number): Place {
  return { local: base.local, path: [...base.path, { kind: "field", index }] };
}
export function derefPlace(base: Place): Place {
  return { local: base.local, path: [...base.path, { kind: "deref" }] };
}

export function isNone(cx: Cx, type: TypeId): boolean {
  return type === cx.noneType;
}
export function isNever(cx: Cx, type: TypeId): boolean {
  return type === cx.env.terms.never;
}

/** Gives a local of "no result" type its value. */
export function assignNone(cx: Cx, into: Place, span: Span): void {
  const type = cx.noneType ?? bug("the library declares no type for functions without result");
  const value = cx.env.terms.intern({ kind: "record", type, fields: [] });
  cx.build.emit({ op: "assign", span, into, value: { kind: "const", value, type } });
}

/** Whether a compile-time value is a known truth value. */
export function knownTruth(cx: Cx, value: TypeId): boolean | undefined {
  const term = cx.env.terms.get(value);
  if (term.kind === "int") return term.value !== 0n;
  if (term.kind === "record" && term.fields.length === 1 && term.fields[0] !== undefined)
    return knownTruth(cx, term.fields[0]);
  return undefined;
}

/** The place where the value of an expression waits, if it was lowered ahead; it is handed out once. */
export function takeReady(cx: Cx, expr: TypedExpr): Place | undefined {
  const done = cx.ready.get(expr);
  // A `finally` block is lowered once for each way out.
  if (done !== undefined) cx.ready.delete(expr);
  return done;
}
