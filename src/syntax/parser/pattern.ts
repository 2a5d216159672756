/** Targets of `var`, `for` and comprehensions: names, `_` and tuples of them. */

import type { Binding, Pattern } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  accept,
  atEnd,
  type Cx,
  closeBracket,
  enter,
  fail,
  kind,
  lastEnd,
  leave,
  next,
  openBracket,
  spanSince,
  take,
  tokenSpan,
  tokenText,
} from "./cx.ts";

/** The optional `var` or `ref` before a loop's target. */
export function parseBinding(cx: Cx): Binding {
  if (accept(cx, T.kwVar)) return "var";
  if (accept(cx, T.kwRef)) return "ref";
  return "";
}

/** One pattern, or several with commas. */
export function parsePattern(cx: Cx): Pattern {
  const first = parseOnePattern(cx);
  if (next(cx) !== T.comma) return first;
  const elements: Pattern[] = [first];
  while (accept(cx, T.comma)) {
    if (!startsPattern(cx)) break;
    elements.push(parseOnePattern(cx));
  }
  return { kind: "tuple", span: spanSince(cx, first.span.start), elements };
}

function startsPattern(cx: Cx): boolean {
  return !atEnd(cx) && (kind(cx) === T.name || kind(cx) === T.lparen);
}

function parseOnePattern(cx: Cx): Pattern {
  const token = next(cx);
  if (token === T.name) {
    const at = take(cx);
    const name = tokenText(cx, at);
    const span = tokenSpan(cx, at);
    return name === "_" ? { kind: "discard", span } : { kind: "name", span, name };
  }
  if (token === T.lparen) {
    const start = cx.starts[cx.pos]!;
    if (!enter(cx, "pattern")) return { kind: "discard", span: spanSince(cx, start) };
    openBracket(cx);
    const elements: Pattern[] = [];
    let commas = 0;
    while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
      elements.push(parseOnePattern(cx));
      if (kind(cx) !== T.comma) break;
      take(cx);
      commas++;
    }
    closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
    leave(cx);
    const only = elements[0];
    if (only !== undefined && elements.length === 1 && commas === 0) return only;
    return { kind: "tuple", span: spanSince(cx, start), elements };
  }
  const start = lastEnd(cx);
  if (kind(cx) === T.kwFn) fail(cx, "removed-word", "'fn' has been removed; use 'def' instead", tokenSpan(cx));
  else if (atEnd(cx)) fail(cx, "unexpected-token", "unexpected token in expression");
  else fail(cx, "unexpected-token", "unexpected token in expression", tokenSpan(cx));
  return { kind: "discard", span: { start, end: start } };
}
