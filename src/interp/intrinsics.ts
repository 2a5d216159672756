/** What each intrinsic does: the one exhaustive record of the interpreter over their names. */

import { bug, must } from "../base/bug.ts";
import { type DTypeInfo, dtypeByCode } from "../terms/dtype.ts";
import { intValue, stringValue, vectorType } from "../terms/scalars.ts";
import { type Compiler, reserve } from "./compile.ts";
import { plainBytes } from "./constants.ts";
import { externalOp } from "./externals.ts";
import { fault } from "./fault.ts";
import { argument, type Build, type IntrinsicInst, lanesOf, operand, parameter } from "./intrinsic-args.ts";
import {
  castOp,
  compareOp,
  type Lane,
  type LaneOp,
  laneBits,
  laneOfBits,
  laneOp,
  overflowOp,
  type Value,
} from "./lanes.ts";
import {
  atomicCas,
  atomicLoad,
  atomicRmw,
  atomicStore,
  fieldPointer,
  gather,
  load,
  maskedLoad,
  maskedStore,
  memcmp,
  memcpy,
  memset,
  offset,
  packGet,
  productGet,
  scatter,
  storeValue,
} from "./memory-ops.ts";

import { addressGetter, addrOfPlace, copyBytes, typeOfOperand, typeOfPlace, type Write, writePlace } from "./places.ts";
import { shapeOf } from "./shapes.ts";

type Name = IntrinsicInst["name"];

function dtypeOf(c: Compiler, inst: IntrinsicInst, index: number): DTypeInfo {
  return (
    vectorType(c.host.store, typeOfOperand(c, operand(inst, index)))?.dtype ??
    bug(`${inst.name} on something that is no vector`)
  );
}

function resultDtype(c: Compiler, inst: IntrinsicInst): DTypeInfo {
  return (
    vectorType(c.host.store, typeOfPlace(c, inst.into))?.dtype ?? bug(`${inst.name} gives something that is no vector`)
  );
}

function resultWidth(c: Compiler, inst: IntrinsicInst): number {
  return vectorType(c.host.store, typeOfPlace(c, inst.into))?.width ?? 1;
}

/** A vector of one lane is its lane. */
function packed(lanes: readonly Lane[]): Value {
  return lanes.length === 1 ? must(lanes[0], "lane") : lanes;
}

const nothing: Build = () => () => {};

/** Questions that elaboration answers; they never run. */
const answered: Build = (_, inst) => bug(`${inst.name} was left by elaboration`);

/** An operation lane by lane on one to three vectors of the same width. */
function lanewise(make: (c: Compiler, inst: IntrinsicInst) => LaneOp): Build {
  return (c, inst) => {
    const op = make(c, inst);
    const reads = inst.args.map((_, i) => argument(c, inst, i));
    const write = writePlace(c, inst.into);
    const [a, b, d] = reads;
    if (a === undefined) return bug(`${inst.name} without arguments`);
    if (shapeOf(c.host, typeOfOperand(c, operand(inst, 0))).kind !== "vector") {
      if (b === undefined) return (m) => write(m, op(a(m) as Lane, 0, 0));
      if (d === undefined) return (m) => write(m, op(a(m) as Lane, b(m) as Lane, 0));
      return (m) => write(m, op(a(m) as Lane, b(m) as Lane, d(m) as Lane));
    }
    return (m) => {
      const x = lanesOf(a(m));
      const y = b === undefined ? [] : lanesOf(b(m));
      const z = d === undefined ? [] : lanesOf(d(m));
      write(
        m,
        x.map((lane, i) => op(lane, y[i] ?? 0, z[i] ?? 0)),
      );
    };
  };
}

const arithmetic: Build = lanewise((c, inst) => laneOp(inst.name, dtypeOf(c, inst, 0), !c.host.isComptime));
const comparison: Build = lanewise((_, inst) => compareOp(inst.name));
const overflow: Build = lanewise((c, inst) => overflowOp(inst.name, dtypeOf(c, inst, 0)));
const cast: Build = (c, inst) => {
  const op = castOp(dtypeOf(c, inst, 0), resultDtype(c, inst));
  const read = argument(c, inst, 0);
  const write = writePlace(c, inst.into);
  const width = resultWidth(c, inst);
  return (m) => {
    const lanes = lanesOf(read(m)).map(op);
    write(m, packed(lanes.length === width ? lanes : new Array<Lane>(width).fill(must(lanes[0], "lane"))));
  };
};
/** A value as it is. */
const identity: Build = (c, inst) => {
  const value = operand(inst, 0);
  if (value.kind === "const" || value.kind === "borrow") {
    const read = argument(c, inst, 0);
    const write = writePlace(c, inst.into);
    return (m) => write(m, read(m));
  }
  return copyBytes(
    addrOfPlace(c, inst.into),
    addrOfPlace(c, value.place),
    c.host.layouts.sizeOf(typeOfPlace(c, inst.into)),
  );
};

