/**
 * `try`. Raising calls of the body lead to the handler. With `finally`, every way out of the construct runs a copy of its
 * block: falling out of it (one copy for body, `else` and handler together), errors that leave it (one copy), and each
 * `return`, `break` and `continue` through it (made in `stmt.ts`).
 */

import type { TypedBlock, TypedStmt } from "../typed/typed.ts";
import { mayRaise } from "../typed/walk.ts";
import { type Cx, enterJoin, type Join, jumpTo, type Landing, localPlace, makeJoin } from "./context.ts";
import { propagate } from "./raise.ts";
import { lowerBlock } from "./stmt.ts";

type TryStmt = Extract<TypedStmt, { readonly kind: "try" }>;

export function lowerTry(cx: Cx, stmt: TryStmt): void {
  const wasLive = cx.build.isLive;
  const after = makeJoin(stmt.span);
  if (stmt.finallyBody === undefined) lowerCaught(cx, stmt, after);
  else lowerFinally(cx, stmt, stmt.finallyBody, after);
  enterJoin(cx, after, "after_try", wasLive);
}

/** Body, handler and `else`, which go on at `after`. */
function lowerCaught(cx: Cx, stmt: TryStmt, after: Join): void {
  const outer = cx.scope;
  const body = cx.build.block("try", stmt.body.span);
  cx.build.jump(body, stmt.span);
  cx.build.enter(body);
  const handler = stmt.handler;
  const landing: Landing | undefined = handler && {
    slot: stmt.error,
    block: undefined,
    errorType: undefined,
    origin: "handler",
    span: handler.stmts.length > 0 ? handler.span : stmt.span,
  };
  if (landing !== undefined) cx.scope = { kind: "handler", parent: outer, landing };
  lowerBlock(cx, stmt.body);
  cx.scope = outer;
  if (stmt.orElse !== undefined) {
    // Entered even if the body never gets here, so that the warning has a block to speak of.
    const orElse = cx.build.block("try_else", stmt.orElse.span);
    cx.build.jump(orElse, stmt.span);
    cx.build.enter(orElse);
    lowerBlock(cx, stmt.orElse);
  }
  jumpTo(cx, after);
  if (handler === undefined || landing === undefined) return;
  cx.build.enter(landing.block ?? cx.build.block("handler", landing.span));
  if (stmt.error !== undefined) cx.build.rank(stmt.error);
  lowerBlock(cx, handler);
  jumpTo(cx, after);
}

function lowerFinally(cx: Cx, stmt: TryStmt, finallyBody: TypedBlock, after: Join): void {
  const outer = cx.scope;
  // An error on its way out waits in the slot where it will be needed, unless `finally` could use that slot itself.
  const own = stmt.handler === undefined ? stmt.error : undefined;
  const slot = own ?? (mayRaise(finallyBody) ? undefined : "outer");
  const landing: Landing = {
    slot,
    block: undefined,
    errorType: undefined,
    origin: "finally",
    span: finallyBody.span,
  };
  const inner = { kind: "finally", parent: outer, body: finallyBody } as const;
  cx.scope = { kind: "handler", parent: inner, landing };
  const done = makeJoin(finallyBody.span);
  lowerCaught(cx, stmt, done);
  cx.scope = outer;
  if (done.block !== undefined) {
    cx.build.setOrigin(done.block, "finally", finallyBody.span);
    cx.build.enter(done.block);
    lowerBlock(cx, finallyBody);
    jumpTo(cx, after);
  }
  if (landing.block === undefined || landing.errorType === undefined) return;
  cx.build.enter(landing.block);
  lowerBlock(cx, finallyBody);
  if (cx.build.current === undefined) return;
  const pending = typeof landing.slot === "number" ? localPlace(landing.slot) : undefined;
  propagate(cx, landing.errorType, pending, stmt.span);
}
