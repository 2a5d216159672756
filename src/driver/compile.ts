/**
 * The pipeline: from the main file to what was asked for, with the gates of the language (15.0): an error in `check` stops
 * before `lifetimes`, a missing return before the other lifetime checks, an error there before `elaborate`.
 */

import { bug } from "../base/bug.ts";
import type { DeclId, TermId } from "../base/ids.ts";
import type { Checker } from "../check/checker.ts";
import type { LoadedModule, ModuleLoader } from "../check/context.ts";
import type { Code } from "../diagnostics/codes.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { DEFAULT_LIMITS, type ElaborateEnv, type ElaborateLimits, elaborate } from "../elaborate/elaborate.ts";
import type { EmittedModule } from "../emit/backend.ts";
import { llvmBackend } from "../emit/llvm/module.ts";
import { checkFlow, checkOwnership } from "../lifetimes/lifetimes.ts";
import { lowerBody } from "../lower/lower.ts";
import type { MirFunction } from "../mir/mir.ts";
import type { ConcreteProgram } from "../mir/program.ts";
import { lineColumnOf, type SourceFile } from "../source/source.ts";
import { docStringWarnings } from "../syntax/doc-strings.ts";
import { lex } from "../syntax/lexer.ts";
import { parseTokens } from "../syntax/parse.ts";
import { deprecationWarnings, strictDiagnostics } from "../syntax/strict.ts";
import type { Target } from "../target/triples.ts";
import type { TypedBody } from "../typed/typed.ts";
import type { FileSystem } from "./host.ts";
import { findInLibrary, findInPackages, type Library } from "./library.ts";
import { type DriverMessage, messages } from "./messages.ts";
import { createModules, type ProgramModules } from "./modules.ts";
import type { PhaseClock } from "./phases.ts";
import type { SourceMap } from "./sources.ts";

export interface CompileRequest {
  /** As the user wrote it. */
  readonly path: string;
  readonly includes: readonly string[];
  readonly defines: ReadonlyMap<string, string>;
  readonly strict: boolean;
  readonly debugInfo: boolean;
  /** Whether a module without `main` is an error; else there is nothing to elaborate. */
  readonly needsMain: boolean;
  readonly target: Target;
  /** Where output of compile-time `print` goes. */
  readonly write: (fd: 1 | 2, bytes: Uint8Array) => void;
  /** Budgets of compile-time evaluation and of instances; the usual ones if not given. */
  readonly limits?: ElaborateLimits;
  /** What the user wants to hear of; the usual without it. */
  readonly policy?: DiagnosticPolicy;
}

export interface DiagnosticPolicy {
  readonly warningsAreErrors: boolean;
  /** Deprecated declarations that may be used, as `name` or `Type.name`. */
  readonly ignoreDeprecated: ReadonlySet<string>;
  readonly missingDocStrings: boolean;
  readonly unstableApis: boolean;
  /** Show the steps inside the library when an instance fails. */
  readonly libraryFrames: boolean;
}

const USUAL: DiagnosticPolicy = {
  warningsAreErrors: false,
  ignoreDeprecated: new Set(),
  missingDocStrings: false,
  unstableApis: false,
  libraryFrames: false,
};

/** How far to go. */
export type Goal = "parse" | "check" | "flow" | "own" | "elaborate" | "emit";
const GOALS: readonly Goal[] = ["parse", "check", "flow", "own", "elaborate", "emit"];

export interface Compilation {
  readonly files: SourceMap;
  readonly file: SourceFile | undefined;
  /** In the order in which they should be shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** What stopped the compilation, in one sentence; undefined if the goal was reached. */
  readonly failure: string | undefined;
  /** Of a failure that has a page of its own. */
  readonly failureCode: Code | undefined;
  readonly main: LoadedModule | undefined;
  readonly checker: Checker | undefined;
  readonly raw: readonly MirFunction<"raw">[];
  readonly owned: readonly MirFunction<"owned">[];
  readonly program: ConcreteProgram | undefined;
  readonly modules: readonly EmittedModule[];
}

const PARSE_FAILURE = "failed to parse the provided Mojo source module";
const PASS_FAILURE = "failed to run the pass manager";

interface State {
  readonly host: FileSystem;
  readonly library: Library;
  readonly request: CompileRequest;
  readonly policy: DiagnosticPolicy;
  readonly clock: PhaseClock;
  readonly files: SourceMap;
  readonly diagnostics: Diagnostic[];
  file: SourceFile | undefined;
  failure: string | undefined;
  failureCode: Code | undefined;
  main: LoadedModule | undefined;
  modules: ProgramModules | undefined;
  checker: Checker | undefined;
  raw: MirFunction<"raw">[];
  owned: MirFunction<"owned">[];
  program: ConcreteProgram | undefined;
  emitted: readonly EmittedModule[];
}

