/**
 * Builds the graph of a function block by block. There is a current block or none (after a terminator); emitting without one
 * opens an unreachable block, so that lowering need not ask whether code can be reached.
 *
 * The builder knows which blocks can be reached so far by forward edges: enough to tell whether a construct falls through.
 */

import { bug } from "../base/bug.ts";
import { noSpan, type Span } from "../source/source.ts";
import type { BlockIndex, BlockOrigin, Inst, LocalIndex, MirBlock, MirLocal, Terminator } from "./mir.ts";
import { successors } from "./mir.ts";

interface OpenBlock {
  readonly insts: Inst[];
  terminator: Terminator | undefined;
  origin: BlockOrigin;
  span: Span;
  reached: boolean;
}

export class MirBuilder {
  readonly #locals: MirLocal[] = [];
  readonly #slots: (number | undefined)[] = [];
  readonly #blocks: OpenBlock[] = [];
  #current: BlockIndex | undefined = undefined;
  #nextSlot = 0;

  /** A new local without a slot: `rank` it where it counts as declared. */
  local(local: Omit<MirLocal, "slot">): LocalIndex {
    this.#locals.push({ ...local, slot: 0 });
    this.#slots.push(undefined);
    return this.#locals.length - 1;
  }
  localInfo(index: LocalIndex): MirLocal {
    return this.#locals[index] ?? bug(`no local ${index}`);
  }
  /** Gives the local the next slot, unless it has one. */
  rank(index: LocalIndex): void {
    this.#slots[index] ??= this.#nextSlot++;
  }

  /** Gives the remaining slots: to `last` after all others. */
  rankRest(last: readonly LocalIndex[]): void {
    const late = new Set(last);
    for (let i = 0; i < this.#locals.length; i++) if (!late.has(i)) this.rank(i);
    for (const local of last) this.rank(local);
  }

  /** A new block, neither current nor reached. */
  block(origin: BlockOrigin, span: Span): BlockIndex {
    this.#blocks.push({ insts: [], terminator: undefined, origin, span, reached: this.#blocks.length === 0 });
    return this.#blocks.length - 1;
  }
  get current(): BlockIndex | undefined {
    return this.#current;
  }
  /** Whether control can get to the point of emission. */
  get isLive(): boolean {
    return this.#current !== undefined && this.#open(this.#current).reached;
  }
  isReached(block: BlockIndex): boolean {
    return this.#open(block).reached;
  }
  /** Opens a block if there is none. */
  ensure(span: Span): BlockIndex {
    return this.#currentOrNew(span);
  }
  /** Makes a finished block on the side. */
  sideBlock(terminator: Terminator): BlockIndex {
    const block = this.block("", terminator.span);
    this.#open(block).terminator = terminator;
    return block;
  }
  /** Continues in a block that has no terminator yet. */
  enter(block: BlockIndex): void {
    if (this.#open(block).terminator !== undefined) bug(`block ${block} is complete`);
    this.#current = block;
  }
  setOrigin(block: BlockIndex, origin: BlockOrigin, span: Span): void {
    const open = this.#open(block);
    open.origin = origin;
    open.span = span;
  }

  emit(inst: Inst): void {
    this.#open(this.#currentOrNew(inst.span)).insts.push(inst);
  }
  /** Ends the current block, if any; there is none afterwards. */
  terminate(terminator: Terminator): void {
    const block = this.#open(this.#currentOrNew(terminator.span));
    block.terminator = terminator;
    if (block.reached) for (const next of successors(terminator)) this.#open(next).reached = true;
    this.#current = undefined;
  }
  /** Like `terminate` with a goto, but only where there is a current block. */
  jump(target: BlockIndex, span: Span): void {
    if (this.#current !== undefined) this.terminate({ op: "goto", span, target });
  }
  /** Ends the current block with a terminator that names `next`, and continues there. */
  terminateInto(terminator: Terminator, next: BlockIndex): void {
    this.terminate(terminator);
    this.enter(next);
  }

  /** The finished parts. Every block must have its terminator. */
  finish(): { readonly locals: readonly MirLocal[]; readonly blocks: readonly MirBlock[] } {
    const blocks = this.#blocks.map((b, index): MirBlock => {
      const terminator = b.terminator ?? bug(`block ${index} has no terminator`);
      return { insts: b.insts, terminator, origin: b.origin, span: b.span };
    });
    const locals = this.#locals.map((local, i): MirLocal => ({ ...local, slot: this.#slotOf(i) }));
    return { locals, blocks };
  }

  #slotOf(index: LocalIndex): number {
    this.rank(index);
    return this.#slots[index] ?? 0;
  }
  #currentOrNew(span: Span): BlockIndex {
    this.#current ??= this.block("", span);
    return this.#current;
  }
  #open(block: BlockIndex): OpenBlock {
    return this.#blocks[block] ?? bug(`no block ${block}`);
  }
}

/** The fields of a local that passes make for themselves. */
export function tempLocal(type: MirLocal["type"], span: Span = noSpan): Omit<MirLocal, "slot"> {
  return { name: "", type, kind: "temp", convention: "var", mutable: true, span, quiet: true };
}
