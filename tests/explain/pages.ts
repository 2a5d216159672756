// The pages of `docs/diagnostics` as data, and their programs compiled.

import path from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Compilation, Goal } from "../../src/driver/compile.ts";
import { policyOf } from "../../src/tools/cli/commands.ts";
import { parseCommandLine } from "../../src/tools/cli/options.ts";
import { createInProcess } from "../support/in-process.ts";
import { listFiles, readText } from "../support/repository.ts";

export interface PageProgram {
  readonly text: string;
  /** Options of `mojito check`. */
  readonly options: readonly string[];
}

export interface Page {
  readonly code: string;
  readonly text: string;
  /** Undefined where no program can show the code; the page says why. */
  readonly wrong: PageProgram | undefined;
  readonly right: PageProgram | undefined;
}

export const FOLDER = "docs/diagnostics";

export function readPages(): readonly Page[] {
  return listFiles(FOLDER).map((file) => {
    const text = readText(file);
    return {
      code: path.basename(file, ".md"),
      text,
      wrong: programUnder("Wrong", text),
      right: programUnder("Right", text),
    };
  });
}

function programUnder(heading: string, page: string): PageProgram | undefined {
  const match = new RegExp(`^## ${heading}\\n\\n\`\`\`mojo([^\\n]*)\\n([^]*?)^\`\`\`$`, "m").exec(page);
  return match === null ? undefined : { text: match[2]!, options: match[1]!.split(" ").filter((word) => word !== "") };
}

const compiler = createInProcess();

/** Compiles a program that is in no file: as far as lifetimes unless told otherwise, since making instances takes time. */
export function compileText(program: PageProgram, goal: Goal = "own", file: string = "/nowhere/a.mojo"): Compilation {
  const line = parseCommandLine(["check", ...program.options, file]);
  if (line.kind !== "run") throw new Error(`wrong options: ${program.options.join(" ")}`);
  const { options } = line;
  return compiler.compile(program.text, goal, { path: file, strict: options.strict, policy: policyOf(options) });
}

/** `line N: [code] message` of each diagnostic. */
export function briefly(made: Compilation): readonly string[] {
  return made.diagnostics.map((each) => brief(each, made));
}

function brief(diagnostic: Diagnostic, made: Compilation): string {
  const text = made.files.get(diagnostic.at.file).text.slice(0, diagnostic.at.span.start);
  return `line ${text.split("\n").length}: [${diagnostic.code}] ${diagnostic.message}`;
}
