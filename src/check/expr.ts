/** Expressions: the dispatcher over their kinds, and the step from what an expression means to a typed value. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { abstractParams } from "../terms/substitute.ts";
import type { FnTypeArg } from "../terms/term.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { checkAllocation, isAllocation } from "./allocate.ts";
import { checkAttribute } from "./attribute.ts";
import { checkCall } from "./call.ts";
import { checkLambda } from "./closures.ts";
import { conformsToBound, hasRole } from "./conform.ts";
import { addDecl, makeScope, node, report, warn } from "./context.ts";
import { tryConvert } from "./convert.ts";
import { paramsOf } from "./declare.ts";
import { checkDisplay, comprehension, tstring, tupleDisplay } from "./display.ts";
import { coerceVal, termVal } from "./explicit.ts";
import { replacing } from "./fixes.ts";
import { comptimeFn, type FnCx } from "./fn.ts";
import { functionTerm } from "./function-values.ts";
import { floatRatio } from "./literals.ts";
import { boolConstExpr, callLang, errorExpr, langStruct, langType, literalConst, noneConst } from "./make.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { checkName } from "./name.ts";
import { show } from "./names.ts";
import { checkBinary, checkCompare, checkLogical, checkTernary, checkUnary } from "./operators.ts";
import { isMutablePlace, originOfPlace, placeOf, union } from "./origins.ts";
import { errorType, noneType } from "./signature.ts";
import { assignWalrus } from "./stmt-assign.ts";
import { checkSubscript } from "./subscript.ts";
import { evalBound, evalOrigins, evalType, evalTypeOpen, needConcrete, termOf, wrapBool } from "./types.ts";
import type { Val } from "./values.ts";

/** What an expression means; `expected` is the type its context wants, where it has one. */
export function checkExpr(fx: FnCx, written: ast.Expr, expected: TypeId | undefined): Val {
  const cx = fx.cx;
  let expr = written;
  while (expr.kind === "paren") expr = expr.inner;
  const span = expr.span;
  switch (expr.kind) {
    case "name":
      return checkName(fx, expr);
    case "int":
      return value(
        literalConst(fx, "int_literal", { kind: "int", type: cx.store.intLiteral, value: expr.value }, span),
      );
    case "float":
      return value(literalConst(fx, "float_literal", floatRatio(expr.text), span));
    case "string":
      return value(literalConst(fx, "string_literal", { kind: "string", value: expr.value }, span));
    case "tstring":
      return value(tstring(fx, expr));
    case "bool":
      return value(boolConstExpr(fx, expr.value, span));
    case "none":
      return value(noneConst(fx, span));
    case "ellipsis":
      return value(noneConst(fx, span));
    case "self_type":
      if (fx.selfType === undefined) {
        report(cx, { file: fx.file, span }, messages.selfOutside());
        fx.hasErrors = true;
        return { kind: "error", span };
      }
      return { kind: "type", span, term: fx.selfType };
    case "discard":
      return { kind: "type", span, term: cx.store.unbound };
    case "tuple":
      return tupleDisplay(fx, expr, expected);
    case "list":
      return fx.mode === "comptime" && expected === undefined ? listOrType(fx, expr) : displayVal(fx, expr, expected);
    case "dict":
    case "brace":
    case "implicit_member":
      return displayVal(fx, expr, expected);
    case "lambda":
      return checkLambda(fx, expr, expected);
    case "array_type":
      return arrayTypeVal(fx, expr);
    case "comprehension":
    case "dict_comprehension":
      if (fx.mode === "comptime") {
        const text =
          "list comprehension must execute in runtime contexts; remove 'comptime' and move this into a function body";
        report(cx, { file: fx.file, span }, messages.plain("not-supported-here", text));
        return { kind: "error", span };
      }
      return value(comprehension(fx, expr, expected));
    case "unary":
      return checkUnary(fx, expr);
    case "binary":
      return checkBinary(fx, expr);
    case "compare":
      return checkCompare(fx, expr);
    case "logical":
      return checkLogical(fx, expr);
    case "ternary":
      return checkTernary(fx, expr, expected);
    case "walrus":
      return value(assignWalrus(fx, expr));
    case "call":
      return value(isAllocation(fx, expr) ? checkAllocation(fx, expr, expected) : checkCall(fx, expr));
    case "subscript":
      return checkSubscript(fx, expr);
    case "slice":
      report(
        cx,
        { file: fx.file, span },
        messages.plain("slice-outside-subscript", "a slice may only stand in a subscript"),
      );
      return { kind: "error", span };
    case "attribute":
      return checkAttribute(fx, expr);
    case "transfer":
      return value(checkTransfer(fx, expr));
    case "fn_type":
      return fnType(fx, expr);
    case "comptime":
      return comptimeVal(fx, expr);
    case "type_of":
      return typeOfVal(fx, expr);
    case "origin_of": {
      const cfx = comptimeFn(fx);
      const origin = expr.args.length === 0 ? union(cx, []) : evalOrigins(cfx, expr.args);
      return { kind: "term", span, term: origin, type: cx.store.error };
    }
    case "conforms_to":
      return conformsVal(fx, expr);
    case "await":
      report(cx, { file: fx.file, span }, messages.notSupportedYet("'await'"));
      fx.hasErrors = true;
      return { kind: "error", span };
    case "ref_type":
      report(cx, { file: fx.file, span }, messages.plain("ref-type", "'ref' types are only valid as function results"));
      return { kind: "error", span };
    case "range":
      return rangeVal(fx, expr);
    case "error":
      fx.hasErrors = true;
      return { kind: "error", span };
  }
}

