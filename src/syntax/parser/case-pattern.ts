/** The patterns of `case`. */

import type { CasePattern, Expr, Name } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { parseAtom } from "./atom.ts";
import { parseSubscriptArgs } from "./call.ts";
import {
  accept,
  atEnd,
  type Cx,
  closeBracket,
  enter,
  expectName,
  fail,
  kind,
  leave,
  locate,
  next,
  openBracket,
  peek,
  spanSince,
  take,
  takeName,
  tokenSpan,
  tokenText,
  warn,
} from "./cx.ts";
import { parseBitXor, unexpectedToken } from "./expr.ts";
import { parseMemberName } from "./postfix.ts";

/** `pattern` or `pattern, pattern`. */
export function parseCasePatternList(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  const first = parseCasePattern(cx);
  if (next(cx) !== T.comma) return first;
  const elements: CasePattern[] = [first];
  while (accept(cx, T.comma)) {
    if (atEnd(cx) || kind(cx) === T.colon || kind(cx) === T.kwIf || kind(cx) === T.lbrace) break;
    elements.push(parseCasePattern(cx));
  }
  return { kind: "tuple", span: spanSince(cx, start), elements };
}

/** Alternatives, then names for the whole. */
function parseCasePattern(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  if (!enter(cx, "pattern")) return { kind: "wildcard", span: { start, end: start } };
  let pattern = parseSimple(cx);
  if (next(cx) === T.pipe) {
    const alternatives = [pattern];
    while (accept(cx, T.pipe)) alternatives.push(parseSimple(cx));
    pattern = { kind: "or", span: spanSince(cx, start), alternatives };
  }
  while (accept(cx, T.kwAs)) {
    const name = expectName(cx, "unexpected token in expression");
    pattern = { kind: "as", span: spanSince(cx, start), pattern, name };
  }
  leave(cx);
  return pattern;
}

function parseSimple(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  const token = kind(cx);
  switch (token) {
    case T.kwVar:
    case T.kwRef: {
      take(cx);
      const name = expectName(cx, "unexpected token in expression");
      return {
        kind: "capture",
        span: spanSince(cx, start),
        binding: token === T.kwVar ? "var" : "ref",
        name: name.text,
      };
    }
    case T.eq: {
      const at = tokenSpan(cx, take(cx));
      const value = parseBitXor(cx);
      if (isLiteral(value)) {
        warn(cx, "redundant-equals", "'==' is redundant when matching a literal; remove it", at, "");
      }
      return { kind: "value", span: spanSince(cx, start), value, explicit: true };
    }
    case T.lparen:
      return parseTuple(cx);
    case T.lbracket:
      return parseSequence(cx);
    case T.int:
    case T.float:
    case T.string:
    case T.kwTrue:
    case T.kwFalse: {
      const value = parseAtom(cx);
      if (continuesExpression(next(cx))) return notAPattern(cx, start);
      return { kind: "value", span: value.span, value, explicit: false };
    }
    case T.name:
      return parseNamed(cx);
    case T.dot: {
      const value = parseAtom(cx);
      return { kind: "value", span: value.span, value, explicit: false };
    }
    case T.minus:
    case T.plus:
    case T.tilde:
    case T.kwNone:
    case T.kwNot:
    case T.tstringStart:
    case T.lbrace:
    case T.kwSelf:
    case T.kwComptime:
    case T.kwTypeOf:
    case T.ellipsis:
      return notAPattern(cx, start);
    default:
      unexpectedToken(cx);
      return { kind: "wildcard", span: { start, end: start } };
  }
}

function isLiteral(value: Expr): boolean {
  return value.kind === "int" || value.kind === "float" || value.kind === "string" || value.kind === "bool";
}

/** An operator after a complete pattern makes it an expression, which is none. */
function continuesExpression(token: TokenKind): boolean {
  return token >= T.plus && token <= T.ge && token !== T.pipe;
}

function notAPattern(cx: Cx, start: number): CasePattern {
  const at = cx.starts[cx.pos]! > start ? tokenSpan(cx) : { start, end: start + 1 };
  fail(cx, "invalid-pattern", "expression is not a valid match pattern; use '==' to compare against its value", at, {
    fixes: [{ title: "compare with '=='", at: locate(cx, { start, end: start }), replacement: "== ", safe: true }],
  });
  return { kind: "wildcard", span: { start, end: start } };
}

/** `_`, a capture, a dotted name, or a struct. */
function parseNamed(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  const at = take(cx);
  const name = tokenText(cx, at);
  let type: Expr =
    name === "_" ? { kind: "discard", span: tokenSpan(cx, at) } : { kind: "name", span: tokenSpan(cx, at), name };
  let isBare = true;
  for (;;) {
    const token = next(cx);
    if (token === T.dot) {
      const dot = tokenSpan(cx);
      take(cx);
      const member = parseMemberName(cx);
      type = { kind: "attribute", span: spanSince(cx, start), at: dot, base: type, name: member };
    } else if (token === T.lbracket) {
      const bracket = tokenSpan(cx);
      const args = parseSubscriptArgs(cx);
      type = { kind: "subscript", span: spanSince(cx, start), at: bracket, base: type, args };
    } else break;
    isBare = false;
  }
  if (next(cx) === T.lparen) return parseStructPattern(cx, type);
  if (continuesExpression(next(cx)) || type.kind === "subscript") return notAPattern(cx, start);
  if (type.kind === "discard") return { kind: "wildcard", span: type.span };
  if (isBare) return { kind: "capture", span: type.span, binding: "", name };
  return { kind: "value", span: type.span, value: type, explicit: false };
}

function parseStructPattern(cx: Cx, type: Expr): CasePattern {
  openBracket(cx);
  const fields: { readonly name: Name; readonly pattern: CasePattern }[] = [];
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    if (kind(cx) !== T.name || peek(cx, 1) !== T.assign) {
      fail(
        cx,
        "positional-struct-pattern",
        "struct patterns do not support positional or unpacked arguments",
        tokenSpan(cx),
      );
      break;
    }
    const name = takeName(cx);
    take(cx);
    fields.push({ name, pattern: parseCasePattern(cx) });
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rparen, "expected ')' in call argument list");
  return { kind: "struct", span: spanSince(cx, type.span.start), type, fields };
}

function parseTuple(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  openBracket(cx);
  const elements: CasePattern[] = [];
  let commas = 0;
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    elements.push(parseCasePattern(cx));
    if (kind(cx) !== T.comma) break;
    take(cx);
    commas++;
  }
  closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
  const only = elements[0];
  if (only !== undefined && elements.length === 1 && commas === 0) return only;
  return { kind: "tuple", span: spanSince(cx, start), elements };
}

function parseSequence(cx: Cx): CasePattern {
  const start = cx.starts[cx.pos]!;
  openBracket(cx);
  const elements: CasePattern[] = [];
  let rest: Name | undefined;
  let hasRest = false;
  while (kind(cx) !== T.rbracket && kind(cx) !== T.eof) {
    if (kind(cx) === T.star) {
      if (hasRest) fail(cx, "misplaced-rest", "only one starred name may stand in a sequence pattern", tokenSpan(cx));
      take(cx);
      const name = expectName(cx, "unexpected token in expression");
      hasRest = true;
      rest = name.text === "_" ? undefined : name;
    } else if (hasRest) {
      fail(cx, "misplaced-rest", "a starred name must be the last in a sequence pattern", tokenSpan(cx));
    } else elements.push(parseCasePattern(cx));
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbracket, "expected ']' in list expression");
  return { kind: "sequence", span: spanSince(cx, start), elements, rest, hasRest };
}
