/**
 * Slots and bits (15.1.1). Every local is a slot; a slot has a tree of nodes, one for each field path that the function
 * initializes or consumes on its own. A leaf node has one bit; a node with fields has the bits of its fields and then one
 * for the object as a whole. Paths that are only read need no bits of their own: they live and die with what holds them.
 */

import type { Bits } from "../base/bits.ts";
import { hasBit } from "../base/bits.ts";
import { bug } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { LocalIndex, MirFunction, MirStage, Operand, Place } from "../mir/mir.ts";
import { visitOp } from "../mir/ops.ts";
import { fieldCount, fieldName, fieldType } from "../mir/types.ts";
import type { Cx } from "./context.ts";
import { TEMPORARY } from "./messages.ts";

export interface SlotNode {
  readonly local: LocalIndex;
  readonly parent: SlotNode | undefined;
  /** Position in the parent. */
  readonly index: number;
  readonly type: TypeId;
  /** As messages spell it: `a.x`. */
  readonly name: string;
  readonly children: readonly SlotNode[];
  /** The bits of the node: `first` up to, not including, `end`. The last one is that of the object as a whole. */
  readonly first: number;
  readonly end: number;
}

export interface Slots {
  readonly roots: readonly SlotNode[];
  readonly bitCount: number;
  /** The local that each bit belongs to. */
  readonly owners: Int32Array;
  /** The roots that have fields of their own. */
  readonly composed: readonly SlotNode[];
}

/** The bit of the object as a whole; for a leaf, its only one. */
export function wholeBit(node: SlotNode): number {
  return node.end - 1;
}

interface Shape {
  readonly children: Map<number, Shape>;
}

export function makeSlots(cx: Cx, fn: MirFunction<MirStage>): Slots {
  const shapes = fn.locals.map((): Shape => ({ children: new Map() }));
  const touch = (place: Place, whole: boolean): void => {
    let shape = shapes[place.local] ?? bug(`no local ${place.local}`);
    for (const step of place.path) {
      if (step.kind === "deref") return;
      let next = shape.children.get(step.index);
      if (next === undefined) {
        next = { children: new Map() };
        shape.children.set(step.index, next);
      }
      shape = next;
    }
    if (whole && !shape.children.has(0)) shape.children.set(0, { children: new Map() });
  };
  const operand = (value: Operand): void => {
    if (value.kind === "move") touch(value.place, false);
  };
  for (const block of fn.blocks) {
    for (const inst of block.insts) {
      if (inst.op === "dismantle" || inst.op === "complete") touch(inst.place, true);
      if (inst.op === "intrinsic" && inst.name === "mark_initialized") {
        for (const arg of inst.args) if (arg.kind !== "const") touch(arg.place, false);
      }
      if (inst.op === "pack" && inst.convention === "var") for (const each of inst.elements) touch(each, false);
      visitOp(inst, { into: (place) => touch(place, false), operand });
    }
    visitOp(block.terminator, { into: (place) => touch(place, false), operand });
  }
  // A constructor's `self` is always taken in pieces, so that messages can name the missing field.
  if (cx.signature?.isInit === true) touch({ local: fn.result, path: [] }, true);
  let bit = 0;
  const build = (
    local: LocalIndex,
    shape: Shape,
    type: TypeId,
    name: string,
    index: number,
    parent: SlotNode | undefined,
  ): SlotNode => {
    const children: SlotNode[] = [];
    const node = { local, parent, index, type, name, children, first: bit, end: bit };
    if (shape.children.size > 0) {
      const count = fieldCount(cx.env, type);
      for (let i = 0; i < count; i++) {
        const part = fieldType(cx.env, type, i) ?? bug(`no field ${i}`);
        const below = shape.children.get(i) ?? { children: new Map() };
        children.push(build(local, below, part, `${name}.${fieldName(cx.env, type, i)}`, i, node));
      }
    }
    bit++;
    node.end = bit;
    return node;
  };
  const roots = fn.locals.map((local, i) => {
    const shape = shapes[i] ?? { children: new Map() };
    return build(i, shape, local.type, local.name === "" ? TEMPORARY : local.name, 0, undefined);
  });
  const owners = new Int32Array(bit);
  for (const root of roots) owners.fill(root.local, root.first, root.end);
  return { roots, bitCount: bit, owners, composed: roots.filter((r) => r.children.length > 0) };
}

/** The node that holds a place, up to its first dereference. */
export function nodeOfPlace(slots: Slots, place: Place): SlotNode {
  let node = slots.roots[place.local] ?? bug(`no local ${place.local}`);
  for (const step of place.path) {
    const child = step.kind === "field" ? node.children[step.index] : undefined;
    if (child === undefined) return node;
    node = child;
  }
  return node;
}

export function rootOf(node: SlotNode): SlotNode {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  return root;
}

/** From the root of the slot down to the node. */
export function pathTo(node: SlotNode): readonly SlotNode[] {
  const path: SlotNode[] = [];
  for (let n: SlotNode | undefined = node; n !== undefined; n = n.parent) path.push(n);
  return path.reverse();
}

export function allSet(bits: Bits, node: SlotNode): boolean {
  for (let i = node.first; i < node.end; i++) if (!hasBit(bits, i)) return false;
  return true;
}
export function anySet(bits: Bits, node: SlotNode): boolean {
  for (let i = node.first; i < node.end; i++) if (hasBit(bits, i)) return true;
  return false;
}
export function setNode(bits: Bits, node: SlotNode): void {
  for (let i = node.first; i < node.end; i++) bits[i >>> 5] = (bits[i >>> 5] ?? 0) | (1 << (i & 31));
}
export function clearNode(bits: Bits, node: SlotNode): void {
  for (let i = node.first; i < node.end; i++) bits[i >>> 5] = (bits[i >>> 5] ?? 0) & ~(1 << (i & 31));
}

/** Whether every field, in any depth, has its bit, whatever the bits of whole objects say. */
export function allFieldsSet(bits: Bits, node: SlotNode): boolean {
  if (node.children.length === 0) return hasBit(bits, wholeBit(node));
  return node.children.every((child) => allFieldsSet(bits, child));
}

/** The slots of which any bit is in the set, in order. */
export function rootsIn(slots: Slots, bits: Bits): readonly SlotNode[] {
  const out: SlotNode[] = [];
  let past = 0;
  for (let word = 0; word < bits.length; word++) {
    const value = bits[word] ?? 0;
    if (value === 0) continue;
    for (let bit = Math.max(word * 32, past); bit < Math.min(word * 32 + 32, slots.bitCount); bit++) {
      if (bit < past || (value & (1 << (bit & 31))) === 0) continue;
      const root = slots.roots[slots.owners[bit] ?? -1];
      if (root === undefined) continue;
      out.push(root);
      past = root.end;
    }
  }
  return out;
}
