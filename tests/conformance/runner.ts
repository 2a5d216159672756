// Runs many cases at once and adds up the scores.

import type { Case } from "./case.ts";
import type { Executor } from "./execute.ts";
import { judge, type Verdict } from "./judge.ts";

export interface Result {
  readonly one: Case;
  readonly verdict: Verdict;
  readonly seconds: number;
}

export interface Score {
  passed: number;
  total: number;
  /** Undefined where the category has no case that must not compile. */
  messagesEqual: number | undefined;
  columnsEqual: number | undefined;
}

export async function runCase(one: Case, execute: Executor, timeoutSeconds: number): Promise<Result> {
  const run = await execute(one, timeoutSeconds);
  return { one, verdict: judge(one, run), seconds: run.seconds };
}

/** Runs the cases, `jobs` at a time; `onResult` hears of each as soon as all before it are done, so in order. */
export async function runCases(
  cases: readonly Case[],
  execute: Executor,
  options: { readonly jobs: number; readonly timeoutSeconds: number; readonly onResult: (result: Result) => void },
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let reported = 0;
  const work = async (): Promise<void> => {
    while (next < cases.length) {
      const index = next;
      next += 1;
      results[index] = await runCase(cases[index]!, execute, options.timeoutSeconds);
      for (let ready = results[reported]; ready !== undefined; ready = results[reported]) {
        reported += 1;
        options.onResult(ready);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work));
  return results;
}

/** Scores per category, in the order of their names. */
export function scoresOf(results: readonly Result[]): ReadonlyMap<string, Score> {
  const scores = new Map<string, Score>();
  for (const { one, verdict } of results) {
    let score = scores.get(one.category);
    if (score === undefined) {
      score = { passed: 0, total: 0, messagesEqual: undefined, columnsEqual: undefined };
      scores.set(one.category, score);
    }
    score.total += 1;
    score.passed += Number(verdict.passed);
    if (one.expected.kind === "error") {
      score.messagesEqual = (score.messagesEqual ?? 0) + Number(verdict.messageEqual);
      score.columnsEqual = (score.columnsEqual ?? 0) + Number(verdict.columnEqual);
    }
  }
  return new Map([...scores].sort(([a], [b]) => (a < b ? -1 : 1)));
}
