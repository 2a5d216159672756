// Every golden file, a test for each case.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { observe } from "./compiler.ts";
import { compareCase, goldenFiles, readGolden } from "./runner.ts";

for (const file of goldenFiles()) {
  describe(file, () => {
    const input = readGolden(file);
    for (const one of input.cases) {
      test(one.name === "" ? file : one.name, async () => {
        const faults = await compareCase(file, input, one, observe);
        if (faults.length > 0)
          assert.fail(`${file}: ${one.name}\n${faults.join("\n")}\n('npm run update-golden' rewrites)`);
      });
    }
  });
}
