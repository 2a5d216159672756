/**
 * What the emission of one module and of one function carries around: the program, its types as LLVM sees them, globals
 * made on the way, and the lines of the function being written.
 */

import { bug } from "../../base/bug.ts";
import type { TermId, TypeId } from "../../base/ids.ts";
import type { BlockIndex, LocalIndex } from "../../mir/mir.ts";
import type { ConcreteFunction, ConcreteProgram } from "../../mir/program.ts";
import type { Layouts } from "../../target/layout.ts";
import type { Target } from "../../target/triples.ts";
import type { TermStore } from "../../terms/store.ts";
import type { EmitOptions } from "../backend.ts";
import type { ConstantPacks } from "./constant-packs.ts";
import type { DebugInfo } from "./debug-info.ts";
import { type Scalar, type Shapes, simdScalar } from "./shapes.ts";

export interface ModuleCx {
  readonly program: ConcreteProgram;
  readonly target: Target;
  readonly options: EmitOptions;
  readonly store: TermStore;
  readonly layouts: Layouts;
  readonly shapes: Shapes;
  readonly index: Scalar;
  /** Global definitions, in order. */
  readonly globals: string[];
  /** Functions made by the emitter itself: wrappers and materializers. */
  readonly helpers: string[];
  /** Text of a constant's initializer to the global that holds it. */
  readonly constants: Map<string, string>;
  /** Declaration of each function that is not defined here. */
  readonly declarations: Map<string, string>;
  readonly externals: Set<string>;
  /** Helpers that build constants with heap blocks, by the constant's content. */
  readonly materializers: Map<string, string>;
  /** Instances by declaration and bindings, for functions used as values. */
  readonly instanceByKey: ReadonlyMap<string, number>;
  /** Instances whose address is taken: they follow the C convention. */
  readonly addressTaken: ReadonlySet<number>;
  /** Functions that never come back. */
  readonly noReturn: ReadonlySet<number>;
  /** With -g. */
  readonly debug: DebugInfo | undefined;
}

/** Where a local lives. */
export type Storage =
  | { readonly kind: "none" }
  | { readonly kind: "memory"; readonly address: string }
  /** Written once, never addressed: an SSA value. */
  | { readonly kind: "value" };

export interface FunctionCx {
  readonly m: ModuleCx;
  readonly fn: ConcreteFunction;
  readonly lines: string[];
  readonly allocas: string[];
  readonly storage: Storage[];
  /** SSA values of locals of storage kind "value". */
  readonly constantPacks: ConstantPacks;
  readonly values: Map<LocalIndex, string>;
  next: number;
  /** True after a line that ends the basic block. */
  ended: boolean;
}

export function functionKey(decl: number, bindings: readonly TermId[]): string {
  return `${decl}[${bindings.join(",")}`;
}

/** A fresh local name. */
export function fresh(cx: FunctionCx): string {
  return `%t${cx.next++}`;
}
export function line(cx: FunctionCx, text: string): void {
  cx.lines.push(`  ${text}`);
}
/** Writes `%tN = text` and returns the name. */
export function emit(cx: FunctionCx, text: string): string {
  const name = `%t${cx.next++}`;
  cx.lines.push(`  ${name} = ${text}`);
  return name;
}
/** A line that ends the basic block. */
export function end(cx: FunctionCx, text: string): void {
  line(cx, text);
  cx.ended = true;
}
export function label(cx: FunctionCx, name: string): void {
  cx.lines.push(`${name}:`);
  cx.ended = false;
}
export function blockLabel(block: BlockIndex): string {
  return `b${block}`;
}

/** Storage in the entry block. */
export function alloca(cx: FunctionCx, size: number, align: number): string {
  const name = `%a${cx.next++}`;
  cx.allocas.push(`  ${name} = alloca [${size} x i8], align ${align}`);
  return name;
}

export function address(cx: FunctionCx, base: string, offset: number): string {
  return offset === 0 ? base : emit(cx, `getelementptr inbounds nuw i8, ptr ${base}, i64 ${offset}`);
}

/** Declares a function that is defined elsewhere; the name comes without `@`. */
export function declare(m: ModuleCx, name: string, declaration: string): void {
  if (!m.declarations.has(name)) m.declarations.set(name, declaration);
}

export function quote(name: string): string {
  return /^[-a-zA-Z$._][-a-zA-Z$._0-9]*$/.test(name) ? name : `"${escapeText(name)}"`;
}
export function symbolOf(name: string): string {
  return `@${quote(name)}`;
}
/** Text inside an LLVM string: bytes of UTF-8, with escapes. */
export function escapeText(text: string): string {
  return escapeBytes(new TextEncoder().encode(text));
}
export function escapeBytes(bytes: Uint8Array): string {
  let out = "";
  for (const byte of bytes) {
    out +=
      byte >= 32 && byte < 127 && byte !== 34 && byte !== 92
        ? String.fromCharCode(byte)
        : `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

export function instance(m: ModuleCx, index: number): ConcreteFunction {
  return m.program.functions[index] ?? bug(`no instance ${index}`);
}
/** The instance that a `function` term names. */
export function instanceOfTerm(m: ModuleCx, term: TermId): number {
  const value = m.store.get(term);
  if (value.kind !== "function") return bug(`a function was expected, not a ${value.kind} term`);
  return (
    m.instanceByKey.get(functionKey(value.decl, value.bindings)) ?? bug("a function used as a value was not elaborated")
  );
}

/** The symbol of an instance, with its `@`. */
export function functionSymbol(m: ModuleCx, index: number): string {
  const fn = instance(m, index);
  return symbolOf(fn.exportName ?? fn.symbol);
}

export function typeName(m: ModuleCx, type: TypeId): string {
  return m.program.types.displayName(type);
}
export function isNever(m: ModuleCx, type: TypeId): boolean {
  const term = m.store.get(type);
  return term.kind === "prim" && term.name === "never";
}

export const BOOL: Scalar = simdScalar("bool", "bool", 1, 1);
