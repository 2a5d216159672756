import assert from "node:assert/strict";
import { test } from "node:test";
import { TestDecls } from "../decls/test-decls.ts";
import type { MirFunction } from "./mir.ts";
import { parseMir } from "./parse.ts";
import { verifyConcrete, verifyOwned, verifyRaw } from "./verify.ts";

const decls = new TestDecls();
const noisy = decls.struct("N", { value: decls.int }, { deinit: true });
const pair = decls.struct("P", { a: noisy, b: noisy });
const refNoisy = decls.terms.ref(noisy, decls.terms.originStatic);
const error = decls.struct("E", {}, { deinit: true });
const make = decls.fn("make", [], { result: noisy });
const generic = decls.terms.param(make, 0);
const types: Readonly<Record<string, number>> = {
  N: noisy,
  P: pair,
  R: refNoisy,
  E: error,
  I: decls.int,
  U: decls.none,
  T: generic,
};

/** `_0` is the result, of type None; `locals` are kind and type: "arg imm N", "temp P", "error E". */
function parse(
  stage: "raw" | "owned" | "concrete",
  locals: readonly string[],
  body: string,
): MirFunction<typeof stage> {
  const lines = ["result U", ...locals].map((text, i) => {
    const words = text.split(" ");
    const [kind, convention, type] = words.length === 3 ? words : [words[0], "var", words[1]];
    return `local _${i}: #${types[type ?? ""]} ${kind} ${convention} mutable slot ${i} ""`;
  });
  const args = locals.flatMap((text, i) => (text.startsWith("arg") ? [`_${i + 1}`] : [])).join(", ");
  const slot = locals.findIndex((text) => text.startsWith("error"));
  const head = `fn @${make} ${stage} (${args}) result _0${slot < 0 ? "" : ` error _${slot + 1}`} {`;
  const none = decls.terms.intern({ kind: "record", type: decls.none, fields: [] });
  const text = [head, ...lines, body.replaceAll("NONE", `const #${none}: #${decls.none}`), "}"].join("\n");
  return parseMir(text)[0] as MirFunction<typeof stage>;
}
function owned(locals: readonly string[], body: string): string[] {
  return verifyOwned(parse("owned", locals, body) as MirFunction<"owned">, decls.env);
}
function raw(locals: readonly string[], body: string): string[] {
  return verifyRaw(parse("raw", locals, body) as MirFunction<"raw">, decls.env);
}
const MAKE = (into: string): string => `call ${into} = @${make}[]()`;

test("raw: destroy, missing blocks, places that do not exist", () => {
  assert.deepEqual(raw(["temp N"], `bb0: ${MAKE("_1")} destroy _1 goto bb7`), [
    "bb0: destroy: not allowed in raw MIR",
    "bb0: goto: no block bb7",
  ]);
  assert.deepEqual(raw(["temp N"], "bb0: use _1.3 use _1.* use _9 unreachable"), [
    "bb0: use: place _1.3 does not fit the type of its local",
    "bb0: use: place _1.* does not fit the type of its local",
    "bb0: use: no local _9",
  ]);
  assert.deepEqual(raw(["temp N"], "bb0: ref _1 = imm _1 raise"), [
    "bb0: ref: _1 cannot hold a reference",
    "bb0: raise: the function has no error slot",
  ]);
});

test("raw: arguments fit their conventions", () => {
  assert.deepEqual(raw(["temp N"], `bb0: call _0 = @${make}[](imm: move _1, var: imm _1, mut: imm _1) unreachable`), [
    "bb0: call: argument 0 should be a borrow",
    "bb0: call: argument 1 should own its value",
    "bb0: call: argument 2 should be borrowed mutably",
  ]);
});

test("owned: a value made, used and destroyed is fine", () => {
  assert.deepEqual(owned(["temp N"], `bb0: assign _0 = NONE ${MAKE("_1")} use _1 destroy _1 return`), []);
});

test("owned: use before, use after, double destruction, leak", () => {
  assert.deepEqual(owned(["temp N"], "bb0: assign _0 = NONE use _1 return"), ["bb0: use: _1 is used without a value"]);
  assert.deepEqual(owned(["temp N"], `bb0: assign _0 = NONE ${MAKE("_1")} destroy _1 destroy _1 return`), [
    "bb0: destroy: _1 is used without a value",
  ]);
  assert.deepEqual(owned(["temp N"], `bb0: assign _0 = NONE ${MAKE("_1")} return`), [
    "bb0: return: the value of _1 is lost at the exit",
  ]);
  assert.deepEqual(owned(["temp N"], `bb0: assign _0 = NONE ${MAKE("_1")} ${MAKE("_1")} destroy _1 return`), [
    "bb0: call: the value of _1 is overwritten",
  ]);
});

