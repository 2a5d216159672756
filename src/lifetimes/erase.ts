/** After the checks nothing may depend on origins: they go from all types, bindings and constants (15.0). */

import type { TermId } from "../base/ids.ts";
import type { Inst, MirBlock, MirCall, MirCallee, MirFunction, Operand, Terminator } from "../mir/mir.ts";
import { eraseOrigins } from "../terms/substitute.ts";
import type { Cx } from "./context.ts";
import { isOriginParam } from "./origins.ts";

export function eraseFunction(cx: Cx, fn: MirFunction<"raw">): MirFunction<"owned"> {
  return {
    ...fn,
    stage: "owned",
    locals: fn.locals.map((local) => {
      const type = erase(cx, local.type);
      return type === local.type ? local : { ...local, type };
    }),
    blocks: fn.blocks.map(
      (block): MirBlock => ({
        ...block,
        insts: block.insts.map((inst) => eraseInst(cx, inst)),
        terminator: eraseTerminator(cx, block.terminator),
      }),
    ),
  };
}

export function erase(cx: Cx, term: TermId): TermId {
  const known = cx.types.erased.get(term);
  if (known !== undefined) return known;
  const erased = eraseOrigins(cx.env.terms, term, (owner, index) => isOriginParam(cx, owner, index));
  cx.types.erased.set(term, erased);
  return erased;
}

function eraseAll(cx: Cx, terms: readonly TermId[]): readonly TermId[] {
  return terms.map((term) => erase(cx, term));
}

function eraseOperand(cx: Cx, operand: Operand): Operand {
  if (operand.kind !== "const") return operand;
  return { kind: "const", value: erase(cx, operand.value), type: erase(cx, operand.type) };
}

function eraseCallee(cx: Cx, callee: MirCallee): MirCallee {
  switch (callee.kind) {
    case "function":
      return { ...callee, bindings: eraseAll(cx, callee.bindings) };
    case "witness":
      return { ...callee, self: erase(cx, callee.self), bindings: eraseAll(cx, callee.bindings) };
    case "closure":
      return {
        ...callee,
        type: erase(cx, callee.type),
        signature: erase(cx, callee.signature),
        bindings: eraseAll(cx, callee.bindings),
      };
    case "pointer":
      return { ...callee, signature: erase(cx, callee.signature), value: eraseOperand(cx, callee.value) };
    case "instance":
      return callee;
  }
}

function eraseCall(cx: Cx, call: MirCall): MirCall {
  return {
    ...call,
    callee: eraseCallee(cx, call.callee),
    args: call.args.map((arg) => (arg.value.kind === "const" ? { ...arg, value: eraseOperand(cx, arg.value) } : arg)),
  };
}

function eraseInst(cx: Cx, inst: Inst): Inst {
  switch (inst.op) {
    case "assign":
      return inst.value.kind === "const" ? { ...inst, value: eraseOperand(cx, inst.value) } : inst;
    case "call":
      return { ...inst, call: eraseCall(cx, inst.call) };
    case "intrinsic":
      return { ...inst, params: eraseAll(cx, inst.params), args: inst.args.map((arg) => eraseOperand(cx, arg)) };
    case "comptime_assert":
      return {
        ...inst,
        condition: erase(cx, inst.condition),
        message: inst.message === undefined ? undefined : erase(cx, inst.message),
      };
    case "ref":
    case "pack":
    case "use":
    case "declare":
    case "dismantle":
    case "complete":
    case "destroy":
      return inst;
  }
}

function eraseTerminator(cx: Cx, end: Terminator): Terminator {
  switch (end.op) {
    case "branch":
      return { ...end, condition: eraseOperand(cx, end.condition) };
    case "invoke":
      return { ...end, call: eraseCall(cx, end.call) };
    case "comptime_branch":
      return { ...end, condition: erase(cx, end.condition) };
    case "comptime_for":
      return { ...end, iterable: erase(cx, end.iterable) };
    case "goto":
    case "return":
    case "raise":
    case "unreachable":
      return end;
  }
}