function reduction(name: string): Build {
  return (c, inst) => {
    const op = laneOp(name, dtypeOf(c, inst, 0), false);
    const read = argument(c, inst, 0);
    const write = writePlace(c, inst.into);
    return (m) => {
      const lanes = lanesOf(read(m));
      let total = must(lanes[0], "lane");
      for (let i = 1; i < lanes.length; i++) total = op(total, must(lanes[i], "lane"), 0);
      write(m, total);
    };
  };
}

const select: Build = (c, inst) => {
  const reads = [argument(c, inst, 0), argument(c, inst, 1), argument(c, inst, 2)] as const;
  const write = writePlace(c, inst.into);
  return (m) => {
    const mask = lanesOf(reads[0](m));
    const a = lanesOf(reads[1](m));
    const b = lanesOf(reads[2](m));
    write(m, packed(a.map((lane, i) => ((mask[i] ?? mask[0]) !== 0 ? lane : must(b[i], "lane")))));
  };
};

const splat: Build = (c, inst) => {
  const read = argument(c, inst, 0);
  const write = writePlace(c, inst.into);
  const width = resultWidth(c, inst);
  return (m) => write(m, packed(new Array<Lane>(width).fill(read(m) as Lane)));
};

function laneAt(lanes: readonly Lane[], at: Lane): number {
  const index = Number(at);
  return index >= 0 && index < lanes.length
    ? index
    : fault(`lane index ${index} is out of bounds of a vector of ${lanes.length}`);
}

const extract: Build = (c, inst) => {
  const vector = argument(c, inst, 0);
  const at = argument(c, inst, 1);
  const write = writePlace(c, inst.into);
  return (m) => {
    const lanes = lanesOf(vector(m));
    write(m, must(lanes[laneAt(lanes, at(m) as Lane)], "lane"));
  };
};

/** insert(vector, lane, position); the position is the argument of type index. */
const insert: Build = (c, inst) => {
  const swapped =
    typeOfOperand(c, operand(inst, 1)) === c.host.store.index &&
    typeOfOperand(c, operand(inst, 2)) !== c.host.store.index;
  const vector = argument(c, inst, 0);
  const lane = argument(c, inst, swapped ? 2 : 1);
  const at = argument(c, inst, swapped ? 1 : 2);
  const write = writePlace(c, inst.into);
  return (m) => {
    const lanes = [...lanesOf(vector(m))];
    lanes[laneAt(lanes, at(m) as Lane)] = lane(m) as Lane;
    write(m, packed(lanes));
  };
};

const shuffle: Build = (c, inst) => {
  const { store } = c.host;
  const list = store.get(parameter(inst, 2));
  if (list.kind !== "list") return bug("a shuffle without its mask");
  const mask = list.elements.map((e) => Number(intValue(store, e) ?? -1n));
  const a = argument(c, inst, 0);
  const b = argument(c, inst, 1);
  const write = writePlace(c, inst.into);
  return (m) => {
    const all = [...lanesOf(a(m)), ...lanesOf(b(m))];
    write(m, packed(mask.map((i) => all[i] ?? 0)));
  };
};

const bitcast: Build = (c, inst) => {
  const from = dtypeOf(c, inst, 0);
  const to = resultDtype(c, inst);
  const width = resultWidth(c, inst);
  const read = argument(c, inst, 0);
  const write = writePlace(c, inst.into);
  return (m) => {
    let bits = 0n;
    const lanes = lanesOf(read(m));
    for (let i = lanes.length - 1; i >= 0; i--)
      bits = (bits << BigInt(from.bits)) | laneBits(from, must(lanes[i], "lane"));
    const result: Lane[] = [];
    for (let i = 0; i < width; i++) {
      result.push(laneOfBits(to, BigInt.asUintN(to.bits, bits)));
      bits >>= BigInt(to.bits);
    }
    write(m, packed(result));
  };
};

