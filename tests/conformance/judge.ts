// Whether a run of a case gave the expected result.
//
// A program that must run passes when standard output and exit status are equal. A program that must not compile passes when
// the command fails and the first located error is on the right line of the right file; an equal message and an equal column
// are counted apart, as softer scores.

import path from "node:path";
import type { Case, ExpectedError } from "./case.ts";
import type { Execution } from "./execute.ts";

export interface Verdict {
  readonly passed: boolean;
  /** One line that says what went wrong; empty when the case passed. */
  readonly reason: string;
  /** More of it: the differing lines, what the compiler said. */
  readonly detail: string;
  /** Only for cases that must not compile. */
  readonly messageEqual: boolean;
  readonly columnEqual: boolean;
}

export interface LocatedError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function judge(one: Case, run: Execution): Verdict {
  if (run.stopped !== undefined) return failed(run.stopped, tail(run.stderr));
  return one.expected.kind === "error"
    ? judgeError(one, one.expected.error, run)
    : judgeOutput(one, one.expected.stdout, one.expected.status, run);
}

function judgeOutput(one: Case, wanted: Uint8Array, wantedStatus: number, run: Execution): Verdict {
  const got = withoutFolder(run.stdout, path.dirname(one.source));
  if (Buffer.compare(got, wanted) === 0) {
    if (run.status === wantedStatus) return { ...failed("", ""), passed: true };
    return failed(`exit status ${run.status}, expected ${wantedStatus}`, tail(run.stderr));
  }
  const located = firstError(text(run.stderr), one);
  if (located !== undefined && got.length === 0) {
    return failed(`line ${located.line}: ${located.message}`, tail(run.stderr));
  }
  const expected = text(wanted).split("\n");
  const actual = text(got).split("\n");
  const at = expected.findIndex((line, index) => line !== actual[index]);
  const where =
    at >= 0 && at < actual.length
      ? ` at line ${at + 1}: expected ${quote(expected[at]!)}, got ${quote(actual[at]!)}`
      : `: expected ${expected.length - 1} lines, got ${actual.length - 1}`;
  const status = run.status === wantedStatus ? "" : ` (exit ${run.status})`;
  const detail = ["--- expected", around(expected, at), "--- actual", around(actual, at), tail(run.stderr)].join("\n");
  return failed(`stdout differs${where}${status}`, detail);
}

function judgeError(one: Case, want: ExpectedError, run: Execution): Verdict {
  const wanted = want.message ?? `about: ${want.about?.join(", ") || "anything"}`;
  if (run.status === 0) return failed(`accepted, expected an error at line ${want.line}: ${wanted}`, "");
  const got = firstError(text(run.stderr), one) ?? firstError(text(run.stdout), one);
  if (got === undefined) {
    return failed(`failed without a located error, expected line ${want.line}: ${wanted}`, tail(run.stderr));
  }
  const file = want.file ?? path.basename(one.source);
  const place = `${got.file}:${got.line} (${got.message})`;
  if (got.file !== file || !(want.lines ?? [want.line]).includes(got.line)) {
    return failed(`first error at ${place}, expected line ${want.line} (${wanted})`, tail(run.stderr));
  }
  const columnEqual = want.column === undefined || want.column === got.column;
  const messageEqual =
    want.message === undefined
      ? isAbout(got.message, want.about ?? [])
      : got.message === want.message || got.message === want.cause;
  // An exact message is a softer score; where only its subject is fixed, that subject is part of the case.
  const passed = want.message !== undefined || messageEqual;
  return {
    passed,
    reason: passed ? "" : `line ${got.line} is right, but the message is not ${wanted}: ${got.message}`,
    detail: messageEqual ? "" : `want: ${wanted}\n got: ${got.message}`,
    messageEqual,
    columnEqual,
  };
}

/** The first located error in a compiler's output, its file relative to the case's folder. */
export function firstError(output: string, one: Pick<Case, "source">): LocatedError | undefined {
  const match = /^([^\s:][^:\n]*):(\d+):(\d+): (?:fatal )?error: (.*)$/m.exec(output);
  if (match === null) return undefined;
  const file = match[1]!;
  return {
    file: path.isAbsolute(file) ? path.relative(path.dirname(one.source), file).replaceAll(path.sep, "/") : file,
    line: Number(match[2]),
    column: Number(match[3]),
    message: match[4]!.trim(),
  };
}

/** Whether every word occurs in the message; `a|b` stands for either. */
function isAbout(message: string, words: readonly string[]): boolean {
  const lower = message.toLowerCase();
  return words.every((word) => word.split("|").some((part) => lower.includes(part.toLowerCase())));
}

/** Failed assertions name the source file with its folder; expectations are free of it. */
export function withoutFolder(output: Uint8Array, folder: string): Buffer {
  // Byte for byte: the output of a program need not be UTF-8.
  const bytes = Buffer.from(output).toString("latin1");
  return Buffer.from(bytes.replaceAll(`${Buffer.from(folder).toString("latin1")}/`, ""), "latin1");
}

function failed(reason: string, detail: string): Verdict {
  return { passed: false, reason, detail, messageEqual: false, columnEqual: false };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

function tail(bytes: Uint8Array): string {
  return text(bytes).slice(-2000);
}

function quote(line: string): string {
  return JSON.stringify(line.slice(0, 80));
}

function around(lines: readonly string[], at: number): string {
  const from = Math.max(0, at - 2);
  return lines.slice(from, from + 8).join("\n");
}
