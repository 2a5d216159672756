// Builds the runtime (lib/runtime) with the bundled clang into dist/runtime/TARGET, as part of `npm run build`.
//
// The objects are the same in every link mode; they need no particular CPU. Where the LLVM package is missing nothing is
// built and nothing fails: the compiler itself says what to install when it first needs a linker.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const TARGETS = [{ name: "x86_64-linux", triple: "x86_64-unknown-linux-musl", flags: ["-target-cpu", "x86-64"] }];

/** Objects and the sources they are made of. A loop in memory.c must not become a call of the function it is in. */
const OBJECTS = [
  { name: "start", flags: [] },
  { name: "sys", flags: [] },
  { name: "libc", flags: [] },
  { name: "process", flags: [] },
  { name: "output", flags: [] },
  { name: "alloc", flags: [] },
  { name: "threads", flags: [] },
  { name: "memory", flags: ["-fno-builtin"] },
  { name: "builtins", flags: ["-fno-builtin"] },
  { name: "smallfloat", flags: [] },
];

/** Shared objects that only carry a name: a dynamic executable is linked against these instead of the system's own. */
const STUBS = [
  { file: "libc_stub.so", soname: "libc.so.6" },
  { file: "libm_stub.so", soname: "libm.so.6" },
];

function findTool() {
  if (process.env.MOJITO_LLVM) return process.env.MOJITO_LLVM;
  try {
    return createRequire(import.meta.url).resolve(`@zigc/${process.platform}-${process.arch}/bin/zig`);
  } catch {
    return undefined;
  }
}

export async function buildRuntime(root) {
  const tool = findTool();
  if (tool === undefined || !existsSync(tool)) {
    console.warn("the LLVM package of this platform is not installed: the runtime is not built");
    return;
  }
  const sources = path.join(root, "lib/runtime");
  const hash = createHash("sha256");
  for (const name of [...readdirSync(sources).sort(), "../../scripts/runtime.mjs"]) {
    hash.update(`${name}\0`).update(readFileSync(path.join(sources, name)));
  }
  const stamp = hash.update(tool).digest("hex");
  await Promise.all(
    TARGETS.map((target) => buildTarget(tool, target, sources, path.join(root, "dist/runtime"), stamp)),
  );
}

const COLD = new Set(["start", "sys", "output", "process", "libc"]);

async function buildTarget(tool, target, sources, out, stamp) {
  const folder = path.join(out, target.name);
  const stampFile = path.join(folder, "stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  mkdirSync(folder, { recursive: true });
  const temporary = (name) => path.join(folder, `${name}.${process.pid}.tmp`);
  for (const { name, flags } of OBJECTS) {
    await execute(tool, [
      ...[
        "clang",
        "-cc1",
        "-triple",
        target.triple,
        ...target.flags,
        // What runs once or waits for the system is small; what loops is fast.
        COLD.has(name) ? "-Os" : "-O2",
        "-std=c23",
        "-ffreestanding",
        "-nostdsysteminc",
      ],
      ...[
        "-mrelocation-model",
        "pic",
        "-pic-level",
        "2",
        "-pic-is-pie",
        "-ftls-model=local-exec",
        "-fvisibility=hidden",
      ],
      ...["-ffunction-sections", "-fdata-sections", "-Wall", "-Wextra", "-Wno-missing-braces"],
      ...[...flags, "-emit-obj", "-x", "c", path.join(sources, `${name}.c`), "-o", temporary(name)],
    ]);
    renameSync(temporary(name), path.join(folder, `${name}.o`));
  }
  for (const { file, soname } of STUBS) {
    await execute(tool, [
      "ld.lld",
      "-shared",
      "-soname",
      soname,
      path.join(folder, "builtins.o"),
      "--gc-sections",
      "-s",
      "-o",
      temporary(file),
    ]);
    renameSync(temporary(file), path.join(folder, file));
  }
  writeFileSync(temporary("stamp"), stamp);
  renameSync(temporary("stamp"), stampFile);
}

function execute(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (status) =>
      status === 0
        ? resolve()
        : reject(new Error(`${path.basename(command)} ${args.slice(0, 2).join(" ")} failed with status ${status}`)),
    );
  });
}
