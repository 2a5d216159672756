/**
 * Assignments (01 §4.2, 3.7b): plain, chained, to tuples of targets, through setters; and the walrus.
 *
 * A target is prepared first, then the value is checked and stored: what a target evaluates (indices, references) comes before
 * the value. With several targets all of them are prepared before the value, so their parts are kept in temporaries.
 */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { bare, caretOf, commaAfter } from "../syntax/caret.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { memberOf } from "./attribute.ts";
import { checkArg } from "./call.ts";
import { report } from "./context.ts";
import { convertTo, materialized, owned } from "./convert.ts";
import { structMembersOf } from "./declare.ts";
import { checkExpr, checkValue, toTyped } from "./expr.ts";
import { mutFixes } from "./fixes.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { hoist, noteSet } from "./hoisted.ts";
import { argOf, callMethodArgs, errorExpr, hasMethod, literalConst } from "./make.ts";
import { messages } from "./messages.ts";
import { lookup } from "./modules.ts";
import { isMutablePlace } from "./origins.ts";
import { pendingDisplay } from "./pending.ts";
import { isShadowed } from "./python-shaped.ts";
import { declareLocal, poison, tempLocal } from "./scope.ts";
import { assignedGlobal, storeGlobal } from "./script.ts";
import type { ScriptGlobal } from "./script-globals.ts";
import { checkMovable, type Declaration, declareTyped, declareWithValue, valueOfType } from "./stmt-var.ts";
import { indexArgs, indexValue } from "./subscript.ts";
import { evalTypeOpen } from "./types.ts";
import { elementsFor, held, isSimple, tupleElement, tupleOf } from "./unpack.ts";
import type { ArgVal } from "./values.ts";

/** Where a value goes. */
export type Target =
  | { readonly kind: "error" }
  | { readonly kind: "discard"; readonly span: Span }
  | { readonly kind: "place"; readonly place: TypedExpr; readonly span: Span; readonly at: Span }
  | {
      readonly kind: "setitem";
      readonly base: TypedExpr;
      readonly args: readonly ArgVal[];
      readonly span: Span;
      readonly at: Span;
    }
  | {
      readonly kind: "setattr";
      readonly base: TypedExpr;
      readonly name: string;
      readonly span: Span;
      readonly at: Span;
    }
  | { readonly kind: "tuple"; readonly elements: readonly Target[]; readonly span: Span; readonly at: Span }
  | { readonly kind: "global"; readonly global: ScriptGlobal; readonly span: Span }
  | { readonly kind: "declare"; readonly declaration: Declaration; readonly span: Span };

/** A value to be stored: still to be checked against the target, or checked already. */
type Source = { readonly kind: "ast"; readonly expr: ast.Expr } | { readonly kind: "typed"; readonly expr: TypedExpr };

export function checkAssign(fx: FnCx, stmt: ast.StmtOf<"assign">, out: TypedStmt[]): void {
  const { targets } = stmt;
  const last = targets[targets.length - 1];
  if (last === undefined) return;
  if (targets.length === 1) {
    assign(fx, last, { kind: "ast", expr: stmt.value }, out);
    return;
  }
  assignChain(fx, targets, stmt.value, out);
}

function assign(fx: FnCx, target: ast.AssignTarget, source: Source, out: TypedStmt[]): void {
  const prepared = target.kind === "declare" ? declaration(target) : prepareTarget(fx, target.target, false, out);
  store(fx, prepared, source, out);
}

function declaration(target: Extract<ast.AssignTarget, { kind: "declare" }>): Target {
  return {
    kind: "declare",
    span: target.span,
    declaration: { binding: target.binding, mutable: true, pattern: target.pattern, type: target.type },
  };
}

/** `a = b = e`: the last target takes the value, the others copies of it, from right to left. */
function assignChain(fx: FnCx, targets: readonly ast.AssignTarget[], value: ast.Expr, out: TypedStmt[]): void {
  const prepared = targets.map((t) => (t.kind === "declare" ? declaration(t) : prepareTarget(fx, t.target, true, out)));
  const last = prepared[prepared.length - 1];
  if (last === undefined) return;
  let source: () => TypedExpr;
  if (last.kind === "place" && isSimple(last.place)) {
    store(fx, last, { kind: "ast", expr: value }, out);
    source = () => last.place;
  } else if (last.kind === "declare" && last.declaration.pattern.kind === "name") {
    const name = last.declaration.pattern;
    store(fx, last, { kind: "ast", expr: value }, out);
    source = () => checkValue(fx, { kind: "name", span: name.span, name: name.name }, undefined);
  } else {
    const checked = checkValue(fx, value, last.kind === "place" ? last.place.type : undefined);
    const kept = checked.kind === "error" ? checked : held(fx, materialized(fx, checked), out);
    source = () => kept;
    store(fx, last, { kind: "typed", expr: kept }, out);
  }
  for (let i = prepared.length - 2; i >= 0; i--) {
    const target = prepared[i];
    if (target !== undefined) store(fx, target, { kind: "typed", expr: source() }, out);
  }
}