function dtypeQuestion(answer: (d: DTypeInfo) => number): Build {
  return (c, inst) => {
    const read = argument(c, inst, 0);
    const write = writePlace(c, inst.into);
    return (m) => write(m, answer(dtypeByCode(Number(read(m))) ?? fault("a dtype code that names no dtype")));
  };
}

/** An operation on literals: folded when its term is made; without bits to write where the result is a literal. */
const literal: Build = (c, inst) => {
  const { store } = c.host;
  const type = typeOfPlace(c, inst.into);
  if (c.host.layouts.sizeOf(type) === 0) return () => {};
  const args = inst.args.map((a) => (a.kind === "const" ? a.value : store.error));
  const folded = store.intern({ kind: "op", type, op: inst.name, params: inst.params, args });
  if (store.get(folded).kind === "op" || folded === store.error)
    return () => fault(`failed to fold operation ${inst.name}`);
  const bytes = plainBytes(c.m, folded, type) ?? bug(`${inst.name} gives an address`);
  const get = addressGetter(addrOfPlace(c, inst.into));
  return (m) => {
    const at = get(m);
    const block = m.memory.access(at, bytes.length);
    block.bytes.set(bytes, at - block.base);
  };
};

/** Two addresses compared. */
function addressTest(test: (a: Lane, b: Lane) => boolean): Build {
  return (c, inst) => {
    const a = argument(c, inst, 0);
    const b = argument(c, inst, 1);
    const write = writePlace(c, inst.into);
    return (m) => write(m, test(a(m) as Lane, b(m) as Lane) ? 1 : 0);
  };
}

const stringPointer: Build = (c, inst) => {
  const text = stringValue(c.host.store, parameter(inst, 0)) ?? bug("string_literal_pointer without a literal");
  const write = writePlace(c, inst.into);
  return (m) => write(m, m.memory.string(text).base);
};

const stackAlloc: Build = (c, inst) => {
  const layout = c.host.layouts.of(parameter(inst, 0));
  const count = Number(intValue(c.host.store, parameter(inst, 1)) ?? 0n);
  const at = reserve(c, layout.size * count, layout.align);
  const write = writePlace(c, inst.into);
  return (m) => write(m, m.stack.base + m.fp + at);
};

const globalSlot: Build = (c, inst) => {
  const layout = c.host.layouts.of(parameter(inst, 0));
  const key = stringValue(c.host.store, parameter(inst, 1)) ?? bug("global_slot without a key");
  const write = writePlace(c, inst.into);
  return (m) => {
    if (m.host.isComptime) fault("cannot use a global variable at compile time");
    write(m, m.memory.global(key, layout.size, layout.align).base);
  };
};

const alloc: Build = (c, inst) => {
  const size = argument(c, inst, 0);
  const align = argument(c, inst, 1);
  const write = writePlace(c, inst.into);
  return (m) => write(m, m.memory.allocate("heap", Number(size(m)), Number(align(m))).base);
};

const free: Build = (c, inst) => {
  const at = argument(c, inst, 0);
  return (m) => m.memory.free(Number(at(m)));
};

function constant(value: (c: Compiler) => Lane): Build {
  return (c, inst) => {
    const write: Write = writePlace(c, inst.into);
    const lane = value(c);
    return (m) => write(m, lane);
  };
}

const external: Build = (c, inst) =>
  externalOp(c, inst, stringValue(c.host.store, parameter(inst, 0)) ?? bug("external_call without a name"));

