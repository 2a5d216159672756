import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileId } from "../base/ids.ts";
import { type Location, makeSourceFile } from "../source/source.ts";
import { makeDiagnostic } from "./diagnostic.ts";
import { renderJson } from "./render-json.ts";
import { renderText } from "./render-text.ts";

const zero: number = 0;
const id = zero as FileId;
const file = makeSourceFile(id, "/dir/a.mojo", "def two(a: Int): pass\n\ttwo(1, é, 3)\nx = 5\n");

function at(text: string, length = text.length): Location {
  const start = file.text.indexOf(text);
  return { file: id, span: { start, end: start + length } };
}

const call = makeDiagnostic("error", "invalid-call", at("3)", 1), "invalid call to 'two': unexpected argument", {
  ranges: [at("two(1", 3)],
  notes: [
    { message: "function declared here", at: at("two(a", 3) },
    { message: "no place", at: undefined },
  ],
});

const fixed = makeDiagnostic("error", "implicit-declaration", at("x = 5", 1), "implicit declaration of 'x'", {
  fixes: [{ title: "add 'var'", at: at("x = 5", 0), replacement: "var ", safe: true }],
});

test("text: place, source, caret and ranges, notes; columns are bytes, marks are characters", () => {
  assert.equal(
    renderText(call, () => file),
    [
      "/dir/a.mojo:2:13: error: invalid call to 'two': unexpected argument",
      "\ttwo(1, é, 3)",
      "\t~~~       ^",
      "/dir/a.mojo:1:5: note: function declared here",
      "def two(a: Int): pass",
      "    ^",
      "note: no place",
      "",
    ].join("\n"),
  );
});

test("text: a fix is the edited line, with what is new marked", () => {
  assert.equal(
    renderText(fixed, () => file),
    "/dir/a.mojo:3:1: error: implicit declaration of 'x'\nx = 5\n^\nhelp: add 'var'\nvar x = 5\n++++\n",
  );
});

test("text: edits of one title are told once; new lines are shown", () => {
  const use = { title: "import it", at: at("def two", 0), replacement: "from m import two\n", safe: false };
  const again = { ...use, at: at("x = 5", 0) };
  const twice = makeDiagnostic("warning", "unknown-name", at("x = 5", 1), "w", { fixes: [use, again] });
  assert.deepEqual(
    renderText(twice, () => file)
      .split("\n")
      .slice(3),
    ["help: import it, here and in 1 other place", "from m import two", "+".repeat(17), "def two(a: Int): pass", ""],
  );
});

test("text: labels on the line stand under it, those elsewhere have a place of their own", () => {
  const labelled = makeDiagnostic("error", "cannot-convert", at("3)", 1), "e", {
    labels: [
      { at: at("1, é", 1), text: "the first" },
      { at: at("two(a", 3), text: "declared here" },
    ],
  });
  assert.equal(
    renderText(labelled, () => file),
    [
      "/dir/a.mojo:2:13: error: e",
      "\ttwo(1, é, 3)",
      "\t    -     ^",
      "\t    - the first",
      "/dir/a.mojo:1:5: note: declared here",
      "def two(a: Int): pass",
      "    ^~~",
      "",
    ].join("\n"),
  );
});

test("text: the command that explains the code, when asked", () => {
  assert.match(
    renderText(fixed, () => file, { see: true }),
    /\nsee: mojito explain implicit-declaration\n$/,
  );
});

test("text: names are underlined from the caret; places at and after the end of a line are shown", () => {
  const name = makeDiagnostic("warning", "unused-value", at("pass"), "w");
  assert.equal(
    renderText(name, () => file),
    "/dir/a.mojo:1:18: warning: w\ndef two(a: Int): pass\n                 ^~~~\n",
  );
  const end = makeDiagnostic("error", "expected-token", { file: id, span: { start: 21, end: 21 } }, "e");
  assert.equal(
    renderText(end, () => file),
    "/dir/a.mojo:1:22: error: e\ndef two(a: Int): pass\n                     ^\n",
  );
  const eof = makeDiagnostic("error", "expected-token", { file: id, span: { start: 999, end: 999 } }, "e");
  assert.equal(
    renderText(eof, () => file),
    "/dir/a.mojo:4:1: error: e\n\n^\n",
  );
});

test("text: colour only when asked", () => {
  assert.ok(!renderText(fixed, () => file).includes("\x1b"));
  assert.ok(renderText(fixed, () => file, { color: true }).includes("\x1b[1;31merror:\x1b[0m"));
});

test("JSON: the reference's shape and our additions", () => {
  const lines = renderJson(call, () => file)
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const note = {
    diagnostic: {
      file: "/dir/a.mojo",
      fixIts: [],
      location: { column: 4, line: 1 },
      ranges: [],
      text: "def two(a: Int): pass",
    },
    kind: "note",
    message: "function declared here",
  };
  const bare = { kind: "note", message: "no place" };
  assert.deepEqual(lines, [
    {
      diagnostic: {
        file: "/dir/a.mojo",
        fixIts: [],
        location: { column: 12, line: 2 },
        ranges: [
          { end: 13, start: 12 },
          { end: 4, start: 1 },
        ],
        text: "\ttwo(1, é, 3)",
      },
      kind: "error",
      message: "invalid call to 'two': unexpected argument",
      code: "invalid-call",
      children: [note, bare],
      suggestions: [],
    },
    note,
    bare,
  ]);
  const [fix] = renderJson(fixed, () => file).split("\n");
  assert.deepEqual((JSON.parse(fix ?? "") as { diagnostic: { fixIts: unknown } }).diagnostic.fixIts, [
    { end: { column: 1, line: 3 }, start: { column: 1, line: 3 }, text: "var " },
  ]);
});
