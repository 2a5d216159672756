/**
 * Nested functions and lambdas (02 §7, §9; 12.11; 15.8). One that captures nothing is a plain function; any other is a closure:
 * a struct with one field per capture, constructed where the declaration stands.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { CaptureInfo } from "../decls/decl.ts";
import type { Code } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TypedExpr, TypedStmt } from "../typed/typed.ts";
import { identityBindings, ownerBindingCount } from "./bindings.ts";
import { checkFunctionBody } from "./body.ts";
import { hasRole } from "./conform.ts";
import { addDecl, node, report, speculate } from "./context.ts";
import { owned } from "./convert.ts";
import { paramsOf, signatureOf } from "./declare.ts";
import { checkDuplicates } from "./duplicates.ts";
import { captureFixes } from "./fixes.ts";
import { addLocal, type CaptureState, type FnCx, localExpr } from "./fn.ts";
import { errorExpr } from "./make.ts";
import { messages } from "./messages.ts";
import { declareDecl, lookup } from "./modules.ts";
import { isMutablePlace } from "./origins.ts";
import { declareLocal, poison } from "./scope.ts";
import { declaredBy } from "./stmt-for.ts";
import { refTo } from "./unpack.ts";
import type { Val } from "./values.ts";

type Rule = NonNullable<CaptureState["fallback"]>;

/** Locals that stand for a nested function inside its own body: naming it there is recursion. */
const underway = new WeakMap<FnCx, Map<number, Span>>();

// ---------------------------------------------------------------- nested functions

export function checkNestedDef(fx: FnCx, decl: ast.DefDecl, out: TypedStmt[]): void {
  const cx = fx.cx;
  const { captures, capturing } = decl.signature;
  const isParameter = decl.decorators.some((d) => d.name === "__parameter" || d.name === "parameter");
  const implicit: Rule | undefined = isParameter || capturing ? { convention: "ref", move: false } : undefined;
  const mayCapture = implicit !== undefined || (captures !== undefined && captures.length > 0);
  const id = addDecl(cx, {
    ...declaredBy(fx),
    kind: mayCapture ? "closure" : "function",
    name: decl.name.text,
    span: decl.span,
    nameSpan: decl.name.span,
    ast: decl,
    scope: fx.scope,
  });
  node(cx, id).enclosing = fx;
  signatureOf(cx, id);
  if (node(cx, id).broken) {
    poison(fx, decl.name);
    return;
  }
  const state = captureState(captures ?? [], implicit);
  captureListed(fx, captures ?? [], state);
  const mark = markUnderway(fx, decl.name);
  checkFunctionBody(cx, id, fx, state);
  unmark(fx, decl.name, mark);
  if (finishDecl(fx, id, state)) {
    declareDecl(cx, fx.scope, decl.name, id, fx.file);
    const set = fx.scope.names.get(decl.name.text);
    if (set?.kind === "decls") checkDuplicates(cx, set.decls, id);
    return;
  }
  const object = closureObject(fx, id, state, decl.name.span);
  const local = declareLocal(fx, decl.name, object.type, "var", true, true);
  out.push({ kind: "declare", span: decl.name.span, local, value: object });
}

/** Binds the name to a marker while the body is checked, unless it is free for an overload set. */
function markUnderway(fx: FnCx, name: ast.Name): number | undefined {
  if (fx.scope.names.has(name.text)) return undefined;
  const local = addLocal(fx, {
    name: name.text,
    type: fx.cx.store.error,
    kind: "temp",
    mutable: false,
    span: name.span,
    quiet: true,
  });
  let marks = underway.get(fx);
  if (marks === undefined) {
    marks = new Map();
    underway.set(fx, marks);
  }
  marks.set(local, name.span);
  fx.scope.names.set(name.text, { kind: "local", local, owner: fx });
  return local;
}

function unmark(fx: FnCx, name: ast.Name, local: number | undefined): void {
  if (local !== undefined) fx.scope.names.delete(name.text);
}

/** Whether the declaration turned out to capture nothing: then it is a function. */
function finishDecl(fx: FnCx, id: DeclId, state: CaptureState): boolean {
  const { nodes } = fx.cx;
  const n = node(fx.cx, id);
  if (state.captures.length > 0) {
    n.closureInfo = { decl: id, captures: state.captures };
    return false;
  }
  // Nothing has seen the declaration yet, so that it may still change its kind.
  if (n.header.kind === "closure") nodes[id] = { ...n, header: { ...n.header, kind: "function" } };
  return true;
}

