/** Compile-time expressions: types, parameter values, propositions, origins; and the way from typed expressions to terms. */

import { bug } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import { intrinsicInfo } from "../decls/intrinsics.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { hasUnbound } from "../terms/substitute.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import { envOf, identityBindings, ownerBindingCount, subst } from "./bindings.ts";
import type { Cx } from "./context.ts";
import { node, report } from "./context.ts";
import { convertTo } from "./convert.ts";
import { fieldsOf, paramsOf, plainSignature } from "./declare.ts";
import { checkDisplay, isDisplay } from "./display.ts";
import { coerceVal } from "./explicit.ts";
import { checkExpr, toTyped } from "./expr.ts";
import { comptimeFn, type FnCx, takeThunk } from "./fn.ts";
import { foldCall } from "./fold.ts";
import { isOriginTerm, typeOfTerm } from "./infer.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show } from "./names.ts";
import { isForeign, originOfPlace, union } from "./origins.ts";
import type { Val } from "./values.ts";

/** Any compile-time expression: its term and the type of that; a type's type is the empty composition. */
export function evalAny(fx: FnCx, expr: ast.Expr): { readonly term: TermId; readonly type: TypeId } {
  const store = fx.cx.store;
  const cfx = comptimeFn(fx);
  const val = checkExpr(cfx, expr, undefined);
  return valToTerm(cfx, val, expr.span) ?? { term: store.error, type: store.error };
}

/** The term of a Val in a compile-time context. */
export function valToTerm(
  fx: FnCx,
  val: Val,
  span: Span,
): { readonly term: TermId; readonly type: TypeId } | undefined {
  const store = fx.cx.store;
  switch (val.kind) {
    case "error":
      return { term: store.error, type: store.error };
    case "type":
      return { term: val.term, type: store.trait([]) };
    case "term":
      return { term: val.term, type: val.type };
    case "value": {
      return { term: termOf(fx, val.expr), type: val.expr.type };
    }
    default: {
      const typed = toTyped(fx, val, span);
      return { term: termOf(fx, typed), type: typed.type };
    }
  }
}

/** A type; anything else is reported. */
export function evalType(fx: FnCx, expr: ast.Expr): TypeId {
  const type = evalTypeOpen(fx, expr);
  const t = fx.cx.store.get(type);
  if (t.kind === "trait" && t.traits.length > 0) return type;
  return type;
}

/** A type that may have unbound parameters, or a trait composition. */
export function evalTypeOpen(fx: FnCx, expr: ast.Expr): TypeId {
  const cfx = comptimeFn(fx);
  const val = checkExpr(cfx, expr, undefined);
  return valToType(cfx, val, expr);
}

function valToType(fx: FnCx, val: Val, expr: ast.Expr): TypeId {
  const cx = fx.cx;
  const store = cx.store;
  switch (val.kind) {
    case "error":
      return store.error;
    case "type":
      return val.term;
    case "term": {
      const t = store.get(val.type);
      if (t.kind === "trait" || (t.kind === "prim" && t.name === "list")) return val.term;
      break;
    }
    case "alias": {
      // A parametric alias without its parameters stands for its body with them open.
      const bound = aliasWithUnbound(cx, val);
      if (bound !== undefined) return bound;
      break;
    }
    case "value": {
      const value = val.expr;
      if (expr.kind === "none" || (value.kind === "const" && isNoneType(cx, value.type))) return value.type;
      if (value.kind === "const") {
        const t = store.get(value.type);
        if (t.kind === "trait") return value.value;
        if (value.type === store.error) return store.error;
      }
      if (value.kind === "error") return store.error;
      const term = tryTermOf(fx, value);
      if (term !== undefined && store.get(value.type).kind === "trait") return term;
      report(cx, { file: fx.file, span: expr.span }, messages.notAType(`value of type '${show(cx, value.type)}'`));
      return store.error;
    }
    default:
      break;
  }
  report(
    cx,
    { file: fx.file, span: expr.span },
    messages.notAType(val.kind === "module" ? `module '${val.path.join(".")}'` : "this expression"),
  );
  return store.error;
}

function aliasWithUnbound(cx: Cx, val: Extract<Val, { kind: "alias" }>): TypeId | undefined {
  const bound = coerceVal(cx, val);
  return bound;
}

function isNoneType(cx: Cx, type: TypeId): boolean {
  const t = cx.store.get(type);
  return t.kind === "struct" && t.decl === langRole(cx, "none");
}

/** The declared type of a parameter: a type, a trait composition, an origin type. */
export function evalBound(fx: FnCx, expr: ast.Expr): TermId {
  const cfx = comptimeFn(fx);
  const val = checkExpr(cfx, expr, undefined);
  const term = valToType(cfx, val, expr);
  const t = fx.cx.store.get(term);
  if (t.kind === "fn" && !t.thin) return fx.cx.store.trait([], [term]);
  return term;
}