function value(expr: TypedExpr): Val {
  return expr.kind === "error" ? { kind: "error", span: expr.span } : { kind: "value", expr };
}

/** A run-time value or place. Compile-time values that cannot be copied into the run time are refused. */
export function checkValue(fx: FnCx, expr: ast.Expr, expected: TypeId | undefined): TypedExpr {
  return toTyped(fx, checkExpr(fx, expr, expected), expr.span);
}

/** What a Val is as a run-time value. */
export function toTyped(fx: FnCx, val: Val, span: Span): TypedExpr {
  const cx = fx.cx;
  switch (val.kind) {
    case "value":
      return checkMaterializable(fx, val.expr);
    case "error":
      return errorExpr(fx, span);
    case "type": {
      if (val.term === cx.store.unbound) {
        report(cx, { file: fx.file, span }, messages.plain("discard-as-value", "'_' cannot be used as a value"));
        return errorExpr(fx, span);
      }
      return { kind: "const", span: val.span, type: cx.store.trait([]), value: val.term };
    }
    case "alias": {
      const type = coerceVal(cx, val);
      return type === undefined
        ? errorExpr(fx, span)
        : { kind: "const", span: val.span, type: cx.store.trait([]), value: type };
    }
    case "term":
      return listValue(fx, val);
    case "callable":
      return callableValue(fx, val, span);
    case "module":
      report(cx, { file: fx.file, span }, messages.moduleAsValue(val.path[val.path.length - 1] ?? ""));
      return errorExpr(fx, span);
    case "bound_value":
      return val.expr;
    case "intrinsic":
    case "prim":
      report(cx, { file: fx.file, span }, messages.plain("intrinsic-misuse", `'${val.name}' is not a value`));
      return errorExpr(fx, span);
  }
}

function checkMaterializable(fx: FnCx, expr: TypedExpr): TypedExpr {
  if (expr.kind !== "const" || fx.mode === "comptime") return expr;
  const cx = fx.cx;
  const t = cx.store.get(expr.type);
  if (t.kind !== "struct" || hasRole(cx, fx.facts, expr.type, "implicitly_copyable")) return expr;
  report(cx, { file: fx.file, span: expr.span }, messages.cannotMaterialize(show(cx, expr.type)), {
    notes: [
      { message: "use 'materialize' to explicitly materialize the value", at: { file: fx.file, span: expr.span } },
    ],
  });
  return errorExpr(fx, expr.span);
}

