/** `try`, with one handler at most. */

import type { Block, Handler, Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import { headerOf, parseBlock } from "./block.ts";
import { type Cx, caretAt, fail, kind, next, spanSince, take, takeName } from "./cx.ts";
import { continues, parseElse } from "./if.ts";

export function parseTry(cx: Cx): Stmt {
  const column = cx.stmtColumn;
  const start = cx.starts[take(cx)]!;
  const body = parseBlock(cx, headerOf(column, "expected ':' after 'try'"));
  let last: Block = body;
  let handler: Handler | undefined;
  let orElse: Block | undefined;
  let finallyBody: Block | undefined;
  if (continues(cx, T.kwExcept, column, last)) {
    handler = parseHandler(cx, column);
    last = handler.body;
    if (continues(cx, T.kwElse, column, last)) {
      orElse = parseElse(cx, column);
      last = orElse;
    }
  }
  if (continues(cx, T.kwFinally, column, last)) {
    take(cx);
    finallyBody = parseBlock(cx, headerOf(column, "expected ':' after 'finally'"));
  }
  if (handler === undefined && finallyBody === undefined) {
    fail(cx, "expected-handler", "expected 'except' or 'finally' block", caretAt(cx));
  }
  return { kind: "try", span: spanSince(cx, start), body, handler, orElse, finallyBody };
}

function parseHandler(cx: Cx, column: number): Handler {
  const start = cx.starts[take(cx)]!;
  const name = next(cx) === T.name && kind(cx) === T.name ? takeName(cx) : undefined;
  const body = parseBlock(cx, headerOf(column, "expected ':' after 'except'"));
  return { span: spanSince(cx, start), name, body };
}
