/** Running a program as if it were this process: its terminal, its signals, its exit status. */

import { spawn } from "node:child_process";
import os from "node:os";
import { ToolError } from "../driver/host.ts";

const FORWARDED: readonly NodeJS.Signals[] = [
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
  "SIGCONT",
];

export interface Ended {
  readonly status: number;
  /** Set when the program was ended by a signal. */
  readonly signal: NodeJS.Signals | undefined;
}

/** Starts the program and waits for its end; signals that we get go to it. */
export function runProgram(file: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: "inherit" });
    const handlers = FORWARDED.map((signal) => {
      // A terminal sends its signals to both processes: there we only have to survive.
      const handler = (): void => {
        if (!process.stdin.isTTY || (signal !== "SIGINT" && signal !== "SIGQUIT")) child.kill(signal);
      };
      process.on(signal, handler);
      return { signal, handler };
    });
    const done = (): void => {
      for (const { signal, handler } of handlers) process.removeListener(signal, handler);
    };
    child.on("error", (error) => {
      done();
      reject(new ToolError("missing", `cannot start ${file}: ${error.message}`));
    });
    child.on("close", (status, signal) => {
      done();
      resolve({
        status: status ?? 128 + (signal === null ? 0 : os.constants.signals[signal]),
        signal: signal ?? undefined,
      });
    });
  });
}

/** Ends this process the way the program ended. */
export function endLike(ended: Ended): void {
  if (ended.signal !== undefined) {
    // The default action, so that our parent sees the same signal.
    process.removeAllListeners(ended.signal);
    try {
      process.kill(process.pid, ended.signal);
    } catch {
      // Fall through to the status.
    }
  }
  process.exitCode = ended.status;
}
