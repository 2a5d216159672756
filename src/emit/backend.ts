/**
 * The interface of back ends: a monomorphic program and a target in, modules of text or bytes out. Files, processes and
 * the linker are the host's business.
 */

import type { FileId } from "../base/ids.ts";
import type { ConcreteProgram } from "../mir/program.ts";
import type { Target } from "../target/triples.ts";
import type { TermStore } from "../terms/store.ts";

/** A source position as messages and debug information print it; line and column count from 1. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface EmitOptions {
  readonly store: TermStore;
  /** Where an offset of a file is. */
  readonly locate: (file: FileId, offset: number) => SourcePlace;
  /** Line tables and variables for debuggers. */
  readonly debugInfo: boolean;
}

export interface EmittedModule {
  readonly name: string;
  /** LLVM IR. */
  readonly text: string;
  /** C symbols that the module needs from outside the runtime. */
  readonly externals: readonly string[];
}

export interface Backend {
  emit(program: ConcreteProgram, target: Target, options: EmitOptions): readonly EmittedModule[];
}
