// Behaviour of the library: the programs beside this file. Each asserts what it expects (`std.testing`) and prints nothing;
// programs of the reference library alone (all but `test_own_*`) pass under the reference compiler, too.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { describe, test } from "node:test";
import { listFiles, repositoryRoot } from "../support/repository.ts";

const programs = listFiles("tests/std").filter((file) => file.endsWith(".mojo"));

function run(file: string): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve) => {
    const command = path.join(repositoryRoot, "bin", "mojito");
    execFile(command, ["run", "--disable-warnings", file], { cwd: repositoryRoot }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : 1, output: stdout + stderr });
    });
  });
}

describe("the library", { concurrency: 2 }, () => {
  for (const file of programs) {
    test(path.basename(file, ".mojo"), async () => {
      const { status, output } = await run(file);
      assert.equal(output, "");
      assert.equal(status, 0);
    });
  }
});
