/** The order of checking a module (15.11.2): top-level declarations in text order, then the bodies of methods. */

import type { DeclId } from "../base/ids.ts";
import type * as ast from "../syntax/ast.ts";
import { typedBodyOf } from "./body.ts";
import { type Cx, type ModuleState, node, report, speculate } from "./context.ts";
import { aliasInfoOf, signatureOf, structMembersOf, traitInfoOf, traitMembersOf } from "./declare.ts";
import { checkPlainDecorators, checkStructDecorators } from "./decorators.ts";
import { checkDuplicates } from "./duplicates.ts";
import { messages } from "./messages.ts";
import { conformingStructs } from "./module-structs.ts";
import { findModule, lookup, resolveEntity } from "./modules.ts";
import { referencedFunctions } from "./references.ts";
import { scriptOf } from "./script.ts";
import { checkTraitDecl } from "./trait.ts";
import { instanceDiagnostics } from "./untyped.ts";

/** Every declaration of a module with its body, and the bodies of what it uses of other modules of the user. */
export function checkModuleDecls(cx: Cx, module: ModuleState): void {
  const byAst = new Map<object, DeclId[]>();
  for (const id of module.decls) {
    const written = node(cx, id).ast;
    byAst.set(written, [...(byAst.get(written) ?? []), id]);
  }
  // A script's statements give the globals of its functions their types; what is wrong with them is told last.
  const script = scriptOf(cx, module.dotted);
  const statements = speculate(cx, () => (script === undefined ? undefined : typedBodyOf(cx, script.main)));
  const later: DeclId[] = [];
  const checkedSets = new Set<readonly DeclId[]>();
  for (const item of module.loaded.ast.items) {
    if (item.kind !== "decl") continue;
    if (item.decl.kind === "import" || item.decl.kind === "from") {
      checkImport(cx, module, item.decl);
      continue;
    }
    if (item.decl.kind === "extension") {
      later.push(...extensionMethods(cx, module, item.decl));
      continue;
    }
    for (const id of byAst.get(item.decl) ?? []) {
      checkDecl(cx, module, id, later);
      const entity = module.scope.names.get(node(cx, id).header.name);
      if (entity?.kind === "decls" && entity.decls[entity.decls.length - 1] === id && !checkedSets.has(entity.decls)) {
        checkedSets.add(entity.decls);
        checkDuplicates(cx, entity.decls);
      }
    }
  }
  for (const method of later) typedBodyOf(cx, method);
  cx.sink.push(...statements.diagnostics);
  cx.sink.push(...instanceDiagnostics(cx));
  checkReferenced(cx);
}

function checkDecl(cx: Cx, module: ModuleState, id: DeclId, later: DeclId[]): void {
  const n = node(cx, id);
  switch (n.header.kind) {
    case "function":
      typedBodyOf(cx, id);
      return;
    case "alias":
      checkPlainDecorators(cx, n);
      aliasInfoOf(cx, id);
      return;
    case "struct":
      checkStructDecorators(cx, n);
      later.push(...conformingStructs(cx, module, id));
      return;
    case "trait":
      checkPlainDecorators(cx, n);
      later.push(...checkTrait(cx, id));
      return;
    default:
      return;
  }
}

function checkTrait(cx: Cx, id: DeclId): readonly DeclId[] {
  checkTraitDecl(cx, node(cx, id));
  traitInfoOf(cx, id);
  const { methods, aliases } = traitMembersOf(cx, id);
  for (const alias of aliases.values()) aliasInfoOf(cx, alias);
  const all: DeclId[] = [];
  for (const set of methods.values()) {
    for (const m of set) signatureOf(cx, m);
    checkDuplicates(cx, set);
    all.push(...set);
  }
  return all;
}

/** The names of an import are looked up even where nothing uses them. */
function checkImport(cx: Cx, module: ModuleState, decl: ast.ImportDecl): void {
  if (decl.kind !== "from") return;
  for (const item of decl.names ?? []) {
    const entity = module.scope.names.get((item.alias ?? item.name).text);
    if (entity === undefined) continue;
    const found = resolveEntity(cx, entity);
    if (found.kind !== "decls") continue;
    // An imported name counts as used: its body is checked even if nothing calls it.
    for (const d of found.decls) {
      const n = node(cx, d);
      if (n.header.kind === "function" && !n.header.isLibrary) typedBodyOf(cx, d);
    }
  }
}

function extensionMethods(cx: Cx, module: ModuleState, decl: ast.ExtensionDecl): readonly DeclId[] {
  const target = lookup(cx, module.scope, decl.target.text)?.entity;
  const struct = target?.kind === "decls" ? target.decls[0] : undefined;
  if (struct === undefined || node(cx, struct).header.kind !== "struct") {
    report(
      cx,
      { file: module.loaded.file.id, span: decl.target.span },
      messages.plain("unknown-extension", `can't find a struct named '${decl.target.text}'`),
    );
    return [];
  }
  const own = new Set<object>(decl.members);
  const methods = [...structMembersOf(cx, struct).methods.values()].flat().filter((m) => own.has(node(cx, m).ast));
  for (const m of methods) signatureOf(cx, m);
  return methods;
}

/** The bodies of user functions that checked bodies use, until nothing new turns up. Library bodies wait for elaboration. */
function checkReferenced(cx: Cx): void {
  const done = cx.followed;
  for (let grown = true; grown; ) {
    grown = false;
    for (const n of cx.nodes.slice(cx.firstOfProgram)) {
      const { id, isLibrary } = n.header;
      if (isLibrary || done.has(id) || n.body === undefined || n.body === "computing") continue;
      done.add(id);
      grown = true;
      for (const used of referencedFunctions(cx, n.body)) if (!node(cx, used).header.isLibrary) typedBodyOf(cx, used);
    }
  }
}

/** The `main` of a module. */
export function mainOf(cx: Cx, path: readonly string[]): DeclId | undefined {
  const module = findModule(cx, path);
  if (module === undefined || !("scope" in module)) return undefined;
  const entity = module.scope.names.get("main");
  const decl = entity?.kind === "decls" ? entity.decls[0] : undefined;
  return decl !== undefined && node(cx, decl).header.kind === "function" ? decl : undefined;
}
