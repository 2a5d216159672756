import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileSystem } from "./host.ts";
import { firstInvalid, SourceMap } from "./sources.ts";

function filesWith(bytes: Uint8Array): FileSystem {
  return {
    read: () => ({ kind: "ok", bytes }),
    kindOf: () => "file",
    stateOf: () => "",
    list: () => [],
    absolute: (path) => path,
  };
}

test("every kind of malformed UTF-8 is found at its first byte", () => {
  const good = new TextEncoder().encode("aé€🔥z");
  assert.equal(firstInvalid(good), good.length);
  const cases: readonly (readonly number[])[] = [
    [0x80],
    [0xc1, 0x80],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5],
    [0xe2, 0x82],
    [0xc3, 0x28],
  ];
  for (const bytes of cases) assert.equal(firstInvalid(Uint8Array.from([0x61, ...bytes])), 1, bytes.join(" "));
});

test("the place of a bad byte counts characters before it", () => {
  const loaded = new SourceMap().load(filesWith(Uint8Array.from([0xc3, 0xa9, 0x0a, 0x61, 0xff])), "x");
  assert.ok(loaded.kind === "ok");
  assert.deepEqual(
    loaded.diagnostics.map((d) => [d.code, d.at.span.start]),
    [["invalid-utf8", 3]],
  );
});

test("a NUL byte has a place", () => {
  const loaded = new SourceMap().load(filesWith(Uint8Array.from([0x61, 0])), "x");
  assert.ok(loaded.kind === "ok");
  assert.deepEqual(
    loaded.diagnostics.map((d) => [d.code, d.at.span.start]),
    [["nul-byte", 1]],
  );
});
