/** What is known about each declaration, computed on first request: parameters, aliases, and the entry points to the rest. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { AliasInfo, FunctionSignature, ParamInfo, ParamKind, StructInfo, TraitInfo } from "../decls/decl.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { Cx, DeclNode, Scope, StructMembers, TraitMembers } from "./context.ts";
import { makeScope, node, report, speculate } from "./context.ts";
import { convertTo } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { type FnCx, makeFn } from "./fn.ts";
import { messages } from "./messages.ts";
import { nodeLocation } from "./modules.ts";
import { computeSignature } from "./signature.ts";
import {
  addNewExtensions,
  computeConformances,
  computeFields,
  computeStructInfo,
  computeStructMembers,
  synthesizedSignature,
} from "./struct.ts";
import { computeTraitInfo, computeTraitMembers } from "./trait.ts";
import { evalAny, evalBool, evalBound, evalTerm, termOf } from "./types.ts";

/**
 * Resolves something once. What was computed while it ran into a declaration that is still being resolved further out is not
 * kept: it is computed again when that is done. Undefined then.
 */
function resolveOnce<T>(
  cx: Cx,
  decl: DeclId,
  compute: () => T,
  failed: (value: T) => boolean,
): { readonly value: T; readonly keep: boolean } {
  const outer = cx.cycleLevel;
  const outerDepth = cx.depth;
  const level = ++cx.resolving;
  cx.levels.set(decl, level);
  cx.cycleLevel = Number.POSITIVE_INFINITY;
  // How deep the conversions are from which it was asked for has no part in what a declaration is.
  cx.depth = 0;
  const { value, diagnostics } = speculate(cx, compute);
  cx.depth = outerDepth;
  const reached = cx.cycleLevel;
  cx.levels.delete(decl);
  cx.resolving--;
  const keep = reached >= level;
  cx.cycleLevel = keep ? outer : Math.min(outer, reached);
  if (keep) cx.sink.push(...diagnostics);
  if (reached === level && failed(value) && !diagnostics.some((d) => d.severity === "error")) {
    const n = node(cx, decl);
    // A constant is pointed at where its declaration begins.
    const at = n.ast.kind === "comptime" ? { file: n.header.file, span: n.header.span } : nodeLocation(n);
    report(cx, at, messages.recursiveReference(n.header.name));
  }
  return { value, keep };
}

function recursive(cx: Cx, n: DeclNode): void {
  cx.cycleLevel = Math.min(cx.cycleLevel, cx.levels.get(n.header.id) ?? Number.POSITIVE_INFINITY);
}

export function signatureOf(cx: Cx, decl: DeclId): FunctionSignature {
  const n = node(cx, decl);
  if (n.signature === "computing") {
    recursive(cx, n);
    return plainSignature(cx, n);
  }
  if (n.signature === undefined) {
    n.signature = "computing";
    const compute = (): FunctionSignature => synthesizedSignature(cx, n) ?? computeSignature(cx, n);
    const computed = resolveOnce(cx, decl, compute, () => n.broken);
    n.signature = computed.value;
    if (!computed.keep) {
      forgetSignature(n);
      return computed.value;
    }
  }
  return n.signature as FunctionSignature;
}

/**
 * The signature of a function that a call might mean, or undefined if resolving it comes back to something that is being
 * resolved: the literal 1 of `comptime Int = SIMD[DType.int, 1]` is not converted by a constructor that takes an `Int`.
 */
export function candidateSignature(cx: Cx, decl: DeclId): FunctionSignature | undefined {
  const n = node(cx, decl);
  if (n.signature === "computing") {
    recursive(cx, n);
    return undefined;
  }
  if (n.signature !== undefined) return n.signature;
  signatureOf(cx, decl);
  return n.signature;
}

function forgetSignature(n: DeclNode): void {
  n.signature = undefined;
  if (n.ast.kind !== "synthesized") {
    n.params = undefined;
    n.paramsComplete = false;
    n.innerScope = undefined;
  }
  n.broken = false;
}