test("owned: trivial values may be dropped, overwritten and moved twice, but not read before they are set", () => {
  assert.deepEqual(
    owned(
      ["var I", "var I"],
      "bb0: assign _1 = const #0: #0 assign _0 = NONE assign _2 = move _1 assign _2 = move _1 return",
    ),
    [],
  );
  assert.deepEqual(owned(["var I"], "bb0: assign _0 = NONE use _1 return"), ["bb0: use: _1 is used without a value"]);
});

test("owned: paths have to agree", () => {
  const body = (arm: string): string =>
    `bb0: assign _0 = NONE ${MAKE("_1")} branch copy _2 ? bb1 : bb2 bb1: destroy _1 goto bb3 bb2: ${arm} goto bb3 bb3: return`;
  assert.deepEqual(owned(["temp N", "arg imm I"], body("destroy _1")), []);
  assert.deepEqual(owned(["temp N", "arg imm I"], body("use _1")), [
    "bb3: return: the value of _1 is lost at the exit",
  ]);
});

test("owned: a loop that consumes has to make the value again", () => {
  const body = (again: string): string =>
    `bb0: assign _0 = NONE ${MAKE("_1")} goto bb1 bb1: branch copy _2 ? bb2 : bb3 bb2: destroy _1 ${again} goto bb1 bb3: destroy _1 return`;
  assert.deepEqual(owned(["temp N", "arg imm I"], body(MAKE("_1"))), []);
  assert.deepEqual(owned(["temp N", "arg imm I"], body("")), [
    "bb2: destroy: _1 is used without a value",
    "bb3: destroy: _1 is used without a value",
  ]);
});

test("owned: fields live and die on their own", () => {
  assert.deepEqual(
    owned(["temp P"], `bb0: assign _0 = NONE ${MAKE("_1.0")} ${MAKE("_1.1")} complete _1 destroy _1 return`),
    [],
  );
  assert.deepEqual(owned(["temp P"], `bb0: assign _0 = NONE ${MAKE("_1.0")} complete _1 destroy _1.0 return`), [
    "bb0: complete: _1 is used without a value",
  ]);
  assert.deepEqual(owned(["arg deinit P"], "bb0: assign _0 = NONE dismantle _1 destroy _1.1 destroy _1.0 return"), []);
  assert.deepEqual(owned(["arg deinit P"], "bb0: assign _0 = NONE dismantle _1 destroy _1.1 return"), [
    "bb0: return: the value of _1.0 is lost at the exit",
  ]);
});

test("owned: lent arguments are whole at every exit, and the filled slot has its value", () => {
  assert.deepEqual(owned(["arg mut N"], `bb0: assign _0 = NONE destroy _1 ${MAKE("_1")} return`), []);
  assert.deepEqual(owned(["arg mut N"], "bb0: assign _0 = NONE destroy _1 return"), [
    "bb0: return: _1 has no value at the exit",
  ]);
  assert.deepEqual(owned(["arg mut N"], "bb0: return"), ["bb0: return: _0 has no value at the exit"]);
});

test("owned: the edges of an invoke differ", () => {
  const body = `bb0: invoke _1 = @${make}[]() ? bb1 : _2 bb2 bb1: assign _0 = NONE destroy _1 return bb2: raise`;
  assert.deepEqual(owned(["temp N", "error E"], body), []);
  assert.deepEqual(owned(["temp N", "error E"], body.replace("bb2: raise", "bb2: destroy _2 raise")), [
    "bb2: raise: _2 has no value at the exit",
  ]);
});

test("owned: what is behind a reference belongs to others", () => {
  assert.deepEqual(owned(["var R", "arg imm N"], `bb0: assign _0 = NONE ref _1 = imm _2 ${MAKE("_1.*")} return`), []);
  assert.deepEqual(owned(["var R"], `bb0: assign _0 = NONE ${MAKE("_1.*")} return`), [
    "bb0: call: _1 is used without a value",
  ]);
});

test("concrete: no parameters, no callees to look up", () => {
  const check = (locals: readonly string[], body: string): string[] =>
    verifyConcrete(parse("concrete", locals, body) as MirFunction<"concrete">, decls.env);
  assert.deepEqual(check([], "bb0: call _0 = instance 4() return"), []);
  assert.deepEqual(check(["temp T"], `bb0: ${MAKE("_1")} return`), [
    "local _1: a parameter is left",
    "bb0: call: callee 'function' is not concrete",
  ]);
  assert.deepEqual(check([], `bb0: comptime_branch #${decls.terms.true} ? bb1 : bb1 bb1: return`), [
    "bb0: comptime_branch: not allowed in concrete MIR",
  ]);
});
