/** Implicit conversion (13.4, 15.5.1), copies of places, literals taking their default types. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { hasInfer } from "../terms/flags.ts";
import { isSubset } from "../terms/origins.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { conformsTo, hasRole } from "./conform.ts";
import type { Cx } from "./context.ts";
import { node, report, speculate } from "./context.ts";
import { declFn, innerScopeOf, paramsOf, signatureOf, structMembersOf } from "./declare.ts";
import { checkDisplay, isDisplay } from "./display.ts";
import { finishCall } from "./finish-call.ts";
import { insertion } from "./fixes.ts";
import type { FnCx } from "./fn.ts";
import { convertFunction } from "./function-values.ts";
import { inferenceFor, isOriginTerm, mutOf, unify } from "./infer.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show, showTypeOf } from "./names.ts";
import { evaluateAll } from "./overload.ts";
import { foundBy, isPending, settle } from "./pending.ts";
import { pickBest } from "./ranking.ts";
import { evalType, termOf } from "./types.ts";
import type { ArgVal } from "./values.ts";

export interface Conversion {
  readonly expr: TypedExpr;
  /** 2 per conversion, 1 for a literal that takes its default type, 0 for none. */
  readonly cost: number;
}

const defaults = new WeakMap<Cx, Map<DeclId, TypeId | undefined>>();

/** The type that values of a compile-time-only type take at run time; undefined for ordinary types. */
export function defaultType(cx: Cx, type: TypeId): TypeId | undefined {
  const term = cx.store.get(type);
  if (term.kind !== "struct") return undefined;
  let table = defaults.get(cx);
  if (table === undefined) {
    table = new Map();
    defaults.set(cx, table);
  }
  if (table.has(term.decl)) return table.get(term.decl);
  table.set(term.decl, undefined);
  const n = node(cx, term.decl);
  const decorator =
    n.ast.kind === "struct" ? n.ast.decorators.find((d) => d.name === "__nonmaterializable") : undefined;
  const arg = decorator?.args?.[0]?.value;
  if (arg === undefined) return undefined;
  const target = evalType(declFn(cx, term.decl, innerScopeOf(cx, term.decl)), arg);
  // Asked for inside a cycle the type may not be known yet: then it is computed again.
  if (cx.store.get(target).kind === "error") {
    table.delete(term.decl);
    return undefined;
  }
  table.set(term.decl, target);
  return target;
}

export function isLiteralType(cx: Cx, type: TypeId): boolean {
  return defaultType(cx, type) !== undefined;
}

/** A value in its run-time type: literals become their default types. */
export function materialized(fx: FnCx, expr: TypedExpr): TypedExpr {
  const target = defaultType(fx.cx, expr.type);
  return target === undefined ? expr : convertTo(fx, expr, target, expr.span);
}

/** `expr` as a value of type `to`, reporting where that is impossible. */
export function convertTo(
  fx: FnCx,
  expr: TypedExpr,
  to: TypeId,
  span: Span,
  where = "",
  fixes: readonly Fix[] = [],
): TypedExpr {
  const done = tryConvert(fx, expr, to, false);
  if (done !== undefined) return done.expr;
  if (isPending(fx.cx, expr.type)) {
    const inference = inferenceFor(fx.cx);
    if (unify(fx.cx, inference, to, expr.type)) {
      settle(fx, foundBy(fx.cx, inference));
      return { ...expr, type: to } as TypedExpr;
    }
  }
  if (expr.kind !== "error") {
    report(
      fx.cx,
      { file: fx.file, span: caretOf(expr) },
      messages.cannotConvert(showTypeOf(fx.cx, expr), show(fx.cx, to), where),
      { fixes },
    );
    fx.hasErrors = true;
  }
  void span;
  return { kind: "error", span: expr.span, type: to };
}

