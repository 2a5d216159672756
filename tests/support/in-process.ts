// Programs compiled inside this process, from texts instead of files, many with one session: the library is read, parsed and
// checked once. For tests that compile thousands of small programs and run none of them.

import path from "node:path";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { type Compilation, compile, type Goal } from "../../src/driver/compile.ts";
import type { FileSystem } from "../../src/driver/host.ts";
import { PhaseClock } from "../../src/driver/phases.ts";
import { createSession, type Session } from "../../src/driver/session.ts";
import { DEFAULT_LIMITS, type ElaborateLimits } from "../../src/elaborate/elaborate.ts";
import { nodeFiles } from "../../src/host/files.ts";
import { lineColumnOf } from "../../src/source/source.ts";
import { TARGETS } from "../../src/target/triples.ts";
import { repositoryRoot } from "./repository.ts";

/** Compilations after which a session is given up: what it remembers of earlier programs grows. */
const SESSION_LENGTH = 200;

export interface Told {
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

export interface InProcess {
  /** Throws what the compiler throws; the session is new afterwards. */
  compile(bytes: string | Uint8Array, goal: Goal, limits?: ElaborateLimits): Compilation;
  /** Makes the next compilation start from nothing. */
  forget(): void;
}

export function createInProcess(options: { readonly strict: boolean }): InProcess {
  let text: Uint8Array = new Uint8Array();
  let name = "";
  let count = 0;
  let session: Session | undefined;
  const host: FileSystem = {
    ...nodeFiles,
    read: (file) => (file === name ? { kind: "ok", bytes: text } : nodeFiles.read(file)),
    kindOf: (file) => (file === name ? "file" : nodeFiles.kindOf(file)),
  };
  return {
    forget: () => {
      session = undefined;
    },
    compile: (bytes, goal, limits = DEFAULT_LIMITS) => {
      // What extends a type of the library must find that type untouched, and must not be found by others.
      if (typeof bytes === "string" && bytes.includes("__extension")) session = undefined;
      if (session === undefined || count % SESSION_LENGTH === 0) session = createSession(host);
      const used = session;
      session = undefined;
      text = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
      name = `/in-process/program${count++}.mojo`;
      const made = compile(
        host,
        {
          path: name,
          includes: [],
          defines: new Map(),
          strict: options.strict,
          debugInfo: false,
          needsMain: false,
          target: TARGETS["x86_64-linux"],
          library: path.join(repositoryRoot, "lib"),
          write: () => {},
          limits,
        },
        goal,
        new PhaseClock(),
        used,
      );
      if (typeof bytes !== "string" || !bytes.includes("__extension")) session = used;
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
