/**
 * `for` over an iterator: each round calls `next` into the element; the error edge of that call, StopIteration, leaves the
 * loop (14.10). `else` runs on that way out only.
 */

import type { TypedStmt } from "../typed/typed.ts";
import { type Cx, enterJoin, jumpTo, type Landing, localPlace, makeJoin } from "./context.ts";
import { lowerInto } from "./expr.ts";
import { lowerBlock, lowerStmts } from "./stmt.ts";

export function lowerFor(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "for" }>): void {
  const wasLive = cx.build.isLive;
  const outer = cx.scope;
  const header = cx.build.block("loop", stmt.span);
  const after = makeJoin(stmt.span);
  const stop: Landing = {
    slot: undefined,
    block: undefined,
    errorType: undefined,
    origin: "loop_exit",
    span: stmt.orElse?.span ?? stmt.span,
  };
  cx.build.jump(header, stmt.span);
  cx.build.enter(header);
  cx.build.emit({ op: "declare", span: stmt.next.span, local: stmt.element });
  cx.scope = { kind: "handler", parent: outer, landing: stop };
  lowerInto(cx, stmt.next, localPlace(stmt.element));
  cx.build.rank(stmt.element);
  cx.scope = { kind: "loop", parent: outer, breakTo: after, continueTo: header };
  const body = cx.build.block("loop_body", stmt.body.span);
  cx.build.jump(body, stmt.span);
  cx.build.enter(body);
  lowerStmts(cx, stmt.bind);
  lowerBlock(cx, stmt.body);
  cx.build.jump(header, stmt.span);
  cx.scope = outer;
  if (stop.block !== undefined) {
    cx.build.enter(stop.block);
    if (stmt.orElse !== undefined) lowerBlock(cx, stmt.orElse);
    jumpTo(cx, after);
  }
  enterJoin(cx, after, "after_loop", wasLive);
}
