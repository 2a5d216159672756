// Programs compiled as usual and run in the interpreter instead of by LLVM.

import path from "node:path";
import { compile } from "../../src/driver/compile.ts";
import { openLibrary } from "../../src/driver/library.ts";
import { PhaseClock } from "../../src/driver/phases.ts";
import { nodeFiles } from "../../src/host/files.ts";
import { interpret } from "../../src/interp/run.ts";
import { createLayouts } from "../../src/target/layout.ts";
import { TARGETS } from "../../src/target/triples.ts";

export interface Interpreted {
  readonly status: number;
  /** What was reported where compiling failed; empty for a program that ran. */
  readonly problems: readonly string[];
}

export function interpretFile(
  file: string,
  args: readonly string[],
  write: (fd: 1 | 2, bytes: Uint8Array) => void,
): Interpreted {
  const target = TARGETS["x86_64-linux"];
  const made = compile(
    nodeFiles,
    openLibrary(nodeFiles, path.join(process.cwd(), "lib")),
    {
      path: file,
      includes: [],
      defines: new Map(),
      strict: false,
      debugInfo: false,
      needsMain: true,
      target,
      write,
    },
    "elaborate",
    new PhaseClock(),
  );
  if (made.program === undefined || made.checker === undefined) {
    const said = made.diagnostics.map((d) => d.message);
    return { status: 1, problems: [...said, made.failure ?? "no program"] };
  }
  const store = made.checker.terms;
  const status = interpret(made.program, store, createLayouts(made.program.types, store, target), {
    write,
    args: [file, ...args],
    limits: { steps: Number.MAX_SAFE_INTEGER, memory: 2 ** 32, calls: 1_000_000 },
  });
  return { status, problems: [] };
}
