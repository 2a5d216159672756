/** Function signatures: arguments, conventions, automatic parameters (15.3.4), results, effects, decorators. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { ArgInfo, ArgKind, FunctionSignature, InlineLevel, ParamInfo, WhereClause } from "../decls/decl.ts";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { mapTerm } from "../terms/substitute.ts";
import type { FnArgConvention } from "../terms/term.ts";
import { subst as substituteEnv } from "./bindings.ts";
import type { Cx, DeclNode } from "./context.ts";
import { node, report, warn } from "./context.ts";
import {
  addImplicitParam,
  computeParams,
  declFn,
  innerScopeOf,
  paramsOf,
  plainSignature,
  selfTypeOf,
} from "./declare.ts";
import { checkFunctionDecorators, decoratorText, hasDecorator } from "./decorators.ts";
import { addLocal, type FnCx } from "./fn.ts";
import { messages } from "./messages.ts";
import { langRole } from "./modules.ts";
import { show } from "./names.ts";
import { evalBool, evalOrigins, evalTerm, evalType, evalTypeOpen, needConcrete } from "./types.ts";
import { isTemplate } from "./untyped.ts";

export function noneType(cx: Cx): TypeId {
  const decl = langRole(cx, "none");
  return decl === undefined ? cx.store.error : cx.store.struct(decl, []);
}

export function errorType(cx: Cx): TypeId {
  const decl = langRole(cx, "error");
  return decl === undefined ? cx.store.error : cx.store.struct(decl, []);
}

/** The context of a signature: its arguments become locals so that later types, origins and conditions can speak of them. */
export function signatureFn(cx: Cx, n: DeclNode): FnCx {
  return declFn(cx, n.header.id, innerScopeOf(cx, n.header.id));
}

export function computeSignature(cx: Cx, n: DeclNode): FunctionSignature {
  if (n.ast.kind !== "def" && n.ast.kind !== "lambda") {
    n.broken = true;
    return plainSignature(cx, n);
  }
  if (n.params === undefined) computeParams(cx, n);
  const params = n.params ?? [];
  const written = n.ast.signature;
  const fx = signatureFn(cx, n);
  const errorsBefore = cx.sink.length;
  const parent = n.header.parent === undefined ? undefined : node(cx, n.header.parent);
  const inType = parent?.header.kind === "struct" || parent?.header.kind === "trait";
  const isStatic = hasDecorator(n, "staticmethod");
  checkFunctionDecorators(cx, n, inType);
  const name = n.header.name;
  const isInit = inType && name === "__init__";

  const kinds = argKinds(written.args);
  const args: ArgInfo[] = [];
  let out: { readonly name: string; readonly type: TypeId } | undefined;
  // The result slot comes last: its type may speak of the other arguments.
  const ordered = [...written.args.entries()].sort(([, a], [, b]) => Number(isOut(a)) - Number(isOut(b)));
  for (const [at, a] of ordered) {
    if (a.kind !== "arg") continue;
    const isSelf = inType && !isStatic && at === 0 && a.name.text === "self" && a.type === undefined;
    const arg = resolveArg(cx, n, fx, params, a, kinds[at] ?? "either", isSelf);
    if (a.convention === "out") {
      if (out !== undefined)
        report(cx, locate(n, a.span), messages.plain("repeated-out", "function may not have multiple 'out' arguments"));
      out = { name: a.name.text, type: arg.type };
      continue;
    }
    checkArgDecl(cx, n, a, inType);
    const index = args.length;
    args.push(arg);
    bindArgLocal(cx, fx, arg, index);
  }
  if (
    inType &&
    !isStatic &&
    !isInit &&
    !written.args.some((a) => a.kind === "arg" && (a.name.text === "self" || a.convention === "out"))
  ) {
    report(
      cx,
      locate(n, n.header.nameSpan),
      messages.plain("missing-self", "self argument must be present in instance method"),
    );
  }
  if (isInit && out === undefined) {
    report(
      cx,
      locate(n, n.header.nameSpan),
      messages.plain("init-without-out", "__init__ method must return Self type with 'out' argument"),
    );
    n.broken = true;
  }
  if (out !== undefined && written.result !== undefined && !isInit) {
    report(
      cx,
      locate(n, written.result.span),
      messages.plain("out-and-result", "functions must not declare both an 'out' argument and a return type"),
    );
  }
  const result = out !== undefined ? out.type : resolveResult(cx, fx, written);
  const raises = resolveRaises(cx, fx, written);
  const special = specialOf(inType, name, written);
  checkSpecial(cx, n, special, written);
  const where: WhereClause[] = [];
  for (const clause of written.where) where.push(resolveWhere(fx, clause));

  // Only errors in the header itself count, not those of declarations that were resolved on the way.
  const inHeader = (d: Diagnostic): boolean =>
    d.severity === "error" &&
    d.at.file === n.header.file &&
    d.at.span.start >= n.header.span.start &&
    d.at.span.end <= n.header.span.end;
  if (cx.sink.slice(errorsBefore).some(inHeader)) n.broken = true;
  return {
    decl: n.header.id,
    params,
    args,
    result,
    resultName: out?.name,
    raises,
    where,
    isStatic: inType && isStatic,
    isMethod: inType,
    isInit,
    isImplicit: hasDecorator(n, "implicit"),
    isAsync: written.isAsync,
    isRequirement: n.ast.kind === "def" && n.ast.isRequirement && parent?.header.kind === "trait",
    inline: inlineLevel(n),
    abi: written.abi ?? "",
    exportName: exportName(n),
    unavailable: decoratorText(n, "__unavailable"),
    nestedOriginsReadOnly: hasDecorator(n, "__unsafe_nested_origins_read_only"),
    callerLocation: hasDecorator(n, "__caller_location"),
    special,
    synthesized: "",
  };
}

