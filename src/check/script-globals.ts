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
  readonly module: string;
  /** Not declared by `let`. */
  readonly mutable: boolean;
  /** Some function may read it before it is set: functions look at its flag. */
  readonly checked: boolean;
  /** Known once the statement that declares it has been checked. */
  type: TypeId | undefined;
  /** `main` has certainly set it by the statement that is being checked. */
  definite: boolean;
}

export function globalType(global: ScriptGlobal): TypeId | undefined {
  return global.type;
}

const PREFIX = "script ";

/** The address of memory for the whole program. */
function slotPointer(cx: Cx, key: string, type: TypeId, span: Span): TypedExpr {
  const { store } = cx;
  const params = [type, store.string(key)];
  return { kind: "intrinsic", span, type: store.prim("pointer", [type]), op: "global_slot", params, args: [] };
}

function slotReference(cx: Cx, key: string, type: TypeId, mutable: boolean, span: Span): TypedExpr {
  const { store } = cx;
  const origin: TermId = store.intern({ kind: "origin_untracked", mut: store.bool(mutable) });
  const pointer = slotPointer(cx, key, type, span);
  return { kind: "intrinsic", span, type: store.ref(type, origin), op: "deref", params: [origin], args: [pointer] };
}

function keyOf(global: ScriptGlobal): string {
  return `${PREFIX}${global.module} ${global.name}`;
}

/** A reference to the global's memory. */
export function globalReference(cx: Cx, global: ScriptGlobal, type: TypeId, span: Span): TypedExpr {
  return slotReference(cx, keyOf(global), type, global.mutable, span);
}

export function globalPointer(cx: Cx, global: ScriptGlobal, type: TypeId, span: Span): TypedExpr {
  return slotPointer(cx, keyOf(global), type, span);
}

/** Whether the global has been set, as a Bool place. */
export function globalFlag(cx: Cx, global: ScriptGlobal, bool: TypeId, span: Span): TypedExpr {
  return { kind: "deref", span, type: bool, reference: slotReference(cx, `${keyOf(global)}?`, bool, true, span) };
}

/** The name of the global that a place is. */
export function globalOfPlace(cx: Cx, place: TypedExpr): string | undefined {
  if (place.kind !== "deref") return undefined;
  const reference = place.reference.kind === "block" ? place.reference.result : place.reference;
  if (reference.kind !== "intrinsic" || reference.op !== "deref") return undefined;
  const pointer = reference.args[0];
  if (pointer?.kind !== "intrinsic" || pointer.op !== "global_slot") return undefined;
  const key = cx.store.get(pointer.params[1] ?? cx.store.error);
  if (key.kind !== "string" || !key.value.startsWith(PREFIX)) return undefined;
  return key.value.slice(key.value.lastIndexOf(" ") + 1);
}
