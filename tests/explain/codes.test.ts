// Every code has a page of the right shape, and those that no page shows are shown here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_CODES, CODES, type Code } from "../../src/diagnostics/codes.ts";
import { repositoryRoot } from "../support/repository.ts";
import { briefly, compileText, type PageProgram, readPages } from "./pages.ts";

/** Codes that no program on a page can show, and the programs that show them. */
const SHOWN_HERE: readonly (readonly [Code, PageProgram, string?])[] = [
  ["nested-too-deeply", plain(`def main():\n    print(${"(".repeat(2000)}1${")".repeat(2000)})\n`)],
  ["experimental-async", plain("async def f():\n    pass\n")],
  ["intrinsic-misuse", plain("def f():\n    __op.nothing()\n"), `${repositoryRoot}/lib/std/nowhere/a.mojo`],
];

/** Codes about files and about faults of ours: tests that run the command show them (`tests/cli`). */
const SHOWN_BY_COMMAND: readonly Code[] = ["invalid-utf8", "nul-byte", "no-main", "missing-library", "internal-error"];

function plain(text: string): PageProgram {
  return { text, options: [] };
}

test("every code has a page, and every page a code", () => {
  const pages = readPages();
  assert.deepEqual(pages.map((page) => page.code).sort(), [...ALL_CODES].sort());
  for (const { code, text, wrong } of pages) {
    assert.ok(text.startsWith(`# ${code}\n\n`), code);
    const paragraphs = text.split("\n\n");
    assert.equal(paragraphs[1]?.toLowerCase(), `${CODES[code as Code]}.`.toLowerCase(), code);
    if (wrong === undefined) assert.match(text, /no\s+program/i, code);
  }
});

test("a page without a program is shown otherwise", () => {
  const shown = [...SHOWN_HERE.map(([code]) => code), ...SHOWN_BY_COMMAND];
  const without = readPages().filter((page) => page.wrong === undefined);
  assert.deepEqual(without.map((page) => page.code).sort(), [...shown].sort());
});

for (const [code, program, file] of SHOWN_HERE) {
  test(code, () => {
    const made = compileText(program, "own", file);
    assert.equal(made.diagnostics[0]?.code, code, briefly(made).join("\n"));
  });
}
