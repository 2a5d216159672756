/** `var` and `ref` declarations (01 §4.2): the declared type, the initializer, the names. */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { bare, caretOf, commaAfter } from "../syntax/caret.ts";
import { hasUnbound } from "../terms/substitute.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { hasRole } from "./conform.ts";
import { type Cx, report } from "./context.ts";
import { convertTo, materialized, owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { pendingDisplay } from "./pending.ts";
import { declareLocal, poison } from "./scope.ts";
import { declaredGlobal, setGlobal } from "./script.ts";
import { evalTypeOpen, needConcrete } from "./types.ts";
import { bindPattern, elementsFor, held, poisonPattern, refTo, tupleElement } from "./unpack.ts";

/** What a declaration binds, without its value. */
export interface Declaration {
  readonly binding: "var" | "ref";
  readonly mutable: boolean;
  readonly pattern: ast.Pattern;
  readonly type: ast.Expr | undefined;
}

export function checkVar(fx: FnCx, stmt: ast.StmtOf<"var">, out: TypedStmt[]): void {
  const d: Declaration = { binding: stmt.binding, mutable: !stmt.immutable, pattern: stmt.pattern, type: stmt.type };
  if (stmt.value === undefined) declareWithoutValue(fx, d, stmt.span, out);
  else declareWithValue(fx, d, stmt.value, out);
}

function declareWithoutValue(fx: FnCx, d: Declaration, span: Span, out: TypedStmt[]): void {
  const cx = fx.cx;
  const { pattern } = d;
  const type = d.type === undefined ? undefined : needConcrete(fx, evalTypeOpen(fx, d.type), d.type.span);
  if (pattern.kind === "name") {
    const name = { text: pattern.name, span: pattern.span };
    if (d.binding === "ref" || type === undefined) {
      report(cx, { file: fx.file, span: name.span }, messages.needsContextualType(name.text));
      poison(fx, name);
      return;
    }
    if (cx.store.get(type).kind === "error") {
      poison(fx, name);
      return;
    }
    const global = declaredGlobal(fx, name.text);
    if (global !== undefined) {
      global.type ??= type;
      return;
    }
    const local = declareLocal(fx, name, type, "var", d.mutable);
    out.push({ kind: "declare", span: name.span, local, value: undefined });
    return;
  }
  if (pattern.kind === "tuple") {
    const at = commaAfter(pattern.elements[0]?.span, pattern.span);
    const first = pattern.elements[0];
    if (type !== undefined)
      report(cx, { file: fx.file, span: at }, messages.cannotUnpack(show(cx, type), pattern.elements.length));
    else
      report(
        cx,
        { file: fx.file, span: first?.span ?? span },
        messages.needsContextualType(first?.kind === "name" ? first.name : "_"),
      );
    poisonPattern(fx, pattern);
  }
}

/** Declares the names of a pattern with an initializer. */
export function declareWithValue(fx: FnCx, d: Declaration, value: ast.Expr, out: TypedStmt[]): void {
  if (d.binding === "ref") {
    declareReference(fx, d, value, out);
    return;
  }
  const initial = initializer(fx, d.type, value);
  declareTyped(fx, d, initial, caretOf(value), out);
}

/** Declares the names of a pattern with a checked value in its run-time type. `at` is where warnings about the store point. */
export function declareTyped(fx: FnCx, d: Declaration, value: TypedExpr, at: Span, out: TypedStmt[]): void {
  const { pattern } = d;
  switch (pattern.kind) {
    case "discard":
      if (isPlace(value)) out.push({ kind: "use", span: pattern.span, place: value });
      else out.push({ kind: "expr", span: pattern.span, value });
      return;
    case "name": {
      const name = { text: pattern.name, span: pattern.span };
      if (fx.cx.store.get(value.type).kind === "error") {
        poison(fx, name);
        return;
      }
      if (value.kind === "error") {
        // The written type still says what the variable is.
        declareLocal(fx, name, value.type, "var", d.mutable);
        return;
      }
      if (fx.cx.store.get(value.type).kind === "trait") {
        const text = "dynamic type values not permitted yet; try creating a 'comptime' instead of a 'var'";
        report(fx.cx, { file: fx.file, span: value.span }, messages.plain("dynamic-type", text));
        poison(fx, name);
        return;
      }
      checkMovable(fx, value);
      const initial = owned(fx, value);
      const global = declaredGlobal(fx, name.text);
      if (global !== undefined) {
        setGlobal(fx, global, initial, at, out);
        return;
      }
      // Which function a variable holds is in its type: calls do not read it.
      const quiet = fx.cx.store.get(initial.type).kind === "function" ? true : undefined;
      const local = declareLocal(fx, name, initial.type, "var", d.mutable, quiet);
      out.push({ kind: "declare", span: at, local, value: initial });
      return;
    }
    case "tuple": {
      const comma = commaAfter(pattern.elements[0]?.span, pattern.span);
      if (elementsFor(fx, value, pattern.elements.length, comma, pattern.elements[0]) === undefined) {
        poisonPattern(fx, pattern);
        return;
      }
      const tuple = held(fx, value, out);
      for (const [i, e] of pattern.elements.entries()) {
        bindPattern(fx, e, { binding: "var", mutable: d.mutable }, tupleElement(fx, tuple, i, comma), out);
      }
      return;
    }
  }
}

/** The initializer of a variable: of its declared type, which it may complete, or of its own run-time type. */
function initializer(fx: FnCx, written: ast.Expr | undefined, value: ast.Expr): TypedExpr {
  if (written === undefined) {
    const pending = pendingDisplay(fx, bare(value));
    if (pending !== undefined) return pending;
    const typed = checkValue(fx, value, undefined);
    return typed.kind === "error" ? typed : materialized(fx, typed);
  }
  return valueOfType(fx, evalTypeOpen(fx, written), value, written.span);
}

/** `[]` and `{}` mean nothing without the type that is missing. */
function isEmptyDisplay(value: ast.Expr): boolean {
  return (value.kind === "list" && value.elements.length === 0) || (value.kind === "brace" && value.args.length === 0);
}

/** A value for a declared type; open parameters of the type are taken from the value. */
export function valueOfType(fx: FnCx, open: TypeId, value: ast.Expr, typeSpan: Span): TypedExpr {
  const cx = fx.cx;
  if (cx.store.get(open).kind === "error") {
    if (!isEmptyDisplay(bare(value))) checkValue(fx, value, undefined);
    return { kind: "error", span: value.span, type: open };
  }
  if (hasUnbound(cx.store, open)) {
    const typed = checkValue(fx, value, open);
    if (typed.kind === "error") return typed;
    const plain = materialized(fx, typed);
    if (completes(cx, plain.type, open)) return plain;
    const converted = convertTo(fx, typed, open, value.span);
    if (converted.kind === "error" || !hasUnbound(cx.store, converted.type)) return converted;
    return convertTo(fx, typed, needConcrete(fx, open, typeSpan), value.span);
  }
  const type = needConcrete(fx, open, typeSpan);
  const typed = checkValue(fx, value, type);
  const where = fx.cx.store.get(type).kind === "fn" ? " in 'var' initializer" : "";
  return typed.kind === "error" ? { ...typed, type } : convertTo(fx, typed, type, value.span, where);
}

/** Whether a type fills in the open parameters of another and agrees with it elsewhere. */
function completes(cx: Cx, type: TypeId, open: TypeId): boolean {
  if (type === open || open === cx.store.unbound) return true;
  const a = cx.store.get(type);
  const b = cx.store.get(open);
  if (a.kind !== "struct" || b.kind !== "struct" || a.decl !== b.decl) return false;
  return a.bindings.every((x, i) => {
    const y = b.bindings[i];
    return y !== undefined && completes(cx, x, y);
  });
}

/** `ref r = place`; a temporary lives as long as the reference, if its type has an address at all. */
function declareReference(fx: FnCx, d: Declaration, value: ast.Expr, out: TypedStmt[]): void {
  const cx = fx.cx;
  const { pattern } = d;
  const typed = checkValue(fx, value, undefined);
  if (pattern.kind !== "name") {
    bindPattern(fx, pattern, { binding: d.mutable ? "ref" : "", mutable: true }, held(fx, typed, out), out);
    return;
  }
  const name = { text: pattern.name, span: pattern.span };
  let place = typed;
  if (d.type !== undefined && place.kind !== "error") {
    const type = needConcrete(fx, evalTypeOpen(fx, d.type), d.type.span);
    if (place.type !== type) place = convertTo(fx, place, type, value.span);
  }
  if (place.kind === "error") {
    poison(fx, name);
    return;
  }
  if (!hasStorage(fx, place)) {
    report(
      cx,
      { file: fx.file, span: caretOf(value) },
      messages.plain(
        "no-origin",
        `value of type '${show(cx, materialized(fx, place).type)}' doesn't have a memory origin in 'ref' binding`,
      ),
    );
    poison(fx, name);
    return;
  }
  const reference = refTo(fx, place, !d.mutable, value.span);
  const local = declareLocal(fx, name, reference.type, "ref", reference.kind === "ref" && reference.mutable);
  out.push({ kind: "declare", span: name.span, local, value: reference });
}

/** Values of register types have no address, be they results or immutable arguments. */
export function hasStorage(fx: FnCx, expr: TypedExpr): boolean {
  if (isPlace(expr)) {
    if (expr.kind !== "local") return true;
    const info = fx.locals[expr.local];
    return (
      info?.kind !== "arg" || info.convention !== "imm" || !hasRole(fx.cx, fx.facts, expr.type, "register_passable")
    );
  }
  const type = materialized(fx, expr).type;
  return !hasRole(fx.cx, fx.facts, type, "register_passable");
}

/** A value that is moved into another variable must be movable. */
export function checkMovable(fx: FnCx, value: TypedExpr): void {
  if (value.kind !== "transfer" || hasRole(fx.cx, fx.facts, value.type, "movable")) return;
  const span = { start: value.span.end - 1, end: value.span.end };
  report(fx.cx, { file: fx.file, span }, messages.cannotTransferNotMovable(show(fx.cx, value.type)));
  fx.hasErrors = true;
}
