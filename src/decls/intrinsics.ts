/**
 * The intrinsics: the only operations that the library cannot write in Mojo. `lib/std` calls them as `__op.NAME[params](args)`
 * and names primitive types as `__prim.NAME[args]`; user code may not.
 *
 * Meaning at compile time lives in `interp`, lowering in `emit`; both hold exhaustive records over `IntrinsicName`.
 */

/** How the result type follows from parameters and arguments. */
export type ResultRule =
  /** The type of argument n. */
  | { readonly rule: "same"; readonly of: number }
  /** A Bool vector as wide as argument n. */
  | { readonly rule: "mask"; readonly of: number }
  /** One lane of argument n. */
  | { readonly rule: "lane"; readonly of: number }
  /** Parameter n, which is a type. */
  | { readonly rule: "param"; readonly of: number }
  /** simd[param n, param n+1]. */
  | { readonly rule: "simd"; readonly of: number }
  /** simd[param 0, width of argument 0]. */
  | { readonly rule: "recast" }
  | { readonly rule: "pointer"; readonly to: number }
  /** What argument 0, a pointer, points to. */
  | { readonly rule: "pointee" }
  /** `ref[param 0]` to what argument 0, a pointer, points to. */
  | { readonly rule: "deref" }
  /** Element `param n` of the list in param n-1 / of the pack in argument 0, as a reference. */
  | { readonly rule: "pack_element" }
  /** Pointer to element `param 0` of a product. */
  | { readonly rule: "product_element" }
  | { readonly rule: "list_element" }
  | {
      readonly rule: "fixed";
      readonly type:
        | "index"
        | "bool"
        | "none"
        | "never"
        | "int_literal"
        | "float_literal"
        | "string_literal"
        | "opaque_pointer";
    };

export interface IntrinsicInfo {
  /** How many compile-time parameters; "*" any number. */
  readonly params: number | "*";
  readonly args: number | "*";
  readonly result: ResultRule;
  /** Never reads or writes memory: may be folded, moved and removed. */
  readonly pure: boolean;
  /** Argument conventions where not plain values: "ref" passes an address, "take" consumes. */
  readonly conventions: readonly ("value" | "ref" | "mut" | "take")[];
}

const same: ResultRule = { rule: "same", of: 0 };
const mask: ResultRule = { rule: "mask", of: 0 };
const lane: ResultRule = { rule: "lane", of: 0 };
const recast: ResultRule = { rule: "recast" };
const none: ResultRule = { rule: "fixed", type: "none" };
const never: ResultRule = { rule: "fixed", type: "never" };
const index: ResultRule = { rule: "fixed", type: "index" };
const bool: ResultRule = { rule: "fixed", type: "bool" };
const intLiteral: ResultRule = { rule: "fixed", type: "int_literal" };
const floatLiteral: ResultRule = { rule: "fixed", type: "float_literal" };
const stringLiteral: ResultRule = { rule: "fixed", type: "string_literal" };
const opaque: ResultRule = { rule: "fixed", type: "opaque_pointer" };

function pure(params: number | "*", args: number | "*", result: ResultRule): IntrinsicInfo {
  return { params, args, result, pure: true, conventions: [] };
}
function effect(
  params: number | "*",
  args: number | "*",
  result: ResultRule,
  conventions: readonly ("value" | "ref" | "mut" | "take")[] = [],
): IntrinsicInfo {
  return { params, args, result, pure: false, conventions };
}

