/**
 * Pass A, forward: definite initialization (15.1.3).
 *
 * Lattice: for each point the set of bits that are initialized on every path to it, ordered by inclusion; the join of paths
 * is the intersection, and a point not reached yet is above everything. One error per slot, at its first place in the text.
 */

import type { Bits } from "../base/bits.ts";
import { bitsOf, hasBit, intersectInto, setBit } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import { reversePostorder } from "../mir/cfg.ts";
import type { BlockIndex, Inst, LocalIndex, MirBlock, Terminator } from "../mir/mir.ts";
import { successors } from "../mir/mir.ts";
import { fieldCount } from "../mir/types.ts";
import type { Span } from "../source/source.ts";
import { isTriviallyDestroyed, locate, report } from "./context.ts";
import type { Effect, EffectsCx } from "./effects.ts";
import { effectsOfDefine, effectsOfInst, effectsOfTerminator } from "./effects.ts";
import type { Message } from "./messages.ts";
import { messages } from "./messages.ts";
import type { SlotNode } from "./slots.ts";
import { allSet, anySet, clearNode, pathTo, rootOf, setNode, wholeBit } from "./slots.ts";

export interface InitFacts {
  /** What is initialized when a block starts; undefined where it cannot be reached. */
  readonly atStart: readonly (Bits | undefined)[];
  /** Locals with an error: later passes say nothing more about them. */
  readonly wrong: Set<LocalIndex>;
}

interface Problem {
  readonly message: Message;
  readonly span: Span;
  readonly local: LocalIndex;
  /** Without a declaration to point to. */
  readonly bare: boolean;
}

interface Pass {
  readonly ex: EffectsCx;
  /** Set in the reporting walk. */
  readonly problems: Problem[] | undefined;
}

/** The effects of a block's operations, computed once. */
export type BlockEffects = readonly (readonly Effect[])[];

export function effectsOfBlocks(ex: EffectsCx): readonly BlockEffects[] {
  return ex.fn.blocks.map((block) => [
    ...block.insts.map((inst) => effectsOfInst(ex, inst)),
    effectsOfTerminator(ex, block.terminator),
  ]);
}

/** What is initialized at function entry (15.1.1.4). */
export function stateAtEntry(ex: EffectsCx): Bits {
  const { cx, fn, slots } = ex;
  const state = bitsOf(slots.bitCount);
  for (const arg of fn.args) {
    const root = slots.roots[arg] ?? bug(`no local ${arg}`);
    if (fn.locals[arg]?.convention !== "out") setNode(state, root);
  }
  const self = selfInInit(ex);
  if (self !== undefined) {
    // Without fields there is nothing left to do; a type that is not taken apart (a parameter) has to be stored whole.
    const isEmpty = cx.env.terms.get(self.type).kind === "struct" && fieldCount(cx.env, self.type) === 0;
    if (self.children.length > 0 || isEmpty) setBit(state, wholeBit(self));
  }
  return state;
}

/** The node of `self` in a constructor: complete as soon as all its fields are. */
export function selfInInit(ex: EffectsCx): SlotNode | undefined {
  const { cx, fn, slots } = ex;
  return cx.signature?.isInit === true ? slots.roots[fn.result] : undefined;
}

/** The fixed point, without reports. */
export function findInitialized(ex: EffectsCx, effects: readonly BlockEffects[]): InitFacts {
  const { fn } = ex;
  const atStart: (Bits | undefined)[] = fn.blocks.map(() => undefined);
  atStart[0] = stateAtEntry(ex);
  const order = reversePostorder(fn.blocks);
  const silent: Pass = { ex, problems: undefined };
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of order) {
      const start = atStart[block];
      if (start === undefined) continue;
      const ends = flowThrough(silent, effects[block] ?? [], block, start.slice());
      successors(fn.blocks[block]?.terminator ?? bug(`no block ${block}`)).forEach((next, k) => {
        const end = ends[k] ?? bug("an edge without state");
        const known = atStart[next];
        if (known === undefined) {
          atStart[next] = end.slice();
          changed = true;
        } else if (intersectInto(known, end)) changed = true;
      });
    }
  }
  return { atStart, wrong: new Set() };
}