/** `x: T = e` on a name that exists; declaring this way is gone from the language (4.2). */
export function checkAnnotated(fx: FnCx, stmt: ast.StmtOf<"annotated">, out: TypedStmt[]): void {
  const target = bare(stmt.target);
  if (target.kind === "name" && lookup(fx.cx, fx.scope, target.name) === undefined && fx.pythonic) {
    const d: Declaration = {
      binding: "var",
      mutable: true,
      pattern: { kind: "name", span: target.span, name: target.name },
      type: stmt.type,
    };
    if (stmt.value !== undefined) declareWithValue(fx, d, stmt.value, out);
    return;
  }
  const prepared = prepareTarget(fx, target, false, out);
  const open = evalTypeOpen(fx, stmt.type);
  if (stmt.value === undefined || prepared.kind === "error") return;
  store(fx, prepared, { kind: "typed", expr: valueOfType(fx, open, stmt.value, stmt.type.span) }, out);
}

/** `(name := e)`: assigns, and is the variable's new value. */
export function assignWalrus(fx: FnCx, expr: ast.ExprOf<"walrus">): TypedExpr {
  const place = checkValue(fx, expr.target, undefined);
  if (place.kind === "error") {
    checkValue(fx, expr.value, undefined);
    return place;
  }
  const stmts: TypedStmt[] = [];
  const target: Target = { kind: "place", place, span: expr.target.span, at: caretOf(expr.target) };
  store(fx, target, { kind: "ast", expr: expr.value }, stmts);
  if (stmts.length === 0) return errorExpr(fx, expr.span, place.type);
  return { kind: "block", span: expr.span, type: place.type, stmts, result: owned(fx, place) };
}

// ---------------------------------------------------------------- targets

/** `keep`: its parts are evaluated now, into temporaries, as the value comes later. */
export function prepareTarget(fx: FnCx, written: ast.Expr, keep: boolean, out: TypedStmt[]): Target {
  const expr = bare(written);
  switch (expr.kind) {
    case "discard":
      return { kind: "discard", span: expr.span };
    case "name":
      return prepareName(fx, expr);
    case "tuple":
      return {
        kind: "tuple",
        span: expr.span,
        at: commaAfter(expr.elements[0]?.span, expr.span),
        elements: expr.elements.map((e) => prepareTarget(fx, e, true, out)),
      };
    case "attribute":
      return prepareAttribute(fx, expr, keep, out);
    case "subscript":
      return prepareSubscript(fx, expr, keep, out);
    default: {
      const place = checkValue(fx, expr, undefined);
      return place.kind === "error"
        ? { kind: "error" }
        : { kind: "place", place: kept(fx, place, keep, out), span: expr.span, at: caretOf(expr) };
    }
  }
}

function prepareName(fx: FnCx, expr: ast.ExprOf<"name">): Target {
  const found = lookup(fx.cx, fx.scope, expr.name);
  const global = assignedGlobal(fx, expr.name);
  if (global !== undefined && !global.definite) return { kind: "global", global, span: expr.span };
  if (found === undefined || isShadowed(fx, found)) {
    const name = { text: expr.name, span: expr.span };
    if (fx.pythonic) {
      const pattern: ast.Pattern = { kind: "name", span: expr.span, name: expr.name };
      return {
        kind: "declare",
        span: expr.span,
        declaration: { binding: "var", mutable: true, pattern, type: undefined },
      };
    }
    const at = { file: fx.file, span: expr.span };
    const insertion = { file: fx.file, span: { start: expr.span.start, end: expr.span.start } };
    report(fx.cx, at, messages.implicitDeclaration(expr.name), {
      fixes: [{ title: "declare the name", at: insertion, replacement: "var ", safe: false }],
    });
    poison(fx, name);
    return { kind: "error" };
  }
  const own = found?.entity.kind === "local" && found.entity.owner === fx ? found.entity : undefined;
  const place = own === undefined ? checkValue(fx, expr, undefined) : localExpr(fx, own.local, expr.span);
  return place.kind === "error" ? { kind: "error" } : { kind: "place", place, span: expr.span, at: expr.span };
}

