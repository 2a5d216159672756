/** `comptime` in front of a statement or a name; `alias` is its older spelling. */

import type { ComptimeDecl, Decorator, Name, Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  accept,
  caretAt,
  closeBracket,
  type Cx,
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
import { parseAssignmentOrExpression } from "./assign.ts";
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
    case T.lparen:
      if (!declaresTuple(cx)) return parseAssignmentOrExpression(cx);
      break;
    default:
  }
  take(cx);
  const decl = parseComptimeDecl(cx, { start, decorators: [], inTrait: false });
  return { kind: "comptime_decl", span: decl.span, decl };
}

/** `comptime (a, b) = ...` declares; `comptime (e)` alone is an expression. */
function declaresTuple(cx: Cx): boolean {
  let depth = 0;
  for (let at = cx.pos + 1; at < cx.eof; at++) {
    const token = cx.kinds[at];
    if (token === T.lparen) depth++;
    else if (token === T.rparen) {
      depth--;
      if (depth === 0) return cx.kinds[at + 1] === T.assign;
    } else if (token !== T.name && token !== T.comma) return false;
  }
  return false;
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
    fail(cx, "misplaced-line-start", "identifier may not appear at the start of the line", caretAt(cx));
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
    report(cx, "comptime-without-value", text, names[0]?.span ?? word);
  }
  return { kind: "comptime", span: spanSince(cx, start), decorators, names, params, type, where, value };
}

/** One name, several with commas, or several in parentheses. */
function parseNames(cx: Cx): Name[] {
  const names: Name[] = [];
  const parenthesized = next(cx) === T.lparen;
  if (parenthesized) openBracket(cx);
  do {
    if (kind(cx) === T.name) names.push(takeName(cx));
    else if (names.length === 0) {
      fail(cx, "expected-name", "invalid comptime declaration: expected an identifier or '_'");
    } else break;
  } while (accept(cx, T.comma));
  if (parenthesized) closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
  return names;
}
