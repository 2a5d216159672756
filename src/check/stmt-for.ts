/** `for`: the iteration protocol (14.10), the binding of the loop's names, and `comptime for`. */

import type { TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { bare, caretOf, caretOfExpr } from "../syntax/caret.ts";
import type { TypedBlock, TypedExpr, TypedStmt } from "../typed/typed.ts";
import type { Entity } from "./context.ts";
import { addDecl, node, report, speculate } from "./context.ts";
import { owned } from "./convert.ts";
import { checkValue } from "./expr.ts";
import { addLocal, comptimeFn, type FnCx, localExpr, type RaiseTarget } from "./fn.ts";
import { elementType } from "./intrinsic.ts";
import { callMethod, hasMethod } from "./make.ts";
import { messages } from "./messages.ts";
import { show } from "./names.ts";
import { checkParallelFor } from "./parallel.ts";
import { declareName, inScope, poison, tempLocal } from "./scope.ts";
import { checkBlock, checkStmts } from "./stmt.ts";
import { inLoop } from "./stmt-if.ts";
import { evalAny } from "./types.ts";
import { bindPattern, poisonPattern } from "./unpack.ts";

/** A loop head, of a statement or of a comprehension. */
export interface LoopHead {
  readonly span: Span;
  readonly binding: ast.Binding;
  readonly pattern: ast.Pattern;
  readonly iterable: ast.Expr;
}

export function checkFor(fx: FnCx, stmt: ast.StmtOf<"for">, out: TypedStmt[]): void {
  if (stmt.flavour === "comptime") {
    checkComptimeFor(fx, stmt, out);
    return;
  }
  if (stmt.flavour === "parallel") {
    checkParallelFor(fx, stmt, out);
    return;
  }
  const made = loop(
    fx,
    stmt,
    () => inLoop(fx, "loop", () => checkStmts(fx, stmt.body.stmts)),
    () => (stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse)),
  );
  if (made.length > 0) out.push({ kind: "block", span: stmt.span, body: { span: stmt.span, stmts: made } });
}

/** The loop of a comprehension clause around the statements that `body` makes. */
export function forLoop(fx: FnCx, clause: LoopHead, body: () => readonly TypedStmt[]): readonly TypedStmt[] {
  return loop(fx, clause, body, () => undefined);
}

/** The names are declared in the block of the body itself: a `var` of the same name there is a redefinition. */
function loop(
  fx: FnCx,
  head: LoopHead,
  body: () => readonly TypedStmt[],
  orElse: () => TypedBlock | undefined,
): readonly TypedStmt[] {
  const { span } = head;
  const made = iteration(fx, head);
  return inScope(fx, () => {
    if (made === undefined) {
      poisonPattern(fx, head.pattern);
      body();
      orElse();
      return [];
    }
    const bind: TypedStmt[] = [];
    const element = bindElement(fx, head, made.next, bind);
    const stmts = body();
    const typed: TypedStmt = {
      kind: "for",
      span,
      element,
      next: made.next,
      bind,
      body: { span, stmts },
      orElse: orElse(),
    };
    return [{ kind: "declare", span: head.iterable.span, local: made.iterator, value: made.start }, typed];
  });
}

/** The iterator, and the call that gives each element; undefined after a report. */
function iteration(
  fx: FnCx,
  head: LoopHead,
): { readonly iterator: number; readonly start: TypedExpr; readonly next: TypedExpr } | undefined {
  const at = caretOfExpr(head.iterable);
  const iterable = checkValue(fx, head.iterable, undefined);
  if (iterable.kind === "error") return undefined;
  const iterated = callMethod(fx, iterable, "__iter__", [], head.iterable.span, at);
  if (iterated.kind === "error") return undefined;
  const start = owned(fx, iterated);
  const iterator = tempLocal(fx, start.type, head.iterable.span);
  // The end of the iteration is an error of `__next__` that the loop itself handles.
  const end: RaiseTarget = { kind: "try", type: undefined, local: undefined, used: false };
  const outer = fx.raise;
  fx.raise = end;
  const held = localExpr(fx, iterator, head.iterable.span);
  const next = callMethod(fx, held, nextMethod(fx, start.type), [], head.iterable.span, at);
  fx.raise = outer;
  return next.kind === "error" ? undefined : { iterator, start, next: next.kind === "deref" ? next.reference : next };
}

/** Containers hand their elements out by reference through `__next_ref__`; every iterator has `__next__`. */
function nextMethod(fx: FnCx, iterator: TypeId): string {
  return hasMethod(fx, iterator, "__next_ref__") ? "__next_ref__" : "__next__";
}

/** The slot of the element, and the statements that bind the loop's names to it. */
function bindElement(fx: FnCx, head: LoopHead, next: TypedExpr, bind: TypedStmt[]): number {
  const { pattern, binding } = head;
  const isReference = fx.cx.store.get(next.type).kind === "ref";
  const element = addLocal(fx, {
    name: "",
    type: next.type,
    kind: isReference ? "ref" : "temp",
    mutable: true,
    span: pattern.span,
    quiet: true,
  });
  if (pattern.kind === "discard") return element;
  const place = localExpr(fx, element, pattern.span);
  // A produced value is moved into a variable of the loop's own; an element of a container is copied.
  const moves = binding === "var" && pattern.kind === "name" && !isReference;
  const value: TypedExpr = moves ? { kind: "transfer", span: pattern.span, type: place.type, place } : place;
  bindPattern(fx, pattern, { binding, mutable: true }, value, bind);
  return element;
}

// ---------------------------------------------------------------- comptime for

