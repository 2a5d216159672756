/** `while`, with its `else`. */

import type { TypedStmt } from "../typed/typed.ts";
import { type Cx, enterJoin, jumpTo, makeJoin } from "./context.ts";
import { knownCondition, lowerCondition } from "./if.ts";
import { lowerBlock } from "./stmt.ts";

export function lowerWhile(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "while" }>): void {
  const wasLive = cx.build.isLive;
  const header = cx.build.block("loop", stmt.span);
  const body = cx.build.block("loop_body", stmt.body.span);
  const after = makeJoin(stmt.span);
  cx.build.jump(header, stmt.span);
  cx.build.enter(header);
  const endless = stmt.condition === undefined || knownCondition(cx, stmt.condition) === true;
  if (stmt.condition === undefined || endless) {
    cx.build.jump(body, stmt.span);
  } else {
    const exit = cx.build.block("loop_exit", stmt.orElse?.span ?? stmt.span);
    lowerCondition(cx, stmt.condition, body, exit, stmt.span);
    cx.build.enter(exit);
    if (stmt.orElse !== undefined) lowerBlock(cx, stmt.orElse);
    jumpTo(cx, after);
  }
  const outer = cx.scope;
  cx.scope = { kind: "loop", parent: outer, breakTo: after, continueTo: header };
  cx.build.enter(body);
  lowerBlock(cx, stmt.body);
  cx.build.jump(header, stmt.span);
  cx.scope = outer;
  enterJoin(cx, after, "after_loop", wasLive);
}
