/**
 * Functions without types (20 §8): a `def` with an argument that has no type, or a function of a script without arguments and
 * result type, is a template. Each combination of argument types that it is called with makes a function of its own, whose result
 * and whose raising are read off its body.
 */

import type { DeclId, TypeId } from "../base/ids.ts";
import type { ArgInfo, FunctionSignature } from "../decls/decl.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { hasInfer } from "../terms/substitute.ts";
import type { FnArgConvention } from "../terms/term.ts";
import type { TypedBlock, TypedExpr } from "../typed/typed.ts";
import { bodyFn, finishBody, functionStmts } from "./body.ts";
import { addDecl, type Cx, makeScope, node, speculate } from "./context.ts";
import { defaultType, materialized } from "./convert.ts";
import { declFn, innerScopeOf, paramsOf, signatureOf } from "./declare.ts";
import { checkDisplay } from "./display.ts";
import { checkValue } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import { escapesRaise } from "./inferred.ts";
import { langType } from "./make.ts";
import { findMethods } from "./members.ts";
import { show } from "./names.ts";
import { isMutablePlace } from "./origins.ts";
import { isUntyped } from "./python-shaped.ts";
import { scriptOf } from "./script.ts";
import { errorType, noneType } from "./signature.ts";
import { termOf } from "./types.ts";
import type { ArgVal } from "./values.ts";
import { walkAst } from "./walk-ast.ts";

interface Instance {
  readonly decl: DeclId;
  diagnostics: readonly Diagnostic[];
}

interface State {
  readonly instances: Map<string, Instance>;
  readonly isTemplate: Map<DeclId, boolean>;
  readonly order: Instance[];
}

const states = new WeakMap<Cx, State>();

function stateOf(cx: Cx): State {
  let state = states.get(cx);
  if (state === undefined) {
    state = { instances: new Map(), isTemplate: new Map(), order: [] };
    states.set(cx, state);
  }
  return state;
}

/** Whether calls of a function make functions of their own from it. */
export function isTemplate(cx: Cx, decl: DeclId): boolean {
  if (cx.options.strict) return false;
  const known = stateOf(cx).isTemplate.get(decl);
  if (known !== undefined) return known;
  const answer = computeIsTemplate(cx, decl);
  stateOf(cx).isTemplate.set(decl, answer);
  return answer;
}

function computeIsTemplate(cx: Cx, decl: DeclId): boolean {
  const { ast: written, header } = node(cx, decl);
  if (written.kind !== "def" || header.isLibrary || header.kind !== "function" || header.parent !== undefined)
    return false;
  const { args, result, params } = written.signature;
  if (args.some((a) => a.kind === "arg" && isUntyped(a))) return params === undefined;
  const script = scriptOf(cx, header.module);
  return (
    script !== undefined && script.main !== decl && args.length === 0 && params === undefined && result === undefined
  );
}

/** What the bodies of instances had wrong, to be told once when the module has been checked. */
export function instanceDiagnostics(cx: Cx): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const instance of stateOf(cx).order) {
    for (const d of instance.diagnostics) {
      const key = `${d.at.file}:${d.at.span.start}:${d.message}`;
      if (!seen.has(key)) found.push(d);
      seen.add(key);
    }
    instance.diagnostics = [];
  }
  return found;
}

// ---------------------------------------------------------------- instances

/** How an argument of the call reaches a formal: its value, or the formal's default. */
export type FormalValue =
  | { readonly kind: "arg"; readonly arg: ArgVal }
  | { readonly kind: "default" }
  | { readonly kind: "other" };

/** The function for the argument types of a call; a string is the reason why there is none. */
export function instanceFor(fx: FnCx, template: DeclId, values: readonly FormalValue[], call: Span): DeclId | string {
  const { cx } = fx;
  const written = node(cx, template).ast;
  if (written.kind !== "def") return "it is not a function";
  const base = signatureOf(cx, template);
  const args: ArgInfo[] = [];
  for (const [i, formal] of base.args.entries()) {
    if (formal.type !== cx.store.unbound) {
      args.push(formal);
      continue;
    }
    if (formal.variadic !== "") return `argument '${formal.name}' takes any number of values and needs a type`;
    const typed = formalType(fx, template, written, formal, values[i]);
    if (typeof typed === "string") return typed;
    args.push(typed);
  }
  const key = `${template} ${args.map((a) => `${a.convention} ${a.type} ${a.defaultValue ?? ""}`).join(",")}`;
  const { instances } = stateOf(cx);
  const known = instances.get(key);
  if (known !== undefined) {
    const sig = node(cx, known.decl).signature;
    const isUnknown =
      node(cx, known.decl).body === "computing" && typeof sig === "object" && sig.result === cx.store.unbound;
    return isUnknown ? "it calls itself before its result type is known; write the result type" : known.decl;
  }
  return makeInstance(fx, template, base, args, key, call);
}

