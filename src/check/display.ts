/** Displays: lists, dictionaries, sets, initializer lists, tuples, comprehensions, t-strings (01 §3.7, §1.8). */

import type { TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { caretOf } from "../syntax/caret.ts";
import { hasUnbound } from "../terms/substitute.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { awaitsFormal, checkAllocation } from "./allocate.ts";
import { memberOfType } from "./attribute.ts";
import { checkArg, resolveCallable } from "./call.ts";
import { checkLambda } from "./closures.ts";
import { node, report } from "./context.ts";
import { caretOf as caretOfValue, convertTo, defaultType, materialized } from "./convert.ts";
import { paramsOf, structMembersOf } from "./declare.ts";
import { checkExpr, checkValue, toTyped } from "./expr.ts";
import { addLocal, type FnCx, inBlock, localExpr } from "./fn.ts";
import {
  argOf,
  callMethod,
  construct,
  constructDefault,
  errorExpr,
  langStruct,
  langType,
  literalConst,
  noneConst,
} from "./make.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { checkCondition, commonType } from "./operators.ts";
import { forLoop } from "./stmt-for.ts";
import type { ArgVal, Val } from "./values.ts";

/** Whether the expression's meaning depends on the type that is wanted. */
export function isDisplay(expr: ast.Expr): boolean {
  return (
    awaitsFormal(expr) ||
    expr.kind === "list" ||
    expr.kind === "dict" ||
    expr.kind === "brace" ||
    expr.kind === "lambda" ||
    expr.kind === "implicit_member"
  );
}

/** The display as the wanted type if that can be built from it, else in its own type. */
export function checkDisplay(fx: FnCx, expr: ast.Expr, expected: TypeId | undefined): TypedExpr | undefined {
  switch (expr.kind) {
    case "list":
      return listDisplay(fx, expr.elements, expr.span, expected);
    case "dict":
      return dictDisplay(fx, expr, expected);
    case "brace":
      return braceDisplay(fx, expr, expected);
    case "lambda": {
      const val = checkLambda(fx, expr, expected);
      return val.kind === "error" ? undefined : toTyped(fx, val, expr.span);
    }
    case "implicit_member": {
      if (expected === undefined || fx.cx.store.get(expected).kind !== "struct") {
        report(
          fx.cx,
          { file: fx.file, span: expr.span },
          messages.plain("implicit-member", `cannot use '.${expr.name.text}' without a contextual type`),
        );
        return errorExpr(fx, expr.span);
      }
      return toTyped(fx, memberOfType(fx, expected, expr.name.text, expr.span, expr.span), expr.span);
    }
    case "call":
      return checkAllocation(fx, expr, expected);
    default:
      return undefined;
  }
}

/** The constructor of a struct that takes a kind of display, told apart by its marker argument. */
function displayConstructor(fx: FnCx, type: TypeId, marker: string): Extract<Val, { kind: "callable" }> | undefined {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind !== "struct") return undefined;
  const found = (structMembersOf(cx, t.decl).methods.get("__init__") ?? []).filter((decl) => {
    const a = node(cx, decl).ast;
    return a.kind === "def" && a.signature.args.some((x) => x.kind === "arg" && x.name.text === marker);
  });
  if (found.length === 0) return undefined;
  return {
    kind: "callable",
    span: { start: 0, end: 0 },
    name: "__init__",
    candidates: found.map((decl) => ({ decl, ownerBindings: t.bindings, witness: undefined })),
    self: undefined,
    explicit: undefined,
  };
}

function markerArg(fx: FnCx, marker: string, span: Span): ArgVal {
  return argOf(noneConst(fx, span), marker);
}