function isOut(a: ast.ArgDecl | ast.MarkerDecl): boolean {
  return a.kind === "arg" && a.convention === "out";
}

function locate(n: DeclNode, span: Span): { file: DeclNode["header"]["file"]; span: Span } {
  return { file: n.header.file, span };
}

function renaming(n: DeclNode, name: string): Fix {
  return { title: `use '${name}'`, at: locate(n, n.header.nameSpan), replacement: name, safe: true };
}

/** `deinit` before the argument, in place of another convention. */
function deinitFixes(n: DeclNode, self: ast.ArgDecl): readonly Fix[] {
  const at = locate(n, { start: self.span.start, end: self.name.span.start });
  return [{ title: "take 'self' apart", at, replacement: "deinit ", safe: true }];
}

function inlineLevel(n: DeclNode): InlineLevel {
  if (hasDecorator(n, "no_inline")) return "never";
  if (!hasDecorator(n, "always_inline")) return n.ast.kind === "lambda" ? "always" : "";
  const text = decoratorText(n, "always_inline");
  return text === "builtin" ? "builtin" : text === "nodebug" ? "nodebug" : "always";
}

function exportName(n: DeclNode): string | undefined {
  return hasDecorator(n, "export") ? (decoratorText(n, "export") ?? n.header.name) : undefined;
}

function argKinds(list: readonly (ast.ArgDecl | ast.MarkerDecl)[]): readonly ArgKind[] {
  const kinds: ArgKind[] = list.map(() => "either");
  let keyword = false;
  for (const [i, a] of list.entries()) {
    if (a.kind === "marker") {
      if (a.marker === "/") for (let j = 0; j < i; j++) kinds[j] = "positional";
      if (a.marker === "*") keyword = true;
    } else {
      if (keyword) kinds[i] = "keyword";
      if (a.variadic === "*") keyword = true;
    }
  }
  return kinds;
}

function conventionOf(written: ast.Convention): FnArgConvention {
  return written === "" ? "imm" : written;
}

