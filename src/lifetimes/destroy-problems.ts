/** The errors and warnings of pass B. They are collected during the walk and reported in source order (15.1.4). */

import type { Bits } from "../base/bits.ts";
import { hasBit } from "../base/bits.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { Fix, Note } from "../diagnostics/diagnostic.ts";
import type { LocalIndex, MirLocal } from "../mir/mir.ts";
import { visitOp } from "../mir/ops.ts";
import { fieldCount, fieldName, fieldType } from "../mir/types.ts";
import type { Span } from "../source/source.ts";
import { printTerm } from "../terms/print.ts";
import type { Cx } from "./context.ts";
import { destructible, isTriviallyDestroyed, locate, report } from "./context.ts";
import type { EffectsCx } from "./effects.ts";
import type { Message } from "./messages.ts";
import { messages } from "./messages.ts";
import type { SlotNode } from "./slots.ts";
import { anySet, pathTo, rootOf, wholeBit } from "./slots.ts";

interface Problem {
  readonly message: Message;
  readonly span: Span;
  readonly notes: readonly Note[];
  readonly fixes?: readonly Fix[];
}

export interface Problems {
  readonly ex: EffectsCx;
  /** Locals that an earlier pass found wrong: nothing more is said about them. */
  readonly silent: ReadonlySet<LocalIndex>;
  readonly found: Problem[];
  /** One error of each kind per local. */
  readonly seen: Set<string>;
}

export function makeProblems(ex: EffectsCx, silent: ReadonlySet<LocalIndex>): Problems {
  return { ex, silent, found: [], seen: new Set() };
}

function addError(
  problems: Problems,
  local: LocalIndex,
  message: Message,
  span: Span,
  notes: readonly Note[] = [],
): void {
  const key = `${message.code} ${local}`;
  if (problems.silent.has(local) || problems.seen.has(key)) return;
  problems.seen.add(key);
  problems.found.push({ message, span, notes });
}

/** Something whole is destroyed here. `taken`: a part of it that is consumed elsewhere; `facts`: what is known here. */
export function noteDestroy(
  problems: Problems,
  node: SlotNode,
  taken: SlotNode | undefined,
  span: Span,
  onErrorEdge: boolean,
  facts: () => readonly TermId[],
): void {
  const { cx } = problems.ex;
  if (taken !== undefined) {
    addError(problems, node.local, messages.outOfTheMiddle(innermost(cx, taken)), span);
    return;
  }
  if (destructible(cx, node.type) === "yes" || destructible(cx, node.type, facts()) === "yes") return;
  const notes: Note[] = [];
  const isVariable = isTypeVariable(cx, node.type);
  if (isVariable) notes.push({ message: messages.considerDeinitable(), at: locate(cx, span) });
  if (onErrorEdge) notes.push({ message: messages.notConsumedOnError(), at: locate(cx, span) });
  const reason = isVariable ? messages.unboundDeinitable() : whyNotDestroyed(cx, node.type);
  addError(problems, node.local, messages.abandoned(node.name, reason), span, notes);
}

function isTypeVariable(cx: Cx, type: TypeId): boolean {
  const kind = cx.env.terms.get(type).kind;
  return kind !== "struct" && kind !== "closure";
}

function whyNotDestroyed(cx: Cx, type: TypeId): string {
  const term = cx.env.terms.get(type);
  const text = term.kind === "struct" ? cx.env.structInfo(term.decl).explicitDestroyText : undefined;
  return text ?? messages.notDeinitable(typeText(cx, type));
}

function typeText(cx: Cx, type: TypeId): string {
  return printTerm(cx.env.terms, type, {
    declName: (decl) => cx.env.header(decl).name,
    paramName: (owner, index) => cx.env.paramsOf(owner)[index]?.name ?? "_",
  });
}

/** The name of the innermost part that has a destructor: `r.a.name` for `r.a`. Library types are opaque. */
function innermost(cx: Cx, node: SlotNode): string {
  let name = node.name;
  let type = node.type;
  for (;;) {
    const term = cx.env.terms.get(type);
    if (term.kind !== "struct" || cx.env.header(term.decl).isLibrary) return name;
    const count = fieldCount(cx.env, type);
    let next: TypeId | undefined;
    for (let i = 0; i < count && next === undefined; i++) {
      const field = fieldType(cx.env, type, i);
      if (field === undefined || isTriviallyDestroyed(cx, field)) continue;
      name = `${name}.${fieldName(cx.env, type, i)}`;
      next = field;
    }
    if (next === undefined) return name;
    type = next;
  }
}

/** The first part below a node that has a destructor and bits in the set. */
export function firstTaken(cx: Cx, node: SlotNode, taken: Bits): SlotNode | undefined {
  if (!anySet(taken, node) || isTriviallyDestroyed(cx, node.type)) return undefined;
  if (node.children.length === 0) return node;
  for (const child of node.children) {
    const found = firstTaken(cx, child, taken);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node is transferred: nothing below may need any of it. */
export function noteConsume(problems: Problems, node: SlotNode, below: Bits, dismantled: boolean, span: Span): void {
  const { cx } = problems.ex;
  const root = rootOf(node);
  let clash = false;
  for (let bit = node.first; bit < node.end; bit++) {
    if (hasBit(below, bit) && !(dismantled && bit === wholeBit(root))) clash = true;
  }
  if (!clash || isTriviallyDestroyed(cx, node.type)) return;
  const later = pathTo(node).find((level) => hasBit(below, wholeBit(level)) && !(dismantled && level === root));
  addError(problems, root.local, messages.consumedAndUsedLater(node.name, (later ?? node).name), span);
}

/** `_` in place of the name of a loop variable. */
function discardFixes({ ex }: Problems, { name, span }: MirLocal): readonly Fix[] {
  if (span.end - span.start !== name.length) return [];
  return [{ title: "name it '_'", at: locate(ex.cx, span), replacement: "_", safe: true }];
}

/** Nobody uses what is stored here. */
export function noteDeadDefine(problems: Problems, node: SlotNode, span: Span): void {
  const local = problems.ex.fn.locals[node.local];
  if (
    local === undefined ||
    local.quiet ||
    local.name === "" ||
    local.kind === "temp" ||
    problems.silent.has(node.local)
  )
    return;
  if (local.kind === "ref")
    problems.found.push({
      message: messages.refNeverUsed(local.name),
      span: local.span,
      notes: [],
      fixes: discardFixes(problems, local),
    });
  else problems.found.push({ message: messages.assignmentNeverUsed(node.name), span, notes: [] });
}

export function reportProblems(problems: Problems): void {
  const { cx, fn } = problems.ex;
  const sorted = [...problems.found].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      Number(a.message.severity === "warning") - Number(b.message.severity === "warning"),
  );
  for (const { message, span, notes, fixes } of sorted) {
    if (message.severity === "warning" && cx.header.isLibrary) continue;
    report(cx, message, span, { notes, ...(fixes === undefined ? {} : { fixes }) });
  }
  if (cx.header.isLibrary) return;
  const mentioned = new Set<LocalIndex>();
  const note = (place: { readonly local: LocalIndex }): void => {
    mentioned.add(place.local);
  };
  for (const block of fn.blocks) {
    for (const op of [...block.insts, block.terminator]) {
      visitOp(op, {
        into: note,
        place: note,
        operand: (value) => {
          if (value.kind !== "const") note(value.place);
        },
      });
    }
  }
  fn.locals.forEach((local, index) => {
    if (local.kind !== "var" || local.quiet || local.name === "" || mentioned.has(index)) return;
    report(cx, messages.variableNeverUsed(local.name), local.span);
  });
}
