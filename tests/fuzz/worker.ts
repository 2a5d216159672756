// The process that compiles inputs: a fault of any kind, the loss of all memory included, leaves the one that started it alive.

import type { Goal } from "../../src/driver/compile.ts";
import { createJudge, type Verdict } from "./judge.ts";

export interface Task {
  readonly input: Uint8Array;
  readonly goal: Goal;
  readonly fresh: boolean;
}

export type Answer = Verdict;

/** Answers tasks until the channel is closed. */
export function serve(): void {
  const judge = createJudge();
  process.on("message", (task: Task) => {
    const answer: Answer = judge.judge(task.input, task.goal, task.fresh);
    process.send?.(answer);
  });
}
