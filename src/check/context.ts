/**
 * The checker's state: tables of modules and declarations, scopes, the diagnostics of the run. Everything in `check` takes it
 * first, as `cx`. Declarations are resolved on demand and remembered; a cycle is found by the "computing" mark.
 */

import { bug } from "../base/bug.ts";
import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import type {
  AliasInfo,
  ClosureInfo,
  Conformance,
  DeclHeader,
  DeclKind,
  FunctionSignature,
  ParamInfo,
  StructInfo,
  TraitInfo,
} from "../decls/decl.ts";
import type { Diagnostic, DiagnosticParts } from "../diagnostics/diagnostic.ts";
import { makeDiagnostic } from "../diagnostics/diagnostic.ts";
import type { Location, SourceFile, Span } from "../source/source.ts";
import type * as ast from "../syntax/ast.ts";
import type { TermStore } from "../terms/store.ts";
import type { TypedBody } from "../typed/typed.ts";
import type { Message } from "./messages.ts";
import type { ScriptGlobal } from "./script-globals.ts";

/** A module as the loader finds it. */
export interface LoadedModule {
  readonly kind: "module";
  /** Dotted, absolute: "std.collections.list". */
  readonly path: readonly string[];
  readonly file: SourceFile;
  readonly ast: ast.ModuleAst;
  /** The file is an `__init__.mojo`. */
  readonly isPackage: boolean;
  readonly isLibrary: boolean;
}
/** A folder without `__init__.mojo`: only a component of paths. */
export interface LoadedFolder {
  readonly kind: "folder";
  readonly path: readonly string[];
}

/** How the checker gets at other modules; the driver provides it. */
export interface ModuleLoader {
  find(path: readonly string[]): LoadedModule | LoadedFolder | undefined;
}

export type DeclAst =
  | ast.DefDecl
  | ast.StructDecl
  | ast.TraitDecl
  | ast.ComptimeDecl
  | ast.ExprOf<"lambda">
  /** Made by the checker: bodies and signatures are set when it is made. */
  | { readonly kind: "synthesized" };

/** What a name means. */
export type Entity =
  /** Functions form an overload set; everything else is alone. */
  | { readonly kind: "decls"; readonly decls: DeclId[] }
  | { readonly kind: "param"; readonly owner: DeclId; readonly index: number }
  | { readonly kind: "local"; readonly local: number; readonly owner: object }
  /** A variable of a script's top level that its functions share. */
  | { readonly kind: "global"; readonly global: ScriptGlobal }
  /** `from m import n`: looked up in the module when first needed. */
  | {
      kind: "import";
      readonly module: readonly string[];
      readonly name: string;
      readonly at: Location;
      resolved: Entity | undefined;
      resolving: boolean;
    }
  /** A module or package as a name. `members` restricts which submodules `import a.b.c` made visible. */
  | { readonly kind: "module"; readonly path: readonly string[]; readonly members: Map<string, Entity> }
  /** Its declaration failed: uses are silent. */
  | { readonly kind: "poison" };

export interface Scope {
  readonly kind: "builtin" | "module" | "params" | "struct" | "function" | "block";
  readonly parent: Scope | undefined;
  readonly names: Map<string, Entity>;
  /** Modules of `from m import *`, in text order. */
  readonly stars: (readonly string[])[];
  /** Where each name was declared, for redefinition notes. */
  readonly declaredAt: Map<string, Span>;
}

export function makeScope(kind: Scope["kind"], parent: Scope | undefined): Scope {
  return { kind, parent, names: new Map(), stars: [], declaredAt: new Map() };
}

/** A module being checked. */
export interface ModuleState {
  readonly path: readonly string[];
  readonly dotted: string;
  readonly loaded: LoadedModule;
  readonly scope: Scope;
  readonly decl: DeclId;
  /** Top-level declarations in text order. */
  readonly decls: DeclId[];
}

/** An `__extension`, and the module that it stands in. */
export interface Extension {
  readonly decl: ast.ExtensionDecl;
  readonly module: ModuleState;
}

export interface StructMembers {
  readonly methods: Map<string, DeclId[]>;
  readonly aliases: Map<string, DeclId>;
  readonly fieldNames: Map<string, number>;
}

export interface TraitMembers {
  readonly methods: Map<string, DeclId[]>;
  readonly aliases: Map<string, DeclId>;
}

