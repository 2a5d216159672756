/** `if` as statement (with its `elif` chain, walked in a loop) and as expression, and the conditions of both and of `while`. */

import type { BlockIndex, Place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { type Cx, enterJoin, isNever, jumpTo, knownTruth, localPlace, makeJoin, newTemp } from "./context.ts";
import { lowerInto, lowerOwned } from "./expr.ts";
import { isDirect } from "./footprint.ts";
import { lowerBlock } from "./stmt.ts";

/** What a condition is known to be while compiling. */
export function knownCondition(cx: Cx, condition: TypedExpr): boolean | undefined {
  return condition.kind === "const" ? knownTruth(cx, condition.value) : undefined;
}

/** Ends the block with a branch. With a known condition only one way is taken; the other block stays without predecessor. */
export function lowerCondition(
  cx: Cx,
  condition: TypedExpr,
  then: BlockIndex,
  otherwise: BlockIndex,
  span: Span,
): void {
  const known = knownCondition(cx, condition);
  if (known !== undefined) {
    cx.build.terminate({ op: "goto", span, target: known ? then : otherwise });
    return;
  }
  const operand = lowerOwned(cx, condition);
  cx.build.terminate({ op: "branch", span, condition: operand, then, otherwise });
}

export function lowerIf(cx: Cx, first: Extract<TypedStmt, { readonly kind: "if" }>): void {
  const wasLive = cx.build.isLive;
  const after = makeJoin(first.span);
  for (let stmt = first; ; ) {
    const then = cx.build.block("then", stmt.then.span);
    const otherwise = cx.build.block("else", stmt.otherwise?.span ?? stmt.span);
    lowerCondition(cx, stmt.condition, then, otherwise, stmt.span);
    cx.build.enter(then);
    lowerBlock(cx, stmt.then);
    jumpTo(cx, after);
    cx.build.enter(otherwise);
    const only = stmt.otherwise?.stmts.length === 1 ? stmt.otherwise.stmts[0] : undefined;
    if (only?.kind === "if") {
      stmt = only;
      continue;
    }
    if (stmt.otherwise !== undefined) lowerBlock(cx, stmt.otherwise);
    jumpTo(cx, after);
    break;
  }
  enterJoin(cx, after, "after_if", wasLive);
}

/** The chosen arm's value is moved into the target; an arm that copies or transfers a place stores directly. */
export function lowerIfInto(cx: Cx, expr: Extract<TypedExpr, { readonly kind: "if" }>, into: Place, span: Span): void {
  branchOn(cx, expr, (arm) => {
    // Built-in values need no move of their own.
    if (isDirect(arm) || isPlain(cx, arm)) {
      lowerInto(cx, arm, into, span);
      return;
    }
    const temp = newTemp(cx, arm.type, arm.span);
    lowerInto(cx, arm, localPlace(temp));
    cx.build.rank(temp);
    if (isNever(cx, arm.type)) return;
    cx.build.emit({ op: "assign", span, into, value: { kind: "move", place: localPlace(temp) } });
  });
}

function isPlain(cx: Cx, arm: TypedExpr): boolean {
  const kind = cx.env.terms.get(arm.type).kind;
  return kind === "prim" || kind === "ref";
}

/** Runs `lowerArm` for each arm in a block of its own. */
export function branchOn(
  cx: Cx,
  expr: Extract<TypedExpr, { readonly kind: "if" }>,
  lowerArm: (arm: TypedExpr) => void,
): void {
  const then = cx.build.block("then", expr.then.span);
  const otherwise = cx.build.block("else", expr.otherwise.span);
  const after = makeJoin(expr.span);
  const wasLive = cx.build.isLive;
  lowerCondition(cx, expr.condition, then, otherwise, expr.span);
  cx.build.enter(then);
  lowerArm(expr.then);
  jumpTo(cx, after);
  cx.build.enter(otherwise);
  lowerArm(expr.otherwise);
  jumpTo(cx, after);
  enterJoin(cx, after, "after_never", wasLive);
}
