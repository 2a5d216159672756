/** Diagnostics as workflow commands of GitHub Actions, which shows them beside the changed lines. */

import { lineColumnOf } from "../source/source.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { FileLookup } from "./render-text.ts";

/** One command, with its line end; the notes are part of its text. */
export function renderGithub(diagnostic: Diagnostic, files: FileLookup): string {
  const file = files(diagnostic.at.file);
  const start = lineColumnOf(file, diagnostic.at.span.start);
  const end = lineColumnOf(file, diagnostic.at.span.end);
  const properties = [
    `file=${property(file.path)}`,
    `line=${start.line}`,
    `col=${start.column}`,
    `endLine=${end.line}`,
    `endColumn=${end.column}`,
    `title=${property(diagnostic.code)}`,
  ];
  const notes = [...diagnostic.labels.map((label) => label.text), ...diagnostic.notes.map((note) => note.message)];
  const text = [diagnostic.message, ...notes.map((note) => `note: ${note}`)].join("\n");
  return `::${diagnostic.severity} ${properties.join(",")}::${data(text)}\n`;
}

/** What stopped the command. */
export function githubFailure(message: string): string {
  return `::error::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
