/** Declarations and assignments. Results are built in the variable itself; where the value uses it, beside it and moved in. */

import type { Place } from "../mir/mir.ts";
import type { TypedStmt } from "../typed/typed.ts";
import { type Cx, localPlace } from "./context.ts";
import { lowerInto, lowerPlace, lowerTemp } from "./expr.ts";
import { needsTemporary } from "./footprint.ts";

export function lowerDeclare(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "declare" }>): void {
  cx.build.emit({ op: "declare", span: stmt.span, local: stmt.local });
  if (stmt.value !== undefined) lowerInto(cx, stmt.value, localPlace(stmt.local), stmt.span);
  // After the temporaries of the initializer: when both die at one point the variable dies first.
  cx.build.rank(stmt.local);
}

export function lowerAssign(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "assign" }>): void {
  // The place first: `l[f(1)] = f(2)` evaluates the index before the value.
  const into = lowerPlace(cx, stmt.place);
  if (!needsTemporary(cx, stmt.place, isIndirect(cx, into), stmt.value)) {
    lowerInto(cx, stmt.value, into, stmt.at);
    return;
  }
  const value = lowerTemp(cx, stmt.value);
  cx.build.emit({ op: "assign", span: stmt.at, into, value: { kind: "move", place: value } });
}

/** Whether the place belongs to somebody else: behind a reference, or an argument passed by reference. */
function isIndirect(cx: Cx, place: Place): boolean {
  if (place.path.some((p) => p.kind === "deref")) return true;
  const local = cx.build.localInfo(place.local);
  return local.kind === "arg" && (local.convention === "mut" || local.convention === "ref");
}