function prepareAttribute(fx: FnCx, expr: ast.ExprOf<"attribute">, keep: boolean, out: TypedStmt[]): Target {
  const base = checkExpr(fx, expr.base, undefined);
  if (base.kind === "error") return { kind: "error" };
  if (base.kind === "value") {
    const t = fx.cx.store.get(base.expr.type);
    const declared = t.kind === "struct" && structMembersOf(fx.cx, t.decl).fieldNames.has(expr.name.text);
    if (!declared && hasMethod(fx, base.expr.type, "__setattr__")) {
      return {
        kind: "setattr",
        base: kept(fx, base.expr, keep, out),
        name: expr.name.text,
        span: expr.span,
        at: expr.at,
      };
    }
  }
  const place = toTyped(fx, memberOf(fx, base, expr.name.text, expr.span, expr.at), expr.span);
  return place.kind === "error"
    ? { kind: "error" }
    : { kind: "place", place: kept(fx, place, keep, out), span: expr.span, at: expr.at };
}

function prepareSubscript(fx: FnCx, expr: ast.ExprOf<"subscript">, keep: boolean, out: TypedStmt[]): Target {
  const base = checkExpr(fx, expr.base, undefined);
  if (base.kind === "error") return { kind: "error" };
  if (base.kind !== "value" && base.kind !== "term") {
    const place = checkValue(fx, expr, undefined);
    return place.kind === "error" ? { kind: "error" } : { kind: "place", place, span: expr.span, at: expr.at };
  }
  const object = toTyped(fx, base, expr.base.span);
  if (object.kind === "error") return { kind: "error" };
  if (!hasMethod(fx, object.type, "__setitem__")) {
    const place = indexValue(fx, object, expr);
    return place.kind === "error"
      ? { kind: "error" }
      : { kind: "place", place: kept(fx, place, keep, out), span: expr.span, at: expr.at };
  }
  if (!hasMethod(fx, object.type, "__getitem__") && !hasMethod(fx, object.type, "__getitem_param__")) {
    indexValue(fx, object, expr);
    return { kind: "error" };
  }
  const args = indexArgs(fx, expr);
  if (args === undefined) return { kind: "error" };
  return {
    kind: "setitem",
    base: kept(fx, object, keep, out),
    args: keep ? args.map((a) => keptArg(fx, a, out)) : args,
    span: expr.span,
    at: expr.at,
  };
}

/** An index evaluated now. Constants and what waits for its formal stay. */
export function keptArg(fx: FnCx, arg: ArgVal, out: TypedStmt[]): ArgVal {
  const value = arg.value;
  if (value === undefined || value.kind === "const" || value.kind === "error" || isSimple(value)) return arg;
  const plain = materialized(fx, value);
  const local = tempLocal(fx, plain.type, arg.span);
  out.push({ kind: "declare", span: arg.span, local, value: owned(fx, plain) });
  return { ...arg, value: localExpr(fx, local, arg.span) };
}

/** A target's part, evaluated now if its value comes later. */
function kept(fx: FnCx, place: TypedExpr, keep: boolean, out: TypedStmt[]): TypedExpr {
  return keep ? held(fx, place, out) : place;
}

// ---------------------------------------------------------------- stores

/** Checks the value against the target and stores it there. */
export function store(fx: FnCx, target: Target, source: Source, out: TypedStmt[]): void {
  switch (target.kind) {
    case "error":
      if (source.kind === "ast") checkValue(fx, source.expr, undefined);
      return;
    case "discard":
      discard(fx, target.span, source, out);
      return;
    case "place":
      storePlace(fx, target, source, out);
      return;
    case "setitem": {
      const value = callMethodArgs(
        fx,
        target.base,
        "__setitem__",
        [...target.args, argumentOf(fx, source)],
        target.span,
        target.at,
      );
      if (value.kind !== "error") out.push({ kind: "expr", span: target.span, value });
      return;
    }
    case "setattr": {
      const text = literalConst(fx, "string_literal", { kind: "string", value: target.name }, target.at);
      const name = argOf(text);
      const value = callMethodArgs(
        fx,
        target.base,
        "__setattr__",
        [name, argumentOf(fx, source)],
        target.span,
        target.at,
      );
      if (value.kind !== "error") out.push({ kind: "expr", span: target.span, value });
      return;
    }
    case "tuple":
      storeTuple(fx, target, source, out);
      return;
    case "global":
      storeGlobal(fx, target.global, source.expr, target.span, out);
      return;
    case "declare":
      if (source.kind === "typed") declareTyped(fx, target.declaration, source.expr, target.span, out);
      else if (!declareHoisted(fx, target, source.expr, out))
        declareWithValue(fx, target.declaration, source.expr, out);
      return;
  }
}

