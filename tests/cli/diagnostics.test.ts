// What the command says about a program, in each form, and the options that change it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { type CommandResult, inFolder, runMojito } from "../support/command.ts";
import { repositoryRoot } from "../support/repository.ts";

const UNUSED = "def f() -> Int:\n    return 1\n\n\ndef main():\n    f()\n    f()\n";
const FIXED = UNUSED.replaceAll("    f()", "    _ = f()");
const DEPRECATED = "@deprecated(\"use 'g'\")\ndef f():\n    pass\n\n\ndef main():\n    f()\n";

function check(text: string, ...options: readonly string[]): CommandResult {
  return inFolder({ "a.mojo": text }, (folder) => runMojito(["check", ...options, "a.mojo"], folder));
}

describe("forms of output", () => {
  test("text names the command that explains a code once, and has no colour in a pipe", () => {
    const { stderr, status } = check(UNUSED);
    assert.equal(status, 0);
    assert.match(stderr, /a\.mojo:6:6: warning: 'Int' value is unused.*\n {4}f\(\)\n {4}~\^~\n/);
    assert.match(stderr, /help: discard the value\n {4}_ = f\(\)\n {4}\+{4}\n/);
    assert.equal(stderr.match(/see: mojito explain unused-value/g)?.length, 1);
    assert.ok(!stderr.includes("\x1b"));
  });

  test("json is one object a line", () => {
    const { stderr } = check("def main():\n    x = 5\n", "--diagnostic-format", "json", "--strict");
    const [main] = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(main?.["code"], "implicit-declaration");
    assert.equal(main?.["kind"], "error");
  });

  test("sarif is one document, also when nothing is wrong", () => {
    const wrong = check(UNUSED, "--diagnostic-format", "sarif").stderr;
    const right = check("def main():\n    pass\n", "--diagnostic-format=sarif").stderr;
    const results = [wrong, right].map(
      (text) => (JSON.parse(text) as { runs: readonly { results: readonly unknown[] }[] }).runs[0]?.results.length,
    );
    assert.deepEqual(results, [2, 0]);
  });

  test("github is a command for each diagnostic", () => {
    const { stderr } = check(UNUSED, "--diagnostic-format", "github");
    assert.match(
      stderr,
      /^::warning file=.*a\.mojo,line=6,col=6,endLine=6,endColumn=\d+,title=unused-value::'Int' value/,
    );
  });

  test("an unknown form is refused", () => {
    const { stderr, status } = check(UNUSED, "--diagnostic-format", "xml");
    assert.equal(status, 2);
    assert.match(stderr, /expected one of text, json, sarif, github/);
  });
});

describe("which diagnostics there are", () => {
  test("--Werror makes errors of warnings, --Wno-error undoes it", () => {
    const strict = check(UNUSED, "--Werror");
    assert.equal(strict.status, 1);
    assert.match(strict.stderr, /a\.mojo:6:6: error: 'Int' value is unused/);
    assert.equal(check(UNUSED, "--Werror", "--Wno-error").status, 0);
  });

  test("--disable-warnings hides them, unless they are errors", () => {
    assert.equal(check(UNUSED, "--disable-warnings").stderr, "");
    assert.equal(check(UNUSED, "--disable-warnings", "--Werror").status, 1);
  });

  test("--max-notes-per-diagnostic cuts the notes", () => {
    const text = "def f(x: Int):\n    pass\n\n\ndef f(x: String):\n    pass\n\n\ndef main():\n    f(None)\n";
    assert.equal(check(text).stderr.match(/note:/g)?.length, 2);
    assert.equal(check(text, "--max-notes-per-diagnostic", "1").stderr.match(/note:/g)?.length, 1);
  });

  test("--ignore-deprecated silences one declaration", () => {
    assert.match(check(DEPRECATED).stderr, /a\.mojo:7:5: warning: use 'g'/);
    assert.match(check(DEPRECATED, "--ignore-deprecated", "g").stderr, /warning: use 'g'/);
    assert.equal(check(DEPRECATED, "--ignore-deprecated", "f").stderr, "");
  });

  test("--diagnose-missing-doc-strings", () => {
    const { stderr } = check("def main():\n    pass\n", "--diagnose-missing-doc-strings");
    assert.match(stderr, /a\.mojo:1:1: warning: public module 'a' is missing a doc string/);
    assert.match(stderr, /a\.mojo:1:5: warning: public symbol 'main' is missing a doc string/);
  });

  test("--warn-on-unstable-apis", () => {
    const text = "def f(t: Tensor):\n    pass\n";
    assert.equal(check(text).stderr, "");
    assert.match(check(text, "--warn-on-unstable-apis").stderr, /warning: use of unstable API 'Tensor'/);
  });

  test("--elaboration-error-include-prelude shows the steps inside the library", () => {
    const text = "def main():\n    var x: SIMD[DType.int32, 3] = 1\n    print(x)\n";
    const frames = (stderr: string): number => stderr.match(/lib\/std\/.*: note:/g)?.length ?? 0;
    const folded = frames(check(text).stderr);
    assert.ok(frames(check(text, "--elaboration-error-include-prelude").stderr) >= folded);
  });
});

