import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileId } from "../base/ids.ts";
import { type Location, makeSourceFile } from "../source/source.ts";
import { makeDiagnostic } from "./diagnostic.ts";
import { applyFixes, exportFixes } from "./fixes.ts";
import { githubFailure, renderGithub } from "./render-github.ts";
import { renderSarif } from "./render-sarif.ts";

const zero: number = 0;
const id = zero as FileId;
const file = makeSourceFile(id, "/a dir/a,b.mojo", "é = 1\nx = 5\ny = 6\n");

function at(text: string, length = text.length): Location {
  const start = file.text.indexOf(text);
  return { file: id, span: { start, end: start + length } };
}

const insertVar = { title: "add 'var'", at: at("x = 5", 0), replacement: "var ", safe: true };
const wrong = makeDiagnostic("error", "implicit-declaration", at("x = 5", 1), "100% wrong", {
  notes: [
    { message: "see here", at: at("y") },
    { message: "no place", at: undefined },
  ],
  fixes: [insertVar],
});

test("GitHub: one command, with what its syntax needs escaped", () => {
  assert.equal(
    renderGithub(wrong, () => file),
    "::error file=/a dir/a%2Cb.mojo,line=2,col=1,endLine=2,endColumn=2,title=implicit-declaration::" +
      "100%25 wrong%0Anote: see here%0Anote: no place\n",
  );
  assert.equal(githubFailure("no\nmain"), "::error::no%0Amain\n");
});

test("SARIF: a rule for each code, results with places, related places and fixes", () => {
  const text = renderSarif({ version: "1.0" }, [wrong, wrong], ["stopped"], () => file);
  const document = JSON.parse(text) as { version: string; runs: Record<string, unknown>[] };
  assert.equal(document.version, "2.1.0");
  const [run] = document.runs;
  const uri = "file:///a%20dir/a%2Cb.mojo";
  const region = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 2 };
  const empty = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 };
  const result = {
    ruleId: "implicit-declaration",
    ruleIndex: 0,
    level: "error",
    message: { text: "100% wrong\nno place" },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    relatedLocations: [
      {
        id: 0,
        message: { text: "see here" },
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 },
        },
      },
    ],
    fixes: [
      {
        description: { text: "add 'var'" },
        artifactChanges: [
          { artifactLocation: { uri }, replacements: [{ deletedRegion: empty, insertedContent: { text: "var " } }] },
        ],
      },
    ],
  };
  assert.deepEqual(run, {
    tool: {
      driver: {
        name: "mojito",
        version: "1.0",
        rules: [
          {
            id: "implicit-declaration",
            shortDescription: { text: "a variable is assigned before it is declared" },
          },
        ],
      },
    },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: "error", message: { text: "stopped" } }],
      },
    ],
    results: [result, result],
  });
});

test("fixes: applied in order, the first of those that overlap", () => {
  const rename = { title: "t", at: at("y"), replacement: "z", safe: true };
  const clash = { title: "t", at: at("y = 6"), replacement: "", safe: true };
  assert.deepEqual(applyFixes(file.text, [rename, insertVar, clash, insertVar]), {
    text: "é = 1\nvar x = 5\nz = 6\n",
    count: 2,
  });
});

test("fixes: exported with offsets in bytes", () => {
  const removed = { title: "t", at: at("y = 6\n"), replacement: "it's\n", safe: true };
  assert.equal(
    exportFixes([insertVar, removed], () => file),
    [
      "---",
      "MainSourceFile:  ''",
      "Replacements:",
      "  - FilePath:        '/a dir/a,b.mojo'",
      "    Offset:          7",
      "    Length:          0",
      "    ReplacementText: 'var '",
      "  - FilePath:        '/a dir/a,b.mojo'",
      "    Offset:          13",
      "    Length:          6",
      '    ReplacementText: "it\'s\\n"',
      "...",
      "",
    ].join("\n"),
  );
  assert.match(
    exportFixes([], () => file),
    /Replacements: +\[\]\n/,
  );
});