/** The conversion of `expr` to `to`, if there is one. `literalOnly`: inside another conversion only literals may still change. */
export function tryConvert(fx: FnCx, expr: TypedExpr, to: TypeId, literalOnly: boolean): Conversion | undefined {
  const cx = fx.cx;
  const store = cx.store;
  if (expr.type === to) return { expr, cost: 0 };
  const a = store.get(expr.type);
  const d = store.get(to);
  if (a.kind === "error" || d.kind === "error" || expr.kind === "error")
    return { expr: { ...expr, type: to } as TypedExpr, cost: 0 };
  if (a.kind === "prim" && a.name === "never") return { expr: { ...expr, type: to } as TypedExpr, cost: 0 };
  if (fitsOpen(cx, expr.type, to)) return { expr, cost: 0 };
  const weaker = weaken(fx, expr, to);
  if (weaker !== undefined) return { expr: weaker, cost: 0 };
  const fn = convertFunction(fx, expr, to);
  if (fn !== undefined) return { expr: fn, cost: 0 };
  const literal = defaultType(cx, expr.type);
  if (literalOnly && literal !== to) return undefined;
  if (d.kind !== "struct") return undefined;
  const built = expr.kind === "const" ? constructConst(fx, expr, to) : implicitConstruct(fx, expr, to);
  if (built === undefined) return undefined;
  return { expr: built, cost: literal === to ? 1 : 2 };
}

/** Whether a type is one of those that a partly bound type leaves open. */
function fitsOpen(cx: Cx, from: TypeId, to: TypeId): boolean {
  if (from === to || to === cx.store.unbound) return true;
  const a = cx.store.get(from);
  const d = cx.store.get(to);
  if (a.kind !== "struct" || d.kind !== "struct" || a.decl !== d.decl) return false;
  return a.bindings.every((b, i) => fitsOpen(cx, b, d.bindings[i] ?? cx.store.error));
}

/** The same struct with weaker origins and mutabilities, or a reference weakened: the same bits. */
function weaken(fx: FnCx, expr: TypedExpr, to: TypeId): TypedExpr | undefined {
  const cx = fx.cx;
  if (!weakens(cx, expr.type, to)) return undefined;
  return {
    kind: "intrinsic",
    span: expr.span,
    type: to,
    op: "rebind",
    params: [to],
    args: [isPlace(expr) ? copyOf(expr) : expr],
  };
}

function copyOf(expr: TypedExpr): TypedExpr {
  return { kind: "copy", span: expr.span, type: expr.type, place: expr };
}

function weakens(cx: Cx, from: TypeId, to: TypeId): boolean {
  if (from === to) return true;
  const a = cx.store.get(from);
  const d = cx.store.get(to);
  if (a.kind === "ref" && d.kind === "ref") return a.target === d.target && originWeakens(cx, a.origin, d.origin);
  if (a.kind !== "struct" || d.kind !== "struct" || a.decl !== d.decl) return false;
  const params = paramsOf(cx, a.decl);
  let origins = false;
  const ok = a.bindings.every((x, i) => {
    const y = d.bindings[i];
    const info = params[i];
    if (y === undefined || info === undefined) return false;
    if (x === y) return true;
    if (isOriginTerm(cx, x) || isOriginTerm(cx, y)) {
      origins = true;
      return originWeakens(cx, x, y);
    }
    // The mutability parameter that goes with an origin.
    return isMutParam(cx, a.decl, i) && (unwrap(cx, y) === cx.store.false || unwrap(cx, x) === cx.store.true);
  });
  return ok && (origins || a.bindings.some((_, i) => isMutParam(cx, a.decl, i)));
}

function unwrap(cx: Cx, term: TermId): TermId {
  const t = cx.store.get(term);
  return t.kind === "int" ? cx.store.bool(t.value !== 0n) : term;
}

/** Whether parameter `index` only says how mutable another parameter's origin is. */
export function isMutParam(cx: Cx, decl: DeclId, index: number): boolean {
  const self = cx.store.param(decl, index);
  return paramsOf(cx, decl).some((p) => {
    const t = cx.store.get(p.type);
    if (t.kind !== "origin_type") return false;
    if (t.mut === self) return true;
    const m = cx.store.get(t.mut);
    return m.kind === "field" && m.base === self;
  });
}

