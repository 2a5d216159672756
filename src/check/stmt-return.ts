/** `return`: the result's conversion, references and their origins, the dialect's implicit transfer. */

import type { TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOf } from "../syntax/caret.ts";
import { isSubset, mutConverts } from "../terms/origins.ts";
import type { TermOf } from "../terms/term.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { hasRole } from "./conform.ts";
import { type Cx, report } from "./context.ts";
import { convertTo, materialized, owned, tryConvert } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { resultFixes } from "./fixes.ts";
import type { FnCx } from "./fn.ts";
import { mutOf } from "./infer.ts";
import { noneConst } from "./make.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { isMutablePlace, originOfPlace } from "./origins.ts";

import { noneType } from "./signature.ts";
import { checkMovable, hasStorage } from "./stmt-var.ts";
import { inferResult, widensResult } from "./untyped.ts";

export function checkReturn(fx: FnCx, stmt: ast.StmtOf<"return">, out: TypedStmt[]): void {
  if (fx.loops.some((l) => l.kind === "parallel")) {
    report(
      fx.cx,
      { file: fx.file, span: stmt.span },
      messages.plain("jump-out-of-parallel", "'return' cannot leave a 'parallel for'"),
    );
    fx.hasErrors = true;
    return;
  }
  if (stmt.value === undefined) {
    returnNothing(fx, stmt.span, out);
    return;
  }
  const value = resultValue(fx, stmt.value);
  if (value !== undefined) out.push({ kind: "return", span: stmt.span, value });
}

function returnNothing(fx: FnCx, span: Span, out: TypedStmt[]): void {
  const cx = fx.cx;
  const named = fx.resultLocal !== undefined && fx.locals[fx.resultLocal]?.name !== "";
  if (fx.resultType === noneType(cx) || named || fx.resultType === undefined) {
    out.push({ kind: "return", span, value: undefined });
    return;
  }
  const converted = tryConvert(fx, noneConst(fx, span), fx.resultType, false);
  if (converted !== undefined) {
    out.push({ kind: "return", span, value: converted.expr });
    return;
  }
  report(cx, { file: fx.file, span }, messages.cannotConvert("None", show(cx, fx.resultType)));
  fx.hasErrors = true;
}

/** The expression as the function's result; undefined after a report. */
export function resultValue(fx: FnCx, expr: ast.Expr): TypedExpr | undefined {
  const cx = fx.cx;
  const type = fx.resultType;
  if (type === undefined) return fx.inferredResult === undefined ? undefined : firstResult(fx, expr);
  const result = cx.store.get(type);
  if (result.kind === "ref") return referenceResult(fx, expr, result);
  const checked = checkValue(fx, expr, type);
  if (checked.kind === "error" || result.kind === "error") return undefined;
  if (fx.inferredResult !== undefined && widensResult(fx, checked)) return undefined;
  const isNone = type === noneType(cx);
  const fixes = isNone ? resultFixes(fx, checked.type) : [];
  const value = convertTo(fx, checked, type, expr.span, isNone ? " in return value" : "", fixes);
  if (value.kind === "error") return undefined;
  checkMovable(fx, value);
  return isImplicitTransfer(fx, value)
    ? { kind: "transfer", span: value.span, type: value.type, place: value }
    : owned(fx, value);
}

/** The type of a function without one is that of its first `return`. */
function firstResult(fx: FnCx, expr: ast.Expr): TypedExpr | undefined {
  const value = materialized(fx, checkValue(fx, expr, undefined));
  if (value.kind === "error") return undefined;
  inferResult(fx, value.type);
  return isImplicitTransfer(fx, value)
    ? { kind: "transfer", span: value.span, type: value.type, place: value }
    : owned(fx, value);
}

/** Dialect: returning an owned local hands it over; Mojo 1.2 wants `x^` where its type is not implicitly copyable (20 §4). */
function isImplicitTransfer(fx: FnCx, value: TypedExpr): boolean {
  const cx = fx.cx;
  if (cx.options.strict || value.kind !== "local") return false;
  const info = fx.locals[value.local];
  if (info === undefined || (info.kind !== "var" && !(info.kind === "arg" && info.convention === "var"))) return false;
  return !hasRole(cx, fx.facts, value.type, "implicitly_copyable") && hasRole(cx, fx.facts, value.type, "movable");
}

/** `-> ref[o] T`: the place must lie within the declared origin. */
function referenceResult(fx: FnCx, expr: ast.Expr, result: TermOf<"ref">): TypedExpr | undefined {
  const cx = fx.cx;
  const { store } = cx;
  const place = checkValue(fx, expr, result.target);
  if (place.kind === "error" || store.get(result.target).kind === "error") return undefined;
  const at = { file: fx.file, span: caretOf(expr) };
  const fail = (message: ReturnType<typeof messages.plain>): undefined => {
    report(cx, at, message);
    fx.hasErrors = true;
    return undefined;
  };
  if (!isPlace(place)) {
    const shown = hasStorage(fx, place) ? materialized(fx, place).type : place.type;
    return fail(
      messages.plain("no-origin", `value of type '${show(cx, shown)}' doesn't have a memory origin in return value`),
    );
  }
  if (place.type !== result.target) return fail(messages.cannotConvert(show(cx, place.type), show(cx, result.target)));
  const origin = originOfPlace(fx, place);
  if (origin === undefined) return fail(messages.noOrigin());
  const wanted = mutOf(cx, result.origin);
  if (!mutConverts(store, mutOf(cx, origin), wanted) || !isSubset(store, origin, result.origin)) {
    return fail(messages.incompatibleReference(showOrigin(cx, origin), showOrigin(cx, result.origin)));
  }
  const mutable = isMutablePlace(fx, place) && wanted !== store.false;
  return { kind: "ref", span: expr.span, type: store.ref(result.target, result.origin), place, mutable };
}

/** The origin parameter that a `ref` argument has of itself is shown as the argument's origin. */
function showOrigin(cx: Cx, origin: TermId): string {
  const shown = show(cx, origin);
  const whole = /^(\w+)_is_origin$/.exec(shown);
  return whole === null ? shown.replaceAll(/\b(\w+)_is_origin\b/g, "$1") : `origin_of(${whole[1]})`;
}
