/** Addresses: loads and stores, vector memory access, pointer arithmetic, the heap and the stack. */

import { bug, must } from "../../../base/bug.ts";
import type { TypeId } from "../../../base/ids.ts";
import { intOf } from "../../../target/layout.ts";
import { stringGlobal, zeroGlobal } from "../constants.ts";
import { address, alloca, declare, emit, type FunctionCx, line } from "../context.ts";
import { assign, operandAddress, operandType } from "../operands.ts";
import {
  copyValue,
  fromMemory,
  isHeld,
  loadValue,
  placeAddress,
  placeType,
  storeValue,
  toMemory,
  writePlace,
} from "../places.ts";
import { declareRuntime } from "../runtime.ts";
import type { Scalar, Shape } from "../shapes.ts";
import {
  argType,
  give,
  giveNumber,
  type IntrinsicInst,
  intParam,
  type Lowering,
  param,
  resultScalar,
  type ScalarValue,
  scalarArg,
  stringParam,
  suffix,
  toI64,
  valueArg,
} from "./support.ts";

/** Alignment parameter 0; absent or zero: what the type asks for. */
function alignment(cx: FunctionCx, inst: IntrinsicInst, natural: number): number {
  const first = inst.params[0];
  if (first === undefined) return natural;
  const term = cx.m.store.get(first);
  const value = term.kind === "int" || term.kind === "record" ? intOf(cx.m.store, first) : 0;
  return value > 0 ? value : natural;
}

function pointee(cx: FunctionCx, inst: IntrinsicInst, index: number): TypeId {
  const term = cx.m.store.get(argType(cx, inst, index));
  if (term.kind === "prim" && term.name === "pointer") return must(term.args[0], "pointee");
  if (term.kind === "ref") return term.target;
  return bug(`${inst.name} of something that is not a pointer`);
}

/** A shape whose alignment is what the operation promises instead of the type's own. */
function aligned(shape: Shape, align: number): Shape {
  return shape.kind === "none" ? shape : { ...shape, align };
}

/** A pointer operand; one without a sized target still has an address. */
function pointerArg(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  return valueArg(cx, inst, index);
}

// Vectors of one lane are scalars here but vectors for the masked operations.
function asVector(cx: FunctionCx, s: Scalar, type: string, value: string): string {
  return s.lanes > 1 ? value : emit(cx, `insertelement <1 x ${type}> poison, ${type} ${value}, i64 0`);
}
function fromVector(cx: FunctionCx, s: Scalar, type: string, value: string): string {
  return s.lanes > 1 ? value : emit(cx, `extractelement <1 x ${type}> ${value}, i64 0`);
}
function vectorType(s: Scalar, lane: string): string {
  return `<${s.lanes} x ${lane}>`;
}
function memoryLane(s: Scalar): string {
  return s.class === "bool" ? "i8" : s.lane;
}
function vectorSuffix(s: Scalar): string {
  const lane: Scalar = { ...s, lane: memoryLane(s) };
  return s.lanes > 1 ? suffix(lane) : `v1${suffix(lane)}`;
}
/** Addresses as a vector of ptr. */
function addresses(cx: FunctionCx, { value, scalar }: ScalarValue): string {
  const vector = asVector(cx, scalar, scalar.lane, value);
  return emit(cx, `inttoptr <${scalar.lanes} x ${scalar.lane}> ${vector} to <${scalar.lanes} x ptr>`);
}
function maskArg(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  const { value, scalar } = scalarArg(cx, inst, index);
  return asVector(cx, scalar, "i1", value);
}

function loadMasked(
  cx: FunctionCx,
  inst: IntrinsicInst,
  call: (type: string, mask: string, other: string, name: string) => string,
): void {
  const { value, scalar: s } = scalarArg(cx, inst, 2);
  const lane = memoryLane(s);
  const other = asVector(cx, s, lane, toMemory(cx, s, value));
  const loaded = emit(cx, call(vectorType(s, lane), maskArg(cx, inst, 1), other, vectorSuffix(s)));
  give(cx, inst, fromMemory(cx, s, fromVector(cx, s, lane, loaded)));
}
function storeMasked(
  cx: FunctionCx,
  inst: IntrinsicInst,
  call: (type: string, value: string, mask: string, name: string) => string,
): void {
  // store(pointer, mask, value) and store(pointer, value, mask): the mask is the vector of Bool.
  const first = scalarArg(cx, inst, 1);
  const second = scalarArg(cx, inst, 2);
  const swapped = first.scalar.class === "bool" && second.scalar.class !== "bool";
  const { value, scalar: s } = swapped ? second : first;
  const lane = memoryLane(s);
  const vector = asVector(cx, s, lane, toMemory(cx, s, value));
  line(cx, call(vectorType(s, lane), vector, maskArg(cx, inst, swapped ? 1 : 2), vectorSuffix(s)));
}

