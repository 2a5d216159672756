/**
 * Compile-time values as LLVM constants: scalars as text, everything else as constant globals, byte by byte with the
 * addresses of other globals in between.
 */

import { bug, must } from "../../base/bug.ts";
import type { TermId, TypeId } from "../../base/ids.ts";
import type { ConstantImage, ImageTarget } from "../../mir/program.ts";
import { laneBytes, simdParts } from "../../target/layout.ts";
import { dtypeByName } from "../../terms/dtype.ts";
import { encodeSmallFloat } from "../../terms/float-bits.ts";
import { escapeBytes, functionSymbol, instanceOfTerm, type ModuleCx, typeName } from "./context.ts";
import type { Scalar } from "./shapes.ts";

/** Bytes of a constant, and where addresses go. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly align: number;
  readonly relocations: { readonly offset: number; readonly target: ImageTarget }[];
}

// ------------------------------------------------------------------------------------------- scalars as text

const floats = new DataView(new ArrayBuffer(8));

/** The bits of a number rounded to a float type. */
function floatBits(scalar: Scalar, value: number): bigint {
  switch (scalar.name) {
    case "float64":
      floats.setFloat64(0, value);
      return floats.getBigUint64(0);
    case "float32":
      floats.setFloat32(0, value);
      return BigInt(floats.getUint32(0));
    default:
      return BigInt(encodeSmallFloat(must(dtypeByName(scalar.name), `dtype ${scalar.name}`), value));
  }
}

/** A number of one lane as an LLVM constant. */
export function floatText(scalar: Scalar, value: number): string {
  const hex = (bits: bigint, digits: number): string => bits.toString(16).toUpperCase().padStart(digits, "0");
  switch (scalar.lane) {
    case "double":
    case "float":
      // LLVM writes floats as the double of the same value.
      floats.setFloat64(0, scalar.lane === "float" ? Math.fround(value) : value);
      return `0x${hex(floats.getBigUint64(0), 16)}`;
    case "half":
      return `0xH${hex(floatBits(scalar, value), 4)}`;
    case "bfloat":
      return `0xR${hex(floatBits(scalar, value), 4)}`;
    default:
      // The small formats are bytes.
      return floatBits(scalar, value).toString();
  }
}

function laneText(m: ModuleCx, scalar: Scalar, value: TermId): string {
  const term = m.store.get(value);
  switch (term.kind) {
    case "int":
      if (scalar.class === "bool") return (term.value & 1n) === 1n ? "true" : "false";
      if (scalar.class === "pointer") return term.value === 0n ? "null" : `inttoptr (i64 ${term.value} to ptr)`;
      if (scalar.class === "float") return floatText(scalar, Number(term.value));
      return BigInt.asIntN(scalar.bits, term.value).toString();
    case "float":
      return floatText(scalar, term.value);
    case "record": {
      // A wrapper: its one part with a size.
      for (const [i, field] of m.shapes.fieldTypes(term.type).entries()) {
        if (m.layouts.sizeOf(field) > 0) return laneText(m, scalar, must(term.fields[i], "field of a constant"));
      }
      return bug("a scalar constant without a part");
    }
    case "function":
      return functionSymbol(m, instanceOfTerm(m, value));
    case "lanes":
    case "memory":
      return bug("a vector or image is not a lane");
    default:
      return bug(`a ${term.kind} term is not a run-time constant`);
  }
}

/** A constant of a scalar type as the text of an LLVM constant; undefined when it must be read from a global. */
export function scalarText(m: ModuleCx, scalar: Scalar, value: TermId): string | undefined {
  let term = m.store.get(value);
  let inner = value;
  while (term.kind === "record") {
    const fields = m.shapes.fieldTypes(term.type);
    const at = fields.findIndex((field) => m.layouts.sizeOf(field) > 0);
    inner = must(term.fields[at], "part of a scalar constant");
    term = m.store.get(inner);
  }
  if (term.kind === "memory") return undefined;
  if (scalar.lanes === 1) return laneText(m, scalar, inner);
  if (term.kind === "lanes") {
    return `<${term.elements.map((element) => `${scalar.lane} ${laneText(m, scalar, element)}`).join(", ")}>`;
  }
  // One value for all lanes.
  const text = laneText(m, scalar, inner);
  return `<${Array.from({ length: scalar.lanes }, () => `${scalar.lane} ${text}`).join(", ")}>`;
}

// ------------------------------------------------------------------------------------------- constants as bytes