/** Without arguments, and with an error for a result: stands in for a signature that could not be resolved; the start of made ones. */
export function plainSignature(cx: Cx, n: DeclNode): FunctionSignature {
  return {
    decl: n.header.id,
    params: n.params ?? [],
    args: [],
    result: cx.store.error,
    resultName: undefined,
    raises: undefined,
    where: [],
    isStatic: false,
    isMethod: false,
    isInit: false,
    isImplicit: false,
    isAsync: false,
    isRequirement: false,
    inline: "",
    abi: "",
    exportName: undefined,
    nestedOriginsReadOnly: false,
    special: "",
    synthesized: "",
  };
}

export function structInfoOf(cx: Cx, decl: DeclId): StructInfo {
  const n = node(cx, decl);
  if (n.extensionsSeen < cx.extensions.length) addNewExtensions(cx, n);
  if (n.structInfo === undefined || n.structInfo === "computing") n.structInfo = computeStructInfo(cx, n);
  return n.structInfo;
}
export function structMembersOf(cx: Cx, decl: DeclId): StructMembers {
  const n = node(cx, decl);
  n.structMembers ??= computeStructMembers(cx, n);
  if (n.extensionsSeen < cx.extensions.length) addNewExtensions(cx, n);
  return n.structMembers;
}
export function fieldsOf(
  cx: Cx,
  decl: DeclId,
): readonly { readonly name: string; readonly type: TypeId; readonly span: Span }[] {
  const n = node(cx, decl);
  if (n.fields === "computing") {
    recursive(cx, n);
    return [];
  }
  if (n.fields === undefined) {
    n.fields = "computing";
    const computed = resolveOnce(
      cx,
      decl,
      () => computeFields(cx, n),
      () => false,
    );
    n.fields = computed.keep ? computed.value : undefined;
    return computed.value;
  }
  return n.fields as readonly { readonly name: string; readonly type: TypeId; readonly span: Span }[];
}
export function conformancesOf(cx: Cx, decl: DeclId): Exclude<DeclNode["conformances"], "computing" | undefined> {
  const n = node(cx, decl);
  if (n.extensionsSeen < cx.extensions.length) addNewExtensions(cx, n);
  if (n.conformances === "computing") {
    recursive(cx, n);
    return { list: [], closureTraits: [] };
  }
  if (n.conformances === undefined) {
    n.conformances = "computing";
    const computed = resolveOnce(
      cx,
      decl,
      () => computeConformances(cx, n),
      () => false,
    );
    n.conformances = computed.keep ? computed.value : undefined;
    return computed.value;
  }
  return n.conformances as Exclude<DeclNode["conformances"], "computing" | undefined>;
}
export function traitInfoOf(cx: Cx, decl: DeclId): TraitInfo {
  const n = node(cx, decl);
  if (n.traitInfo === "computing") {
    recursive(cx, n);
    return { decl, ancestors: [decl], methods: [], members: [] };
  }
  if (n.traitInfo === undefined) {
    n.traitInfo = "computing";
    n.traitInfo = computeTraitInfo(cx, n);
  }
  return n.traitInfo as TraitInfo;
}
export function traitMembersOf(cx: Cx, decl: DeclId): TraitMembers {
  const n = node(cx, decl);
  n.traitMembers ??= computeTraitMembers(cx, n);
  return n.traitMembers;
}

// ---------------------------------------------------------------- parameters

function paramListOf(n: DeclNode): readonly (ast.ParamDecl | ast.MarkerDecl)[] | undefined {
  switch (n.ast.kind) {
    case "def":
    case "lambda":
      return n.ast.signature.params;
    case "struct":
    case "comptime":
      return n.ast.params;
    case "trait":
    case "synthesized":
      return undefined;
  }
}

/** The parameters of a declaration; while they are being computed, those known so far. */
export function paramsOf(cx: Cx, decl: DeclId): readonly ParamInfo[] {
  const n = node(cx, decl);
  if (n.params === undefined) computeParams(cx, n);
  // A function's implicit parameters come from its arguments.
  if (n.header.kind === "function" && n.paramsComplete && n.signature === undefined && n.ast.kind !== "synthesized")
    signatureOf(cx, decl);
  return n.params ?? [];
}

/** The scope inside a declaration: its parameters over the scope around it. */
export function innerScopeOf(cx: Cx, decl: DeclId): Scope {
  const n = node(cx, decl);
  if (n.innerScope === undefined) computeParams(cx, n);
  return n.innerScope ?? n.scope;
}

