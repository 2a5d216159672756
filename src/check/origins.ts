/** Origins of places, and whether a place may be written. */

import type { TermId } from "../base/ids.ts";
import { isPlace, type TypedExpr } from "../typed/typed.ts";
import type { Cx } from "./context.ts";
import { fieldsOf } from "./declare.ts";
import { addLocal, type FnCx, localOrigin } from "./fn.ts";
import { mutOf } from "./infer.ts";
import { argOrigins } from "./signature.ts";

/** The origin of the storage that a place designates; undefined for values. */
export function originOfPlace(fx: FnCx, expr: TypedExpr): TermId | undefined {
  const store = fx.cx.store;
  switch (expr.kind) {
    case "local":
      return argOrigins(localOwner(fx, expr)).get(expr.local) ?? localOrigin(localOwner(fx, expr), expr.local);
    case "field": {
      const base = originOfPlace(fx, expr.base);
      if (base === undefined) return undefined;
      return store.intern({ kind: "origin_field", base, name: fieldName(fx.cx, expr.base.type, expr.index) });
    }
    case "deref": {
      const t = store.get(expr.reference.type);
      return t.kind === "ref" ? t.origin : undefined;
    }
    case "temp":
      return localOrigin(fx, expr.local);
    case "capture":
      return store.intern({
        kind: "origin_local",
        owner: fx.decl,
        local: -1 - expr.index,
        name: fx.captures?.captures[expr.index]?.name ?? "",
        mut: store.false,
      });
    default:
      return undefined;
  }
}

const owners = new WeakMap<TypedExpr, FnCx>();
/** Marks a local expression as belonging to an enclosing context (seen from a compile-time expression). */
export function markOwner(expr: TypedExpr, owner: FnCx): void {
  owners.set(expr, owner);
}
export function localOwner(fx: FnCx, expr: TypedExpr): FnCx {
  return owners.get(expr) ?? fx;
}
export function isForeign(fx: FnCx, expr: TypedExpr): boolean {
  const owner = owners.get(expr);
  return owner !== undefined && owner !== fx;
}

export function fieldName(cx: Cx, type: TermId, index: number): string {
  const t = cx.store.get(type);
  if (t.kind !== "struct") return `#${index}`;
  return fieldsOf(cx, t.decl)[index]?.name ?? `#${index}`;
}

/** Whether the place may be written: known mutable, not merely perhaps. */
export function isMutablePlace(fx: FnCx, expr: TypedExpr): boolean {
  switch (expr.kind) {
    case "local": {
      const origin = argOrigins(localOwner(fx, expr)).get(expr.local);
      if (origin !== undefined) return mutOf(fx.cx, origin) === fx.cx.store.true;
      return localOwner(fx, expr).locals[expr.local]?.mutable ?? false;
    }
    case "field":
      return isMutablePlace(fx, expr.base);
    case "deref": {
      const t = fx.cx.store.get(expr.reference.type);
      return t.kind === "ref" && mutOf(fx.cx, t.origin) === fx.cx.store.true;
    }
    default:
      return false;
  }
}

const temps = new WeakMap<TypedExpr, TypedExpr>();

/** The place of an expression: itself, or a temporary that holds its value. */
export function placeOf(fx: FnCx, expr: TypedExpr): TypedExpr {
  if (isPlace(expr)) return expr;
  const known = temps.get(expr);
  if (known !== undefined) return known;
  if (expr.kind === "field") {
    // The whole value gets the temporary: a field of its own would be a copy.
    const inside: TypedExpr = { ...expr, base: placeOf(fx, expr.base) };
    temps.set(expr, inside);
    return inside;
  }
  const local = addLocal(fx, { name: "", type: expr.type, kind: "temp", mutable: true, span: expr.span, quiet: true });
  const temp: TypedExpr = { kind: "temp", span: expr.span, type: expr.type, local, value: expr };
  temps.set(expr, temp);
  return temp;
}

/** The temporary that was made for a value because its origin mattered, else the value itself. */
export function spilled(expr: TypedExpr): TypedExpr {
  return temps.get(expr) ?? expr;
}

export function union(cx: Cx, members: readonly TermId[]): TermId {
  const first = members[0];
  return members.length === 1 && first !== undefined ? first : cx.store.intern({ kind: "origin_union", members });
}

/** An origin weakened to immutable. */
export function immutable(cx: Cx, origin: TermId): TermId {
  return mutOf(cx, origin) === cx.store.false
    ? origin
    : cx.store.intern({ kind: "origin_cast", base: origin, mut: cx.store.false });
}
