/**
 * Names of types as reflection prints them (10.1, 14.6): numbers by their full vector type, types that are not visible
 * everywhere by module (`std.collections.array.Array[SIMD[DType.int, 1], 3 : SIMD[DType.int, 1]]`) unless a short name is wanted.
 */

import type { DeclId, TermId } from "../base/ids.ts";
import { DTYPE_INT, dtypeByCode } from "../terms/dtype.ts";
import type { Term } from "../terms/term.ts";
import type { Elaborator } from "./context.ts";
import { resolve } from "./resolve.ts";
import { scopeOf } from "./scope.ts";

/** Library types that reflection never qualifies. */
const UNQUALIFIED: ReadonlySet<string> = new Set([
  "SIMD",
  "Bool",
  "String",
  "List",
  "DType",
  "Error",
  "IntLiteral",
  "FloatLiteral",
  "StringLiteral",
]);

export function reflectedName(cx: Elaborator, id: TermId, qualified: boolean): string {
  return name(cx, id, qualified);
}

export function reflectedBaseName(cx: Elaborator, id: TermId): string {
  const term = cx.store.get(id);
  return term.kind === "struct" || term.kind === "function" || term.kind === "closure"
    ? cx.env.header(term.decl).name
    : name(cx, id, false);
}

function declName(cx: Elaborator, decl: DeclId, qualified: boolean): string {
  const header = cx.env.header(decl);
  const parts = [header.name];
  for (let at = header.parent; at !== undefined; at = cx.env.header(at).parent) {
    if (cx.env.header(at).kind !== "module") parts.unshift(cx.env.header(at).name);
  }
  if (qualified && !(header.isLibrary && UNQUALIFIED.has(header.name))) parts.unshift(header.module);
  return parts.join(".");
}

function name(cx: Elaborator, id: TermId, qualified: boolean): string {
  const term = cx.store.get(id);
  switch (term.kind) {
    case "struct": {
      if (term.decl === cx.env.lang("simd")) return simdName(cx, term.bindings);
      const base = declName(cx, term.decl, qualified);
      const given = qualified ? term.bindings : withoutDefaults(cx, term.decl, term.bindings);
      const bindings = given.filter((b) => !isOrigin(cx.store.get(b)));
      return bindings.length === 0 ? base : `${base}[${bindings.map((b) => name(cx, b, qualified)).join(", ")}]`;
    }
    case "function":
    case "closure":
      return declName(cx, term.decl, qualified);
    case "int":
      return intName(cx, term.type, term.value, qualified);
    case "float":
      return `${floatText(term.value)}${typeSuffix(cx, term.type, qualified)}`;
    case "string":
      return JSON.stringify(term.value);
    case "list":
      return `[${term.elements.map((e) => name(cx, e, qualified)).join(", ")}]`;
    case "lanes":
      return `[${term.elements.map((e) => scalarText(cx.store.get(e))).join(", ")}]${typeSuffix(cx, term.type, qualified)}`;
    case "record":
      return `{${term.fields.map((f) => name(cx, f, qualified)).join(", ")}}`;
    default:
      return cx.env.printTerm(id);
  }
}

/** Short names leave out the parameters at the end that have their default values. */
function withoutDefaults(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): readonly TermId[] {
  const params = cx.env.structInfo(decl).params;
  const scope = scopeOf(cx.env, decl, bindings);
  const first = bindings.length - params.length;
  let end = bindings.length;
  while (end > first) {
    const value = params[end - 1 - first]?.defaultValue;
    if (value === undefined || resolve(cx, scope, value) !== bindings[end - 1]) break;
    end--;
  }
  return bindings.slice(0, end);
}

function isOrigin(term: Term): boolean {
  return term.kind.startsWith("origin_");
}

function simdName(cx: Elaborator, bindings: readonly TermId[]): string {
  const [dtype, width] = bindings.map((b) => cx.store.get(b));
  const info = dtype?.kind === "int" ? dtypeByCode(Number(dtype.value)) : undefined;
  return `SIMD[DType.${info?.name ?? "invalid"}, ${width?.kind === "int" ? width.value : "?"}]`;
}

function intName(cx: Elaborator, type: TermId, value: bigint, qualified: boolean): string {
  const struct = cx.store.get(type);
  const decl = struct.kind === "struct" ? struct.decl : undefined;
  if (type === cx.store.primBool || (decl !== undefined && decl === cx.env.lang("bool")))
    return value !== 0n ? "True" : "False";
  if (decl !== undefined && decl === cx.env.lang("dtype"))
    return `DType.${dtypeByCode(Number(value))?.name ?? "invalid"}`;
  return `${value}${typeSuffix(cx, type, qualified)}`;
}

/** ` : SIMD[DType.int, 1]` after a number in a qualified name; a short name gives the number alone. */
function typeSuffix(cx: Elaborator, type: TermId, qualified: boolean): string {
  if (!qualified) return "";
  const term = cx.store.get(type);
  if (term.kind === "struct") {
    // A width or count whose type only wraps `index` reads as the Int that it converts from.
    const isSimd = term.decl === cx.env.lang("simd");
    return ` : ${isSimd ? name(cx, type, qualified) : `SIMD[DType.${dtypeByCode(DTYPE_INT)?.name ?? "int"}, 1]`}`;
  }
  return "";
}

function scalarText(term: Term): string {
  return term.kind === "int" ? String(term.value) : term.kind === "float" ? floatText(term.value) : "?";
}

function floatText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}