/** `library` may have served other programs before; it learns what this one needs of it. */
export function compile(
  host: FileSystem,
  library: Library,
  request: CompileRequest,
  goal: Goal,
  clock: PhaseClock,
): Compilation {
  const s: State = {
    host,
    library,
    request,
    policy: request.policy ?? USUAL,
    clock,
    files: library.files,
    diagnostics: [],
    file: undefined,
    failure: undefined,
    failureCode: undefined,
    main: undefined,
    modules: undefined,
    checker: undefined,
    raw: [],
    owned: [],
    program: undefined,
    emitted: [],
  };
  runPhases(s, GOALS.indexOf(goal));
  return {
    files: s.files,
    file: s.file,
    diagnostics: s.diagnostics,
    failure: s.failure,
    failureCode: s.failureCode,
    main: s.main,
    checker: s.checker,
    raw: s.raw,
    owned: s.owned,
    program: s.program,
    modules: s.emitted,
  };
}

/** The phases in order; each says whether the next may start. */
function runPhases(s: State, last: number): void {
  const phases: readonly (() => boolean)[] = [
    () => parse(s),
    () => check(s),
    () => flow(s),
    () => own(s),
    () => elaborateProgram(s),
    () => emit(s),
  ];
  for (let i = 0; i <= last; i++) if (phases[i]?.() !== true) return;
}

function stop(s: State, found: readonly Diagnostic[], failure: string): boolean {
  const diagnostics = s.policy.warningsAreErrors
    ? found.map((each) => ({ ...each, severity: "error" as const }))
    : found;
  s.diagnostics.push(...inOrder(diagnostics));
  if (!hasErrors(diagnostics)) return true;
  s.failure = failure;
  return false;
}

/** What stops the compilation and has no place in a file. */
function fail(s: State, message: DriverMessage): false {
  s.failure = message.text;
  s.failureCode = message.code;
  return false;
}

/** By file and place; what was reported at one place stays in the order of reporting, and is said once. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const isNew = (each: Diagnostic): boolean => {
    const key = `${each.at.file} ${each.at.span.start} ${each.severity} ${each.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  return diagnostics
    .filter(isNew)
    .map((diagnostic, i) => ({ diagnostic, i }))
    .sort(
      (a, b) =>
        a.diagnostic.at.file - b.diagnostic.at.file ||
        a.diagnostic.at.span.start - b.diagnostic.at.span.start ||
        a.i - b.i,
    )
    .map(({ diagnostic }) => diagnostic);
}

// ------------------------------------------------------------------------------------------- phases

function parse(s: State): boolean {
  const { host, request } = s;
  const path = host.absolute(request.path);
  const loaded = s.clock.run("read", () => s.files.load(host, path));
  if (loaded.kind !== "ok") {
    s.failure = `cannot read '${request.path}': ${loaded.detail}`;
    return false;
  }
  const { file } = loaded;
  s.file = file;
  if (loaded.diagnostics.length > 0) return stop(s, loaded.diagnostics, PARSE_FAILURE);
  const { value: ast, diagnostics } = s.clock.run("parse", () => parseTokens(lex(file)));
  const dialect = hasErrors(diagnostics)
    ? []
    : request.strict
      ? strictDiagnostics(ast, file.id)
      : deprecationWarnings(ast, file.id);
  // The dialect takes texts of any style; who asks for missing ones wants to know.
  const wantsDocs = !hasErrors(diagnostics) && (request.strict || s.policy.missingDocStrings);
  const docs = wantsDocs ? docStringWarnings(ast, file, s.policy.missingDocStrings) : [];
  s.main = { kind: "module", ...moduleOf(path, s.library.folder), file, ast };
  // Warnings of a file that does not parse are lost, as in the reference compiler.
  return stop(s, [...diagnostics, ...dialect, ...docs], PARSE_FAILURE);
}

/** What module a file is: one of the library by its place there, any other by its name alone. */
function moduleOf(path: string, library: string): Pick<LoadedModule, "path" | "isPackage" | "isLibrary"> {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  if (!path.startsWith(`${library}/std/`)) return { path: [name], isPackage: false, isLibrary: false };
  const isPackage = name === "__init__";
  const parts = path
    .slice(library.length + 1)
    .split("/")
    .slice(0, -1);
  return { path: isPackage ? parts : [...parts, name], isPackage, isLibrary: true };
}

function check(s: State): boolean {
  const { host, library, request, main } = s;
  if (main === undefined) return false;
  if (host.kindOf(`${library.folder}/std`) !== "directory") {
    return fail(s, messages.missingLibrary(library.folder));
  }
  const folder = main.file.path.slice(0, Math.max(0, main.file.path.lastIndexOf("/"))) || "/";
  const folders = [folder, ...request.includes.map((each) => host.absolute(each))];
  const modules = createModules(host, s.files, folders, main);
  s.modules = modules;
  if (main.isLibrary) library.modules.set(main.path.join("."), main);
  const find: ModuleLoader["find"] = (path) =>
    path[0] === "std"
      ? findInLibrary(host, library, path)
      : (modules.find(path) ?? findInPackages(host, library, path));
  const { checker } = library;
  // What the parser has to say of imported modules counts as parsing.
  checker.begin({
    loader: { find: (path) => s.clock.run("parse", () => find(path)) },
    strict: request.strict,
    ignoreDeprecated: s.policy.ignoreDeprecated,
    unstableApis: s.policy.unstableApis,
  });
  s.checker = checker;
  const found = s.clock.run("check", () => checker.checkModule(main.path));
  return stop(s, [...library.diagnostics.splice(0), ...modules.diagnostics, ...found], PARSE_FAILURE);
}

