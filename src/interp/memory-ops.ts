/** Intrinsics on addresses. Vector elements lie packed: lane i at i times the size of a lane. */

import { bug, must } from "../base/bug.ts";
import type { TypeId } from "../base/ids.ts";
import { intValue, stringValue } from "../terms/scalars.ts";
import type { Compiler } from "./compile.ts";
import { writeConstant } from "./constants.ts";
import { argument, type Build, type IntrinsicInst, lanesOf, operand, parameter } from "./intrinsic-args.ts";
import { type Lane, laneOp, laneReader, laneWriter } from "./lanes.ts";
import type { Machine } from "./machine.ts";
import {
  type Addr,
  addressGetter,
  addrOfPlace,
  copyBytes,
  pointee,
  readAt,
  typeOfOperand,
  typeOfPlace,
  writeAt,
  writePlace,
} from "./places.ts";
import { shapeOf } from "./shapes.ts";

/** What a pointer argument points to, as a place. */
function target(c: Compiler, inst: IntrinsicInst, index: number): { readonly addr: Addr; readonly type: TypeId } {
  const read = argument(c, inst, index);
  return {
    addr: { kind: "dynamic", get: (m) => Number(read(m)) },
    type: pointee(c, typeOfOperand(c, operand(inst, index))),
  };
}

/** The type of the value moved may be wider than the pointee: a vector loaded from a pointer to its lanes. */
export const load: Build = (c, inst) => {
  const type = typeOfPlace(c, inst.into);
  return copyBytes(addrOfPlace(c, inst.into), target(c, inst, 0).addr, c.host.layouts.sizeOf(type));
};

export const storeValue: Build = (c, inst) => {
  const { addr } = target(c, inst, 0);
  const value = operand(inst, 1);
  const type = typeOfOperand(c, value);
  if (value.kind === "const") {
    const get = addressGetter(addr);
    return (m) => writeConstant(m, value.value, type, get(m));
  }
  if (value.kind === "borrow") return bug("store of a borrowed place");
  return copyBytes(addr, addrOfPlace(c, value.place), c.host.layouts.sizeOf(type));
};

export const offset: Build = (c, inst) => {
  const { addr, type } = target(c, inst, 0);
  const base = addressGetter(addr);
  const by = argument(c, inst, 1);
  const stride = c.host.layouts.strideOf(type);
  const write = writePlace(c, inst.into);
  return (m) => write(m, base(m) + Number(by(m)) * stride);
};

function addressPlus(c: Compiler, inst: IntrinsicInst, by: number) {
  const base = argument(c, inst, 0);
  const write = writePlace(c, inst.into);
  return (m: Machine): void => write(m, Number(base(m)) + by);
}

function index(c: Compiler, inst: IntrinsicInst, at: number): number {
  return Number(intValue(c.host.store, parameter(inst, at)) ?? bug(`${inst.name} with a parameter that is no number`));
}

export const fieldPointer: Build = (c, inst) =>
  addressPlus(c, inst, c.host.layouts.offsetOf(parameter(inst, 0), index(c, inst, 1)));

export const productGet: Build = (c, inst) => {
  const type = typeOfOperand(c, operand(inst, 0));
  return addressPlus(c, inst, c.host.layouts.offsetOf(type, index(c, inst, 0)));
};

export const packGet: Build = (c, inst) => {
  const pack = argument(c, inst, 0);
  const by = index(c, inst, 0) * c.host.layouts.target.pointerBytes;
  const write = writePlace(c, inst.into);
  return (m) => write(m, m.memory.loadAddress(Number(pack(m)) + by));
};

interface Vector {
  readonly read: (m: Machine, at: number) => Lane;
  readonly write: (m: Machine, at: number, lane: Lane) => void;
  readonly lane: number;
}

/** Access to single lanes in memory. */
function vectorAccess(c: Compiler, type: TypeId): Vector {
  const shape = shapeOf(c.host, type);
  if (shape.kind !== "vector" && shape.kind !== "scalar") return bug("masked access to something without lanes");
  const read = laneReader(shape.dtype);
  const write = laneWriter(shape.dtype);
  const lane = shape.kind === "vector" ? shape.lane : shape.size;
  return {
    lane,
    read: (m, at) => {
      const block = m.memory.access(at, lane);
      return read(block.view, at - block.base);
    },
    write: (m, at, value) => {
      const block = m.memory.access(at, lane);
      write(block.view, at - block.base, value);
    },
  };
}

export const maskedLoad: Build = (c, inst) => {
  const vector = vectorAccess(c, typeOfPlace(c, inst.into));
  const base = addressGetter(target(c, inst, 0).addr);
  const mask = argument(c, inst, 1);
  const other = argument(c, inst, 2);
  const write = writePlace(c, inst.into);
  return (m) => {
    const at = base(m);
    const bits = lanesOf(mask(m));
    const lanes = lanesOf(other(m)).map((lane, i) => (bits[i] !== 0 ? vector.read(m, at + i * vector.lane) : lane));
    write(m, lanes.length === 1 ? must(lanes[0], "lane") : lanes);
  };
};

