/** `comptime if` and `comptime for`: ordinary control flow here, decided by elaboration. */

import type { TypedStmt } from "../typed/typed.ts";
import { type Cx, enterJoin, jumpTo, knownTruth, makeJoin } from "./context.ts";
import { lowerBlock } from "./stmt.ts";

export function lowerComptimeIf(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "comptime_if" }>): void {
  const wasLive = cx.build.isLive;
  const then = cx.build.block("then", stmt.then.span);
  const otherwise = cx.build.block("else", stmt.otherwise?.span ?? stmt.span);
  const after = makeJoin(stmt.span);
  const known = knownTruth(cx, stmt.condition);
  if (known !== undefined) cx.build.terminate({ op: "goto", span: stmt.span, target: known ? then : otherwise });
  else cx.build.terminate({ op: "comptime_branch", span: stmt.span, condition: stmt.condition, then, otherwise });
  cx.build.enter(then);
  lowerBlock(cx, stmt.then);
  jumpTo(cx, after);
  cx.build.enter(otherwise);
  if (stmt.otherwise !== undefined) lowerBlock(cx, stmt.otherwise);
  jumpTo(cx, after);
  // What a compile-time condition cuts off is not worth a warning: the code may serve another configuration.
  enterJoin(cx, after, "", wasLive);
}

export function lowerComptimeFor(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "comptime_for" }>): void {
  const wasLive = cx.build.isLive;
  const outer = cx.scope;
  const header = cx.build.block("loop", stmt.span);
  const body = cx.build.block("loop_body", stmt.body.span);
  const exit = cx.build.block("loop_exit", stmt.span);
  const after = makeJoin(stmt.span);
  cx.build.jump(header, stmt.span);
  cx.build.enter(header);
  const { span, loop, iterable } = stmt;
  cx.build.terminate({ op: "comptime_for", span, loop, iterable, body, exit });
  cx.scope = { kind: "loop", parent: outer, breakTo: after, continueTo: header };
  cx.build.enter(body);
  lowerBlock(cx, stmt.body);
  cx.build.jump(header, span);
  cx.scope = outer;
  cx.build.enter(exit);
  jumpTo(cx, after);
  enterJoin(cx, after, "after_loop", wasLive);
}