function listDisplay(fx: FnCx, elements: readonly ast.Expr[], span: Span, expected: TypeId | undefined): TypedExpr {
  const cx = fx.cx;
  if (expected !== undefined) {
    const maker = displayConstructor(fx, expected, "__list_literal__");
    if (maker !== undefined) {
      const args = elements.map((e) => checkArg(fx, { span: e.span, name: undefined, unpack: "", value: e }));
      if (args.some((a) => a.value?.kind === "error")) return errorExpr(fx, span);
      return resolveCallable(fx, maker, [...args, markerArg(fx, "__list_literal__", span)], span, span);
    }
  }
  if (elements.length === 0) {
    report(cx, { file: fx.file, span }, messages.emptyList());
    return errorExpr(fx, span);
  }
  const values = elements.map((e) => checkValue(fx, e, undefined));
  if (values.some((v) => v.kind === "error")) return errorExpr(fx, span);
  const element = elementType(fx, values);
  if (element === undefined) return errorExpr(fx, span);
  const type = arrayType(fx, element, BigInt(elements.length));
  const maker = displayConstructor(fx, type, "__list_literal__");
  if (maker === undefined) return errorExpr(fx, span);
  const args = values.map((v) => argOf(convertTo(fx, v, element, v.span)));
  return resolveCallable(fx, maker, [...args, markerArg(fx, "__list_literal__", span)], span, span);
}

/** Elements are merged pairwise from the left. */
function elementType(fx: FnCx, values: readonly TypedExpr[]): TypeId | undefined {
  const first = values[0];
  if (first === undefined) return undefined;
  const cx = fx.cx;
  let type: TypeId = defaultType(cx, first.type) ?? first.type;
  let merged: TypedExpr = first;
  for (let i = 1; i < values.length; i++) {
    const next = values[i];
    if (next === undefined) continue;
    if (next.type === merged.type) continue;
    const nextDefault = defaultType(cx, next.type);
    if (nextDefault !== undefined && nextDefault === type && defaultType(cx, merged.type) === type) continue;
    const common = commonType(fx, merged, next, undefined, caretOfValue(merged));
    if (common === undefined) return undefined;
    type = common;
    if (merged.type !== common) merged = { kind: "error", span: merged.span, type: common };
    if (next.type === common) merged = next;
  }
  return type;
}

/** `Array[T, n]`. */
export function arrayType(fx: FnCx, element: TypeId, count: bigint): TypeId {
  const cx = fx.cx;
  const decl = langRole(cx, "array");
  if (decl === undefined) return cx.store.error;
  const params = paramsOf(cx, decl);
  const bindings: TermId[] = params.map((p) => p.defaultValue ?? cx.store.unbound);
  let seen = 0;
  for (const [i, p] of params.entries()) {
    if (p.kind === "infer" || p.kind === "keyword") continue;
    bindings[i] = seen === 0 ? element : cx.store.int(p.type, count);
    seen++;
    if (seen === 2) break;
  }
  return cx.store.struct(decl, bindings);
}

function dictDisplay(fx: FnCx, expr: ast.ExprOf<"dict">, expected: TypeId | undefined): TypedExpr {
  const target =
    expected !== undefined && displayConstructor(fx, expected, "__dict_literal__") !== undefined
      ? expected
      : langStruct(fx, "dict");
  const maker = displayConstructor(fx, target, "__dict_literal__");
  if (maker === undefined) return errorExpr(fx, expr.span);
  const list = (elements: readonly ast.Expr[]): ast.Expr => ({ kind: "list", span: expr.span, elements });
  const keys = checkArg(fx, {
    span: expr.span,
    name: undefined,
    unpack: "",
    value: list(expr.entries.map((e) => e.key)),
  });
  const values = checkArg(fx, {
    span: expr.span,
    name: undefined,
    unpack: "",
    value: list(expr.entries.map((e) => e.value)),
  });
  return resolveCallable(fx, maker, [keys, values, markerArg(fx, "__dict_literal__", expr.span)], expr.span, expr.span);
}

