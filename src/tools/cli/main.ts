/** The `mojito` command. Whatever happens, the user sees a message and an exit status, never a stack trace. */

import { startupSnapshot } from "node:v8";
import { isMainThread, Worker } from "node:worker_threads";
import { bug, CompilerBug } from "../../base/bug.ts";
import { ToolError } from "../../driver/host.ts";
import type { Library } from "../../driver/library.ts";
import { PhaseClock } from "../../driver/phases.ts";
import { endLike, runProgram } from "../../host/process.ts";
import { createCommandCx, runCommand } from "./commands.ts";
import { explain } from "./explain.ts";
import { type Options, parseCommandLine } from "./options.ts";
import { findPackageRoot, packageVersion } from "./package-root.ts";
import { createReporter, type Reporter } from "./report.ts";
import { generalHelp, verbHelp } from "./usage.ts";
import { warmLibrary } from "./warm.ts";

/** Set for a process whose command is known to need a large stack. */
const BIG_STACK_WANTED = "MOJITO_BIG_STACK";

/** Stack of the second attempt, in megabytes, when a program is nested more deeply than Node's own stack allows. */
const BIG_STACK = 400;

const EXIT_USAGE = 2;

async function main(words: readonly string[], warm: Library | undefined): Promise<void> {
  const line = parseCommandLine(words);
  const root = findPackageRoot();
  switch (line.kind) {
    case "version":
      process.stdout.write(`mojito ${packageVersion(root)}\n`);
      return;
    case "help":
      process.stdout.write(line.verb === undefined ? generalHelp() : verbHelp(line.verb));
      return;
    case "wrong":
      process.stderr.write(
        `mojito: error: ${line.message}\n'mojito --help' lists the commands, 'mojito VERB --help' their options.\n`,
      );
      process.exitCode = EXIT_USAGE;
      return;
    case "explain": {
      const explanation = explain(root, line.code, line.json);
      if (explanation.kind === "text") process.stdout.write(explanation.text);
      else {
        process.stderr.write(`mojito: error: ${explanation.message}\n'mojito explain' lists the codes.\n`);
        process.exitCode = 1;
      }
      return;
    }
    case "run":
      await runVerb(line.options, root, warm);
  }
}

async function runVerb(options: Options, root: string, warm: Library | undefined): Promise<void> {
  const color = process.stderr.isTTY === true && !process.env["NO_COLOR"];
  // Kept until the end, so that a second attempt does not print everything twice.
  const pending: string[] = [];
  const version = packageVersion(root);
  const reporter = createReporter({ ...options, version, color }, (text) => pending.push(text));
  const flush = (): void => {
    reporter.finish();
    if (pending.length > 0) process.stderr.write(pending.join(""));
    pending.length = 0;
  };
  const clock = new PhaseClock();
  try {
    const cx = createCommandCx(options, root, version, reporter, clock, warm);
    const status = await runCommand(cx, flush);
    if (status !== undefined) {
      if (options.time) reporter.times(clock.times());
      process.exitCode = status;
    }
    flush();
  } catch (error) {
    if (isStackOverflow(error) && isMainThread) {
      await (warm === undefined ? runWithBigStack() : runAfresh());
      return;
    }
    describeFault(error, clock, reporter);
    flush();
    process.exitCode = 1;
  }
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

function describeFault(error: unknown, clock: PhaseClock, reporter: Reporter): void {
  if (error instanceof ToolError && error.kind !== "internal") {
    reporter.failure(error.message);
    return;
  }
  if (isStackOverflow(error)) {
    reporter.failure("the program is nested too deeply");
    return;
  }
  const what = error instanceof Error ? error.message : String(error);
  const kind = error instanceof CompilerBug || error instanceof ToolError ? what : `unexpected fault: ${what}`;
  reporter.failure(
    `internal error while in phase '${clock.current}': ${kind}\nThis is a fault of mojito, not of the program. Please report it with the program that shows it.`,
    "internal-error",
  );
  if (process.env["MOJITO_DEBUG"] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** The same command in a process of its own: one that began from a snapshot cannot start threads (Node 20). */
async function runAfresh(): Promise<void> {
  process.env[BIG_STACK_WANTED] = "1";
  const bundle = process.argv[1] ?? bug("a command without a program");
  endLike(await runProgram(process.execPath, [bundle, ...process.argv.slice(2)]));
}

/** The same command once more on a thread with a large stack. */
async function runWithBigStack(): Promise<void> {
  process.exitCode = await new Promise<number>((resolve, reject) => {
    const worker = new Worker(import.meta.filename, {
      argv: process.argv.slice(2),
      resourceLimits: { stackSizeMb: BIG_STACK, maxOldGenerationSizeMb: 4096 },
    });
    worker.on("error", reject);
    worker.on("exit", resolve);
  });
}

function start(warm: Library | undefined): void {
  const wanted = process.env[BIG_STACK_WANTED] !== undefined && isMainThread;
  delete process.env[BIG_STACK_WANTED];
  (wanted ? runWithBigStack() : main(process.argv.slice(2), warm)).catch((error: unknown) => {
    process.stderr.write(`mojito: error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

if (startupSnapshot.isBuildingSnapshot()) {
  const warm = warmLibrary(findPackageRoot());
  startupSnapshot.setDeserializeMainFunction(() => start(warm));
} else {
  start(undefined);
}
