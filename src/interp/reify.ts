/**
 * Memory back into terms: the result of an evaluation. Values without addresses become numbers, records and lanes, as the
 * checker writes them; all else becomes an image of its block and of the blocks it refers to.
 */

import { must } from "../base/bug.ts";
import type { TermId, TypeId } from "../base/ids.ts";
import type { ConstantImage, ImageTarget } from "../mir/program.ts";
import { laneBytes } from "../target/layout.ts";
import { isFloat, type VectorType, vectorType } from "../terms/scalars.ts";
import { fault } from "./fault.ts";
import { type Lane, laneReader } from "./lanes.ts";
import type { Machine } from "./machine.ts";
import type { Block } from "./memory.ts";
import { holdsAddress } from "./shapes.ts";

/** Where images go: the table that `memory` terms index. */
export interface ImageSink {
  intern(image: ConstantImage): number;
}

/** Arrays with more elements than this stay memory. */
const MAX_LANES = 1024;

export function reify(m: Machine, sink: ImageSink, type: TypeId, address: number): TermId {
  const { store, layouts, types } = m.host;
  const term = store.get(type);
  const size = layouts.sizeOf(type);
  if (term.kind === "function") return type;
  const vector = vectorType(store, type);
  if (size > 0 && vector !== undefined) return reifyVector(m, type, vector, address);
  if (holdsAddress(m.host, type)) return reifyImage(m, sink, type, address);
  switch (term.kind) {
    case "struct":
    case "closure": {
      const fields = types.fieldTypes(type).map((f, i) => reify(m, sink, f, address + layouts.offsetOf(type, i)));
      return store.intern({ kind: "record", type, fields });
    }
    case "prim":
      if (term.name === "array") return reifyArray(m, sink, type, must(term.args[0], "array element"), address);
      if (term.name === "product") {
        const fields = types.fieldTypes(type).map((f, i) => reify(m, sink, f, address + layouts.offsetOf(type, i)));
        return store.intern({ kind: "record", type, fields });
      }
      return store.intern({ kind: "record", type, fields: [] });
    default:
      return store.intern({ kind: "record", type, fields: [] });
  }
}

function reifyVector(m: Machine, type: TypeId, vector: VectorType, address: number): TermId {
  const { store } = m.host;
  const { dtype, width } = vector;
  const lane = laneBytes(dtype);
  const block = m.memory.access(address, lane * width);
  const read = laneReader(dtype);
  const scalar = (value: Lane, at: TypeId): TermId =>
    isFloat(dtype) ? store.intern({ kind: "float", type: at, value: Number(value) }) : store.int(at, BigInt(value));
  if (width === 1) return scalar(read(block.view, address - block.base), type);
  const laneType = store.simd(dtype.code, 1);
  const elements: TermId[] = [];
  for (let i = 0; i < width; i++) elements.push(scalar(read(block.view, address - block.base + i * lane), laneType));
  return store.intern({ kind: "lanes", type, elements });
}

function reifyArray(m: Machine, sink: ImageSink, type: TypeId, element: TypeId, address: number): TermId {
  const stride = m.host.layouts.strideOf(element);
  const size = m.host.layouts.sizeOf(type);
  const count = stride === 0 ? 0 : size / stride;
  if (count > MAX_LANES) return reifyImage(m, sink, type, address);
  const elements: TermId[] = [];
  for (let i = 0; i < count; i++) elements.push(reify(m, sink, element, address + i * stride));
  return m.host.store.intern({ kind: "lanes", type, elements });
}

/** The value as an image of its bytes. */
export function reifyImage(m: Machine, sink: ImageSink, type: TypeId, address: number): TermId {
  const size = m.host.layouts.sizeOf(type);
  const block = m.memory.access(address, size);
  const start = address - block.base;
  const image = imageOf(m, sink, new Map(), type, block.bytes.slice(start, start + size), m.host.layouts.alignOf(type));
  return m.host.store.intern({ kind: "memory", type, image });
}

type Known = Map<Block, number | "running">;

function imageOf(
  m: Machine,
  sink: ImageSink,
  known: Known,
  type: TypeId,
  bytes: Uint8Array,
  alignment: number,
): number {
  const { pointerBytes } = m.memory;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const relocations: { offset: number; target: ImageTarget }[] = [];
  for (let offset = 0; offset + pointerBytes <= bytes.length; offset += pointerBytes) {
    const address = m.memory.readAddress(view, offset);
    const target = address === 0 ? undefined : targetOf(m, sink, known, address);
    if (target === undefined) continue;
    relocations.push({ offset, target });
    m.memory.writeAddress(view, offset, 0);
  }
  return sink.intern({ type, bytes, alignment, relocations });
}

/** What a word refers to, if it is an address. */
function targetOf(m: Machine, sink: ImageSink, known: Known, address: number): ImageTarget | undefined {
  if (!Number.isSafeInteger(address) || address < 0) return undefined;
  const instance = m.memory.functionAt(address);
  if (instance !== undefined) return { kind: "function", instance };
  const block = m.memory.lookup(address);
  if (block === undefined || !block.live) return undefined;
  const offset = address - block.base;
  if (offset > block.size) return undefined;
  switch (block.kind) {
    case "stack":
      return fault("a compile-time value refers to a local variable of its evaluation");
    case "string":
      return { kind: "string", value: block.text, offset };
    case "heap":
    case "static": {
      const done = known.get(block);
      if (done === "running") return fault("a compile-time value whose memory refers to itself cannot be kept");
      if (done !== undefined) return { kind: block.kind, image: done, offset };
      known.set(block, "running");
      const image = imageOf(m, sink, known, m.host.store.index, block.bytes.slice(), block.align);
      known.set(block, image);
      return { kind: block.kind, image, offset };
    }
  }
}
