/** Augmented assignments: the in-place method on the place itself, or get, change and set through accessors (01 §3.9, 14.9). */

import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { bare, caretOf } from "../syntax/caret.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { memberOfValue } from "./attribute.ts";
import { checkArg } from "./call.ts";
import { report, speculate } from "./context.ts";
import { convertTo, materialized, owned } from "./convert.ts";
import { structMembersOf } from "./declare.ts";
import { checkExpr, checkValue, toTyped } from "./expr.ts";
import { mutFixes } from "./fixes.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { argOf, callMethodArgs, hasMethod, langType, literalConst } from "./make.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { inPlaceMethod } from "./operators.ts";
import { isMutablePlace } from "./origins.ts";
import { isPending, known, settleBy } from "./pending.ts";
import { tempLocal } from "./scope.ts";
import { keptArg } from "./stmt-assign.ts";
import { indexArgs, indexValue } from "./subscript.ts";
import { held } from "./unpack.ts";
import type { ArgVal } from "./values.ts";

type Augmented = ast.StmtOf<"augmented">;

export function checkAugmented(fx: FnCx, stmt: Augmented, out: TypedStmt[]): void {
  const target = bare(stmt.target);
  if (target.kind === "subscript") {
    const base = checkExpr(fx, target.base, undefined);
    if (base.kind === "error") return;
    if (base.kind === "value") {
      subscriptTarget(fx, stmt, target, base.expr, out);
      return;
    }
  }
  if (target.kind === "attribute") {
    const base = checkExpr(fx, target.base, undefined);
    if (base.kind === "error") return;
    if (base.kind === "value") {
      attributeTarget(fx, stmt, target, base.expr, out);
      return;
    }
  }
  inPlace(fx, stmt, checkValue(fx, target, undefined), caretOf(target), operand(fx, stmt), out);
}

function operand(fx: FnCx, stmt: Augmented): ArgVal {
  return checkArg(fx, { span: stmt.value.span, name: undefined, unpack: "", value: stmt.value });
}

/** Calls the in-place method on a place; `at` is where its immutability is reported. */
function inPlace(fx: FnCx, stmt: Augmented, place: TypedExpr, at: Span, value: ArgVal, out: TypedStmt[]): boolean {
  const cx = fx.cx;
  if (place.kind === "error" || value.value?.kind === "error" || cx.store.get(place.type).kind === "error")
    return false;
  const method = inPlaceMethod(stmt.op);
  if (!isPlace(place) || !isMutablePlace(fx, place)) {
    report(cx, { file: fx.file, span: at }, messages.mustBeMutable("for in-place operator destination"), {
      fixes: mutFixes(fx, place),
    });
    fx.hasErrors = true;
    return false;
  }
  if (!hasMethod(fx, place.type, method)) {
    report(cx, { file: fx.file, span: stmt.at }, messages.notImplemented(show(cx, place.type), method), {
      ranges: [{ file: fx.file, span: stmt.target.span }],
    });
    fx.hasErrors = true;
    return false;
  }
  const call = callMethodArgs(fx, place, method, [value], stmt.span, stmt.at);
  if (call.kind === "error") return false;
  out.push({ kind: "expr", span: stmt.span, value: call });
  return true;
}

/** The variable that holds a value between get and set. */
function changed(
  fx: FnCx,
  stmt: Augmented,
  value: TypedExpr,
  operandValue: ArgVal,
  out: TypedStmt[],
): TypedExpr | undefined {
  const plain = materialized(fx, value);
  const local = tempLocal(fx, plain.type, value.span);
  out.push({ kind: "declare", span: value.span, local, value: owned(fx, plain) });
  if (!inPlace(fx, stmt, localExpr(fx, local, value.span), stmt.at, operandValue, out)) return undefined;
  return { kind: "transfer", span: value.span, type: plain.type, place: localExpr(fx, local, value.span) };
}

function keptOperand(fx: FnCx, stmt: Augmented, out: TypedStmt[]): ArgVal {
  return keptArg(fx, operand(fx, stmt), out);
}

/** A container whose element type nothing has fixed yet (`counts = {}`) takes that of the operand. */
function withKnownElement(fx: FnCx, stmt: Augmented, target: ast.ExprOf<"subscript">, base: TypedExpr): TypedExpr {
  if (!isPending(fx.cx, base.type)) return base;
  const element = speculate(fx.cx, () => indexValue(fx, base, target)).value;
  settleBy(fx, element.type, speculate(fx.cx, () => operand(fx, stmt)).value.value);
  return { ...base, type: known(fx.cx, base.type) } as TypedExpr;
}

function subscriptTarget(
  fx: FnCx,
  stmt: Augmented,
  target: ast.ExprOf<"subscript">,
  written: TypedExpr,
  out: TypedStmt[],
): void {
  const base = withKnownElement(fx, stmt, target, written);
  if (!hasMethod(fx, base.type, "__setitem__") || !hasMethod(fx, base.type, "__getitem__")) {
    inPlace(fx, stmt, indexValue(fx, base, target), target.at, operand(fx, stmt), out);
    return;
  }
  // A mutable reference from `__getitem__` is changed where it is, whether there is a setter or not.
  const attempt = speculate(fx.cx, () => indexValue(fx, base, target));
  if (isPlace(attempt.value) && isMutablePlace(fx, attempt.value)) {
    inPlace(fx, stmt, indexValue(fx, base, target), target.at, operand(fx, stmt), out);
    return;
  }
  const indices = indexArgs(fx, target);
  if (indices === undefined) return;
  const object = held(fx, base, out);
  const args = indices.map((a) => keptArg(fx, a, out));
  const value = keptOperand(fx, stmt, out);
  const got = callMethodArgs(fx, object, "__getitem__", args, target.span, target.at);
  if (got.kind === "error") return;
  const next = changed(fx, stmt, got, value, out);
  if (next === undefined) return;
  const set = callMethodArgs(fx, object, "__setitem__", [...args, argOf(next)], target.span, target.at);
  if (set.kind !== "error") out.push({ kind: "expr", span: stmt.span, value: set });
}

function attributeTarget(
  fx: FnCx,
  stmt: Augmented,
  target: ast.ExprOf<"attribute">,
  base: TypedExpr,
  out: TypedStmt[],
): void {
  const name = target.name.text;
  const t = fx.cx.store.get(base.type);
  const declared = t.kind === "struct" && structMembersOf(fx.cx, t.decl).fieldNames.has(name);
  if (declared || !hasMethod(fx, base.type, "__setattr__")) {
    const place = toTyped(fx, memberOfValue(fx, base, name, target.span, target.at), target.span);
    inPlace(fx, stmt, place, target.at, operand(fx, stmt), out);
    return;
  }
  const object = held(fx, base, out);
  const value = keptOperand(fx, stmt, out);
  const got = toTyped(fx, memberOfValue(fx, object, name, target.span, target.at), target.span);
  if (got.kind === "error") return;
  const next = changed(fx, stmt, got, value, out);
  if (next === undefined) return;
  const text = literalConst(fx, "string_literal", { kind: "string", value: name }, target.at);
  const key = argOf(convertTo(fx, text, langType(fx, "static_string"), target.at));
  const set = callMethodArgs(fx, object, "__setattr__", [key, argOf(next)], stmt.span, target.at);
  if (set.kind !== "error") out.push({ kind: "expr", span: stmt.span, value: set });
}