/** Reports every use of something that is not initialized there. */
export function checkInit(ex: EffectsCx, effects: readonly BlockEffects[], facts: InitFacts): void {
  const problems: Problem[] = [];
  for (const block of reversePostorder(ex.fn.blocks)) {
    const start = facts.atStart[block];
    if (start === undefined) continue;
    const found: Problem[] = [];
    flowThrough({ ex, problems: found }, effects[block] ?? [], block, start.slice());
    // Of several in a row the first counts, which need not be the first in the text: arguments come before their call.
    const seen = new Set<LocalIndex>();
    for (const problem of found) {
      if (problem.local >= 0 && seen.has(problem.local)) continue;
      seen.add(problem.local);
      problems.push(problem);
    }
  }
  reportProblems(ex, problems, facts.wrong);
}

function reportProblems(ex: EffectsCx, problems: readonly Problem[], wrong: Set<LocalIndex>): void {
  const { cx, fn } = ex;
  const sorted = [...problems].sort((a, b) => a.span.start - b.span.start);
  for (const problem of sorted) {
    if (problem.local >= 0) {
      if (wrong.has(problem.local)) continue;
      wrong.add(problem.local);
    }
    const local = fn.locals[problem.local];
    const named = local !== undefined && local.name !== "" && !problem.bare;
    report(cx, problem.message, problem.span, {
      notes: named ? [{ message: messages.declaredHere(local.name), at: locate(cx, local.span) }] : [],
    });
  }
}

/** The states on the edges out of a block, given the one at its start, which is used up. */
function flowThrough(pass: Pass, effects: BlockEffects, block: BlockIndex, state: Bits): readonly Bits[] {
  const body = pass.ex.fn.blocks[block] ?? bug(`no block ${block}`);
  body.insts.forEach((inst, i) => {
    const span = pass.problems !== undefined && inst.op === "pack" ? spanOfPack(body, i) : spanOf(inst);
    for (const effect of effects[i] ?? []) applyEffect(pass, state, effect, span);
  });
  const end = body.terminator;
  for (const effect of effects[body.insts.length] ?? []) applyEffect(pass, state, effect, spanOf(end));
  if (end.op === "return" || end.op === "raise") checkExit(pass, state, end);
  return edgeStates(pass.ex, state, end);
}

/** The states after a terminator, for each of its edges. */
export function edgeStates(ex: EffectsCx, state: Bits, end: Terminator): readonly Bits[] {
  if (end.op !== "invoke") return successors(end).map(() => state);
  const normal = state.slice();
  const error = state.slice();
  for (const effect of effectsOfDefine(ex, end.call.into)) {
    if (effect.kind !== "define") continue;
    setNode(normal, effect.node);
    clearNode(error, effect.node);
  }
  for (const effect of effectsOfDefine(ex, end.errorInto)) if (effect.kind === "define") setNode(error, effect.node);
  return [normal, error];
}

/** A list of arguments is made for the next call: that is what the user wrote. */
function spanOfPack(block: MirBlock, index: number): Span {
  for (const inst of block.insts.slice(index)) if (inst.op === "call") return inst.at;
  return spanOf(block.terminator);
}

/** Where diagnostics about an operation point. */
export function spanOf(op: Inst | Terminator): Span {
  return op.op === "call" || op.op === "invoke" ? op.at : op.span;
}

/** What is initialized before the terminator of a block (its own effects not included). */
export function stateBeforeTerminator(start: Bits, effects: BlockEffects): Bits {
  const state = start.slice();
  for (let i = 0; i < effects.length - 1; i++) for (const effect of effects[i] ?? []) advance(state, effect);
  return state;
}

/** The node of which an effect changes whether it is initialized. */
export function changedBy(effect: Effect): SlotNode | undefined {
  switch (effect.kind) {
    case "consume":
    case "declare":
    case "define":
    case "complete":
      return effect.node;
    case "use":
    case "use_any":
    case "consume_indirect":
    case "define_indirect":
    case "dismantle":
      return undefined;
  }
}

