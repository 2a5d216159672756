/**
 * Which functions never come back: every path ends in a panic, an exit or an endless loop. Their calls end the block, they are
 * cold, and LLVM keeps them out of the way.
 */

import { must } from "../../base/bug.ts";
import type { Inst, MirBlock } from "../../mir/mir.ts";
import { successors } from "../../mir/mir.ts";
import type { ConcreteFunction, ConcreteProgram } from "../../mir/program.ts";
import type { TermStore } from "../../terms/store.ts";
import { neverReturns } from "./runtime.ts";

/** Ids of the functions that never return, found by going around until nothing changes. */
export function functionsWithoutReturn(program: ConcreteProgram, store: TermStore): ReadonlySet<number> {
  const found = new Set<number>();
  const isEnd = (inst: Inst): boolean => endsBlock(inst, found, store);
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of program.functions) {
      if (found.has(fn.id) || canReturn(fn, isEnd, found)) continue;
      found.add(fn.id);
      changed = true;
    }
  }
  return found;
}

function endsBlock(inst: Inst, found: ReadonlySet<number>, store: TermStore): boolean {
  if (inst.op === "call") return inst.call.callee.kind === "instance" && found.has(inst.call.callee.instance);
  if (inst.op !== "intrinsic") return false;
  if (inst.name === "unreachable" || inst.name === "trap") return true;
  if (inst.name !== "external_call") return false;
  const name = store.get(must(inst.params[0], "external name"));
  return name.kind === "string" && neverReturns(name.value);
}

function canReturn(fn: ConcreteFunction, isEnd: (inst: Inst) => boolean, found: ReadonlySet<number>): boolean {
  const seen = new Set<number>([0]);
  const work = [0];
  for (let index = work.pop(); index !== undefined; index = work.pop()) {
    const block = must(fn.mir.blocks[index], `block ${index}`);
    if (block.insts.some(isEnd)) continue;
    if (block.terminator.op === "return" || block.terminator.op === "raise") return true;
    for (const next of liveSuccessors(block, found)) {
      if (seen.has(next)) continue;
      seen.add(next);
      work.push(next);
    }
  }
  return false;
}

/** A raising call of a function without return may still raise, since "return" here means any way out. */
function liveSuccessors(block: MirBlock, found: ReadonlySet<number>): readonly number[] {
  const { terminator } = block;
  if (
    terminator.op === "invoke" &&
    terminator.call.callee.kind === "instance" &&
    found.has(terminator.call.callee.instance)
  )
    return [];
  return successors(terminator);
}
