/**
 * Diagnostics for a terminal. The first lines are those of the reference compiler: `path:line:column: error: text`, the source
 * line, a marker line. Then come other places on that line (`- text`), notes in the same form as the error, what would mend it
 * (`help:` with the edited line), and where to read more (`see:`).
 */

import type { FileId } from "../base/ids.ts";
import { type Location, lineColumnOf, lineIndexOf, lineText, type SourceFile } from "../source/source.ts";
import type { Diagnostic, Fix, Label } from "./diagnostic.ts";

export type FileLookup = (id: FileId) => SourceFile;

export interface TextOptions {
  readonly color?: boolean;
  /** End with the command that explains the code. */
  readonly see?: boolean;
}

type Kind = "error" | "warning" | "note";

/** Ends with a line end. */
export function renderText(diagnostic: Diagnostic, files: FileLookup, options: TextOptions = {}): string {
  const paint = options.color === true ? colored : plain;
  const lines: string[] = [];
  const beside = labelsBeside(diagnostic, files);
  render(lines, paint, files, {
    kind: diagnostic.severity,
    message: diagnostic.message,
    at: diagnostic.at,
    underline: [diagnostic.at, ...diagnostic.ranges],
    labels: beside,
  });
  for (const label of diagnostic.labels) {
    if (beside.includes(label)) continue;
    render(lines, paint, files, { kind: "note", message: label.text, at: label.at, underline: [label.at], labels: [] });
  }
  for (const { message, at } of diagnostic.notes) {
    if (at === undefined) lines.push(`${paint("note", "note:")} ${paint("message", message)}`);
    else render(lines, paint, files, { kind: "note", message, at, underline: [], labels: [] });
  }
  renderFixes(lines, paint, files, diagnostic.fixes);
  if (options.see === true) lines.push(`${paint("help", "see:")} mojito explain ${diagnostic.code}`);
  return `${lines.join("\n")}\n`;
}

interface Entry {
  readonly kind: Kind;
  readonly message: string;
  readonly at: Location;
  readonly underline: readonly Location[];
  readonly labels: readonly Label[];
}

/** The labels that speak of the line of the diagnostic itself, from right to left. */
function labelsBeside({ at, labels }: Diagnostic, files: FileLookup): readonly Label[] {
  const file = files(at.file);
  const line = lineIndexOf(file, at.span.start);
  return labels
    .filter((label) => label.at.file === at.file && lineIndexOf(file, label.at.span.start) === line)
    .sort((a, b) => b.at.span.start - a.at.span.start);
}

function render(lines: string[], paint: Paint, files: FileLookup, entry: Entry): void {
  const file = files(entry.at.file);
  const offset = Math.min(entry.at.span.start, file.text.length);
  const { line, column } = lineColumnOf(file, offset);
  const place = paint("place", `${file.path}:${line}:${column}:`);
  lines.push(`${place} ${paint(entry.kind, `${entry.kind}:`)} ${paint("message", entry.message)}`);
  const source = sourceLine(file, offset);
  lines.push(source.text);
  lines.push(paint("marker", markerLine(source, offset, entry)));
  for (const label of entry.labels) {
    const indent = layOut(source.text, new Array<undefined>(Math.max(0, label.at.span.start - source.start)));
    lines.push(`${indent}${paint("help", `- ${label.text}`)}`);
  }
}

interface SourceLine {
  readonly file: SourceFile;
  readonly start: number;
  readonly text: string;
}

function sourceLine(file: SourceFile, offset: number): SourceLine {
  const index = lineIndexOf(file, offset);
  return { file, start: file.lineStarts[index] ?? 0, text: lineText(file, index) };
}

/** `^` under the place, `~` under the ranges, `-` under the labels, as far as they are on its line. */
function markerLine(line: SourceLine, offset: number, { underline, labels }: Entry): string {
  const width = line.text.length;
  const caret = Math.min(offset - line.start, width);
  const marks: string[] = [];
  for (const { file, span } of underline) {
    if (file !== line.file.id) continue;
    const from = Math.max(0, span.start - line.start);
    const to = Math.min(width, span.end - line.start);
    for (let at = from; at < to; at++) marks[at] = "~";
  }
  for (const { at } of labels) marks[at.span.start - line.start] = "-";
  marks[caret] = "^";
  return layOut(line.text, marks);
}

/** `help:`, the line as it would be, and what is new in it. Edits of one title (every use of a word) are told by the first. */
function renderFixes(lines: string[], paint: Paint, files: FileLookup, fixes: readonly Fix[]): void {
  const told = new Set<string>();
  for (const fix of fixes) {
    if (told.has(fix.title)) continue;
    told.add(fix.title);
    const more = fixes.filter((other) => other.title === fix.title).length - 1;
    const others = more === 0 ? "" : `, here and in ${more} other ${more === 1 ? "place" : "places"}`;
    lines.push(`${paint("help", "help:")} ${paint("message", `${fix.title}${others}`)}`);
    renderEdit(lines, paint, sourceLine(files(fix.at.file), fix.at.span.start), fix);
  }
}

function renderEdit(lines: string[], paint: Paint, line: SourceLine, fix: Fix): void {
  const from = fix.at.span.start - line.start;
  const before = line.text.slice(0, from);
  const after = line.text.slice(fix.at.span.end - line.start);
  const edited = `${before}${fix.replacement}${after}`.split("\n");
  let start = 0;
  for (const text of edited) {
    // Only what is new is marked: in the first line it starts at the edit, in the last it ends with the replacement.
    const isNew = start < from + fix.replacement.length;
    lines.push(text);
    const width = Math.min(text.length, from + fix.replacement.length - start);
    const marks: (string | undefined)[] = [];
    for (let at = Math.max(0, from - start); at < width; at++) marks[at] = "+";
    if (isNew && marks.length > 0) lines.push(paint("marker", layOut(text, marks)));
    start += text.length + 1;
  }
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

type Role = Kind | "help" | "place" | "message" | "marker";
type Paint = (role: Role, text: string) => string;

const codes: Readonly<Record<Role, string>> = {
  error: "1;31",
  warning: "1;35",
  note: "1;36",
  help: "1;34",
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
