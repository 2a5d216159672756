/** Script mode (20 §6): the statements of a file's top level as an implicit `main`, and its globals. */

import type { DeclId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { bare } from "../syntax/caret.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { typedBodyOf } from "./body.ts";
import { addDecl, type Cx, type ModuleState, node, report } from "./context.ts";
import { convertTo, materialized, owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import type { FnCx } from "./fn.ts";
import { boolConstExpr, callLang, langType, literalConst } from "./make.ts";
import { messages } from "./messages.ts";
import { lookup, nodeLocation } from "./modules.ts";
import { pendingDisplay } from "./pending.ts";

import { scriptFacts } from "./script-flow.ts";
import { globalFlag, globalPointer, globalReference, type ScriptGlobal } from "./script-globals.ts";
import { noneType } from "./signature.ts";
import { checkMovable } from "./stmt-var.ts";
import type { Val } from "./values.ts";

interface Script {
  readonly main: DeclId;
  readonly globals: readonly ScriptGlobal[];
}

const scripts = new WeakMap<ModuleState, Script>();

/** The script that a module is, if it has statements at top level and is not held to Mojo 1.2. */
export function scriptOf(cx: Cx, module: string): Script | undefined {
  const state = cx.modules.get(module);
  return state !== undefined && "scope" in state ? scripts.get(state) : undefined;
}

/** Makes the implicit `main` and the globals of a module with statements at top level. */
export function indexScript(cx: Cx, module: ModuleState): void {
  const { ast: written, file } = module.loaded;
  if (cx.options.strict || module.loaded.isLibrary) return;
  const stmts = written.items.flatMap((item) => (item.kind === "stmt" ? [item.stmt] : []));
  const first = stmts[0];
  if (first === undefined) return;
  const known = module.scope.names.get("main");
  if (known !== undefined) {
    const own = known.kind === "decls" ? known.decls[0] : undefined;
    const at = own === undefined ? { file: file.id, span: first.span } : nodeLocation(node(cx, own));
    report(
      cx,
      at,
      messages.plain("main-in-script", "a file with statements at top level is a script and may not define 'main'"),
      {
        notes: [{ message: "the first statement of the script is here", at: { file: file.id, span: first.span } }],
      },
    );
    return;
  }
  const main = addMain(cx, module, stmts, first.span);
  const facts = scriptFacts(written);
  const globals: ScriptGlobal[] = [];
  for (const [name, fact] of facts.globals) {
    if (module.scope.names.has(name)) continue;
    const global: ScriptGlobal = {
      name,
      main,
      module: module.dotted,
      mutable: fact.mutable,
      checked: fact.checked,
      type: undefined,
      definite: false,
    };
    globals.push(global);
    module.scope.names.set(name, { kind: "global", global });
  }
  for (const { name, reader, call } of facts.early) {
    report(
      cx,
      { file: file.id, span: call },
      messages.plain("read-before-set", `'${reader}' reads '${name}', which is not set yet`),
    );
  }
  scripts.set(module, { main, globals });
}

function addMain(cx: Cx, module: ModuleState, stmts: readonly ast.Stmt[], first: Span): DeclId {
  const span: Span = { start: first.start, end: first.start };
  const last = stmts[stmts.length - 1] ?? stmts[0];
  const whole: Span = { start: first.start, end: last?.span.end ?? first.end };
  const decl: ast.DefDecl = {
    kind: "def",
    span: whole,
    name: { text: "main", span },
    decorators: [],
    signature: {
      span,
      isAsync: false,
      params: undefined,
      args: [],
      argsEnd: undefined,
      raises: true,
      raisesType: undefined,
      raisesSpan: undefined,
      thin: false,
      capturing: false,
      abi: undefined,
      captures: undefined,
      result: undefined,
      where: [],
    },
    isRequirement: false,
    body: { span: whole, at: span, braces: false, stmts },
    docstring: undefined,
  };
  const id = addDecl(cx, {
    kind: "function",
    name: "main",
    module: module.dotted,
    parent: undefined,
    file: module.loaded.file.id,
    span: whole,
    nameSpan: span,
    isLibrary: false,
    ast: decl,
    scope: module.scope,
  });
  module.scope.names.set("main", { kind: "decls", decls: [id] });
  return id;
}

// ---------------------------------------------------------------- reading

/** A global where it is mentioned: a place, after a look at its flag where it may not be set yet. */
export function globalVal(fx: FnCx, global: ScriptGlobal, span: Span): Val {
  const { cx } = fx;
  if (global.type === undefined && node(cx, global.main).body === undefined) typedBodyOf(cx, global.main);
  const { type } = global;
  if (type === undefined) {
    report(cx, { file: fx.file, span }, messages.plain("read-before-set", `'${global.name}' is used before it is set`));
    fx.hasErrors = true;
    return { kind: "error", span };
  }
  if (cx.store.get(type).kind === "error") {
    fx.hasErrors = true;
    return { kind: "error", span };
  }
  const reference = globalReference(cx, global, type, span);
  const isSet = isInMain(fx, global) ? global.definite : !global.checked;
  if (isSet || fx.mode === "comptime") return { kind: "value", expr: { kind: "deref", span, type, reference } };
  const guarded: TypedExpr = {
    kind: "block",
    span,
    type: reference.type,
    stmts: [guard(fx, global, span)],
    result: reference,
  };
  return { kind: "value", expr: { kind: "deref", span, type, reference: guarded } };
}

export function isInMain(fx: FnCx, global: ScriptGlobal): boolean {
  for (let f: FnCx | undefined = fx; f !== undefined; f = f.outer) if (f.decl === global.main) return true;
  return false;
}

/** Dies if the global has not been set. */
function guard(fx: FnCx, global: ScriptGlobal, span: Span): TypedStmt {
  const text = literalConst(fx, "string_literal", { kind: "string", value: global.name }, span);
  const name = convertTo(fx, text, langType(fx, "static_string"), span);
  const failed = callLang(fx, "unset_global", [name], span);
  return {
    kind: "if",
    span,
    condition: flag(fx, global, span),
    then: { span, stmts: [] },
    otherwise: { span, stmts: [{ kind: "expr", span, value: failed }] },
  };
}

function flag(fx: FnCx, global: ScriptGlobal, span: Span): TypedExpr {
  const bool = langType(fx, "bool");
  return { kind: "copy", span, type: bool, place: globalFlag(fx.cx, global, bool, span) };
}

// ---------------------------------------------------------------- setting

/** The global that a declaration of `name` here declares: one at the top level of its script's `main`. */
export function declaredGlobal(fx: FnCx, name: string): ScriptGlobal | undefined {
  if (fx.scope.kind !== "function" || fx.mode !== "runtime") return undefined;
  return assignedGlobal(fx, name);
}

/** The global that an assignment to `name` here means: `main` alone may assign globals. */
export function assignedGlobal(fx: FnCx, name: string): ScriptGlobal | undefined {
  const found = lookup(fx.cx, fx.scope, name)?.entity;
  return found?.kind === "global" && found.global.main === fx.decl ? found.global : undefined;
}

/** An assignment that may be the first one, of an expression that is still to be checked or of a value. */
export function storeGlobal(
  fx: FnCx,
  global: ScriptGlobal,
  source: ast.Expr | TypedExpr,
  span: Span,
  out: TypedStmt[],
): void {
  const pending = isSyntax(source) && global.type === undefined ? pendingDisplay(fx, bare(source)) : undefined;
  const value = pending ?? (isSyntax(source) ? checkValue(fx, source, global.type) : source);
  if (value.kind === "error") {
    global.type ??= fx.cx.store.error;
    fx.hasErrors = true;
    return;
  }
  const converted = global.type === undefined ? materialized(fx, value) : convertTo(fx, value, global.type, value.span);
  checkMovable(fx, converted);
  setGlobal(fx, global, owned(fx, converted), span, out);
}

function isSyntax(source: ast.Expr | TypedExpr): source is ast.Expr {
  return typeof (source as { readonly type?: unknown }).type !== "number";
}

/** Stores an owned value: into fresh memory the first time, over the old value later. */
export function setGlobal(fx: FnCx, global: ScriptGlobal, value: TypedExpr, span: Span, out: TypedStmt[]): void {
  const { cx } = fx;
  if (value.kind === "error") {
    global.type ??= cx.store.error;
    return;
  }
  const isFirst = global.type === undefined;
  global.type ??= value.type;
  const { type } = global;
  const isTop = fx.scope.kind === "function";
  const place: TypedExpr = {
    kind: "deref",
    span,
    type,
    reference: globalReference(cx, { ...global, mutable: true }, type, span),
  };
  const assign: TypedStmt = { kind: "assign", span, at: span, place, value };
  if (global.definite) {
    out.push(assign);
    return;
  }
  const bool = langType(fx, "bool");
  const write: TypedExpr = {
    kind: "intrinsic",
    span,
    type: noneType(cx),
    op: "write",
    params: [],
    args: [globalPointer(cx, global, type, span), value],
  };
  const first: readonly TypedStmt[] = [
    { kind: "expr", span, value: write },
    { kind: "assign", span, at: span, place: globalFlag(cx, global, bool, span), value: boolConstExpr(fx, true, span) },
  ];
  // At the top level, outside of all blocks, a statement runs once.
  if (isFirst && isTop) out.push(...first);
  else {
    const again: readonly TypedStmt[] = [assign];
    out.push({
      kind: "if",
      span,
      condition: flag(fx, global, span),
      then: { span, stmts: again },
      otherwise: { span, stmts: first },
    });
  }
  if (isTop) global.definite = true;
}

/** The end of a script: its globals die, the last one first. */
export function endOfScript(fx: FnCx): readonly TypedStmt[] {
  const { cx } = fx;
  const script = scriptOf(cx, node(cx, fx.decl).header.module);
  if (script === undefined || script.main !== fx.decl) return [];
  const at = node(cx, fx.decl).header.span.end;
  const span: Span = { start: at, end: at };
  return [...script.globals].reverse().flatMap((global): readonly TypedStmt[] => {
    const { type } = global;
    if (type === undefined || cx.store.get(type).kind === "error") return [];
    const destroy: TypedExpr = {
      kind: "intrinsic",
      span,
      type: noneType(cx),
      op: "destroy",
      params: [],
      args: [globalPointer(cx, global, type, span)],
    };
    const stmt: TypedStmt = { kind: "expr", span, value: destroy };
    if (global.definite) return [stmt];
    return [
      { kind: "if", span, condition: flag(fx, global, span), then: { span, stmts: [stmt] }, otherwise: undefined },
    ];
  });
}
