/** Places: the storage of locals, addresses behind projections, and reading and writing values of each shape. */

import { bug, must } from "../../base/bug.ts";
import type { TypeId } from "../../base/ids.ts";
import type { LocalIndex, Place, Projection } from "../../mir/mir.ts";
import { address, emit, type FunctionCx, line, typeName } from "./context.ts";
import type { Scalar, Shape } from "./shapes.ts";

/** An address with a constant distance, put together only when it is used. */
export interface Address {
  readonly base: string;
  readonly offset: number;
}

export function pointerTo(cx: FunctionCx, at: Address): string {
  return address(cx, at.base, at.offset);
}

export function localType(cx: FunctionCx, local: LocalIndex): TypeId {
  return must(cx.fn.mir.locals[local], `local ${local}`).type;
}

/** The type that one projection leads to. */
function project(cx: FunctionCx, type: TypeId, step: Projection): TypeId {
  if (step.kind === "field")
    return must(cx.m.shapes.fieldTypes(type)[step.index], `field ${step.index} of ${typeName(cx.m, type)}`);
  const term = cx.m.store.get(type);
  if (term.kind === "ref") return term.target;
  if (term.kind === "prim" && term.name === "pointer") return must(term.args[0], "pointee");
  return bug(`${typeName(cx.m, type)} is not a reference`);
}

export function placeType(cx: FunctionCx, place: Place): TypeId {
  let type = localType(cx, place.local);
  for (const step of place.path) type = project(cx, type, step);
  return type;
}

/** The address of a place whose type has a size. */
export function placeAddress(cx: FunctionCx, place: Place): Address {
  const storage = must(cx.storage[place.local], `storage of local ${place.local}`);
  let type = localType(cx, place.local);
  let at: Address | undefined;
  let from = 0;
  if (storage.kind === "memory") {
    at = { base: storage.address, offset: 0 };
  } else {
    // Only what a reference held as a value points to has an address; fields around it are the reference itself.
    while (from < place.path.length && place.path[from]!.kind === "field")
      type = project(cx, type, place.path[from++]!);
    const step = place.path[from];
    if (step === undefined) return bug(`local ${place.local} of ${cx.fn.symbol} has no address`);
    at = { base: must(cx.values.get(place.local), `value of local ${place.local}`), offset: 0 };
    type = project(cx, type, step);
    from++;
  }
  for (let i = from; i < place.path.length; i++) {
    const step = place.path[i]!;
    if (step.kind === "field") at = { base: at.base, offset: at.offset + cx.m.layouts.offsetOf(type, step.index) };
    else at = { base: emit(cx, `load ptr, ptr ${pointerTo(cx, at)}, align ${cx.m.target.pointerBytes}`), offset: 0 };
    type = project(cx, type, step);
  }
  return at;
}

/** Whether the place is a local that is held as an SSA value, seen through wrappers only. */
export function isHeld(cx: FunctionCx, place: Place): boolean {
  return cx.storage[place.local]?.kind === "value" && place.path.every((step) => step.kind === "field");
}

// ------------------------------------------------------------------------------------------- scalars

/** Alignment of what lies `offset` bytes into a value. */
export function alignAt(align: number, offset: number): number {
  if (offset === 0) return align;
  const low = offset & -offset;
  return Math.min(align, low);
}

/** Loads one scalar: a Bool is a byte in memory. */
export function loadScalar(cx: FunctionCx, scalar: Scalar, from: Address, align: number): string {
  const raw = emit(cx, `load ${scalar.memory}, ptr ${pointerTo(cx, from)}, align ${align}`);
  return scalar.class === "bool" ? fromMemory(cx, scalar, raw) : raw;
}

export function storeScalar(cx: FunctionCx, scalar: Scalar, value: string, to: Address, align: number): void {
  const raw = scalar.class === "bool" ? toMemory(cx, scalar, value) : value;
  line(cx, `store ${scalar.memory} ${raw}, ptr ${pointerTo(cx, to)}, align ${align}`);
}