/** The object of a closure, made in the function around it. */
function closureObject(fx: FnCx, id: DeclId, state: CaptureState, span: Span): TypedExpr {
  return { kind: "construct", span, type: closureType(fx, id), fields: state.values };
}

function closureType(fx: FnCx, id: DeclId): TypeId {
  const bindings = identityBindings(fx.cx, id).slice(0, ownerBindingCount(fx.cx, id));
  return fx.cx.store.intern({ kind: "closure", decl: id, bindings });
}

// ---------------------------------------------------------------- lambdas

interface CheckedLambda {
  readonly val: Val;
  readonly diagnostics: readonly Diagnostic[];
}

/** A lambda among the arguments of a call is looked at once per candidate, and checked once. */
const lambdas = new WeakMap<FnCx, Map<ast.Expr, CheckedLambda>>();
/** What checking lambdas has reported, to be told when the statement around them is done. */
const pending = new WeakMap<FnCx, Diagnostic[]>();

export function checkLambda(fx: FnCx, expr: ast.ExprOf<"lambda">, expected: TypeId | undefined): Val {
  void expected;
  let known = lambdas.get(fx);
  if (known === undefined) {
    known = new Map();
    lambdas.set(fx, known);
  }
  const before = known.get(expr);
  if (before !== undefined) return before.val;
  const { value, diagnostics } = speculate(fx.cx, () => makeLambda(fx, expr));
  known.set(expr, { val: value, diagnostics });
  if (diagnostics.some((d) => d.severity === "error")) fx.hasErrors = true;
  const teller = statementOwner(fx);
  if (teller === undefined) fx.cx.sink.push(...diagnostics);
  else pending.set(teller, [...(pending.get(teller) ?? []), ...diagnostics]);
  return value;
}

/** The context whose statements are being checked: compile-time expressions belong to the one around them. */
function statementOwner(fx: FnCx): FnCx | undefined {
  for (let f: FnCx | undefined = fx; f !== undefined; f = f.outer) if (f.mode === "runtime") return f;
  return undefined;
}

/** Tells what the lambdas of the statement just checked had wrong. */
export function flushLambdas(fx: FnCx): void {
  const found = pending.get(fx);
  if (found === undefined) return;
  pending.delete(fx);
  fx.cx.sink.push(...found);
}

function makeLambda(fx: FnCx, expr: ast.ExprOf<"lambda">): Val {
  const cx = fx.cx;
  const { captures } = expr.signature;
  // Unlike a nested `def`, a lambda without a list captures by reference what it uses.
  const implicit: Rule | undefined = captures === undefined ? { convention: "imm", move: false } : undefined;
  const id = addDecl(cx, {
    ...declaredBy(fx),
    kind: implicit !== undefined || (captures !== undefined && captures.length > 0) ? "closure" : "function",
    name: "<lambda>",
    span: expr.span,
    nameSpan: expr.span,
    ast: expr,
    scope: fx.scope,
  });
  node(cx, id).enclosing = fx;
  signatureOf(cx, id);
  if (node(cx, id).broken) {
    fx.hasErrors = true;
    return { kind: "error", span: expr.span };
  }
  const state = captureState(captures ?? [], implicit);
  captureListed(fx, captures ?? [], state);
  checkFunctionBody(cx, id, fx, state);
  if (!finishDecl(fx, id, state)) return { kind: "value", expr: closureObject(fx, id, state, expr.span) };
  const owners = identityBindings(cx, id).slice(0, ownerBindingCount(cx, id));
  const term: TermId = cx.store.intern({
    kind: "function",
    decl: id,
    bindings: [...owners, ...paramsOf(cx, id).map(() => cx.store.unbound)],
  });
  return { kind: "value", expr: { kind: "const", span: expr.span, type: term, value: term } };
}

// ---------------------------------------------------------------- captures

function captureState(list: readonly ast.Capture[], implicit: Rule | undefined): CaptureState {
  const rules = new Map<string, Rule>();
  let fallback = implicit;
  for (const c of list) {
    const convention = c.convention === "" ? (c.move ? "var" : "imm") : c.convention;
    const rule: Rule = { convention, move: c.move };
    if (c.name === undefined) fallback = rule;
    else rules.set(c.name.text, rule);
  }
  return { rules, fallback, captures: [], values: [], byName: new Map(), implicit: implicit !== undefined };
}