/** A parameter value for a parameter of type `type` (undefined: any). */
export function evalTerm(fx: FnCx, expr: ast.Expr, type: TermId | undefined): TermId {
  const cx = fx.cx;
  const store = cx.store;
  const cfx = comptimeFn(fx);
  if (type === undefined) return evalAny(cfx, expr).term;
  const t = store.get(type);
  if (t.kind === "trait") return evalTypeOpen(cfx, expr);
  if (t.kind === "origin_type") return evalOrigins(cfx, [expr]);
  if (isDisplay(expr)) {
    const typed = checkDisplay(cfx, expr, type);
    if (typed !== undefined) return termOf(cfx, convertTo(cfx, typed, type, expr.span));
  }
  const val = checkExpr(cfx, expr, type);
  if (val.kind === "term" && !isRuntimeType(cx, type)) return val.term;
  return termOf(cfx, convertTo(cfx, toTyped(cfx, val, expr.span), type, expr.span));
}

function isRuntimeType(cx: Cx, type: TypeId): boolean {
  const t = cx.store.get(type);
  return t.kind === "struct" || t.kind === "param" || t.kind === "fn";
}

/** A Bool proposition as a term of the primitive Bool. */
export function evalBool(fx: FnCx, expr: ast.Expr, use?: string): TermId {
  const cx = fx.cx;
  const cfx = use === undefined ? comptimeFn(fx) : comptimeFn(fx, use);
  const bool = langRole(cx, "bool");
  if (bool === undefined) return cx.store.error;
  const val = checkExpr(cfx, expr, undefined);
  if (val.kind === "term" && val.type === cx.store.primBool) return val.term;
  const typed = toTyped(cfx, val, expr.span);
  const boolType = cx.store.struct(bool, []);
  const value = typed.type === boolType ? typed : toBool(cfx, typed, expr.span);
  return unwrapBool(cx, termOf(cfx, value));
}

let boolConverter: ((fx: FnCx, value: TypedExpr, span: Span) => TypedExpr) | undefined;
/** Set by the expression checker: how any value becomes a Bool (`__bool__`). */
export function setBoolConverter(convert: (fx: FnCx, value: TypedExpr, span: Span) => TypedExpr): void {
  boolConverter = convert;
}
function toBool(fx: FnCx, value: TypedExpr, span: Span): TypedExpr {
  return boolConverter === undefined ? value : boolConverter(fx, value, span);
}

/** The primitive Bool inside a library Bool term. */
export function unwrapBool(cx: Cx, term: TermId): TermId {
  const type = typeOfTerm(cx, term);
  if (type === undefined || type === cx.store.primBool) return term;
  return cx.store.intern({ kind: "field", type: cx.store.primBool, base: term, index: 0 });
}

/** A library Bool around a primitive one. */
export function wrapBool(cx: Cx, term: TermId): TermId {
  const bool = langRole(cx, "bool");
  if (bool === undefined) return term;
  return cx.store.intern({ kind: "record", type: cx.store.struct(bool, []), fields: [term] });
}

/** `ref[...]` entries: origin values, or places that stand for their origins. */
export function evalOrigins(fx: FnCx, exprs: readonly ast.Expr[]): TermId {
  const cx = fx.cx;
  const cfx = comptimeFn(fx);
  const members: TermId[] = [];
  for (const expr of exprs) {
    const val = checkExpr(cfx, expr, undefined);
    if (val.kind === "error") return cx.store.error;
    if (val.kind === "term" || val.kind === "type") {
      members.push(val.term);
      continue;
    }
    const typed = toTyped(cfx, val, expr.span);
    if (typed.kind === "const" && isOriginTerm(cx, typed.value)) {
      members.push(typed.value);
      continue;
    }
    const origin = isPlace(typed) ? originOfPlace(cfx, typed) : undefined;
    if (origin === undefined) {
      if (typed.kind !== "error") report(cx, { file: fx.file, span: expr.span }, messages.noOrigin());
      return cx.store.error;
    }
    members.push(origin);
  }
  return union(cx, members);
}

/** A type whose parameters are all bound: open ones take their defaults. */
export function needConcrete(fx: FnCx, type: TypeId, span: Span): TypeId {
  const cx = fx.cx;
  if (!hasUnbound(cx.store, type)) {
    const t = cx.store.get(type);
    if (t.kind === "trait" && t.traits.length + t.fns.length > 0) {
      report(cx, { file: fx.file, span }, messages.traitAsType(show(cx, type)));
      return cx.store.error;
    }
    return type;
  }
  const closed = applyDefaults(cx, type);
  if (hasUnbound(cx.store, closed)) {
    report(cx, { file: fx.file, span }, messages.notConcrete(show(cx, type)));
    return cx.store.error;
  }
  return closed;
}

