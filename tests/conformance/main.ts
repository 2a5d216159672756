// `npm run conformance -- [FILTER...] [options]`: runs the corpus against ./bin/mojito and prints the scores.
//
// The exit status is 1 when a case that the baseline lists does not pass, and 0 otherwise: the corpus is larger than what the
// compiler can do, so plain failures are no alarm.

import os from "node:os";
import { parseArgs } from "node:util";
import { readBaseline, writeBaseline } from "./baseline.ts";
import { discoverCases } from "./case.ts";
import { ownCommand, withCommand } from "./execute.ts";
import { runCases, scoresOf } from "./runner.ts";

const HELP = `usage: npm run conformance -- [FILTER...] [options]

Runs the cases whose name contains one of the filters (all of them without filters).

  --update        add newly passing cases to tests/conformance/baseline.txt
  --force         with --update: also take cases off the list that no longer pass
  --baseline      run only the cases that the baseline lists
  --verbose       print the differences of each failing case
  --passing       print the passing cases too
  --jobs N        cases run at once (default: the number of cores)
  --timeout S     seconds that a case may take (default 30)
  --command CMD   another compiler to judge: words apart by blanks, called as CMD run [--strict] FILE ARGS
  --json          print the results as JSON
`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    update: { type: "boolean", default: false },
    force: { type: "boolean", default: false },
    baseline: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    passing: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    command: { type: "string" },
    help: { type: "boolean", default: false },
    jobs: { type: "string", default: String(os.availableParallelism()) },
    timeout: { type: "string", default: "30" },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  await main();
}

async function main(): Promise<void> {
  const listed = readBaseline();
  const cases = discoverCases(positionals).filter((one) => !values.baseline || listed.has(one.id));
  if (cases.length === 0) {
    console.error("no cases found");
    process.exitCode = 2;
    return;
  }
  const command = values.command?.split(" ").filter((word) => word !== "") ?? ownCommand;
  const results = await runCases(cases, withCommand(command), {
    jobs: Number(values.jobs),
    timeoutSeconds: Number(values.timeout),
    onResult: ({ one, verdict, seconds }) => {
      if (values.json) return;
      if (!verdict.passed) console.log(`FAIL ${one.id}: ${verdict.reason}`);
      else if (values.passing) console.log(`pass ${one.id} (${seconds.toFixed(1)} s)`);
      const showDetail = values.verbose && verdict.detail.trim() !== "";
      if (showDetail) console.log(verdict.detail.trim().replace(/^/gm, "    "));
    },
  });

  const passing = results.filter((result) => result.verdict.passed).map((result) => result.one.id);
  const failing = results.filter((result) => !result.verdict.passed).map((result) => result.one.id);
  const broken = failing.filter((id) => listed.has(id));
  const fresh = passing.filter((id) => !listed.has(id));

  if (values.json) {
    const rows = results.map(({ one, verdict, seconds }) => ({ case: one.id, seconds, ...verdict }));
    console.log(JSON.stringify({ passed: passing.length, failed: failing.length, cases: rows }, undefined, 1));
  } else {
    console.log(`${passing.length} passed, ${failing.length} failed`);
    for (const [category, score] of scoresOf(results)) {
      const softer =
        score.messagesEqual === undefined
          ? ""
          : `   (same message ${score.messagesEqual}, same column ${score.columnsEqual})`;
      console.log(`  ${category.padEnd(32)} ${String(score.passed).padStart(4)} / ${score.total}${softer}`);
    }
    for (const id of broken) console.log(`BROKEN ${id}: the baseline says that it passes`);
    if (fresh.length > 0 && !values.update) console.log(`${fresh.length} newly passing: record them with --update`);
  }

  if (values.update) {
    const removed = new Set(values.force ? broken : []);
    writeBaseline([...listed, ...fresh].filter((id) => !removed.has(id)));
    console.error(`baseline: ${fresh.length} added, ${removed.size} removed`);
    if (removed.size === broken.length) return;
  }
  if (broken.length > 0) process.exitCode = 1;
}