function writeInt(into: Uint8Array, offset: number, size: number, value: bigint): void {
  let rest = BigInt.asUintN(size * 8, value);
  for (let i = 0; i < size; i++) {
    into[offset + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** Writes a value of `type` at `offset`. */
function write(m: ModuleCx, out: Bytes, offset: number, type: TypeId, value: TermId): void {
  const size = m.layouts.sizeOf(type);
  if (size === 0) return;
  const term = m.store.get(value);
  switch (term.kind) {
    case "int":
    case "float":
    case "function": {
      const shape = m.shapes.of(type);
      if (shape.kind !== "scalar") bug(`a constant number of type ${typeName(m, type)}`);
      const { scalar } = shape;
      const at = offset + shape.offset;
      if (term.kind === "function") {
        out.relocations.push({ offset: at, target: { kind: "function", instance: instanceOfTerm(m, value) } });
        return;
      }
      const bits =
        term.kind === "float" || scalar.class === "float" ? floatBits(scalar, Number(term.value)) : term.value;
      const bytes =
        scalar.class === "bool"
          ? 1
          : scalar.class === "pointer"
            ? m.target.pointerBytes
            : Math.max(1, scalar.bits >>> 3);
      for (let i = 0; i < scalar.lanes; i++)
        writeInt(out.bytes, at + i * bytes, bytes, scalar.class === "bool" ? bits & 1n : bits);
      return;
    }
    case "record":
      m.shapes.fieldTypes(type).forEach((field, i) => {
        write(m, out, offset + m.layouts.offsetOf(type, i), field, must(term.fields[i], "field of a constant"));
      });
      return;
    case "lanes": {
      const prim = m.store.get(term.type);
      if (prim.kind === "prim" && prim.name === "array") {
        const element = must(prim.args[0], "array element");
        const stride = m.layouts.strideOf(element);
        term.elements.forEach((each, i) => {
          write(m, out, offset + i * stride, element, each);
        });
        return;
      }
      if (prim.kind !== "prim" || prim.name !== "simd") bug("lanes of an unknown type");
      const { dtype } = simdParts(m.store, prim.args);
      const lane = m.store.simd(dtype.code, 1);
      const start = offset + leafOffset(m, type);
      term.elements.forEach((each, i) => {
        write(m, out, start + i * laneBytes(dtype), lane, each);
      });
      return;
    }
    case "memory": {
      const image = imageAt(m, term.image);
      out.bytes.set(image.bytes.subarray(0, size), offset);
      for (const each of image.relocations) out.relocations.push({ offset: offset + each.offset, target: each.target });
      return;
    }
    default:
      bug(`a ${term.kind} term of type ${typeName(m, type)} is not a run-time constant`);
  }
}

function leafOffset(m: ModuleCx, type: TypeId): number {
  const shape = m.shapes.of(type);
  return shape.kind === "scalar" ? shape.offset : 0;
}

export function imageAt(m: ModuleCx, index: number): ConstantImage {
  return must(m.program.images[index], `image ${index}`);
}

/** A value of a type with size as bytes. */
export function constantBytes(m: ModuleCx, type: TypeId, value: TermId): Bytes {
  const { size, align } = m.layouts.of(type);
  const out: Bytes = { bytes: new Uint8Array(size), align, relocations: [] };
  write(m, out, 0, type, value);
  return out;
}
export function imageBytes(image: ConstantImage): Bytes {
  return { bytes: image.bytes, align: image.alignment, relocations: [...image.relocations] };
}

// ------------------------------------------------------------------------------------------- globals

/** The address of a string literal's bytes, which a zero byte follows. */
export function stringGlobal(m: ModuleCx, text: string): string {
  const bytes = new TextEncoder().encode(`${text}\0`);
  return globalFor(m, `[${bytes.length} x i8] c"${escapeBytes(bytes)}"`, 1);
}

/** Writable memory for the whole program, all zero at its start; one for each key. */
export function zeroGlobal(m: ModuleCx, key: string, size: number, align: number): string {
  const known = `slot ${key}`;
  let name = m.constants.get(known);
  if (name === undefined) {
    name = `@g${m.constants.size}`;
    m.constants.set(known, name);
    m.globals.push(`${name} = internal global [${Math.max(1, size)} x i8] zeroinitializer, align ${align}`);
  }
  return name;
}

/** The global that holds `initializer`; equal ones are shared. */
export function globalFor(m: ModuleCx, initializer: string, align: number): string {
  const key = `${align} ${initializer}`;
  let name = m.constants.get(key);
  if (name === undefined) {
    name = `@k${m.constants.size}`;
    m.constants.set(key, name);
    m.globals.push(`${name} = private unnamed_addr constant ${initializer}, align ${align}`);
  }
  return name;
}

/**
 * A constant global with these bytes. Heap blocks become constants too when `borrowed` (nobody will free or change them);
 * else their addresses stay null, for the materializer to fill in.
 */
export function bytesGlobal(m: ModuleCx, value: Bytes, borrowed: boolean): string {
  const relocations = value.relocations
    .filter((each) => borrowed || each.target.kind !== "heap")
    .sort((a, b) => a.offset - b.offset);
  const types: string[] = [];
  const parts: string[] = [];
  const plain = (from: number, to: number): void => {
    if (from >= to) return;
    const piece = value.bytes.subarray(from, to);
    types.push(`[${to - from} x i8]`);
    parts.push(
      piece.every((byte) => byte === 0)
        ? `[${to - from} x i8] zeroinitializer`
        : `[${to - from} x i8] c"${escapeBytes(piece)}"`,
    );
  };
  let at = 0;
  for (const each of relocations) {
    plain(at, each.offset);
    types.push("ptr");
    parts.push(`ptr ${targetText(m, each.target)}`);
    at = each.offset + m.target.pointerBytes;
  }
  plain(at, value.bytes.length);
  if (parts.length === 0) return globalFor(m, "[1 x i8] zeroinitializer", value.align);
  if (parts.length === 1) return globalFor(m, parts[0]!, value.align);
  return globalFor(m, `<{ ${types.join(", ")} }> <{ ${parts.join(", ")} }>`, value.align);
}

/** What an address inside a constant refers to, as an LLVM constant. */
function targetText(m: ModuleCx, target: ImageTarget): string {
  switch (target.kind) {
    case "function":
      return functionSymbol(m, target.instance);
    case "string":
      return offsetText(stringGlobal(m, target.value), target.offset);
    case "static":
    case "heap":
      return offsetText(imageGlobal(m, target.image), target.offset);
  }
}
function offsetText(name: string, offset: number): string {
  return offset === 0 ? name : `getelementptr (i8, ptr ${name}, i64 ${offset})`;
}

/** An image as a constant, with all that it refers to. */
export function imageGlobal(m: ModuleCx, index: number): string {
  return bytesGlobal(m, imageBytes(imageAt(m, index)), true);
}

/** The address of a constant that is only read. */
export function borrowedConstant(m: ModuleCx, type: TypeId, value: TermId): string {
  return bytesGlobal(m, constantBytes(m, type, value), true);
}
