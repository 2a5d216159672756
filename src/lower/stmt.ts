/** Statements: the dispatch, and those too small for a file of their own. */

import { bug } from "../base/bug.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { lowerAssign, lowerDeclare } from "./assign.ts";
import { lowerComptimeFor, lowerComptimeIf } from "./comptime.ts";
import { assignNone, type Cx, diverge, isNever, isNone, jumpTo, localPlace, type Scope } from "./context.ts";
import { lowerInto, lowerPlace, lowerTemp } from "./expr.ts";
import { lowerFor } from "./for.ts";
import { branchOn, lowerIf } from "./if.ts";
import { lowerRaise } from "./raise.ts";
import { lowerTry } from "./try.ts";
import { lowerWhile } from "./while.ts";

export function lowerBlock(cx: Cx, block: TypedBlock): void {
  lowerStmts(cx, block.stmts);
}

export function lowerStmts(cx: Cx, stmts: readonly TypedStmt[]): void {
  for (const stmt of stmts) {
    if (cx.build.current === undefined) {
      // Code that nothing reaches keeps its blocks: the first of a region carries the reason for the warning.
      cx.build.enter(cx.build.block(cx.cause, stmt.span));
      cx.cause = "";
    }
    lowerStmt(cx, stmt);
  }
}

function lowerStmt(cx: Cx, stmt: TypedStmt): void {
  switch (stmt.kind) {
    case "expr":
      lowerDiscarded(cx, stmt.value);
      return;
    case "use":
      cx.build.emit({ op: "use", span: stmt.span, place: lowerPlace(cx, stmt.place) });
      return;
    case "declare":
      lowerDeclare(cx, stmt);
      return;
    case "assign":
      lowerAssign(cx, stmt);
      return;
    case "if":
      lowerIf(cx, stmt);
      return;
    case "comptime_if":
      lowerComptimeIf(cx, stmt);
      return;
    case "while":
      lowerWhile(cx, stmt);
      return;
    case "for":
      lowerFor(cx, stmt);
      return;
    case "comptime_for":
      lowerComptimeFor(cx, stmt);
      return;
    case "try":
      lowerTry(cx, stmt);
      return;
    case "block":
      lowerBlock(cx, stmt.body);
      return;
    case "return":
      lowerReturn(cx, stmt);
      return;
    case "raise":
      lowerRaise(cx, stmt);
      return;
    case "break":
    case "continue":
      lowerLeaveLoop(cx, stmt);
      return;
    case "comptime_assert":
      cx.build.emit({ op: "comptime_assert", span: stmt.span, condition: stmt.condition, message: stmt.message });
      return;
    case "error":
      bug("a body with errors reached lowering");
  }
}

/** A value that nobody wants: it dies here. */
function lowerDiscarded(cx: Cx, expr: TypedExpr): void {
  switch (expr.kind) {
    case "const":
      return;
    case "local":
    case "field":
    case "deref":
    case "capture":
    case "temp":
      cx.build.emit({ op: "use", span: expr.span, place: lowerPlace(cx, expr) });
      return;
    case "copy":
      cx.build.emit({ op: "use", span: expr.span, place: lowerPlace(cx, expr.place) });
      return;
    case "transfer": {
      const place = lowerPlace(cx, expr.place);
      if (place.path.length === 0) {
        // `_ = x^` destroys x here, without a move: its last use, and from here on x has no value.
        cx.build.emit({ op: "use", span: expr.span, place });
        cx.build.emit({ op: "declare", span: expr.span, local: place.local });
        return;
      }
      break;
    }
    case "block":
      lowerStmts(cx, expr.stmts);
      lowerDiscarded(cx, expr.result);
      return;
    case "if":
      branchOn(cx, expr, (arm) => lowerDiscarded(cx, arm));
      return;
    default:
      break;
  }
  const temp = lowerTemp(cx, expr);
  // The result outlives the temporaries of its call, if only by a moment (`_ = f(N("t"))` destroys t first).
  if (isNone(cx, expr.type) || isNever(cx, expr.type)) return;
  cx.build.emit({ op: "use", span: expr.kind === "call" ? expr.at : expr.span, place: temp });
}

/** The value first, into the result slot; then whatever `finally` blocks are on the way out. */
function lowerReturn(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "return" }>): void {
  const wasLive = cx.build.isLive;
  const into = localPlace(cx.body.result);
  if (stmt.value !== undefined) lowerInto(cx, stmt.value, into);
  else if (hasNoneResult(cx)) assignNone(cx, into, stmt.span);
  leave(cx, undefined);
  if (cx.build.current !== undefined) cx.build.terminate({ op: "return", span: stmt.span, implicit: false });
  diverge(cx, wasLive, "after_return");
}

/** Whether the function returns the value of the type "no result", which falling off the end supplies. */
export function hasNoneResult(cx: Cx): boolean {
  const result = cx.body.locals[cx.body.result];
  return result !== undefined && isNone(cx, result.type) && cx.env.signature(cx.body.decl).resultName === undefined;
}

function lowerLeaveLoop(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "break" | "continue" }>): void {
  const wasLive = cx.build.isLive;
  const loop = loopAt(cx.scope, stmt.depth);
  leave(cx, loop);
  if (stmt.kind === "break") jumpTo(cx, loop.breakTo);
  else cx.build.jump(loop.continueTo, stmt.span);
  diverge(cx, wasLive, stmt.kind === "break" ? "after_break" : "after_continue");
}

function loopAt(scope: Scope | undefined, depth: number): Extract<Scope, { readonly kind: "loop" }> {
  let left = depth;
  for (let at = scope; at !== undefined; at = at.parent) {
    if (at.kind !== "loop") continue;
    if (left === 0) return at;
    left--;
  }
  bug("break or continue outside a loop");
}

/** Runs the `finally` blocks between here and `until`, innermost first. One that does not fall through ends the way out. */
function leave(cx: Cx, until: Scope | undefined): void {
  const here = cx.scope;
  for (let at = here; at !== undefined && at !== until; at = at.parent) {
    if (at.kind !== "finally" || cx.build.current === undefined) continue;
    cx.scope = at.parent;
    lowerBlock(cx, at.body);
  }
  cx.scope = here;
}