/** A parameter list as a value: the library's list of types or values. */
function listValue(fx: FnCx, val: Extract<Val, { kind: "term" }>): TypedExpr {
  const cx = fx.cx;
  const type = cx.store.get(val.type);
  if (type.kind === "prim" && type.name === "list") {
    const element = type.args[0] ?? cx.store.error;
    const isTypes = cx.store.get(element).kind === "trait";
    const decl = langRole(cx, isTypes ? "type_list" : "parameter_list");
    if (decl === undefined) return errorExpr(fx, val.span);
    const bindings = paramsOf(cx, decl).map((p) => (p.variadic ? val.term : element));
    const struct = cx.store.struct(decl, bindings);
    return {
      kind: "const",
      span: val.span,
      type: struct,
      value: cx.store.intern({ kind: "record", type: struct, fields: [] }),
    };
  }
  return { kind: "const", span: val.span, type: val.type, value: val.term };
}

/** A function name as a value: one function, its parameters bound or open. */
function callableValue(fx: FnCx, val: Extract<Val, { kind: "callable" }>, span: Span): TypedExpr {
  const cx = fx.cx;
  const only = val.candidates[0];
  if (val.self !== undefined) {
    report(cx, { file: fx.file, span }, messages.plain("function-as-value", `method '${val.name}' must be called`));
    return errorExpr(fx, span);
  }
  if (val.candidates.length !== 1 || only === undefined) {
    report(
      cx,
      { file: fx.file, span },
      messages.plain("overloaded-as-value", `cannot form a reference to overloaded declaration of '${val.name}'`),
    );
    return errorExpr(fx, span);
  }
  const term = functionTerm(fx, only, val.explicit);
  if (term === undefined) {
    report(
      cx,
      { file: fx.file, span },
      messages.plain("function-as-value", `cannot use '${val.name}' as a value here`),
    );
    return errorExpr(fx, span);
  }
  return { kind: "const", span, type: term, value: term };
}

function displayVal(fx: FnCx, expr: ast.Expr, expected: TypeId | undefined): Val {
  const typed = checkDisplay(fx, expr, expected);
  return typed === undefined ? { kind: "error", span: expr.span } : value(typed);
}

/** In a compile-time context `[T]` with a type inside is the dialect's list type. */
function listOrType(fx: FnCx, expr: ast.ExprOf<"list">): Val {
  const cx = fx.cx;
  const only = expr.elements.length === 1 ? expr.elements[0] : undefined;
  if (only !== undefined && !cx.options.strict && looksLikeType(only)) {
    const inner = checkExpr(fx, only, undefined);
    if (inner.kind === "error") return inner;
    if (inner.kind === "type") {
      const list = langStruct(fx, "list");
      const t = cx.store.get(list);
      if (t.kind === "struct") {
        const bindings = t.bindings.map((b, i) =>
          i === 0 ? inner.term : (paramsOf(cx, t.decl)[i]?.defaultValue ?? b),
        );
        return { kind: "type", span: expr.span, term: cx.store.struct(t.decl, bindings) };
      }
    }
  }
  return displayVal(fx, expr, undefined);
}

function looksLikeType(expr: ast.Expr): boolean {
  return (
    expr.kind === "name" ||
    expr.kind === "attribute" ||
    expr.kind === "subscript" ||
    expr.kind === "list" ||
    expr.kind === "array_type" ||
    expr.kind === "self_type"
  );
}

function arrayTypeVal(fx: FnCx, expr: ast.ExprOf<"array_type">): Val {
  const cx = fx.cx;
  const element = evalTypeOpen(fx, expr.element);
  const array = langStruct(fx, "array");
  const t = cx.store.get(array);
  if (t.kind !== "struct") return { kind: "error", span: expr.span };
  const cfx = comptimeFn(fx);
  const count = checkValue(cfx, expr.count, undefined);
  const countType = paramsOf(cx, t.decl)[1]?.type ?? cx.store.error;
  const converted = tryConvert(cfx, count, countType, false);
  if (converted === undefined) {
    report(
      cx,
      { file: fx.file, span: expr.count.span },
      messages.cannotConvert(show(cx, count.type), show(cx, countType)),
    );
    return { kind: "error", span: expr.span };
  }
  const bindings = t.bindings.map((b, i) =>
    i === 0 ? element : i === 1 ? termOf(cfx, converted.expr) : (paramsOf(cx, t.decl)[i]?.defaultValue ?? b),
  );
  return { kind: "type", span: expr.span, term: cx.store.struct(t.decl, bindings) };
}

