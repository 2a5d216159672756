/** Terms in the words of diagnostics: `List[Int]`, `(n + Int(1))`, `origin_of(x.y)`. */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import { dtypeByCode } from "./dtype.ts";
import { stripCasts } from "./origins.ts";
import { ratioToNumber } from "./ratio.ts";
import { intValue, stringValue, typeOfTerm, vectorType } from "./scalars.ts";
import type { TermStore } from "./store.ts";
import type { FnTypeArg, Term, TermOf } from "./term.ts";

/** What printing has to be told about declarations. */
export interface TermNames {
  declName(decl: DeclId): string;
  paramName(owner: DeclId, index: number): string;
  /** The bindings of a struct that are written. */
  shownBindings?(decl: DeclId, bindings: readonly TermId[]): readonly TermId[];
  argName?(owner: DeclId, index: number): string;
  fieldName?(type: TypeId, index: number): string | undefined;
  /** A struct type that has a shorter name, such as `Int` for `SIMD[DType.int, 1]`. */
  structDisplay?(decl: DeclId, bindings: readonly TermId[]): string | undefined;
  /** An integer constant of a struct type that prints otherwise than as `Type(value)`: Bool, DType. */
  intDisplay?(type: TypeId, value: bigint): string | undefined;
  /** `def f(x: Int) thin -> Int` for a function used as a value. */
  signatureText?(decl: DeclId, bindings: readonly TermId[]): string | undefined;
  /** Whether the first argument of a function is written before the dot. */
  isMethod?(decl: DeclId): boolean;
}

interface Printer {
  readonly store: TermStore;
  readonly names: TermNames;
}

/** A term as messages show it. */
export function printTerm(store: TermStore, id: TermId, names: TermNames): string {
  return print({ store, names }, id);
}

/** Several terms, separated by commas. */
export function printTerms(store: TermStore, ids: readonly TermId[], names: TermNames): string {
  const p = { store, names };
  return list(p, ids);
}

function list(p: Printer, ids: readonly TermId[]): string {
  return ids.map((id) => print(p, id)).join(", ");
}

function bracketed(p: Printer, name: string, ids: readonly TermId[]): string {
  return ids.length === 0 ? name : `${name}[${list(p, ids)}]`;
}

function print(p: Printer, id: TermId): string {
  const term = p.store.get(id);
  switch (term.kind) {
    case "error":
      return "<error>";
    case "struct":
      return p.names.structDisplay?.(term.decl, term.bindings) ?? printStruct(p, term);
    case "prim":
      return printPrim(p, term);
    case "ref":
      return `ref[${originPath(p, term.origin)}] ${print(p, term.target)}`;
    case "fn":
      return printFn(p, term);
    case "function":
      return (
        p.names.signatureText?.(term.decl, term.bindings) ??
        bracketed(p, p.names.declName(term.decl), shownBindings(p, term.bindings))
      );
    case "closure":
      return p.names.signatureText?.(term.decl, term.bindings) ?? p.names.declName(term.decl);
    case "trait":
      return (
        [...term.traits.map((t) => p.names.declName(t)), ...term.fns.map((f) => print(p, f))].join(" & ") || "AnyType"
      );
    case "origin_type":
      return printOriginType(p, term.mut);
    case "param":
      return p.names.paramName(term.owner, term.index);
    case "arg":
      return p.names.argName?.(term.owner, term.index) ?? `arg${term.index}`;
    case "bound":
      return `$${term.index}`;
    case "unbound":
      return "_";
    case "infer":
      return `?${term.id}`;
    case "int":
      return printInt(p, term);
    case "float":
      return printFloat(p, term);
    case "ratio":
      return printRatio(term);
    case "string":
      return JSON.stringify(term.value);
    case "record":
      return printRecord(p, term);
    case "lanes":
      return `${typeName(p, term.type)}(${list(p, term.elements)})`;
    case "list":
      return list(p, term.elements);
    case "memory":
      return `${typeName(p, term.type)}(...)`;
    case "apply":
      return printApply(p, term);
    case "op":
      return printOp(p, term);
    case "field":
      return printField(p, term);
    case "assoc":
      return bracketed(p, `${print(p, term.self)}.${term.member}`, term.bindings);
    case "witness":
      return bracketed(
        p,
        `${print(p, term.self)}.${p.names.declName(term.requirement)}`,
        shownBindings(p, term.bindings),
      );
    case "origin_static":
      return "ImmStaticOrigin";
    case "origin_untracked":
      return namedOrigin(p, term.mut, "UntrackedOrigin");
    case "origin_any":
      return namedOrigin(p, term.mut, "UnsafeAnyOrigin");
    case "origin_erased":
      return "_";
    case "origin_cast":
      return print(p, term.base);
    case "origin_local":
    case "origin_field":
    case "origin_interior":
    case "origin_subtree":
    case "origin_union":
      return `origin_of(${originPath(p, id)})`;
  }
}

