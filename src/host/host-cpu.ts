/** The processor of this machine as LLVM names it. The compiler driver is asked once; the answer is cached by CPU model. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Cpu } from "../driver/host.ts";
import { cacheFolder, writeCached } from "./files.ts";
import type { Tools } from "./find-llvm.ts";

function model(): string {
  const cpu = os.cpus()[0]?.model ?? "unknown";
  let flags = "";
  try {
    flags = /^(flags|Features)\s*:.*$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[0] ?? "";
  } catch {
    // Other systems: the model must do.
  }
  return `${process.arch} ${cpu} ${flags}`;
}

export function detectCpu(tools: Tools): Cpu {
  const key = createHash("sha256")
    .update(`1 ${tools.driver.join(" ")} ${model()}`)
    .digest("hex")
    .slice(0, 24);
  const folder = cacheFolder();
  const file = folder === undefined ? undefined : path.join(folder, "cpu", `${key}.json`);
  const known = file === undefined ? undefined : readCpu(file);
  if (known !== undefined) return known;
  const asked = ask(tools);
  if (file !== undefined) writeCached(file, JSON.stringify(asked));
  return asked;
}

function readCpu(file: string): Cpu | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null || !("name" in value) || !("features" in value)) return undefined;
    const { name, features } = value;
    if (typeof name !== "string" || !Array.isArray(features)) return undefined;
    return { name, features: features.filter((each): each is string => typeof each === "string") };
  } catch {
    return undefined;
  }
}

function ask(tools: Tools): Cpu {
  const [command, ...rest] = tools.driver;
  const done = spawnSync(command ?? "", [...rest, "-march=native", "-###", "-x", "c", "-c", "-"], {
    encoding: "utf8",
    input: "",
  });
  const words = [...(done.stderr ?? "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? "");
  const features: string[] = [];
  let name = process.arch === "x64" ? "x86-64" : "generic";
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next === undefined) return;
    if (word === "-target-cpu") name = next;
    if (word === "-target-feature") features.push(next);
  });
  return { name, features };
}
