// Whatever a user hands to the command, the answer is a message with a place and exit status 1 (2 for a wrong command line):
// no stack trace, no half-written file.

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { type CommandResult, inFolder, runMojito } from "../support/command.ts";

function assertMessage(result: CommandResult, pattern: RegExp, status = 1): void {
  assert.doesNotMatch(result.stderr, /^\s+at .*:\d+:\d+\)?$/m, "no stack trace");
  assert.doesNotMatch(result.stderr, /internal[ -]error/i);
  assert.match(result.stderr, pattern);
  assert.equal(result.status, status, result.stderr);
}

function checkText(text: string | Uint8Array): CommandResult {
  return inFolder({ "a.mojo": text }, (folder) => runMojito(["check", "a.mojo"], folder));
}

/** The text of a program whose `main` has these lines. */
function mainOf(...lines: readonly string[]): string {
  return `def main() raises:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("files", () => {
  test("a file that does not exist", () => {
    inFolder({}, (folder) => assertMessage(runMojito(["run", "none.mojo"], folder), /none\.mojo/));
  });

  test("a folder", () => {
    inFolder({}, (folder) => {
      mkdirSync(path.join(folder, "a.mojo"));
      assertMessage(runMojito(["run", "a.mojo"], folder), /a\.mojo.*(folder|directory)/i);
    });
  });

  test("a file that may not be read", {
    skip: process.getuid?.() === 0 ? "the superuser may read everything" : false,
  }, () => {
    inFolder({ "a.mojo": "" }, (folder) => {
      chmodSync(path.join(folder, "a.mojo"), 0);
      assertMessage(runMojito(["run", "a.mojo"], folder), /a\.mojo.*permission/i);
    });
  });

  test("bytes that are not UTF-8", () => {
    const bytes = Buffer.concat([
      Buffer.from('def main():\n    print("'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('")\n'),
    ]);
    assertMessage(checkText(bytes), /a\.mojo:2:\d+: error: .*UTF-8/);
  });

  test("a NUL byte", () => {
    assertMessage(checkText("def main():\n    print(1)\0\n"), /a\.mojo:2:13: error: /);
  });

  test("an empty file has nothing to run, and nothing wrong to check", () => {
    inFolder({ "a.mojo": "" }, (folder) => {
      assertMessage(runMojito(["run", "a.mojo"], folder), /main/);
      assert.equal(runMojito(["check", "a.mojo"], folder).status, 0);
    });
  });
});

describe("the command line", () => {
  const usage: readonly (readonly [string, readonly string[]])[] = [
    ["an unknown option", ["run", "--no-such-option", "a.mojo"]],
    ["an unknown verb", ["runn", "a.mojo"]],
    ["no file", ["build"]],
    ["an unknown stage", ["ir", "--stage", "no-such-stage", "a.mojo"]],
    ["an option without its value", ["build", "a.mojo", "-o"]],
  ];
  for (const [name, args] of usage) {
    test(name, () => {
      inFolder({ "a.mojo": mainOf("print(1)") }, (folder) => {
        assertMessage(runMojito(args, folder), /mojito: error: /, 2);
      });
    });
  }

  test("an output path that cannot be written leaves nothing behind", () => {
    inFolder({ "a.mojo": mainOf("print(1)") }, (folder) => {
      assertMessage(runMojito(["build", "a.mojo", "-o", "none/out"], folder), /none\/out/);
      mkdirSync(path.join(folder, "taken"));
      assertMessage(runMojito(["build", "a.mojo", "-o", "taken"], folder), /taken/);
      assert.deepEqual(readdirSync(folder).sort(), ["a.mojo", "taken"]);
    });
  });
});

describe("what is there already", () => {
  test("the program itself is never overwritten", () => {
    const text = mainOf("print(1)");
    inFolder({ "a.mojo": text, bare: text }, (folder) => {
      assertMessage(runMojito(["build", "a.mojo", "-o", "a.mojo"], folder), /cannot write 'a\.mojo'/);
      assertMessage(runMojito(["build", "bare"], folder), /cannot write 'bare'/);
      for (const name of ["a.mojo", "bare"]) assert.equal(readFileSync(path.join(folder, name), "utf8"), text);
    });
  });

  test("a build that fails leaves the last executable as it was", () => {
    inFolder({ "a.mojo": mainOf('var x: Int = "a"'), a: "before" }, (folder) => {
      assertMessage(runMojito(["build", "a.mojo"], folder), /a\.mojo:2:/);
      assert.equal(readFileSync(path.join(folder, "a"), "utf8"), "before");
      assert.deepEqual(readdirSync(folder).sort(), ["a", "a.mojo"]);
    });
  });

  test("a device stays a device", () => {
    inFolder({ "a.mojo": mainOf("print(1)") }, (folder) => {
      assert.equal(runMojito(["build", "a.mojo", "--emit", "llvm", "-o", "/dev/null"], folder).status, 0);
      assert.ok(statSync("/dev/null").isCharacterDevice());
      assertMessage(runMojito(["build", "a.mojo", "-o", "/dev/full"], folder), /cannot write '\/dev\/full'/);
      assert.deepEqual(readdirSync(folder), ["a.mojo"]);
    });
  });
});

describe("extreme programs", () => {
  test("20,000 nested parentheses", () => {
    const deep = `${"(".repeat(20_000)}1${")".repeat(20_000)}`;
    const result = checkText(mainOf(`print(${deep})`));
    if (result.status !== 0) assertMessage(result, /a\.mojo:2:\d+: error: /);
  });

  test("20,000 opening parentheses that are never closed", () => {
    assertMessage(checkText(mainOf(`print(${"(".repeat(20_000)}1`)), /a\.mojo:\d+:\d+: error: /);
  });

  test("a sum of 20,000 terms", () => {
    inFolder({ "a.mojo": mainOf(`print(${Array.from({ length: 20_000 }, () => "1").join(" + ")})`) }, (folder) => {
      const result = runMojito(["run", "a.mojo"], folder);
      assert.deepEqual([result.status, result.stdout], [0, "20000\n"], result.stderr);
    });
  });

  test("a chain of 5,000 comparisons, deeper than the usual stack", () => {
    const chain = Array.from({ length: 5000 }, () => "a").join(" <= ");
    const text = `def f(a: Int) -> Bool:\n    return ${chain}\n\n${mainOf("print(f(1))")}`;
    inFolder({ "a.mojo": text }, (folder) => {
      const result = runMojito(["check", "a.mojo"], folder);
      assert.deepEqual([result.status, result.stderr], [0, ""]);
    });
  });

  test("a list of 5,000 elements", () => {
    const list = Array.from({ length: 5000 }, (_, index) => String(index)).join(", ");
    inFolder({ "a.mojo": mainOf(`var xs: List[Int] = [${list}]`, "print(len(xs), xs[4999])") }, (folder) => {
      const result = runMojito(["run", "a.mojo"], folder);
      assert.deepEqual([result.status, result.stdout], [0, "5000 4999\n"], result.stderr);
    });
  });
});

describe("mistakes in the program", () => {
  const mistakes: readonly (readonly [string, string, number])[] = [
    ["a brace that is not closed", "fn main() {\n    print(1)\n", 1],
    ["a brace too many", "fn main() {\n    print(1)\n}\n}\n", 4],
    ["an unfinished string", 'def main():\n    print("abc)\n', 2],
    ["var", mainOf('var x: Int = "a"'), 2],
    ["assignment", mainOf("var x = 1", 'x = "a"'), 3],
    ["in-place operator", mainOf("var x = 1", 'x += "a"'), 3],
    ["expression", mainOf("print(1 + no_such_name)"), 2],
    [
      "if",
      "struct S:\n    var x: Int\n    def __init__(out self):\n        self.x = 1\ndef main():\n    if S():\n        pass\n",
      6,
    ],
    ["while", mainOf('while "a".no_such_member:', "    pass"), 2],
    ["for", mainOf("for x in 5:", "    pass"), 2],
    ["return", 'def f() -> Int:\n    return "a"\ndef main():\n    _ = f()\n', 2],
    ["raise", "def f():\n    raise Error(1, 2, 3)\ndef main():\n    f()\n", 2],
    ["with", mainOf("with 5:", "    pass"), 2],
    ["comptime", mainOf('comptime x: Int = "a"'), 2],
    ["assert", mainOf("comptime assert no_such_name"), 2],
    // What fails only when a function is instantiated is reported at the function, as the reference does.
    ["an assertion that fails", mainOf("comptime assert 1 == 2"), 2],
    ["import", "from std.collections import NoSuchThing\ndef main():\n    pass\n", 1],
    ["default argument", 'def f(x: Int = "a"):\n    pass\ndef main():\n    f()\n', 1],
    ["field", "struct S:\n    var x: NoSuchType\ndef main():\n    pass\n", 2],
    [
      "data race",
      "fn main() {\n    var total = 0\n    var last = 0\n    parallel for i in 0..10 {\n        last = i\n    }\n    print(total, last)\n}\n",
      5,
    ],
  ];
  for (const [name, text, line] of mistakes) {
    test(name, () => {
      const result = checkText(text);
      // Where a brace is missing, the end of the file is as good a place as the brace.
      const place = name.startsWith("a brace that") ? "\\d+" : String(line);
      assertMessage(result, new RegExp(`^\\S*a\\.mojo:${place}:\\d+: error: `, "m"));
    });
  }
});
