import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { programsIn } from "./programs.ts";

test("a folder holds files, folders with a main.mojo, and files split into several programs", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "mojito-programs-"));
  try {
    const at = (...names: string[]): string => path.join(root, "in", ...names);
    mkdirSync(at("package"), { recursive: true });
    writeFileSync(at("package", "main.mojo"), "");
    writeFileSync(at("package", "other.mojo"), "");
    writeFileSync(at("single.mojo"), "def main(): pass\n");
    writeFileSync(at("split.mojo"), "# stage: run\n# --- one\ndef main(): pass\n# --- two\ndef main(): pass\n");
    const programs = programsIn(at(), path.join(root, "scratch"));
    assert.deepEqual(
      programs.map((program) => path.relative(at(), program.name)),
      ["package/main.mojo", "single.mojo", "split.mojo --- one", "split.mojo --- two"],
    );
    assert.equal(readFileSync(programs[3]!.source, "utf8"), "\n\n\n\ndef main(): pass\n");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