/** The change that an effect makes, without checking. */
export function advance(state: Bits, effect: Effect): void {
  switch (effect.kind) {
    case "consume":
    case "declare":
      clearNode(state, effect.node);
      break;
    case "define":
      setNode(state, effect.node);
      break;
    case "complete":
      setBit(state, wholeBit(effect.node));
      break;
    case "use":
    case "use_any":
    case "consume_indirect":
    case "define_indirect":
    case "dismantle":
      break;
  }
}

function applyEffect(pass: Pass, state: Bits, effect: Effect, span: Span): void {
  if (pass.problems !== undefined) {
    if (effect.kind === "use" || effect.kind === "consume") {
      requireInit(pass.problems, state, effect.node, effect.at ?? span, messages.useOfUninitialized);
    } else if (effect.kind === "consume_indirect") {
      pass.problems.push({ message: messages.consumeIndirect(), span, local: -1, bare: true });
    } else if (effect.kind === "complete") {
      for (const child of effect.node.children) {
        requireInit(pass.problems, state, child, span, messages.useOfUninitialized);
      }
    }
  }
  advance(state, effect);
}

function requireInit(
  problems: Problem[],
  state: Bits,
  node: SlotNode,
  span: Span,
  message: (path: string) => Message,
): void {
  if (allSet(state, node)) return;
  const local = rootOf(node).local;
  const missing = firstMissing(state, node);
  problems.push({
    message: missing.byHand ? messages.manuallyInitialized(missing.node.name) : message(missing.node.name),
    span,
    local,
    bare: false,
  });
}

interface Missing {
  readonly node: SlotNode;
  /** All fields are there, only the object as a whole is not. */
  readonly byHand: boolean;
}

/** The part to name: the outermost one of which nothing is initialized, else the first such field. */
function firstMissing(state: Bits, node: SlotNode): Missing {
  for (const level of pathTo(node)) if (!anySet(state, level)) return { node: level, byHand: false };
  const below = missingBelow(state, node);
  return below ?? { node, byHand: true };
}

function missingBelow(state: Bits, node: SlotNode): Missing | undefined {
  if (!anySet(state, node)) return { node, byHand: false };
  for (const child of node.children) {
    const found = missingBelow(state, child);
    if (found !== undefined) return found;
  }
  return hasBit(state, wholeBit(node)) ? undefined : { node, byHand: true };
}

/** What must be initialized where the function is left: arguments by reference, and the result or the error. */
export function requiredAtExit(ex: EffectsCx, end: Terminator): readonly SlotNode[] {
  const { fn, slots } = ex;
  const out: SlotNode[] = [];
  for (const arg of fn.args) {
    const convention = fn.locals[arg]?.convention;
    if (convention === "imm" || convention === "mut" || convention === "ref")
      out.push(slots.roots[arg] ?? bug("no local"));
  }
  if (end.op === "return") {
    const result = slots.roots[fn.result] ?? bug("no result");
    if (isResultTracked(ex)) out.push(result);
  } else if (end.op === "raise" && fn.error !== undefined) out.push(slots.roots[fn.error] ?? bug("no error slot"));
  return out;
}

/** A function without result need not fill its slot: the type has nothing to fill. */
function isResultTracked(ex: EffectsCx): boolean {
  const root = ex.slots.roots[ex.fn.result];
  return root !== undefined && hasValue(ex, root);
}

function hasValue(ex: EffectsCx, result: SlotNode): boolean {
  const { cx, fn } = ex;
  if (fn.locals[fn.result]?.name !== "") return true;
  const term = cx.env.terms.get(result.type);
  if (term.kind === "error" || result.type === cx.env.terms.never) return false;
  return (
    term.kind !== "struct" || cx.env.structInfo(term.decl).fields.length > 0 || !isTriviallyDestroyed(cx, result.type)
  );
}

function checkExit(pass: Pass, state: Bits, end: Terminator & { readonly op: "return" | "raise" }): void {
  if (pass.problems === undefined) return;
  const implicit = end.op === "return" && end.implicit;
  const span = implicit ? pass.ex.cx.header.nameSpan : end.span;
  for (const node of requiredAtExit(pass.ex, end)) {
    requireInit(pass.problems, state, node, span, (path) =>
      end.op === "return" ? messages.uninitializedAtReturn(path, implicit) : messages.useOfUninitialized(path),
    );
  }
}
