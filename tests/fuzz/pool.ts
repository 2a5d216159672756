// Worker processes, each with one task at a time. One that takes too long or dies is replaced, and that is the verdict.

import { type ChildProcess, fork } from "node:child_process";
import type { Verdict } from "./judge.ts";
import type { Task } from "./worker.ts";

/** Megabytes of heap of a worker. */
const MOST_MEMORY = 1024;

/** Seconds after which a worker counts as hung; on a loaded machine what takes two may take many. */
const MOST_SECONDS = 60;

export interface Pool {
  run(task: Task): Promise<Verdict>;
  close(): void;
}

/** `program` is started with the argument `--worker` and then serves tasks. */
export function createPool(program: string, size: number): Pool {
  const idle: ChildProcess[] = [];
  const waiting: ((worker: ChildProcess) => void)[] = [];
  const all = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const worker = fork(program, ["--worker"], {
      execArgv: ["--enable-source-maps", `--max-old-space-size=${MOST_MEMORY}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    all.add(worker);
    return worker;
  };
  const release = (worker: ChildProcess): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  const acquire = (): Promise<ChildProcess> => {
    const free = idle.pop() ?? (all.size < size ? start() : undefined);
    return free === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(free);
  };
  const run = async (task: Task): Promise<Verdict> => {
    const worker = await acquire();
    const { verdict, alive } = await ask(worker, task);
    if (alive) release(worker);
    else {
      all.delete(worker);
      worker.kill("SIGKILL");
      release(start());
    }
    return verdict;
  };
  return {
    run,
    close: () => {
      for (const worker of all) worker.kill("SIGKILL");
    },
  };
}

function ask(worker: ChildProcess, task: Task): Promise<{ readonly verdict: Verdict; readonly alive: boolean }> {
  return new Promise((resolve) => {
    const end = (verdict: Verdict, alive: boolean): void => {
      clearTimeout(timer);
      worker.off("message", answered);
      worker.off("exit", died);
      resolve({ verdict, alive });
    };
    const answered = (verdict: Verdict): void => end(verdict, true);
    const died = (status: number | null, signal: string | null): void =>
      end({ kind: "fault", signature: "the process died", detail: `status ${status}, signal ${signal}` }, false);
    const timer = setTimeout(
      () => end({ kind: "fault", signature: "hang", detail: `no answer in ${MOST_SECONDS} s` }, false),
      MOST_SECONDS * 1000,
    );
    worker.on("message", answered);
    worker.on("exit", died);
    worker.send(task);
  });
}