function shownBindings(p: Printer, bindings: readonly TermId[]): readonly TermId[] {
  return bindings.every((b) => p.store.get(b).kind === "unbound") ? [] : bindings;
}

// ---------------------------------------------------------------- types

function printStruct(p: Printer, term: TermOf<"struct">): string {
  const name = p.names.declName(term.decl);
  // An empty variadic list shows as nothing.
  const shown = (p.names.shownBindings?.(term.decl, term.bindings) ?? term.bindings)
    .map((b) => printBinding(p, b))
    .filter((text) => text !== "");
  return shown.length === 0 ? name : `${name}[${shown.join(", ")}]`;
}

/** A constant that prints as a member of its own type is written with the leading dot only: `D[.int32]`. */
function printBinding(p: Printer, id: TermId): string {
  const text = print(p, id);
  const term = p.store.get(id);
  const type = term.kind === "int" ? p.store.get(term.type) : undefined;
  const prefix = type?.kind === "struct" ? `${p.names.declName(type.decl)}.` : undefined;
  return prefix !== undefined && text.startsWith(prefix) ? text.slice(prefix.length - 1) : text;
}

function printPrim(p: Printer, term: TermOf<"prim">): string {
  if (term.name === "simd") {
    const [code, width] = term.args;
    const codeValue = code === undefined ? undefined : intValue(p.store, code);
    const info = codeValue === undefined ? undefined : dtypeByCode(Number(codeValue));
    if (info !== undefined && width !== undefined) return `__prim.simd[${info.name}, ${print(p, width)}]`;
  }
  return bracketed(p, `__prim.${term.name}`, term.args);
}

const SCALAR_TYPES: Readonly<Record<string, string>> = { bool: "Bool", int: "Int", uint: "UInt", bfloat16: "BFloat16" };

/** The library's name for a scalar type, from the name of its dtype. */
function scalarTypeName(dtype: string): string {
  const known = SCALAR_TYPES[dtype];
  if (known !== undefined) return known;
  return dtype.startsWith("uint") ? `UInt${dtype.slice(4)}` : dtype.charAt(0).toUpperCase() + dtype.slice(1);
}

/** A type's name where a value is written as `Name(...)`. */
function typeName(p: Printer, type: TypeId): string {
  const vector = vectorType(p.store, type);
  return vector?.width === 1 ? scalarTypeName(vector.dtype.name) : print(p, type);
}

function printFn(p: Printer, term: TermOf<"fn">): string {
  const params = term.params.length === 0 ? "" : `[${term.params.map((t, i) => `$${i}: ${print(p, t)}`).join(", ")}]`;
  const parts: string[] = [];
  let keyword = false;
  for (const a of term.args) {
    if (a.keywordOnly && !keyword && !term.args.some((b) => b.variadic === "*")) parts.push("*");
    keyword ||= a.keywordOnly;
    parts.push(printFnArg(p, a));
  }
  const effects = [
    term.raises === undefined ? "" : raisesText(p, term.raises),
    term.thin ? "thin" : "",
    term.abi === "" ? "" : `abi(${JSON.stringify(term.abi)})`,
  ].filter((e) => e !== "");
  return `def${params}(${parts.join(", ")})${effects.map((e) => ` ${e}`).join("")} -> ${print(p, term.result)}`;
}

