/** What a name means where it stands (01 §1.3, 15.11.6). */

import type { DeclId, TermId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import { envOf, identityBindings, ownerBindingCount, subst } from "./bindings.ts";
import { captureLocal } from "./closures.ts";
import type { Entity } from "./context.ts";
import { node, report } from "./context.ts";
import { aliasInfoOf, paramsOf } from "./declare.ts";
import { termVal } from "./explicit.ts";
import { importFixes, insertion, replacing } from "./fixes.ts";
import { type FnCx, localExpr } from "./fn.ts";
import { hoistedMention } from "./hoisted.ts";
import { messages } from "./messages.ts";
import { lookup } from "./modules.ts";
import { markOwner } from "./origins.ts";
import { globalVal } from "./script.ts";
import { suggestion } from "./suggest.ts";
import { wrapBool } from "./types.ts";
import { withoutArguments } from "./untyped.ts";
import { warnOfUse } from "./uses.ts";
import type { Val } from "./values.ts";

export function checkName(fx: FnCx, expr: ast.ExprOf<"name">): Val {
  const cx = fx.cx;
  const { name, span } = expr;
  if (fx.isLibrary && (name === "__op" || name === "__prim")) return { kind: "prim", span, name };
  const found = lookup(cx, fx.scope, name);
  if (found === undefined) {
    const hint = suggestion(fx, name);
    report(cx, { file: fx.file, span }, messages.unknownName(name, hint.text), {
      fixes: [
        ...(hint.replacement === undefined ? [] : [replacing(fx, span, hint.replacement, `use '${hint.replacement}'`)]),
        ...(hint.module === undefined ? [] : importFixes(fx, hint.module, name)),
      ],
    });
    fx.hasErrors = true;
    return { kind: "error", span };
  }
  if (found.entity.kind === "param" && found.scope.kind === "struct" && !isHeaderOf(fx, found.entity.owner)) {
    report(cx, { file: fx.file, span }, messages.unqualifiedStructParam(name), {
      fixes: [insertion(fx, span.start, "Self.", "name the struct", true)],
      notes: [
        {
          message: `parameter '${name}' declared here`,
          at: {
            file: node(cx, found.entity.owner).header.file,
            span: paramsOf(cx, found.entity.owner)[found.entity.index]?.span ?? span,
          },
        },
      ],
    });
    fx.hasErrors = true;
    return { kind: "error", span };
  }
  return entityVal(fx, found.entity, name, span);
}

/** Whether the context is the struct's own header: its parameter list, where bare names are right. */
function isHeaderOf(fx: FnCx, owner: DeclId): boolean {
  for (let f: FnCx | undefined = fx; f !== undefined; f = f.outer) {
    if (f.decl === owner && !node(fx.cx, owner).paramsComplete) return true;
  }
  return false;
}

export function entityVal(fx: FnCx, entity: Entity, name: string, span: Span): Val {
  switch (entity.kind) {
    case "poison":
      fx.hasErrors = true;
      return { kind: "error", span };
    case "param":
      return paramVal(fx, entity.owner, entity.index, span);
    case "local":
      return localVal(fx, entity.owner as FnCx, entity.local, name, span);
    case "global":
      return globalVal(fx, entity.global, span);
    case "module":
      return { kind: "module", span, path: entity.path, members: entity.members };
    case "import":
      return { kind: "error", span };
    case "decls":
      return declsVal(fx, entity.decls, name, span);
  }
}

export function paramVal(fx: FnCx, owner: DeclId, index: number, span: Span): Val {
  const cx = fx.cx;
  const info = paramsOf(cx, owner)[index];
  const term = cx.store.param(owner, index);
  if (info === undefined) return { kind: "type", span, term };
  if (info.variadic) return { kind: "term", span, term, type: cx.store.prim("list", [info.type]) };
  if (info.type === cx.store.primBool) {
    const wrapped = wrapBool(cx, term);
    return termVal(cx, wrapped, boolTypeOf(fx, wrapped), span);
  }
  return termVal(cx, term, info.type, span);
}

function boolTypeOf(fx: FnCx, wrapped: TermId): TermId {
  const t = fx.cx.store.get(wrapped);
  return t.kind === "record" || t.kind === "int" ? t.type : fx.cx.store.primBool;
}

function localVal(fx: FnCx, owner: FnCx, local: number, name: string, span: Span): Val {
  if (owner === fx) return { kind: "value", expr: hoistedMention(fx, local, span) ?? localExpr(fx, local, span) };
  // A compile-time expression may mention run-time variables for their types; a nested function captures them.
  for (let f: FnCx | undefined = fx; f !== undefined && f !== owner; f = f.outer) {
    if (f.mode === "runtime" && fx.mode === "runtime")
      return { kind: "value", expr: captureLocal(fx, owner, local, name, span) };
  }
  const expr = localExpr(owner, local, span);
  markOwner(expr, owner);
  if (expr.kind === "deref") markOwner(expr.reference, owner);
  return { kind: "value", expr };
}

/** Declarations by name, outside of types. */
export function declsVal(fx: FnCx, decls: readonly DeclId[], name: string, span: Span): Val {
  const cx = fx.cx;
  const first = decls[0];
  if (first === undefined) return { kind: "error", span };
  const n = node(cx, first);
  if (n.header.kind !== "function") warnOfUse(fx, first, span);
  switch (n.header.kind) {
    case "function":
      return {
        kind: "callable",
        span,
        name,
        candidates: decls.map((decl) => ({
          decl: withoutArguments(fx, decl, span),
          ownerBindings: ownersOf(fx, decl),
          witness: undefined,
        })),
        self: undefined,
        explicit: undefined,
      };
    case "closure":
      return { kind: "error", span };
    case "struct": {
      const count = paramsOf(cx, first).length;
      return { kind: "type", span, term: cx.store.struct(first, new Array<TermId>(count).fill(cx.store.unbound)) };
    }
    case "trait":
      return { kind: "type", span, term: cx.store.trait([first]) };
    case "alias":
      return aliasVal(fx, first, ownersOf(fx, first), span);
    case "module":
    case "loop":
      return { kind: "error", span };
  }
}

function ownersOf(fx: FnCx, decl: DeclId): readonly TermId[] {
  const cx = fx.cx;
  if (node(cx, decl).header.parent === undefined) return [];
  const count = ownerBindingCount(cx, decl);
  return identityBindings(cx, decl).slice(0, count);
}

/** An alias with its owners bound: its value, or the alias itself while it lacks parameters. */
export function aliasVal(fx: FnCx, decl: DeclId, ownerBindings: readonly TermId[], span: Span): Val {
  const cx = fx.cx;
  const info = aliasInfoOf(cx, decl);
  if (info.params.length > 0) return { kind: "alias", span, decl, ownerBindings, explicit: [] };
  if (info.value === undefined) return { kind: "error", span };
  const env = envOf(cx, decl, ownerBindings);
  return termVal(cx, subst(cx, info.value, env), subst(cx, info.type, env), span);
}
