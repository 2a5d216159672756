// Whether the pages of `docs/diagnostics` tell the truth. The pages are dealt out to several test files, since each of these
// is run by a process of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFixes } from "../../src/diagnostics/fixes.ts";
import type { Compilation } from "../../src/driver/compile.ts";
import { briefly, compileText, type Page, type PageProgram, readPages } from "./pages.ts";

export const PARTS = 3;

/** The tests of one part of the pages: the wrong program gives the page's code first, the right one gives nothing. */
export function testPages(part: number): void {
  for (const [index, page] of readPages().entries()) {
    if (index % PARTS === part) test(page.code, () => checkPage(page));
  }
}

function checkPage(page: Page): void {
  if (page.wrong === undefined) return;
  const goal = page.code === "instantiation-failed" ? "elaborate" : "own";
  const wrong = compileText(page.wrong, goal);
  assert.equal(wrong.diagnostics[0]?.code, page.code, `the wrong program: ${briefly(wrong).join("\n")}`);
  for (const [fix, text] of fixed(wrong)) assertCompiles(fix, { ...page.wrong, text });
  assert.ok(page.right !== undefined, "a page with a wrong program has a right one");
  const right = compileText(page.right, goal);
  assert.deepEqual(briefly(right), [], "the right program");
}

/** What each fix of the first diagnostic makes of the program; edits of one title go together. */
export function fixed(made: Compilation): ReadonlyMap<string, string> {
  const fixes = made.diagnostics[0]?.fixes ?? [];
  const text = made.file?.text ?? "";
  const titles = new Set(fixes.map((fix) => fix.title));
  const of = (title: string): string =>
    applyFixes(
      text,
      fixes.filter((fix) => fix.title === title),
    ).text;
  return new Map([...titles].map((title) => [title, of(title)]));
}

export function assertCompiles(fix: string, program: PageProgram): void {
  const made = compileText(program);
  const errors = briefly(made).filter((_, i) => made.diagnostics[i]?.severity === "error");
  assert.deepEqual(errors, [], `after the fix '${fix}':\n${program.text}`);
}
