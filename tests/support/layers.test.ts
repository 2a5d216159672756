// The layer test is only worth something if its scanner sees every form of import.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, isAllowed } from "./layers.ts";

test("every form of import is seen", () => {
  const text = [
    'import "./a.ts";',
    'import { b } from "../base/b.ts";',
    'import type { C } from "../check/c.ts";',
    "import {",
    "  d,",
    '} from "../typed/d.ts";',
    'export { e } from "./e.ts";',
    'const f = await import("./f.ts");',
    'type G = import("./g.ts").G;',
    'import fs from "node:fs";',
  ].join("\n");
  assert.deepEqual([...importsOf("src/decls/x.ts", text)].sort(), [
    "node:fs",
    "src/base/b.ts",
    "src/check/c.ts",
    "src/decls/a.ts",
    "src/decls/e.ts",
    "src/decls/f.ts",
    "src/decls/g.ts",
    "src/typed/d.ts",
  ]);
});

test("rows of the table are obeyed", () => {
  assert.equal(isAllowed("src/check/call.ts", "src/typed/tree.ts"), true);
  assert.equal(isAllowed("src/mir/ops.ts", "src/typed/tree.ts"), false);
  assert.equal(isAllowed("src/lower/call.ts", "src/syntax/ast.ts"), false);
  assert.equal(isAllowed("src/driver/run.ts", "node:fs"), false);
  assert.equal(isAllowed("src/host/files.ts", "node:fs"), true);
  assert.equal(isAllowed("src/tools/cli/main.ts", "src/tools/cli/run.ts"), true);
  assert.equal(isAllowed("src/tools/cli/main.ts", "src/tools/lsp/server.ts"), false);
  assert.equal(isAllowed("src/tools/cli/main.ts", "vega-datasets"), false);
});
