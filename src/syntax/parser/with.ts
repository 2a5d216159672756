/** `with` statements. */

import type { Stmt, WithItem } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseBlock } from "./block.ts";
import { accept, type Cx, expectName, spanSince, take } from "./cx.ts";
import { parseExpression } from "./expr.ts";

export function parseWith(cx: Cx): Stmt {
  const column = cx.stmtColumn;
  const start = cx.starts[take(cx)]!;
  const items: WithItem[] = [parseItem(cx)];
  while (accept(cx, T.comma)) items.push(parseItem(cx));
  const body = parseBlock(cx, headerOf(column, "expected ':' or ',' after 'with' expression"));
  return { kind: "with", span: spanSince(cx, start), items, body };
}

function parseItem(cx: Cx): WithItem {
  const manager = parseExpression(cx);
  if (!accept(cx, T.kwAs)) {
    return { span: spanSince(cx, manager.span.start), manager, name: undefined, discard: false };
  }
  const name = expectName(cx, "expected name after 'as'");
  const discard = name.text === "_";
  return { span: spanSince(cx, manager.span.start), manager, name: discard ? undefined : name, discard };
}