export function computeParams(cx: Cx, n: DeclNode): void {
  const scope = makeScope(n.header.kind === "struct" ? "struct" : "params", n.scope);
  n.innerScope = scope;
  const params: ParamInfo[] = [];
  n.params = params;
  const list = paramListOf(n);
  if (list === undefined) {
    n.paramsComplete = true;
    return;
  }
  const fx = declFn(cx, n.header.id, scope);
  const kinds = paramKinds(list);
  for (const [at, p] of list.entries()) {
    if (p.kind !== "param") continue;
    const index = params.length;
    let type: TermId;
    if (p.type === undefined) {
      report(
        cx,
        { file: n.header.file, span: p.span },
        messages.plain("untyped-parameter", "parameter type must be specified"),
      );
      type = cx.store.error;
    } else type = evalBound(fx, p.type);
    const info: ParamInfo = {
      name: p.name.text,
      span: p.name.span,
      type: openParamType(cx, n, params, type),
      kind: kinds[at] ?? "either",
      variadic: p.variadic === "*",
      defaultValue: undefined,
      implicit: false,
    };
    const own = params.length;
    params.push(info);
    if (scope.names.has(p.name.text)) {
      report(cx, { file: n.header.file, span: p.name.span }, messages.redefinition(p.name.text));
    }
    scope.names.set(p.name.text, { kind: "param", owner: n.header.id, index: own });
    scope.declaredAt.set(p.name.text, p.name.span);
    if (p.defaultValue !== undefined) {
      params[own] = { ...info, defaultValue: evalTerm(fx, p.defaultValue, info.type) };
    }
    void index;
  }
  n.paramsComplete = true;
}

/** Unbound parts of a parameter's type (`SIMD[dt, _]`, `Origin`) become infer-only parameters before it. */
function openParamType(cx: Cx, n: DeclNode, params: ParamInfo[], type: TermId): TermId {
  const term = cx.store.get(type);
  if (term.kind === "origin_type" && term.mut === cx.store.unbound) {
    const mut = addImplicitParam(cx, n, params, "mut", cx.store.primBool);
    return cx.store.intern({ kind: "origin_type", mut });
  }
  if (term.kind === "struct" && term.bindings.includes(cx.store.unbound)) {
    const inner = paramsOf(cx, term.decl);
    const bindings = term.bindings.map((b, i) => {
      const info = inner[i];
      return b === cx.store.unbound && info !== undefined ? addImplicitParam(cx, n, params, info.name, info.type) : b;
    });
    return cx.store.struct(term.decl, bindings);
  }
  return type;
}

export function addImplicitParam(cx: Cx, n: DeclNode, params: ParamInfo[], name: string, type: TermId): TermId {
  const index = params.length;
  params.push({
    name,
    span: n.header.nameSpan,
    type,
    kind: "infer",
    variadic: false,
    defaultValue: undefined,
    implicit: true,
  });
  return cx.store.param(n.header.id, index);
}

function paramKinds(list: readonly (ast.ParamDecl | ast.MarkerDecl)[]): readonly ParamKind[] {
  const kinds: ParamKind[] = list.map(() => "either");
  let keyword = false;
  for (const [i, p] of list.entries()) {
    if (p.kind === "marker") {
      if (p.marker === "//") for (let j = 0; j < i; j++) kinds[j] = "infer";
      if (p.marker === "/") for (let j = 0; j < i; j++) if (kinds[j] === "either") kinds[j] = "positional";
      if (p.marker === "*") keyword = true;
    } else {
      if (keyword) kinds[i] = "keyword";
      if (p.variadic === "*") keyword = true;
    }
  }
  return kinds;
}

/** A context for the compile-time expressions of a declaration's header. */
export function declFn(cx: Cx, decl: DeclId, scope: Scope): FnCx {
  const n = node(cx, decl);
  return makeFn(cx, {
    decl,
    scope,
    mode: "comptime",
    selfType: selfTypeOf(cx, decl),
    outer: n.enclosing as FnCx | undefined,
  });
}