function copyBytes(name: "memcpy" | "memmove"): Lowering {
  return (cx, inst) => {
    const size = toI64(cx, scalarArg(cx, inst, 2));
    line(
      cx,
      `call void @llvm.${name}.p0.p0.i64(ptr ${pointerArg(cx, inst, 0)}, ptr ${pointerArg(cx, inst, 1)}, i64 ${size}, i1 false)`,
    );
  };
}

export type MemoryName =
  | "load"
  | "store"
  | "masked_load"
  | "masked_store"
  | "gather"
  | "scatter"
  | "offset"
  | "pointer_cast"
  | "pointer_to_index"
  | "index_to_pointer"
  | "null_pointer"
  | "address_of"
  | "deref"
  | "product_get"
  | "field_pointer"
  | "pack_get"
  | "rebind"
  | "take"
  | "write"
  | "destroy"
  | "mark_initialized"
  | "forget"
  | "stack_alloc"
  | "alloc"
  | "free"
  | "memcpy"
  | "memmove"
  | "memset"
  | "memcmp"
  | "prefetch"
  | "global_slot"
  | "string_literal_pointer"
  | "string_literal_length"
  | "function_pointer"
  | "pointer_to_function";

export const MEMORY: Readonly<Record<MemoryName, Lowering>> = {
  load: (cx, inst) => {
    const type = pointee(cx, inst, 0);
    const shape = cx.m.shapes.of(type);
    if (shape.kind === "none") return;
    const from = { base: pointerArg(cx, inst, 0), offset: 0 };
    const promised = aligned(shape, alignment(cx, inst, shape.align));
    if (shape.kind === "scalar" || isHeld(cx, inst.into)) writePlace(cx, inst.into, loadValue(cx, promised, from));
    else copyFrom(cx, promised, from.base, inst);
  },
  store: (cx, inst) => {
    const type = argType(cx, inst, 1);
    const shape = cx.m.shapes.of(type);
    if (shape.kind === "none") return;
    const to = { base: pointerArg(cx, inst, 0), offset: 0 };
    const promised = aligned(shape, alignment(cx, inst, shape.align));
    if (shape.kind === "scalar") storeValue(cx, promised, valueArg(cx, inst, 1), to);
    else copyBits(cx, operandAddress(cx, must(inst.args[1], "value"), false), shape.align, to.base, promised);
  },
  masked_load: (cx, inst) => {
    const pointer = pointerArg(cx, inst, 0);
    const lane = cx.m.shapes.of(pointee(cx, inst, 0));
    const align = alignment(cx, inst, lane.kind === "none" ? 1 : lane.align);
    loadMasked(cx, inst, (type, mask, other, name) => {
      const lanes = /^<(\d+)/.exec(type)?.[1];
      return `call ${type} @llvm.masked.load.${name}.p0(ptr ${pointer}, i32 ${align}, <${lanes} x i1> ${mask}, ${type} ${other})`;
    });
  },
  masked_store: (cx, inst) => {
    const pointer = pointerArg(cx, inst, 0);
    const lane = cx.m.shapes.of(pointee(cx, inst, 0));
    const align = alignment(cx, inst, lane.kind === "none" ? 1 : lane.align);
    storeMasked(cx, inst, (type, value, mask, name) => {
      const lanes = /^<(\d+)/.exec(type)?.[1];
      return `call void @llvm.masked.store.${name}.p0(${type} ${value}, ptr ${pointer}, i32 ${align}, <${lanes} x i1> ${mask})`;
    });
  },
  gather: (cx, inst) => {
    const from = addresses(cx, scalarArg(cx, inst, 0));
    const { scalar: s } = scalarArg(cx, inst, 2);
    const pointers = `<${s.lanes} x ptr>`;
    loadMasked(
      cx,
      inst,
      (type, mask, other, name) =>
        `call ${type} @llvm.masked.gather.${name}.v${s.lanes}p0(${pointers} ${from}, i32 ${laneBytesOf(s)}, <${s.lanes} x i1> ${mask}, ${type} ${other})`,
    );
  },
  scatter: (cx, inst) => {
    const addressed = scalarArg(cx, inst, 0);
    const to = addresses(cx, addressed);
    const lanes = addressed.scalar.lanes;
    storeMasked(cx, inst, (type, value, mask, name) => {
      const bytes = laneBytesOf(
        scalarArg(cx, inst, 1).scalar.class === "bool" ? scalarArg(cx, inst, 2).scalar : scalarArg(cx, inst, 1).scalar,
      );
      return `call void @llvm.masked.scatter.${name}.v${lanes}p0(${type} ${value}, <${lanes} x ptr> ${to}, i32 ${bytes}, <${lanes} x i1> ${mask})`;
    });
  },
  offset: (cx, inst) => {
    const stride = cx.m.layouts.strideOf(pointee(cx, inst, 0));
    const base = pointerArg(cx, inst, 0);
    const count = toI64(cx, scalarArg(cx, inst, 1));
    if (stride === 0) give(cx, inst, base);
    else give(cx, inst, emit(cx, `getelementptr inbounds [${stride} x i8], ptr ${base}, i64 ${count}`));
  },
  pointer_cast: (cx, inst) => give(cx, inst, valueArg(cx, inst, 0)),
  pointer_to_index: (cx, inst) =>
    give(cx, inst, emit(cx, `ptrtoint ptr ${valueArg(cx, inst, 0)} to ${cx.m.index.value}`)),
  index_to_pointer: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 0);
    give(cx, inst, emit(cx, `inttoptr ${scalar.value} ${value} to ptr`));
  },
  null_pointer: (cx, inst) => give(cx, inst, "null"),
  address_of: (cx, inst) => give(cx, inst, addressOf(cx, inst, 0)),
  deref: (cx, inst) => give(cx, inst, valueArg(cx, inst, 0)),
  product_get: (cx, inst) => {
    const operand = must(inst.args[0], "product");
    let type = operandType(cx, operand);
    let base = "";
    const term = cx.m.store.get(type);
    if (term.kind === "ref" && operand.kind !== "borrow") {
      type = term.target;
      base = valueArg(cx, inst, 0);
    } else {
      base = addressOf(cx, inst, 0);
    }
    give(cx, inst, address(cx, base, cx.m.layouts.offsetOf(type, intParam(cx, inst, 0))));
  },
  field_pointer: (cx, inst) =>
    give(cx, inst, address(cx, pointerArg(cx, inst, 0), cx.m.layouts.offsetOf(param(inst, 0), intParam(cx, inst, 1)))),
  pack_get: (cx, inst) => {
    const slot = address(cx, valueArg(cx, inst, 0), intParam(cx, inst, 0) * cx.m.target.pointerBytes);
    give(cx, inst, emit(cx, `load ptr, ptr ${slot}, align ${cx.m.target.pointerBytes}`));
  },
  rebind: (cx, inst) => assign(cx, inst.into, must(inst.args[0], "value")),
  // Elaboration turns these into moves and destructor calls; what is left of them has no effect on bits.
  take: (cx, inst) => {
    const shape = cx.m.shapes.of(placeType(cx, inst.into));
    if (shape.kind === "none") return;
    const from = pointerArg(cx, inst, 0);
    if (shape.kind === "scalar") give(cx, inst, loadValue(cx, shape, { base: from, offset: 0 }));
    else copyValue(cx, shape, { base: from, offset: 0 }, placeAddress(cx, inst.into));
  },
  write: (cx, inst) => {
    const shape = cx.m.shapes.of(argType(cx, inst, 1));
    if (shape.kind === "none") return;
    const to = { base: pointerArg(cx, inst, 0), offset: 0 };
    if (shape.kind === "scalar") storeValue(cx, shape, valueArg(cx, inst, 1), to);
    else copyValue(cx, shape, { base: operandAddress(cx, must(inst.args[1], "value"), false), offset: 0 }, to);
  },
  destroy: (_cx, inst) => bug(`${inst.name} is left after elaboration`),
  mark_initialized: () => {},
  forget: () => {},
  stack_alloc: (cx, inst) => {
    const type = param(inst, 0);
    const { align } = cx.m.layouts.of(type);
    const count = Math.max(1, intParam(cx, inst, 1) * cx.m.layouts.strideOf(type));
    give(cx, inst, alloca(cx, count, align));
  },
  alloc: (cx, inst) => {
    declareRuntime(cx.m, "rt_alloc");
    give(
      cx,
      inst,
      emit(
        cx,
        `call ptr @rt_alloc(i64 ${toI64(cx, scalarArg(cx, inst, 0))}, i64 ${toI64(cx, scalarArg(cx, inst, 1))})`,
      ),
    );
  },
  free: (cx, inst) => {
    declareRuntime(cx.m, "rt_free");
    const size = toI64(cx, scalarArg(cx, inst, 1));
    line(cx, `call void @rt_free(ptr ${valueArg(cx, inst, 0)}, i64 ${size}, i64 ${toI64(cx, scalarArg(cx, inst, 2))})`);
  },
  memcpy: copyBytes("memcpy"),
  memmove: copyBytes("memmove"),
  memset: (cx, inst) => {
    const { value, scalar } = scalarArg(cx, inst, 1);
    const byte =
      scalar.bits === 8
        ? value
        : scalar.bits > 8
          ? emit(cx, `trunc ${scalar.value} ${value} to i8`)
          : emit(cx, `zext ${scalar.value} ${value} to i8`);
    line(
      cx,
      `call void @llvm.memset.p0.i64(ptr ${valueArg(cx, inst, 0)}, i8 ${byte}, i64 ${toI64(cx, scalarArg(cx, inst, 2))}, i1 false)`,
    );
  },
  memcmp: (cx, inst) => {
    declareRuntime(cx.m, "memcmp");
    const order = emit(
      cx,
      `call i32 @memcmp(ptr ${valueArg(cx, inst, 0)}, ptr ${valueArg(cx, inst, 1)}, i64 ${toI64(cx, scalarArg(cx, inst, 2))})`,
    );
    give(cx, inst, emit(cx, `sext i32 ${order} to ${resultScalar(cx, inst).value}`));
  },
  prefetch: (cx, inst) => {
    // prefetch[write, locality](pointer)
    const write = intParam(cx, inst, 0) === 0 ? 0 : 1;
    line(
      cx,
      `call void @llvm.prefetch.p0(ptr ${valueArg(cx, inst, 0)}, i32 ${write}, i32 ${Math.min(3, Math.max(0, intParam(cx, inst, 1)))}, i32 1)`,
    );
  },
  global_slot: (cx, inst) => {
    const layout = cx.m.layouts.of(param(inst, 0));
    give(cx, inst, zeroGlobal(cx.m, stringParam(cx, inst, 1), layout.size, layout.align));
  },
  string_literal_pointer: (cx, inst) => give(cx, inst, stringGlobal(cx.m, stringParam(cx, inst, 0))),
  string_literal_length: (cx, inst) => giveNumber(cx, inst, new TextEncoder().encode(stringParam(cx, inst, 0)).length),
  function_pointer: (_cx, inst) => bug(`${inst.name} is left after elaboration`),
  pointer_to_function: (cx, inst) => give(cx, inst, valueArg(cx, inst, 0)),
};

