/**
 * Expressions. A value is built where it is wanted (`lowerInto`), else in a temporary; a place is a path to storage
 * (`lowerPlace`). Chains of calls are lowered from the inside in `call.ts`, so that long ones do not nest.
 */

import { bug, must } from "../base/bug.ts";
import type { Operand, Place } from "../mir/mir.ts";
import type { Span } from "../source/source.ts";
import type { TypedExpr } from "../typed/typed.ts";
import { lowerChain } from "./call.ts";
import { type Cx, derefPlace, fieldPlace, localPlace, newTemp, takeReady } from "./context.ts";
import { lowerStmts } from "./stmt.ts";

/** Initializes `into` with the value. `span` is where warnings about the store point. */
export function lowerInto(cx: Cx, expr: TypedExpr, into: Place, span: Span = expr.span): void {
  const done = takeReady(cx, expr);
  if (done !== undefined) {
    cx.build.emit({ op: "assign", span, into, value: { kind: "move", place: done } });
    return;
  }
  switch (expr.kind) {
    case "local":
    case "field":
    case "deref":
    case "capture":
    case "temp":
    case "copy":
    case "transfer":
    case "const": {
      const value = lowerOwned(cx, expr);
      cx.build.emit({ op: "assign", span, into, value });
      return;
    }
    case "call":
    case "intrinsic":
    case "if":
      lowerChain(cx, expr, into, span);
      return;
    case "ref": {
      const place = lowerPlace(cx, expr.place);
      cx.build.emit({ op: "ref", span, into, place, access: expr.mutable ? "mut" : "imm" });
      return;
    }
    case "construct":
      expr.fields.forEach((field, index) => {
        lowerInto(cx, field, fieldPlace(into, index));
      });
      cx.build.emit({ op: "complete", span, place: into });
      return;
    case "block":
      lowerStmts(cx, expr.stmts);
      lowerInto(cx, expr.result, into, span);
      return;
    case "error":
      bug("a body with errors reached lowering");
  }
}

/** The place that an expression designates; a value is spilled to a temporary. */
export function lowerPlace(cx: Cx, expr: TypedExpr): Place {
  switch (expr.kind) {
    case "local": {
      const local = must(cx.body.locals[expr.local], "local");
      const place = localPlace(expr.local);
      return local.kind === "ref" && expr.type !== local.type ? derefPlace(place) : place;
    }
    case "field":
      return fieldPlace(lowerPlace(cx, expr.base), expr.index);
    case "capture":
      return fieldPlace(localPlace(must(cx.closureObject, "closure object")), expr.index);
    case "deref": {
      const reference = expr.reference;
      // The place of which the reference was just taken.
      if (reference.kind === "ref") return lowerPlace(cx, reference.place);
      return derefPlace(lowerPlace(cx, reference.kind === "copy" ? reference.place : reference));
    }
    case "temp":
      return takeReady(cx, expr) ?? lowerNamedTemp(cx, expr.local, expr.value, expr.span);
    default:
      return lowerTemp(cx, expr);
  }
}

function lowerNamedTemp(cx: Cx, local: number, value: TypedExpr, span: Span): Place {
  const place = localPlace(local);
  cx.build.emit({ op: "declare", span, local });
  lowerInto(cx, value, place);
  cx.build.rank(local);
  return place;
}

/** The value in a temporary. */
export function lowerTemp(cx: Cx, expr: TypedExpr): Place {
  const done = takeReady(cx, expr);
  if (done !== undefined) return done;
  const temp = newTemp(cx, expr.type, expr.span);
  lowerInto(cx, expr, localPlace(temp));
  cx.build.rank(temp);
  return localPlace(temp);
}

/** An operand that owns its value: handed over, copied from a place, or constant. */
export function lowerOwned(cx: Cx, expr: TypedExpr): Operand {
  switch (expr.kind) {
    case "copy":
      return { kind: "copy", place: lowerPlace(cx, expr.place) };
    case "transfer":
      return { kind: "move", place: lowerPlace(cx, expr.place) };
    case "local":
    case "field":
    case "deref":
    case "capture":
    case "temp":
      return { kind: "copy", place: lowerPlace(cx, expr) };
    case "const":
      return { kind: "const", value: expr.value, type: expr.type };
    default:
      return { kind: "move", place: lowerTemp(cx, expr) };
  }
}

export function lowerBorrow(cx: Cx, expr: TypedExpr, access: "imm" | "mut"): Operand {
  return { kind: "borrow", place: lowerPlace(cx, expr), access };
}
