// The walls of the house, as a test: which folder of src may import which, and a few rules of style that no linter knows.
// docs/architecture.md explains the order; the table here is what counts, and it has no exceptions.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importsOf, isAllowed, LAYERS, layerOf } from "./support/layers.ts";
import { listFiles, readText } from "./support/repository.ts";

const sources = listFiles("src").filter((file) => file.endsWith(".ts"));
const production = sources.filter((file) => !file.endsWith(".test.ts"));
const library = listFiles("lib");
const ownTests = [...listFiles("tests"), ...listFiles("bench")].filter((file) => file.endsWith(".ts"));

/** The most lines a file may have without a reason in its header. */
const LONGEST = 1000;

describe("layers", () => {
  test("every folder of src is in the table", () => {
    const unknown = production.filter((file) => layerOf(file) === undefined);
    assert.deepEqual(unknown, [], "files outside the known folders");
  });

  for (const layer of Object.keys(LAYERS)) {
    test(`src/${layer} imports only what its row allows`, () => {
      const wrong = production
        .filter((file) => layerOf(file) === layer)
        .flatMap((file) =>
          importsOf(file, readText(file))
            .filter((target) => !isAllowed(file, target))
            .map((target) => `${file} imports ${target}`),
        );
      assert.deepEqual(wrong, [], `allowed: ${[...LAYERS[layer]!].join(", ") || "nothing"}`);
    });
  }
});

describe("style", () => {
  test("no barrels: nothing re-exports a whole file", () => {
    assert.deepEqual(matching(production, /^\s*export\s+\*/), []);
  });

  test("no TODO or FIXME is left in src or lib", () => {
    assert.deepEqual(matching([...sources, ...library], /\b(TODO|FIXME)\b/), []);
  });

  test(`a file of more than ${LONGEST} lines gives its reason in a 'Size:' line of its header`, () => {
    const wrong = [...sources, ...library, ...ownTests].filter((file) => {
      const lines = readText(file).split("\n");
      return lines.length > LONGEST + 1 && !lines.slice(0, 30).some((line) => /^\s*(\/\/|#|\*)\s*Size: \S/.test(line));
    });
    assert.deepEqual(wrong, []);
  });

  test("every source file starts with a comment that says what it answers for", () => {
    assert.deepEqual(
      production.filter((file) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(readText(file))),
      [],
    );
  });
});

/** The places in `files` with a line that matches. */
function matching(files: readonly string[], pattern: RegExp): readonly string[] {
  return files.flatMap((file) =>
    readText(file)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}
