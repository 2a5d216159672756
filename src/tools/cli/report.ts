/** What the command prints about a compilation: diagnostics in order, the closing line, times. All of it on standard error. */

import { bug } from "../../base/bug.ts";
import type { Code } from "../../diagnostics/codes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { githubFailure, renderGithub } from "../../diagnostics/render-github.ts";
import { renderJson } from "../../diagnostics/render-json.ts";
import { renderSarif } from "../../diagnostics/render-sarif.ts";
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
  failure(message: string, code?: Code): void;
  /** A plain sentence about what the command did. */
  notice(message: string): void;
  times(list: readonly PhaseTime[]): void;
  /** Nothing more will be said about the program: writes what makes sense only as a whole. */
  finish(): void;
}

export type Write = (text: string) => void;

export interface ReporterOptions extends Pick<Options, "format" | "warnings" | "maxNotes"> {
  /** Of mojito, for tools that read the output. */
  readonly version: string;
  readonly color: boolean;
}

export function createReporter(options: ReporterOptions, write: Write): Reporter {
  const { format, color } = options;
  const said: string[] = [];
  const explained = new Set<Code>();
  const kept: Diagnostic[] = [];
  const failures: string[] = [];
  let lookup: FileLookup | undefined;
  let isDone = false;
  const say = (text: string): void => {
    said.push(text);
    write(text);
  };
  const show = (diagnostic: Diagnostic, files: FileLookup): void => {
    switch (format) {
      case "text": {
        const see = !explained.has(diagnostic.code);
        explained.add(diagnostic.code);
        say(renderText(diagnostic, files, { color, see }));
        return;
      }
      case "json":
        say(renderJson(diagnostic, files));
        return;
      case "github":
        say(renderGithub(diagnostic, files));
        return;
      case "sarif":
        kept.push(diagnostic);
        lookup = files;
    }
  };
  return {
    style: `${format}${color ? " color" : ""}`,
    text: () => said.join(""),
    repeat: (text) => {
      isDone = true;
      write(text);
    },
    diagnostics: (list, files) => {
      for (const each of list) {
        if (each.severity === "warning" && !options.warnings) continue;
        show(
          each.notes.length > options.maxNotes ? { ...each, notes: each.notes.slice(0, options.maxNotes) } : each,
          files,
        );
      }
    },
    failure: (message, code) => {
      // After the document is written there is nowhere else to say it.
      switch (format === "sarif" && isDone ? "text" : format) {
        case "text":
          write(`mojito: error: ${message}\n${code === undefined ? "" : `see: mojito explain ${code}\n`}`);
          return;
        case "json":
          write(`${JSON.stringify({ kind: "error", message, code })}\n`);
          return;
        case "github":
          write(githubFailure(message));
          return;
        case "sarif":
          failures.push(message);
      }
    },
    notice: (message) => {
      if (format === "text") write(`${message}\n`);
    },
    times: (list) => {
      if (format !== "text") return;
      const total = list.reduce((sum, each) => sum + each.milliseconds, 0);
      const rows = [...list, { phase: "total", milliseconds: total }];
      for (const { phase, milliseconds } of rows)
        write(`${phase.padEnd(10)} ${milliseconds.toFixed(1).padStart(8)} ms\n`);
    },
    finish: () => {
      if (format !== "sarif" || isDone) return;
      isDone = true;
      const files: FileLookup = (id) => (lookup ?? bug("a diagnostic without files"))(id);
      say(renderSarif({ version: options.version }, kept, failures, files));
    },
  };
}
