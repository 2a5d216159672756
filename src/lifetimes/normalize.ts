/**
 * Brings raw MIR into the form that the analyses assume: a call copies nothing by itself (implicit copies of values that are
 * not trivial get temporaries of their own, in the order of the arguments), and builds its result in a place that nothing in
 * the call can reach (15.1.4: `a = a + b` goes through a temporary, `a = f(b)` does not).
 */

import { bug } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import { tempLocal } from "../mir/builder.ts";
import type { BlockIndex, Inst, MirArg, MirBlock, MirCall, MirFunction, MirLocal, Operand, Place } from "../mir/mir.ts";
import { place } from "../mir/mir.ts";
import { typeOfOperand, typeOfPlace } from "../mir/types.ts";
import type { Span } from "../source/source.ts";
import { originMembers, overlaps } from "../terms/origins.ts";
import type { Cx } from "./context.ts";
import { isRegisterTrivial } from "./context.ts";
import { placesOverlap } from "./effects.ts";
import { originPath, originsOfType } from "./origins.ts";

interface Rewriter {
  readonly cx: Cx;
  readonly fn: MirFunction<"raw">;
  readonly locals: MirLocal[];
  readonly extraBlocks: MirBlock[];
  nextSlot: number;
}

/** `spillInvoke` says which raising calls must not build their result in place because the old value is still there. */
export function normalize(
  cx: Cx,
  fn: MirFunction<"raw">,
  spillInvoke: (block: BlockIndex) => boolean,
): MirFunction<"raw"> {
  const rw: Rewriter = {
    cx,
    fn,
    locals: [...fn.locals],
    extraBlocks: [],
    nextSlot: fn.locals.reduce((most, l) => Math.max(most, l.slot + 1), 0),
  };
  const blocks = fn.blocks.map((block, index) => rewriteBlock(rw, block, spillInvoke(index)));
  if (rw.locals.length === fn.locals.length) return fn;
  return { ...fn, locals: rw.locals, blocks: [...blocks, ...rw.extraBlocks] };
}

function newTemp(rw: Rewriter, type: TypeId, span: Span): Place {
  rw.locals.push({ ...tempLocal(type, span), slot: rw.nextSlot++ });
  return place(rw.locals.length - 1);
}

function rewriteBlock(rw: Rewriter, block: MirBlock, spillInvoke: boolean): MirBlock {
  const insts: Inst[] = [];
  for (const inst of block.insts) {
    if (inst.op === "call") {
      const call = spillCopies(rw, insts, inst.call, inst.span);
      if (reachesTarget(rw, call, false)) {
        const temp = newTemp(rw, typeOfPlace(rw.fn, call.into, rw.cx.env), inst.span);
        insts.push({ ...inst, call: { ...call, into: temp } });
        insts.push({ op: "assign", span: inst.at, into: call.into, value: { kind: "move", place: temp } });
      } else insts.push(call === inst.call ? inst : { ...inst, call });
    } else if (inst.op === "assign" && inst.value.kind === "copy" && isCapture(rw, inst.into)) {
      insts.push({ ...inst, value: captured(rw, insts, inst.value, inst.span) });
    } else if (inst.op === "intrinsic") {
      const args = inst.args.map((arg) => spillCopy(rw, insts, arg, inst.span));
      insts.push(args.every((a, i) => a === inst.args[i]) ? inst : { ...inst, args });
    } else insts.push(inst);
  }
  const end = block.terminator;
  if (end.op !== "invoke") return { ...block, insts };
  const call = spillCopies(rw, insts, end.call, end.span);
  if (!spillInvoke && !call.into.path.some((p) => p.kind === "deref") && !reachesTarget(rw, call, true)) {
    return { ...block, insts, terminator: call === end.call ? end : { ...end, call } };
  }
  const temp = newTemp(rw, typeOfPlace(rw.fn, call.into, rw.cx.env), end.span);
  const normal = rw.fn.blocks.length + rw.extraBlocks.length;
  rw.extraBlocks.push({
    insts: [{ op: "assign", span: end.at, into: call.into, value: { kind: "move", place: temp } }],
    terminator: { op: "goto", span: end.span, target: end.normal },
    origin: "",
    span: end.span,
  });
  return { ...block, insts, terminator: { ...end, call: { ...call, into: temp }, normal } };
}

