/** Expressions where a type is expected: references `ref[o] T`, the dialect's `[T]`, and types as operands. */

import type { Expr } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  closeBracket,
  enter,
  errorExpr,
  kind,
  leave,
  next,
  noteDialect,
  openBracket,
  spanSince,
  take,
} from "./cx.ts";
import { parseExpression, parseTernary } from "./expr.ts";

/** A type after `:` or `->`. */
export function parseType(cx: Cx): Expr {
  const type = parseTypeOperandWith(cx, parseTernary);
  noteListTypes(cx, type);
  return type;
}

/** An element of a bracket that may be a type, so also `ref[o] T`. */
export function parseTypeOperand(cx: Cx): Expr {
  return parseTypeOperandWith(cx, parseExpression);
}

function parseTypeOperandWith(cx: Cx, parse: (cx: Cx) => Expr): Expr {
  if (kind(cx) !== T.kwRef) return parse(cx);
  const start = cx.starts[cx.pos]!;
  if (!enter(cx, "type")) return errorExpr(cx, start);
  take(cx);
  const origins = parseOrigins(cx) ?? [];
  const target = parseTypeOperandWith(cx, parse);
  leave(cx);
  return { kind: "ref_type", span: spanSince(cx, start), origins, target };
}

/** `[origin, ...]` after `ref`. */
export function parseOrigins(cx: Cx): Expr[] | undefined {
  if (next(cx) !== T.lbracket) return undefined;
  openBracket(cx);
  const origins: Expr[] = [];
  while (kind(cx) !== T.rbracket && kind(cx) !== T.eof) {
    origins.push(parseExpression(cx));
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbracket, "expected ']' in call argument list");
  return origins;
}

/** Records each `[T]` in a type: a list type of the dialect. */
function noteListTypes(cx: Cx, type: Expr): void {
  switch (type.kind) {
    case "list":
      noteDialect(cx, "list-type", type.span);
      for (const element of type.elements) noteListTypes(cx, element);
      return;
    case "array_type":
      noteListTypes(cx, type.element);
      return;
    case "subscript":
      for (const arg of type.args) noteListTypes(cx, arg.value);
      return;
    case "tuple":
      for (const element of type.elements) noteListTypes(cx, element);
      return;
    case "paren":
      noteListTypes(cx, type.inner);
      return;
    case "ref_type":
      noteListTypes(cx, type.target);
      return;
    default:
      return;
  }
}