function originWeakens(cx: Cx, from: TermId, to: TermId): boolean {
  if (from === to) return true;
  const f = cx.store.get(from);
  const t = cx.store.get(to);
  if (
    f.kind === "error" ||
    t.kind === "error" ||
    f.kind === "origin_any" ||
    f.kind === "origin_erased" ||
    t.kind === "origin_erased"
  )
    return true;
  if (mutOf(cx, to) === cx.store.true && mutOf(cx, from) === cx.store.false) return false;
  return isSubset(cx.store, from, to);
}

const constants = new WeakMap<Cx, Map<string, TypedExpr>>();

/** `implicitConstruct` of a constant: what became a constant of another type does so the next time. */
function constructConst(
  fx: FnCx,
  expr: Extract<TypedExpr, { readonly kind: "const" }>,
  to: TypeId,
): TypedExpr | undefined {
  const { cx } = fx;
  let table = constants.get(cx);
  if (table === undefined) {
    table = new Map();
    constants.set(cx, table);
  }
  const key = `${fx.mode}:${expr.type}:${expr.value}:${to}`;
  const known = table.get(key);
  if (known !== undefined) return { ...known, span: expr.span };
  const built = implicitConstruct(fx, expr, to);
  const isClosed = !hasInfer(cx.store, expr.type) && !hasInfer(cx.store, to);
  if (built?.kind === "const" && isClosed && cx.resolving === 0) table.set(key, built);
  return built;
}

/** A value of struct type `to` from one of its `@implicit` constructors. */
function implicitConstruct(fx: FnCx, expr: TypedExpr, to: TypeId): TypedExpr | undefined {
  const cx = fx.cx;
  const d = cx.store.get(to);
  if (d.kind !== "struct") return undefined;
  if (cx.depth > 24) return undefined;
  const all = implicitConstructors(cx, d.decl);
  if (all.length === 0) return undefined;
  const key = conversionKey(cx, expr, to);
  const before = winnersOf(cx).get(key);
  const candidates = (before === undefined ? all : [before]).map((decl) => ({
    decl,
    ownerBindings: d.bindings,
    witness: undefined,
  }));
  const arg: ArgVal = {
    ast: { kind: "error", span: expr.span },
    span: expr.span,
    name: undefined,
    unpack: "",
    value: expr,
    callable: undefined,
    nameSpan: undefined,
  };
  cx.depth++;
  try {
    const { value } = speculate(cx, () => {
      const results = evaluateAll(fx, candidates, undefined, undefined, [arg], {
        implicit: true,
        span: expr.span,
        at: expr.span,
      });
      return pickBest(results);
    });
    if (value.kind !== "one") {
      if (before === undefined) return undefined;
      winnersOf(cx).delete(key);
      return implicitConstruct(fx, expr, to);
    }
    if (cx.resolving === 0) winnersOf(cx).set(key, value.result.candidate.decl);
    return finishCall(fx, value.result, expr.span, expr.span);
  } finally {
    cx.depth--;
  }
}

const winners = new WeakMap<Cx, Map<string, DeclId>>();

/** Which constructor made each kind of conversion so far: literals of one kind all go the same way. */
function winnersOf(cx: Cx): Map<string, DeclId> {
  let table = winners.get(cx);
  if (table === undefined) {
    table = new Map();
    winners.set(cx, table);
  }
  return table;
}

function conversionKey(cx: Cx, expr: TypedExpr, to: TypeId): string {
  const t = cx.store.get(expr.type);
  const from = t.kind === "struct" && isLiteralType(cx, expr.type) ? `literal ${t.decl}` : `${expr.type}`;
  return `${from}:${to}:${isPlace(expr) ? 1 : 0}`;
}

const implicitTables = new WeakMap<Cx, Map<DeclId, readonly DeclId[]>>();

