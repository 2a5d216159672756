/** `base.name`: members of values, types, modules, origins. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { envOf, subst } from "./bindings.ts";
import type { Entity } from "./context.ts";
import { report } from "./context.ts";
import { aliasInfoOf, paramsOf, structMembersOf } from "./declare.ts";
import { coerceVal, termVal } from "./explicit.ts";
import { checkExpr, toTyped } from "./expr.ts";
import { memberFixes, nameFixes } from "./fixes.ts";
import type { FnCx } from "./fn.ts";
import { isOriginTerm, mutOf } from "./infer.ts";
import { callMethod, hasMethod, langType, literalConst } from "./make.ts";
import { findAssociated, findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { findModule, memberOfModule, namesOf } from "./modules.ts";
import { aliasVal, entityVal } from "./name.ts";
import { show } from "./names.ts";
import { fieldType, wrapBool } from "./types.ts";
import type { Val } from "./values.ts";

export function checkAttribute(fx: FnCx, expr: ast.ExprOf<"attribute">): Val {
  const base = checkExpr(fx, expr.base, undefined);
  return memberOf(fx, base, expr.name.text, expr.span, expr.at);
}

export function memberOf(fx: FnCx, base: Val, name: string, span: Span, at: Span): Val {
  const cx = fx.cx;
  switch (base.kind) {
    case "error":
      return base;
    case "module":
      return memberOfModuleVal(fx, base, name, span, at);
    case "prim":
      return base.name === "__op" ? { kind: "intrinsic", span, name, params: [] } : primType(fx, name, span);
    case "type":
      return memberOfType(fx, base.term, name, span, at);
    case "alias": {
      const type = coerceVal(cx, base);
      return type === undefined ? { kind: "error", span } : memberOfType(fx, type, name, span, at);
    }
    case "term":
      return memberOfTerm(fx, base, name, span, at);
    case "value":
      return memberOfValue(fx, base.expr, name, span, at);
    case "callable":
    case "intrinsic":
    case "bound_value":
      return memberOfValue(fx, toTyped(fx, base, span), name, span, at);
  }
}

function memberOfModuleVal(fx: FnCx, base: Extract<Val, { kind: "module" }>, name: string, span: Span, at: Span): Val {
  const cx = fx.cx;
  const restricted = base.members?.get(name) as Entity | undefined;
  if (restricted !== undefined) return entityVal(fx, restricted, name, span);
  const inStd = base.path[0] === "std";
  const found = memberOfModule(cx, base.path, name, inStd);
  if (found !== undefined) return entityVal(fx, found, name, span);
  const module = findModule(cx, base.path);
  const isPackage = module === undefined || !("loaded" in module) || module.loaded.isPackage;
  const last = base.path[base.path.length - 1] ?? "";
  report(
    cx,
    { file: fx.file, span: at },
    isPackage ? messages.packageHasNo(last, name) : messages.moduleHasNo(last, name),
    { fixes: nameFixes(fx, namesOf(cx, base.path), name, span) },
  );
  fx.hasErrors = true;
  return { kind: "error", span };
}

/** `__prim.NAME` without arguments; those with arguments are subscripted. */
function primType(fx: FnCx, name: string, span: Span): Val {
  const store = fx.cx.store;
  switch (name) {
    case "index":
      return { kind: "type", span, term: store.index };
    case "int_literal":
      return { kind: "type", span, term: store.intLiteral };
    case "float_literal":
      return { kind: "type", span, term: store.floatLiteral };
    case "string_literal":
      return { kind: "type", span, term: store.stringLiteral };
    case "never":
      return { kind: "type", span, term: store.never };
    case "origin":
      return { kind: "type", span, term: store.intern({ kind: "origin_type", mut: store.unbound }) };
    case "some":
      return { kind: "type", span, term: store.prim("some", [store.unbound]) };
    case "origin_set":
      return {
        kind: "type",
        span,
        term: store.prim("list", [store.intern({ kind: "origin_type", mut: store.unbound })]),
      };
    case "origin_static":
      return {
        kind: "term",
        span,
        term: store.originStatic,
        type: store.intern({ kind: "origin_type", mut: store.false }),
      };
    case "any_trait":
      return { kind: "type", span, term: store.trait([]) };
    default:
      return { kind: "prim", span, name };
  }
}

