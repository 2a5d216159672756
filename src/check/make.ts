/** Typed expressions that desugarings need: method calls, constructions, constants, calls of language roles. */

import { bug } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type { Term } from "../terms/term.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { memberOfValue } from "./attribute.ts";
import { resolveCallable } from "./call.ts";
import { report } from "./context.ts";
import { convertTo } from "./convert.ts";
import { aliasInfoOf, paramsOf, structMembersOf } from "./declare.ts";
import type { FnCx } from "./fn.ts";
import { findMethods } from "./members.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show } from "./names.ts";
import { setBoolConverter } from "./types.ts";
import type { ArgVal, Val } from "./values.ts";

export function errorExpr(fx: FnCx, span: Span, type?: TypeId): TypedExpr {
  fx.hasErrors = true;
  return { kind: "error", span, type: type ?? fx.cx.store.error };
}

/** A checked value as a positional (or keyword) argument. */
export function argOf(value: TypedExpr, name?: string): ArgVal {
  return {
    ast: { kind: "error", span: value.span },
    span: value.span,
    name,
    unpack: "",
    value,
    callable: undefined,
    nameSpan: undefined,
  };
}

/** `base.name(args)`; reports `'T' does not implement the 'name' method` where there is none. */
export function callMethod(
  fx: FnCx,
  base: TypedExpr,
  name: string,
  args: readonly TypedExpr[],
  span: Span,
  at?: Span,
): TypedExpr {
  return callMethodArgs(
    fx,
    base,
    name,
    args.map((a) => argOf(a)),
    span,
    at ?? span,
  );
}

export function callMethodArgs(
  fx: FnCx,
  base: TypedExpr,
  name: string,
  args: readonly ArgVal[],
  span: Span,
  at: Span,
): TypedExpr {
  const cx = fx.cx;
  if (base.kind === "error" || cx.store.get(base.type).kind === "error") return errorExpr(fx, span);
  if (!hasMethod(fx, base.type, name)) {
    report(cx, { file: fx.file, span: at }, messages.notImplemented(show(cx, base.type), name), {
      ranges: [{ file: fx.file, span: base.span }],
    });
    return errorExpr(fx, span);
  }
  const callee = memberOfValue(fx, base, name, span, span);
  if (callee.kind !== "callable") return errorExpr(fx, span);
  return resolveCallable(fx, callee, args, span, at);
}

/** Whether a type has any method of that name (of its own or through its bounds). */
export function hasMethod(fx: FnCx, type: TypeId, name: string): boolean {
  return findMethods(fx, type, name).length > 0;
}

/** `Type(args)`. */
export function construct(fx: FnCx, type: TypeId, args: readonly ArgVal[], span: Span, at?: Span): TypedExpr {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind === "error") return errorExpr(fx, span);
  if (t.kind !== "struct") bug(`cannot construct ${show(cx, type)}`);
  const candidates = (structMembersOf(cx, t.decl).methods.get("__init__") ?? []).map((decl) => ({
    decl,
    ownerBindings: t.bindings,
    witness: undefined,
  }));
  const callee: Val = { kind: "callable", span, name: "__init__", candidates, self: undefined, explicit: undefined };
  return resolveCallable(fx, callee, args, span, at ?? span);
}

export function constructDefault(fx: FnCx, type: TypeId, span: Span): TypedExpr {
  return construct(fx, type, [], span);
}

/** A call of the library function with a language role. */
export function callLang(fx: FnCx, role: string, args: readonly TypedExpr[], span: Span): TypedExpr {
  const decl = langRole(fx.cx, role);
  if (decl === undefined) bug(`the library declares no function for '${role}'`);
  const callee: Val = {
    kind: "callable",
    span,
    name: role,
    candidates: [{ decl, ownerBindings: [], witness: undefined }],
    self: undefined,
    explicit: undefined,
  };
  return resolveCallable(
    fx,
    callee,
    args.map((a) => argOf(a)),
    span,
    span,
  );
}

/** The type that a language role names: a struct without parameters, or an alias. */
export function langType(fx: FnCx, role: string): TypeId {
  const decl = langRole(fx.cx, role);
  if (decl === undefined) bug(`the library declares no type for '${role}'`);
  const kind = fx.cx.nodes[decl]?.header.kind;
  if (kind === "alias") return aliasInfoOf(fx.cx, decl).value ?? fx.cx.store.error;
  return fx.cx.store.struct(decl, []);
}

/** A library struct by role with all parameters open. */
export function langStruct(fx: FnCx, role: string): TypeId {
  const decl = langRole(fx.cx, role);
  if (decl === undefined) bug(`the library declares no type for '${role}'`);
  const count = paramsOf(fx.cx, decl).length;
  return fx.cx.store.struct(decl, new Array<typeof fx.cx.store.unbound>(count).fill(fx.cx.store.unbound));
}

export function literalConst(
  fx: FnCx,
  role: "int_literal" | "float_literal" | "string_literal",
  value: Term,
  span: Span,
): TypedExpr {
  const store = fx.cx.store;
  const decl = langRole(fx.cx, role);
  if (decl === undefined) bug(`the library declares no '${role}'`);
  const type = store.struct(decl, [store.intern(value)]);
  return { kind: "const", span, type, value: store.intern({ kind: "record", type, fields: [] }) };
}

/** A String value. */
export function stringConst(fx: FnCx, text: string, span: Span): TypedExpr {
  return convertTo(
    fx,
    literalConst(fx, "string_literal", { kind: "string", value: text }, span),
    langType(fx, "string"),
    span,
  );
}

/** An Int value. */
export function intConst(fx: FnCx, value: bigint, span: Span): TypedExpr {
  return { kind: "const", span, type: langType(fx, "int"), value: fx.cx.store.int(langType(fx, "int"), value) };
}

export function boolConstExpr(fx: FnCx, value: boolean, span: Span): TypedExpr {
  const type = langType(fx, "bool");
  return { kind: "const", span, type, value: fx.cx.store.int(type, value ? 1n : 0n) };
}

export function noneConst(fx: FnCx, span: Span): TypedExpr {
  const type = langType(fx, "none");
  return { kind: "const", span, type, value: fx.cx.store.intern({ kind: "record", type, fields: [] }) };
}

/** Any value as a library Bool: itself, or what its `__bool__` gives. `at` is where a missing method is reported. */
export function boolValue(fx: FnCx, value: TypedExpr, span: Span, at?: Span): TypedExpr {
  const bool = langType(fx, "bool");
  if (value.type === bool || value.kind === "error") return value;
  const called = callMethod(fx, value, "__bool__", [], span, at ?? span);
  if (called.kind === "error" || called.type === bool) return called;
  return convertTo(fx, called, bool, span);
}
setBoolConverter(boolValue);
