/** Names of instances: as a user would write them, for messages and debug information, and as symbols. */

import type { DeclId, TermId } from "../base/ids.ts";
import { paramCount } from "../decls/owners.ts";
import type { Elaborator } from "./context.ts";

/** Longer symbols are cut; the number that makes them unique follows. */
const MAX_SYMBOL = 160;

/** `List[Int].append`, `f[3]`. */
export function instanceName(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): string {
  const starts = new Map<DeclId, number>();
  let start = 0;
  for (const owner of cx.env.ownerChain(decl)) {
    starts.set(owner, start);
    start += paramCount(cx.env, owner);
  }
  const parts: string[] = [];
  for (let at: DeclId | undefined = decl; at !== undefined; at = cx.env.header(at).parent) {
    const header = cx.env.header(at);
    if (header.kind === "module") break;
    const from = starts.get(at);
    const own = from === undefined ? [] : bindings.slice(from, from + paramCount(cx.env, at));
    const shown = own.filter((b) => !cx.store.get(b).kind.startsWith("origin_")).map((b) => cx.env.printTerm(b));
    parts.unshift(shown.length === 0 ? header.name : `${header.name}[${shown.join(", ")}]`);
  }
  return parts.join(".");
}

/** Unique within the program: module and name, numbered where that is not enough (overloads). */
export function symbolName(cx: Elaborator, spec: { readonly decl: DeclId; readonly name: string }): string {
  const module = cx.env.header(spec.decl).module;
  const full = `${module}.${spec.name}`.replace(/["\\\s\p{Cc}]/gu, "");
  const base = full.length > MAX_SYMBOL ? full.slice(0, MAX_SYMBOL) : full;
  const count = cx.symbols.get(base) ?? 0;
  cx.symbols.set(base, count + 1);
  return count === 0 ? base : `${base}.${count}`;
}

/** `("n": 5, "x": 2.5)`: the numeric parameters, which is what chains of messages show; empty without any. */
export function parameterValues(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): string {
  const own = cx.env.paramsOf(decl);
  const first = bindings.length - own.length;
  const shown: string[] = [];
  for (const [i, param] of own.entries()) {
    const binding = bindings[first + i];
    const value = binding === undefined ? undefined : cx.store.get(binding);
    if (value?.kind === "int" && !isTruthOrKind(cx, value.type)) shown.push(`"${param.name}": ${value.value}`);
    else if (value?.kind === "float") shown.push(`"${param.name}": ${value.value}`);
  }
  return shown.length === 0 ? "" : `(${shown.join(", ")})`;
}

/** `n = 5, T = String`: the parameters of a function as the user thinks of them; empty without any. */
export function parameterNames(cx: Elaborator, decl: DeclId, bindings: readonly TermId[]): string {
  const own = cx.env.paramsOf(decl);
  const first = bindings.length - own.length;
  const shown: string[] = [];
  for (const [i, param] of own.entries()) {
    const binding = bindings[first + i];
    if (binding === undefined || param.implicit || param.name.includes("`")) continue;
    const value = cx.store.get(binding);
    if (value.kind.startsWith("origin")) continue;
    const isNumber = value.kind === "int" && !isTruthOrKind(cx, value.type);
    shown.push(`${param.name} = ${isNumber ? value.value : cx.env.printTerm(binding)}`);
  }
  return shown.join(", ");
}

function isTruthOrKind(cx: Elaborator, type: TermId): boolean {
  const term = cx.store.get(type);
  if (type === cx.store.primBool) return true;
  return term.kind === "struct" && (term.decl === cx.env.lang("bool") || term.decl === cx.env.lang("dtype"));
}
