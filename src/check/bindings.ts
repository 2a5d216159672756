/** Owner chains, flat bindings and substitution with the checker's knowledge (associated members, builtin functions). */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { type SubstituteHooks, substitute } from "../terms/substitute.ts";
import { associatedValue, conformsTo } from "./conform.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { aliasInfoOf, paramsOf } from "./declare.ts";
import { foldCall } from "./fold.ts";

/** Owners with parameters, outermost first, `decl` included when it has parameters itself. */
export function ownerChain(cx: Cx, decl: DeclId): readonly DeclId[] {
  const chain: DeclId[] = [];
  for (let d: DeclId | undefined = decl; d !== undefined; d = node(cx, d).header.parent) {
    const n = node(cx, d);
    if (n.header.kind === "module") break;
    if (n.header.kind === "trait" || n.header.kind === "loop" || paramsOf(cx, d).length > 0) chain.push(d);
  }
  return chain.reverse();
}

export function paramCount(cx: Cx, owner: DeclId): number {
  const kind = node(cx, owner).header.kind;
  return kind === "trait" || kind === "loop" ? 1 : paramsOf(cx, owner).length;
}

/** The owners' own parameters as bindings: what a declaration means inside itself. */
export function identityBindings(cx: Cx, decl: DeclId): TermId[] {
  const out: TermId[] = [];
  for (const owner of ownerChain(cx, decl)) {
    const count = paramCount(cx, owner);
    for (let i = 0; i < count; i++) out.push(cx.store.param(owner, i));
  }
  return out;
}

/** How many of a declaration's flat bindings belong to its owners and not to itself. */
export function ownerBindingCount(cx: Cx, decl: DeclId): number {
  let count = 0;
  for (const owner of ownerChain(cx, decl)) if (owner !== decl) count += paramCount(cx, owner);
  return count;
}

export type Env = ReadonlyMap<DeclId, readonly TermId[]>;

/** Splits flat bindings by owner. Missing ones at the end stay unsubstituted. */
export function envOf(cx: Cx, decl: DeclId, bindings: readonly TermId[]): Env {
  const env = new Map<DeclId, readonly TermId[]>();
  let at = 0;
  for (const owner of ownerChain(cx, decl)) {
    const count = paramCount(cx, owner);
    env.set(owner, bindings.slice(at, at + count));
    at += count;
  }
  return env;
}

export function hooksOf(cx: Cx): SubstituteHooks {
  return {
    assoc: (self: TypeId, trait: DeclId, member: string, bindings: readonly TermId[]) =>
      associatedValue(cx, self, trait, member, bindings),
    apply: (callee: TermId, args: readonly TermId[], type: TypeId) => foldCall(cx, callee, args, type),
    op: (op: string, params: readonly TermId[]) => {
      if (op !== "conforms") return undefined;
      const [type, trait] = params;
      if (type === undefined || trait === undefined) return undefined;
      const t = cx.store.get(trait);
      if (t.kind !== "trait") return undefined;
      let all: "yes" | "no" | "unknown" = "yes";
      for (const one of t.traits) {
        const answer = conformsTo(cx, [], type, one);
        if (answer === "no") return cx.store.false;
        if (answer === "unknown") all = "unknown";
      }
      return all === "yes" && t.fns.length === 0 ? cx.store.true : undefined;
    },
  };
}

/** `term` with the parameters of `env` replaced, everything that thereby becomes known folded. */
export function subst(cx: Cx, term: TermId, env: Env): TermId {
  if (env.size === 0) return term;
  return substitute(cx.store, term, (owner, index) => env.get(owner)?.[index], hooksOf(cx));
}

export function substBindings(cx: Cx, decl: DeclId, bindings: readonly TermId[], term: TermId): TermId {
  return subst(cx, term, envOf(cx, decl, bindings));
}

/** Replaces the origins of a callee's arguments by those of a call's operands, and inference unknowns by their values. */
export function rewrite(cx: Cx, term: TermId, leaf: (id: TermId) => TermId | undefined): TermId {
  return substitute(cx.store, term, () => undefined, { ...hooksOf(cx), leaf });
}

/** The value of an alias with all its bindings. */
export function aliasValue(cx: Cx, decl: DeclId, bindings: readonly TermId[]): TermId | undefined {
  const info = aliasInfoOf(cx, decl);
  return info.value === undefined ? undefined : substBindings(cx, decl, bindings, info.value);
}
