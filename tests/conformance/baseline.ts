// The list of cases that pass. It only grows: a listed case that stops passing fails the test suite, and taking one off the
// list is a decision that somebody must make and defend.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../support/repository.ts";

const file = path.join(repositoryRoot, "tests", "conformance", "baseline.txt");

const HEADER = `# Conformance cases that pass, one a line. Written by 'npm run conformance -- --update'; the test suite runs them all.\n`;

export function readBaseline(): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  const lines = readFileSync(file, "utf8").split("\n");
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")));
}

export function writeBaseline(ids: Iterable<string>): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(
    temporary,
    HEADER +
      [...ids]
        .sort()
        .map((id) => `${id}\n`)
        .join(""),
  );
  renameSync(temporary, file);
}