export const INTRINSIC_OPS: Readonly<Record<Name, Build>> = {
  add: arithmetic,
  sub: arithmetic,
  mul: arithmetic,
  div: arithmetic,
  rem: arithmetic,
  floordiv: arithmetic,
  mod: arithmetic,
  neg: arithmetic,
  abs: arithmetic,
  min: arithmetic,
  max: arithmetic,
  fma: arithmetic,
  muladd: arithmetic,
  and: arithmetic,
  or: arithmetic,
  xor: arithmetic,
  not: arithmetic,
  shl: arithmetic,
  shr: arithmetic,
  rotl: arithmetic,
  rotr: arithmetic,
  ctpop: arithmetic,
  ctlz: arithmetic,
  cttz: arithmetic,
  bswap: arithmetic,
  bitreverse: arithmetic,
  sqrt: arithmetic,
  floor: arithmetic,
  ceil: arithmetic,
  trunc: arithmetic,
  round_even: arithmetic,
  round_away: arithmetic,
  copysign: arithmetic,
  add_sat: arithmetic,
  sub_sat: arithmetic,
  add_overflows: overflow,
  sub_overflows: overflow,
  mul_overflows: overflow,
  eq: comparison,
  ne: comparison,
  lt: comparison,
  le: comparison,
  gt: comparison,
  ge: comparison,
  select,
  splat,
  extract,
  insert,
  shuffle,
  reduce_add: reduction("add"),
  reduce_mul: reduction("mul"),
  reduce_min: reduction("min"),
  reduce_max: reduction("max"),
  reduce_and: reduction("and"),
  reduce_or: reduction("or"),
  reduce_xor: reduction("xor"),
  cast,
  bitcast,
  to_index: cast,
  from_index: cast,
  dtype_code: literal,
  dtype_bits: dtypeQuestion((d) => d.bits),
  dtype_is_float: dtypeQuestion((d) => (d.class === "float" ? 1 : 0)),
  dtype_is_signed: dtypeQuestion((d) => (d.class === "float" || d.class === "signed" ? 1 : 0)),
  dtype_is_integral: dtypeQuestion((d) => (d.class === "signed" || d.class === "unsigned" ? 1 : 0)),
  dtype_name: literal,
  rebind: identity,
  int_literal_add: literal,
  int_literal_sub: literal,
  int_literal_mul: literal,
  int_literal_floordiv: literal,
  int_literal_mod: literal,
  int_literal_pow: literal,
  int_literal_shl: literal,
  int_literal_shr: literal,
  int_literal_and: literal,
  int_literal_or: literal,
  int_literal_xor: literal,
  int_literal_neg: literal,
  int_literal_not: literal,
  int_literal_eq: literal,
  int_literal_lt: literal,
  int_literal_le: literal,
  int_literal_to_float: literal,
  int_literal_to_simd: literal,
  int_literal_to_index: literal,
  float_literal_add: literal,
  float_literal_sub: literal,
  float_literal_mul: literal,
  float_literal_div: literal,
  float_literal_floordiv: literal,
  float_literal_mod: literal,
  float_literal_neg: literal,
  float_literal_eq: literal,
  float_literal_lt: literal,
  float_literal_le: literal,
  float_literal_to_int: literal,
  float_literal_to_simd: literal,
  int_literal_truediv: literal,
  string_literal_concat: literal,
  string_literal_eq: literal,
  string_literal_length: literal,
  global_slot: globalSlot,
  string_literal_pointer: stringPointer,
  size_of: answered,
  align_of: answered,
  type_name: answered,
  type_base_name: answered,
  type_eq: answered,
  del_is_trivial: answered,
  move_is_trivial: answered,
  copy_is_trivial: answered,
  field_count: answered,
  field_name: answered,
  field_types: nothing,
  field_index: answered,
  field_offset: answered,
  field_pointer: fieldPointer,
  list_length: literal,
  list_get: literal,
  pack_get: packGet,
  product_get: productGet,
  union_index: answered,
  load,
  store: storeValue,
  masked_load: maskedLoad,
  masked_store: maskedStore,
  gather,
  scatter,
  offset,
  pointer_cast: identity,
  pointer_to_index: identity,
  index_to_pointer: identity,
  null_pointer: constant(() => 0),
  pointer_eq: addressTest((a, b) => a === b),
  pointer_lt: addressTest((a, b) => a < b),
  address_of: identity,
  deref: identity,
  take: answered,
  write: answered,
  destroy: answered,
  mark_initialized: nothing,
  forget: nothing,
  stack_alloc: stackAlloc,
  alloc,
  free,
  memcpy,
  memmove: memcpy,
  memset,
  memcmp,
  atomic_load: atomicLoad,
  atomic_store: atomicStore,
  atomic_rmw: atomicRmw,
  atomic_cas: atomicCas,
  fence: nothing,
  unreachable: () => () => fault("evaluation reached code that cannot be reached"),
  trap: () => () => fault("failed to fold operation llvm.intr.trap()"),
  breakpoint: nothing,
  assume: nothing,
  expect: identity,
  black_box: nothing,
  pause: nothing,
  prefetch: nothing,
  external_call: external,
  function_pointer: answered,
  pointer_to_function: identity,
  caller_line: answered,
  caller_column: answered,
  caller_file: answered,
  caller_file_length: answered,
  defined: answered,
  defined_value: answered,
  target_simd_bits: answered,
  target_has: answered,
  target_is: answered,
  is_comptime: constant((c) => (c.host.isComptime ? 1 : 0)),
};
