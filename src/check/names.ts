/** Types and values in the words of messages. */

import type { DeclId, TermId } from "../base/ids.ts";
import { dtypeByCode } from "../terms/dtype.ts";
import { printTerm, type TermNames } from "../terms/print.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { langRole } from "./modules.ts";

const SCALAR_NAMES: Readonly<Record<string, string>> = {
  int: "Int",
  uint: "UInt",
  bfloat16: "BFloat16",
};

function scalarName(name: string): string {
  const known = SCALAR_NAMES[name];
  if (known !== undefined) return known;
  if (name.startsWith("uint")) return `UInt${name.slice(4)}`;
  if (name.startsWith("float")) return `Float${name.slice(5)}`;
  if (name.startsWith("int")) return `Int${name.slice(3)}`;
  return `Scalar[DType.${name}]`;
}

export function termNames(cx: Cx): TermNames {
  return {
    declName: (decl: DeclId): string => node(cx, decl).header.name,
    paramName: (owner: DeclId, index: number): string => {
      const n = node(cx, owner);
      if (n.header.kind === "trait") return "Self";
      return n.params?.[index]?.name ?? `#${index}`;
    },
    structDisplay: (decl: DeclId, bindings: readonly TermId[]): string | undefined => {
      if (decl === langRole(cx, "dtype")) return undefined;
      if (decl === langRole(cx, "none")) return "None";
      if (decl !== langRole(cx, "simd")) return undefined;
      const dtype = cx.store.get(bindings[0] ?? cx.store.error);
      const length = cx.store.get(bindings[1] ?? cx.store.error);
      if (dtype.kind !== "int" || length.kind !== "int" || length.value !== 1n) return undefined;
      const info = dtypeByCode(Number(dtype.value));
      return info === undefined ? undefined : scalarName(info.name);
    },
    intDisplay: (type: TermId, value: bigint): string | undefined => {
      const t = cx.store.get(type);
      if (t.kind !== "struct") return undefined;
      if (t.decl === langRole(cx, "dtype")) return `DType.${dtypeByCode(Number(value))?.name ?? value}`;
      if (t.decl === langRole(cx, "bool")) return value === 0n ? "False" : "True";
      return undefined;
    },
    signatureText: (): string | undefined => undefined,
  };
}

/** A type or value as messages show it. */
export function show(cx: Cx, term: TermId): string {
  return printTerm(cx.store, term, termNames(cx));
}
