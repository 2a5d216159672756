/**
 * Diagnostics for programs: one JSON object a line in the reference compiler's shape (lines and the columns of edits count
 * from 1, other columns from 0, all in bytes), with our additions: `code`, `children` and `suggestions` on the main object.
 */

import { type Location, lineColumnOf, lineIndexOf, lineText, type SourceFile } from "../source/source.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import type { FileLookup } from "./render-text.ts";

interface JsonPlace {
  readonly file: string;
  readonly fixIts: readonly JsonEdit[];
  readonly location: { readonly column: number; readonly line: number };
  readonly ranges: readonly { readonly end: number; readonly start: number }[];
  readonly text: string;
}

interface JsonEdit {
  readonly end: { readonly column: number; readonly line: number };
  readonly start: { readonly column: number; readonly line: number };
  readonly text: string;
}

interface JsonEntry {
  readonly diagnostic?: JsonPlace;
  readonly kind: "error" | "warning" | "note";
  readonly message: string;
}

/** The diagnostic's object and, as the reference has them, one for each note; each ends with a line end. */
export function renderJson(diagnostic: Diagnostic, files: FileLookup): string {
  const { at, fixes } = diagnostic;
  const notes: JsonEntry[] = [
    ...diagnostic.labels.map((label) => entry("note", label.text, label.at, [], [], files)),
    ...diagnostic.notes.map((note) => entry("note", note.message, note.at, [], [], files)),
  ];
  const main = {
    ...entry(diagnostic.severity, diagnostic.message, at, [at, ...diagnostic.ranges], fixes, files),
    code: diagnostic.code,
    children: notes,
    suggestions: fixes.map((fix) => ({
      message: fix.title,
      applicability: fix.safe ? "safe" : "maybe-incorrect",
      file: files(fix.at.file).path,
      edits: [edit(fix, files)],
    })),
  };
  return [main, ...notes].map((each) => `${JSON.stringify(each)}\n`).join("");
}

function entry(
  kind: JsonEntry["kind"],
  message: string,
  at: Location | undefined,
  ranges: readonly Location[],
  fixes: readonly Fix[],
  files: FileLookup,
): JsonEntry {
  if (at === undefined) return { kind, message };
  const file = files(at.file);
  const { line, column } = lineColumnOf(file, at.span.start);
  const index = lineIndexOf(file, at.span.start);
  const place: JsonPlace = {
    file: file.path,
    fixIts: fixes.filter((fix) => fix.at.file === at.file).map((fix) => edit(fix, files)),
    location: { column: column - 1, line },
    ranges: ranges.flatMap((range) => rangeOnLine(file, index, range)),
    text: lineText(file, index),
  };
  return { diagnostic: place, kind, message };
}

/** The part of a range that is on the line, if it is wider than the caret. */
function rangeOnLine(
  file: SourceFile,
  index: number,
  range: Location,
): { readonly end: number; readonly start: number }[] {
  if (range.file !== file.id) return [];
  const lineStart = file.lineStarts[index] ?? 0;
  const lineEnd = lineStart + lineText(file, index).length;
  const start = Math.max(range.span.start, lineStart);
  const end = Math.min(range.span.end, lineEnd);
  if (end - start < 1) return [];
  return [{ end: lineColumnOf(file, end).column - 1, start: lineColumnOf(file, start).column - 1 }];
}

function edit(fix: Fix, files: FileLookup): JsonEdit {
  const file = files(fix.at.file);
  const start = lineColumnOf(file, fix.at.span.start);
  const end = lineColumnOf(file, fix.at.span.end);
  return {
    end: { column: end.column, line: end.line },
    start: { column: start.column, line: start.line },
    text: fix.replacement,
  };
}
