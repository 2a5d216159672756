// `node scripts/run-ts.mjs tests/interpret.ts FILE [ARGS]`: compiles a program and runs it in the interpreter instead of LLVM.

import path from "node:path";
import { compile } from "../src/driver/compile.ts";
import { PhaseClock } from "../src/driver/phases.ts";
import { nodeFiles } from "../src/host/files.ts";
import { interpret } from "../src/interp/run.ts";
import { createLayouts } from "../src/target/layout.ts";
import { TARGETS } from "../src/target/triples.ts";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: interpret FILE [ARGS]");
const target = TARGETS["x86_64-linux"];
const write = (fd: 1 | 2, bytes: Uint8Array): void => {
  (fd === 1 ? process.stdout : process.stderr).write(bytes);
};
const made = compile(
  nodeFiles,
  {
    path: file,
    includes: [],
    defines: new Map(),
    strict: false,
    debugInfo: false,
    needsMain: true,
    target,
    library: path.join(process.env["MOJITO_ROOT"] ?? process.cwd(), "lib"),
    write,
  },
  "elaborate",
  new PhaseClock(),
);
for (const each of made.diagnostics) console.error(`${each.at.span.start}: ${each.severity}: ${each.message}`);
if (made.program !== undefined && made.checker !== undefined) {
  const store = made.checker.terms;
  process.exitCode = interpret(made.program, store, createLayouts(made.program.types, store, target), {
    write,
    args: [file, ...args],
    limits: { steps: Number.MAX_SAFE_INTEGER, memory: 2 ** 32, calls: 1_000_000 },
  });
} else {
  console.error(made.failure ?? "no program");
  process.exitCode = 1;
}