function braceDisplay(fx: FnCx, expr: ast.ExprOf<"brace">, expected: TypeId | undefined): TypedExpr {
  const cx = fx.cx;
  const isSet = expr.args.length > 0 && expr.args.every((a) => a.name === undefined && a.unpack === "");
  if (expected !== undefined && cx.store.get(expected).kind === "struct") {
    const maker = isSet ? displayConstructor(fx, expected, "__set_literal__") : undefined;
    const args = expr.args.map((a) => checkArg(fx, a));
    if (args.some((a) => a.value?.kind === "error")) return errorExpr(fx, expr.span);
    if (maker !== undefined)
      return resolveCallable(fx, maker, [...args, markerArg(fx, "__set_literal__", expr.span)], expr.span, expr.span);
    return construct(fx, expected, args, expr.span);
  }
  if (!isSet) {
    report(cx, { file: fx.file, span: expr.span }, messages.emptyBraces());
    return errorExpr(fx, expr.span);
  }
  const target = langStruct(fx, "set");
  const maker = displayConstructor(fx, target, "__set_literal__");
  if (maker === undefined) return errorExpr(fx, expr.span);
  const args = expr.args.map((a) => checkArg(fx, a));
  if (args.some((a) => a.value?.kind === "error")) return errorExpr(fx, expr.span);
  return resolveCallable(fx, maker, [...args, markerArg(fx, "__set_literal__", expr.span)], expr.span, expr.span);
}

/** `(a, b)`: elements take the types that a wanted Tuple gives them. */
export function tupleDisplay(fx: FnCx, expr: ast.ExprOf<"tuple">, expected: TypeId | undefined): Val {
  const cx = fx.cx;
  const store = cx.store;
  const decl = langRole(cx, "tuple");
  if (decl === undefined) return { kind: "error", span: expr.span };
  const wanted = expected === undefined ? undefined : store.get(expected);
  const list =
    wanted?.kind === "struct" && wanted.decl === decl
      ? store.get(wanted.bindings[variadicIndex(fx, decl)] ?? store.error)
      : undefined;
  const types = list?.kind === "list" && list.elements.length === expr.elements.length ? list.elements : undefined;
  const values = expr.elements.map((e, i) => {
    const type = types?.[i];
    if (type !== undefined && type !== store.unbound && !hasUnbound(store, type)) {
      return convertTo(fx, checkValue(fx, e, type), type, e.span);
    }
    return materialized(fx, checkValue(fx, e, type));
  });
  if (values.some((v) => v.kind === "error")) return { kind: "error", span: expr.span };
  const bindings: TermId[] = paramsOf(cx, decl).map(() => store.unbound);
  bindings[variadicIndex(fx, decl)] = store.list(values.map((v) => v.type));
  const type = store.struct(decl, bindings);
  return {
    kind: "value",
    expr: construct(
      fx,
      type,
      values.map((v) => argOf(v)),
      expr.span,
      caretOf(expr),
    ),
  };
}

function variadicIndex(fx: FnCx, decl: Parameters<typeof paramsOf>[1]): number {
  return paramsOf(fx.cx, decl).findIndex((p) => p.variadic);
}

// ---------------------------------------------------------------- comprehensions

type Comprehension = ast.ExprOf<"comprehension"> | ast.ExprOf<"dict_comprehension">;

