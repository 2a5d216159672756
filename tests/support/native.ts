// Concrete programs compiled and run natively, for the tests that compare with the interpreter.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { llvmBackend } from "../../src/emit/llvm/module.ts";
import { createToolchain } from "../../src/host/toolchain.ts";
import type { ConcreteProgram } from "../../src/mir/program.ts";
import { TARGETS } from "../../src/target/triples.ts";
import type { TermStore } from "../../src/terms/store.ts";

const target = TARGETS["x86_64-linux"];

/** What the program prints; a status other than 0 is added after `!`. */
export function runNative(program: ConcreteProgram, store: TermStore): string {
  const toolchain = createToolchain(process.cwd());
  const modules = llvmBackend.emit(program, target, {
    store,
    locate: () => ({ path: "main.mojo", line: 1, column: 1 }),
    debugInfo: false,
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-native-"));
  try {
    const objects = modules.map(({ text }) =>
      toolchain.compile({
        text,
        triple: target.triple,
        cpu: { name: target.cpu, features: [] },
        optLevel: 2,
        output: "object",
        positionIndependent: false,
        verify: true,
      }),
    );
    const output = path.join(folder, "program");
    toolchain.link({ target: target.name, objects, dynamic: false, keepSymbols: false, output });
    const done = spawnSync(output, [], { encoding: "utf8", timeout: 20_000 });
    return done.status === 0 ? done.stdout : `${done.stdout}!${done.status ?? done.signal}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