/** The default error type is not written. */
function raisesText(p: Printer, type: TypeId): string {
  const text = print(p, type);
  return text === "Error" ? "raises" : `raises ${text}`;
}

function printFnArg(p: Printer, a: FnTypeArg): string {
  const convention =
    a.convention === "imm"
      ? ""
      : a.convention === "ref"
        ? `ref[${a.origin === undefined ? "_" : originPath(p, a.origin)}] `
        : `${a.convention} `;
  return `${convention}${a.variadic}${a.name === "" ? "" : `${a.name}: `}${print(p, a.type)}`;
}

function printOriginType(p: Printer, mut: TermId): string {
  if (mut === p.store.true) return "MutOrigin";
  if (mut === p.store.false) return "ImmOrigin";
  return p.store.get(mut).kind === "unbound" ? "Origin" : `Origin[mut=${print(p, mut)}]`;
}

// ---------------------------------------------------------------- constants

function printInt(p: Printer, term: TermOf<"int">): string {
  const { store, names } = p;
  if (term.type === store.primBool) return term.value === 0n ? "False" : "True";
  if (term.type === store.intLiteral || term.type === store.index) return term.value.toString();
  const own = names.intDisplay?.(term.type, term.value);
  if (own !== undefined) return own;
  const name = typeName(p, term.type);
  if (name === "Bool") return term.value === 0n ? "False" : "True";
  return `${name}(${term.value})`;
}

/** The shortest text that reads back, with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function printFloat(p: Printer, term: TermOf<"float">): string {
  const name = typeName(p, term.type);
  return name === "Float64" ? floatText(term.value) : `${name}(${floatText(term.value)})`;
}

function printRatio(term: TermOf<"ratio">): string {
  const float64 = dtypeByCode(18);
  return float64 === undefined ? `${term.num}/${term.den}` : floatText(ratioToNumber(float64, term));
}

/** A struct around one primitive expression is that expression; others are written as a call of their type. */
function printRecord(p: Printer, term: TermOf<"record">): string {
  const [only] = term.fields;
  if (term.fields.length === 1 && only !== undefined && isPrimitive(p, only)) return print(p, only);
  return `${print(p, term.type)}(${list(p, term.fields)})`;
}

function isPrimitive(p: Printer, id: TermId): boolean {
  const type = typeOfTerm(p.store, id);
  const term = p.store.get(id);
  return (
    type !== undefined &&
    p.store.get(type).kind === "prim" &&
    (term.kind === "op" || term.kind === "field" || term.kind === "apply")
  );
}

// ---------------------------------------------------------------- expressions

