// The compiler as golden tests see it. Dumps and diagnostics come from the command (`mojito ir`, `mojito check`), the
// behaviour of programs from `mojito run`; nothing here knows how the compiler is built.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { type CommandResult, inFolder, runMojito } from "../support/command.ts";
import type { Stage } from "./format.ts";
import type { Observation, Observe, ObservedDiagnostic, Subject } from "./observe.ts";

export const observe: Observe = async (subject, stage) =>
  stage === "run" ? observeRun(subject) : observeStage(subject, stage);

/** What a program prints, and how it ends where that is not with success in silence. */
function observeRun(subject: Subject): Observation {
  const result = runOn(subject, ["run"]);
  const parts = [result.stdout];
  if (result.stdout !== "" && !result.stdout.endsWith("\n")) parts.push("\n# no newline at the end\n");
  if (result.stderr !== "") parts.push(`# stderr\n${result.stderr}`);
  if (result.status !== 0) parts.push(`# exit ${result.status}\n`);
  return { dump: parts.join(""), diagnostics: [], types: [] };
}

function observeStage(subject: Subject, stage: Stage): Observation {
  const verb = stage === "check" ? ["check"] : ["ir", "--stage", stage];
  const result = runOn(subject, [...verb, "--diagnostic-format", "json"]);
  const diagnostics = result.stderr.split("\n").flatMap((line) => readDiagnostic(subject, line));
  return { dump: stage === "check" ? undefined : result.stdout, diagnostics, types: [] };
}

function runOn(subject: Subject, verb: readonly string[]): CommandResult {
  return inFolder({}, (folder) => {
    writeFileSync(path.join(folder, subject.name), subject.text);
    const strict = subject.strict ? ["--strict"] : [];
    const result = runMojito([...verb, ...strict, subject.name], folder);
    const clean = (text: string): string => text.replaceAll(`${folder}/`, "");
    return { status: result.status, stdout: clean(result.stdout), stderr: clean(result.stderr) };
  });
}

/** One line of `--diagnostic-format json`; lines without a place (the closing summary) say nothing new. */
function readDiagnostic(subject: Subject, line: string): readonly ObservedDiagnostic[] {
  if (line.trim() === "") return [];
  if (!line.startsWith("{")) throw new Error(`${subject.name}: the command said: ${line}`);
  const row = JSON.parse(line) as {
    readonly kind: string;
    readonly code?: string;
    readonly message: string;
    readonly diagnostic?: { readonly location: { readonly line: number } };
  };
  if (row.diagnostic === undefined || (row.kind !== "error" && row.kind !== "warning")) return [];
  return [{ severity: row.kind, line: row.diagnostic.location.line, code: row.code ?? "", message: row.message }];
}
