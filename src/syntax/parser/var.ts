/** `var`, `ref` and the dialect's `let`. */

import type { Stmt } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { parseChain } from "./assign.ts";
import { accept, atEnd, type Cx, fail, kind, next, noteDialect, spanSince, take, tokenSpan } from "./cx.ts";
import { parsePattern } from "./pattern.ts";
import { parseType } from "./type.ts";

/** The cursor is on the word. A chain of targets is an assignment whose first target is declared. */
export function parseVar(cx: Cx): Stmt {
  const start = cx.starts[cx.pos]!;
  const immutable = kind(cx) === T.name;
  const binding = kind(cx) === T.kwRef ? "ref" : "var";
  if (immutable) noteDialect(cx, "let", tokenSpan(cx), { modern: "var" });
  const word = take(cx);
  if (isLiteral(kind(cx)) && !atEnd(cx)) {
    const text = "'var' patterns are only valid on the left side of an assignment";
    fail(cx, "misplaced-var", text, tokenSpan(cx, word));
  }
  const pattern = parsePattern(cx);
  const type = accept(cx, T.colon) ? parseType(cx) : undefined;
  const declared = spanSince(cx, start);
  if (next(cx) !== T.assign) {
    return { kind: "var", span: declared, binding, immutable, pattern, type, value: undefined };
  }
  const at = tokenSpan(cx);
  const chain = parseChain(cx, [{ kind: "declare", span: declared, binding, pattern, type }]);
  const span = spanSince(cx, start);
  if (chain.targets.length > 1) return { kind: "assign", span, at, targets: chain.targets, value: chain.value };
  return { kind: "var", span, binding, immutable, pattern, type, value: chain.value };
}

function isLiteral(token: TokenKind): boolean {
  switch (token) {
    case T.int:
    case T.float:
    case T.string:
    case T.tstringStart:
    case T.kwTrue:
    case T.kwFalse:
    case T.kwNone:
      return true;
    default:
      return false;
  }
}
