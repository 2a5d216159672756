/** Declarations and assignments. Results are built in the variable itself; where the value uses it, beside it and moved in. */

import type { Place } from "../mir/mir.ts";
import type { TypedArg, TypedExpr, TypedStmt } from "../typed/typed.ts";
import { type Cx, localPlace } from "./context.ts";
import { lowerInto, lowerPlace, lowerTemp } from "./expr.ts";
import { mayMove, needsTemporary } from "./footprint.ts";

export function lowerDeclare(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "declare" }>): void {
  cx.build.emit({ op: "declare", span: stmt.span, local: stmt.local });
  if (stmt.value !== undefined) lowerInto(cx, stmt.value, localPlace(stmt.local), stmt.span);
  // After the temporaries of the initializer: when both die at one point the variable dies first.
  cx.build.rank(stmt.local);
}

export function lowerAssign(cx: Cx, stmt: Extract<TypedStmt, { readonly kind: "assign" }>): void {
  if (mayMove(cx, stmt.place, stmt.value)) {
    lowerOperands(cx, stmt.place);
    const value = lowerTemp(cx, stmt.value);
    const into = lowerPlace(cx, stmt.place);
    cx.build.emit({ op: "assign", span: stmt.at, into, value: { kind: "move", place: value } });
    return;
  }
  // The place first: `l[f(1)] = f(2)` evaluates the index before the value.
  const into = lowerPlace(cx, stmt.place);
  if (!needsTemporary(cx, stmt.place, isIndirect(cx, into), stmt.value)) {
    lowerInto(cx, stmt.value, into, stmt.at);
    return;
  }
  const value = lowerTemp(cx, stmt.value);
  cx.build.emit({ op: "assign", span: stmt.at, into, value: { kind: "move", place: value } });
}

/** Evaluates what the place is computed from (indices), but not yet the references that lead to it. */
function lowerOperands(cx: Cx, place: TypedExpr): void {
  const calls: Extract<TypedExpr, { readonly kind: "call" }>[] = [];
  for (let at: TypedExpr | undefined = place; at !== undefined; ) {
    if (at.kind === "field") at = at.base;
    else if (at.kind === "deref") at = at.reference;
    else if (at.kind === "call") {
      calls.push(at);
      const receiver: TypedArg | undefined = at.args[0];
      at = receiver?.kind === "one" ? receiver.value : undefined;
    } else at = undefined;
  }
  for (const call of calls.reverse()) {
    for (const arg of call.args.slice(1)) {
      const values = arg.kind === "one" || arg.kind === "forward" ? [arg.value] : arg.values;
      for (const value of values) {
        if (value.kind === "call" || value.kind === "intrinsic" || value.kind === "if")
          cx.ready.set(value, lowerTemp(cx, value));
      }
    }
  }
}

/** Whether the place belongs to somebody else: behind a reference, or an argument passed by reference. */
function isIndirect(cx: Cx, place: Place): boolean {
  if (place.path.some((p) => p.kind === "deref")) return true;
  const local = cx.build.localInfo(place.local);
  return local.kind === "arg" && (local.convention === "mut" || local.convention === "ref");
}