/** The names, in the order of the table below. */
export type IntrinsicName =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "rem"
  | "floordiv"
  | "mod"
  | "neg"
  | "abs"
  | "min"
  | "max"
  | "fma"
  | "muladd"
  | "and"
  | "or"
  | "xor"
  | "not"
  | "shl"
  | "shr"
  | "rotl"
  | "rotr"
  | "ctpop"
  | "ctlz"
  | "cttz"
  | "bswap"
  | "bitreverse"
  | "sqrt"
  | "floor"
  | "ceil"
  | "trunc"
  | "round_even"
  | "round_away"
  | "copysign"
  | "add_sat"
  | "sub_sat"
  | "add_overflows"
  | "sub_overflows"
  | "mul_overflows"
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "select"
  | "splat"
  | "extract"
  | "insert"
  | "shuffle"
  | "reduce_add"
  | "reduce_mul"
  | "reduce_min"
  | "reduce_max"
  | "reduce_and"
  | "reduce_or"
  | "reduce_xor"
  | "cast"
  | "bitcast"
  | "to_index"
  | "from_index"
  | "dtype_code"
  | "dtype_bits"
  | "dtype_is_float"
  | "dtype_is_signed"
  | "dtype_is_integral"
  | "dtype_name"
  | "rebind"
  | "int_literal_add"
  | "int_literal_sub"
  | "int_literal_mul"
  | "int_literal_floordiv"
  | "int_literal_mod"
  | "int_literal_pow"
  | "int_literal_shl"
  | "int_literal_shr"
  | "int_literal_and"
  | "int_literal_or"
  | "int_literal_xor"
  | "int_literal_neg"
  | "int_literal_not"
  | "int_literal_eq"
  | "int_literal_lt"
  | "int_literal_le"
  | "int_literal_to_float"
  | "int_literal_to_simd"
  | "int_literal_to_index"
  | "float_literal_add"
  | "float_literal_sub"
  | "float_literal_mul"
  | "float_literal_div"
  | "float_literal_floordiv"
  | "float_literal_mod"
  | "float_literal_neg"
  | "float_literal_eq"
  | "float_literal_lt"
  | "float_literal_le"
  | "float_literal_to_int"
  | "float_literal_to_simd"
  | "int_literal_truediv"
  | "string_literal_concat"
  | "string_literal_eq"
  | "string_literal_length"
  | "string_literal_pointer"
  | "size_of"
  | "align_of"
  | "type_name"
  | "type_base_name"
  | "type_eq"
  | "del_is_trivial"
  | "move_is_trivial"
  | "copy_is_trivial"
  | "field_count"
  | "field_name"
  | "field_types"
  | "field_index"
  | "field_offset"
  | "field_pointer"
  | "list_length"
  | "list_get"
  | "pack_get"
  | "product_get"
  | "union_index"
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
  | "pointer_eq"
  | "pointer_lt"
  | "address_of"
  | "deref"
  | "take"
  | "write"
  | "destroy"
  | "mark_initialized"
  | "forget"
  | "stack_alloc"
  | "global_slot"
  | "alloc"
  | "free"
  | "memcpy"
  | "memmove"
  | "memset"
  | "memcmp"
  | "atomic_load"
  | "atomic_store"
  | "atomic_rmw"
  | "atomic_cas"
  | "fence"
  | "unreachable"
  | "trap"
  | "breakpoint"
  | "assume"
  | "expect"
  | "black_box"
  | "pause"
  | "prefetch"
  | "external_call"
  | "function_pointer"
  | "pointer_to_function"
  | "caller_line"
  | "caller_column"
  | "caller_file"
  | "caller_file_length"
  | "defined"
  | "defined_value"
  | "target_simd_bits"
  | "target_has"
  | "target_is"
  | "is_comptime";

