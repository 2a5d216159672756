/** Constants into memory: terms as bytes, images with the blocks they refer to (11.6: no constructor runs). */

import { bug, must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { ImageTarget } from "../mir/program.ts";
import { isFloat } from "../terms/scalars.ts";
import { fault } from "./fault.ts";
import { canonical, type Lane, laneWriter, type Value } from "./lanes.ts";
import type { InterpHost, Machine } from "./machine.ts";
import type { Block } from "./memory.ts";
import { leafOf, shapeOf, unwrapped } from "./shapes.ts";

/** Writes the value of a term at an address. */
export function writeConstant(m: Machine, id: TermId, type: TypeId, address: number): void {
  const { host } = m;
  if (host.layouts.sizeOf(type) === 0) return;
  const term = host.store.get(id);
  switch (term.kind) {
    case "int":
    case "float": {
      const leaf = leafOf(host, type) ?? bug(`a number as a value of '${host.types.displayName(type)}'`);
      writeNumber(m, term.value, leaf.type, address + leaf.offset);
      return;
    }
    case "record": {
      const types = host.types.fieldTypes(type);
      for (const [i, field] of term.fields.entries())
        writeConstant(m, field, must(types[i], "field"), address + host.layouts.offsetOf(type, i));
      return;
    }
    case "lanes":
      writeLanes(m, term.elements, type, address);
      return;
    case "memory":
      writeImage(m, term.image, address);
      return;
    case "function": {
      const target = host.functionFor(id, type) ?? fault("call expansion failed");
      m.memory.storeAddress(address, m.memory.functionAddress(target));
      return;
    }
    default:
      bug(`a ${term.kind} term as a value of '${host.types.displayName(type)}'`);
  }
}

function writeNumber(m: Machine, value: bigint | number, type: TypeId, address: number): void {
  const shape = shapeOf(m.host, type);
  if (shape.kind === "address") {
    m.memory.storeAddress(address, Number(value));
    return;
  }
  if (shape.kind !== "scalar" && shape.kind !== "vector") bug("a number as a value without lanes");
  const block = m.memory.access(address, shape.size);
  const write = laneWriter(shape.dtype);
  const lane: Lane = isFloat(shape.dtype) ? Number(value) : canonical(BigInt(value));
  const width = shape.kind === "vector" ? shape.width : 1;
  for (let i = 0; i < width; i++) write(block.view, address - block.base + i * (shape.size / width), lane);
}

function writeLanes(m: Machine, elements: readonly TermId[], type: TypeId, address: number): void {
  const { host } = m;
  const leaf = leafOf(host, type) ?? bug("lanes of a struct");
  const term = host.store.get(leaf.type);
  const at = address + leaf.offset;
  if (term.kind === "prim" && term.name === "array") {
    const element = must(term.args[0], "array element");
    const stride = host.layouts.strideOf(element);
    for (const [i, e] of elements.entries()) writeConstant(m, e, element, at + i * stride);
    return;
  }
  const shape = shapeOf(host, leaf.type);
  if (shape.kind !== "vector") bug("lanes of something that is no vector");
  const block = m.memory.access(at, shape.size);
  const write = laneWriter(shape.dtype);
  for (const [i, e] of elements.entries()) write(block.view, at - block.base + i * shape.lane, laneOfTerm(host, e));
}

/** The number that a scalar constant is. */
export function laneOfTerm(host: InterpHost, id: TermId): Lane {
  const term = host.store.get(id);
  if (term.kind === "int") return canonical(term.value);
  return term.kind === "float" ? term.value : bug(`a ${term.kind} term as a number`);
}

/** Copies an image to an address, making the blocks it refers to. */
export function writeImage(m: Machine, index: number, address: number): void {
  const image = m.host.image(index);
  const block = m.memory.access(address, image.bytes.length);
  block.bytes.set(image.bytes, address - block.base);
  relocate(m, image.relocations, address);
}

function relocate(
  m: Machine,
  relocations: readonly { readonly offset: number; readonly target: ImageTarget }[],
  address: number,
): void {
  for (const { offset, target } of relocations) m.memory.storeAddress(address + offset, targetAddress(m, target));
}

function targetAddress(m: Machine, target: ImageTarget): number {
  switch (target.kind) {
    case "heap":
      return imageBlock(m, target.image, "heap").base + target.offset;
    case "static": {
      let block = m.statics.get(target.image);
      if (block === undefined || !block.live) {
        block = imageBlock(m, target.image, "static");
        m.statics.set(target.image, block);
      }
      return block.base + target.offset;
    }
    case "string":
      return m.memory.string(target.value).base + target.offset;
    case "function":
      return m.memory.functionAddress(target.instance);
  }
}

function imageBlock(m: Machine, index: number, kind: "heap" | "static"): Block {
  const image = m.host.image(index);
  const block = m.memory.allocate(kind, image.bytes.length, image.alignment);
  block.bytes.set(image.bytes);
  relocate(m, image.relocations, block.base);
  return block;
}

/** The value of a constant operand of a numeric or address type. */
export function constantReader(host: InterpHost, id: TermId, type: TypeId): (m: Machine) => Value {
  const shape = shapeOf(host, type);
  const inner = unwrapped(host, id);
  const term = host.store.get(inner);
  switch (shape.kind) {
    case "none":
      return () => 0;
    case "scalar": {
      const lane = laneOfTerm(host, inner);
      return () => lane;
    }
    case "vector": {
      const lanes =
        term.kind === "lanes"
          ? term.elements.map((e) => laneOfTerm(host, e))
          : new Array<Lane>(shape.width).fill(laneOfTerm(host, inner));
      return () => lanes;
    }
    case "address":
      return addressReader(host, inner, type);
    case "bytes":
      return bug("a constant of many fields as a number");
  }
}

function addressReader(host: InterpHost, id: TermId, type: TypeId): (m: Machine) => Value {
  const term = host.store.get(id);
  switch (term.kind) {
    case "int":
      return () => Number(term.value);
    case "memory": {
      const image = host.image(term.image);
      const target = image.relocations[0]?.target;
      if (target !== undefined) return (m) => targetAddress(m, target);
      const view = new DataView(image.bytes.buffer, image.bytes.byteOffset);
      return (m) => m.memory.readAddress(view, 0);
    }
    case "function":
      return (m) => m.memory.functionAddress(host.functionFor(id, type) ?? fault("call expansion failed"));
    default:
      return bug(`a ${term.kind} term as an address`);
  }
}

/** The bytes of a constant without addresses, made once; undefined where blocks must be made each time. */
export function plainBytes(m: Machine, id: TermId, type: TypeId): Uint8Array | undefined {
  if (mentionsMemory(m.host, id)) return undefined;
  const mark = m.memory.mark();
  const block = m.memory.allocate("static", m.host.layouts.sizeOf(type), 1);
  writeConstant(m, id, type, block.base);
  const bytes = block.bytes;
  m.memory.release(mark);
  return bytes;
}

function mentionsMemory(host: InterpHost, id: TermId): boolean {
  const term = host.store.get(id);
  switch (term.kind) {
    case "memory":
    case "function":
      return true;
    case "record":
      return term.fields.some((f) => mentionsMemory(host, f));
    case "lanes":
      return term.elements.some((e) => mentionsMemory(host, e));
    default:
      return false;
  }
}