function flow(s: State): boolean {
  const checker = s.checker ?? bug("control flow without a checker");
  const found: Diagnostic[] = [];
  for (const module of s.modules?.loaded ?? []) {
    for (const decl of checker.functionsOf(module.path)) {
      const body = s.clock.run("check", () => checker.typedBody(decl));
      if (body === undefined || body.hasErrors) continue;
      const raw = s.clock.run("lower", () => lowerBody(body, checker));
      s.raw.push(raw);
      found.push(...s.clock.run("lifetimes", () => checkFlow(raw, checker)).diagnostics);
    }
  }
  // Bodies that were asked for only now may have mistakes, too.
  if (!stop(s, checker.takeDiagnostics(), PARSE_FAILURE)) return false;
  return stop(s, found, PASS_FAILURE);
}

function own(s: State): boolean {
  const checker = s.checker ?? bug("lifetimes without a checker");
  const found: Diagnostic[] = [];
  for (const raw of s.raw) {
    const { value, diagnostics } = s.clock.run("lifetimes", () => checkOwnership(raw, checker));
    found.push(...diagnostics);
    if (value !== undefined) s.owned.push(value);
  }
  return stop(s, found, PASS_FAILURE);
}

function elaborateProgram(s: State): boolean {
  const checker = s.checker ?? bug("elaboration without a checker");
  const main = s.main ?? bug("elaboration without a main module");
  const entry = s.clock.run("check", () => checker.entryOf(main.path));
  if (entry === undefined) {
    if (!s.request.needsMain) return false;
    return fail(s, messages.noMain());
  }
  const env = elaborationEnv(s, checker);
  try {
    const { value, diagnostics } = s.clock.run("elaborate", () =>
      elaborate(env, entry, {
        target: s.request.target,
        defines: s.request.defines,
        roots: [],
        write: s.request.write,
        limits: s.request.limits ?? DEFAULT_LIMITS,
        libraryFrames: s.policy.libraryFrames,
      }),
    );
    s.program = value;
    return stop(s, diagnostics, PASS_FAILURE);
  } catch (error) {
    if (!(error instanceof WrongBody)) throw error;
    return stop(s, error.diagnostics, PARSE_FAILURE);
  }
}

/** Stops elaboration at a body with mistakes that nobody had asked for before: one of the library, or of a module not checked as a whole. */
class WrongBody extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super("a body has errors");
    this.diagnostics = diagnostics;
  }
}

/** What elaboration may ask: the checker's answers, and owned bodies on demand. */
function elaborationEnv(s: State, checker: Checker): ElaborateEnv {
  const { owned } = s.library;
  for (const fn of s.owned) owned.set(fn.decl, fn);
  const ownedMir = (decl: DeclId): MirFunction<"owned"> | undefined => {
    if (owned.has(decl)) return owned.get(decl);
    const body = s.clock.run("check", () => checker.typedBody(decl));
    const made = body === undefined ? undefined : ownedForm(s, checker, body);
    owned.set(decl, made);
    return made;
  };
  return Object.assign(Object.create(checker) as Checker, {
    ownedMir,
    sourceFile: (file: SourceFile["id"]) => s.files.get(file),
    closureCall: (self: TermId, signature: TermId) => checker.closureCall(self, signature),
    printTerm: (term: TermId) => checker.printTerm(term),
  });
}

/** The owned form of a body; what is wrong with it stops everything. */
function ownedForm(s: State, checker: Checker, body: TypedBody): MirFunction<"owned"> {
  const { module, name } = checker.header(body.decl);
  const fail = (diagnostics: readonly Diagnostic[]): never => {
    const all = [...checker.takeDiagnostics(), ...diagnostics];
    if (!hasErrors(all)) bug(`the body of ${module}.${name} has errors that were not reported`);
    throw new WrongBody(all);
  };
  if (body.hasErrors) return fail([]);
  const raw = s.clock.run("lower", () => lowerBody(body, checker));
  const flow = s.clock.run("lifetimes", () => checkFlow(raw, checker));
  if (!flow.value) return fail(flow.diagnostics);
  const { value, diagnostics } = s.clock.run("lifetimes", () => checkOwnership(raw, checker));
  return value ?? fail(diagnostics);
}

function emit(s: State): boolean {
  const program = s.program ?? bug("emission without a program");
  const checker = s.checker ?? bug("emission without a checker");
  s.emitted = s.clock.run("emit", () =>
    llvmBackend.emit(program, s.request.target, {
      store: checker.terms,
      locate: (id, offset) => {
        const file = s.files.get(id);
        const { line, column } = lineColumnOf(file, offset);
        return { path: file.path, line, column };
      },
      debugInfo: s.request.debugInfo,
    }),
  );
  return true;
}