/** Whether the place is a field of a closure object. */
export function isCaptureOf(cx: Cx, fn: MirFunction<"raw">, into: Place): boolean {
  if (into.path.at(-1)?.kind !== "field") return false;
  const owner = { local: into.local, path: into.path.slice(0, -1) };
  return cx.env.terms.get(typeOfPlace(fn, owner, cx.env)).kind === "closure";
}
function isCapture(rw: Rewriter, into: Place): boolean {
  return isCaptureOf(rw.cx, { ...rw.fn, locals: rw.locals }, into);
}

/** A capture by copy copies twice: to a temporary, where that is not the variable itself, and into the object (15.8.3). */
function captured(rw: Rewriter, insts: Inst[], value: Operand & { readonly kind: "copy" }, span: Span): Operand {
  const { local, path } = value.place;
  const type = typeOfPlace(rw.fn, value.place, rw.cx.env);
  if (isRegisterTrivial(rw.cx, type) || (path.length === 0 && rw.fn.locals[local]?.kind === "temp")) return value;
  const temp = newTemp(rw, type, span);
  insts.push({ op: "assign", span, into: temp, value });
  return { kind: "copy", place: temp };
}

function spillCopies(rw: Rewriter, insts: Inst[], call: MirCall, span: Span): MirCall {
  const args = call.args.map((arg): MirArg => {
    const value = spillCopy(rw, insts, arg.value, span, arg.convention === "imm");
    return value === arg.value ? arg : { ...arg, value };
  });
  return args.every((a, i) => a === call.args[i]) ? call : { ...call, args };
}

function spillCopy(rw: Rewriter, insts: Inst[], operand: Operand, span: Span, borrowed = false): Operand {
  if (operand.kind !== "copy") return operand;
  const type = typeOfPlace(rw.fn, operand.place, rw.cx.env);
  if (isRegisterTrivial(rw.cx, type)) return operand;
  const temp = newTemp(rw, type, span);
  insts.push({ op: "assign", span, into: temp, value: operand });
  return borrowed ? { kind: "borrow", place: temp, access: "imm" } : { kind: "move", place: temp };
}

/** Whether something that the call is given may designate the place where it is to build its result. */
function reachesTarget(rw: Rewriter, call: MirCall, raises: boolean): boolean {
  const { cx, fn } = rw;
  const into = call.into;
  const target = typeOfPlace({ ...fn, locals: rw.locals }, into, cx.env);
  // A value in registers is complete before it is stored; but a call that raises has to leave the old one alone.
  if (!raises && isRegisterTrivial(cx, target)) return false;
  const reached = originsOfPlace(rw, into);
  const indirect = into.path.some((p) => p.kind === "deref");
  for (const arg of call.args) {
    if (arg.value.kind === "const") continue;
    if (placesOverlap(arg.value.place, into) && !indirect) return true;
    if (fn.locals[arg.value.place.local] === undefined) continue;
    const named = [...originsOfType(cx, typeOfOperand(fn, arg.value, cx.env)), ...originsOfPlace(rw, arg.value.place)];
    for (const origin of named) {
      if (!indirect && originMembers(cx.env.terms, origin).some((m) => originPath(cx, fn, m).local === into.local))
        return true;
      if (reached.some((other) => overlaps(cx.env.terms, origin, other))) return true;
    }
    // A reference into what is named directly: `xs[0] = f(xs)`.
    const local = arg.value.place.local;
    if (
      indirect &&
      reached.some((o) => originMembers(cx.env.terms, o).some((m) => originPath(cx, fn, m).local === local))
    ) {
      return true;
    }
  }
  return false;
}

/** The origins of the references that a place goes through. */
function originsOfPlace(rw: Rewriter, at: Place): readonly TypeId[] {
  const store = rw.cx.env.terms;
  const out: TypeId[] = [];
  at.path.forEach((step, i) => {
    if (step.kind !== "deref") return;
    const before = { local: at.local, path: at.path.slice(0, i) };
    const type = store.get(typeOfPlace({ ...rw.fn, locals: rw.locals }, before, rw.cx.env));
    if (type.kind === "ref") out.push(type.origin);
    else if (type.kind !== "error") bug("dereference of a type that is no reference");
  });
  return out;
}
