// `npm run fuzz -- [options]`: compiles mutated programs and reports every input that the compiler neither accepts nor refuses with
// an error that has a place. The exit status is 1 when there is one.

import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../support/repository.ts";
import type { Depth, Fault } from "./judge.ts";
import { mutate, type Seed } from "./mutate.ts";
import { createPool, type Pool } from "./pool.ts";
import { createRandom } from "./random.ts";
import { reduce } from "./reduce.ts";
import { recordOutcomes } from "./regressions.ts";
import { readSeeds } from "./seeds.ts";
import { serve } from "./worker.ts";

const HELP = `usage: npm run fuzz -- [options]

  --count N     inputs (default 2000)
  --seed S      the number that they follow from (default 1)
  --first I     index of the first input (default 0); with --count 1 one input of a run again
  --full K      every K-th input goes on to LLVM IR, the others stop before instances are made (default 2)
  --llvm        what gets to LLVM IR goes through LLVM as well, with its verifier
  --jobs J      worker processes (default: the number of cores)
  --no-reduce   leave inputs as they are
  --record      only write down what the compiler says about regressions that have no expectation yet

Faults are written to dist/fuzz, one file for each kind.
`;

/** Inputs after which a line says how far the run is. */
const PROGRESS = 1_000;

interface Found {
  readonly index: number;
  readonly input: Uint8Array;
  readonly depth: Depth;
  readonly fault: Fault;
  count: number;
}

interface Plan {
  readonly count: number;
  readonly seed: number;
  readonly first: number;
  readonly full: number;
  readonly llvm: boolean;
  readonly jobs: number;
  readonly reduce: boolean;
}

if (process.argv.includes("--worker")) serve();
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      count: { type: "string", default: "2000" },
      seed: { type: "string", default: "1" },
      first: { type: "string", default: "0" },
      full: { type: "string", default: "2" },
      llvm: { type: "boolean", default: false },
      jobs: { type: "string", default: String(os.availableParallelism()) },
      "no-reduce": { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (values.record) {
    recordOutcomes();
    return;
  }
  const plan: Plan = {
    count: Number(values.count),
    seed: Number(values.seed),
    first: Number(values.first),
    full: Number(values.full),
    llvm: values.llvm,
    jobs: Number(values.jobs),
    reduce: !values["no-reduce"],
  };
  const pool = createPool(process.argv[1]!, plan.jobs);
  const start = performance.now();
  try {
    const { found, accepted } = await search(pool, plan, readSeeds());
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`${plan.count} inputs in ${seconds} s: ${accepted} accepted, ${found.length} kinds of fault`);
    for (const each of found) await tell(pool, plan, each);
    if (found.length > 0) process.exitCode = 1;
  } finally {
    pool.close();
  }
}

async function search(
  pool: Pool,
  plan: Plan,
  seeds: readonly Seed[],
): Promise<{ readonly found: readonly Found[]; readonly accepted: number }> {
  const found = new Map<string, Found>();
  let accepted = 0;
  let next = plan.first;
  const work = async (): Promise<void> => {
    while (next < plan.first + plan.count) {
      const index = next++;
      const done = index - plan.first;
      if (done > 0 && done % PROGRESS === 0) console.log(`${done} inputs`);
      const input = mutate(createRandom(plan.seed, index), seeds);
      const depth: Depth = index % plan.full !== 0 ? "own" : plan.llvm ? "object" : "emit";
      const verdict = await pool.run({ input, depth, fresh: false });
      // Time counts only where the library was there already: the first to use a part of it pays for it.
      const isSlow = verdict.kind === "fault" && verdict.signature === "slow";
      if (isSlow && !(await shows(pool, verdict, input, depth, true))) continue;
      if (verdict.kind === "accepted") accepted++;
      if (verdict.kind !== "fault") continue;
      const known = found.get(verdict.signature);
      if (known !== undefined) known.count++;
      else found.set(verdict.signature, { index, input, depth, fault: verdict, count: 1 });
      if (known === undefined) console.log(`input ${index}: ${verdict.signature}`);
    }
  };
  await Promise.all(Array.from({ length: plan.jobs }, work));
  return { found: [...found.values()].sort((a, b) => a.index - b.index), accepted };
}

async function shows(pool: Pool, fault: Fault, input: Uint8Array, depth: Depth, fresh: boolean): Promise<boolean> {
  const verdict = await pool.run({ input, depth, fresh });
  return verdict.kind === "fault" && verdict.signature === fault.signature;
}

/** Confirms a fault with a fresh compiler, makes the input small, and writes it down. */
async function tell(pool: Pool, plan: Plan, { index, input, depth, fault, count }: Found): Promise<void> {
  const isConfirmed = await shows(pool, fault, input, depth, true);
  console.log(
    `\n${fault.signature}\n  input ${index} of seed ${plan.seed}, ${count} times${isConfirmed ? "" : ", only after other inputs"}`,
  );
  console.log(fault.detail.split("\n").slice(0, 12).join("\n"));
  const text = new TextDecoder().decode(input);
  const stillFails = (smaller: string): Promise<boolean> =>
    shows(pool, fault, new TextEncoder().encode(smaller), depth, false);
  const isText = Buffer.from(text).equals(input);
  const isQuick = fault.signature !== "hang" && fault.signature !== "slow";
  const smallest = plan.reduce && isConfirmed && isText && isQuick ? await reduce(text, stillFails) : input;
  const folder = path.join(repositoryRoot, "dist", "fuzz");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${plan.seed}-${index}.mojo`);
  writeFileSync(file, smallest);
  console.log(`  ${path.relative(repositoryRoot, file)}`);
  if (typeof smallest === "string" && smallest.length < 2_000) console.log(smallest.replace(/^/gm, "  | "));
}