/** What `Self` is inside a declaration. */
export function selfTypeOf(cx: Cx, decl: DeclId): TypeId | undefined {
  for (let d: DeclId | undefined = decl; d !== undefined; d = node(cx, d).header.parent) {
    const n = node(cx, d);
    if (n.header.kind === "struct") {
      const count = (n.params ?? paramsOf(cx, d)).length;
      const bindings: TermId[] = [];
      for (let i = 0; i < count; i++) bindings.push(cx.store.param(d, i));
      return cx.store.struct(d, bindings);
    }
    if (n.header.kind === "trait") return cx.store.param(d, 0);
  }
  return undefined;
}

// ---------------------------------------------------------------- aliases

export function aliasInfoOf(cx: Cx, decl: DeclId): AliasInfo {
  const n = node(cx, decl);
  if (n.aliasInfo === "computing") {
    recursive(cx, n);
    return { decl, params: n.params ?? [], type: cx.store.error, value: cx.store.error };
  } else if (n.aliasInfo === undefined) {
    n.aliasInfo = "computing";
    const info = resolveOnce(
      cx,
      decl,
      () => computeAlias(cx, n),
      (v) => v.value === cx.store.error,
    );
    n.aliasInfo = info.keep ? info.value : undefined;
    return info.value;
  }
  return n.aliasInfo as AliasInfo;
}

function computeAlias(cx: Cx, n: DeclNode): AliasInfo {
  const decl = n.header.id;
  if (n.ast.kind !== "comptime") return { decl, params: [], type: cx.store.error, value: cx.store.error };
  const params = paramsOf(cx, decl);
  const fx = declFn(cx, decl, innerScopeOf(cx, decl));
  fx.facts = [...fx.facts, ...n.ast.where.map((w) => evalBool(fx, w))];
  const declared = n.ast.type === undefined ? undefined : evalBound(fx, n.ast.type);
  if (n.ast.value === undefined) {
    const inTrait = n.header.parent !== undefined && node(cx, n.header.parent).header.kind === "trait";
    if (!inTrait) {
      report(
        cx,
        nodeLocation(n),
        messages.plain("comptime-needs-value", "only traits may contain a comptime member without an initializer"),
      );
    }
    return { decl, params, type: declared ?? cx.store.error, value: undefined };
  }
  const result = evalComptime(fx, n.ast.value, declared);
  if (n.ast.names.length > 1) {
    const position = n.ast.names.findIndex((name) => name.span.start === n.header.nameSpan.start);
    return { decl, params, ...tupleElement(cx, n, result, position) };
  }
  return { decl, params, type: result.type, value: result.term };
}

/** One name of `comptime (a, b) = (1, 2)`: the parts of a tuple display are looked at one by one. */
function tupleElement(
  cx: Cx,
  n: DeclNode,
  whole: { term: TermId; type: TermId },
  position: number,
): { type: TermId; value: TermId } {
  if (n.ast.kind === "comptime" && n.ast.value !== undefined) {
    let value = n.ast.value;
    while (value.kind === "paren") value = value.inner;
    if (value.kind === "tuple") {
      const element = value.elements[position];
      if (element !== undefined) {
        const fx = declFn(cx, n.header.id, innerScopeOf(cx, n.header.id));
        const result = evalComptime(fx, element, undefined);
        return { type: result.type, value: result.term };
      }
    }
  }
  report(cx, nodeLocation(n), messages.cannotUnpack("value", position + 1));
  return { type: whole.type, value: cx.store.error };
}

/** A compile-time expression as a term with its type; a type's type is the trait composition of all types. */
export function evalComptime(fx: FnCx, expr: ast.Expr, declared: TermId | undefined): { term: TermId; type: TermId } {
  const store = fx.cx.store;
  if (declared !== undefined) {
    const d = store.get(declared);
    if (d.kind === "trait" || d.kind === "origin_type" || (d.kind === "prim" && d.name === "list")) {
      return { term: evalTerm(fx, expr, declared), type: declared };
    }
    const typed = convertTo(fx, checkValue(fx, expr, declared), declared, expr.span);
    return { term: termOf(fx, typed), type: typed.type };
  }
  const value = evalAny(fx, expr);
  return { term: value.term, type: value.type };
}