function checkArgDecl(cx: Cx, n: DeclNode, a: ast.ArgDecl, inType: boolean): void {
  if (a.convention === "mut" && a.defaultValue !== undefined) {
    report(cx, locate(n, a.name.span), messages.plain("convention-default", "'mut' arguments must not have defaults"));
  }
  if (a.convention === "deinit" && !inType) {
    report(
      cx,
      locate(n, a.name.span),
      messages.plain("deinit-outside", "'deinit' convention is only valid on struct method arguments"),
    );
  }
}

function resolveArg(
  cx: Cx,
  n: DeclNode,
  fx: FnCx,
  params: ParamInfo[],
  a: ast.ArgDecl,
  kind: ArgKind,
  isSelf: boolean,
): ArgInfo {
  const store = cx.store;
  const convention = conventionOf(a.convention);
  let type: TypeId;
  let variadic: ArgInfo["variadic"] = a.variadic;
  if (isSelf || (a.type === undefined && a.name.text === "self" && selfTypeOf(cx, n.header.id) !== undefined)) {
    type = selfTypeOf(cx, n.header.id) ?? store.error;
  } else if (a.type === undefined && a.variadic === "" && isTemplate(cx, n.header.id)) {
    // Each call gives it a type (20 §8).
    return {
      name: a.name.text,
      span: a.name.span,
      convention,
      type: store.unbound,
      origin: undefined,
      kind,
      variadic,
      defaultValue: a.defaultValue === undefined ? undefined : store.unbound,
    };
  } else if (a.type === undefined) {
    report(cx, locate(n, a.name.span), messages.plain("untyped-argument", "argument type must be specified"));
    type = store.error;
  } else if (a.packType) {
    // `*args: *Ts`: the type is the list of element types.
    variadic = "pack";
    type = evalTerm(fx, a.type, undefined);
  } else {
    type = openArgType(cx, n, params, evalTypeOpen(fx, a.type), a.name.text, a.type.span);
  }
  let origin: TermId | undefined;
  if (convention === "ref") {
    if (a.origins !== undefined && !(a.origins.length === 1 && a.origins[0]?.kind === "discard"))
      origin = evalOrigins(fx, a.origins);
    else {
      const mut = addImplicitParam(cx, n, params, `${a.name.text}_is_mut`, store.primBool);
      origin = addImplicitParam(cx, n, params, `${a.name.text}_is_origin`, store.intern({ kind: "origin_type", mut }));
    }
  }
  const defaultValue = a.defaultValue === undefined ? undefined : evalTerm(fx, a.defaultValue, openOwn(cx, n, type));
  return { name: a.name.text, span: a.name.span, convention, type, origin, kind, variadic, defaultValue };
}

/** The type with the function's own parameters left open: a default value may settle them. */
function openOwn(cx: Cx, n: DeclNode, type: TypeId): TypeId {
  return mapTerm(cx.store, type, (t) => (t.kind === "param" && t.owner === n.header.id ? cx.store.unbound : undefined));
}

/** Unbound parts of an argument's type become infer-only parameters; a bare `Some[Trait]` becomes a type parameter. */
function openArgType(cx: Cx, n: DeclNode, params: ParamInfo[], type: TypeId, name: string, span: Span): TypeId {
  const store = cx.store;
  const term = store.get(type);
  if (term.kind === "prim" && term.name === "some") {
    const bound = term.args[0] ?? store.error;
    return addImplicitParam(cx, n, params, `type_of(${name})`, bound);
  }
  if (term.kind === "trait") {
    if (term.traits.length === 0 && term.fns.length === 1) return type;
    report(cx, locate(n, span), messages.traitAsType(show(cx, type)));
    return store.error;
  }
  if (term.kind === "struct") {
    const inner = paramsOf(cx, term.decl);
    const bindings: TermId[] = [];
    let changed = false;
    for (const [i, b] of term.bindings.entries()) {
      const info = inner[i];
      let opened: TermId;
      if (b === store.unbound && info !== undefined) {
        opened = info.variadic
          ? addVariadic(cx, n, params, info)
          : addImplicitParam(cx, n, params, info.name, substituteOwn(cx, term.decl, bindings, info.type));
      } else opened = openArgType(cx, n, params, b, name, span);
      if (opened !== b) changed = true;
      bindings.push(opened);
    }
    return changed ? store.struct(term.decl, bindings) : type;
  }
  return type;
}

