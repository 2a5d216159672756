/** Taking tuples apart: for patterns of `var`, `for` and `match`, and for tuple targets of assignments. */

import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { commaAfter } from "../syntax/caret.ts";
import { isPlace, type TypedExpr, type TypedStmt } from "../typed/typed.ts";
import { resolveCallable } from "./call.ts";
import { type Cx, report } from "./context.ts";
import { owned } from "./convert.ts";
import { paramsOf } from "./declare.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { errorExpr, intConst } from "./make.ts";
import { findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show } from "./names.ts";
import { immutable, isMutablePlace, originOfPlace, placeOf } from "./origins.ts";
import { declareLocal, poison, tempLocal } from "./scope.ts";
import { declaredGlobal, setGlobal } from "./script.ts";

/** The element types of a Tuple; undefined for other types and for tuples of unknown length. */
export function tupleTypes(cx: Cx, type: TypeId): readonly TypeId[] | undefined {
  const t = cx.store.get(type);
  if (t.kind !== "struct" || t.decl !== langRole(cx, "tuple")) return undefined;
  const list = t.bindings[paramsOf(cx, t.decl).findIndex((p) => p.variadic)];
  const l = list === undefined ? undefined : cx.store.get(list);
  return l?.kind === "list" ? l.elements : undefined;
}

/** The Tuple type of element types. */
export function tupleOf(cx: Cx, types: readonly TypeId[]): TypeId | undefined {
  const decl = langRole(cx, "tuple");
  if (decl === undefined) return undefined;
  return cx.store.struct(
    decl,
    paramsOf(cx, decl).map((p) => (p.variadic ? cx.store.list(types) : cx.store.unbound)),
  );
}

/** Element `index` of a tuple, as its subscript gives it: a place where the tuple is one. */
export function tupleElement(fx: FnCx, tuple: TypedExpr, index: number, span: Span): TypedExpr {
  const candidates = findMethods(fx, tuple.type, "__getitem_param__");
  if (candidates.length === 0) return errorExpr(fx, span);
  const value = { kind: "value", expr: intConst(fx, BigInt(index), span) } as const;
  return resolveCallable(
    fx,
    {
      kind: "callable",
      span,
      name: "__getitem_param__",
      candidates,
      self: tuple,
      explicit: [{ name: undefined, value, span }],
    },
    [],
    span,
    span,
  );
}

/** A path of fields from a local or capture: evaluating it does nothing. */
export function isSimple(place: TypedExpr): boolean {
  switch (place.kind) {
    case "local":
    case "capture":
      return true;
    case "field":
      return isSimple(place.base);
    case "deref":
      return isSimple(place.reference);
    default:
      return false;
  }
}

/** The value or place evaluated now, so that it can be used several times: in a temporary, or as a reference. */
export function held(fx: FnCx, value: TypedExpr, out: TypedStmt[]): TypedExpr {
  if (isSimple(value) || value.kind === "error") return value;
  const span = value.span;
  if (isPlace(value)) {
    const reference = refTo(fx, value, false, span);
    const local = tempLocal(fx, reference.type, span, "ref");
    out.push({ kind: "declare", span, local, value: reference });
    return localExpr(fx, local, span);
  }
  const local = tempLocal(fx, value.type, span);
  out.push({ kind: "declare", span, local, value });
  return localExpr(fx, local, span);
}

/** A reference value to a place, immutable where that is wanted. */
export function refTo(fx: FnCx, place: TypedExpr, immutably: boolean, span: Span): TypedExpr {
  const target = placeOf(fx, place);
  const origin = originOfPlace(fx, target) ?? fx.cx.store.error;
  const type = fx.cx.store.ref(target.type, immutably ? immutable(fx.cx, origin) : origin);
  return { kind: "ref", span, type, place: target, mutable: !immutably && isMutablePlace(fx, target) };
}

/** How the names of a pattern are bound: owned, or as references (for `""` immutable ones). */
export interface PatternBinding {
  readonly binding: ast.Binding;
  /** Owned names may be assigned. */
  readonly mutable: boolean;
}

/** Binds the names of a pattern to a value or place. */
export function bindPattern(
  fx: FnCx,
  pattern: ast.Pattern,
  how: PatternBinding,
  value: TypedExpr,
  out: TypedStmt[],
): void {
  switch (pattern.kind) {
    case "discard":
      if (isPlace(value)) out.push({ kind: "use", span: pattern.span, place: value });
      else out.push({ kind: "expr", span: pattern.span, value });
      return;
    case "name": {
      const name = { text: pattern.name, span: pattern.span };
      if (value.kind === "error" || fx.cx.store.get(value.type).kind === "error") {
        poison(fx, name);
        return;
      }
      if (how.binding === "var") {
        const global = declaredGlobal(fx, name.text);
        if (global !== undefined) {
          setGlobal(fx, global, owned(fx, value), value.span, out);
          return;
        }
        const local = declareLocal(fx, name, value.type, "var", how.mutable);
        out.push({ kind: "declare", span: value.span, local, value: owned(fx, value) });
        return;
      }
      const reference = refTo(fx, value, how.binding === "", pattern.span);
      const local = declareLocal(fx, name, reference.type, "ref", reference.kind === "ref" && reference.mutable);
      out.push({ kind: "declare", span: pattern.span, local, value: reference });
      return;
    }
    case "tuple": {
      const at = commaAfter(pattern.elements[0]?.span, pattern.span);
      const types = elementsFor(fx, value, pattern.elements.length, at, pattern.elements[0]);
      if (types === undefined) {
        for (const e of pattern.elements) poisonPattern(fx, e);
        return;
      }
      const tuple = held(fx, value, out);
      for (const [i, e] of pattern.elements.entries()) bindPattern(fx, e, how, tupleElement(fx, tuple, i, at), out);
      return;
    }
  }
}

/** The element types if a value can be taken apart into `count` parts; else reported. */
export function elementsFor(
  fx: FnCx,
  value: TypedExpr,
  count: number,
  at: Span,
  first: ast.Pattern | undefined,
): readonly TypeId[] | undefined {
  const cx = fx.cx;
  if (value.kind === "error" || cx.store.get(value.type).kind === "error") return undefined;
  const types = tupleTypes(cx, value.type);
  if (types !== undefined && types.length === count) return types;
  fx.hasErrors = true;
  if (types !== undefined && first?.kind === "name") {
    report(cx, { file: fx.file, span: first.span }, messages.needsContextualType(first.name));
  } else report(cx, { file: fx.file, span: at }, messages.cannotUnpack(show(cx, value.type), count));
  return undefined;
}

/** Makes uses of the names of a pattern silent. */
export function poisonPattern(fx: FnCx, pattern: ast.Pattern): void {
  if (pattern.kind === "name") poison(fx, { text: pattern.name, span: pattern.span });
  else if (pattern.kind === "tuple") for (const e of pattern.elements) poisonPattern(fx, e);
}