/** Loops that fill a new container; its type is known once the element has been checked. */
export function comprehension(fx: FnCx, expr: Comprehension, expected: TypeId | undefined): TypedExpr {
  const cx = fx.cx;
  const span = expr.span;
  const local = addLocal(fx, { name: "", type: cx.store.error, kind: "temp", mutable: true, span, quiet: true });
  const setType = (type: TypeId): void => {
    const info = fx.locals[local];
    if (info !== undefined) fx.locals[local] = { ...info, type };
  };
  const wanted = expected !== undefined && cx.store.get(expected).kind === "struct" ? expected : undefined;
  let failed = false;
  const fill = (): TypedStmt[] => {
    if (expr.kind === "dict_comprehension") {
      const key = materialized(fx, checkValue(fx, expr.key, elementOf(fx, wanted, 0)));
      const value = materialized(fx, checkValue(fx, expr.value, elementOf(fx, wanted, 1)));
      if (key.kind === "error" || value.kind === "error") {
        failed = true;
        return [];
      }
      setType(
        containerType(fx, "dict", [elementOf(fx, wanted, 0) ?? key.type, elementOf(fx, wanted, 1) ?? value.type]),
      );
      return [
        { kind: "expr", span, value: callMethod(fx, localExpr(fx, local, span), "__setitem__", [key, value], span) },
      ];
    }
    const want = elementOf(fx, wanted, 0);
    const checked = checkValue(fx, expr.element, want);
    const element = want === undefined ? materialized(fx, checked) : convertTo(fx, checked, want, span);
    if (element.kind === "error") {
      failed = true;
      return [];
    }
    setType(containerType(fx, expr.shape, [want ?? element.type]));
    return [
      {
        kind: "expr",
        span,
        value: callMethod(fx, localExpr(fx, local, span), expr.shape === "list" ? "append" : "add", [element], span),
      },
    ];
  };
  const clause = (at: number): readonly TypedStmt[] => {
    const c = expr.clauses[at];
    if (c === undefined) return fill();
    if (c.kind === "if") {
      const condition = checkCondition(fx, c.condition);
      if (condition.kind === "error") failed = true;
      return [
        { kind: "if", span: c.span, condition, then: { span: c.span, stmts: clause(at + 1) }, otherwise: undefined },
      ];
    }
    return forLoop(fx, c, () => clause(at + 1));
  };
  const loops = inBlock(fx, () => clause(0));
  const type = fx.locals[local]?.type ?? cx.store.error;
  if (failed || cx.store.get(type).kind === "error") return errorExpr(fx, span);
  const stmts: TypedStmt[] = [{ kind: "declare", span, local, value: constructDefault(fx, type, span) }, ...loops];
  return {
    kind: "block",
    span,
    type,
    stmts,
    result: { kind: "transfer", span, type, place: localExpr(fx, local, span) },
  };
}

/** Parameter `index` of the wanted container, where it is known. */
function elementOf(fx: FnCx, wanted: TypeId | undefined, index: number): TypeId | undefined {
  const t = wanted === undefined ? undefined : fx.cx.store.get(wanted);
  const binding = t?.kind === "struct" ? t.bindings[index] : undefined;
  return binding === undefined || hasUnbound(fx.cx.store, binding) || fx.cx.store.get(binding).kind !== "struct"
    ? undefined
    : binding;
}

function containerType(fx: FnCx, role: string, elements: readonly TypeId[]): TypeId {
  const cx = fx.cx;
  const decl = langRole(cx, role);
  if (decl === undefined) return cx.store.error;
  return cx.store.struct(
    decl,
    paramsOf(cx, decl).map((p, i) => elements[i] ?? p.defaultValue ?? cx.store.unbound),
  );
}

// ---------------------------------------------------------------- t-strings

/** `t"a{x}"`: a lazy object over the pieces of text and the values. */
export function tstring(fx: FnCx, expr: ast.ExprOf<"tstring">): TypedExpr {
  const text = (value: string, span: Span): TypedExpr =>
    convertTo(
      fx,
      literalConst(fx, "string_literal", { kind: "string", value }, span),
      langType(fx, "static_string"),
      span,
    );
  const args: ArgVal[] = [];
  for (const part of expr.parts) {
    if (part.kind === "text") {
      if (part.text !== "") args.push({ ...argOf(text(part.text, part.span)), span: part.span });
      continue;
    }
    const value = checkExpr(fx, part.value, undefined);
    const typed = toTyped(fx, value, part.span);
    if (typed.kind === "error") return typed;
    args.push({ ...argOf(typed), span: part.value.span });
  }
  return construct(fx, langStruct(fx, "tstring"), args, expr.span);
}
