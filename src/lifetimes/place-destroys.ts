/**
 * Writes the decisions of pass B into the graph: destructors after instructions, at the start of ways on (an edge that is
 * not the only one into its target gets a block of its own) and at entry; copies become moves or vanish. Blocks that
 * control cannot reach are dropped.
 */

import { bug } from "../base/bug.ts";
import { predecessors, reachable } from "../mir/cfg.ts";
import type {
  BlockIndex,
  Inst,
  LocalIndex,
  MirArg,
  MirBlock,
  MirCall,
  MirFunction,
  Operand,
  Place,
  Projection,
  Terminator,
} from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { DestroyPlan } from "./destroy.ts";
import { storageOf } from "./elision.ts";
import type { SlotNode } from "./slots.ts";
import { pathTo } from "./slots.ts";

interface Placer {
  readonly fn: MirFunction<"raw">;
  readonly plan: DestroyPlan;
  /** Where each reachable block ends up. */
  readonly newIndex: readonly BlockIndex[];
  readonly extra: MirBlock[];
  readonly count: number;
}

/** Still with origins in its types: `erase.ts` makes it owned. */
export function placeDestroys(fn: MirFunction<"raw">, plan: DestroyPlan): MirFunction<"raw"> {
  const preds = predecessors(fn.blocks);
  const reached = reachable(fn.blocks);
  const livePreds = preds.map((list) => list.filter((p) => reached[p] === true));
  // A loop may lead back to the entry: what happens once then needs a block before it.
  const ownEntry = plan.atEntry.length > 0 && (livePreds[0]?.length ?? 0) > 0;
  const newIndex: BlockIndex[] = [];
  let count = ownEntry ? 1 : 0;
  for (let index = 0; index < fn.blocks.length; index++) newIndex.push(reached[index] === true ? count++ : -1);
  const placer: Placer = { fn, plan, newIndex, extra: [], count };
  const atEntry = plan.atEntry.map((node) => destroy(placer, node, fn.blocks[0]?.span ?? bug("no entry")));
  // What happens first thing in a block that has one way in.
  const atStart = new Map<BlockIndex, readonly Inst[]>();
  const split = new Map<string, BlockIndex>();
  fn.blocks.forEach((block, index) => {
    if (reached[index] !== true) return;
    successors(block.terminator).forEach((next, k) => {
      const dying = plan.onEdge[index]?.[k] ?? [];
      if (dying.length === 0) return;
      const insts = dying.map((node) => destroy(placer, node, block.terminator.span));
      if ((livePreds[next]?.length ?? 0) === 1 && next !== 0) atStart.set(next, insts);
      else split.set(`${index} ${k}`, addBlock(placer, insts, next, block.terminator.span));
    });
  });
  const blocks: MirBlock[] = [];
  if (ownEntry) {
    const span = fn.blocks[0]?.span ?? bug("no entry");
    blocks.push({ insts: atEntry, terminator: { op: "goto", span, target: 1 }, origin: "", span });
  }
  fn.blocks.forEach((block, index) => {
    if (reached[index] !== true) return;
    const insts: Inst[] = [...(atStart.get(index) ?? [])];
    if (index === 0 && !ownEntry) insts.unshift(...atEntry);
    block.insts.forEach((inst, i) => {
      for (const place of plan.before[index]?.[i] ?? []) {
        insts.push({ op: "destroy", span: inst.span, place: onStorage(placer, place) });
      }
      const fate = plan.copies.fates.get(index)?.get(i);
      if (fate !== "vanish" && fate !== "alias") insts.push(rewriteInst(placer, inst, fate === "move"));
      for (const node of plan.after[index]?.[i] ?? []) insts.push(destroy(placer, node, inst.span));
    });
    const terminator = rewriteTerminator(placer, block.terminator, (k, target) => {
      return split.get(`${index} ${k}`) ?? newIndex[target] ?? bug(`no block ${target}`);
    });
    blocks.push({ ...block, insts, terminator });
  });
  return { ...fn, blocks: [...blocks, ...placer.extra] };
}

function addBlock(placer: Placer, insts: readonly Inst[], next: BlockIndex, span: Span): BlockIndex {
  const target = placer.newIndex[next] ?? bug(`no block ${next}`);
  placer.extra.push({ insts, terminator: { op: "goto", span, target }, origin: "", span });
  return placer.count + placer.extra.length - 1;
}

function destroy(placer: Placer, node: SlotNode, span: Span): Inst {
  const path = pathTo(node)
    .slice(1)
    .map((n): Projection => ({ kind: "field", index: n.index }));
  return { op: "destroy", span, place: onStorage(placer, { local: node.local, path }) };
}

function onStorage(placer: Placer, place: Place): Place {
  const local: LocalIndex = storageOf(placer.plan.copies, place.local);
  return local === place.local ? place : { local, path: place.path };
}

function rewriteOperand(placer: Placer, operand: Operand): Operand {
  if (operand.kind === "const") return operand;
  const place = onStorage(placer, operand.place);
  return place === operand.place ? operand : { ...operand, place };
}

function rewriteCall(placer: Placer, call: MirCall): MirCall {
  const args = call.args.map((arg): MirArg => {
    const value = rewriteOperand(placer, arg.value);
    return value === arg.value ? arg : { ...arg, value };
  });
  return args.every((a, i) => a === call.args[i]) ? call : { ...call, args };
}

/** Only gentle mentions can be of aliased locals: operands of calls and copies. */
function rewriteInst(placer: Placer, inst: Inst, moves: boolean): Inst {
  if (inst.op === "assign") {
    const value = rewriteOperand(placer, inst.value);
    if (moves && value.kind === "copy") return { ...inst, value: { kind: "move", place: value.place } };
    return value === inst.value ? inst : { ...inst, value };
  }
  if (inst.op === "call") {
    const call = rewriteCall(placer, inst.call);
    return call === inst.call ? inst : { ...inst, call };
  }
  return inst;
}

function rewriteTerminator(
  placer: Placer,
  end: Terminator,
  target: (k: number, old: BlockIndex) => BlockIndex,
): Terminator {
  switch (end.op) {
    case "goto":
      return { ...end, target: target(0, end.target) };
    case "branch":
      return {
        ...end,
        condition: rewriteOperand(placer, end.condition),
        then: target(0, end.then),
        otherwise: target(1, end.otherwise),
      };
    case "comptime_branch":
      return { ...end, then: target(0, end.then), otherwise: target(1, end.otherwise) };
    case "invoke":
      return {
        ...end,
        call: rewriteCall(placer, end.call),
        normal: target(0, end.normal),
        error: target(1, end.error),
      };
    case "comptime_for":
      return { ...end, body: target(0, end.body), exit: target(1, end.exit) };
    case "return":
    case "raise":
    case "unreachable":
      return end;
  }
}