function addVariadic(cx: Cx, n: DeclNode, params: ParamInfo[], info: ParamInfo): TermId {
  const id = addImplicitParam(cx, n, params, info.name, info.type);
  const last = params[params.length - 1];
  if (last !== undefined) params[params.length - 1] = { ...last, variadic: true };
  return id;
}

function substituteOwn(cx: Cx, struct: DeclId, bindings: readonly TermId[], type: TermId): TermId {
  return substLocal(cx, type, struct, bindings);
}

function bindArgLocal(cx: Cx, fx: FnCx, arg: ArgInfo, index: number): void {
  const local = addLocal(fx, {
    name: arg.name,
    type: argLocalType(cx, fx.decl, arg, index),
    kind: "arg",
    convention: arg.convention,
    mutable: arg.convention !== "imm" && arg.convention !== "ref",
    span: arg.span,
  });
  fx.scope.names.set(arg.name, { kind: "local", local, owner: fx });
  fx.scope.declaredAt.set(arg.name, arg.span);
  if (arg.origin !== undefined) argOrigins(fx).set(local, arg.origin);
}

const originTables = new WeakMap<FnCx, Map<number, TermId>>();
/** Origins of `ref` arguments, by local. */
export function argOrigins(fx: FnCx): Map<number, TermId> {
  let table = originTables.get(fx);
  if (table === undefined) {
    table = new Map();
    originTables.set(fx, table);
  }
  return table;
}

/** The type that an argument has inside the body: variadics are library containers of references. */
export function argLocalType(cx: Cx, decl: DeclId, arg: ArgInfo, index: number): TypeId {
  const store = cx.store;
  const owned = arg.convention === "var" || arg.convention === "deinit";
  const mutable = arg.convention !== "imm" && arg.convention !== "ref";
  const origin = store.intern({
    kind: "origin_local",
    owner: decl,
    local: index,
    name: arg.name,
    mut: store.bool(mutable),
  });
  const bool = boolConst(cx, mutable);
  switch (arg.variadic) {
    case "":
      return arg.type;
    case "*":
      return byName(cx, "variadic_list", {
        elt_is_mutable: bool,
        origin,
        element_type: arg.type,
        T: arg.type,
        is_owned: boolConst(cx, owned),
      });
    case "pack":
      return byName(cx, "variadic_pack", {
        elt_is_mutable: bool,
        origin,
        element_trait: elementTrait(cx, arg.type),
        is_owned: boolConst(cx, owned),
        Ts: arg.type,
        element_types: arg.type,
      });
    case "**":
      return byName(cx, "kwargs", { V: arg.type, T: arg.type });
  }
}

function elementTrait(cx: Cx, types: TermId): TermId {
  const term = cx.store.get(types);
  if (term.kind === "param") return paramsOf(cx, term.owner)[term.index]?.type ?? cx.store.trait([]);
  return cx.store.trait([]);
}

/** A library Bool constant. */
export function boolConst(cx: Cx, value: boolean): TermId {
  const decl = langRole(cx, "bool");
  return decl === undefined ? cx.store.bool(value) : cx.store.int(cx.store.struct(decl, []), value ? 1n : 0n);
}

/** A library type by role with parameters given by name; others stay unbound. */
export function byName(cx: Cx, role: string, values: Readonly<Record<string, TermId>>): TypeId {
  const decl = langRole(cx, role);
  if (decl === undefined) return cx.store.error;
  const bindings = paramsOf(cx, decl).map((p) => values[p.name] ?? p.defaultValue ?? cx.store.unbound);
  return cx.store.struct(decl, bindings);
}

