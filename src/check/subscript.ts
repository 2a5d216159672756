/** `base[...]`: parameter binding, indexing, slicing, dereference (01 §3.9, 14.9). */

import type { TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { checkArg, checkArgs, resolveCallable } from "./call.ts";
import { closureBounds } from "./conform.ts";
import { report, speculate } from "./context.ts";
import { materialized } from "./convert.ts";
import { paramsOf } from "./declare.ts";
import { bindAlias, bindStruct, explicitParams, termVal } from "./explicit.ts";
import { checkExpr, checkValue, toTyped } from "./expr.ts";
import { comptimeFn, type FnCx } from "./fn.ts";
import { elementType } from "./intrinsic.ts";
import { argOf, callMethodArgs, construct, errorExpr, hasMethod, langStruct, langType, noneConst } from "./make.ts";
import { findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show } from "./names.ts";
import { evalBound, evalOrigins, evalTerm, evalType, tryTermOf, unwrapBool } from "./types.ts";
import type { ArgVal, ExplicitParam, Val } from "./values.ts";

export function checkSubscript(fx: FnCx, expr: ast.ExprOf<"subscript">): Val {
  const base = checkExpr(fx, expr.base, undefined);
  return subscriptVal(fx, base, expr);
}

export function subscriptVal(fx: FnCx, base: Val, expr: ast.ExprOf<"subscript">): Val {
  const cx = fx.cx;
  const span = expr.span;
  switch (base.kind) {
    case "error":
      return base;
    case "prim":
      return primSubscript(fx, base.name, expr);
    case "intrinsic": {
      if (base.name === "owned_interior") {
        const name = expr.args[0]?.value;
        const text = name?.kind === "string" ? name.value : "";
        const origin = base.params[0] ?? cx.store.error;
        return {
          kind: "term",
          span,
          term: cx.store.intern({ kind: "origin_interior", base: origin, name: text }),
          type: cx.store.error,
        };
      }
      const params = expr.args.map((a) => intrinsicParam(fx, a.value));
      return { kind: "intrinsic", span, name: base.name, params };
    }
    case "type": {
      const t = cx.store.get(base.term);
      if (t.kind === "struct") {
        if (paramsOf(cx, t.decl).length === 0 && expr.args.length > 0) break;
        return { kind: "type", span, term: bindStruct(fx, t.decl, t.bindings, explicitParams(fx, expr.args), span) };
      }
      if (t.kind === "origin_type") return primSubscript(fx, "origin", expr);
      if (t.kind === "prim" && t.name === "some") return primSubscript(fx, "some", expr);
      break;
    }
    case "alias":
      return bindAlias(fx, base, explicitParams(fx, expr.args), span);
    case "callable":
      return { ...base, span, explicit: [...(base.explicit ?? []), ...explicitParams(fx, expr.args)] };
    case "term": {
      const type = cx.store.get(base.type);
      const element = type.kind === "prim" && type.name === "list" ? listElement(fx, base.term, expr) : undefined;
      if (element !== undefined) return element;
      break;
    }
    default:
      break;
  }
  if (base.kind === "type") {
    report(cx, { file: fx.file, span: expr.at }, messages.notSubscriptable(show(cx, base.term)));
    fx.hasErrors = true;
    return { kind: "error", span };
  }
  const checked = toTyped(fx, base, span);
  const types = typesOfList(fx, checked.type);
  const type = types === undefined ? undefined : listElement(fx, types, expr);
  if (type !== undefined) return type;
  // A literal that has no subscripts of its own has those of its run-time type.
  const value = hasMethod(fx, checked.type, "__getitem__") ? checked : materialized(fx, checked);
  if (isCallable(fx, value) && !hasMethod(fx, value.type, "__getitem__")) {
    return { kind: "bound_value", span, expr: value, explicit: explicitParams(fx, expr.args) };
  }
  return { kind: "value", expr: indexValue(fx, value, expr) };
}

/** The types in a value of the library's list of types. */
function typesOfList(fx: FnCx, type: TypeId): TermId | undefined {
  const t = fx.cx.store.get(type);
  if (t.kind !== "struct" || t.decl !== langRole(fx.cx, "type_list")) return undefined;
  return t.bindings[paramsOf(fx.cx, t.decl).findIndex((p) => p.variadic)];
}

/** `list[i]` of a compile-time list. */
function listElement(fx: FnCx, list: TermId, expr: ast.ExprOf<"subscript">): Val | undefined {
  const cx = fx.cx;
  const [only] = expr.args;
  if (expr.args.length !== 1 || only === undefined || only.value.kind === "slice") return undefined;
  const at = indexTerm(fx, only.value);
  const type = elementType(cx, list);
  const term = cx.store.intern({ kind: "op", type, op: "list_get", params: [list, at], args: [] });
  return termVal(cx, term, type, expr.span);
}

/** Whether brackets after a value give parameters of a call: functions, closures, type variables bounded by closure traits. */
function isCallable(fx: FnCx, value: TypedExpr): boolean {
  const kind = fx.cx.store.get(value.type).kind;
  return kind === "function" || kind === "closure" || kind === "fn" || closureBounds(fx.cx, value.type).length > 0;
}

/** A compile-time index as the primitive `index`. */
function indexTerm(fx: FnCx, expr: ast.Expr): TermId {
  const cx = fx.cx;
  const value = evalTerm(fx, expr, langType(fx, "int"));
  const t = cx.store.get(value);
  if (t.kind === "int") return cx.store.int(cx.store.index, t.value);
  const prim = cx.store.intern({ kind: "field", type: cx.store.simd(13, 1), base: value, index: 0 });
  return cx.store.intern({ kind: "op", type: cx.store.index, op: "to_index", params: [], args: [prim] });
}

/** A parameter of an intrinsic: types, origins, primitive values; library scalars are unwrapped where a primitive is meant. */
function intrinsicParam(fx: FnCx, expr: ast.Expr): TermId {
  const cx = fx.cx;
  const cfx = comptimeFn(fx);
  if (expr.kind === "string") return cx.store.string(expr.value);
  if (expr.kind === "int") return cx.store.int(cx.store.index, expr.value);
  if (expr.kind === "bool") return cx.store.bool(expr.value);
  const val = checkExpr(cfx, expr, undefined);
  switch (val.kind) {
    case "type":
    case "term":
      return val.term;
    case "callable": {
      const typed = toTyped(cfx, val, expr.span);
      return typed.kind === "const" ? typed.value : cx.store.error;
    }
    case "alias": {
      return evalType(cfx, expr);
    }
    case "error":
      return cx.store.error;
    default: {
      const typed = toTyped(cfx, val, expr.span);
      const term = tryTermOf(cfx, typed);
      if (term !== undefined) return term;
      return evalTerm(cfx, expr, typed.type);
    }
  }
}

function primSubscript(fx: FnCx, name: string, expr: ast.ExprOf<"subscript">): Val {
  const cx = fx.cx;
  const store = cx.store;
  const span = expr.span;
  const args = expr.args;
  const first = args[0]?.value;
  if (first === undefined) return { kind: "error", span };
  const asType = (term: TermId): Val => ({ kind: "type", span, term });
  switch (name) {
    case "simd":
      return asType(
        store.prim(
          "simd",
          args.map((a) => intrinsicParam(fx, a.value)),
        ),
      );
    case "pointer":
      return asType(store.prim("pointer", [evalType(fx, first)]));
    case "array": {
      const count = args[1]?.value;
      return asType(
        store.prim("array", [evalType(fx, first), count === undefined ? store.error : intrinsicParam(fx, count)]),
      );
    }
    case "union":
    case "product":
    case "pack":
    case "list": {
      const val = checkExpr(comptimeFn(fx), first, undefined);
      if (name === "list") return asType(store.prim("list", [evalBound(fx, first)]));
      const list = val.kind === "term" ? val.term : store.list(args.map((a) => evalType(fx, a.value)));
      return asType(store.prim(name, [list]));
    }
    case "some": {
      const bound = evalBound(fx, first);
      return asType(store.prim("some", [bound]));
    }
    case "origin": {
      const mut = args[0]?.value;
      if (mut === undefined || mut.kind === "discard")
        return asType(store.intern({ kind: "origin_type", mut: store.unbound }));
      const term = evalTerm(fx, mut, langType(fx, "bool"));
      return asType(store.intern({ kind: "origin_type", mut: unwrapBool(cx, term) }));
    }
    case "origin_untracked":
    case "origin_any": {
      const mut = unwrapBool(cx, evalTerm(fx, first, langType(fx, "bool")));
      return {
        kind: "term",
        span,
        term: store.intern({ kind: name, mut }),
        type: store.intern({ kind: "origin_type", mut }),
      };
    }
    case "origin_cast": {
      const second = args[1]?.value;
      const mut = second === undefined ? store.false : unwrapBool(cx, evalTerm(fx, second, langType(fx, "bool")));
      const base = evalOrigins(fx, [first]);
      return {
        kind: "term",
        span,
        term: store.intern({ kind: "origin_cast", base, mut }),
        type: store.intern({ kind: "origin_type", mut }),
      };
    }
    default:
      report(cx, { file: fx.file, span }, messages.plain("intrinsic-misuse", `there is no primitive type '${name}'`));
      return { kind: "error", span };
  }
}

// ---------------------------------------------------------------- values

/** The arguments of an index expression: slices become slice objects. */
export function indexArgs(fx: FnCx, expr: ast.ExprOf<"subscript">): readonly ArgVal[] | undefined {
  if (!expr.args.some((a) => a.value.kind === "slice")) return checkArgs(fx, expr.args);
  const out: ArgVal[] = [];
  for (const a of expr.args) {
    if (a.value.kind !== "slice") {
      out.push(checkArg(fx, a));
      continue;
    }
    const value = sliceValue(fx, a.value);
    if (value.kind === "error") return undefined;
    out.push({ ...argOf(value, a.name?.text), span: a.span, nameSpan: a.name?.span });
  }
  return out;
}

/** `a:b` is a ContiguousSlice, `a:b:c` a StridedSlice: objects of the library, built from optional Ints. */
function sliceValue(fx: FnCx, slice: ast.ExprOf<"slice">): TypedExpr {
  const part = (e: ast.Expr | undefined): ArgVal => {
    if (e === undefined) return argOf(noneConst(fx, slice.span));
    const value = checkValue(fx, e, undefined);
    return argOf(value);
  };
  const role = slice.colons === 2 ? "strided_slice" : "contiguous_slice";
  const args = [part(slice.start), part(slice.end), ...(slice.colons === 2 ? [part(slice.step)] : [])];
  if (args.some((a) => a.value?.kind === "error")) return errorExpr(fx, slice.span);
  return construct(fx, langStruct(fx, role), args, slice.span);
}

/** `base[args]` read (or as a place, where `__getitem__` returns a reference). */
export function indexValue(fx: FnCx, base: TypedExpr, expr: ast.ExprOf<"subscript">): TypedExpr {
  const cx = fx.cx;
  if (base.kind === "error") return base;
  const getitem = hasMethod(fx, base.type, "__getitem__");
  const getparam = hasMethod(fx, base.type, "__getitem_param__");
  if (!getitem && !getparam) {
    const message = hasMethod(fx, base.type, "__setitem__")
      ? messages.setitemWithoutGetitem(show(cx, base.type))
      : messages.notSubscriptable(show(cx, base.type));
    report(cx, { file: fx.file, span: expr.at }, message, { ranges: [{ file: fx.file, span: base.span }] });
    return errorExpr(fx, expr.span);
  }
  if (getparam) {
    const viaParam = indexByParam(fx, base, expr, getitem);
    if (viaParam !== undefined) return viaParam;
  }
  const args = indexArgs(fx, expr);
  if (args === undefined) return errorExpr(fx, expr.span);
  return callMethodArgs(fx, base, "__getitem__", args, expr.span, expr.at);
}

/** `__getitem_param__` is used when every index is known at compile time. */
function indexByParam(
  fx: FnCx,
  base: TypedExpr,
  expr: ast.ExprOf<"subscript">,
  otherwise: boolean,
): TypedExpr | undefined {
  const cx = fx.cx;
  if (expr.args.some((a) => a.value.kind === "slice")) return undefined;
  const attempt = speculate(cx, () => explicitParams(fx, expr.args));
  const constant =
    !attempt.diagnostics.some((d) => d.severity === "error") && attempt.value.every((p) => isConstant(fx, p.value));
  if (!constant && otherwise) return undefined;
  if (!constant) {
    explicitParams(fx, expr.args);
    report(
      cx,
      { file: fx.file, span: expr.args[0]?.span ?? expr.span },
      messages.dynamicValue("subscript of a parameterized access"),
    );
    return errorExpr(fx, expr.span);
  }
  return callParam(fx, base, attempt.value, expr.span, expr.at);
}

function isConstant(fx: FnCx, value: Val | "unbound" | "rest"): boolean {
  if (value === "unbound" || value === "rest") return false;
  if (value.kind === "type" || value.kind === "term") return true;
  if (value.kind !== "value") return false;
  return tryTermOf(comptimeFn(fx), value.expr) !== undefined;
}

function callParam(fx: FnCx, base: TypedExpr, explicit: readonly ExplicitParam[], span: Span, at: Span): TypedExpr {
  const candidates = findMethods(fx, base.type, "__getitem_param__");
  return resolveCallable(
    fx,
    { kind: "callable", span, name: "__getitem_param__", candidates, self: base, explicit },
    [],
    span,
    at,
  );
}
