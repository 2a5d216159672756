/**
 * What each stage guarantees, checked. Every violation is a bug of the compiler, described in one line; an empty list is good.
 *
 * raw: the graph is well formed, places fit the types of their locals, no `destroy`. owned: moreover each value is
 * initialized before use and consumed or destroyed exactly once (`verify-owned.ts`). concrete: no parameters, no callees to
 * be looked up, no control flow to be decided by elaboration.
 */

import type { TermId } from "../base/ids.ts";
import type { DeclEnv } from "../decls/decl.ts";
import { hasParams } from "../terms/flags.ts";
import type { Inst, MirCall, MirFunction, MirStage, Operand, Place, Terminator } from "./mir.ts";
import { successors } from "./mir.ts";
import { fieldOf, infoOf, visitOp } from "./ops.ts";
import { printPlace } from "./print.ts";
import { tryTypeOfPlace } from "./types.ts";
import { verifyOwnership } from "./verify-owned.ts";

type Fn = MirFunction<MirStage>;

interface Cx {
  readonly fn: Fn;
  readonly env: DeclEnv;
  readonly problems: string[];
  at: string;
}

export function verifyRaw(fn: MirFunction<"raw">, env: DeclEnv): string[] {
  return verifyShape(fn, env);
}

export function verifyOwned(fn: MirFunction<"owned">, env: DeclEnv): string[] {
  const problems = verifyShape(fn, env);
  return problems.length > 0 ? problems : verifyOwnership(fn, env);
}

export function verifyConcrete(fn: MirFunction<"concrete">, env: DeclEnv): string[] {
  const problems = verifyShape(fn, env);
  const term = (id: TermId, what: string): void => {
    if (hasParams(env.terms, id)) problems.push(`${what}: a parameter is left`);
  };
  fn.locals.forEach((local, i) => {
    term(local.type, `local _${i}`);
  });
  fn.blocks.forEach((block, b) => {
    for (const op of [...block.insts, block.terminator]) {
      const what = `bb${b}: ${op.op}`;
      visitOp(op, { term: (id) => term(id, what) });
      const call = callOf(op);
      if (call !== undefined && call.callee.kind !== "instance" && call.callee.kind !== "pointer") {
        problems.push(`${what}: callee '${call.callee.kind}' is not concrete`);
      }
    }
  });
  return problems;
}

function callOf(op: Inst | Terminator): MirCall | undefined {
  return op.op === "call" || op.op === "invoke" ? op.call : undefined;
}

/** The graph, the places and the operations allowed in the stage. */
function verifyShape(fn: Fn, env: DeclEnv): string[] {
  const cx: Cx = { fn, env, problems: [], at: "fn" };
  const locals = [...fn.args, fn.result, ...(fn.error === undefined ? [] : [fn.error])];
  for (const local of locals) checkLocal(cx, local);
  if (new Set(fn.args).size !== fn.args.length) report(cx, "an argument is listed twice");
  if (fn.blocks.length === 0) report(cx, "there is no entry block");
  fn.blocks.forEach((block, b) => {
    for (const op of [...block.insts, block.terminator]) {
      cx.at = `bb${b}: ${op.op}`;
      verifyOp(cx, op);
    }
    for (const next of successors(block.terminator)) {
      if (fn.blocks[next] === undefined) report(cx, `no block bb${next}`);
    }
  });
  return cx.problems;
}

function verifyOp(cx: Cx, op: Inst | Terminator): void {
  const info = infoOf(op);
  if (!info.stages.includes(cx.fn.stage)) report(cx, `not allowed in ${cx.fn.stage} MIR`);
  for (const p of info.parts) {
    if (typeof p !== "string" && p.kind === "local") checkLocal(cx, fieldOf(op, p.field, "local"));
  }
  visitOp(op, {
    operand: (operand) => verifyOperand(cx, operand),
    place: (place) => verifyPlace(cx, place),
    into: (place) => verifyPlace(cx, place),
  });
  const call = callOf(op);
  if (call !== undefined) verifyCall(cx, call);
  if (op.op === "ref" && kindAt(cx, op.into) !== "ref") report(cx, `${printPlace(op.into)} cannot hold a reference`);
  if (op.op === "raise" && cx.fn.error === undefined) report(cx, "the function has no error slot");
  if (op.op === "comptime_for" && op.body === op.exit) report(cx, "body and exit are the same block");
}

function verifyOperand(cx: Cx, operand: Operand): void {
  if (operand.kind !== "const") verifyPlace(cx, operand.place);
}

function verifyCall(cx: Cx, call: MirCall): void {
  for (const [i, arg] of call.args.entries()) {
    // Concrete code may pass small values in registers whatever the convention.
    if (cx.fn.stage === "concrete") continue;
    const owned = arg.convention === "var" || arg.convention === "deinit";
    if (arg.convention === "out") report(cx, `argument ${i} is an 'out' argument`);
    if (owned && arg.value.kind === "borrow") report(cx, `argument ${i} should own its value`);
    if (!owned && arg.value.kind !== "borrow") report(cx, `argument ${i} should be a borrow`);
    if (arg.convention === "mut" && arg.value.kind === "borrow" && arg.value.access !== "mut") {
      report(cx, `argument ${i} should be borrowed mutably`);
    }
  }
}

function verifyPlace(cx: Cx, place: Place): void {
  if (!checkLocal(cx, place.local)) return;
  if (kindAt(cx, place) === undefined) report(cx, `place ${printPlace(place)} does not fit the type of its local`);
}

function kindAt(cx: Cx, place: Place): string | undefined {
  // Concrete field types can need the interpreter: the elaborator, which has them, is trusted.
  if (cx.fn.stage === "concrete" && place.path.length > 0) return place.path.at(-1)?.kind === "deref" ? "" : "ref";
  const type = tryTypeOfPlace(cx.fn, place, cx.env);
  return type === undefined ? undefined : cx.env.terms.get(type).kind;
}

function checkLocal(cx: Cx, local: number): boolean {
  if (cx.fn.locals[local] !== undefined) return true;
  report(cx, `no local _${local}`);
  return false;
}

function report(cx: Cx, message: string): void {
  cx.problems.push(`${cx.at}: ${message}`);
}
