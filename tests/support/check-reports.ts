/** Test support: what the checker says about a module that stands in a string, with the real library around it. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FileId } from "../../src/base/ids.ts";
import { type Checker, createChecker } from "../../src/check/checker.ts";
import type { LoadedFolder, LoadedModule } from "../../src/check/context.ts";
import { lineColumnOf, makeSourceFile, type SourceFile } from "../../src/source/source.ts";
import { parseModule } from "../../src/syntax/parse.ts";
import { TermStore } from "../../src/terms/store.ts";
import { repositoryRoot } from "./repository.ts";

const files: SourceFile[] = [];

function loaded(
  name: readonly string[],
  file: string,
  text: string,
  isPackage: boolean,
  isLibrary: boolean,
): LoadedModule {
  const source = makeSourceFile(files.length as FileId, file, text);
  files.push(source);
  const { value, diagnostics } = parseModule(source);
  assert.deepEqual(
    diagnostics.filter((d) => d.severity === "error"),
    [],
  );
  return { kind: "module", path: name, file: source, ast: value, isPackage, isLibrary };
}

/** The texts of modules by name. */
export const cases: Map<string, string> = new Map();

function find(name: readonly string[]): LoadedModule | LoadedFolder | undefined {
  const text = cases.get(name.join("."));
  if (text !== undefined) return loaded(name, `${name.join("/")}.mojo`, text, false, false);
  const base = path.join(repositoryRoot, "lib", ...name);
  for (const [file, isPackage] of [
    [path.join(base, "__init__.mojo"), true],
    [`${base}.mojo`, false],
  ] as const) {
    if (existsSync(file)) return loaded(name, file, readFileSync(file, "utf8"), isPackage, true);
  }
  return existsSync(base) ? { kind: "folder", path: name } : undefined;
}

// One checker for all: the library is loaded once.
export const checker: Checker = createChecker(new TermStore(), { loader: { find }, strict: true });

/** Each report as LINE:COLUMN MESSAGE. */
export function reports(name: string, text: string, severity: "error" | "warning"): readonly string[] {
  cases.set(name, text);
  return checker
    .checkModule([name])
    .filter((d) => d.severity === severity)
    .map((d) => {
      const { line, column } = lineColumnOf(files[d.at.file] as SourceFile, d.at.span.start);
      return `${line}:${column} ${d.message}`;
    });
}