/** Static members, associated members and parameters of a type. */
export function memberOfType(fx: FnCx, type: TypeId, name: string, span: Span, at: Span): Val {
  const cx = fx.cx;
  const store = cx.store;
  const t = store.get(type);
  if (t.kind === "error") return { kind: "error", span };
  if (t.kind === "origin_type" || isOriginTerm(cx, type))
    return memberOfTerm(fx, { kind: "term", span, term: type, type }, name, span, at);
  if (t.kind === "struct") {
    const members = structMembersOf(cx, t.decl);
    const alias = members.aliases.get(name);
    if (alias !== undefined) return aliasVal(fx, alias, t.bindings, span);
    const index = paramsOf(cx, t.decl).findIndex((p) => p.name === name);
    const value = t.bindings[index];
    if (index >= 0 && value !== undefined && value !== store.unbound) {
      const info = paramsOf(cx, t.decl)[index];
      if (info?.variadic === true) return { kind: "term", span, term: value, type: store.prim("list", [info.type]) };
      const declared = info === undefined ? store.error : subst(cx, info.type, envOf(cx, t.decl, t.bindings));
      if (declared === store.primBool) return termVal(cx, wrapBool(cx, value), langType(fx, "bool"), span);
      return termVal(cx, value, declared, span);
    }
  }
  const candidates = findMethods(fx, type, name);
  if (candidates.length > 0)
    return { kind: "callable", span, name, candidates, self: undefined, explicit: undefined, at };
  const assoc = findAssociated(fx, type, name);
  if (assoc !== undefined) return associatedVal(fx, type, assoc, name, span);
  const triviality = trivialityMember(fx, type, name, span);
  if (triviality !== undefined) return triviality;
  report(cx, { file: fx.file, span: at }, messages.noAttribute(show(cx, type), name), {
    fixes: memberFixes(fx, type, name, span),
  });
  fx.hasErrors = true;
  return { kind: "error", span };
}

/** `T.__del__is_trivial` and its kin exist on every type (15.9.2). */
function trivialityMember(fx: FnCx, type: TypeId, name: string, span: Span): Val | undefined {
  const op =
    name === "__del__is_trivial"
      ? "del_is_trivial"
      : name === "__move_ctor_is_trivial"
        ? "move_is_trivial"
        : name === "__copy_ctor_is_trivial"
          ? "copy_is_trivial"
          : undefined;
  if (op === undefined) return undefined;
  const store = fx.cx.store;
  const term = store.intern({ kind: "op", type: store.primBool, op, params: [type], args: [] });
  return termVal(fx.cx, wrapBool(fx.cx, term), langType(fx, "bool"), span);
}

function associatedVal(
  fx: FnCx,
  type: TypeId,
  found: NonNullable<ReturnType<typeof findAssociated>>,
  name: string,
  span: Span,
): Val {
  const cx = fx.cx;
  const info = aliasInfoOf(cx, found.decl);
  if (info.params.length > 0) return { kind: "alias", span, decl: found.decl, ownerBindings: [type], explicit: [] };
  const declared = subst(cx, info.type, new Map([[found.trait, [type]]]));
  const t = cx.store.get(type);
  if (t.kind === "struct") return aliasVal(fx, found.decl, [type], span);
  const term = cx.store.intern({
    kind: "assoc",
    self: type,
    trait: found.trait,
    member: name,
    type: declared,
    bindings: [],
  });
  return termVal(cx, term, declared, span);
}

