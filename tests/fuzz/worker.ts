// The process that compiles inputs: a fault of any kind, the loss of all memory included, leaves the one that started it alive.

import { createJudge, type Depth, type Verdict } from "./judge.ts";

export interface Task {
  readonly input: Uint8Array;
  readonly depth: Depth;
  readonly fresh: boolean;
}

/** Answers tasks until the channel is closed. */
export function serve(): void {
  const judge = createJudge();
  process.on("message", (task: Task) => {
    const answer: Verdict = judge.judge(task.input, task.depth, task.fresh);
    process.send?.(answer);
  });
}
