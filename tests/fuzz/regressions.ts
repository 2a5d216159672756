// Inputs that once showed a fault, in numbered files, each with what the compiler says about it now: `NNN_name.mojo` and
// `NNN_name.txt`, one diagnostic in a line, nothing for a program that is accepted.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Compilation } from "../../src/driver/compile.ts";
import { createInProcess, toldBy } from "../support/in-process.ts";
import { listFiles, repositoryRoot } from "../support/repository.ts";

const FOLDER = "tests/fuzz/regressions";

export function regressionFiles(): readonly string[] {
  return listFiles(FOLDER).filter((file) => file.endsWith(".mojo"));
}

/** Where the expectation of a regression is. */
export function expectationOf(file: string): string {
  return file.replace(/\.mojo$/, ".txt");
}

/** Writes the expectations that are missing. */
export function recordOutcomes(): void {
  const compiler = createInProcess();
  for (const file of regressionFiles()) {
    const expectation = path.join(repositoryRoot, expectationOf(file));
    if (existsSync(expectation)) continue;
    writeFileSync(expectation, outcomeText(compiler.compile(readFileSync(path.join(repositoryRoot, file)), "emit")));
  }
}

export function outcomeText(made: Compilation): string {
  return toldBy(made)
    .map((each) => `${each.line}:${each.column}: ${each.severity}: ${each.message}\n`)
    .join("");
}
