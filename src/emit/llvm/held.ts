/**
 * Which locals need no storage: scalars that are written at one point which dominates every read, and never addressed. They
 * become SSA values directly; the rest gets a stack slot and LLVM does the work. This halves the text that LLVM must read.
 */

import { must } from "../../base/bug.ts";
import type {
  BlockIndex,
  Inst,
  LocalIndex,
  MirBlock,
  MirCall,
  MirFunction,
  Operand,
  Place,
  Terminator,
} from "../../mir/mir.ts";
import { successors } from "../../mir/mir.ts";

interface Use {
  readonly block: BlockIndex;
  /** Position in the block; the terminator stands after the last instruction. */
  readonly at: number;
}
interface Facts {
  addressed: boolean;
  writes: Use[];
  reads: Use[];
}

/** Blocks that can be reached from the entry, in reverse postorder. */
export function reachableBlocks(blocks: readonly MirBlock[]): readonly BlockIndex[] {
  const order: BlockIndex[] = [];
  const seen = new Uint8Array(blocks.length);
  const stack: { block: BlockIndex; next: number; targets: readonly BlockIndex[] }[] = [];
  const push = (block: BlockIndex): void => {
    if (seen[block]) return;
    seen[block] = 1;
    stack.push({ block, next: 0, targets: successors(must(blocks[block], `block ${block}`).terminator) });
  };
  push(0);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = top.targets[top.next++];
    if (target !== undefined) push(target);
    else {
      order.push(top.block);
      stack.pop();
    }
  }
  return order.reverse();
}

/** The immediate dominator of each reachable block (Cooper, Harvey and Kennedy); the entry is its own. */
function dominators(blocks: readonly MirBlock[], order: readonly BlockIndex[]): Int32Array {
  const rank = new Int32Array(blocks.length).fill(-1);
  order.forEach((block, i) => {
    rank[block] = i;
  });
  const predecessors: BlockIndex[][] = blocks.map(() => []);
  for (const block of order)
    for (const target of successors(blocks[block]!.terminator)) predecessors[target]!.push(block);
  const idom = new Int32Array(blocks.length).fill(-1);
  idom[0] = 0;
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while (rank[a]! > rank[b]!) a = idom[a]!;
      while (rank[b]! > rank[a]!) b = idom[b]!;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      if (block === 0) continue;
      let best = -1;
      for (const from of predecessors[block]!) if (idom[from]! >= 0) best = best < 0 ? from : meet(best, from);
      if (idom[block] !== best) {
        idom[block] = best;
        changed = true;
      }
    }
  }
  return idom;
}

export interface HeldQuestion {
  readonly fn: MirFunction<"concrete">;
  readonly order: readonly BlockIndex[];
  /** Whether a local is one scalar that is passed or made by value. */
  readonly isScalar: (local: LocalIndex) => boolean;
  /** Whether argument `index` of a call is handed over by its address, and whether the result is built in place. */
  readonly byAddress: (call: MirCall, index: number) => boolean;
  readonly resultInPlace: (call: MirCall) => boolean;
}

/** The locals that become SSA values. */
export function heldLocals(question: HeldQuestion): ReadonlySet<LocalIndex> {
  const { fn, order } = question;
  const facts: (Facts | undefined)[] = fn.locals.map((_, i) =>
    question.isScalar(i) ? { addressed: false, writes: [], reads: [] } : undefined,
  );
  const ownPath = (place: Place): boolean => place.path.every((step) => step.kind === "field");

  const read = (place: Place, use: Use): void => {
    facts[place.local]?.reads.push(use);
  };
  const address = (place: Place, use: Use): void => {
    const fact = facts[place.local];
    if (fact === undefined) return;
    if (ownPath(place)) fact.addressed = true;
    else fact.reads.push(use);
  };
  const write = (place: Place, use: Use): void => {
    const fact = facts[place.local];
    if (fact === undefined) return;
    if (ownPath(place)) fact.writes.push(use);
    else fact.reads.push(use);
  };
  const operand = (value: Operand, use: Use): void => {
    if (value.kind === "copy" || value.kind === "move") read(value.place, use);
    else if (value.kind === "borrow") address(value.place, use);
  };
  const call = (value: MirCall, use: Use): void => {
    if (value.callee.kind === "pointer") operand(value.callee.value, use);
    value.args.forEach((arg, i) => {
      if (arg.value.kind === "const") return;
      if (question.byAddress(value, i)) address(arg.value.place, use);
      else read(arg.value.place, use);
    });
    if (question.resultInPlace(value)) address(value.into, use);
    else write(value.into, use);
  };
  const inst = (op: Inst, use: Use): void => {
    switch (op.op) {
      case "assign":
        operand(op.value, use);
        write(op.into, use);
        return;
      case "call":
        call(op.call, use);
        return;
      case "ref":
        address(op.place, use);
        write(op.into, use);
        return;
      case "intrinsic":
        for (const arg of op.args) operand(arg, use);
        write(op.into, use);
        return;
      case "pack":
        for (const place of op.elements) address(place, use);
        address(op.into, use);
        return;
      case "destroy":
        address(op.place, use);
        return;
      case "use":
      case "declare":
      case "dismantle":
      case "complete":
      case "comptime_assert":
        return;
    }
  };
  const terminator = (op: Terminator, use: Use): void => {
    switch (op.op) {
      case "branch":
        operand(op.condition, use);
        return;
      case "invoke":
        call(op.call, use);
        address(op.errorInto, use);
        return;
      case "return":
        facts[fn.result]?.reads.push(use);
        return;
      case "goto":
      case "raise":
      case "unreachable":
      case "comptime_branch":
      case "comptime_for":
        return;
    }
  };

  for (const local of fn.args) facts[local]?.writes.push({ block: 0, at: -1 });
  for (const block of order) {
    const { insts, terminator: last } = fn.blocks[block]!;
    insts.forEach((op, at) => {
      inst(op, { block, at });
    });
    terminator(last, { block, at: insts.length });
  }

  const idom = dominators(fn.blocks, order);
  const dominates = (a: Use, b: Use): boolean => {
    if (a.block === b.block) return a.at < b.at;
    let at = b.block;
    while (at !== 0 && at !== a.block) at = idom[at]!;
    return at === a.block;
  };
  const held = new Set<LocalIndex>();
  facts.forEach((fact, local) => {
    if (fact === undefined || fact.addressed || fact.writes.length !== 1) return;
    const [only] = fact.writes;
    if (only !== undefined && fact.reads.every((use) => dominates(only, use))) held.add(local);
  });
  return held;
}