function laneBytesOf(s: Scalar): number {
  return Math.max(1, s.bits >>> 3);
}

/** The address behind a `ref` operand: a borrowed place, or a reference that is already held as a value. */
function addressOf(cx: FunctionCx, inst: IntrinsicInst, index: number): string {
  const operand = must(inst.args[index], "operand");
  const type = operandType(cx, operand);
  if (cx.m.layouts.sizeOf(type) === 0) return "inttoptr (i64 16 to ptr)";
  if (operand.kind !== "borrow" && operand.kind !== "const" && cx.m.store.get(type).kind === "ref")
    return valueArg(cx, inst, index);
  return operandAddress(cx, operand, false);
}

/** Copies a value in memory whose source has its own promise of alignment. */
function copyFrom(cx: FunctionCx, shape: Shape, from: string, inst: IntrinsicInst): void {
  const own = cx.m.shapes.of(placeType(cx, inst.into));
  if (own.kind === "none") return;
  const to = placeAddress(cx, inst.into);
  copyBits(cx, from, shape.kind === "none" ? 1 : shape.align, address(cx, to.base, to.offset), own);
}
function copyBits(cx: FunctionCx, from: string, fromAlign: number, to: string, shape: Shape): void {
  if (shape.kind === "none") return;
  line(
    cx,
    `call void @llvm.memcpy.p0.p0.i64(ptr align ${shape.align} ${to}, ptr align ${fromAlign} ${from}, i64 ${shape.size}, i1 false)`,
  );
}

/** Declares an outside function by the types of one of its calls. */
export function declareExternal(cx: FunctionCx, name: string, result: string, parameters: readonly string[]): void {
  if (declareRuntime(cx.m, name)) return;
  declare(cx.m, name, `declare ${result} @${name}(${parameters.join(", ")}) nounwind`);
}
