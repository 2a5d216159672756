/** Addresses of places, and reading and writing values there, as closures. Locals of the frame are reached without checks. */

import { bug, must } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import type { Operand, Place } from "../mir/mir.ts";
import type { Compiler } from "./compile.ts";
import { constantReader } from "./constants.ts";
import { type Lane, laneReader, laneWriter, type Value } from "./lanes.ts";
import type { Machine } from "./machine.ts";
import { shapeOf } from "./shapes.ts";

export type Addr =
  | { readonly kind: "slot"; readonly offset: number }
  | { readonly kind: "dynamic"; readonly get: (m: Machine) => number };
export type Read = (m: Machine) => Value;
export type Write = (m: Machine, value: Value) => void;

export function typeOfPlace(c: Compiler, place: Place): TypeId {
  let type = must(c.fn.mir.locals[place.local], "local").type;
  for (const step of place.path)
    type = step.kind === "deref" ? pointee(c, type) : must(c.host.types.fieldTypes(type)[step.index], "field");
  return type;
}

export function pointee(c: Compiler, type: TypeId): TypeId {
  const term = c.host.store.get(type);
  if (term.kind === "ref") return term.target;
  if (term.kind === "prim" && term.name === "pointer") return must(term.args[0], "pointee");
  return bug(`a ${term.kind} type is no address`);
}

export function typeOfOperand(c: Compiler, value: Operand): TypeId {
  return value.kind === "const" ? value.type : typeOfPlace(c, value.place);
}

function shifted(from: Addr, by: number): Addr {
  if (by === 0) return from;
  if (from.kind === "slot") return { kind: "slot", offset: from.offset + by };
  const { get } = from;
  return { kind: "dynamic", get: (m) => get(m) + by };
}

/** The place that an address stored at a place points to. */
function followed(from: Addr): Addr {
  if (from.kind === "slot") {
    const { offset } = from;
    return { kind: "dynamic", get: (m) => m.memory.readAddress(m.stack.view, m.fp + offset) };
  }
  const { get } = from;
  return { kind: "dynamic", get: (m) => m.memory.loadAddress(get(m)) };
}

export function addrOfPlace(c: Compiler, place: Place): Addr {
  const slot = must(c.slots[place.local], "slot");
  let type = must(c.fn.mir.locals[place.local], "local").type;
  let addr: Addr = { kind: "slot", offset: slot.offset };
  if (slot.indirect) addr = followed(addr);
  for (const step of place.path) {
    if (step.kind === "deref") {
      addr = followed(addr);
      type = pointee(c, type);
    } else {
      addr = shifted(addr, c.host.layouts.offsetOf(type, step.index));
      type = must(c.host.types.fieldTypes(type)[step.index], "field");
    }
  }
  return addr;
}

/** The address as a number. */
export function addressGetter(addr: Addr): (m: Machine) => number {
  if (addr.kind === "dynamic") return addr.get;
  const { offset } = addr;
  return (m) => m.stack.base + m.fp + offset;
}

export function readAt(c: Compiler, addr: Addr, type: TypeId): Read {
  const shape = shapeOf(c.host, type);
  switch (shape.kind) {
    case "none":
      return () => 0;
    case "scalar": {
      const read = laneReader(shape.dtype);
      const { size } = shape;
      if (addr.kind === "slot") {
        const { offset } = addr;
        return (m) => read(m.stack.view, m.fp + offset);
      }
      const { get } = addr;
      return (m) => {
        const at = get(m);
        const block = m.memory.access(at, size);
        return read(block.view, at - block.base);
      };
    }
    case "vector": {
      const read = laneReader(shape.dtype);
      const { width, lane, size } = shape;
      const get = addressGetter(addr);
      return (m) => {
        const at = get(m);
        const block = m.memory.access(at, size);
        const lanes = new Array<Lane>(width);
        for (let i = 0; i < width; i++) lanes[i] = read(block.view, at - block.base + i * lane);
        return lanes;
      };
    }
    case "address": {
      if (addr.kind === "slot") {
        const { offset } = addr;
        return (m) => m.memory.readAddress(m.stack.view, m.fp + offset);
      }
      const { get } = addr;
      return (m) => m.memory.loadAddress(get(m));
    }
    case "bytes":
      return bug(`a value of '${c.host.types.displayName(type)}' is no number`);
  }
}

export function writeAt(c: Compiler, addr: Addr, type: TypeId): Write {
  const shape = shapeOf(c.host, type);
  switch (shape.kind) {
    case "none":
      return () => {};
    case "scalar": {
      const write = laneWriter(shape.dtype);
      const { size } = shape;
      if (addr.kind === "slot") {
        const { offset } = addr;
        return (m, value) => write(m.stack.view, m.fp + offset, value as Lane);
      }
      const { get } = addr;
      return (m, value) => {
        const at = get(m);
        const block = m.memory.access(at, size);
        write(block.view, at - block.base, value as Lane);
      };
    }
    case "vector": {
      const write = laneWriter(shape.dtype);
      const { width, lane, size } = shape;
      const get = addressGetter(addr);
      return (m, value) => {
        const at = get(m);
        const block = m.memory.access(at, size);
        const lanes = value as readonly Lane[];
        for (let i = 0; i < width; i++) write(block.view, at - block.base + i * lane, lanes[i] as Lane);
      };
    }
    case "address": {
      if (addr.kind === "slot") {
        const { offset } = addr;
        return (m, value) => m.memory.writeAddress(m.stack.view, m.fp + offset, Number(value));
      }
      const { get } = addr;
      return (m, value) => m.memory.storeAddress(get(m), Number(value));
    }
    case "bytes":
      return bug(`a value of '${c.host.types.displayName(type)}' is no number`);
  }
}

/** The value of an operand of a numeric or address type; of a borrow, the address. */
export function readOperand(c: Compiler, value: Operand): Read {
  switch (value.kind) {
    case "const":
      return constantReader(c.host, value.value, value.type);
    case "borrow":
      return addressGetter(addrOfPlace(c, value.place));
    case "copy":
    case "move":
      return readAt(c, addrOfPlace(c, value.place), typeOfPlace(c, value.place));
  }
}

export function writePlace(c: Compiler, place: Place): Write {
  return writeAt(c, addrOfPlace(c, place), typeOfPlace(c, place));
}

/** Copies `size` bytes. */
export function copyBytes(to: Addr, from: Addr, size: number): (m: Machine) => void {
  if (size === 0) return () => {};
  if (to.kind === "slot" && from.kind === "slot") {
    const target = to.offset;
    const source = from.offset;
    return (m) => {
      m.stack.bytes.copyWithin(m.fp + target, m.fp + source, m.fp + source + size);
    };
  }
  const target = addressGetter(to);
  const source = addressGetter(from);
  return (m) => m.memory.copy(target(m), source(m), size);
}