/** Values of Bool as they lie in memory, one byte a lane. */
export function toMemory(cx: FunctionCx, scalar: Scalar, value: string): string {
  if (scalar.class !== "bool") return value;
  return emit(cx, `zext ${scalar.value} ${value} to ${scalar.memory}`);
}
export function fromMemory(cx: FunctionCx, scalar: Scalar, raw: string): string {
  if (scalar.class !== "bool") return raw;
  return emit(cx, `trunc nuw ${scalar.memory} ${raw} to ${scalar.value}`);
}

// ------------------------------------------------------------------------------------------- whole values

/** Loads a value that travels in registers: a scalar or a small record. */
export function loadValue(cx: FunctionCx, shape: Shape, from: Address): string {
  switch (shape.kind) {
    case "scalar":
      return loadScalar(cx, shape.scalar, moved(from, shape.offset), alignAt(shape.align, shape.offset));
    case "record": {
      let value = "poison";
      shape.leaves.forEach((leaf, i) => {
        const part = loadScalar(cx, leaf.scalar, moved(from, leaf.offset), alignAt(shape.align, leaf.offset));
        value = emit(cx, `insertvalue ${shape.type} ${value}, ${leaf.scalar.value} ${part}, ${i}`);
      });
      return value;
    }
    case "none":
    case "memory":
      return bug(`a value of shape ${shape.kind} does not travel in registers`);
  }
}

export function storeValue(cx: FunctionCx, shape: Shape, value: string, to: Address): void {
  switch (shape.kind) {
    case "scalar":
      storeScalar(cx, shape.scalar, value, moved(to, shape.offset), alignAt(shape.align, shape.offset));
      return;
    case "record":
      shape.leaves.forEach((leaf, i) => {
        const part = emit(cx, `extractvalue ${shape.type} ${value}, ${i}`);
        storeScalar(cx, leaf.scalar, part, moved(to, leaf.offset), alignAt(shape.align, leaf.offset));
      });
      return;
    case "none":
      return;
    case "memory":
      bug("a value in memory cannot be stored from a register");
  }
}

/** Copies the bits of a value from one address to another. */
export function copyValue(cx: FunctionCx, shape: Shape, from: Address, to: Address): void {
  switch (shape.kind) {
    case "none":
      return;
    case "scalar":
      storeScalar(
        cx,
        shape.scalar,
        loadScalar(cx, shape.scalar, moved(from, shape.offset), alignAt(shape.align, shape.offset)),
        moved(to, shape.offset),
        alignAt(shape.align, shape.offset),
      );
      return;
    case "record":
    case "memory": {
      const source = pointerTo(cx, from);
      const target = pointerTo(cx, to);
      line(
        cx,
        `call void @llvm.memcpy.p0.p0.i64(ptr align ${shape.align} ${target}, ptr align ${shape.align} ${source}, i64 ${shape.size}, i1 false)`,
      );
    }
  }
}

function moved(at: Address, offset: number): Address {
  return offset === 0 ? at : { base: at.base, offset: at.offset + offset };
}

/** Reads a place whose shape is scalar or record. */
export function readPlace(cx: FunctionCx, place: Place): string {
  if (isHeld(cx, place)) return cx.values.get(place.local) ?? "poison";
  const shape = cx.m.shapes.of(placeType(cx, place));
  return loadValue(cx, shape, placeAddress(cx, place));
}

/** Initializes a place with a value in registers. */
export function writePlace(cx: FunctionCx, place: Place, value: string): void {
  const shape = cx.m.shapes.of(placeType(cx, place));
  if (shape.kind === "none") return;
  if (isHeld(cx, place)) cx.values.set(place.local, value);
  else storeValue(cx, shape, value, placeAddress(cx, place));
}

/** Copies the bits of one place to another, by whatever way their shape travels. */
export function copyPlace(cx: FunctionCx, from: Place, to: Place): void {
  const shape = cx.m.shapes.of(placeType(cx, to));
  if (shape.kind === "none") return;
  if (shape.kind === "scalar" || isHeld(cx, from) || isHeld(cx, to)) {
    writePlace(cx, to, readPlace(cx, from));
    return;
  }
  copyValue(cx, shape, placeAddress(cx, from), placeAddress(cx, to));
}
