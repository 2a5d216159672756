// The form of golden files: what is read from them, and that an update changes nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { joinLines, markersOf, parseExpectation, parseInput, printExpectation, withMarkers } from "./format.ts";

const text = `# stage: typed strict
# Calls and what is wrong with them.

# --- one
f(1)  # error: [no-matching-call] no 'f'
var x = 1
# --- two words
var s = """
a"""
# warning@-1: [unused]
g()  # type: Int  # error: [bad]
`;

test("an input is split into cases with markers", () => {
  const input = parseInput("x.mojo", text);
  assert.deepEqual(input.stages, ["typed"]);
  assert.equal(input.strict, true);
  const [one, two] = input.cases;
  assert.equal(one!.name, "one");
  assert.equal(joinLines(one!.lines), "f(1)  # error: [no-matching-call] no 'f'\nvar x = 1\n");
  assert.deepEqual(markersOf(one!), [{ kind: "error", line: 1, code: "no-matching-call", message: "no 'f'" }]);
  assert.deepEqual(markersOf(two!), [
    { kind: "warning", line: 2, code: "unused", message: undefined },
    { kind: "type", line: 4, type: "Int" },
    { kind: "error", line: 4, code: "bad", message: undefined },
  ]);
});

test("a file without names is one case that starts on its second line", () => {
  const input = parseInput("x.mojo", "# stage: ast\nx\n");
  assert.deepEqual(input.cases, [{ name: "", lines: ["x"], start: 1 }]);
});

test("markers are replaced and the rest of the lines stays", () => {
  const [one, two] = parseInput("x.mojo", text).cases;
  assert.deepEqual(withMarkers(one!, markersOf(one!)), one!.lines);
  assert.deepEqual(withMarkers(two!, markersOf(two!)), two!.lines);
  assert.deepEqual(withMarkers(one!, [{ kind: "warning", line: 2, code: "c", message: undefined }]), [
    "f(1)",
    "var x = 1  # warning: [c]",
  ]);
});

test("expectations are read back as they were written", () => {
  const cases = [
    { name: "a", text: "1\n\n2\n" },
    { name: "b c", text: "" },
  ];
  assert.deepEqual(
    [...parseExpectation("x", printExpectation(cases))],
    [
      ["a", "1\n\n2\n"],
      ["b c", ""],
    ],
  );
});

test("a wrong form is reported in words", () => {
  assert.throws(() => parseInput("x.mojo", "x\n"), /first line must be/);
  assert.throws(() => parseInput("x.mojo", "# stage: nothing\n"), /unknown stage 'nothing'/);
  assert.throws(() => parseInput("x.mojo", "# stage: ast\n# --- a\n# --- a\n"), /same name/);
  assert.throws(() => parseInput("x.mojo", "# stage: ast\nx\n# --- a\n"), /before the first/);
});
