/**
 * Functions that the checker may fold (`@always_inline("builtin")`, 15.3.6): their bodies as terms over their arguments.
 * Everything else stays an opaque `apply`, evaluated by elaboration.
 */

import type { TermId, TypeId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import { hasError, substituteArgs } from "../terms/substitute.ts";
import { envOf, hooksOf } from "./bindings.ts";
import type { Cx, DeclNode } from "./context.ts";
import { node, speculate } from "./context.ts";
import { convertTo } from "./convert.ts";
import { fieldsOf, innerScopeOf, selfTypeOf, signatureOf } from "./declare.ts";
import { checkValue } from "./expr.ts";
import { addLocal, makeFn } from "./fn.ts";
import { structTermArgs, tryTermOf } from "./types.ts";

/** The value of a call on known arguments, if the callee is foldable; undefined otherwise. */
export function foldCall(cx: Cx, callee: TermId, args: readonly TermId[], type: TypeId): TermId | undefined {
  const fn = cx.store.get(callee);
  if (fn.kind !== "function") return undefined;
  const value = foldValueOf(cx, node(cx, fn.decl));
  if (value === undefined) return undefined;
  const env = envOf(cx, fn.decl, fn.bindings);
  void type;
  return substituteArgs(
    cx.store,
    value,
    (owner, index) => (owner === fn.decl ? args[index] : undefined),
    (owner, index) => env.get(owner)?.[index],
    hooksOf(cx),
  );
}

/** The body of a builtin function as a term over its `arg` terms and parameters. */
function foldValueOf(cx: Cx, n: DeclNode): TermId | undefined {
  if (n.foldValue === undefined) {
    if (n.ast.kind !== "def" || !isBuiltin(n.ast)) n.foldValue = "none";
    else {
      n.foldValue = "computing";
      const level = cx.cycleLevel;
      cx.cycleLevel = Number.POSITIVE_INFINITY;
      const value = computeFold(cx, n, n.ast);
      const cut = cx.cycleLevel !== Number.POSITIVE_INFINITY || (value !== undefined && hasError(cx.store, value));
      cx.cycleLevel = Math.min(level, cx.cycleLevel);
      // Computed while something it needs is still being resolved: again later.
      n.foldValue = cut && cx.resolving > 0 ? undefined : (value ?? "none");
      if (n.foldValue === undefined) return undefined;
    }
  }
  return typeof n.foldValue === "number" ? n.foldValue : undefined;
}

function isBuiltin(decl: ast.DefDecl): boolean {
  return decl.decorators.some((d) => {
    const first = d.args?.[0]?.value;
    return d.name === "always_inline" && first?.kind === "string" && first.value === "builtin";
  });
}

function computeFold(cx: Cx, n: DeclNode, decl: ast.DefDecl): TermId | undefined {
  const sig = signatureOf(cx, n.header.id);
  const fx = makeFn(cx, {
    decl: n.header.id,
    scope: innerScopeOf(cx, n.header.id),
    mode: "comptime",
    selfType: selfTypeOf(cx, n.header.id),
  });
  fx.facts = sig.where.map((w) => w.condition);
  for (const [index, arg] of sig.args.entries()) {
    const local = addLocal(fx, {
      name: arg.name,
      type: arg.type,
      kind: "arg",
      convention: arg.convention,
      mutable: false,
      span: arg.span,
    });
    fx.scope.names.set(arg.name, { kind: "local", local, owner: fx });
    structTermArgs(fx).set(local, cx.store.intern({ kind: "arg", owner: n.header.id, index }));
  }
  const { value } = speculate(cx, () => {
    if (sig.isInit) return foldInit(cx, n, decl, fx);
    const only = decl.body.stmts.filter((s) => !(s.kind === "expr" && s.value.kind === "string"));
    const first = only[0];
    if (only.length !== 1 || first?.kind !== "return" || first.value === undefined) return undefined;
    return tryTermOf(fx, convertTo(fx, checkValue(fx, first.value, sig.result), sig.result, first.span));
  });
  return value;
}

/** A constructor made of `self.f = e` statements, one per field. */
function foldInit(cx: Cx, n: DeclNode, decl: ast.DefDecl, fx: ReturnType<typeof makeFn>): TermId | undefined {
  const struct = n.header.parent;
  if (struct === undefined) return undefined;
  const sig = signatureOf(cx, n.header.id);
  const self = cx.store.get(sig.result);
  const fields = fieldsOf(cx, struct);
  const values: (TermId | undefined)[] = fields.map(() => undefined);
  for (const stmt of decl.body.stmts) {
    if (stmt.kind === "pass" || (stmt.kind === "expr" && stmt.value.kind === "string")) continue;
    if (stmt.kind !== "assign" || stmt.targets.length !== 1) return undefined;
    const target = stmt.targets[0];
    if (target?.kind !== "expr") return undefined;
    if (target.target.kind === "name" && target.target.name === "self") {
      return tryTermOf(fx, convertTo(fx, checkValue(fx, stmt.value, sig.result), sig.result, stmt.span));
    }
    if (target.target.kind !== "attribute" || target.target.base.kind !== "name" || target.target.base.name !== "self")
      return undefined;
    const name = target.target.name.text;
    const index = fields.findIndex((f) => f.name === name);
    const field = fields[index];
    if (field === undefined || self.kind !== "struct") return undefined;
    values[index] = tryTermOf(fx, convertTo(fx, checkValue(fx, stmt.value, field.type), field.type, stmt.span));
  }
  const out: TermId[] = [];
  for (const v of values) {
    if (v === undefined) return undefined;
    out.push(v);
  }
  return cx.store.intern({ kind: "record", type: sig.result, fields: out });
}
