/** For the tests of this folder: checks a body written with `TestBody` and plays its owned MIR, to see what happens in which order. */

import { must } from "../../src/base/bug.ts";
import type { DeclEnv } from "../../src/decls/decl.ts";
import { checkLifetimes } from "../../src/lifetimes/lifetimes.ts";
import { lowerBody } from "../../src/lower/lower.ts";
import type { TestBody } from "../../src/lower/test-typed.ts";
import type { Inst, MirCall, MirFunction, Operand, Place } from "../../src/mir/mir.ts";
import { fieldName } from "../../src/mir/types.ts";
import { verifyOwned } from "../../src/mir/verify.ts";
import type { TypedStmt } from "../../src/typed/typed.ts";

export interface Checked {
  readonly fn: MirFunction<"owned"> | undefined;
  readonly messages: readonly string[];
  readonly env: DeclEnv;
}

export function check(t: TestBody, stmts: readonly TypedStmt[], env: DeclEnv = t.decls.env): Checked {
  const raw = lowerBody(t.body(...stmts), env);
  const { value, diagnostics } = checkLifetimes(raw, env);
  if (value !== undefined) {
    const problems = verifyOwned(value, env);
    if (problems.length > 0) throw new Error(problems.join("\n"));
  }
  return { fn: value, messages: diagnostics.map((d) => d.message), env };
}

/** The errors and warnings of a body. */
export function messagesOf(t: TestBody, stmts: readonly TypedStmt[], env?: DeclEnv): readonly string[] {
  return check(t, stmts, env).messages;
}

/**
 * Plays a body: calls, moves, copies and destructors of variables and temporaries of types with a destructor, in order.
 * `ways` answers branches (true: taken) and raising calls (true: raises), one after the other; then everything is false.
 * Stops after some blocks.
 */
export function play(t: TestBody, stmts: readonly TypedStmt[], ways: readonly boolean[] = [], blocks = 200): string {
  const { fn, messages, env } = check(t, stmts);
  if (fn === undefined) throw new Error(messages.join("\n"));
  const log: string[] = [];
  const answers = [...ways];
  let at = 0;
  for (let fuel = blocks; fuel > 0; fuel--) {
    const block = must(fn.blocks[at], "block");
    for (const inst of block.insts) logInst(fn, env, log, inst);
    const end = block.terminator;
    switch (end.op) {
      case "goto":
        at = end.target;
        break;
      case "branch":
        at = answers.shift() === true ? end.then : end.otherwise;
        break;
      case "invoke": {
        logCall(fn, env, log, end.call);
        const raises = answers.shift() === true;
        if (raises) log.push("raises");
        at = raises ? end.error : end.normal;
        break;
      }
      case "comptime_branch":
        at = answers.shift() === true ? end.then : end.otherwise;
        break;
      case "comptime_for":
        at = answers.shift() === true ? end.body : end.exit;
        break;
      case "return":
      case "raise":
      case "unreachable":
        if (end.op !== "return") log.push(end.op);
        return log.join(", ");
    }
  }
  return log.join(", ");
}

function logInst(fn: MirFunction<"owned">, env: DeclEnv, log: string[], inst: Inst): void {
  switch (inst.op) {
    case "assign":
      if (inst.value.kind === "move" || inst.value.kind === "copy") {
        if (isData(fn, env, inst.value.place)) return;
        log.push(`${inst.value.kind} ${name(fn, env, inst.value.place)} -> ${name(fn, env, inst.into)}`);
      }
      return;
    case "call":
      logCall(fn, env, log, inst.call);
      return;
    case "destroy":
      if (!isData(fn, env, inst.place)) log.push(`del ${name(fn, env, inst.place)}`);
      return;
    default:
      return;
  }
}

function logCall(fn: MirFunction<"owned">, env: DeclEnv, log: string[], call: MirCall): void {
  const callee = call.callee.kind === "function" ? env.header(call.callee.decl).name : call.callee.kind;
  const args = call.args.map((a) => operandName(fn, env, a.value)).filter((a) => a !== "");
  const into = isData(fn, env, call.into) ? "" : `${name(fn, env, call.into)} = `;
  log.push(`${into}${callee}(${args.join(" ")})`);
}

function operandName(fn: MirFunction<"owned">, env: DeclEnv, operand: Operand): string {
  if (operand.kind === "const" || isData(fn, env, operand.place)) return "";
  const mark = operand.kind === "move" ? "^" : operand.kind === "copy" ? "'" : "";
  return `${name(fn, env, operand.place)}${mark}`;
}

/** Names of variables; temporaries are `t` with their number in order of creation. */
function name(fn: MirFunction<"owned">, env: DeclEnv, place: Place): string {
  const local = must(fn.locals[place.local], "local");
  const temps = fn.locals.flatMap((l, i) =>
    l.kind === "temp" && l.name === "" && !isDataType(env, l.type) ? [i] : [],
  );
  let text = local.name !== "" ? local.name : `t${temps.indexOf(place.local) + 1}`;
  let type = local.type;
  for (const p of place.path) {
    if (p.kind === "deref") {
      const term = env.terms.get(type);
      text += "*";
      if (term.kind === "ref") type = term.target;
      continue;
    }
    text += `.${fieldName(env, type, p.index)}`;
    const term = env.terms.get(type);
    if (term.kind === "struct") type = must(env.structInfo(term.decl).fields[p.index], "field").type;
  }
  return text;
}

function isData(fn: MirFunction<"owned">, env: DeclEnv, place: Place): boolean {
  const local = must(fn.locals[place.local], "local");
  return place.path.length === 0 && isDataType(env, local.type);
}

function isDataType(env: DeclEnv, type: number): boolean {
  const term = env.terms.get(type as typeof env.terms.error);
  if (term.kind !== "struct") return true;
  const info = env.structInfo(term.decl);
  return info.ownDeinit === undefined && info.fields.every((f) => isDataType(env, f.type));
}
