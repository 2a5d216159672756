/**
 * `with` (12.12), as ordinary statements around the body:
 *
 *   manager = E; v = manager.__enter__()
 *   try: body  finally: manager.__exit__()
 *
 * With an `__exit__` that takes the error, that one is called when the body raises, and its answer decides whether the error
 * goes on; `failed` then keeps the `finally` from calling the other one.
 */

import { bug } from "../base/bug.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOf } from "../syntax/caret.ts";
import { isPlace, type TypedBlock, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { materialized, owned } from "./convert.ts";
import { signatureOf } from "./declare.ts";
import { checkValue } from "./expr.ts";
import { noteRaise } from "./finish-call.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { boolConstExpr, boolValue, callMethod, hasMethod, langType } from "./make.ts";
import { findMethods } from "./members.ts";
import { declareLocal, inScope, poison, tempLocal } from "./scope.ts";
import { checkStmts } from "./stmt.ts";
import { catching } from "./stmt-try.ts";
import { refTo } from "./unpack.ts";

export function checkWith(fx: FnCx, stmt: ast.StmtOf<"with">, out: TypedStmt[]): void {
  const stmts = inScope(fx, () => items(fx, stmt, 0));
  out.push({ kind: "block", span: stmt.span, body: { span: stmt.span, stmts } });
}

/** Several managers are nested statements; the names of all belong to the block of the body. */
function items(fx: FnCx, stmt: ast.StmtOf<"with">, at: number): readonly TypedStmt[] {
  const item = stmt.items[at];
  if (item === undefined) return checkStmts(fx, stmt.body.stmts);
  const out: TypedStmt[] = [];
  const rest = (): TypedBlock => ({ span: stmt.body.span, stmts: items(fx, stmt, at + 1) });
  const span = item.manager.span;
  const manager = checkValue(fx, item.manager, undefined);
  if (manager.kind === "error") return abandoned(fx, item, rest);
  const value = owned(fx, materialized(fx, manager));
  const local = tempLocal(fx, value.type, span);
  const object = (): TypedExpr => localExpr(fx, local, span);
  out.push({ kind: "declare", span, local, value });
  const consumes = enterConsumes(fx, object());
  const self: TypedExpr = consumes ? { kind: "transfer", span, type: value.type, place: object() } : object();
  const entered = callMethod(fx, self, "__enter__", [], span, caretOf(item.manager));
  if (entered.kind === "error") return abandoned(fx, item, rest);
  const bound = bindEntered(fx, item, entered, out);
  if (consumes) {
    out.push(...keptToTheEnd(stmt.span, rest(), bound));
    return out;
  }
  if (!hasMethod(fx, value.type, "__exit__")) {
    out.push(...keptToTheEnd(stmt.span, rest(), object));
    return out;
  }
  out.push(
    ...(takesError(fx, object())
      ? exitWithError(fx, stmt.span, rest, object)
      : exitAlways(fx, stmt.span, rest(), object)),
  );
  return out;
}

function abandoned(fx: FnCx, item: ast.WithItem, rest: () => TypedBlock): readonly TypedStmt[] {
  if (item.name !== undefined) poison(fx, item.name);
  rest();
  return [];
}

/** Whether `__enter__` takes the manager over. */
function enterConsumes(fx: FnCx, object: TypedExpr): boolean {
  const methods = findMethods(fx, object.type, "__enter__");
  return (
    methods.length > 0 &&
    methods.every((m) => {
      const convention = signatureOf(fx.cx, m.decl).args[0]?.convention;
      return convention === "var" || convention === "deinit";
    })
  );
}

/** Whether an `__exit__` for errors exists: one more argument. */
function takesError(fx: FnCx, object: TypedExpr): boolean {
  return findMethods(fx, object.type, "__exit__").some((m) => signatureOf(fx.cx, m.decl).args.length === 2);
}

/** Binds the name to what `__enter__` gave; without one that value still lives as long as it must. */
function bindEntered(
  fx: FnCx,
  item: ast.WithItem,
  entered: TypedExpr,
  out: TypedStmt[],
): (() => TypedExpr) | undefined {
  const span = item.name?.span ?? item.span;
  if (item.name === undefined && isPlace(entered)) {
    out.push({ kind: "use", span, place: entered });
    return undefined;
  }
  const value = isPlace(entered) ? refTo(fx, entered, false, span) : materialized(fx, entered);
  const kind = isPlace(entered) ? "ref" : "var";
  const local =
    item.name === undefined
      ? tempLocal(fx, value.type, span)
      : declareLocal(fx, item.name, value.type, kind, kind === "var" || (value.kind === "ref" && value.mutable));
  out.push({ kind: "declare", span: caretOf(item.manager), local, value });
  return () => localExpr(fx, local, span);
}

/** The body, and a use of a value on every way out of it. */
function keptToTheEnd(span: Span, body: TypedBlock, value: (() => TypedExpr) | undefined): readonly TypedStmt[] {
  return value === undefined ? body.stmts : [withFinally(span, body, { kind: "use", span, place: value() })];
}

function exitAlways(fx: FnCx, span: Span, body: TypedBlock, object: () => TypedExpr): readonly TypedStmt[] {
  return [withFinally(span, body, { kind: "expr", span, value: callMethod(fx, object(), "__exit__", [], span) })];
}

/** The body, and a statement on every way out of it. */
function withFinally(span: Span, body: TypedBlock, last: TypedStmt): TypedStmt {
  const finallyBody: TypedBlock = { span, stmts: [last] };
  return { kind: "try", span, body, error: undefined, handler: undefined, orElse: undefined, finallyBody };
}

function exitWithError(fx: FnCx, span: Span, rest: () => TypedBlock, object: () => TypedExpr): readonly TypedStmt[] {
  const caughtBody = catching(fx, { text: "", span }, rest);
  const { body, error } = caughtBody;
  if (!caughtBody.used) {
    return hasPlainExit(fx, object()) ? exitAlways(fx, span, body, object) : keptToTheEnd(span, body, object);
  }
  const bool = langType(fx, "bool");
  const failed = tempLocal(fx, bool, span);
  const flag = (): TypedExpr => localExpr(fx, failed, span);
  const raised = (): TypedExpr => localExpr(fx, error, span);
  const type = fx.locals[error]?.type ?? bug("the error of a 'with' body");
  const answer = boolValue(fx, callMethod(fx, object(), "__exit__", [raised()], span), span);
  const raiseAgain: TypedStmt = { kind: "raise", span, value: { kind: "transfer", span, type, place: raised() } };
  // Whether the error goes on depends on the answer, so the statement may raise where the body may.
  noteRaise(fx, type, span);
  const handler: TypedBlock = {
    span,
    stmts: [
      { kind: "assign", span, at: span, place: flag(), value: boolConstExpr(fx, true, span) },
      {
        kind: "if",
        span,
        condition: answer,
        then: { span, stmts: [] },
        otherwise: { span, stmts: [raiseAgain] },
      },
    ],
  };
  const caughtStmt: TypedStmt = { kind: "try", span, body, error, handler, orElse: undefined, finallyBody: undefined };
  const start: TypedStmt = { kind: "declare", span, local: failed, value: boolConstExpr(fx, false, span) };
  if (!hasPlainExit(fx, object())) return [start, caughtStmt];
  const exit: TypedStmt = {
    kind: "if",
    span,
    condition: { kind: "copy", span, type: bool, place: flag() },
    then: { span, stmts: [] },
    otherwise: { span, stmts: [{ kind: "expr", span, value: callMethod(fx, object(), "__exit__", [], span) }] },
  };
  return [
    start,
    {
      kind: "try",
      span,
      body: { span, stmts: [caughtStmt] },
      error: undefined,
      handler: undefined,
      orElse: undefined,
      finallyBody: { span, stmts: [exit] },
    },
  ];
}

function hasPlainExit(fx: FnCx, object: TypedExpr): boolean {
  return findMethods(fx, object.type, "__exit__").some((m) => signatureOf(fx.cx, m.decl).args.length === 1);
}