/** `x^` (12.2). */
function checkTransfer(fx: FnCx, expr: ast.ExprOf<"transfer">): TypedExpr {
  const cx = fx.cx;
  const place = checkValue(fx, expr.operand, undefined);
  if (place.kind === "error") return place;
  const at = { file: fx.file, span: expr.at };
  if (!isPlace(place)) {
    if (place.kind === "const") return place;
    report(cx, at, messages.noOrigin());
    return errorExpr(fx, expr.span);
  }
  if (hasRole(cx, fx.facts, place.type, "trivial_register_passable")) {
    warn(cx, at, messages.uselessTransferTrivial(show(cx, place.type)), {
      fixes: [replacing(fx, at.span, "", "remove it", true)],
    });
    return place;
  }
  const root = rootOf(place);
  if (root.kind === "deref" && root.reference.kind === "call") {
    report(cx, at, messages.noOrigin());
    return errorExpr(fx, expr.span);
  }
  if (!isMutablePlace(fx, place) && root.kind !== "temp") {
    report(cx, at, messages.transferImmutable());
    return errorExpr(fx, expr.span);
  }
  return { kind: "transfer", span: expr.span, type: place.type, place };
}

/** The storage that a field path starts from. */
export function rootOf(expr: TypedExpr): TypedExpr {
  let e = expr;
  while (e.kind === "field") e = e.base;
  return e;
}

function comptimeVal(fx: FnCx, expr: ast.ExprOf<"comptime">): Val {
  const cx = fx.cx;
  if (fx.mode === "comptime") {
    report(cx, { file: fx.file, span: expr.span }, messages.alreadyComptime());
    return { kind: "error", span: expr.span };
  }
  const cfx = comptimeFn(fx, "comptime expression");
  const val = checkExpr(cfx, expr.operand, undefined);
  if (val.kind !== "value") return val;
  const term: TermId = termOf(cfx, val.expr);
  return termVal(cx, term, val.expr.type, expr.span);
}

/** `type_of(x)`: the type of an expression that is not evaluated. */
function typeOfVal(fx: FnCx, expr: ast.ExprOf<"type_of">): Val {
  const cx = fx.cx;
  const only = expr.args[0];
  if (only === undefined) return { kind: "error", span: expr.span };
  const cfx = comptimeFn(fx);
  const val = checkExpr(cfx, only, undefined);
  if (val.kind === "error") return val;
  if (val.kind === "type") return { kind: "type", span: expr.span, term: cx.store.trait([]) };
  const typed = val.kind === "value" ? val.expr : toTyped(cfx, val, only.span);
  return { kind: "type", span: expr.span, term: typed.type };
}

function conformsVal(fx: FnCx, expr: ast.ExprOf<"conforms_to">): Val {
  const cx = fx.cx;
  const [typeExpr, traitExpr] = expr.args;
  if (typeExpr === undefined || traitExpr === undefined) {
    report(
      cx,
      { file: fx.file, span: expr.span },
      messages.plain("conforms-to-arguments", "'conforms_to' takes a type and a trait"),
    );
    return { kind: "error", span: expr.span };
  }
  const cfx = comptimeFn(fx);
  const type = evalTypeOpen(cfx, typeExpr);
  const bound = evalBound(cfx, traitExpr);
  const term = conformsProposition(fx, type, bound);
  return termVal(cx, wrapBool(cx, term), langType(fx, "bool"), expr.span);
}

function conformsProposition(fx: FnCx, type: TypeId, bound: TermId): TermId {
  const cx = fx.cx;
  const answer = conformsToBound(cx, fx.facts, type, bound);
  if (answer.answer === "yes") return cx.store.true;
  if (answer.answer === "no") return cx.store.false;
  return cx.store.intern({ kind: "op", type: cx.store.primBool, op: "conforms", params: [type, bound], args: [] });
}

