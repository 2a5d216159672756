/** Applying fixes to texts, and handing them to other tools. */

import type { FileId } from "../base/ids.ts";
import { utf8Length } from "../source/source.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import type { FileLookup } from "./render-text.ts";

/** The fixes that may be applied without asking: those that cannot change what correct code means. */
export function safeFixes(diagnostics: readonly Diagnostic[]): readonly Fix[] {
  return diagnostics.flatMap((each) => each.fixes.filter((fix) => fix.safe));
}

/** The fixes to try when the user will look at the result: of each diagnostic the safe ones, or else the first. */
export function likelyFixes(diagnostics: readonly Diagnostic[]): readonly Fix[] {
  return diagnostics.flatMap((each) => {
    const safe = each.fixes.filter((fix) => fix.safe);
    return safe.length > 0 ? safe : each.fixes.slice(0, 1);
  });
}

/** The fixes of each file. */
export function fixesByFile(fixes: readonly Fix[]): ReadonlyMap<FileId, readonly Fix[]> {
  const byFile = new Map<FileId, Fix[]>();
  for (const fix of fixes) byFile.set(fix.at.file, [...(byFile.get(fix.at.file) ?? []), fix]);
  return byFile;
}

export interface Fixed {
  readonly text: string;
  /** How many fixes were applied: of fixes that overlap the first one is, an equal one counts as the same. */
  readonly count: number;
}

/** The text of a file after its fixes. */
export function applyFixes(text: string, fixes: readonly Fix[]): Fixed {
  const ordered = [...fixes].sort((a, b) => a.at.span.start - b.at.span.start || a.at.span.end - b.at.span.end);
  let out = "";
  let at = 0;
  let count = 0;
  let previous: Fix | undefined;
  for (const fix of ordered) {
    const { start, end } = fix.at.span;
    const overlaps = start < at || (previous !== undefined && start === previous.at.span.start);
    if (overlaps) continue;
    out += text.slice(at, start) + fix.replacement;
    at = end;
    count++;
    previous = fix;
  }
  return { text: out + text.slice(at), count };
}

/** Fixes in the YAML form of clang-tidy, for `clang-apply-replacements`: offsets and lengths are bytes. */
export function exportFixes(fixes: readonly Fix[], files: FileLookup): string {
  const rows = fixes.map((fix) => {
    const file = files(fix.at.file);
    const { start, end } = fix.at.span;
    return [
      `  - FilePath:        ${quoted(file.path)}`,
      `    Offset:          ${utf8Length(file.text.slice(0, start))}`,
      `    Length:          ${utf8Length(file.text.slice(start, end))}`,
      `    ReplacementText: ${quoted(fix.replacement)}`,
    ].join("\n");
  });
  const replacements = rows.length === 0 ? "Replacements:    []" : `Replacements:\n${rows.join("\n")}`;
  return `---\nMainSourceFile:  ''\n${replacements}\n...\n`;
}

/** A YAML scalar; only double quotes can hold a line end. */
function quoted(text: string): string {
  return /[\n\r\t]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}
