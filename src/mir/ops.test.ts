import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repositoryRoot } from "../../tests/support/repository.ts";
import { OPS, TERMINATORS } from "./ops.ts";

test("docs/mir.md has a row for each operation, with its meaning", () => {
  const text = readFileSync(path.join(repositoryRoot, "docs", "mir.md"), "utf8");
  for (const [op, info] of [...Object.entries(OPS), ...Object.entries(TERMINATORS)]) {
    const row = text.split("\n").find((line) => line.startsWith(`| \`${op}\` |`));
    assert.ok(row?.endsWith(`| ${info.meaning} |`), `${op}: ${info.meaning}`);
  }
});
