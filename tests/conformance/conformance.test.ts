// Every case that the baseline lists must go on passing.

import assert from "node:assert/strict";
import os from "node:os";
import { describe, test } from "node:test";
import { readBaseline } from "./baseline.ts";
import { discoverCases } from "./case.ts";
import { ownCommand, withCommand } from "./execute.ts";
import { runCase } from "./runner.ts";

const TIMEOUT_SECONDS = 30;
const execute = withCommand(ownCommand);
const listed = readBaseline();
const byId = new Map(discoverCases().map((one) => [one.id, one]));

test("the baseline names only cases that exist", () => {
  assert.deepEqual(
    [...listed].filter((id) => !byId.has(id)),
    [],
  );
});

describe("baseline", { concurrency: os.availableParallelism() }, () => {
  for (const id of listed) {
    const one = byId.get(id);
    if (one === undefined) continue;
    test(id, async () => {
      const { verdict } = await runCase(one, execute, TIMEOUT_SECONDS);
      assert.ok(verdict.passed, `${verdict.reason}\n${verdict.detail}`);
    });
  }
});
