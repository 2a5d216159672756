/** `for` loops: at run time, at compile time, and the dialect's `parallel for`. */

import type { Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseLoopBody } from "./block.ts";
import { type Cx, expect, spanSince, take } from "./cx.ts";
import { parseExpression } from "./expr.ts";
import { continues, parseElse } from "./if.ts";
import { parseBinding, parsePattern } from "./pattern.ts";

export interface ForStart {
  readonly flavour: "" | "comptime" | "parallel";
  /** Where the statement starts, before `comptime` or `parallel`. */
  readonly start: number;
}

/** The cursor is on `for`. */
export function parseFor(cx: Cx, { flavour, start }: ForStart): Stmt {
  const column = cx.stmtColumn;
  take(cx);
  const binding = parseBinding(cx);
  const pattern = parsePattern(cx);
  expect(cx, T.kwIn, "expected-token", "expected 'in' after target identifier");
  const iterable = parseExpression(cx);
  const body = parseLoopBody(cx, headerOf(column, "expected ':' after expression"));
  const orElse = continues(cx, T.kwElse, column, body) ? parseElse(cx, column) : undefined;
  return { kind: "for", span: spanSince(cx, start), flavour, binding, pattern, iterable, body, orElse };
}