export const maskedStore: Build = (c, inst) => {
  const value = argument(c, inst, 1);
  const vector = vectorAccess(c, typeOfOperand(c, operand(inst, 1)));
  const base = addressGetter(target(c, inst, 0).addr);
  const mask = argument(c, inst, 2);
  return (m) => {
    const at = base(m);
    const bits = lanesOf(mask(m));
    for (const [i, lane] of lanesOf(value(m)).entries()) if (bits[i] !== 0) vector.write(m, at + i * vector.lane, lane);
  };
};

export const gather: Build = (c, inst) => {
  const vector = vectorAccess(c, typeOfPlace(c, inst.into));
  const addresses = argument(c, inst, 0);
  const mask = argument(c, inst, 1);
  const other = argument(c, inst, 2);
  const write = writePlace(c, inst.into);
  return (m) => {
    const at = lanesOf(addresses(m));
    const bits = lanesOf(mask(m));
    const lanes = lanesOf(other(m)).map((lane, i) => (bits[i] !== 0 ? vector.read(m, Number(at[i])) : lane));
    write(m, lanes.length === 1 ? must(lanes[0], "lane") : lanes);
  };
};

/** scatter(values, pointers, mask). */
export const scatter: Build = (c, inst) => {
  const value = argument(c, inst, 0);
  const vector = vectorAccess(c, typeOfOperand(c, operand(inst, 0)));
  const addresses = argument(c, inst, 1);
  const mask = argument(c, inst, 2);
  return (m) => {
    const at = lanesOf(addresses(m));
    const bits = lanesOf(mask(m));
    for (const [i, lane] of lanesOf(value(m)).entries()) if (bits[i] !== 0) vector.write(m, Number(at[i]), lane);
  };
};

/** memcpy and memmove: (to, from, bytes); overlapping ranges move right in both. */
export const memcpy: Build = (c, inst) => {
  const to = argument(c, inst, 0);
  const from = argument(c, inst, 1);
  const size = argument(c, inst, 2);
  return (m) => m.memory.copy(Number(to(m)), Number(from(m)), Number(size(m)));
};

export const memset: Build = (c, inst) => {
  const to = argument(c, inst, 0);
  const byte = argument(c, inst, 1);
  const size = argument(c, inst, 2);
  return (m) => {
    const count = Number(size(m));
    if (count === 0) return;
    const at = Number(to(m));
    const block = m.memory.access(at, count);
    block.bytes.fill(Number(byte(m)) & 0xff, at - block.base, at - block.base + count);
  };
};

export const memcmp: Build = (c, inst) => {
  const a = argument(c, inst, 0);
  const b = argument(c, inst, 1);
  const size = argument(c, inst, 2);
  const write = writePlace(c, inst.into);
  return (m) => write(m, compareBytes(m, Number(a(m)), Number(b(m)), Number(size(m))));
};

function compareBytes(m: Machine, a: number, b: number, size: number): number {
  if (size === 0) return 0;
  const x = m.memory.access(a, size);
  const y = m.memory.access(b, size);
  for (let i = 0; i < size; i++) {
    const difference = (x.bytes[a - x.base + i] ?? 0) - (y.bytes[b - y.base + i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

// ---- atomics: one thread, so plain accesses

export const atomicLoad: Build = load;
export const atomicStore: Build = storeValue;

/** The operations of atomic_rmw as lane operations; `xchg` puts the new value. */
const RMW: Readonly<Record<string, string>> = {
  add: "add",
  sub: "sub",
  and: "and",
  or: "or",
  xor: "xor",
  min: "min",
  max: "max",
  fadd: "add",
  fsub: "sub",
};

export const atomicRmw: Build = (c, inst) => {
  const name = stringValue(c.host.store, parameter(inst, 0)) ?? bug("atomic_rmw without an operation");
  const type = typeOfOperand(c, operand(inst, 1));
  const { addr } = target(c, inst, 0);
  const read = readAt(c, addr, type);
  const write = writeAt(c, addr, type);
  const value = argument(c, inst, 1);
  const into = writePlace(c, inst.into);
  const shape = shapeOf(c.host, type);
  const known = Object.hasOwn(RMW, name) ? RMW[name] : undefined;
  const op = known === undefined || shape.kind !== "scalar" ? undefined : laneOp(known, shape.dtype, false);
  if (op === undefined && name !== "xchg") return bug(`atomic_rmw does not know '${name}'`);
  return (m) => {
    const before = read(m);
    const operand = value(m);
    write(m, op === undefined ? operand : op(before as Lane, operand as Lane, 0));
    into(m, before);
  };
};

export const atomicCas: Build = (c, inst) => {
  const type = typeOfOperand(c, operand(inst, 1));
  const { addr } = target(c, inst, 0);
  const read = readAt(c, addr, type);
  const write = writeAt(c, addr, type);
  const expected = argument(c, inst, 1);
  const desired = argument(c, inst, 2);
  const into = writePlace(c, inst.into);
  return (m) => {
    const before = read(m);
    if (before === expected(m)) write(m, desired(m));
    into(m, before);
  };
};
