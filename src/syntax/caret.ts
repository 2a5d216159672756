/** Where the caret of a message about an expression goes: to its operator, `(`, `[` or `.`, else to its start. */

import type { Span } from "../source/source.ts";
import type { Expr } from "./ast.ts";

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
