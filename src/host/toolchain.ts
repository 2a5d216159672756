/** Compiling LLVM IR and linking executables with the tools that were found (backend page, sections 1 and 3). */

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type CompileRequest, type Cpu, type LinkRequest, type Toolchain, ToolError } from "../driver/host.ts";
import { replaceWhole } from "./files.ts";
import { findTools, type Tools } from "./find-llvm.ts";
import { detectCpu } from "./host-cpu.ts";

const MOST_OUTPUT = 1 << 30;

/** Objects of the runtime; the linker drops what a program does not use. */
const RUNTIME_PARTS = ["process.o", "output.o", "alloc.o", "threads.o", "memory.o", "builtins.o", "smallfloat.o"];

const LOADERS: Readonly<Record<string, string>> = {
  "x86_64-linux": "/lib64/ld-linux-x86-64.so.2",
  "aarch64-linux": "/lib/ld-linux-aarch64.so.1",
};

export function createToolchain(packageRoot: string): Toolchain {
  let tools: Tools | undefined;
  let cpu: Cpu | undefined;
  const found = (): Tools => {
    tools ??= findTools(packageRoot);
    return tools;
  };
  return {
    hostCpu: () => {
      cpu ??= detectCpu(found());
      return cpu;
    },
    compile: (request) => compile(found(), request),
    link: (request) => link(found(), packageRoot, request),
  };
}

export function cc1Arguments(request: CompileRequest): readonly string[] {
  const args = ["-triple", request.triple, "-target-cpu", request.cpu.name];
  for (const feature of request.cpu.features) args.push("-target-feature", feature);
  args.push(`-O${request.optLevel}`);
  // Left off by cc1, silently.
  if (request.optLevel >= 2) args.push("-vectorize-loops", "-vectorize-slp");
  if (request.positionIndependent) args.push("-mrelocation-model", "pic", "-pic-level", "2", "-pic-is-pie");
  else args.push("-mrelocation-model", "static", "-ftls-model=local-exec");
  args.push("-ffunction-sections", "-fdata-sections");
  if (!request.verify) args.push("-disable-llvm-verifier");
  args.push(request.output === "object" ? "-emit-obj" : request.output === "assembly" ? "-S" : "-emit-llvm");
  args.push("-x", "ir", "-", "-o", "-");
  return args;
}

function compile(tools: Tools, request: CompileRequest): Uint8Array {
  const done = execute(tools.cc1, cc1Arguments(request), request.text);
  if (done.status === 0) return done.stdout;
  const message = done.stderr.toString("utf8").trim();
  const unknown = /unknown target CPU '([^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) throw new ToolError("missing", `LLVM knows no processor '${unknown}' (--target-cpu)`);
  const kept = keepText(request.text);
  if (done.signal !== null) {
    throw new ToolError(
      "internal",
      `LLVM ended by ${done.signal} while compiling ${kept}${message === "" ? "" : `\n${message}`}`,
    );
  }
  throw new ToolError("internal", `LLVM does not accept the generated code in ${kept}\n${message}`);
}

/** Keeps a module that LLVM failed on, for the bug report. */
function keepText(text: string): string {
  const file = path.join(os.tmpdir(), `mojito-internal-error-${process.pid}.ll`);
  try {
    writeFileSync(file, text);
    return file;
  } catch {
    return "a module that could not be saved";
  }
}

function execute(
  command: readonly string[],
  args: readonly string[],
  input: string | undefined,
): SpawnSyncReturns<Buffer> {
  const [program, ...first] = command;
  const done = spawnSync(program ?? "", [...first, ...args], {
    input: input ?? "",
    maxBuffer: MOST_OUTPUT,
    stdio: ["pipe", "pipe", "pipe"],
  });
  if (done.error !== undefined && done.status === null && done.signal === null) {
    throw new ToolError("missing", `cannot start ${program}: ${done.error.message}`);
  }
  return done;
}

function link(tools: Tools, packageRoot: string, request: LinkRequest): void {
  const runtime = path.join(packageRoot, "dist", "runtime", request.target);
  if (!existsSync(path.join(runtime, "stamp"))) {
    throw new ToolError(
      "missing",
      `the runtime for ${request.target} is not in ${runtime}: run 'npm run build' in ${packageRoot}`,
    );
  }
  const own = (name: string): string => path.join(runtime, name);
  const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-"));
  try {
    const objects = request.objects.map((bytes, i) => {
      const file = path.join(folder, `${i}.o`);
      writeFileSync(file, bytes);
      return file;
    });
    const parts = RUNTIME_PARTS.map(own);
    replaceWhole(request.output, (temporary) => {
      const strip = request.keepSymbols ? [] : ["-s"];
      const args = request.dynamic
        ? [
            ...[
              "-pie",
              "--dynamic-linker",
              LOADERS[request.target] ?? "/lib/ld.so",
              "--gc-sections",
              ...strip,
              "-z",
              "now",
            ],
            ...["--no-as-needed", "--unresolved-symbols=ignore-all", own("libc.o"), ...parts, ...objects],
            ...[own("libc_stub.so"), own("libm_stub.so"), "-o", temporary],
          ]
        : [
            ...["-static", "--gc-sections", ...strip, "-z", "norelro", "--build-id=none", "--no-eh-frame-hdr"],
            ...[own("start.o"), own("sys.o"), ...parts, ...objects, "-o", temporary],
          ];
      const done = execute(tools.lld, args, undefined);
      if (done.status === 0) return;
      const message = done.stderr.toString("utf8").trim();
      if (/cannot open output file|failed to write/.test(message)) {
        throw new ToolError(
          "output",
          `cannot write '${request.output}': ${/: ([^:\n]+)$/m.exec(message)?.[1]?.toLowerCase() ?? message}`,
        );
      }
      throw new ToolError("internal", `the linker failed: ${message || done.signal || done.status}`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