/** Members of origins and parameter lists. */
function memberOfTerm(fx: FnCx, base: Extract<Val, { kind: "term" }>, name: string, span: Span, at: Span): Val {
  const cx = fx.cx;
  if (isOriginTerm(cx, base.term)) {
    if (name === "mut") return termVal(cx, wrapBool(cx, mutOf(cx, base.term)), langType(fx, "bool"), span);
    if (name === "_get_owned_interior") return { kind: "intrinsic", span, name: "owned_interior", params: [base.term] };
    if (name === "_subtree" || name === "subtree") {
      return {
        kind: "term",
        span,
        term: cx.store.intern({ kind: "origin_subtree", base: base.term }),
        type: base.type,
      };
    }
  }
  return memberOfValue(fx, toTyped(fx, base, span), name, span, at);
}

/** Fields, methods and static members through a value; `__getattr__` for what is not declared. */
export function memberOfValue(fx: FnCx, base: TypedExpr, name: string, span: Span, at: Span): Val {
  const cx = fx.cx;
  const store = cx.store;
  const t = store.get(base.type);
  if (base.kind === "error" || t.kind === "error") return { kind: "error", span };
  if (t.kind === "struct") {
    const members = structMembersOf(cx, t.decl);
    const field = members.fieldNames.get(name);
    if (field !== undefined) return fieldOf(fx, base, field, span);
    const methods = findMethods(fx, base.type, name);
    if (methods.length > 0)
      return { kind: "callable", span, name, candidates: methods, self: base, explicit: undefined, at };
    const alias = members.aliases.get(name);
    if (alias !== undefined) return aliasVal(fx, alias, t.bindings, span);
    if (paramsOf(cx, t.decl).some((p) => p.name === name) || findAssociated(fx, base.type, name) !== undefined) {
      return memberOfType(fx, base.type, name, span, at);
    }
    if (name.startsWith("__") && name.endsWith("is_trivial")) return memberOfType(fx, base.type, name, span, at);
    if (name === "length" && !cx.options.strict && hasMethod(fx, base.type, "__dialect_length__")) {
      return { kind: "value", expr: callMethod(fx, base, "__dialect_length__", [], span, at) };
    }
    if (hasMethod(fx, base.type, "__getattr__")) {
      const text = literalConst(fx, "string_literal", { kind: "string", value: name }, span);
      return {
        kind: "value",
        expr: callMethod(fx, base, "__getattr__", [text], span, at),
      };
    }
  } else {
    const methods = findMethods(fx, base.type, name);
    if (methods.length > 0)
      return { kind: "callable", span, name, candidates: methods, self: base, explicit: undefined, at };
    const assoc = findAssociated(fx, base.type, name);
    if (assoc !== undefined) {
      const info = aliasInfoOf(cx, assoc.decl);
      if (info.value !== undefined && info.params.length === 0 && store.get(info.type).kind !== "trait") {
        report(
          cx,
          { file: fx.file, span: at },
          messages.plain("member-of-value", `can't access '${name}' in non-parameter '${show(cx, base.type)}'`),
        );
        fx.hasErrors = true;
        return { kind: "error", span };
      }
      return associatedVal(fx, base.type, assoc, name, span);
    }
  }
  report(cx, { file: fx.file, span: at }, messages.noAttribute(show(cx, base.type), name), {
    ranges: [{ file: fx.file, span: base.span }],
    fixes: memberFixes(fx, base.type, name, span),
  });
  fx.hasErrors = true;
  return { kind: "error", span };
}

/** Field `index` of a place, value or constant; a field of `ref` type means what it refers to. */
export function fieldOf(fx: FnCx, base: TypedExpr, index: number, span: Span): Val {
  const cx = fx.cx;
  const type = fieldType(cx, base.type, index);
  if (base.kind === "const") {
    const value: TermId = cx.store.intern({ kind: "field", type, base: base.value, index });
    return { kind: "value", expr: { kind: "const", span, type, value } };
  }
  return { kind: "value", expr: { kind: "field", span, type, base, index } };
}
