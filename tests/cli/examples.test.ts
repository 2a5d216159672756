// The seed programs and the promises made about executables: small, static, vectorized, memory given back at the last use.

import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { inFolder, runMojito } from "../support/command.ts";
import { repositoryRoot } from "../support/repository.ts";

const seed = (name: string): string => path.join(repositoryRoot, "examples", "seed", name);

/** The activation program of the seed is the middle of a script: the lines around it define and print its arrays. */
function customRelu(): string {
  return ["custom_relu_head", "custom_relu", "custom_relu_tail"]
    .map((n) => readFileSync(seed(`${n}.mojo`), "utf8"))
    .join("");
}

function build(folder: string, file: string, args: readonly string[] = []): void {
  const result = runMojito(["build", "--disable-warnings", ...args, file], folder);
  assert.equal(result.status, 0, result.stderr);
}

describe("executables", () => {
  test("hello world is static and at most 4 KB", () => {
    inFolder({ "hello.mojo": 'def main():\n    print("hello")\n' }, (folder) => {
      build(folder, "hello.mojo", ["-o", "hello"]);
      const bytes = readFileSync(path.join(folder, "hello"));
      assert.ok(bytes.length <= 4096, `${bytes.length} bytes`);
      // Program header type 3 is PT_INTERP: a dynamic loader.
      const headers = Number(bytes.readBigUInt64LE(32));
      const size = bytes.readUInt16LE(54);
      for (let i = 0; i < bytes.readUInt16LE(56); i++) assert.notEqual(bytes.readUInt32LE(headers + i * size), 3);
    });
  });

  test("the seed programs are under 64 KB, and their loops use packed instructions", () => {
    inFolder({}, (folder) => {
      writeFileSync(path.join(folder, "relu.mojo"), customRelu());
      for (const [file, packed] of [
        [seed("square_array_main.mojo"), /\bv?pmulld\b/],
        [path.join(folder, "relu.mojo"), /\bv?(max|mul|add)ps\b|\bvfmadd\w*ps\b/],
      ] as const) {
        build(folder, file, ["-o", "program"]);
        assert.ok(statSync(path.join(folder, "program")).size < 65_536);
        build(folder, file, ["--emit", "asm", "-o", "program.s"]);
        assert.match(readFileSync(path.join(folder, "program.s"), "utf8"), packed);
      }
    });
  });
});

describe("the seed programs", () => {
  test("square_array squares on any number of workers", () => {
    inFolder({}, (folder) => {
      const result = runMojito(["run", "--disable-warnings", seed("square_array_main.mojo"), "100000"], folder);
      assert.equal(result.status, 0, result.stderr);
      assert.match(result.stdout, /^result: 45331533350000$/m);
    });
  });

  test("a tensor of a gigabyte is gone before the caller's next statement", () => {
    inFolder({}, (folder) => {
      const result = runMojito(
        ["run", "--disable-warnings", seed("process_large_tensor_main.mojo"), "268435456"],
        folder,
      );
      assert.equal(result.status, 0, result.stderr);
      const [, before, after] = /^kilobytes before and after: (\d+) (\d+)$/m.exec(result.stdout) ?? [];
      assert.ok(Number(before) > 1_000_000, `${before} kB before`);
      assert.ok(Number(after) < 100_000, `${after} kB after`);
    });
  });
});