/** The operator of a special method, for calls that are written with it. */
const OPERATORS: Readonly<Record<string, string>> = {
  __add__: "+",
  __sub__: "-",
  __mul__: "*",
  __truediv__: "/",
  __floordiv__: "//",
  __mod__: "%",
  __pow__: "**",
  __lshift__: "<<",
  __rshift__: ">>",
  __and__: "&",
  __or__: "|",
  __xor__: "^",
  __matmul__: "@",
  __eq__: "==",
  __ne__: "!=",
  __lt__: "<",
  __le__: "<=",
  __gt__: ">",
  __ge__: ">=",
};
const REFLECTED: Readonly<Record<string, string>> = {
  __radd__: "+",
  __rsub__: "-",
  __rmul__: "*",
  __rtruediv__: "/",
  __rfloordiv__: "//",
  __rmod__: "%",
  __rpow__: "**",
};
const PREFIX: Readonly<Record<string, string>> = { __neg__: "-", __pos__: "+", __invert__: "~" };

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function printApply(p: Printer, term: TermOf<"apply">): string {
  const callee = p.store.get(term.callee);
  const decl = callee.kind === "function" ? callee.decl : callee.kind === "witness" ? callee.requirement : undefined;
  if (decl === undefined) return `${print(p, term.callee)}(${list(p, term.args)})`;
  const name = p.names.declName(decl);
  const [a, b] = term.args;
  if (term.args.length === 2 && a !== undefined && b !== undefined) {
    const infix = own(OPERATORS, name);
    if (infix !== undefined) return `(${print(p, a)} ${infix} ${print(p, b)})`;
    const reflected = own(REFLECTED, name);
    if (reflected !== undefined) return `(${print(p, b)} ${reflected} ${print(p, a)})`;
    if (name === "__getitem__") return `${print(p, a)}[${print(p, b)}]`;
    if (name === "__contains__") return `(${print(p, b)} in ${print(p, a)})`;
  }
  if (term.args.length === 1 && a !== undefined) {
    const prefix = own(PREFIX, name);
    if (prefix !== undefined) return `${prefix}${print(p, a)}`;
  }
  if (name === "__init__") return `${print(p, term.type)}(${list(p, term.args)})`;
  if (a !== undefined && (callee.kind === "witness" || p.names.isMethod?.(decl) === true)) {
    return `${print(p, a)}.${name}(${list(p, term.args.slice(1))})`;
  }
  // The bindings of a call follow from its arguments, as far as messages go.
  return term.args.length === 0 && callee.kind === "function"
    ? `${bracketed(p, name, callee.bindings)}()`
    : `${name}(${list(p, term.args)})`;
}

const INFIX: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  rem: "%",
  floordiv: "//",
  mod: "%",
  and: "&",
  or: "|",
  xor: "^",
  shl: "<<",
  shr: ">>",
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  int_literal_add: "+",
  int_literal_sub: "-",
  int_literal_mul: "*",
  int_literal_floordiv: "//",
  int_literal_mod: "%",
  int_literal_pow: "**",
  int_literal_shl: "<<",
  int_literal_shr: ">>",
  int_literal_and: "&",
  int_literal_or: "|",
  int_literal_xor: "^",
  int_literal_eq: "==",
  int_literal_lt: "<",
  int_literal_le: "<=",
  int_literal_truediv: "/",
  float_literal_add: "+",
  float_literal_sub: "-",
  float_literal_mul: "*",
  float_literal_div: "/",
  float_literal_floordiv: "//",
  float_literal_mod: "%",
  float_literal_eq: "==",
  float_literal_lt: "<",
  float_literal_le: "<=",
  string_literal_concat: "+",
  string_literal_eq: "==",
};

/** Conversions between primitives are not shown. */
const SILENT: ReadonlySet<string> = new Set(["to_index", "from_index", "expect", "int_literal_to_float", "splat"]);