/** Replaces unbound struct parameters by their defaults where they have one. */
export function applyDefaults(cx: Cx, type: TypeId): TypeId {
  const t = cx.store.get(type);
  if (t.kind !== "struct") return type;
  const params = paramsOf(cx, t.decl);
  const bindings: TermId[] = [];
  for (const [i, b] of t.bindings.entries()) {
    const info = params[i];
    if (b === cx.store.unbound && info?.defaultValue !== undefined) {
      bindings.push(subst(cx, info.defaultValue, new Map([[t.decl, bindings]])));
    } else bindings.push(b === cx.store.unbound ? b : applyDefaults(cx, b));
  }
  return cx.store.struct(t.decl, bindings);
}

// ---------------------------------------------------------------- typed expressions to terms

const argTerms = new WeakMap<FnCx, Map<number, TermId>>();
/** Locals that stand for `arg` terms while a builtin function's body is turned into a term. */
export function structTermArgs(fx: FnCx): Map<number, TermId> {
  let table = argTerms.get(fx);
  if (table === undefined) {
    table = new Map();
    argTerms.set(fx, table);
  }
  return table;
}

/** The compile-time value of a typed expression: folded, an opaque application, or a thunk. */
export function termOf(fx: FnCx, expr: TypedExpr): TermId {
  const direct = tryTermOf(fx, expr);
  if (direct !== undefined) return direct;
  if (expr.kind === "error") return fx.cx.store.error;
  const dynamic = dynamicPart(fx, expr);
  if (dynamic !== undefined) {
    report(fx.cx, { file: fx.file, span: dynamic }, messages.dynamicValue(fx.comptimeUse));
    return fx.cx.store.error;
  }
  return thunk(fx, expr);
}

/** As `termOf`, without thunks and messages. */
export function tryTermOf(fx: FnCx, expr: TypedExpr): TermId | undefined {
  const cx = fx.cx;
  const store = cx.store;
  switch (expr.kind) {
    case "const":
      return expr.value;
    case "error":
      return store.error;
    case "local":
      return isForeign(fx, expr) ? undefined : structTermArgs(fx).get(expr.local);
    case "copy":
    case "transfer":
      return tryTermOf(fx, expr.place);
    case "temp":
      return tryTermOf(fx, expr.value);
    case "field": {
      const base = tryTermOf(fx, expr.base);
      return base === undefined ? undefined : store.intern({ kind: "field", type: expr.type, base, index: expr.index });
    }
    case "ref":
      return tryTermOf(fx, expr.place);
    case "deref":
      return expr.reference.kind === "ref" ? tryTermOf(fx, expr.reference.place) : undefined;
    case "construct": {
      const fields: TermId[] = [];
      for (const f of expr.fields) {
        const term = tryTermOf(fx, f);
        if (term === undefined) return undefined;
        fields.push(term);
      }
      return store.intern({ kind: "record", type: expr.type, fields });
    }
    case "if": {
      const parts = [expr.condition, expr.then, expr.otherwise].map((e) => tryTermOf(fx, e));
      const [c, a, b] = parts;
      if (c === undefined || a === undefined || b === undefined) return undefined;
      if (typeOfTerm(cx, c) === expr.type) {
        // `and` and `or` of Bools are propositions.
        const [p, q, r] = [unwrapBool(cx, c), unwrapBool(cx, a), unwrapBool(cx, b)];
        if (r === store.false)
          return wrapBool(
            cx,
            store.intern({ kind: "op", type: store.primBool, op: "and_then", params: [], args: [p, q] }),
          );
        if (q === store.true)
          return wrapBool(
            cx,
            store.intern({ kind: "op", type: store.primBool, op: "or_else", params: [], args: [p, r] }),
          );
      }
      return store.intern({ kind: "op", type: expr.type, op: "cond", params: [], args: [unwrapBool(cx, c), a, b] });
    }
    case "intrinsic": {
      if (!intrinsicInfo(expr.op).pure) return undefined;
      const args: TermId[] = [];
      for (const a of expr.args) {
        const term = tryTermOf(fx, a);
        if (term === undefined) return undefined;
        args.push(term);
      }
      return store.intern({ kind: "op", type: expr.type, op: expr.op, params: expr.params, args });
    }
    case "call": {
      if (expr.raises !== undefined) return undefined;
      // An argument that is not known may still not matter to a builtin function (the length of a pack).
      const args: TermId[] = [];
      let known = true;
      for (const [index, a] of expr.args.entries()) {
        if (a.kind !== "one" || a.convention === "mut") return undefined;
        const value = tryTermOf(fx, a.value);
        if (value === undefined) known = false;
        // Each unknown argument is a term of its own: two of them are not known to be equal.
        args.push(value ?? store.intern({ kind: "field", type: a.value.type, base: store.unbound, index }));
      }
      let callee: TermId;
      if (expr.callee.kind === "function") {
        callee = store.intern({ kind: "function", decl: expr.callee.decl, bindings: expr.callee.bindings });
        const folded = foldCall(cx, callee, args, expr.type);
        if (folded !== undefined && (known || !hasUnbound(store, folded))) return folded;
        if (!known) return undefined;
      } else if (expr.callee.kind === "witness" && known) {
        callee = store.intern({
          kind: "witness",
          self: expr.callee.self,
          trait: expr.callee.trait,
          requirement: expr.callee.requirement,
          bindings: expr.callee.bindings,
        });
      } else return undefined;
      const t = store.get(expr.type);
      if (t.kind === "ref") return undefined;
      return store.intern({ kind: "apply", type: expr.type, callee, args });
    }
    default:
      return undefined;
  }
}

