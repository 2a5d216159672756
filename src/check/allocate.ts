/** `allocate_array(n)` (20 §4): a list of zeros whose element type the context gives. */

import type { TypeId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import { hasUnbound } from "../terms/substitute.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { checkArgs, resolveCallable } from "./call.ts";
import { report } from "./context.ts";
import type { FnCx } from "./fn.ts";
import { errorExpr } from "./make.ts";
import { messages } from "./messages.ts";
import { langRole, lookup } from "./modules.ts";

/** Calls that wait for the type of the formal they are an argument for, as displays do. */
const waiting = new WeakSet<ast.Expr>();

/** Whether an expression is a call of `allocate_array` without its element type. */
export function isAllocation(fx: FnCx, expr: ast.Expr): expr is ast.ExprOf<"call"> {
  if (expr.kind !== "call" || expr.callee.kind !== "name" || fx.cx.options.strict) return false;
  const called = lookup(fx.cx, fx.scope, expr.callee.name)?.entity;
  const role = called?.kind === "decls" ? langRole(fx.cx, "allocate_array") : undefined;
  return called?.kind === "decls" && role !== undefined && called.decls.length === 1 && called.decls[0] === role;
}

export function awaitFormal(expr: ast.Expr): void {
  waiting.add(expr);
}
export function awaitsFormal(expr: ast.Expr): boolean {
  return waiting.has(expr);
}

export function checkAllocation(fx: FnCx, expr: ast.ExprOf<"call">, expected: TypeId | undefined): TypedExpr {
  const { cx } = fx;
  const list = langRole(cx, "list");
  const allocate = langRole(cx, "allocate_array");
  const wanted = expected === undefined ? undefined : cx.store.get(expected);
  const element = wanted?.kind === "struct" && wanted.decl === list ? wanted.bindings[0] : undefined;
  if (allocate === undefined || element === undefined || hasUnbound(cx.store, element)) {
    report(
      cx,
      { file: fx.file, span: expr.at },
      messages.plain(
        "element-type-unknown",
        "'allocate_array' needs a type for its elements; write 'allocate_array[T](n)' or declare the type of the result",
      ),
    );
    return errorExpr(fx, expr.span);
  }
  const args = checkArgs(fx, expr.args);
  if (args === undefined) return errorExpr(fx, expr.span);
  const { span } = expr.callee;
  const explicit = [{ name: undefined, value: { kind: "type", span, term: element } as const, span }];
  const candidates = [{ decl: allocate, ownerBindings: [], witness: undefined }];
  return resolveCallable(
    fx,
    { kind: "callable", span, name: "allocate_array", candidates, self: undefined, explicit },
    args,
    expr.span,
    expr.at,
  );
}
