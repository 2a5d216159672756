// How the program of a case is run: an executor is a function, so that the cases can also be run by something else than the
// command, for example inside one process.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { repositoryRoot } from "../support/repository.ts";
import type { Case } from "./case.ts";

export interface Execution {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Why the run was ended from outside, if it was. */
  readonly stopped: string | undefined;
  readonly seconds: number;
}

export type Executor = (one: Case, timeoutSeconds: number) => Promise<Execution>;

/** More output than any case has: a program that prints for ever is stopped. */
const MOST_OUTPUT = 32 * 1024 * 1024;

/** The command of this checkout. */
export const ownCommand: readonly string[] = [path.join(repositoryRoot, "bin", "mojito")];

/** Runs cases with a command that takes `run [--strict] FILE ARGS`, each in an empty folder of its own. */
export function withCommand(command: readonly string[]): Executor {
  return (one, timeoutSeconds) => runInFolder(command, one, timeoutSeconds);
}

async function runInFolder(command: readonly string[], one: Case, timeoutSeconds: number): Promise<Execution> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "mojito-case-"));
  const start = performance.now();
  try {
    return await new Promise<Execution>((resolve, reject) => {
      const args = [...command.slice(1), "run", ...(one.strict ? ["--strict"] : []), one.source, ...one.args];
      // A process group of its own, so that a time-out also ends the compiled program.
      const child = spawn(command[0]!, args, { cwd: folder, detached: true, stdio: ["pipe", "pipe", "pipe"] });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      let size = 0;
      let stopped: string | undefined;
      const stop = (reason: string): void => {
        stopped ??= reason;
        try {
          if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        } catch {
          // The group is already gone.
        }
      };
      const collect =
        (into: Buffer[]) =>
        (chunk: Buffer): void => {
          size += chunk.length;
          if (size <= MOST_OUTPUT) into.push(chunk);
          else stop("endless output");
        };
      child.stdout.on("data", collect(stdout));
      child.stderr.on("data", collect(stderr));
      // A program that does not read its input closes it early; that is no fault.
      child.stdin.on("error", () => {});
      child.stdin.end(one.stdin);
      const timer = setTimeout(() => stop(`timeout after ${timeoutSeconds} s`), timeoutSeconds * 1000);
      child.on("error", reject);
      child.on("close", (status, signal) => {
        clearTimeout(timer);
        resolve({
          // As a shell would: death by a signal is 128 and its number.
          status: status ?? 128 + (signal === null ? 0 : os.constants.signals[signal]),
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr),
          stopped,
          seconds: (performance.now() - start) / 1000,
        });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
