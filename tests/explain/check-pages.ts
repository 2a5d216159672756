// Whether the pages of `docs/diagnostics` tell the truth. The pages are dealt out to several test files, since each of these
// is run by a process of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { briefly, compileText, type Page, readPages } from "./pages.ts";

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
  assert.ok(page.right !== undefined, "a page with a wrong program has a right one");
  const right = compileText(page.right, goal);
  assert.deepEqual(briefly(right), [], "the right program");
}
