/** `while` loops. */

import type { Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseLoopBody } from "./block.ts";
import { type Cx, spanSince, take } from "./cx.ts";
import { parseExpression } from "./expr.ts";
import { continues, parseElse } from "./if.ts";

export function parseWhile(cx: Cx): Stmt {
  const column = cx.stmtColumn;
  const start = cx.starts[take(cx)]!;
  const condition = parseExpression(cx);
  const body = parseLoopBody(cx, headerOf(column, "expected ':' after 'while' condition"));
  const orElse = continues(cx, T.kwElse, column, body) ? parseElse(cx, column) : undefined;
  return { kind: "while", span: spanSince(cx, start), condition, body, orElse };
}
