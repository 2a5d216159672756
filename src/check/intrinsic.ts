/** Result types of intrinsics, by the rules of the table. */

import type { TermId, TypeId } from "../base/ids.ts";
import { type IntrinsicName, intrinsicInfo } from "../decls/intrinsics.ts";
import { DTYPE_BOOL } from "../terms/dtype.ts";
import type { TypedExpr } from "../typed/typed.ts";
import type { Cx } from "./context.ts";
import { paramsOf } from "./declare.ts";
import { typeOfTerm } from "./infer.ts";
import { noneType } from "./signature.ts";

export function intrinsicResult(
  cx: Cx,
  name: IntrinsicName,
  params: readonly TermId[],
  args: readonly TypedExpr[],
): TypeId {
  const store = cx.store;
  const rule = intrinsicInfo(name).result;
  const param = (i: number): TermId => params[i] ?? store.error;
  const arg = (i: number): TypeId => args[i]?.type ?? store.error;
  switch (rule.rule) {
    case "same":
      return arg(rule.of);
    case "mask": {
      const t = store.get(arg(rule.of));
      if (t.kind === "prim" && t.name === "simd")
        return store.prim("simd", [store.int(store.index, BigInt(DTYPE_BOOL)), t.args[1] ?? store.error]);
      return store.primBool;
    }
    case "lane": {
      const t = store.get(arg(rule.of));
      return t.kind === "prim" && t.name === "simd"
        ? store.prim("simd", [t.args[0] ?? store.error, store.int(store.index, 1n)])
        : store.error;
    }
    case "param":
      return param(rule.of);
    case "simd":
      return store.prim("simd", [param(rule.of), param(rule.of + 1)]);
    case "recast": {
      const t = store.get(arg(0));
      return t.kind === "prim" && t.name === "simd"
        ? store.prim("simd", [param(0), t.args[1] ?? store.error])
        : store.error;
    }
    case "pointer":
      return store.prim("pointer", [param(rule.to)]);
    case "pointee": {
      const t = store.get(arg(0));
      return t.kind === "prim" && t.name === "pointer" ? (t.args[0] ?? store.error) : store.error;
    }
    case "deref": {
      const t = store.get(arg(0));
      const target = t.kind === "prim" && t.name === "pointer" ? (t.args[0] ?? store.error) : store.error;
      return store.ref(target, param(0));
    }
    case "pack_element": {
      const t = store.get(arg(0));
      const list = t.kind === "prim" && t.name === "pack" ? (t.args[0] ?? store.error) : store.error;
      return store.ref(listElement(cx, list, param(0)), store.intern({ kind: "origin_any", mut: store.true }));
    }
    case "product_element": {
      const reference = args[0];
      const t = store.get(reference?.type ?? store.error);
      const target = t.kind === "ref" ? store.get(t.target) : t;
      const list = target.kind === "prim" && target.name === "product" ? (target.args[0] ?? store.error) : store.error;
      return store.prim("pointer", [listElement(cx, list, param(0))]);
    }
    case "list_element":
      return elementType(cx, param(0));
    case "fixed":
      switch (rule.type) {
        case "index":
          return store.index;
        case "bool":
          return store.primBool;
        case "none":
          return name === "field_types" ? store.prim("list", [store.trait([])]) : noneType(cx);
        case "never":
          return store.never;
        case "int_literal":
          return store.intLiteral;
        case "float_literal":
          return store.floatLiteral;
        case "string_literal":
          return store.stringLiteral;
        case "opaque_pointer":
          return store.prim("pointer", [store.simd(2, 1)]);
      }
  }
}

/** Element `index` of a parameter list, as a term whose type is the list's element bound. */
export function listElement(cx: Cx, list: TermId, index: TermId): TermId {
  return cx.store.intern({ kind: "op", type: elementType(cx, list), op: "list_get", params: [list, index], args: [] });
}

/** The declared type of the elements of a parameter list. */
export function elementType(cx: Cx, list: TermId): TermId {
  const t = cx.store.get(list);
  if (t.kind === "param") return paramsOf(cx, t.owner)[t.index]?.type ?? cx.store.error;
  if (t.kind === "list") {
    const first = t.elements[0];
    if (first === undefined) return cx.store.trait([]);
    return typeOfTerm(cx, first) ?? cx.store.trait([]);
  }
  const type = typeOfTerm(cx, list);
  const k = type === undefined ? undefined : cx.store.get(type);
  return k?.kind === "prim" && k.name === "list" ? (k.args[0] ?? cx.store.error) : cx.store.trait([]);
}
