/**
 * Diagnostics as one document of SARIF 2.1.0, the format that code scanning services read. Lines and columns count from 1,
 * columns are UTF-16 units.
 */

import { type Location, lineIndexOf } from "../source/source.ts";
import { CODES, type Code } from "./codes.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import type { FileLookup } from "./render-text.ts";

export interface SarifTool {
  readonly version: string;
}

/** The whole document, indented, with a line end. `failures` are what stopped the command, if it was stopped. */
export function renderSarif(
  tool: SarifTool,
  diagnostics: readonly Diagnostic[],
  failures: readonly string[],
  files: FileLookup,
): string {
  const codes = [...new Set(diagnostics.map((each) => each.code))];
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "mojito", version: tool.version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((text) => ({ level: "error", message: { text } })),
          },
        ],
        results: diagnostics.map((each) => result(each, codes.indexOf(each.code), files)),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function rule(code: Code): object {
  return { id: code, shortDescription: { text: CODES[code] } };
}

function result(diagnostic: Diagnostic, ruleIndex: number, files: FileLookup): object {
  const related = [
    ...diagnostic.labels.map(({ text, at }) => ({ text, at })),
    ...diagnostic.notes.flatMap(({ message, at }) => (at === undefined ? [] : [{ text: message, at }])),
  ];
  const placeless = diagnostic.notes.filter((note) => note.at === undefined).map((note) => note.message);
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: diagnostic.severity,
    message: { text: [diagnostic.message, ...placeless].join("\n") },
    locations: [{ physicalLocation: physical(diagnostic.at, files) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ text, at }, id) => ({
            id,
            message: { text },
            physicalLocation: physical(at, files),
          })),
        }),
    ...(diagnostic.fixes.length === 0 ? {} : { fixes: diagnostic.fixes.map((fix) => sarifFix(fix, files)) }),
  };
}

function sarifFix(fix: Fix, files: FileLookup): object {
  const { artifactLocation, region } = physical(fix.at, files);
  return {
    description: { text: fix.title },
    artifactChanges: [
      { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: fix.replacement } }] },
    ],
  };
}

interface Physical {
  readonly artifactLocation: { readonly uri: string };
  readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
}

function physical(at: Location, files: FileLookup): Physical {
  const file = files(at.file);
  const position = (offset: number): { readonly line: number; readonly column: number } => {
    const index = lineIndexOf(file, offset);
    return { line: index + 1, column: Math.min(offset, file.text.length) - (file.lineStarts[index] ?? 0) + 1 };
  };
  const start = position(at.span.start);
  const end = position(at.span.end);
  return {
    artifactLocation: { uri: fileUri(file.path) },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** Absolute paths become `file:` addresses; each part is escaped. */
function fileUri(path: string): string {
  const escaped = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${escaped}` : escaped;
}
