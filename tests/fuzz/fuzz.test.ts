// A share of what `npm run fuzz` does, and the inputs that it found before.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { createInProcess } from "../support/in-process.ts";
import { readText, repositoryRoot } from "../support/repository.ts";
import { createJudge } from "./judge.ts";
import { reduce } from "./reduce.ts";
import { expectationOf, outcomeText, regressionFiles } from "./regressions.ts";

const COUNT = 2_000;

describe("regressions", () => {
  const compiler = createInProcess();
  const { judge } = createJudge();
  for (const file of regressionFiles()) {
    test(path.basename(file), () => {
      const input = readFileSync(path.join(repositoryRoot, file));
      const verdict = judge(input, "emit", false);
      assert.notEqual(verdict.kind, "fault", verdict.kind === "fault" ? verdict.detail : "");
      assert.equal(outcomeText(compiler.compile(input, "emit")), readText(expectationOf(file)));
    });
  }
});

test(`${COUNT} mutated programs`, () => {
  const run = spawnSync(
    process.execPath,
    ["scripts/run-ts.mjs", "tests/fuzz/main.ts", "--count", String(COUNT), "--full", "8", "--no-reduce"],
    { cwd: repositoryRoot, encoding: "utf8" },
  );
  assert.equal(run.status, 0, run.stdout + run.stderr);
});

test("the reducer keeps what the fault needs", async () => {
  const text = "def f():\n    pass\n\ndef main():\n    var x = a + b * c\n    print(x)\n";
  const smallest = await reduce(text, (smaller) => Promise.resolve(/a.*\*.*c/s.test(smaller)));
  assert.equal(smallest.replaceAll(/\s/g, ""), "a*c");
});
