// The page that shows a program in every phase shows what the phases print today.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WALKTHROUGH, walkthrough } from "./walkthrough.ts";

test("docs/walkthrough.md is what the compiler prints", () => {
  assert.equal(readFileSync(WALKTHROUGH, "utf8"), walkthrough(), "'npm run update-walkthrough' rewrites it");
});
