/** Types and values in the words of messages. */

import type { DeclId, TermId } from "../base/ids.ts";
import { dtypeByCode } from "../terms/dtype.ts";
import { printTerm, type TermNames } from "../terms/print.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { envOf, subst } from "./bindings.ts";
import type { Cx } from "./context.ts";
import { node } from "./context.ts";
import { signatureOf } from "./declare.ts";
import { functionTypeText } from "./fn-types.ts";
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
      // The number of lanes of a vector stands alone: `SIMD[.int32, 4]`.
      const simd = langRole(cx, "simd");
      if (simd !== undefined && node(cx, simd).params?.[1]?.type === type) return value.toString();
      return undefined;
    },
    // What is always inferred and what has its default value goes without saying.
    shownBindings: (decl: DeclId, bindings: readonly TermId[]): readonly TermId[] => {
      const { params } = node(cx, decl);
      const env = new Map([[decl, bindings]]);
      return bindings.filter((b, i) => {
        const info = params?.[i];
        if (info === undefined) return true;
        if (info.kind === "infer") return false;
        return info.defaultValue === undefined || b === cx.store.unbound || subst(cx, info.defaultValue, env) !== b;
      });
    },
    signatureText: (decl: DeclId, bindings: readonly TermId[]): string | undefined =>
      functionTypeText(cx, signatureOf(cx, decl), (t) => subst(cx, t, envOf(cx, decl, bindings))),
  };
}

/** The type of a value as messages show it; a type given for a value has the type of types. */
export function showTypeOf(cx: Cx, expr: TypedExpr): string {
  const isType = expr.kind === "const" && cx.store.get(expr.type).kind === "trait";
  return isType ? typeAsValue(cx, expr.value) : show(cx, expr.type);
}

/** A type as it is named where a value was wanted, or where its bound does not hold. */
export function typeAsValue(cx: Cx, type: TermId): string {
  return `AnyStruct[${show(cx, type)}]`;
}

/** A type or value as messages show it. */
export function show(cx: Cx, term: TermId): string {
  return printTerm(cx.store, term, termNames(cx));
}
