/** How the operations of intrinsics get at their arguments. */

import { must } from "../base/bug.ts";
import type { TermId } from "../base/ids.ts";
import type { Inst, Operand } from "../mir/mir.ts";
import type { Compiler } from "./compile.ts";
import type { Lane, Value } from "./lanes.ts";
import type { Op } from "./machine.ts";
import { type Read, readOperand } from "./places.ts";

export type IntrinsicInst = Extract<Inst, { readonly op: "intrinsic" }>;
export type Build = (c: Compiler, inst: IntrinsicInst) => Op;

export function argument(c: Compiler, inst: IntrinsicInst, index: number): Read {
  return readOperand(c, operand(inst, index));
}

export function operand(inst: IntrinsicInst, index: number): Operand {
  return must(inst.args[index], `argument ${index} of ${inst.name}`);
}

export function parameter(inst: IntrinsicInst, index: number): TermId {
  return must(inst.params[index], `parameter ${index} of ${inst.name}`);
}

export function lanesOf(value: Value): readonly Lane[] {
  return typeof value === "object" ? value : [value];
}
