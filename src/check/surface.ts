/** What a module offers to others, by name: for tools that list, document or measure it. */

import type { DeclId } from "../base/ids.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { aliasInfoOf, conformancesOf, paramsOf, structMembersOf, traitInfoOf, traitMembersOf } from "./declare.ts";
import { memberOfModule } from "./modules.ts";

/** What one name of a type stands for: overloads of a method, an associated value, or something without a declaration of its own. */
export type SurfaceMember =
  | { readonly kind: "methods"; readonly decls: readonly DeclId[] }
  | { readonly kind: "alias"; readonly decl: DeclId }
  | { readonly kind: "field" }
  | { readonly kind: "parameter" };

/** The declarations that `from module import name` would bring; empty if there is none, or it is a module. */
export function exportsOf(cx: Cx, module: readonly string[], name: string): readonly DeclId[] {
  const found = memberOfModule(cx, module, name, false);
  return found?.kind === "decls" ? found.decls : [];
}

/** The members of a struct or trait, inherited ones included; of an alias those of the struct that it names. */
export function membersOf(cx: Cx, decl: DeclId): ReadonlyMap<string, SurfaceMember> {
  const n = node(cx, decl);
  switch (n.header.kind) {
    case "struct":
      return structSurface(cx, decl);
    case "trait": {
      const out = new Map<string, SurfaceMember>();
      for (const ancestor of traitInfoOf(cx, decl).ancestors) addTrait(cx, ancestor, out);
      return out;
    }
    case "alias": {
      const { value } = aliasInfoOf(cx, decl);
      const term = value === undefined ? undefined : cx.store.get(value);
      return term?.kind === "struct" ? structSurface(cx, term.decl) : new Map();
    }
    case "module":
    case "function":
    case "closure":
    case "loop":
      return new Map();
  }
}

function structSurface(cx: Cx, decl: DeclId): ReadonlyMap<string, SurfaceMember> {
  const out = new Map<string, SurfaceMember>();
  for (const { trait } of conformancesOf(cx, decl).list) addTrait(cx, trait, out);
  const members = structMembersOf(cx, decl);
  for (const [name, decls] of members.methods) addMethods(out, name, decls);
  for (const [name, alias] of members.aliases) out.set(name, { kind: "alias", decl: alias });
  for (const name of members.fieldNames.keys()) out.set(name, { kind: "field" });
  for (const { name } of paramsOf(cx, decl)) if (!out.has(name)) out.set(name, { kind: "parameter" });
  return out;
}

function addTrait(cx: Cx, trait: DeclId, out: Map<string, SurfaceMember>): void {
  const members = traitMembersOf(cx, trait);
  for (const [name, decls] of members.methods) addMethods(out, name, decls);
  for (const [name, decl] of members.aliases) if (!out.has(name)) out.set(name, { kind: "alias", decl });
}

function addMethods(out: Map<string, SurfaceMember>, name: string, decls: readonly DeclId[]): void {
  const before = out.get(name);
  out.set(name, { kind: "methods", decls: before?.kind === "methods" ? [...before.decls, ...decls] : decls });
}
