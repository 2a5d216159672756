/** `comptime` in front of a statement or a name; `alias` is its older spelling. */

import type { ComptimeDecl, Decorator, Name, Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  accept,
  type Cx,
  caretAt,
  closeBracket,
  fail,
  isFirstOnLine,
  kind,
  next,
  openBracket,
  peek,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
  tokenText,
} from "./cx.ts";
import { parseAfterAssign, parseExpression, parseTupleBody } from "./expr.ts";
import { parseFor } from "./for.ts";
import { parseIf } from "./if.ts";
import { parseMatch } from "./match.ts";
import { parseParams } from "./params.ts";
import { parseWhere } from "./signature.ts";
import { parseAssertMessage } from "./stmt.ts";
import { parseType } from "./type.ts";

/** The cursor is on `comptime`. */
export function parseComptimeStatement(cx: Cx): Stmt {
  const word = tokenSpan(cx);
  const start = word.start;
  switch (peek(cx, 1)) {
    case T.kwIf:
      take(cx);
      return parseIf(cx, { comptime: true, start });
    case T.kwFor:
      take(cx);
      return parseFor(cx, { flavour: "comptime", start });
    case T.kwMatch:
      take(cx);
      return parseMatch(cx, { comptime: true, start });
    case T.kwAssert: {
      take(cx);
      take(cx);
      const condition = parseExpression(cx);
      const message = parseAssertMessage(cx);
      return { kind: "comptime_assert", span: spanSince(cx, start), condition, message };
    }
    case T.kwWhile:
    case T.kwTry:
    case T.kwWith: {
      take(cx);
      const text = `'comptime' cannot be used with '${tokenText(cx)}'`;
      fail(cx, "misplaced-comptime", text, tokenSpan(cx));
      return { kind: "error", span: word };
    }
    default:
  }
  take(cx);
  const decl = parseComptimeDecl(cx, { start, decorators: [], inTrait: false });
  return { kind: "comptime_decl", span: decl.span, decl };
}

export interface ComptimeStart {
  readonly start: number;
  readonly decorators: readonly Decorator[];
  /** A member of a trait needs no value. */
  readonly inTrait: boolean;
}

/** After the word. */
export function parseComptimeDecl(cx: Cx, { start, decorators, inTrait }: ComptimeStart): ComptimeDecl {
  const word = tokenSpan(cx, cx.pos - 1);
  if (isFirstOnLine(cx) && kind(cx) === T.name) {
    const at = caretAt(cx, take(cx));
    fail(cx, "misplaced-line-start", "identifier may not appear at the start of the line", at);
  }
  const names = parseNames(cx);
  const params = next(cx) === T.lbracket ? parseParams(cx) : undefined;
  const type = accept(cx, T.colon) ? parseType(cx) : undefined;
  const where = parseWhere(cx);
  const at = tokenSpan(cx);
  const value = accept(cx, T.assign) ? parseAfterAssign(cx, at, parseTupleBody) : undefined;
  if (value === undefined && type === undefined) {
    fail(cx, "expected-token", "expected '=' after comptime declaration", word);
  } else if (value === undefined && !inTrait) {
    const text = "only traits may contain a comptime member without an initializer";
    report(cx, "comptime-needs-value", text, names[0]?.span ?? word);
  }
  if (!isFirstOnLine(cx) && kind(cx) !== T.semicolon && kind(cx) !== T.rbrace) {
    fail(cx, "trailing-tokens", "unknown tokens at the end of a declaration", caretAt(cx));
  }
  return {
    kind: "comptime",
    span: spanSince(cx, start),
    decorators,
    names,
    params,
    type,
    where,
    value,
    docstring: undefined,
  };
}

/** One name, several with commas, or several in parentheses. */
function parseNames(cx: Cx): Name[] {
  const names: Name[] = [];
  const parenthesized = next(cx) === T.lparen;
  const word = tokenSpan(cx, cx.pos - 1);
  if (parenthesized) openBracket(cx);
  do {
    if (kind(cx) === T.name) names.push(takeName(cx));
    else if (names.length === 0 && parenthesized) {
      fail(cx, "expected-token", "expected '=' after comptime declaration", word);
    } else if (names.length === 0) {
      fail(cx, "expected-name", "invalid comptime declaration: expected an identifier or '_'");
    } else break;
  } while (accept(cx, T.comma));
  if (parenthesized) closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
  return names;
}
