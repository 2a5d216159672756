/** Looking members up: of structs, of type variables through their bounds, of closures. */

import type { DeclId, TypeId } from "../base/ids.ts";
import { traitsOfVariable } from "./conform.ts";
import { conformancesOf, structMembersOf, traitMembersOf } from "./declare.ts";
import type { FnCx } from "./fn.ts";
import type { Candidate } from "./values.ts";

/** The methods of a name that a value of `type` offers. */
export function findMethods(fx: FnCx, type: TypeId, name: string): readonly Candidate[] {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind === "struct") {
    const own = structMembersOf(cx, t.decl).methods.get(name) ?? [];
    const out: Candidate[] = own.map((decl) => ({ decl, ownerBindings: t.bindings, witness: undefined }));
    if (out.length === 0) out.push(...inherited(fx, type, name));
    return out;
  }
  if (t.kind === "param" || t.kind === "assoc" || t.kind === "op" || t.kind === "apply" || t.kind === "field")
    return inherited(fx, type, name);
  return [];
}

/** Methods through traits: defaults of a struct's traits, requirements of a variable's bounds. */
function inherited(fx: FnCx, type: TypeId, name: string): readonly Candidate[] {
  const cx = fx.cx;
  const out: Candidate[] = [];
  const seen = new Set<string>();
  for (const trait of traitsOf(fx, type)) {
    for (const decl of traitMembersOf(cx, trait).methods.get(name) ?? []) {
      const key = `${decl}`;
      if (seen.has(key)) continue;
      seen.add(key);
      out.push({ decl, ownerBindings: [type], witness: { self: type, trait } });
    }
  }
  return out.length <= 1 ? out : withoutOverridden(fx, out);
}

/** A refining trait's declaration hides the same method of its ancestors. */
function withoutOverridden(fx: FnCx, candidates: readonly Candidate[]): readonly Candidate[] {
  const cx = fx.cx;
  return candidates.filter((c) => {
    const trait = c.witness?.trait;
    return !candidates.some((other) => {
      const t = other.witness?.trait;
      if (other === c || t === undefined || trait === undefined || t === trait) return false;
      const info = cx.nodes[t]?.traitInfo;
      if (info === undefined || info === "computing" || !info.ancestors.includes(trait)) return false;
      return sameArity(fx, other.decl, c.decl);
    });
  });
}

function sameArity(fx: FnCx, a: DeclId, b: DeclId): boolean {
  const x = fx.cx.nodes[a]?.ast;
  const y = fx.cx.nodes[b]?.ast;
  return x?.kind === "def" && y?.kind === "def" && x.signature.args.length === y.signature.args.length;
}

/** The traits whose members a type offers. */
export function traitsOf(fx: FnCx, type: TypeId): readonly DeclId[] {
  const cx = fx.cx;
  const t = cx.store.get(type);
  if (t.kind !== "struct") return traitsOfVariable(cx, fx.facts, type);
  const node = cx.nodes[t.decl];
  const list = node === undefined ? [] : conformanceTraits(fx, t.decl);
  return list;
}

function conformanceTraits(fx: FnCx, decl: DeclId): readonly DeclId[] {
  const out = new Set<DeclId>();
  for (const c of conformancesOf(fx.cx, decl).list) out.add(c.trait);
  return [...out];
}

/** An associated `comptime` member of a type variable or struct: the alias declaration and the trait it comes from. */
export function findAssociated(
  fx: FnCx,
  type: TypeId,
  name: string,
): { readonly trait: DeclId; readonly decl: DeclId } | undefined {
  for (const trait of traitsOf(fx, type)) {
    const decl = traitMembersOf(fx.cx, trait).aliases.get(name);
    if (decl !== undefined) return { trait, decl };
  }
  return undefined;
}
