// What a conformance case is: a program, how it is started, and the result that is expected of it.
//
// A case is NAME.mojo, or a folder NAME with a main.mojo and the modules it imports. Beside it lie NAME.out (standard output)
// with NAME.exit (exit status, when it is not 0), or NAME.err (the first error of a program that must not compile), and
// NAME.args and NAME.stdin where the program takes any.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../support/repository.ts";

export interface Case {
  /** `run-pass/basics/001_hello_world`: what the baseline and filters speak of. */
  readonly id: string;
  /** The folder part of the id: scores are given per category. */
  readonly category: string;
  /** The absolute path of the file to run. */
  readonly source: string;
  /** Whether the program must be Mojo 1.2 and nothing more. */
  readonly strict: boolean;
  readonly args: readonly string[];
  readonly stdin: Uint8Array;
  readonly expected: Expected;
}

export type Expected =
  | { readonly kind: "output"; readonly stdout: Uint8Array; readonly status: number }
  | { readonly kind: "error"; readonly error: ExpectedError };

/** The content of an .err file. */
export interface ExpectedError {
  readonly line: number;
  /** Every acceptable line, where there is more than one. */
  readonly lines?: readonly number[];
  readonly column?: number;
  /** The file, relative to the program's folder, when it is not the program itself. */
  readonly file?: string;
  readonly message?: string;
  /** For an error inside an instantiated function: the constraint that failed, as good as the message. */
  readonly cause?: string;
  /** Stands in for the message: every word must occur, in any case; `a|b` means either. */
  readonly about?: readonly string[];
}

const corpus = path.join(repositoryRoot, "tests", "conformance");

/** Every case of the corpus whose id contains one of the filters; all of them without filters. */
export function discoverCases(filters: readonly string[] = []): readonly Case[] {
  const found: Case[] = [];
  const add = (id: string, source: string): void => {
    if (filters.length > 0 && !filters.some((text) => id.includes(text))) return;
    const made = readCase(id, source);
    if (made !== undefined) found.push(made);
  };
  const walk = (folder: string): void => {
    const entries = readdirSync(path.join(corpus, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const id = `${folder}/${entry.name}`;
      const main = `${id}/main.mojo`;
      if (!entry.isDirectory()) {
        if (entry.name.endsWith(".mojo")) add(id.slice(0, -".mojo".length), path.join(corpus, id));
      } else if (existsSync(path.join(corpus, main))) {
        add(id, path.join(corpus, main));
      } else {
        walk(id);
      }
    }
  };
  for (const folder of ["run-pass", "compile-fail", "dialect"]) walk(folder);
  return found;
}

function readCase(id: string, source: string): Case | undefined {
  const beside = (ending: string): Buffer | undefined => {
    const file = path.join(corpus, id + ending);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  const error = beside(".err");
  const stdout = beside(".out");
  let expected: Expected;
  if (error !== undefined) {
    expected = { kind: "error", error: JSON.parse(error.toString("utf8")) as ExpectedError };
  } else if (stdout !== undefined) {
    expected = { kind: "output", stdout, status: Number(beside(".exit")?.toString("utf8") ?? "0") };
  } else {
    return undefined;
  }
  const args = beside(".args")?.toString("utf8").split("\n") ?? [];
  if (args.at(-1) === "") args.pop();
  return {
    id,
    category: path.posix.dirname(id),
    source,
    strict: !id.startsWith("dialect/") || id.startsWith("dialect/strict-fail/"),
    args,
    stdin: beside(".stdin") ?? new Uint8Array(),
    expected,
  };
}