function printOp(p: Printer, term: TermOf<"op">): string {
  const [a, b, c] = term.args;
  const infix = own(INFIX, term.op);
  if (infix !== undefined && a !== undefined && b !== undefined) return `(${print(p, a)} ${infix} ${print(p, b)})`;
  const [x, y] = term.params;
  switch (term.op) {
    case "not":
      return a === undefined ? "not" : printNot(p, term.type, a);
    case "neg":
    case "int_literal_neg":
    case "float_literal_neg":
      return `-${a === undefined ? "" : print(p, a)}`;
    case "int_literal_not":
      return `~${a === undefined ? "" : print(p, a)}`;
    case "and_then":
      return a === undefined || b === undefined ? "and" : `${print(p, a)} and ${print(p, b)}`;
    case "or_else":
      return a === undefined || b === undefined ? "or" : `${print(p, a)} or ${print(p, b)}`;
    case "cond":
    case "select":
      return a === undefined || b === undefined || c === undefined
        ? "if"
        : `${print(p, b)} if ${print(p, a)} else ${print(p, c)}`;
    case "conforms":
      return x === undefined || y === undefined ? "conforms_to" : `conforms_to(${print(p, x)}, ${print(p, y)})`;
    case "type_eq":
      return x === undefined || y === undefined ? "==" : `(${print(p, x)} == ${print(p, y)})`;
    case "origin_mut":
      return x === undefined ? "mut" : `${print(p, x)}.mut`;
    case "list_get":
      return x === undefined || y === undefined ? "list_get" : `${print(p, x)}[${print(p, y)}]`;
    case "list_length":
      return x === undefined ? "len" : `len(${print(p, x)})`;
    case "cast":
      return a === undefined ? "cast" : `${typeName(p, term.type)}(${print(p, a)})`;
    case "int_literal_to_simd":
    case "float_literal_to_simd": {
      const value = term.params[2];
      return value === undefined ? term.op : print(p, value);
    }
    case "int_literal_to_index":
      return x === undefined ? term.op : print(p, x);
  }
  if (SILENT.has(term.op) && a !== undefined) return print(p, a);
  return `${bracketed(p, term.op, term.params)}(${list(p, term.args)})`;
}

/** `!=` is kept as the negation of `==`, and for Bool values as `^`. */
function printNot(p: Printer, type: TypeId, operand: TermId): string {
  const inner = p.store.get(operand);
  if (inner.kind === "op" && inner.args.length === 2) {
    const [a, b] = inner.args as [TermId, TermId];
    if (inner.op === "eq") return `(${print(p, a)} != ${print(p, b)})`;
    if (inner.op === "xor" && type === p.store.primBool) return `(${print(p, a)} == ${print(p, b)})`;
  }
  if (type !== p.store.primBool) return `~${print(p, operand)}`;
  const text = print(p, operand);
  const conditional = inner.kind === "op" && (inner.op === "and_then" || inner.op === "or_else" || inner.op === "cond");
  return conditional ? `not (${text})` : `not ${text}`;
}

/** The primitive inside a library struct is not shown. */
function printField(p: Printer, term: TermOf<"field">): string {
  const base = print(p, term.base);
  if (p.store.get(term.type).kind === "prim") return base;
  const type = typeOfTerm(p.store, term.base);
  const name = type === undefined ? undefined : p.names.fieldName?.(type, term.index);
  return `${base}.${name ?? term.index}`;
}

// ---------------------------------------------------------------- origins

function namedOrigin(p: Printer, mut: TermId, name: string): string {
  if (mut === p.store.true) return `Mut${name}`;
  if (mut === p.store.false) return `Imm${name}`;
  return `${name}[mut=${print(p, mut)}]`;
}

/** An origin as it stands inside `origin_of(...)`. */
function originPath(p: Printer, id: TermId): string {
  const bare = stripCasts(p.store, id);
  const term: Term = p.store.get(bare);
  switch (term.kind) {
    case "origin_local":
      return term.name === "" ? "__call_result_tmp__" : term.name;
    case "origin_field":
      return `${originPath(p, term.base)}.${term.name}`;
    case "origin_interior":
      return `${originPath(p, term.base)}[${JSON.stringify(term.name)}]`;
    case "origin_subtree":
      return `origin_of(${originPath(p, term.base)}).subtree`;
    case "origin_union":
      return term.members.map((m) => originPath(p, m)).join(", ");
    default:
      return print(p, bare);
  }
}

/** The path of an origin without `origin_of`, as messages about places show it: `l["element"]`. */
export function printOriginPath(store: TermStore, origin: TermId, names: TermNames): string {
  return originPath({ store, names }, origin);
}

/** The text of a string constant, for messages that quote it. */
export function constantText(store: TermStore, id: TermId): string | undefined {
  return stringValue(store, id);
}