/** A declaration and what is known of it so far. */
export interface DeclNode {
  readonly header: DeclHeader;
  readonly ast: DeclAst;
  /** Where its signature is looked up. */
  readonly scope: Scope;
  /** With its own parameters; made with them. */
  innerScope: Scope | undefined;
  params: ParamInfo[] | undefined;
  paramsComplete: boolean;
  signature: FunctionSignature | "computing" | undefined;
  structInfo: StructInfo | "computing" | undefined;
  structMembers: StructMembers | undefined;
  /** How many of the extensions known to the checker the struct has been asked about. */
  extensionsSeen: number;
  /** Declared conformances, available before the rest of the struct. */
  conformances:
    | { readonly list: readonly Conformance[]; readonly closureTraits: readonly TermId[] }
    | "computing"
    | undefined;
  fields: readonly { readonly name: string; readonly type: TypeId; readonly span: Span }[] | "computing" | undefined;
  traitInfo: TraitInfo | "computing" | undefined;
  traitMembers: TraitMembers | undefined;
  aliasInfo: AliasInfo | "computing" | undefined;
  closureInfo: ClosureInfo | undefined;
  body: TypedBody | "computing" | undefined;
  /** The header failed: bodies are not checked. */
  broken: boolean;
  /** For nested functions: the function context that encloses it. */
  enclosing: object | undefined;
  /** Conformance of the struct has been verified (requirements matched). */
  verified: Map<DeclId, ReadonlyMap<DeclId, DeclId>> | undefined;
  /** The builtin-foldable value of a function: a term over its `arg` terms. */
  foldValue: TermId | "computing" | "none" | undefined;
}

export interface CheckerOptions {
  readonly loader: ModuleLoader;
  readonly strict: boolean;
  /** Deprecated declarations that may be used, as `name` or `Type.name`. */
  readonly ignoreDeprecated?: ReadonlySet<string>;
  /** Warn of uses of library declarations that may still change. */
  readonly unstableApis?: boolean;
}

export interface Cx {
  /** Those of the program being checked. */
  options: CheckerOptions;
  readonly store: TermStore;
  readonly nodes: DeclNode[];
  /** Declarations before this one belong to the library or to programs that were checked before. */
  firstOfProgram: number;
  readonly modules: Map<string, ModuleState | LoadedFolder | undefined>;
  /** Of all modules, in the order of loading. */
  readonly extensions: Extension[];
  readonly langs: Map<string, DeclId>;
  readonly builtinScope: Scope;
  /** Where reports go; replaced while speculating. */
  sink: Diagnostic[];
  /** Functions whose bodies were asked for, in order, so that a driver can check them all. */
  nextInfer: number;
  /** Comptime thunks waiting for nothing: bodies by decl are in `nodes`. */
  readonly mergeCache: Map<string, TypeId | undefined>;
  /** User functions whose bodies have been searched for functions that they use. */
  readonly followed: Set<DeclId>;
  /** Recursion depth of types and constructors under construction, to stop endless ones. */
  depth: number;
  /** The outermost level of `resolving` that a cyclic reference has come back to since the current resolution began. */
  cycleLevel: number;
  /** At which level each declaration that is being resolved began. */
  readonly levels: Map<DeclId, number>;
  /** How many declarations are being resolved right now, one inside the other. */
  resolving: number;
}

export function node(cx: Cx, decl: DeclId): DeclNode {
  const found = cx.nodes[decl];
  if (found === undefined) bug(`no declaration ${decl}`);
  return found;
}

export interface NewDecl {
  readonly kind: DeclKind;
  readonly name: string;
  readonly module: string;
  readonly parent: DeclId | undefined;
  readonly file: FileId;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly isLibrary: boolean;
  readonly ast: DeclAst;
  readonly scope: Scope;
}

export function addDecl(cx: Cx, d: NewDecl): DeclId {
  const id = cx.nodes.length as DeclId;
  cx.nodes.push({
    header: {
      id,
      kind: d.kind,
      name: d.name,
      module: d.module,
      parent: d.parent,
      file: d.file,
      span: d.span,
      nameSpan: d.nameSpan,
      isLibrary: d.isLibrary,
    },
    ast: d.ast,
    scope: d.scope,
    innerScope: undefined,
    params: undefined,
    paramsComplete: false,
    signature: undefined,
    structInfo: undefined,
    structMembers: undefined,
    extensionsSeen: 0,
    conformances: undefined,
    fields: undefined,
    traitInfo: undefined,
    traitMembers: undefined,
    aliasInfo: undefined,
    closureInfo: undefined,
    body: undefined,
    broken: false,
    enclosing: undefined,
    verified: undefined,
    foldValue: undefined,
  });
  return id;
}

// ---------------------------------------------------------------- reporting

export function report(cx: Cx, at: Location, message: Message, parts: DiagnosticParts = {}): void {
  cx.sink.push(makeDiagnostic("error", message.code, at, message.text, parts));
}
export function warn(cx: Cx, at: Location, message: Message, parts: DiagnosticParts = {}): void {
  cx.sink.push(makeDiagnostic("warning", message.code, at, message.text, parts));
}

/** Runs `action` with reports going to a list of their own. */
export function speculate<T>(
  cx: Cx,
  action: () => T,
): { readonly value: T; readonly diagnostics: readonly Diagnostic[] } {
  const outer = cx.sink;
  const own: Diagnostic[] = [];
  cx.sink = own;
  try {
    return { value: action(), diagnostics: own };
  } finally {
    cx.sink = outer;
  }
}

export function freshInfer(cx: Cx): TermId {
  return cx.store.intern({ kind: "infer", id: cx.nextInfer++ });
}

/** The declaration with a language role; its absence is a broken library. */
export function langDecl(cx: Cx, role: string): DeclId {
  const found = cx.langs.get(role);
  if (found === undefined) bug(`the library declares nothing for the role "${role}"`);
  return found;
}