function formalType(
  fx: FnCx,
  template: DeclId,
  written: ast.DefDecl,
  formal: ArgInfo,
  given: FormalValue | undefined,
): ArgInfo | string {
  const { cx } = fx;
  if (given?.kind === "default") {
    const own = written.signature.args.find((a): a is ast.ArgDecl => a.kind === "arg" && a.name.text === formal.name);
    if (own?.defaultValue === undefined) return `missing required argument: '${formal.name}'`;
    const dfx = declFn(cx, template, innerScopeOf(cx, template));
    const value = materialized(dfx, checkValue(dfx, own.defaultValue, undefined));
    if (value.kind === "error") return `the default value of '${formal.name}' has errors`;
    return {
      ...formal,
      type: value.type,
      defaultValue: termOf(dfx, value),
      convention: conventionFor(fx, written, formal, value),
    };
  }
  if (given?.kind !== "arg") return `argument '${formal.name}' needs a type`;
  const value = argumentValue(fx, given.arg);
  if (value === undefined) return `argument '${formal.name}' needs a type for this value`;
  if (cx.store.get(value.type).kind === "error") return `argument '${formal.name}' has errors`;
  const type = defaultType(cx, value.type) ?? value.type;
  return {
    ...formal,
    type,
    defaultValue: undefined,
    convention: conventionFor(fx, written, formal, { ...value, type } as TypedExpr),
  };
}

function argumentValue(fx: FnCx, arg: ArgVal): TypedExpr | undefined {
  if (arg.value !== undefined) return arg.value;
  if (arg.callable !== undefined) return undefined;
  const { value, diagnostics } = speculate(fx.cx, () => checkDisplay(fx, arg.ast, undefined));
  return diagnostics.some((d) => d.severity === "error") ? undefined : value;
}

/** Python passes references and rebinds names: what the body does to an argument decides how it is passed. */
function conventionFor(fx: FnCx, written: ast.DefDecl, formal: ArgInfo, value: TypedExpr): FnArgConvention {
  if (formal.convention !== "imm") return formal.convention;
  const { name } = formal;
  let isRebound = false;
  let isChanged = false;
  const root = (e: ast.Expr): string | undefined => {
    let inner = e;
    while (inner.kind === "subscript" || inner.kind === "attribute" || inner.kind === "paren")
      inner = inner.kind === "paren" ? inner.inner : inner.base;
    return inner.kind === "name" ? inner.name : undefined;
  };
  const target = (e: ast.Expr): void => {
    if (e.kind === "tuple") for (const x of e.elements) target(x);
    else if (e.kind === "paren") target(e.inner);
    else if (root(e) === name) {
      if (e.kind === "name") isRebound = true;
      else isChanged = true;
    }
  };
  walkAst(written.body, {
    enter: (n) => {
      if (n.kind === "augmented") target(n.target);
      else if (n.kind === "assign") for (const t of n.targets) if (t.kind === "expr") target(t.target);
      if (
        n.kind === "call" &&
        n.callee.kind === "attribute" &&
        n.callee.base.kind === "name" &&
        n.callee.base.name === name
      ) {
        if (isMutating(fx, value.type, n.callee.name.text)) isChanged = true;
      }
      return true;
    },
  });
  if (isRebound) return "var";
  if (!isChanged) return "imm";
  return isMutablePlace(fx, value) ? "mut" : "var";
}

function isMutating(fx: FnCx, type: TypeId, method: string): boolean {
  return findMethods(fx, type, method).some((c) => {
    const { ast: written } = node(fx.cx, c.decl);
    const self = written.kind === "def" ? written.signature.args.find((a) => a.kind === "arg") : undefined;
    return self?.kind === "arg" && self.convention === "mut";
  });
}

function makeInstance(
  fx: FnCx,
  template: DeclId,
  base: FunctionSignature,
  args: readonly ArgInfo[],
  key: string,
  call: Span,
): DeclId {
  const { cx } = fx;
  const { header, ast: written, scope } = node(cx, template);
  const decl = addDecl(cx, { ...header, ast: written.kind === "def" ? { ...written } : written, scope });
  const n = node(cx, decl);
  n.params = [];
  n.paramsComplete = true;
  n.innerScope = makeScope("params", scope);
  n.foldValue = "none";
  const instance: Instance = { decl, diagnostics: [] };
  const state = stateOf(cx);
  state.instances.set(key, instance);
  state.order.push(instance);
  state.isTemplate.set(decl, false);
  const hasResult = written.kind === "def" && written.signature.result !== undefined;
  const open: FunctionSignature = {
    ...base,
    decl,
    params: [],
    args,
    result: hasResult ? base.result : cx.store.unbound,
    raises: errorType(cx),
  };
  const { diagnostics } = speculate(cx, () => {
    let preset = hasResult ? base.result : undefined;
    for (let round = 0; round < 3; round++) {
      const before = cx.sink.length;
      const again = checkInstance(cx, open, preset);
      if (again === undefined) return;
      // Another result type turned out to be needed: what was said of the first try no longer counts.
      cx.sink.length = before;
      preset = again;
    }
  });
  const types = args.map((a) => show(cx, a.type)).join(", ");
  const note = { message: `in '${header.name}', called here with (${types})`, at: { file: fx.file, span: call } };
  instance.diagnostics = diagnostics.map((d) => (d.severity === "error" ? { ...d, notes: [...d.notes, note] } : d));
  return decl;
}

