/** `try` and `raise` (01 §4.7, 12.13): which error type a body has, where it goes. */

import type * as ast from "../syntax/ast.ts";
import { caretOf } from "../syntax/caret.ts";
import type { TypedBlock, TypedStmt } from "../typed/typed.ts";
import { report } from "./context.ts";
import { convertTo, defaultType, owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { noteRaise } from "./finish-call.ts";
import { raisesFixes } from "./fixes.ts";
import { addLocal, type FnCx, localExpr, type RaiseTarget } from "./fn.ts";
import { messages } from "./messages.ts";
import { declareName, inScope } from "./scope.ts";
import { errorType } from "./signature.ts";
import { checkBlock, checkStmts } from "./stmt.ts";
import { checkMovable } from "./stmt-var.ts";

/** The caught errors around the point of checking, innermost last: what a bare `raise` raises again. */
const caught = new WeakMap<FnCx, readonly number[]>();

export function checkTry(fx: FnCx, stmt: ast.StmtOf<"try">, out: TypedStmt[]): void {
  const { handler } = stmt;
  if (handler === undefined) {
    // Without `except` nothing is caught: errors go where they would go anyway.
    const body = checkBlock(fx, stmt.body);
    const orElse = stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
    const finallyBody = stmt.finallyBody === undefined ? undefined : checkBlock(fx, stmt.finallyBody);
    out.push({ kind: "try", span: stmt.span, body, error: undefined, handler: undefined, orElse, finallyBody });
    return;
  }
  const { error, body } = catching(fx, handler.name ?? { text: "", span: handler.span }, () =>
    checkBlock(fx, stmt.body),
  );
  const orElse = stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
  const handled = inScope(fx, (): TypedBlock => {
    if (handler.name !== undefined) declareName(fx, handler.name, { kind: "local", local: error, owner: fx });
    const outer = caught.get(fx) ?? [];
    caught.set(fx, [...outer, error]);
    const stmts = checkStmts(fx, handler.body.stmts);
    caught.set(fx, outer);
    return { span: handler.body.span, stmts };
  });
  const finallyBody = stmt.finallyBody === undefined ? undefined : checkBlock(fx, stmt.finallyBody);
  out.push({ kind: "try", span: stmt.span, body, error, handler: handled, orElse, finallyBody });
}

/** Checks `body` with its errors going to a new local: the error type is that of the first call that raises, else Error. */
export function catching<T>(
  fx: FnCx,
  name: ast.Name,
  body: () => T,
): { readonly error: number; readonly body: T; readonly used: boolean } {
  const error = addLocal(fx, {
    name: name.text,
    type: fx.cx.store.error,
    kind: "error",
    mutable: true,
    span: name.span,
    quiet: name.text === "" || name.text.startsWith("_"),
  });
  const outer = fx.raise;
  const target: RaiseTarget = { kind: "try", type: undefined, local: error, used: false };
  fx.raise = target;
  const made = body();
  fx.raise = outer;
  const info = fx.locals[error];
  if (info !== undefined) fx.locals[error] = { ...info, type: target.type ?? errorType(fx.cx) };
  return { error, body: made, used: target.used };
}

export function checkRaise(fx: FnCx, stmt: ast.StmtOf<"raise">, out: TypedStmt[]): void {
  const cx = fx.cx;
  const at = { file: fx.file, span: stmt.span };
  const target = fx.raise;
  const errors = caught.get(fx) ?? [];
  const again = errors[errors.length - 1];
  if (target.kind === "none") {
    if (stmt.value !== undefined) checkValue(fx, stmt.value, undefined);
    report(cx, at, messages.raiseOutside(), { fixes: raisesFixes(fx) });
    fx.hasErrors = true;
    return;
  }
  if (stmt.value === undefined) {
    if (again === undefined) {
      report(
        cx,
        at,
        messages.plain("raise-outside", "'raise' must live within an 'except' block or a function marked 'raises'"),
      );
      fx.hasErrors = true;
      return;
    }
    const place = localExpr(fx, again, stmt.span);
    noteRaise(fx, place.type, stmt.span);
    out.push({ kind: "raise", span: stmt.span, value: { kind: "transfer", span: stmt.span, type: place.type, place } });
    return;
  }
  const checked = checkValue(fx, stmt.value, target.type);
  if (checked.kind === "error") return;
  // The first error of a `try` body decides its type.
  const type = target.type ?? defaultType(cx, checked.type) ?? checked.type;
  const value = convertTo(fx, checked, type, stmt.value.span);
  if (value.kind === "error") return;
  checkMovable(fx, value);
  noteRaise(fx, type, caretOf(stmt.value));
  out.push({ kind: "raise", span: stmt.span, value: owned(fx, value) });
}
