/** Where errors go: to the innermost handler or `finally`, else out of the function. And the `raise` statement. */

import { must } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import { tempLocal } from "../mir/builder.ts";
import type { BlockIndex, Place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { TypedStmt } from "../typed/typed.ts";
import { mayRaise } from "../typed/walk.ts";
import { type Cx, diverge, localPlace, type Scope } from "./context.ts";
import { lowerInto, lowerTemp } from "./expr.ts";

export interface RaiseTarget {
  readonly slot: Place;
  readonly block: BlockIndex;
}

/** The slot that an error of a type fills, and the block that goes on with it, seen from `scope`. */
export function raiseTarget(cx: Cx, type: TypeId, span: Span, scope: Scope | undefined = cx.scope): RaiseTarget {
  const handler = handlerOf(scope);
  const slot = slotOf(cx, type, scope);
  if (handler === undefined) return { slot, block: cx.build.sideBlock({ op: "raise", span }) };
  const landing = handler.landing;
  landing.errorType ??= type;
  landing.block ??= cx.build.block(landing.origin, landing.span);
  return { slot, block: landing.block };
}

function handlerOf(scope: Scope | undefined): Extract<Scope, { readonly kind: "handler" }> | undefined {
  for (let at = scope; at !== undefined; at = at.parent) if (at.kind === "handler") return at;
  return undefined;
}

function slotOf(cx: Cx, type: TypeId, scope: Scope | undefined): Place {
  const handler = handlerOf(scope);
  if (handler === undefined) return localPlace(must(cx.body.error, "error slot of a function that raises"));
  const landing = handler.landing;
  if (landing.slot === "outer") return slotOf(cx, type, handler.parent);
  landing.slot ??= cx.build.local({ ...tempLocal(type, landing.span), kind: "error" });
  return localPlace(landing.slot);
}

/** Goes on with an error that is in `from` already, or in the slot where it has to be. */
export function propagate(cx: Cx, type: TypeId, from: Place | undefined, span: Span): void {
  cx.build.ensure(span);
  const target = raiseTarget(cx, type, span);
  if (from !== undefined) {
    cx.build.emit({ op: "assign", span, into: target.slot, value: { kind: "move", place: from } });
  }
  cx.build.terminate({ op: "goto", span, target: target.block });
}

export function lowerRaise(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "raise" }>): void {
  const wasLive = cx.build.isLive;
  const { value, span } = stmt;
  if (mayRaise(value)) propagate(cx, value.type, lowerTemp(cx, value), span);
  else {
    cx.build.ensure(span);
    const target = raiseTarget(cx, value.type, span);
    lowerInto(cx, value, target.slot);
    cx.build.jump(target.block, span);
  }
  diverge(cx, wasLive, "after_raise");
}
