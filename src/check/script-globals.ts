/**
 * Globals of a script (20 §6): the variables of its top level that functions of the file mention. They live in memory of the
 * whole program; every mention is a place there. Variables that no function mentions are locals of the implicit `main`.
 */

import type { DeclId, TermId, TypeId } from "../base/ids.ts";
import type { Span } from "../source/source.ts";
import type { TypedExpr } from "../typed/typed.ts";
import type { Cx } from "./context.ts";

export interface ScriptGlobal {
  readonly name: string;
  /** The implicit `main` that owns it. */
  readonly main: DeclId;
  /** Known once the statement that declares it has been checked. */
  type: TypeId | undefined;
  span: Span | undefined;
  readonly mutable: boolean;
  /** Some function may read it before it is set: reads outside of `main` look at its flag. */
  checked: boolean;
}

export function globalType(global: ScriptGlobal): TypeId | undefined {
  return global.type;
}

const PREFIX = "script.";

/** The memory slot of a global. */
function slot(cx: Cx, key: string, type: TypeId, mutable: boolean, span: Span): TypedExpr {
  const { store } = cx;
  const pointer: TypedExpr = {
    kind: "intrinsic",
    span,
    type: store.prim("pointer", [type]),
    op: "global_slot",
    params: [type, store.string(key)],
    args: [],
  };
  const origin: TermId = store.intern({ kind: "origin_untracked", mut: store.bool(mutable) });
  const reference: TypedExpr = { kind: "intrinsic", span, type: store.ref(type, origin), op: "deref", params: [origin], args: [pointer] };
  return { kind: "deref", span, type, reference };
}

export function globalPlace(cx: Cx, global: ScriptGlobal, type: TypeId, span: Span): TypedExpr {
  return slot(cx, PREFIX + global.name, type, global.mutable, span);
}

/** The address of a global's memory. */
export function globalPointer(cx: Cx, global: ScriptGlobal, type: TypeId, span: Span): TypedExpr {
  const { store } = cx;
  return { kind: "intrinsic", span, type: store.prim("pointer", [type]), op: "global_slot", params: [type, store.string(PREFIX + global.name)], args: [] };
}

/** Whether the global has been set, as a Bool place. */
export function globalFlag(cx: Cx, global: ScriptGlobal, bool: TypeId, span: Span): TypedExpr {
  return slot(cx, `${PREFIX}${global.name}?`, bool, true, span);
}

/** The name of the global that a place is. */
export function globalOfPlace(cx: Cx, place: TypedExpr): string | undefined {
  if (place.kind !== "deref" || place.reference.kind !== "intrinsic" || place.reference.op !== "deref") return undefined;
  const pointer = place.reference.args[0];
  if (pointer?.kind !== "intrinsic" || pointer.op !== "global_slot") return undefined;
  const key = cx.store.get(pointer.params[1] ?? cx.store.error);
  return key.kind === "string" && key.value.startsWith(PREFIX) ? key.value.slice(PREFIX.length) : undefined;
}
