/** What the command prints about a compilation: diagnostics in order, the closing line, times. All of it on standard error. */

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderJson } from "../../diagnostics/render-json.ts";
import { type FileLookup, renderText } from "../../diagnostics/render-text.ts";
import type { PhaseTime } from "../../driver/phases.ts";
import type { Options } from "./options.ts";

export interface Reporter {
  /** Tells one form of output from another. */
  readonly style: string;
  /** Everything reported about the program so far. */
  text(): string;
  /** Says again what was said about the same program before. */
  repeat(text: string): void;
  diagnostics(list: readonly Diagnostic[], files: FileLookup): void;
  /** The closing line: what the command could not do. */
  failure(message: string): void;
  times(list: readonly PhaseTime[]): void;
}

export type Write = (text: string) => void;

export function createReporter(
  options: Pick<Options, "json" | "warnings" | "maxNotes">,
  write: Write,
  color: boolean,
): Reporter {
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
    write(text);
  };
  return {
    style: `${options.json ? "json" : "text"}${color ? " color" : ""}`,
    text: () => said.join(""),
    repeat: write,
    diagnostics: (list, files) => {
      for (const each of list) {
        if (each.severity === "warning" && !options.warnings) continue;
        const shown: Diagnostic =
          each.notes.length > options.maxNotes ? { ...each, notes: each.notes.slice(0, options.maxNotes) } : each;
        say(options.json ? renderJson(shown, files) : renderText(shown, files, { color }));
      }
    },
    failure: (message) => {
      write(options.json ? `${JSON.stringify({ kind: "error", message })}\n` : `mojito: error: ${message}\n`);
    },
    times: (list) => {
      if (options.json) return;
      const total = list.reduce((sum, each) => sum + each.milliseconds, 0);
      const rows = [...list, { phase: "total", milliseconds: total }];
      for (const { phase, milliseconds } of rows)
        write(`${phase.padEnd(10)} ${milliseconds.toFixed(1).padStart(8)} ms\n`);
    },
  };
}
