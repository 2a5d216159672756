/** Where the carets of messages about expressions go. */

import type { Span } from "../source/source.ts";
import type { Expr } from "./ast.ts";

/** The operator, `(`, `[` or `.` of an expression as it was written, else its start. */
export function caretOfExpr(expr: Expr): Span {
  switch (expr.kind) {
    case "binary":
    case "logical":
    case "ternary":
    case "call":
    case "subscript":
    case "attribute":
    case "transfer":
    case "range":
      return expr.at;
    case "compare":
      return expr.ops[0]?.span ?? expr.span;
    default:
      return expr.span;
  }
}

/** The same of what stands inside parentheses, and the comma of a tuple: for messages about the value. */
export function caretOf(expr: Expr): Span {
  const inner = bare(expr);
  return inner.kind === "tuple" ? commaAfter(inner.elements[0]?.span, inner.span) : caretOfExpr(inner);
}

/** The comma that follows the first element of a tuple: its caret. */
export function commaAfter(first: Span | undefined, whole: Span): Span {
  return first === undefined ? whole : { start: first.end, end: first.end + 1 };
}

/** A written expression without parentheses around it. */
export function bare(expr: Expr): Expr {
  let e = expr;
  while (e.kind === "paren") e = e.inner;
  return e;
}