/** `def(Int) raises thin -> Int` as a type. */
function fnType(fx: FnCx, expr: ast.ExprOf<"fn_type">): Val {
  const cx = fx.cx;
  const store = cx.store;
  const s = expr.signature;
  const header = node(cx, fx.decl).header;
  const owner = addDecl(cx, {
    kind: "function",
    name: "<function type>",
    module: header.module,
    parent: fx.owner,
    file: header.file,
    span: expr.span,
    nameSpan: expr.span,
    isLibrary: header.isLibrary,
    ast: { kind: "synthesized" },
    scope: fx.scope,
  });
  const n = node(cx, owner);
  n.foldValue = "none";
  const cfx = comptimeFn(fx);
  const outerScope = cfx.scope;
  const scope = makeScope("params", outerScope);
  cfx.scope = scope;
  const params = [];
  for (const p of s.params ?? []) {
    if (p.kind !== "param" || p.type === undefined) continue;
    const type = evalBound(cfx, p.type);
    params.push({
      name: p.name.text,
      span: p.span,
      type,
      kind: "either" as const,
      variadic: false,
      defaultValue: undefined,
      implicit: false,
    });
    n.params = [...params];
    scope.names.set(p.name.text, { kind: "param", owner, index: params.length - 1 });
  }
  n.params = params;
  n.paramsComplete = true;
  const bind = (t: TermId): TermId => abstractParams(store, t, owner, (i) => i);
  const args: FnTypeArg[] = [];
  let keywordOnly = false;
  let out: TypeId | undefined;
  for (const a of s.args) {
    if (a.kind === "marker") {
      if (a.marker === "*") keywordOnly = true;
      continue;
    }
    const type = a.type === undefined ? store.error : needConcrete(cfx, evalType(cfx, a.type), a.type.span);
    if (a.convention === "out") {
      out = type;
      continue;
    }
    args.push({
      name: a.name.text,
      convention: a.convention === "" ? "imm" : a.convention,
      type: bind(type),
      origin: undefined,
      keywordOnly,
      variadic: a.variadic,
    });
  }
  const result =
    out ??
    (s.result === undefined
      ? noneType(cx)
      : s.result.kind === "ref_type"
        ? store.ref(evalType(cfx, s.result.target), evalOrigins(cfx, s.result.origins))
        : needConcrete(cfx, evalType(cfx, s.result), s.result.span));
  const raises = !s.raises ? undefined : s.raisesType === undefined ? errorType(cx) : evalType(cfx, s.raisesType);
  cfx.scope = outerScope;
  const term = store.intern({
    kind: "fn",
    params: params.map((p) => bind(p.type)),
    args,
    result: bind(result),
    raises: raises === undefined ? undefined : bind(raises),
    thin: s.thin,
    abi: s.abi ?? "",
  });
  return { kind: "type", span: expr.span, term };
}

/** `a..b` and `a..=b`: range objects of the library. */
function rangeVal(fx: FnCx, expr: ast.ExprOf<"range">): Val {
  const start = checkValue(fx, expr.start, undefined);
  const end = checkValue(fx, expr.end, undefined);
  if (start.kind === "error" || end.kind === "error") return { kind: "error", span: expr.span };
  return value(callLang(fx, expr.closed ? "closed_range" : "range", [start, end], expr.span));
}

/** A place for reading or writing, or undefined after a report. */
export function checkPlace(fx: FnCx, expr: ast.Expr): TypedExpr | undefined {
  const typed = checkValue(fx, expr, undefined);
  return typed.kind === "error" ? undefined : typed;
}

/** `ref x = expr`: a reference value to the place (or to a temporary that holds the value). */
export function referenceTo(fx: FnCx, expr: TypedExpr, span: Span): TypedExpr {
  const place = placeOf(fx, expr);
  const origin = originOfPlace(fx, place) ?? fx.cx.store.error;
  return { kind: "ref", span, type: fx.cx.store.ref(place.type, origin), place, mutable: isMutablePlace(fx, place) };
}