/** Names in the list are captured in its order, used or not. */
function captureListed(fx: FnCx, list: readonly ast.Capture[], state: CaptureState): void {
  for (const c of list) {
    if (c.name === undefined) continue;
    const { text, span } = c.name;
    const found = lookup(fx.cx, fx.scope, text);
    if (found === undefined) {
      report(
        fx.cx,
        { file: fx.file, span: c.span },
        messages.plain("unknown-capture", `reference to an unknown value: ${text}`),
      );
      fx.hasErrors = true;
      continue;
    }
    if (found.entity.kind !== "local") continue;
    const place = outerPlace(fx, found.entity.owner as FnCx, found.entity.local, text, span);
    if (place.kind !== "error")
      addCapture(fx, state, text, state.rules.get(text) ?? { convention: "imm", move: false }, place, c.span);
  }
}

/** A variable as the function `fx` sees it, which may itself have to capture it. */
function outerPlace(fx: FnCx, owner: FnCx, local: number, name: string, span: Span): TypedExpr {
  if (fx === owner) return localExpr(fx, local, span);
  if (fx.mode === "comptime") {
    report(fx.cx, { file: fx.file, span }, messages.dynamicValue(fx.comptimeUse));
    return errorExpr(fx, span);
  }
  return captureLocal(fx, owner, local, name, span);
}

/** A variable of an enclosing function inside the nested one, captured under the rules of its list. */
export function captureLocal(fx: FnCx, owner: FnCx, local: number, name: string, span: Span): TypedExpr {
  const cx = fx.cx;
  const state = fx.captures;
  const { outer } = fx;
  const declared = underway.get(owner)?.get(local);
  if (declared !== undefined) {
    report(cx, { file: fx.file, span }, messages.recursiveNested(name), {
      notes: [{ message: "nested function declared here", at: { file: owner.file, span: declared } }],
    });
    return errorExpr(fx, span);
  }
  const known = state?.byName.get(name);
  if (state !== undefined && known !== undefined) return captureExpr(fx, state.captures[known], known, span);
  const rule = state?.rules.get(name) ?? state?.fallback;
  if (state === undefined || outer === undefined || rule === undefined) {
    report(cx, { file: fx.file, span }, messages.captureUnknown(name), { fixes: captureFixes(fx) });
    return errorExpr(fx, span);
  }
  const place = outerPlace(outer, owner, local, name, span);
  if (place.kind === "error") return errorExpr(fx, span);
  const index = addCapture(outer, state, name, rule, place, span);
  return index === undefined ? errorExpr(fx, span) : captureExpr(fx, state.captures[index], index, span);
}

/** The field of the closure's object, or what it refers to. */
function captureExpr(fx: FnCx, info: CaptureInfo | undefined, index: number, span: Span): TypedExpr {
  if (info === undefined) return errorExpr(fx, span);
  const field: TypedExpr = { kind: "capture", span, type: info.type, index };
  const t = fx.cx.store.get(info.type);
  return t.kind === "ref" && info.convention !== "var"
    ? { kind: "deref", span, type: t.target, reference: field }
    : field;
}

/** Adds a capture of `place`, which is of the function around. */
function addCapture(
  outer: FnCx,
  state: CaptureState,
  name: string,
  rule: Rule,
  place: TypedExpr,
  span: Span,
): number | undefined {
  const value = captureValue(outer, name, rule, place, span);
  if (value.kind === "error") {
    // Said once: uses in the body are silent.
    state.byName.set(name, -1);
    return undefined;
  }
  const index = state.captures.length;
  state.captures.push({ name, convention: rule.convention, type: value.type });
  state.values.push(value);
  state.byName.set(name, index);
  return index;
}

function captureValue(fx: FnCx, name: string, rule: Rule, place: TypedExpr, span: Span): TypedExpr {
  const cx = fx.cx;
  const fail = (code: Code, text: string): TypedExpr => {
    report(cx, { file: fx.file, span }, messages.plain(code, text));
    return errorExpr(fx, span);
  };
  switch (rule.convention) {
    case "imm":
      return refTo(fx, place, true, span);
    case "ref":
      return refTo(fx, place, false, span);
    case "mut":
      if (isMutablePlace(fx, place)) return refTo(fx, place, false, span);
      return hasRole(cx, fx.facts, place.type, "register_passable")
        ? fail(
            "capture-immutable",
            `register passible value '${name}' can not be captured by 'mut'. Do you mean 'imm'?`,
          )
        : fail("capture-immutable", `expression must be mutable to capture '${name}' by 'mut'`);
    case "var":
      if (!rule.move) return owned(fx, place);
      // The words are those of the reference compiler, its missing space included.
      if (!isMutablePlace(fx, place))
        return fail("capture-immutable", `Cannot capture${name} by move because the value is read only`);
      if (hasRole(cx, fx.facts, place.type, "trivial_register_passable")) return owned(fx, place);
      return { kind: "transfer", span, type: place.type, place };
  }
}
