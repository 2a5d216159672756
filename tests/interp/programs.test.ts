// The interpreter on whole programs of the conformance corpus, which native code passes too: the two must agree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { interpretFile } from "../support/interpreted.ts";

const PROGRAMS: readonly string[] = [
  "basics/043_assertions_at_runtime",
  "lifecycle/013_exception_unwinds",
  "lifecycle/058_list_copy_and_clear",
  "closures/005_function_pointers",
  "comptime/005_comptime_lists_and_materialize",
  "comptime/006_comptime_strings",
  "programs/014_priority_queue_dijkstra",
];

for (const name of PROGRAMS) {
  test(name, () => {
    const base = `tests/conformance/run-pass/${name}`;
    let output = "";
    const decoder = new TextDecoder();
    const { problems } = interpretFile(`${base}.mojo`, [], (fd, bytes) => {
      if (fd === 1) output += decoder.decode(bytes, { stream: true });
    });
    assert.deepEqual(problems, []);
    assert.equal(output, readFileSync(`${base}.out`, "utf8"));
  });
}