/** Checks the body; gives the result type that it should be checked with again, if the returns do not agree. */
function checkInstance(cx: Cx, open: FunctionSignature, preset: TypeId | undefined): TypeId | undefined {
  const n = node(cx, open.decl);
  n.signature = { ...open, result: preset ?? cx.store.unbound };
  n.body = "computing";
  const fx = bodyFn(cx, { ...open, result: preset ?? noneType(cx) }, undefined, undefined);
  fx.resultType = preset;
  fx.inferredResult = { type: preset, wanted: undefined };
  const before = cx.sink.length;
  const body: TypedBlock = { span: n.header.span, stmts: n.ast.kind === "def" ? functionStmts(fx, n.ast) : [] };
  if (fx.inferredResult.wanted !== undefined) return fx.inferredResult.wanted;
  if (cx.sink.slice(before).some((d) => d.severity === "error")) fx.hasErrors = true;
  const result = fx.inferredResult.type ?? noneType(cx);
  setResult(fx, result);
  n.signature = {
    ...open,
    result: fx.hasErrors && fx.inferredResult.type === undefined ? cx.store.error : result,
    raises: escapesRaise(body) ? open.raises : undefined,
  };
  n.body = finishBody(fx, body);
  return undefined;
}

function setResult(fx: FnCx, type: TypeId): void {
  const info = fx.resultLocal === undefined ? undefined : fx.locals[fx.resultLocal];
  if (info !== undefined && fx.resultLocal !== undefined) fx.locals[fx.resultLocal] = { ...info, type };
}

/** The first `return` gives the result its type. */
export function inferResult(fx: FnCx, type: TypeId): void {
  if (fx.inferredResult === undefined) return;
  fx.inferredResult.type = type;
  fx.resultType = type;
  setResult(fx, type);
  const n = node(fx.cx, fx.decl);
  if (typeof n.signature === "object") n.signature = { ...n.signature, result: type };
}

/** A later `return` of a float where the first gave an integer: the result becomes a float. True: the body is checked again. */
export function widensResult(fx: FnCx, value: TypedExpr): boolean {
  const { inferredResult: inferred, resultType } = fx;
  if (inferred === undefined || resultType === undefined || inferred.wanted !== undefined) return false;
  const float = langType(fx, "float64");
  const type = defaultType(fx.cx, value.type) ?? value.type;
  if (resultType !== langType(fx, "int") || type !== float) return false;
  inferred.wanted = float;
  return true;
}

/** A function without types that is given as an argument. */
export function templateOf(cx: Cx, arg: ArgVal | undefined): DeclId | undefined {
  const only = arg?.callable?.candidates.length === 1 ? arg.callable.candidates[0]?.decl : undefined;
  return only !== undefined && isTemplate(cx, only) ? only : undefined;
}

/** A function without types as a value of a function type, whose argument types it takes; a string says why not. */
export function instanceAs(fx: FnCx, template: DeclId, wanted: TypeId, span: Span): TypedExpr | string {
  const { cx } = fx;
  const { name } = node(cx, template).header;
  const fn = cx.store.get(wanted);
  if (fn.kind !== "fn" || fn.args.some((a) => hasInfer(cx.store, a.type)))
    return `nothing says with which argument types '${name}' will be called`;
  const values = fn.args.map((a): FormalValue => {
    const value: TypedExpr = { kind: "const", span, type: a.type, value: cx.store.error };
    return {
      kind: "arg",
      arg: {
        ast: { kind: "error", span },
        span,
        name: undefined,
        unpack: "",
        value,
        callable: undefined,
        nameSpan: undefined,
      },
    };
  });
  const made = instanceFor(fx, template, values, span);
  if (typeof made === "string") return made;
  const term = cx.store.intern({ kind: "function", decl: made, bindings: [] });
  return { kind: "const", span, type: term, value: term };
}

/** A function of a script without arguments, as the function that it stands for. */
export function withoutArguments(fx: FnCx, decl: DeclId, span: Span): DeclId {
  if (!isTemplate(fx.cx, decl) || paramsOf(fx.cx, decl).length > 0) return decl;
  const { ast: written } = node(fx.cx, decl);
  if (written.kind !== "def" || written.signature.args.length > 0) return decl;
  const made = instanceFor(fx, decl, [], span);
  return typeof made === "string" ? decl : made;
}
