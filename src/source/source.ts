/** Source files, their line tables, and positions in them. */

import type { FileId } from "../base/ids.ts";

/** UTF-16 offsets into the text of one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the program. */
export interface Location {
  readonly file: FileId;
  readonly span: Span;
}

export interface SourceFile {
  readonly id: FileId;
  /** As shown to the user (absolute). */
  readonly path: string;
  readonly text: string;
  /** Offsets at which lines start; line 1 is entry 0. */
  readonly lineStarts: Int32Array;
}

export const noSpan: Span = { start: 0, end: 0 };

export function spanFrom(start: Span, end: Span): Span {
  return { start: start.start, end: end.end };
}

/** The start offset of each line. A line ends at \n (a \r before it belongs to the line end). */
export function computeLineStarts(text: string): Int32Array {
  const starts: number[] = [0];
  let at = text.indexOf("\n");
  while (at >= 0) {
    starts.push(at + 1);
    at = text.indexOf("\n", at + 1);
  }
  return Int32Array.from(starts);
}

export function makeSourceFile(id: FileId, path: string, text: string): SourceFile {
  return { id, path, text, lineStarts: computeLineStarts(text) };
}

export interface LineColumn {
  /** 1-based. */
  readonly line: number;
  /** 1-based, counted in UTF-8 bytes as the reference compiler does. */
  readonly column: number;
}

/** Index of the line (0-based) that holds `offset`. */
export function lineIndexOf(file: SourceFile, offset: number): number {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineColumnOf(file: SourceFile, offset: number): LineColumn {
  const line = lineIndexOf(file, offset);
  const prefix = file.text.slice(file.lineStarts[line] ?? 0, offset);
  return { line: line + 1, column: utf8Length(prefix) + 1 };
}

/** The text of a line (0-based) without its line end. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line] ?? file.text.length;
  const next = file.lineStarts[line + 1];
  const end = next === undefined ? file.text.length : next - 1;
  const text = file.text.slice(start, end);
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

/** Number of bytes of `text` in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}
