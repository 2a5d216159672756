/** Modules: loading, the index of their declarations, imports and name look-up through scopes. */

import type { DeclId } from "../base/ids.ts";
import type { Location, Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { Cx, DeclNode, Entity, LoadedFolder, LoadedModule, ModuleState, Scope } from "./context.ts";
import { addDecl, makeScope, node, report, warn } from "./context.ts";
import { messages } from "./messages.ts";
import { indexScript } from "./script.ts";
import { nearest } from "./suggest.ts";

const PRELUDE = ["std", "prelude"];
const ROLES = ["std", "_lang"];
const DIALECT = ["std", "dialect", "names"];

export function findModule(cx: Cx, path: readonly string[]): ModuleState | LoadedFolder | undefined {
  const dotted = path.join(".");
  if (cx.modules.has(dotted)) return cx.modules.get(dotted);
  const loaded = cx.options.loader.find(path);
  if (loaded === undefined || loaded.kind === "folder") {
    cx.modules.set(dotted, loaded);
    return loaded;
  }
  const parent = isPrelude(path) ? cx.builtinScope : outerScope(cx, loaded);
  const scope = makeScope("module", parent);
  const decl = addDecl(cx, {
    kind: "module",
    name: path[path.length - 1] ?? "",
    module: dotted,
    parent: undefined,
    file: loaded.file.id,
    span: { start: 0, end: 0 },
    nameSpan: { start: 0, end: 0 },
    isLibrary: loaded.isLibrary,
    ast: { kind: "synthesized" },
    scope,
  });
  const state: ModuleState = { path: loaded.path, dotted, loaded, scope, decl, decls: [] };
  cx.modules.set(dotted, state);
  indexModule(cx, state);
  return state;
}

function isPrelude(path: readonly string[]): boolean {
  return path.length === 2 && path[0] === PRELUDE[0] && path[1] === PRELUDE[1];
}

/** What lies around a module: the prelude, and for programs of the dialect its own names before that. */
function outerScope(cx: Cx, loaded: LoadedModule): Scope {
  if (!loaded.isLibrary && !cx.options.strict) {
    const dialect = findModule(cx, DIALECT);
    if (dialect !== undefined && "scope" in dialect) return dialect.scope;
  }
  return preludeScope(cx);
}

/** The scope of the names that need no import; lazily filled, like any module's. */
function preludeScope(cx: Cx): Scope {
  const prelude = findModule(cx, PRELUDE);
  return prelude !== undefined && "scope" in prelude ? prelude.scope : cx.builtinScope;
}

/** Fills the language roles on first use: `std._lang` imports each declaration under the name of its role. */
export function langRole(cx: Cx, role: string): DeclId | undefined {
  const known = cx.langs.get(role);
  if (known !== undefined) return known;
  const roles = findModule(cx, ROLES);
  if (roles === undefined || !("scope" in roles)) return undefined;
  const entity = lookupIn(cx, roles.scope, role);
  const decl = entity?.kind === "decls" ? entity.decls[0] : undefined;
  if (decl !== undefined) cx.langs.set(role, decl);
  return decl;
}

// ---------------------------------------------------------------- index

function indexModule(cx: Cx, module: ModuleState): void {
  for (const item of module.loaded.ast.items) {
    if (item.kind !== "decl") continue;
    indexDecl(cx, module, item.decl);
  }
  indexScript(cx, module);
}

function indexDecl(cx: Cx, module: ModuleState, decl: ast.Decl): void {
  switch (decl.kind) {
    case "import":
    case "from":
      bindImport(cx, module.scope, decl, module, module.loaded.file.id);
      return;
    case "extension":
      cx.extensions.push({ decl, module });
      return;
    case "def":
    case "struct":
    case "trait": {
      const id = addDecl(cx, {
        kind: decl.kind === "def" ? "function" : decl.kind,
        name: decl.name.text,
        module: module.dotted,
        parent: undefined,
        file: module.loaded.file.id,
        span: decl.span,
        nameSpan: decl.name.span,
        isLibrary: module.loaded.isLibrary,
        ast: decl,
        scope: module.scope,
      });
      module.decls.push(id);
      declareDecl(cx, module.scope, decl.name, id, module.loaded.file.id);
      return;
    }
    case "comptime":
      for (const name of decl.names) {
        const id = addDecl(cx, {
          kind: "alias",
          name: name.text,
          module: module.dotted,
          parent: undefined,
          file: module.loaded.file.id,
          span: decl.span,
          nameSpan: name.span,
          isLibrary: module.loaded.isLibrary,
          ast: decl,
          scope: module.scope,
        });
        module.decls.push(id);
        declareDecl(cx, module.scope, name, id, module.loaded.file.id);
      }
      return;
  }
}

/** Adds a declaration under a name; functions join their overload set, anything else must be alone. */
export function declareDecl(cx: Cx, scope: Scope, name: ast.Name, id: DeclId, file: Location["file"]): void {
  const known = scope.names.get(name.text);
  const previous = scope.declaredAt.get(name.text);
  const isFunction = node(cx, id).header.kind === "function" || node(cx, id).header.kind === "closure";
  if (known?.kind === "decls" && isFunction && known.decls.every((d) => node(cx, d).header.kind === "function")) {
    known.decls.push(id);
    return;
  }
  if (known !== undefined) {
    const at = { file, span: name.span };
    const text =
      known.kind === "import" && isFunction
        ? "cannot overload with this non-function definition"
        : "previous definition here";
    report(cx, at, messages.redefinition(name.text), {
      notes: previous === undefined ? [] : [{ message: text, at: { file, span: previous } }],
    });
    return;
  }
  scope.names.set(name.text, { kind: "decls", decls: [id] });
  scope.declaredAt.set(name.text, name.span);
}

// ---------------------------------------------------------------- imports

/** Binds the names of an import statement in `scope`; what they mean is looked up when they are first used. */
export function bindImport(
  cx: Cx,
  scope: Scope,
  decl: ast.ImportDecl,
  from: ModuleState | undefined,
  file: Location["file"],
): void {
  if (decl.kind === "import") {
    for (const item of decl.modules) {
      const first = item.path[0];
      if (first === undefined) continue;
      const base = impliedBase(cx, first, from, file);
      const path = [...base, ...item.path.map((n) => n.text)];
      if (!checkPath(cx, item.path, base, file)) {
        scope.names.set(item.alias?.text ?? first.text, { kind: "poison" });
        continue;
      }
      if (item.alias !== undefined) {
        bind(cx, scope, item.alias, { kind: "module", path, members: new Map() }, file);
        continue;
      }
      let entity = scope.names.get(first.text);
      if (entity?.kind !== "module") {
        entity = { kind: "module", path: path.slice(0, base.length + 1), members: new Map() };
        bind(cx, scope, first, entity, file);
      }
      let current: Entity = entity;
      for (let i = base.length + 1; i < path.length && current.kind === "module"; i++) {
        const part = path[i] ?? "";
        let next = current.members.get(part);
        if (next === undefined) {
          next = { kind: "module", path: path.slice(0, i + 1), members: new Map() };
          current.members.set(part, next);
        }
        current = next;
      }
    }
    return;
  }
  const base = relativeBase(cx, decl, from, file);
  if (base === undefined) {
    for (const n of decl.names ?? []) scope.names.set((n.alias ?? n.name).text, { kind: "poison" });
    return;
  }
  const path = [...base, ...decl.path.map((n) => n.text)];
  // The library's tables of names (prelude, roles) load nothing before it is needed.
  const lazy = from?.loaded.isLibrary === true && decl.names !== undefined;
  if (!lazy && !checkPath(cx, decl.path, base, file)) {
    for (const n of decl.names ?? []) scope.names.set((n.alias ?? n.name).text, { kind: "poison" });
    return;
  }
  if (decl.names === undefined) {
    scope.stars.push(path);
    return;
  }
  for (const item of decl.names) {
    bind(
      cx,
      scope,
      item.alias ?? item.name,
      {
        kind: "import",
        module: path,
        name: item.name.text,
        at: { file, span: item.name.span },
        resolved: undefined,
        resolving: false,
      },
      file,
    );
  }
}

function bind(cx: Cx, scope: Scope, name: ast.Name, entity: Entity, file: Location["file"]): void {
  const known = scope.names.get(name.text);
  if (known !== undefined && known.kind === "import" && entity.kind === "import") {
    if (known.name === entity.name && known.module.join(".") === entity.module.join(".")) return;
    const previous = scope.declaredAt.get(name.text);
    report(cx, { file, span: name.span }, messages.ambiguousImport(name.text), {
      notes: previous === undefined ? [] : [{ message: `'${name.text}' declared here`, at: { file, span: previous } }],
    });
    return;
  }
  if (known !== undefined && known.kind !== "poison") {
    const previous = scope.declaredAt.get(name.text);
    report(cx, { file, span: previous ?? name.span }, messages.redefinition(name.text), {
      notes: [{ message: "cannot overload with this non-function definition", at: { file, span: name.span } }],
    });
    return;
  }
  scope.names.set(name.text, entity);
  scope.declaredAt.set(name.text, name.span);
}

function relativeBase(
  cx: Cx,
  decl: Extract<ast.ImportDecl, { kind: "from" }>,
  from: ModuleState | undefined,
  file: Location["file"],
): readonly string[] | undefined {
  if (decl.dots === 0) return impliedBase(cx, decl.path[0], from, file);
  const path = from?.path ?? [];
  const depth = from?.loaded.isPackage === true ? decl.dots - 1 : decl.dots;
  if (depth > path.length || path.length - depth === 0) {
    report(cx, { file, span: decl.path[0]?.span ?? decl.span }, messages.relativeToTopLevel());
    return undefined;
  }
  return path.slice(0, path.length - depth);
}

const oldImports = new WeakMap<Cx, Set<Location["file"]>>();

/** Dialect: modules of the library may be named without `std.`, as they once were; the first such import of a file is noted. */
function impliedBase(
  cx: Cx,
  first: ast.Name | undefined,
  from: ModuleState | undefined,
  file: Location["file"],
): readonly string[] {
  if (first === undefined || cx.options.strict || from?.loaded.isLibrary === true) return [];
  if (findModule(cx, [first.text]) !== undefined || findModule(cx, ["std", first.text]) === undefined) return [];
  let noted = oldImports.get(cx);
  if (noted === undefined) {
    noted = new Set();
    oldImports.set(cx, noted);
  }
  if (!noted.has(file)) {
    noted.add(file);
    const at = { file, span: first.span };
    const insertion = { file, span: { start: first.span.start, end: first.span.start } };
    warn(
      cx,
      at,
      messages.plain(
        "deprecated-import",
        `importing '${first.text}' without 'std.' is deprecated; use 'std.${first.text}'`,
      ),
      {
        fixes: [{ title: `use 'std.${first.text}'`, at: insertion, replacement: "std.", safe: true }],
      },
    );
  }
  return ["std"];
}

/** Reports the first component of a path that cannot be found. */
function checkPath(cx: Cx, names: readonly ast.Name[], base: readonly string[], file: Location["file"]): boolean {
  const path = [...base];
  for (const name of names) {
    path.push(name.text);
    if (findModule(cx, path) !== undefined) continue;
    // `from pkg import submodule` style paths end in names, not modules, so every component here must be one.
    report(cx, { file, span: name.span }, messages.noModule(name.text));
    return false;
  }
  return true;
}

// ---------------------------------------------------------------- look-up

/** A name in one scope alone, imports followed. */
export function lookupIn(cx: Cx, scope: Scope, name: string): Entity | undefined {
  const own = scope.names.get(name);
  if (own !== undefined) return resolveEntity(cx, own);
  for (let i = scope.stars.length - 1; i >= 0; i--) {
    if (name.startsWith("_")) break;
    const path = scope.stars[i];
    const module = path === undefined ? undefined : findModule(cx, path);
    if (module !== undefined && "scope" in module && module.scope !== scope) {
      const found = lookupIn(cx, module.scope, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A name from `scope` outward. */
export function lookup(
  cx: Cx,
  scope: Scope,
  name: string,
): { readonly entity: Entity; readonly scope: Scope } | undefined {
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    const found = lookupIn(cx, s, name);
    if (found !== undefined) return { entity: found, scope: s };
  }
  if (name === "std" && findModule(cx, ["std"]) !== undefined) {
    return { entity: { kind: "module", path: ["std"], members: new Map() }, scope };
  }
  return undefined;
}

/** Follows imports to what they mean; reports once where there is nothing. */
export function resolveEntity(cx: Cx, entity: Entity): Entity {
  if (entity.kind !== "import") return entity;
  if (entity.resolved !== undefined) return entity.resolved;
  if (entity.resolving) return { kind: "poison" };
  entity.resolving = true;
  const found = memberOfModule(cx, entity.module, entity.name, true);
  entity.resolving = false;
  if (found === undefined) {
    const module = findModule(cx, entity.module);
    const isPackage = module !== undefined && (!("loaded" in module) || module.loaded.isPackage);
    const best = nearest(entity.name, namesOf(cx, entity.module));
    report(cx, entity.at, messages.notInModule(isPackage, entity.module[entity.module.length - 1] ?? "", entity.name), {
      fixes: best === undefined ? [] : [{ title: `use '${best}'`, at: entity.at, replacement: best, safe: false }],
    });
    entity.resolved = { kind: "poison" };
  } else entity.resolved = found;
  return entity.resolved;
}

/** The names that a module declares. */
export function namesOf(cx: Cx, path: readonly string[]): readonly string[] {
  const module = findModule(cx, path);
  return module !== undefined && "scope" in module ? [...module.scope.names.keys()] : [];
}

/** What `module.name` means: a declaration, or a submodule where `submodules` allows it. */
export function memberOfModule(cx: Cx, path: readonly string[], name: string, submodules: boolean): Entity | undefined {
  const module = findModule(cx, path);
  // `from . import sub` in a package asks for what it is about to name: that is the submodule.
  const own = module !== undefined && "scope" in module ? module.scope.names.get(name) : undefined;
  const isAsking = own?.kind === "import" && own.resolving;
  if (module !== undefined && "scope" in module && !isAsking) {
    const found = lookupIn(cx, module.scope, name);
    if (found !== undefined) return found;
  }
  if (submodules) {
    const sub = [...path, name];
    if (findModule(cx, sub) !== undefined) return { kind: "module", path: sub, members: new Map() };
  }
  return undefined;
}

export function nodeLocation(n: DeclNode): Location {
  return { file: n.header.file, span: n.header.nameSpan };
}

export function locationOf(cx: Cx, decl: DeclId, span: Span): Location {
  return { file: node(cx, decl).header.file, span };
}

/** Names visible from a scope, for suggestions: those of the program, and those of star imports and the prelude. */
export function visibleNames(
  cx: Cx,
  scope: Scope,
): { readonly own: readonly string[]; readonly stars: readonly string[] } {
  const own: string[] = [];
  const stars: string[] = [];
  const outermost = preludeScope(cx);
  for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
    (s === outermost ? stars : own).push(...s.names.keys());
    for (const path of s.stars) {
      const module = findModule(cx, path);
      if (module !== undefined && "scope" in module) stars.push(...module.scope.names.keys());
    }
  }
  own.push("std");
  return { own, stars };
}