function implicitConstructors(cx: Cx, struct: DeclId): readonly DeclId[] {
  let table = implicitTables.get(cx);
  if (table === undefined) {
    table = new Map();
    implicitTables.set(cx, table);
  }
  const known = table.get(struct);
  if (known !== undefined) return known;
  const found = (structMembersOf(cx, struct).methods.get("__init__") ?? []).filter((m) => {
    const a = node(cx, m).ast;
    if (a.kind === "def") return a.decorators.some((x) => x.name === "implicit");
    return signatureOf(cx, m).isImplicit;
  });
  table.set(struct, found);
  return found;
}

/** Whether a value of one type converts to another (used where no expression is at hand yet). */
export function converts(fx: FnCx, expr: TypedExpr, to: TypeId): boolean {
  return speculate(fx.cx, () => tryConvert(fx, expr, to, false)).value !== undefined;
}

/** An argument that is a display or the like, built as `to`. */
export function tryDisplay(fx: FnCx, expr: ast.Expr, to: TypeId): Conversion | undefined {
  if (!isDisplay(expr)) return undefined;
  const { value, diagnostics } = speculate(fx.cx, () => checkDisplay(fx, expr, to));
  if (value === undefined || diagnostics.some((x) => x.severity === "error")) return undefined;
  const typed = value.type === to ? { expr: value, cost: 0 } : tryConvert(fx, value, to, false);
  return typed;
}

/** `expr` as an owned value: a place is copied if its type allows that implicitly. */
export function owned(fx: FnCx, expr: TypedExpr): TypedExpr {
  if (!isPlace(expr) || expr.kind === "error") return expr;
  if (expr.kind === "temp") return expr.value;
  const cx = fx.cx;
  if (!hasRole(cx, fx.facts, expr.type, "implicitly_copyable")) {
    // Python-shaped code hands variables over; a later use of one is an error then.
    if (fx.pythonic && isOwnVariable(fx, expr) && hasRole(cx, fx.facts, expr.type, "movable")) {
      return { kind: "transfer", span: expr.span, type: expr.type, place: expr };
    }
    const copyable = langRole(cx, "copyable");
    const fixes = [insertion(fx, expr.span.end, "^", "hand the value over")];
    const notes = [{ message: "consider transferring the value with '^'", at: { file: fx.file, span: expr.span } }];
    if (copyable !== undefined && conformsTo(cx, fx.facts, expr.type, copyable) === "yes") {
      notes.push({ message: "you can copy it explicitly with '.copy()'", at: { file: fx.file, span: expr.span } });
      fixes.unshift(insertion(fx, expr.span.end, ".copy()", "copy the value"));
    }
    report(cx, { file: fx.file, span: caretOf(expr) }, messages.cannotCopy(show(cx, expr.type)), { notes, fixes });
    fx.hasErrors = true;
  }
  return copyOf(expr);
}

/** Whether a place is a whole variable of the function, which it may give away. */
function isOwnVariable(fx: FnCx, expr: TypedExpr): boolean {
  const info = expr.kind === "local" ? fx.locals[expr.local] : undefined;
  return info?.kind === "var" || (info?.kind === "arg" && info.convention === "var");
}

/** Where the caret of a message about a value goes: calls point at their `(`. */
export function caretOf(expr: TypedExpr): Span {
  switch (expr.kind) {
    case "call":
      return expr.at;
    case "deref":
      return caretOf(expr.reference);
    case "temp":
      return caretOf(expr.value);
    case "field":
      // The dot stands behind its base.
      return expr.base.span.end < expr.span.end
        ? { start: expr.base.span.end, end: expr.base.span.end + 1 }
        : expr.span;
    default:
      return expr.span;
  }
}

/** The compile-time value of a typed expression (see termOf), for callers that only import conversions. */
export function constantOf(fx: FnCx, expr: TypedExpr): TermId {
  return termOf(fx, expr);
}
