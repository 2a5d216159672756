// The library is checked like any program: every declaration and body of every module, up to the placing of destructors, whether
// or not something uses it.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { openLibrary } from "../../src/driver/library.ts";
import { nodeFiles } from "../../src/host/files.ts";
import { checkFlow, checkOwnership } from "../../src/lifetimes/lifetimes.ts";
import { lowerBody } from "../../src/lower/lower.ts";
import { lineColumnOf } from "../../src/source/source.ts";
import { listFiles, repositoryRoot } from "../support/repository.ts";

const modules = listFiles("lib/std")
  .filter((file) => file.endsWith(".mojo"))
  .map((file) =>
    file
      .replace(/^lib\//, "")
      .replace(/(\/__init__)?\.mojo$/, "")
      .split("/"),
  );

test("the whole library", () => {
  const { checker, files, diagnostics } = openLibrary(nodeFiles, `${repositoryRoot}/lib`);
  const found: Diagnostic[] = [];
  for (const path of modules) found.push(...checker.checkModule(path));
  for (const path of modules) {
    for (const decl of checker.functionsOf(path)) {
      const body = checker.typedBody(decl);
      if (body === undefined || body.hasErrors) continue;
      const raw = lowerBody(body, checker);
      const flow = checkFlow(raw, checker);
      found.push(...flow.diagnostics);
      if (flow.value) found.push(...checkOwnership(raw, checker).diagnostics);
    }
  }
  const told = [...diagnostics, ...found, ...checker.takeDiagnostics()]
    .filter(({ severity }) => severity === "error")
    .map(({ at, message }) => {
      const file = files.get(at.file);
      const { line, column } = lineColumnOf(file, at.span.start);
      return `${file.path}:${line}:${column}: ${message}`;
    });
  assert.deepEqual([...new Set(told)], []);
});