function resolveResult(cx: Cx, fx: FnCx, written: ast.Signature): TypeId {
  if (written.result === undefined) return noneType(cx);
  if (written.result.kind === "ref_type") {
    const target = needConcrete(fx, evalType(fx, written.result.target), written.result.target.span);
    const origin = written.result.origins.length === 0 ? cx.store.error : evalOrigins(fx, written.result.origins);
    if (written.result.origins.length === 0)
      report(cx, { file: fx.file, span: written.result.span }, messages.cannotInferResultOrigin());
    return cx.store.ref(target, origin);
  }
  return needConcrete(fx, evalType(fx, written.result), written.result.span);
}

function resolveRaises(cx: Cx, fx: FnCx, written: ast.Signature): TypeId | undefined {
  if (!written.raises) return undefined;
  if (written.raisesType === undefined) return errorType(cx);
  const type = needConcrete(fx, evalType(fx, written.raisesType), written.raisesType.span);
  return isNever(cx, type) ? undefined : type;
}

/** Whether a type has no values: the library's Never. */
export function isNever(cx: Cx, type: TypeId): boolean {
  const term = cx.store.get(type);
  return type === cx.store.never || (term.kind === "struct" && term.decl === langRole(cx, "never"));
}

export function resolveWhere(fx: FnCx, clause: ast.Expr): WhereClause {
  let condition = clause;
  while (condition.kind === "paren") condition = condition.inner;
  let text: string | undefined;
  if (condition.kind === "tuple" && condition.elements.length === 2) {
    const second = condition.elements[1];
    if (second?.kind === "string") text = second.value;
    const first = condition.elements[0];
    if (first !== undefined) condition = first;
  }
  return { condition: evalBool(fx, condition), text, at: { file: fx.file, span: clause.span } };
}

function specialOf(inType: boolean, name: string, written: ast.Signature): FunctionSignature["special"] {
  if (!inType) return "";
  if (name === "__deinit__" || name === "__del__") return "deinit";
  if (name !== "__init__") return "";
  const own = written.args.filter((a): a is ast.ArgDecl => a.kind === "arg" && a.convention !== "out");
  if (own.length === 1 && own[0]?.name.text === "copy") return "copy_init";
  if (own.length === 1 && own[0]?.name.text === "move" && own[0].convention === "deinit") return "move_init";
  return "init";
}

function checkSpecial(cx: Cx, n: DeclNode, special: FunctionSignature["special"], written: ast.Signature): void {
  const at = locate(n, n.header.nameSpan);
  if (special === "deinit") {
    if (written.raises)
      report(
        cx,
        at,
        messages.plain("lifecycle-raises", "destructor must not declare 'raises'; remove the 'raises' keyword"),
      );
    const self = written.args.find((a): a is ast.ArgDecl => a.kind === "arg");
    if (self !== undefined && self.convention !== "deinit") {
      report(
        cx,
        locate(n, self.name.span),
        messages.plain("deinit-self", "'self' argument must be passed as 'deinit'"),
        { fixes: deinitFixes(n, self) },
      );
    }
    if (n.header.name === "__del__") {
      warn(
        cx,
        locate(n, n.header.nameSpan),
        messages.plain("deprecated-word", "'__del__' is deprecated; use '__deinit__'"),
        { fixes: [renaming(n, "__deinit__")] },
      );
    }
  } else if (written.raises && special === "copy_init") {
    report(
      cx,
      at,
      messages.plain("lifecycle-raises", "copy constructor must not declare 'raises'; remove the 'raises' keyword"),
    );
  } else if (written.raises && special === "move_init") {
    report(
      cx,
      at,
      messages.plain("lifecycle-raises", "move constructor must not declare 'raises'; remove the 'raises' keyword"),
    );
  }
}

/** Substitutes a struct's own parameters only (those bound so far). */
function substLocal(cx: Cx, term: TermId, owner: DeclId, bindings: readonly TermId[]): TermId {
  return substituteEnv(cx, term, new Map([[owner, bindings]]));
}
