// Inputs that once showed a fault, in numbered files, each with what the compiler says about it now: `NNN_name.mojo` and
// `NNN_name.txt`, one diagnostic in a line, nothing for a program that is accepted.

import type { Compilation } from "../../src/driver/compile.ts";
import { toldBy } from "../support/in-process.ts";
import { listFiles } from "../support/repository.ts";

const FOLDER = "tests/fuzz/regressions";

export function regressionFiles(): readonly string[] {
  return listFiles(FOLDER).filter((file) => file.endsWith(".mojo"));
}

/** Where the expectation of a regression is. */
export function expectationOf(file: string): string {
  return file.replace(/\.mojo$/, ".txt");
}

export function outcomeText(made: Compilation): string {
  return toldBy(made)
    .map((each) => `${each.line}:${each.column}: ${each.severity}: ${each.message}\n`)
    .join("");
}
