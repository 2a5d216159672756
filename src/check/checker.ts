/** The door of this folder: the checker as later phases and tools see it. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { ClosureInfo, DeclEnv, WitnessTarget } from "../decls/decl.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { TermStore } from "../terms/store.ts";
import type { TypedBody } from "../typed/typed.ts";
import { ownerChain } from "./bindings.ts";
import { typedBodyOf } from "./body.ts";
import { associatedValue, conformsTo, witnessFor } from "./conform.ts";
import { type CheckerOptions, type Cx, makeScope, node } from "./context.ts";
import { aliasInfoOf, paramsOf, signatureOf, structInfoOf, structMembersOf, traitInfoOf } from "./declare.ts";
import { entryOf } from "./entry.ts";
import { checkModuleDecls, mainOf } from "./module-check.ts";
import { findModule, langRole } from "./modules.ts";
import { show } from "./names.ts";
import { exportsOf, membersOf, type SurfaceMember } from "./surface.ts";

export interface Checker extends DeclEnv {
  /** Begins another program: what is known of the library stays, the modules of the last program go. */
  begin(options: CheckerOptions): void;
  /** Checks every declaration of a module and what it needs of others; what was reported since the last call. */
  checkModule(path: readonly string[]): readonly Diagnostic[];
  /** The checked body, made on first request; undefined where there is none to lower. */
  typedBody(decl: DeclId): TypedBody | undefined;
  /** What was reported since the last call: bodies asked for later may have errors too. */
  takeDiagnostics(): readonly Diagnostic[];
  /** Functions of a module whose bodies have been checked, nested ones included, in text order. */
  functionsOf(path: readonly string[]): readonly DeclId[];
  mainOf(path: readonly string[]): DeclId | undefined;
  /** The function that start-up runs: one around the module's `main`; undefined if it has none. */
  entryOf(path: readonly string[]): DeclId | undefined;
  /** The `__call__` of a struct that lists the closure trait `signature`. */
  closureCall(self: TypeId, signature: TermId): WitnessTarget | undefined;
  printTerm(term: TermId): string;
  /** The declarations that `from module import name` would bring. */
  exportsOf(module: readonly string[], name: string): readonly DeclId[];
  /** The members of a struct or trait, inherited ones included. */
  membersOf(decl: DeclId): ReadonlyMap<string, SurfaceMember>;
}

export function createChecker(store: TermStore, options: CheckerOptions): Checker {
  const cx: Cx = {
    options,
    store,
    nodes: [],
    firstOfProgram: 0,
    modules: new Map(),
    extensions: [],
    langs: new Map(),
    builtinScope: makeScope("builtin", undefined),
    sink: [],
    nextInfer: 0,
    mergeCache: new Map(),
    followed: new Set(),
    depth: 0,
    cycleLevel: Number.POSITIVE_INFINITY,
    levels: new Map(),
    resolving: 0,
  };
  store.paramType = (owner, index) => cx.nodes[owner]?.params?.[index]?.type;
  const take = (): readonly Diagnostic[] => {
    const found = cx.sink;
    cx.sink = [];
    return found;
  };
  return {
    terms: store,
    header: (decl) => node(cx, decl).header,
    signature: (decl) => signatureOf(cx, decl),
    structInfo: (decl) => structInfoOf(cx, decl),
    traitInfo: (decl) => traitInfoOf(cx, decl),
    aliasInfo: (decl) => aliasInfoOf(cx, decl),
    closureInfo: (decl): ClosureInfo => node(cx, decl).closureInfo ?? { decl, captures: [] },
    ownerChain: (decl) => ownerChain(cx, decl),
    paramsOf: (decl) => paramsOf(cx, decl),
    lang: (role) => langRole(cx, role),
    witness: (self, trait, requirement) => witnessFor(cx, self, trait, requirement),
    associated: (self, trait, member, bindings) => associatedValue(cx, self, trait, member, bindings),
    conforms: (type, trait) => conformsTo(cx, [], type, trait),
    begin: (next) => {
      cx.options = next;
      cx.firstOfProgram = cx.nodes.length;
      for (const [name, module] of cx.modules) {
        // Other packages of the library give way to modules of the program.
        const isStandard = module !== undefined && "scope" in module && (name === "std" || name.startsWith("std."));
        if (!isStandard) cx.modules.delete(name);
      }
      const kept = cx.extensions.filter((each) => each.module.loaded.isLibrary);
      cx.extensions.splice(0, cx.extensions.length, ...kept);
      take();
    },
    checkModule: (path) => {
      const module = findModule(cx, path);
      if (module !== undefined && "scope" in module) checkModuleDecls(cx, module);
      return take();
    },
    typedBody: (decl) => typedBodyOf(cx, decl),
    takeDiagnostics: take,
    functionsOf: (path) => functionsOf(cx, path),
    mainOf: (path) => mainOf(cx, path),
    entryOf: (path) => {
      const main = mainOf(cx, path);
      return main === undefined ? undefined : entryOf(cx, main);
    },
    closureCall: (self, signature) => closureCall(cx, self, signature),
    printTerm: (term) => show(cx, term),
    exportsOf: (module, name) => exportsOf(cx, module, name),
    membersOf: (decl) => membersOf(cx, decl),
  };
}

function functionsOf(cx: Cx, path: readonly string[]): readonly DeclId[] {
  const module = path.join(".");
  return cx.nodes
    .slice(cx.firstOfProgram)
    .filter(
      (n) => n.header.module === module && n.body !== undefined && (n.ast.kind === "def" || n.ast.kind === "lambda"),
    )
    .sort((a, b) => a.header.span.start - b.header.span.start)
    .map((n) => n.header.id);
}

/** A struct that lists a closure trait is called through a `__call__` with as many arguments. */
function closureCall(cx: Cx, self: TypeId, signature: TermId): WitnessTarget | undefined {
  const type = cx.store.get(self);
  const fn = cx.store.get(signature);
  if (type.kind !== "struct" || fn.kind !== "fn") return undefined;
  const methods = structMembersOf(cx, type.decl).methods.get("__call__") ?? [];
  const decl = methods.find((m) => signatureOf(cx, m).args.length === fn.args.length + 1);
  if (decl === undefined) return undefined;
  const ownParams = paramsOf(cx, decl).map((_, index) => cx.store.intern({ kind: "bound", depth: 0, index }));
  return { decl, ownerBindings: type.bindings, ownParams };
}
