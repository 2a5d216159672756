/**
 * The compiler with a library that it knows already: a program that uses what most programs use is compiled, and what was
 * found out of the library on the way is kept. `npm run build` does this once and makes a start-up snapshot of the process.
 */

import path from "node:path";
import { compile } from "../../driver/compile.ts";
import { type Library, openLibrary } from "../../driver/library.ts";
import { PhaseClock } from "../../driver/phases.ts";
import { nodeFiles } from "../../host/files.ts";
import { TARGETS } from "../../target/triples.ts";
import { libraryFolder } from "./commands.ts";

export function warmLibrary(root: string): Library {
  const folder = libraryFolder(root);
  const library = openLibrary(nodeFiles, folder);
  const made = compile(
    nodeFiles,
    library,
    {
      path: path.join(folder, "warm-up.mojo"),
      includes: [],
      defines: new Map(),
      strict: false,
      debugInfo: false,
      needsMain: true,
      target: TARGETS["x86_64-linux"],
      write: () => {},
    },
    "emit",
    new PhaseClock(),
  );
  const problem = made.diagnostics[0]?.message ?? made.failure;
  if (problem !== undefined) throw new Error(`the warm-up program does not compile: ${problem}`);
  return library;
}
