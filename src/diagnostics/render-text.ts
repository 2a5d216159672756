/**
 * Diagnostics for a terminal, in the reference compiler's form: `path:line:column: error: text`, the source line, a marker
 * line, a line with the replacement text where there is one, then the notes in the same form.
 */

import type { FileId } from "../base/ids.ts";
import { type Location, lineColumnOf, lineIndexOf, lineText, type SourceFile } from "../source/source.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";

export type FileLookup = (id: FileId) => SourceFile;

export interface TextOptions {
  readonly color?: boolean;
}

type Kind = "error" | "warning" | "note";

/** Ends with a line end. */
export function renderText(diagnostic: Diagnostic, files: FileLookup, options: TextOptions = {}): string {
  const paint = options.color === true ? colored : plain;
  const lines: string[] = [];
  render(lines, paint, files, {
    kind: diagnostic.severity,
    message: diagnostic.message,
    at: diagnostic.at,
    underline: [diagnostic.at, ...diagnostic.ranges],
    fixes: diagnostic.fixes,
  });
  for (const label of diagnostic.labels) {
    render(lines, paint, files, { kind: "note", message: label.text, at: label.at, underline: [label.at], fixes: [] });
  }
  for (const { message, at } of diagnostic.notes) {
    if (at === undefined) lines.push(`${paint("note", "note:")} ${paint("message", message)}`);
    else render(lines, paint, files, { kind: "note", message, at, underline: [], fixes: [] });
  }
  return `${lines.join("\n")}\n`;
}

interface Entry {
  readonly kind: Kind;
  readonly message: string;
  readonly at: Location;
  readonly underline: readonly Location[];
  readonly fixes: readonly Fix[];
}

function render(lines: string[], paint: Paint, files: FileLookup, entry: Entry): void {
  const file = files(entry.at.file);
  const offset = Math.min(entry.at.span.start, file.text.length);
  const { line, column } = lineColumnOf(file, offset);
  const place = paint("place", `${file.path}:${line}:${column}:`);
  lines.push(`${place} ${paint(entry.kind, `${entry.kind}:`)} ${paint("message", entry.message)}`);
  const index = lineIndexOf(file, offset);
  const source: SourceLine = { file, start: file.lineStarts[index] ?? 0, text: lineText(file, index) };
  lines.push(source.text);
  lines.push(paint("marker", markerLine(source, offset, entry.underline)));
  const fixes = fixLine(source, entry.fixes);
  if (fixes !== "") lines.push(paint("marker", fixes));
}

interface SourceLine {
  readonly file: SourceFile;
  readonly start: number;
  readonly text: string;
}

/** `^` under the place, `~` under the ranges, as far as they are on its line. */
function markerLine(line: SourceLine, offset: number, underline: readonly Location[]): string {
  const width = line.text.length;
  const caret = Math.min(offset - line.start, width);
  const marks: string[] = [];
  for (const { file, span } of underline) {
    if (file !== line.file.id) continue;
    const from = Math.max(0, span.start - line.start);
    const to = Math.min(width, span.end - line.start);
    for (let at = from; at < to; at++) marks[at] = "~";
  }
  marks[caret] = "^";
  return layOut(line.text, marks);
}

/** The first replacement of each place on the line, under that place. */
function fixLine(line: SourceLine, fixes: readonly Fix[]): string {
  const marks: string[] = [];
  for (const fix of fixes) {
    const at = fix.at.span.start - line.start;
    if (fix.at.file !== line.file.id || at < 0 || at > line.text.length || fix.replacement.includes("\n")) continue;
    let isFree = fix.replacement !== "";
    for (let i = 0; i < fix.replacement.length; i++) if (marks[at + i] !== undefined) isFree = false;
    if (isFree) for (let i = 0; i < fix.replacement.length; i++) marks[at + i] = fix.replacement[i]!;
  }
  return marks.length === 0 ? "" : layOut(line.text, marks);
}

/** One cell per code point of the source line; a tab stays a tab, so that the marks stand under what they mark. */
function layOut(text: string, marks: readonly (string | undefined)[]): string {
  let out = "";
  for (let at = 0; at < marks.length; at++) {
    const unit = text.charCodeAt(at);
    const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
    if (!isLowSurrogate) out += marks[at] ?? (unit === 9 ? "\t" : " ");
  }
  return out;
}

// ---------------------------------------------------------------- colour

type Role = Kind | "place" | "message" | "marker";
type Paint = (role: Role, text: string) => string;

const codes: Readonly<Record<Role, string>> = {
  error: "1;31",
  warning: "1;35",
  note: "1;36",
  place: "1",
  message: "1",
  marker: "1;32",
};

function plain(_role: Role, text: string): string {
  return text;
}

function colored(role: Role, text: string): string {
  return `\x1b[${codes[role]}m${text}\x1b[0m`;
}
