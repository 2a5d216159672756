// The rules by which a case passes, on invented results.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case, Expected, ExpectedError } from "./case.ts";
import type { Execution } from "./execute.ts";
import { judge, type Verdict } from "./judge.ts";

function caseWith(expected: Expected): Case {
  return {
    id: "x/y",
    category: "x",
    source: "/cases/x/y.mojo",
    strict: true,
    args: [],
    stdin: new Uint8Array(),
    expected,
  };
}

function run(status: number, stdout: string, stderr = "", stopped?: string): Execution {
  return { status, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), stopped, seconds: 0 };
}

function judgeError(error: ExpectedError, stderr: string, status = 1): Verdict {
  return judge(caseWith({ kind: "error", error }), run(status, "", stderr));
}

test("output and status must both be equal", () => {
  const one = caseWith({ kind: "output", stdout: Buffer.from("a\nb\n"), status: 0 });
  assert.equal(judge(one, run(0, "a\nb\n")).passed, true);
  assert.equal(judge(one, run(1, "a\nb\n")).reason, "exit status 1, expected 0");
  assert.match(judge(one, run(0, "a\nc\n")).reason, /at line 2: expected "b", got "c"/);
  assert.match(judge(one, run(0, "a\n")).reason, /stdout differs/);
  assert.equal(judge(one, run(0, "a\nb\n", "", "timeout after 30 s")).passed, false);
});

test("the program's folder is taken out of its output, which need not be UTF-8", () => {
  const stdout = Buffer.concat([Buffer.from("y.mojo:3:5: "), Buffer.from([0xff, 0x0a])]);
  const one = caseWith({ kind: "output", stdout, status: 0 });
  const got = Buffer.concat([Buffer.from("/cases/x/y.mojo:3:5: "), Buffer.from([0xff, 0x0a])]);
  assert.equal(judge(one, { ...run(0, ""), stdout: got }).passed, true);
});

test("an error must be on the right line of the right file", () => {
  const want = { line: 3, column: 5, message: "no" };
  const same = judgeError(want, "/cases/x/y.mojo:3:5: error: no\n");
  assert.deepEqual([same.passed, same.messageEqual, same.columnEqual], [true, true, true]);
  const other = judgeError(want, "/cases/x/y.mojo:3:7: error: nope\n");
  assert.deepEqual([other.passed, other.messageEqual, other.columnEqual], [true, false, false]);
  assert.equal(judgeError(want, "/cases/x/y.mojo:4:5: error: no\n").passed, false);
  assert.equal(judgeError(want, "/cases/x/z.mojo:3:5: error: no\n").passed, false);
  assert.equal(judgeError({ ...want, file: "z.mojo" }, "/cases/x/z.mojo:3:5: error: no\n").passed, true);
  assert.equal(judgeError({ ...want, lines: [3, 9] }, "/cases/x/y.mojo:9:1: error: no\n").passed, true);
  assert.equal(judgeError(want, "/cases/x/y.mojo:3:5: error: no\n", 0).passed, false);
  assert.match(judgeError(want, "it broke").reason, /without a located error/);
});

test("where no text is fixed, the message must be about the right thing", () => {
  const want = { line: 1, about: ["race", "'x'|x"] };
  assert.equal(judgeError(want, "y.mojo:1:1: error: possible data Race on 'x'\n").passed, true);
  assert.equal(judgeError(want, "y.mojo:1:1: error: syntax\n").passed, false);
});
