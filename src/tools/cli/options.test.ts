import assert from "node:assert/strict";
import { test } from "node:test";
import { type CommandLine, type Options, parseCommandLine, suggest } from "./options.ts";

function options(...words: readonly string[]): Options {
  const line = parseCommandLine(words);
  assert.equal(line.kind, "run", line.kind === "wrong" ? line.message : line.kind);
  return (line as Extract<CommandLine, { readonly kind: "run" }>).options;
}
function complaint(...words: readonly string[]): string {
  const line = parseCommandLine(words);
  assert.equal(line.kind, "wrong");
  return (line as Extract<CommandLine, { readonly kind: "wrong" }>).message;
}

test("a file alone means run, and what follows it belongs to the program", () => {
  const line = options("a.mojo", "-O3", "--help", "x");
  assert.equal(line.verb, "run");
  assert.deepEqual(line.programArgs, ["-O3", "--help", "x"]);
  assert.equal(line.optLevel, undefined);
});

test("options of run stand before the file, those of build anywhere", () => {
  assert.equal(options("run", "-O1", "a.mojo").optLevel, 1);
  const line = options("build", "a.mojo", "-o", "out", "--emit=asm");
  assert.deepEqual([line.output, line.emit], ["out", "asm"]);
});

test("values may be attached", () => {
  const line = options("run", "-Ilib", "-I", "more", "-DN=3", "-D", "FLAG", "--target-features=+avx2,-sse4a", "a.mojo");
  assert.deepEqual(line.includes, ["lib", "more"]);
  assert.deepEqual(
    [...line.defines],
    [
      ["N", "3"],
      ["FLAG", "True"],
    ],
  );
  assert.deepEqual(line.targetFeatures, ["+avx2", "-sse4a"]);
});

test("what is wrong is said, with the nearest right word", () => {
  assert.match(complaint("runn", "a.mojo"), /unknown command 'runn'; did you mean 'run'\?/);
  assert.match(complaint("build", "--emitt", "a.mojo"), /unknown option '--emitt'; did you mean '--emit'\?/);
  assert.match(complaint("build", "--emit", "pdf", "a.mojo"), /expected one of exe/);
  assert.match(complaint("build", "a.mojo", "-o"), /needs a value/);
  assert.match(complaint("build"), /needs a file/);
  assert.match(complaint("build", "a.mojo", "b.mojo"), /only one file/);
  assert.match(complaint("run", "-o", "x", "a.mojo"), /'-o' is not for 'run'/);
  assert.match(complaint("ir", "a.mojo"), /needs a stage/);
  assert.match(complaint("check", "--strict=yes", "a.mojo"), /takes no value/);
  assert.match(complaint("run", "-D", "=3", "a.mojo"), /name is missing/);
});

test("suggestions stay silent when nothing is near", () => {
  assert.equal(suggest("--frobnicate", ["--emit", "-o"]), "");
});