describe("fixes", () => {
  const fix = (
    ...args: readonly string[]
  ): { readonly result: CommandResult; readonly text: string; readonly yaml: string } =>
    inFolder({ "a.mojo": UNUSED, "out.yaml": "" }, (folder) => ({
      result: runMojito([...args, "a.mojo"], folder),
      text: readFileSync(path.join(folder, "a.mojo"), "utf8"),
      yaml: readFileSync(path.join(folder, "out.yaml"), "utf8"),
    }));

  test("fix shows what would change", () => {
    const { result, text } = fix("fix");
    assert.equal(result.status, 0);
    assert.equal(text, UNUSED);
    assert.match(
      result.stdout,
      /@@ -3,6 \+3,6 @@\n \n \n def main\(\):\n- {4}f\(\)\n- {4}f\(\)\n\+ {4}_ = f\(\)\n\+ {4}_ = f\(\)\n/,
    );
    assert.match(result.stderr, /2 fixes suggested/);
  });

  test("fix --apply changes it", () => {
    const { result, text } = fix("fix", "--apply");
    assert.equal(result.status, 0);
    assert.equal(text, FIXED);
    assert.match(result.stderr, /2 fixes applied/);
  });

  test("--experimental-fixit changes the file and goes on", () => {
    const { result, text } = fix("check", "--experimental-fixit");
    assert.equal(text, FIXED);
    assert.equal(result.stderr, "2 fixes applied\n");
  });

  test("--experimental-export-fixit writes them down", () => {
    const { text, yaml } = fix("check", "--experimental-export-fixit", "out.yaml");
    assert.equal(text, UNUSED);
    assert.match(
      yaml,
      /^---\nMainSourceFile: {2}''\nReplacements:\n {2}- FilePath: +'.*a\.mojo'\n {4}Offset: +47\n {4}Length: +0\n {4}ReplacementText: '_ = '\n/,
    );
  });
});

describe("explain", () => {
  const explain = (...args: readonly string[]): CommandResult =>
    inFolder({}, (folder) => runMojito(["explain", ...args], folder));

  test("a code's page", () => {
    const { stdout, status } = explain("unused-value");
    assert.equal(status, 0);
    assert.match(stdout, /^unused-value\n\n[\s\S]*\nWrong:\n\n {4}def f\(\) -> Int:\n/);
    assert.match(explain("removed-word").stdout, /Wrong \(with --strict\):/);
  });

  test("the list, also as JSON", () => {
    assert.match(explain().stdout, /^unused-value +a value is computed and dropped$/m);
    const first = JSON.parse(explain("--json").stdout.split("\n")[0] ?? "") as object;
    assert.deepEqual(Object.keys(first), ["code", "title"]);
  });

  test("the nearest code to an unknown one", () => {
    const { stderr, status } = explain("unused-vaule");
    assert.equal(status, 1);
    assert.match(stderr, /there is no code 'unused-vaule'; did you mean 'unused-value'\?/);
  });
});

test("failures that have a page name it", () => {
  const { stderr } = inFolder({ "a.mojo": "" }, (folder) => runMojito(["build", "a.mojo"], folder));
  assert.match(stderr, /see: mojito explain no-main/);
});

describe("a broken installation", () => {
  /** What `check` says where the package has no more than its command and these folders. */
  const checkWith = (...folders: readonly string[]): string =>
    inFolder({ "a.mojo": "def main():\n    print(1)\n" }, (folder) => {
      for (const part of ["bin", "package.json", "dist/mojito.cjs"])
        cpSync(path.join(repositoryRoot, part), path.join(folder, part), { recursive: true });
      for (const each of folders) mkdirSync(path.join(folder, each), { recursive: true });
      const command = path.join(folder, "bin", "mojito");
      return spawnSync(command, ["check", "a.mojo"], { cwd: folder, encoding: "utf8" }).stderr;
    });

  test("without a library", () => {
    const stderr = checkWith("lib/runtime");
    assert.match(stderr, /the standard library is not in /);
    assert.match(stderr, /see: mojito explain missing-library/);
  });

  test("with an empty one, which breaks what the compiler relies on", () => {
    const stderr = checkWith("lib/runtime", "lib/std");
    assert.match(stderr, /internal error while in phase 'check'/);
    assert.match(stderr, /see: mojito explain internal-error/);
  });
});
