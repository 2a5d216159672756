/** The source files of one compilation: numbered, read through the host, checked to be text. */

import { must } from "../base/bug.ts";
import type { FileId } from "../base/ids.ts";
import { type Diagnostic, makeDiagnostic } from "../diagnostics/diagnostic.ts";
import { makeSourceFile, type SourceFile } from "../source/source.ts";
import type { FileSystem, ReadFailure } from "./host.ts";
import { messages } from "./messages.ts";

export type Loaded =
  | { readonly kind: "ok"; readonly file: SourceFile; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: ReadFailure; readonly detail: string };

/** Files by number. */
export class SourceMap {
  readonly #files: SourceFile[] = [];

  get(id: FileId): SourceFile {
    return must(this.#files[id], `file ${id}`);
  }

  load(host: FileSystem, path: string): Loaded {
    const result = host.read(path);
    if (result.kind !== "ok") return result;
    const text = new TextDecoder("utf-8").decode(result.bytes);
    const file = makeSourceFile(this.#files.length as FileId, path, text);
    this.#files.push(file);
    return { kind: "ok", file, diagnostics: textProblems(file, result.bytes) };
  }
}

/** What keeps the bytes from being a source text: the first byte that is not UTF-8, and NUL bytes. */
function textProblems(file: SourceFile, bytes: Uint8Array): readonly Diagnostic[] {
  const wrong = firstInvalid(bytes);
  if (wrong < bytes.length) {
    const before = new TextDecoder("utf-8").decode(bytes.subarray(0, wrong)).length;
    const { code, text } = messages.invalidUtf8(bytes[wrong] ?? 0);
    return [makeDiagnostic("error", code, { file: file.id, span: { start: before, end: before + 1 } }, text)];
  }
  const nul = file.text.indexOf("\0");
  if (nul < 0) return [];
  const { code, text } = messages.nulByte();
  return [makeDiagnostic("error", code, { file: file.id, span: { start: nul, end: nul + 1 } }, text)];
}

/** The offset of the first byte that does not belong to a UTF-8 sequence; the length if there is none. */
export function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at++;
      continue;
    }
    const length =
      first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > bytes.length) return at;
    for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return at;
    const second = bytes[at + 1] ?? 0;
    // Overlong forms, surrogates, and what lies beyond the last code point.
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return at;
    if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return at;
    at += length;
  }
  return at;
}
