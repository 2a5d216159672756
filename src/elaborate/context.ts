/** The state of one elaboration, passed as `cx`: what was asked for, the table of instances, the memo of evaluated terms. */

import { bug } from "../base/bug.ts";
import type { DeclId, FileId, TermId, TypeId } from "../base/ids.ts";
import type { DeclEnv, WitnessTarget } from "../decls/decl.ts";
import type { Note } from "../diagnostics/diagnostic.ts";
import type { MirFunction } from "../mir/mir.ts";
import type { ConcreteSignature, ConstantImage } from "../mir/program.ts";
import type { SourceFile, Span } from "../source/source.ts";
import type { Layouts } from "../target/layout.ts";
import type { Target } from "../target/triples.ts";
import type { TermStore } from "../terms/store.ts";
import type { Comptime } from "./comptime.ts";
import type { Extent } from "./extent.ts";
import type { Scope } from "./scope.ts";
import type { TypeFacts } from "./type-facts.ts";

/** What elaboration may ask about the program. */
export interface ElaborateEnv extends DeclEnv {
  /** The checked body; undefined for members that the compiler synthesizes and for declarations without a body. */
  ownedMir(decl: DeclId): MirFunction<"owned"> | undefined;
  sourceFile(file: FileId): SourceFile;
  /** The `__call__` of a struct that lists the closure trait `signature` (a `fn` term). */
  closureCall(self: TypeId, signature: TermId): WitnessTarget | undefined;
  /** As the user would write the type or value in a message. */
  printTerm(term: TermId): string;
}

export interface ElaborateLimits {
  /** How deep instances may require each other. */
  readonly depth: number;
  readonly instances: number;
  /** How deep the parameters of an instance may be nested (`List[List[...]]`). */
  readonly parameterDepth: number;
  /** Parts of all kinds that one parameter of an instance may have. */
  readonly parameterSize: number;
  /** Rounds that the `comptime for` loops of one function may be unrolled to. */
  readonly rounds: number;
  /** Compile-time evaluations inside each other. */
  readonly nesting: number;
  /** Operations of one evaluation. */
  readonly steps: number;
  /** Bytes that one evaluation may hold at a time. */
  readonly memory: number;
  /** Calls inside each other in one evaluation. */
  readonly calls: number;
}

export const DEFAULT_LIMITS: ElaborateLimits = {
  depth: 2000,
  instances: 50_000,
  parameterDepth: 256,
  parameterSize: 100_000,
  rounds: 100_000,
  nesting: 200,
  steps: 200_000_000,
  memory: 1 << 28,
  calls: 200_000,
};

export interface ElaborateOptions {
  readonly target: Target;
  /** `-D NAME=value`. */
  readonly defines: ReadonlyMap<string, string>;
  /** Further functions that the program must contain (`@export`). */
  readonly roots: readonly DeclId[];
  /** Receives what the program prints while it is evaluated at compile time. */
  readonly write: (fd: 1 | 2, bytes: Uint8Array) => void;
  readonly limits: ElaborateLimits;
  /** Show the steps inside the library when an instance fails. */
  readonly libraryFrames?: boolean;
}

/** Why something could not be elaborated: the end of a chain of notes, and where in the instance it happened. */
export interface Failure {
  readonly at: Span;
  readonly notes: readonly Note[];
}

/** A call of another instance, kept for the chains of messages. */
export interface Request {
  readonly at: Span;
  readonly target: Instance;
  /** False: for the interpreter to run, which tells failures at the site itself. */
  readonly isCall: boolean;
}

export interface Instance {
  readonly id: number;
  /** What it was made from: a declaration, or a lifecycle or adapter function of the compiler's own. */
  readonly kind: "declared" | "glue" | "thunk";
  readonly decl: DeclId;
  readonly bindings: readonly TermId[];
  readonly scope: Scope;
  readonly owned: MirFunction<"owned">;
  readonly signature: ConcreteSignature;
  /** Takes the place of the call as a hidden last argument. */
  readonly takesLocation: boolean;
  readonly symbol: string;
  readonly displayName: string;
  readonly inline: "" | "always" | "never";
  readonly exportName: string | undefined;
  readonly depth: number;
  readonly requestedBy: Instance | undefined;
  state: "waiting" | "running" | "done";
  body: MirFunction<"concrete"> | undefined;
  readonly requests: Request[];
  readonly failures: Failure[];
}

/** Where work is being done: failures are recorded here. */
export interface Site {
  readonly instance: Instance;
  at: Span;
}

export interface Elaborator {
  readonly env: ElaborateEnv;
  readonly store: TermStore;
  readonly options: ElaborateOptions;
  readonly types: TypeFacts;
  readonly layouts: Layouts;
  readonly comptime: Comptime;
  readonly instances: Instance[];
  readonly instanceByKey: Map<string, Instance>;
  readonly extents: Map<TermId, Extent>;
  readonly symbols: Map<string, number>;
  /** Instances whose bodies are wanted. */
  readonly queue: Instance[];
  /** Closed terms that needed evaluation, and what became of them. */
  readonly evaluated: Map<TermId, TermId>;
  /** Why the evaluation of a term failed, told again at each use. */
  readonly failed: Map<TermId, readonly Note[]>;
  readonly evaluating: Set<TermId>;
  readonly images: ConstantImage[];
  readonly imageByKey: Map<string, number>;
  /** Functions by the index that function addresses in images hold. */
  site: Site | undefined;
  nesting: number;
  /** Set when the count of instances ran out; everything stops. */
  exhausted: boolean;
}

/** Records a failure where work is being done and gives the error term. */
export function fail(cx: Elaborator, notes: readonly Note[]): TermId {
  const site = cx.site ?? bug("a failure outside of any instance");
  site.instance.failures.push({ at: site.at, notes });
  return cx.store.error;
}

/** A note at the place of work. */
export function noteHere(cx: Elaborator, message: string): Note {
  const site = cx.site ?? bug("a note outside of any instance");
  return { message, at: { file: cx.env.header(site.instance.decl).file, span: site.at } };
}

export function failHere(cx: Elaborator, message: string): TermId {
  return fail(cx, [noteHere(cx, message)]);
}
