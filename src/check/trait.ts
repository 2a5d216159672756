/** Traits: members, ancestors. */

import type { DeclId } from "../base/ids.ts";
import type { TraitInfo } from "../decls/decl.ts";
import type { Cx, DeclNode, TraitMembers } from "./context.ts";
import { report } from "./context.ts";
import { declFn, innerScopeOf, traitInfoOf } from "./declare.ts";
import { messages } from "./messages.ts";
import { langRole, nodeLocation } from "./modules.ts";
import { addAlias, addMethod } from "./struct.ts";
import { evalAny } from "./types.ts";

export function computeTraitMembers(cx: Cx, n: DeclNode): TraitMembers {
  const members: TraitMembers = { methods: new Map(), aliases: new Map() };
  n.traitMembers = members;
  if (n.ast.kind !== "trait") return members;
  const scope = innerScopeOf(cx, n.header.id);
  for (const member of n.ast.members) {
    if (member.kind === "def") addMethod(cx, n, members.methods, member, scope);
    else if (member.kind === "comptime")
      for (const name of member.names) members.aliases.set(name.text, addAlias(cx, n, member, name, scope));
  }
  return members;
}

export function computeTraitInfo(cx: Cx, n: DeclNode): TraitInfo {
  const decl = n.header.id;
  const ancestors = new Set<DeclId>([decl]);
  if (n.ast.kind === "trait") {
    const fx = declFn(cx, decl, innerScopeOf(cx, decl));
    for (const parent of n.ast.parents) {
      const value = evalAny(fx, parent.trait);
      const term = cx.store.get(value.term);
      if (term.kind === "error") continue;
      if (term.kind !== "trait") {
        report(cx, { file: n.header.file, span: parent.trait.span }, messages.onlyTraits());
        continue;
      }
      for (const trait of term.traits) for (const a of traitInfoOf(cx, trait).ancestors) ancestors.add(a);
    }
  }
  const any = langRole(cx, "any_type");
  if (any !== undefined) ancestors.add(any);
  n.traitInfo = { decl, ancestors: [...ancestors].sort((a, b) => a - b), methods: [], members: [] };
  const members = n.traitMembers ?? computeTraitMembers(cx, n);
  return {
    decl,
    ancestors: [...ancestors].sort((a, b) => a - b),
    methods: [...members.methods.values()].flat(),
    members: [...members.aliases].map(([name, d]) => ({ name, decl: d })),
  };
}

/** Errors of a trait's declaration. */
export function checkTraitDecl(cx: Cx, n: DeclNode): void {
  if (n.ast.kind !== "trait") return;
  if (n.ast.params !== undefined) {
    report(
      cx,
      nodeLocation(n),
      messages.plain("trait-parameters", "trait declarations do not support parameters; remove the parameter list"),
    );
  }
  for (const member of n.ast.members) {
    if (member.kind === "field") {
      report(
        cx,
        { file: n.header.file, span: member.span },
        messages.plain("trait-field", "traits do not support 'var' fields; use 'comptime' to declare associated types"),
      );
    } else if (member.kind === "def") {
      if (member.signature.where.length > 0) {
        report(
          cx,
          { file: n.header.file, span: member.name.span },
          messages.plain("trait-method-where", "'where' clauses on trait methods are not supported"),
        );
      }
      const only = member.body.stmts.length === 1 ? member.body.stmts[0] : undefined;
      if (only?.kind === "pass" && member.signature.result !== undefined) {
        report(
          cx,
          { file: n.header.file, span: member.name.span },
          messages.plain(
            "trait-method-pass",
            "trait method with a return type must not use 'pass'; use '...' to declare the method as required",
          ),
        );
      }
    }
  }
}
