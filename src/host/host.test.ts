// Finding LLVM, writing files whole, and running programs with their signals.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { ToolError } from "../driver/host.ts";
import { nodeFiles, writeWhole } from "./files.ts";
import { findTools } from "./find-llvm.ts";
import { runProgram } from "./process.ts";
import { cc1Arguments } from "./toolchain.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-host-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function withEnv<T>(values: Readonly<Record<string, string>>, action: () => T): T {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    return action();
  } finally {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

describe("finding LLVM", () => {
  test("an error lists every place and what to install", () => {
    withEnv({ PATH: folder, MOJITO_LLVM: "" }, () => {
      assert.throws(
        () => findTools(folder),
        (error) =>
          error instanceof ToolError &&
          /MOJITO_LLVM/.test(error.message) &&
          /npm package/.test(error.message) &&
          /ziglang/.test(error.message) &&
          /Install one of:/.test(error.message),
      );
    });
  });

  test("a wrong MOJITO_LLVM is not passed over", () => {
    withEnv({ MOJITO_LLVM: "/no/such/place" }, () => {
      assert.throws(() => findTools(folder), /MOJITO_LLVM is '\/no\/such\/place'/);
    });
  });
});

describe("files", () => {
  test("are written whole or not at all", () => {
    writeWhole(path.join(folder, "a"), "text");
    assert.equal(readFileSync(path.join(folder, "a"), "utf8"), "text");
    assert.throws(() => writeWhole(path.join(folder, "none", "b"), "x"), /cannot write '.*none\/b': no such file/);
    assert.throws(() => writeWhole(folder, "x"), /it is a directory/);
    assert.deepEqual(readdirSync(folder), ["a"]);
  });

  test("that cannot be read say why", () => {
    assert.equal(nodeFiles.read(path.join(folder, "nothing")).kind, "missing");
    assert.equal(nodeFiles.read(folder).kind, "directory");
  });
});

describe("programs", { skip: process.platform === "win32" }, () => {
  test("give their exit status, or their signal", async () => {
    assert.deepEqual(await runProgram("/bin/sh", ["-c", "exit 7"]), { status: 7, signal: undefined });
    assert.deepEqual(await runProgram("/bin/sh", ["-c", "kill -SEGV $$"]), { status: 139, signal: "SIGSEGV" });
    await assert.rejects(runProgram(path.join(folder, "nothing"), []), /cannot start/);
  });
});

test("the vectorizers are on from -O2", () => {
  const base = {
    text: "",
    triple: "t",
    cpu: { name: "c", features: ["+a"] },
    output: "object",
    positionIndependent: false,
    verify: false,
  } as const;
  assert.ok(cc1Arguments({ ...base, optLevel: 2 }).includes("-vectorize-loops"));
  assert.ok(cc1Arguments({ ...base, optLevel: 3 }).includes("-vectorize-slp"));
  assert.ok(!cc1Arguments({ ...base, optLevel: 0 }).includes("-vectorize-loops"));
});