export const INTRINSICS: Readonly<Record<IntrinsicName, IntrinsicInfo>> = {
  // ---- lane-wise arithmetic on simd (and index): integer division truncates; a zero divisor gives 0, MIN / -1 gives MIN
  add: pure(0, 2, same),
  sub: pure(0, 2, same),
  mul: pure(0, 2, same),
  div: pure(0, 2, same),
  rem: pure(0, 2, same),
  /** Rounds toward negative infinity; a zero divisor gives 0 for integers. */
  floordiv: pure(0, 2, same),
  /** Sign of the divisor; a zero divisor gives 0 for integers. */
  mod: pure(0, 2, same),
  neg: pure(0, 1, same),
  abs: pure(0, 1, same),
  min: pure(0, 2, same),
  max: pure(0, 2, same),
  /** a * b + c with one rounding (floats); a multiply-add on integers. */
  fma: pure(0, 3, same),
  /** a * b + c that may be fused where the target has the instruction. */
  muladd: pure(0, 3, same),
  and: pure(0, 2, same),
  or: pure(0, 2, same),
  xor: pure(0, 2, same),
  not: pure(0, 1, same),
  /** Counts at or above the width give 0 (or the sign for a signed right shift). */
  shl: pure(0, 2, same),
  shr: pure(0, 2, same),
  rotl: pure(0, 2, same),
  rotr: pure(0, 2, same),
  ctpop: pure(0, 1, same),
  /** The width for a zero. */
  ctlz: pure(0, 1, same),
  cttz: pure(0, 1, same),
  bswap: pure(0, 1, same),
  bitreverse: pure(0, 1, same),
  sqrt: pure(0, 1, same),
  floor: pure(0, 1, same),
  ceil: pure(0, 1, same),
  trunc: pure(0, 1, same),
  round_even: pure(0, 1, same),
  /** Half away from zero. */
  round_away: pure(0, 1, same),
  copysign: pure(0, 2, same),
  /** Saturating add and subtract on integers. */
  add_sat: pure(0, 2, same),
  sub_sat: pure(0, 2, same),
  /** Whether the exact result does not fit. */
  add_overflows: pure(0, 2, mask),
  sub_overflows: pure(0, 2, mask),
  mul_overflows: pure(0, 2, mask),
  // ---- comparisons give masks
  eq: pure(0, 2, mask),
  ne: pure(0, 2, mask),
  lt: pure(0, 2, mask),
  le: pure(0, 2, mask),
  gt: pure(0, 2, mask),
  ge: pure(0, 2, mask),
  /** select(mask, a, b). */
  select: pure(0, 3, { rule: "same", of: 1 }),
  // ---- lanes
  /** splat[dtype, n](lane). */
  splat: pure(2, 1, { rule: "simd", of: 0 }),
  extract: pure(0, 2, lane),
  insert: pure(0, 3, same),
  /** shuffle[dtype, n, mask list](a, b): lane i is element mask[i] of the concatenation. */
  shuffle: pure(3, 2, { rule: "simd", of: 0 }),
  reduce_add: pure(0, 1, lane),
  reduce_mul: pure(0, 1, lane),
  reduce_min: pure(0, 1, lane),
  reduce_max: pure(0, 1, lane),
  reduce_and: pure(0, 1, lane),
  reduce_or: pure(0, 1, lane),
  reduce_xor: pure(0, 1, lane),
  // ---- conversions
  /** cast[dtype](v): integers wrap and sign- or zero-extend; float to int truncates and saturates, nan gives 0. */
  cast: pure(1, 1, recast),
  /** bitcast[dtype, n](v): same number of bits. A mask counts one bit a lane. */
  bitcast: pure(2, 1, { rule: "simd", of: 0 }),
  to_index: pure(0, 1, index),
  /** from_index[dtype, n](index). */
  from_index: pure(2, 1, { rule: "simd", of: 0 }),
  // ---- dtypes
  /** The code of a dtype by name: dtype_code["int32"](). */
  dtype_code: pure(1, 0, index),
  dtype_bits: pure(0, 1, index),
  dtype_is_float: pure(0, 1, bool),
  dtype_is_signed: pure(0, 1, bool),
  dtype_is_integral: pure(0, 1, bool),
  /** dtype_name(code) as a literal; the code must be known at compile time. */
  dtype_name: pure(1, 0, stringLiteral),
  /** rebind[T](value): the same bits seen as a type of the same layout (checked at elaboration). */
  rebind: { params: 1, args: 1, result: { rule: "param", of: 0 }, pure: true, conventions: ["take"] },
  // ---- literals
  int_literal_add: pure(0, 2, intLiteral),
  int_literal_sub: pure(0, 2, intLiteral),
  int_literal_mul: pure(0, 2, intLiteral),
  int_literal_floordiv: pure(0, 2, intLiteral),
  int_literal_mod: pure(0, 2, intLiteral),
  int_literal_pow: pure(0, 2, intLiteral),
  int_literal_shl: pure(0, 2, intLiteral),
  int_literal_shr: pure(0, 2, intLiteral),
  int_literal_and: pure(0, 2, intLiteral),
  int_literal_or: pure(0, 2, intLiteral),
  int_literal_xor: pure(0, 2, intLiteral),
  int_literal_neg: pure(0, 1, intLiteral),
  int_literal_not: pure(0, 1, intLiteral),
  int_literal_eq: pure(0, 2, bool),
  int_literal_lt: pure(0, 2, bool),
  int_literal_le: pure(0, 2, bool),
  int_literal_to_float: pure(0, 1, floatLiteral),
  /** int_literal_to_simd[dtype, n, v](): wraps. */
  int_literal_to_simd: pure(3, 0, { rule: "simd", of: 0 }),
  int_literal_to_index: pure(1, 0, index),
  float_literal_add: pure(0, 2, floatLiteral),
  float_literal_sub: pure(0, 2, floatLiteral),
  float_literal_mul: pure(0, 2, floatLiteral),
  float_literal_div: pure(0, 2, floatLiteral),
  float_literal_floordiv: pure(0, 2, floatLiteral),
  float_literal_mod: pure(0, 2, floatLiteral),
  float_literal_neg: pure(0, 1, floatLiteral),
  float_literal_eq: pure(0, 2, bool),
  float_literal_lt: pure(0, 2, bool),
  float_literal_le: pure(0, 2, bool),
  float_literal_to_int: pure(0, 1, intLiteral),
  /** float_literal_to_simd[dtype, n, v](): rounds once. */
  float_literal_to_simd: pure(3, 0, { rule: "simd", of: 0 }),
  /** Division of integer literals: exact, a float literal. */
  int_literal_truediv: pure(0, 2, floatLiteral),
  string_literal_concat: pure(0, 2, stringLiteral),
  string_literal_eq: pure(0, 2, bool),
  /** string_literal_length[s](): bytes of UTF-8. */
  string_literal_length: pure(1, 0, index),
  /** string_literal_pointer[s](): address of the bytes, followed by a zero byte. */
  string_literal_pointer: pure(1, 0, opaque),
  // ---- types
  size_of: pure(1, 0, index),
  align_of: pure(1, 0, index),
  /** Reflection's name of a type. type_name[T, qualified](). */
  type_name: pure(2, 0, stringLiteral),
  type_base_name: pure(1, 0, stringLiteral),
  type_eq: pure(2, 0, bool),
  del_is_trivial: pure(1, 0, bool),
  move_is_trivial: pure(1, 0, bool),
  copy_is_trivial: pure(1, 0, bool),
  field_count: pure(1, 0, index),
  /** field_name[T, i](). */
  field_name: pure(2, 0, stringLiteral),
  /** The list of field types of a struct. */
  field_types: pure(1, 0, { rule: "fixed", type: "none" }),
  field_index: pure(2, 0, index),
  field_offset: pure(2, 0, index),
  /** field_pointer[T, i](pointer to T). */
  field_pointer: pure(2, 1, opaque),
  list_length: pure(1, 0, index),
  /** list_get[list, i](): element i of a parameter list. */
  list_get: pure(2, 0, { rule: "list_element" }),
  /** pack_get[i](pack): reference to element i. */
  pack_get: pure(1, 1, { rule: "pack_element" }),
  /** product_get[i](ref product): pointer to element i. */
  product_get: { params: 1, args: 1, result: { rule: "product_element" }, pure: false, conventions: ["ref"] },
  /** union_index[T, list](): position of T in a list, or -1. */
  union_index: pure(2, 0, index),
  // ---- addresses
  load: effect(1, 1, { rule: "pointee" }),
  /** store[alignment](pointer, value). */
  store: effect(1, 2, none),
  /** masked_load[alignment](pointer to lane, mask, passthrough). */
  masked_load: effect(1, 3, { rule: "same", of: 2 }),
  masked_store: effect(1, 3, none),
  /** gather(pointers as simd of int, mask, passthrough). */
  gather: effect(0, 3, { rule: "same", of: 2 }),
  scatter: effect(0, 3, none),
  /** offset(pointer, index): in elements. */
  offset: pure(0, 2, same),
  pointer_cast: pure(1, 1, { rule: "pointer", to: 0 }),
  pointer_to_index: pure(0, 1, index),
  index_to_pointer: pure(1, 1, { rule: "pointer", to: 0 }),
  null_pointer: pure(1, 0, { rule: "pointer", to: 0 }),
  pointer_eq: pure(0, 2, bool),
  pointer_lt: pure(0, 2, bool),
  /** address_of[T](ref x): pointer to x. */
  address_of: effect(1, 1, { rule: "pointer", to: 0 }, ["ref"]),
  /** deref[origin](pointer): a place. */
  deref: pure(1, 1, { rule: "deref" }),
  /** Moves the pointee out, leaving uninitialized memory. */
  take: effect(0, 1, { rule: "pointee" }),
  /** write(pointer, var value): initializes uninitialized memory. */
  write: effect(0, 2, none, ["value", "take"]),
  /** Runs the destructor of the pointee. */
  destroy: effect(0, 1, none),
  /** Declares a place initialized without a store. */
  mark_initialized: effect(0, 1, none, ["mut"]),
  /** Consumes a value without running its destructor. */
  forget: effect(0, 1, none, ["take"]),
  stack_alloc: effect(2, 0, { rule: "pointer", to: 0 }),
  /** global_slot[T, "key"](): pointer to memory of the whole program, all zero at its start; one for each key. */
  global_slot: effect(2, 0, { rule: "pointer", to: 0 }),
  /** alloc(bytes, alignment) / free(pointer, bytes, alignment). */
  alloc: effect(0, 2, opaque),
  free: effect(0, 3, none),
  memcpy: effect(0, 3, none),
  memmove: effect(0, 3, none),
  memset: effect(0, 3, none),
  memcmp: effect(0, 3, index),
  // ---- atomics: orderings as literals "relaxed" .. "seq_cst"
  atomic_load: effect(1, 1, { rule: "pointee" }),
  atomic_store: effect(1, 2, none),
  /** atomic_rmw[operation, ordering](pointer, value). */
  atomic_rmw: effect(2, 2, { rule: "same", of: 1 }),
  /** atomic_cas[success, failure](pointer, expected, desired): the value found. */
  atomic_cas: effect(2, 3, { rule: "same", of: 1 }),
  fence: effect(1, 0, none),
  // ---- control
  unreachable: effect(0, 0, never),
  trap: effect(0, 0, never),
  breakpoint: effect(0, 0, none),
  assume: effect(0, 1, none),
  /** expect[likely](condition). */
  expect: pure(1, 1, same),
  /** Hides a value from the optimizer. */
  black_box: effect(0, 1, none, ["ref"]),
  pause: effect(0, 0, none),
  prefetch: effect(2, 1, none),
  /** external_call[name, Result](args...): a C function. */
  external_call: effect(2, "*", { rule: "param", of: 1 }),
  /** The address of a function value: function_pointer[f](). */
  function_pointer: pure(1, 0, opaque),
  /** call_pointer[thin fn type](pointer, args...) is ordinary call syntax; this turns an address into a thin function value. */
  pointer_to_function: pure(1, 1, { rule: "param", of: 0 }),
  // ---- context
  /**
   * Where the function that contains the operation was called. Such a function gets the place as a hidden argument from each
   * caller; callers marked `@__caller_location` (or that use these operations themselves) pass on their own. Not constants of the text.
   */
  caller_line: effect(0, 0, index),
  caller_column: effect(0, 0, index),
  /** Address and length of the path as shown to the user; a zero byte follows. */
  caller_file: effect(0, 0, opaque),
  caller_file_length: effect(0, 0, index),
  /** defined["NAME"]() / defined_value["NAME"](): -D options. */
  defined: pure(1, 0, bool),
  defined_value: pure(1, 0, stringLiteral),
  /** Target facts: target_simd_bits(), target_has["avx512f"](), target_is["x86_64"](). */
  target_simd_bits: pure(0, 0, index),
  target_has: pure(1, 0, bool),
  target_is: pure(1, 0, bool),
  /** True while the compile-time interpreter runs. */
  is_comptime: effect(0, 0, bool),
};

export function isIntrinsicName(name: string): name is IntrinsicName {
  return Object.hasOwn(INTRINSICS, name);
}
export function intrinsicInfo(name: IntrinsicName): IntrinsicInfo {
  return INTRINSICS[name];
}
