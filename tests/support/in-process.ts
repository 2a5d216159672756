// Programs compiled inside this process, from texts instead of files, many with one library: it is read, parsed and checked
// once. For tests that compile thousands of small programs and run none of them.

import path from "node:path";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { type Compilation, type CompileRequest, compile, type Goal } from "../../src/driver/compile.ts";
import type { FileSystem } from "../../src/driver/host.ts";
import { type Library, openLibrary } from "../../src/driver/library.ts";
import { PhaseClock } from "../../src/driver/phases.ts";
import { nodeFiles } from "../../src/host/files.ts";
import { lineColumnOf } from "../../src/source/source.ts";
import { TARGETS } from "../../src/target/triples.ts";
import { repositoryRoot } from "./repository.ts";

/** Compilations after which a library is given up: what it remembers of earlier programs grows. */
const LIBRARY_USES = 200;

export interface Told {
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

export interface InProcess {
  /**
   * Compiles a text, held to the dialect unless `more` says otherwise. Throws what the compiler throws; the library is new
   * afterwards.
   */
  compile(bytes: string | Uint8Array, goal: Goal, more?: Partial<CompileRequest>): Compilation;
  /** Makes the next compilation start from nothing. */
  forget(): void;
}

export function createInProcess(): InProcess {
  const folder = path.join(repositoryRoot, "lib");
  let text: Uint8Array = new Uint8Array();
  let name = "";
  let count = 0;
  let library: Library | undefined;
  const host: FileSystem = {
    ...nodeFiles,
    read: (file) => (file === name ? { kind: "ok", bytes: text } : nodeFiles.read(file)),
    kindOf: (file) => (file === name ? "file" : nodeFiles.kindOf(file)),
  };
  return {
    forget: () => {
      library = undefined;
    },
    compile: (bytes, goal, more = {}) => {
      text = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
      name = more.path ?? `/in-process/program${count}.mojo`;
      // What extends a type of the library, or is a part of it, must not be found by others.
      const isApart = Buffer.from(text).includes("__extension") || name.startsWith(folder);
      const used = isApart || library === undefined || count % LIBRARY_USES === 0 ? openLibrary(host, folder) : library;
      count++;
      library = undefined;
      const made = compile(
        host,
        used,
        {
          path: name,
          includes: [],
          defines: new Map(),
          strict: false,
          debugInfo: false,
          needsMain: false,
          target: TARGETS["x86_64-linux"],
          write: () => {},
          ...more,
        },
        goal,
        new PhaseClock(),
      );
      if (!isApart) library = used;
      return made;
    },
  };
}

/** What was reported, in order, with places; the text form is made as well, since that may go wrong too. */
export function toldBy(made: Compilation): readonly Told[] {
  return made.diagnostics.map((diagnostic) => {
    const file = made.files.get(diagnostic.at.file);
    const { line, column } = lineColumnOf(file, diagnostic.at.span.start);
    renderText(diagnostic, (id) => made.files.get(id));
    return { severity: diagnostic.severity, line, column, code: diagnostic.code, message: diagnostic.message };
  });
}