/** Where an expression reads a run-time variable of an enclosing context, if it does. */
export function dynamicPart(fx: FnCx, expr: TypedExpr): Span | undefined {
  let found: Span | undefined;
  walkTyped(expr, (e) => {
    if ((e.kind === "local" && isForeign(fx, e)) || e.kind === "capture") {
      if (found === undefined || e.span.start < found.start) found = e.span;
    }
  });
  return found;
}

/** Visits an expression and everything in it. */
export function walkTyped(expr: TypedExpr, visit: (e: TypedExpr) => void): void {
  const stack: TypedExpr[] = [expr];
  while (stack.length > 0) {
    const e = stack.pop();
    if (e === undefined) break;
    visit(e);
    switch (e.kind) {
      case "field":
        stack.push(e.base);
        break;
      case "deref":
        stack.push(e.reference);
        break;
      case "temp":
        stack.push(e.value);
        break;
      case "call":
        for (const a of e.args) {
          if (a.kind === "one" || a.kind === "forward") stack.push(a.value);
          else stack.push(...a.values);
        }
        if (e.callee.kind === "pointer") stack.push(e.callee.value);
        break;
      case "intrinsic":
        stack.push(...e.args);
        break;
      case "copy":
      case "transfer":
      case "ref":
        stack.push(e.place);
        break;
      case "construct":
        stack.push(...e.fields);
        break;
      case "if":
        stack.push(e.condition, e.then, e.otherwise);
        break;
      case "block":
        stack.push(e.result);
        for (const s of e.stmts) {
          if (s.kind === "expr") stack.push(s.value);
          else if (s.kind === "declare" && s.value !== undefined) stack.push(s.value);
          else if (s.kind === "assign") stack.push(s.place, s.value);
        }
        break;
      default:
        break;
    }
  }
}

/** A function without arguments whose result is `expr`, generic over the owners in scope; its application is the value. */
function thunk(fx: FnCx, expr: TypedExpr): TermId {
  const cx = fx.cx;
  const store = cx.store;
  const decl = takeThunk(fx, expr.span);
  const n = node(cx, decl);
  n.params = [];
  n.paramsComplete = true;
  n.foldValue = "none";
  n.signature = { ...plainSignature(cx, n), result: expr.type };
  const locals = [...fx.locals];
  const result = locals.length;
  locals.push({
    id: result,
    name: "",
    type: expr.type,
    kind: "result",
    convention: "out",
    mutable: true,
    span: expr.span,
    quiet: true,
  });
  const value = isPlace(expr) ? ({ kind: "copy", span: expr.span, type: expr.type, place: expr } as const) : expr;
  n.body = {
    decl,
    locals,
    args: [],
    result,
    error: undefined,
    body: { span: expr.span, stmts: [{ kind: "return", span: expr.span, value }] },
    hasErrors: fx.hasErrors,
  };
  const bindings = identityBindings(cx, decl).slice(0, ownerBindingCount(cx, decl));
  const callee = store.intern({ kind: "function", decl, bindings });
  return store.intern({ kind: "apply", type: expr.type, callee, args: [] });
}

/** A constant as a typed expression. */
export function constExpr(span: Span, type: TypeId, value: TermId): TypedExpr {
  return { kind: "const", span, type, value };
}

/** Element types of a struct's field after binding its parameters. */
export function fieldType(cx: Cx, type: TypeId, index: number): TypeId {
  const t = cx.store.get(type);
  if (t.kind !== "struct") bug("field of something that is not a struct");
  const field = fieldsOf(cx, t.decl)[index];
  return field === undefined ? cx.store.error : subst(cx, field.type, envOf(cx, t.decl, t.bindings));
}
