// Runs the command of this checkout as a user would, and gives tests a folder to work in.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { repositoryRoot } from "./repository.ts";

export interface CommandResult {
  /** The exit status; 128 and its number after a signal. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 60_000;

/** Runs `mojito ARGS` in a folder. */
export function runMojito(args: readonly string[], folder: string, stdin = ""): CommandResult {
  const run = spawnSync(path.join(repositoryRoot, "bin", "mojito"), args, {
    cwd: folder,
    input: stdin,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) throw run.error;
  const status = run.status ?? 128 + (run.signal === null ? 0 : os.constants.signals[run.signal]);
  return { status, stdout: run.stdout, stderr: run.stderr };
}

/** Hands a new empty folder, with some files in it, to `use`, and removes it afterwards. */
export function inFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mojito-test-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