/** Python-shaped code: a first assignment declares for the whole function, not for the block. */
function declareHoisted(
  fx: FnCx,
  target: Extract<Target, { kind: "declare" }>,
  value: ast.Expr,
  out: TypedStmt[],
): boolean {
  const { pattern, type } = target.declaration;
  if (!fx.pythonic || fx.scope.kind === "function" || pattern.kind !== "name" || type !== undefined) return false;
  const checked = pendingDisplay(fx, bare(value)) ?? checkValue(fx, value, undefined);
  const name = { text: pattern.name, span: pattern.span };
  if (checked.kind === "error") {
    poison(fx, name);
    return true;
  }
  const initial = owned(fx, materialized(fx, checked));
  const block = fx.scope;
  let outer = block;
  while (outer.kind === "block" && outer.parent !== undefined) outer = outer.parent;
  fx.scope = outer;
  const local = declareLocal(fx, name, initial.type, "var", true);
  fx.scope = block;
  hoist(fx, local, pattern.name, block, pattern.span);
  const place = localExpr(fx, local, pattern.span);
  out.push({ kind: "assign", span: pattern.span, at: pattern.span, place, value: initial });
  noteSet(fx, place, pattern.span, out);
  return true;
}

function discard(fx: FnCx, span: Span, source: Source, out: TypedStmt[]): void {
  const value = source.kind === "ast" ? checkValue(fx, source.expr, undefined) : source.expr;
  if (value.kind === "error") return;
  if (isPlace(value)) out.push({ kind: "use", span, place: value });
  else out.push({ kind: "expr", span, value });
}

function storePlace(fx: FnCx, target: Extract<Target, { kind: "place" }>, source: Source, out: TypedStmt[]): void {
  const { place } = target;
  if (!isMutablePlace(fx, place)) {
    report(fx.cx, { file: fx.file, span: target.at }, messages.mustBeMutable("in assignment"), {
      fixes: mutFixes(fx, place),
    });
    fx.hasErrors = true;
    return;
  }
  const checked = source.kind === "ast" ? checkValue(fx, source.expr, place.type) : source.expr;
  if (checked.kind === "error") return;
  const converted = convertTo(fx, checked, place.type, checked.span);
  checkMovable(fx, converted);
  out.push({ kind: "assign", span: target.span, at: target.at, place, value: owned(fx, converted) });
  noteSet(fx, place, target.span, out);
}

function argumentOf(fx: FnCx, source: Source): ArgVal {
  if (source.kind === "typed") return argOf(source.expr);
  return checkArg(fx, { span: source.expr.span, name: undefined, unpack: "", value: source.expr });
}

function storeTuple(fx: FnCx, target: Extract<Target, { kind: "tuple" }>, source: Source, out: TypedStmt[]): void {
  const wanted = expectedType(fx, target);
  let value = source.kind === "ast" ? checkValue(fx, source.expr, wanted) : source.expr;
  if (value.kind === "error") return;
  value = materialized(fx, value);
  if (elementsFor(fx, value, target.elements.length, target.at, undefined) === undefined) return;
  const tuple = held(fx, value, out);
  for (const [i, t] of target.elements.entries())
    store(fx, t, { kind: "typed", expr: tupleElement(fx, tuple, i, target.at) }, out);
}

/** The Tuple type that targets of known types want. */
function expectedType(fx: FnCx, target: Target): TypeId | undefined {
  switch (target.kind) {
    case "place":
      return target.place.type;
    case "tuple": {
      const types = target.elements.map((e) => expectedType(fx, e) ?? fx.cx.store.unbound);
      return tupleOf(fx.cx, types);
    }
    default:
      return undefined;
  }
}