/** The loop is a declaration with one parameter, which takes each element in turn while elaboration unrolls the body. */
function checkComptimeFor(fx: FnCx, stmt: ast.StmtOf<"for">, out: TypedStmt[]): void {
  const cx = fx.cx;
  const iterable = evalAny(comptimeFn(fx, "'for' iterator expression"), stmt.iterable);
  const type = comptimeElement(fx, iterable, stmt.iterable);
  const loopDecl = addDecl(cx, {
    ...declaredBy(fx),
    kind: "loop",
    name: "<loop>",
    span: stmt.span,
    nameSpan: stmt.pattern.span,
    ast: { kind: "synthesized" },
    scope: fx.scope,
  });
  const n = node(cx, loopDecl);
  n.params = [
    {
      name: stmt.pattern.kind === "name" ? stmt.pattern.name : "_",
      span: stmt.pattern.span,
      type: type ?? cx.store.error,
      kind: "either",
      variadic: false,
      defaultValue: undefined,
      implicit: false,
    },
  ];
  n.paramsComplete = true;
  const owner = fx.owner;
  const body = inScope(fx, (): readonly TypedStmt[] => {
    fx.owner = loopDecl;
    try {
      if (type === undefined) poisonPattern(fx, stmt.pattern);
      else bindParameter(fx, stmt.pattern, { kind: "param", owner: loopDecl, index: 0 });
      return inLoop(fx, "comptime", () => checkStmts(fx, stmt.body.stmts));
    } finally {
      fx.owner = owner;
    }
  });
  const orElse = stmt.orElse === undefined ? undefined : checkBlock(fx, stmt.orElse);
  if (type === undefined) return;
  out.push({
    kind: "comptime_for",
    span: stmt.span,
    loop: loopDecl,
    iterable: iterable.term,
    body: { span: stmt.body.span, stmts: body },
  });
  if (orElse !== undefined) out.push({ kind: "block", span: orElse.span, body: orElse });
}

/** Binds the names of the pattern to the loop's parameter or, for tuples, to aliases of its elements. */
function bindParameter(fx: FnCx, pattern: ast.Pattern, entity: Entity): void {
  if (pattern.kind === "discard") return;
  if (pattern.kind === "name") {
    declareName(fx, { text: pattern.name, span: pattern.span }, entity);
    return;
  }
  const whole = `%element${pattern.span.start}`;
  fx.scope.names.set(whole, entity);
  bindParts(fx, pattern, { kind: "name", span: pattern.span, name: whole });
}

function bindParts(fx: FnCx, pattern: ast.Pattern, value: ast.Expr): void {
  if (pattern.kind === "discard") return;
  if (pattern.kind === "name") {
    bindAliasTo(fx, { text: pattern.name, span: pattern.span }, value);
    return;
  }
  for (const [i, e] of pattern.elements.entries()) {
    const index: ast.Arg = {
      span: e.span,
      name: undefined,
      unpack: "",
      value: { kind: "int", span: e.span, value: BigInt(i) },
    };
    bindParts(fx, e, { kind: "subscript", span: e.span, at: e.span, base: value, args: [index] });
  }
}

/** A compile-time name for the value of an expression. */
export function bindAliasTo(fx: FnCx, name: ast.Name, value: ast.Expr): void {
  const cx = fx.cx;
  const { term, type } = evalAny(fx, value);
  if (cx.store.get(term).kind === "error") {
    poison(fx, name);
    return;
  }
  const decl = addDecl(cx, {
    ...declaredBy(fx),
    kind: "alias",
    name: name.text,
    span: name.span,
    nameSpan: name.span,
    ast: { kind: "synthesized" },
    scope: fx.scope,
  });
  const n = node(cx, decl);
  n.params = [];
  n.paramsComplete = true;
  n.aliasInfo = { decl, params: [], type, value: term };
  declareName(fx, name, { kind: "decls", decls: [decl] });
}

/** What all declarations made inside a body share. */
export function declaredBy(fx: FnCx): {
  readonly module: string;
  readonly parent: FnCx["owner"];
  readonly file: FnCx["file"];
  readonly isLibrary: boolean;
} {
  const { module, file, isLibrary } = node(fx.cx, fx.decl).header;
  return { module, parent: fx.owner, file, isLibrary };
}

/** The type of the elements of a compile-time iterable; undefined after a report. */
function comptimeElement(
  fx: FnCx,
  iterable: { readonly term: TermId; readonly type: TypeId },
  written: ast.Expr,
): TypeId | undefined {
  const cx = fx.cx;
  const { store } = cx;
  if (store.get(iterable.term).kind === "error" || store.get(iterable.type).kind === "error") return undefined;
  const type = store.get(iterable.type);
  if (type.kind === "prim" && type.name === "list") return type.args[0] ?? elementType(cx, iterable.term);
  const cfx = comptimeFn(fx);
  const at = caretOf(bare(written));
  if (!hasMethod(fx, iterable.type, "__iter__")) {
    report(cx, { file: fx.file, span: at }, messages.notImplemented(show(cx, iterable.type), "__iter__"));
    fx.hasErrors = true;
    return undefined;
  }
  const { value } = speculate(cx, () => {
    const span = written.span;
    const whole = addLocal(cfx, { name: "", type: iterable.type, kind: "temp", mutable: true, span, quiet: true });
    const iterator = callMethod(cfx, localExpr(cfx, whole, span), "__iter__", [], span);
    const local = addLocal(cfx, { name: "", type: iterator.type, kind: "temp", mutable: true, span, quiet: true });
    return callMethod(cfx, localExpr(cfx, local, span), "__next__", [], span);
  });
  if (value.kind !== "error") return value.type;
  report(cx, { file: fx.file, span: at }, messages.notImplemented(show(cx, iterable.type), "__next__"));
  fx.hasErrors = true;
  return undefined;
}
