// `npm run oracle -- PATH... [options]`: runs programs with the reference compiler and with this one, and prints every difference.
//
// What the reference does becomes the expectation of a conformance case, and the rules of the corpus judge our run of it: equal
// output and exit status, or a first error on the same line; other words or another column are printed too.

import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Case, Expected } from "../conformance/case.ts";
import { type Execution, type Executor, ownCommand, withCommand } from "../conformance/execute.ts";
import { firstError, judge, withoutFolder } from "../conformance/judge.ts";
import { type Program, programsIn } from "./programs.ts";

const HELP = `usage: npm run oracle -- PATH... [options]

Runs each program of the files and folders with the reference compiler (the command 'mojo', or the one that the variable MOJO
names) and with ./bin/mojito --strict, and prints every difference. The exit status is 1 when there is one.

  --jobs N        programs run at once (default: the number of cores)
  --timeout S     seconds that a program may take (default 30)
  --verbose       print both outputs of a program that differs
`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    jobs: { type: "string", default: String(os.availableParallelism()) },
    timeout: { type: "string", default: "30" },
  },
});

if (values.help || positionals.length === 0) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  // The same at each run: the reference caches compiled programs, with the paths that they print.
  const scratch = path.join(os.tmpdir(), "mojito-oracle");
  try {
    await main(positionals.flatMap((root) => programsIn(root, scratch)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function main(programs: readonly Program[]): Promise<void> {
  const reference = withCommand([process.env["MOJO"] ?? "mojo"]);
  const own = withCommand(ownCommand);
  let next = 0;
  let differing = 0;
  const work = async (): Promise<void> => {
    for (let program = programs[next++]; program !== undefined; program = programs[next++]) {
      const differences = await compare(program, reference, own, Number(values.timeout));
      if (differences.length === 0) continue;
      differing += 1;
      console.log([`DIFFERS ${program.name}`, ...differences].join("\n    "));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, work));
  console.log(`${programs.length - differing} of ${programs.length} programs behave alike`);
  if (differing > 0) process.exitCode = 1;
}

/** What is different between the two compilers, a line for each; nothing where they agree. */
async function compare(
  program: Program,
  reference: Executor,
  own: Executor,
  timeoutSeconds: number,
): Promise<readonly string[]> {
  const bare: Case = {
    id: program.name,
    category: path.dirname(program.name),
    source: program.source,
    strict: false,
    args: [],
    stdin: new Uint8Array(),
    expected: { kind: "output", stdout: new Uint8Array(), status: 0 },
  };
  const theirs = await reference(bare, timeoutSeconds);
  if (theirs.stopped !== undefined) return [`the reference did not end: ${theirs.stopped}`];
  const one: Case = { ...bare, strict: true, expected: expectationOf(bare, theirs) };
  const ours = await own(one, timeoutSeconds);
  const verdict = judge(one, ours);
  const lines = verdict.passed ? [] : [verdict.reason];
  if (verdict.passed && one.expected.kind === "error") {
    if (!verdict.messageEqual) lines.push(...verdict.detail.split("\n"));
    if (!verdict.columnEqual) lines.push(`the column is not ${one.expected.error.column}`);
  }
  if (lines.length > 0 && values.verbose) lines.push(...shown("reference", theirs), ...shown("mojito", ours));
  return lines;
}

/** What a run of the reference asks of ours: a located error without any output is a program that did not compile. */
function expectationOf(one: Case, run: Execution): Expected {
  const errors = Buffer.from(run.stderr).toString("utf8");
  const located = run.status !== 0 && run.stdout.length === 0 ? firstError(errors, one) : undefined;
  if (located === undefined) {
    return { kind: "output", stdout: withoutFolder(run.stdout, path.dirname(one.source)), status: run.status };
  }
  // An error inside an instance is reported at the function, and its cause in a note.
  const cause = /: note: (constraint failed: .*)$/m.exec(errors)?.[1];
  return { kind: "error", error: { ...located, ...(cause === undefined ? {} : { cause }) } };
}

function shown(who: string, run: Execution): readonly string[] {
  const text = Buffer.concat([run.stdout, run.stderr]).toString("utf8").trimEnd();
  return [`--- ${who}, exit ${run.status}`, ...text.split("\n").slice(0, 40)];
}
