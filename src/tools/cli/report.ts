/** What the command prints about a compilation: diagnostics in order, the closing line, times. All of it on standard error. */

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderJson } from "../../diagnostics/render-json.ts";
import { type FileLookup, renderText } from "../../diagnostics/render-text.ts";
import type { PhaseTime } from "../../driver/phases.ts";
import type { Options } from "./options.ts";

export interface Reporter {
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
  return {
    diagnostics: (list, files) => {
      for (const each of list) {
        if (each.severity === "warning" && !options.warnings) continue;
        const shown: Diagnostic =
          each.notes.length > options.maxNotes ? { ...each, notes: each.notes.slice(0, options.maxNotes) } : each;
        write(options.json ? renderJson(shown, files) : renderText(shown, files, { color }));
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
