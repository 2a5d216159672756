/** Operands that are not displays: names, literals, strings, built-in operators. */

import { makeDiagnostic } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../source/source.ts";
import type { Expr, TStringPart } from "../ast.ts";
import { decodeEscapes, normalizeLineEnds, splitLiteral } from "../string-literals.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  closeBracket,
  enter,
  errorExpr,
  fail,
  isFirstOnLine,
  kind,
  leave,
  locate,
  missingAt,
  next,
  openBracket,
  peek,
  spanSince,
  take,
  tokenSpan,
  tokenText,
  warnAsync,
} from "./cx.ts";
import { parseBraces, parseBrackets, parseParentheses } from "./display.ts";
import { parseExpression, parseFactor, startsOperand, unexpectedToken } from "./expr.ts";
import { parseFunctionType } from "./lambda.ts";
import { parseMemberName } from "./postfix.ts";

export function parseAtom(cx: Cx): Expr {
  const token = kind(cx);
  switch (token) {
    case T.name:
      return parseName(cx);
    case T.int:
      return { kind: "int", span: tokenSpan(cx), value: integerValue(tokenText(cx, take(cx))) };
    case T.float: {
      const text = cx.text.slice(cx.starts[cx.pos], cx.ends[cx.pos]);
      return { kind: "float", span: tokenSpan(cx, take(cx)), text: text.replaceAll("_", "") };
    }
    case T.string:
      return parseStrings(cx);
    case T.tstringStart:
      return parseTStrings(cx);
    case T.kwTrue:
    case T.kwFalse:
      return { kind: "bool", span: tokenSpan(cx, take(cx)), value: token === T.kwTrue };
    case T.kwNone:
      return { kind: "none", span: tokenSpan(cx, take(cx)) };
    case T.ellipsis:
      return { kind: "ellipsis", span: tokenSpan(cx, take(cx)) };
    case T.kwSelf:
      return { kind: "self_type", span: tokenSpan(cx, take(cx)) };
    case T.lparen:
    case T.lbracket:
    case T.lbrace: {
      if (!enter(cx, "expression")) return errorExpr(cx, cx.starts[cx.eof]!);
      const display =
        token === T.lparen ? parseParentheses(cx) : token === T.lbracket ? parseBrackets(cx) : parseBraces(cx);
      leave(cx);
      return display;
    }
    case T.kwComptime:
      return parseComptimeExpr(cx);
    case T.kwTypeOf:
    case T.kwOriginOf:
    case T.kwConformsTo:
      return parseBuiltinOperator(cx);
    case T.kwDef:
      return parseFunctionType(cx);
    case T.kwAsync:
    case T.kwSilentAsync:
      return peek(cx, 1) === T.kwDef ? parseFunctionType(cx) : unexpectedToken(cx);
    case T.kwAwait:
    case T.kwSilentAwait: {
      if (!enter(cx, "expression")) return errorExpr(cx, cx.starts[cx.eof]!);
      if (token === T.kwAwait) warnAsync(cx, tokenSpan(cx), "__await");
      const start = cx.starts[take(cx)]!;
      const operand = parseFactor(cx);
      leave(cx);
      return { kind: "await", span: spanSince(cx, start), operand, silent: token === T.kwSilentAwait };
    }
    case T.dot: {
      const start = cx.starts[take(cx)]!;
      const name = parseMemberName(cx);
      return { kind: "implicit_member", span: spanSince(cx, start), name };
    }
    case T.star:
    case T.starstar: {
      const star = tokenSpan(cx);
      take(cx);
      if (!startsOperand(kind(cx))) return unexpectedToken(cx);
      fail(cx, "starred-expression", "can't use starred expression here", star);
      return errorExpr(cx, star.start);
    }
    case T.kwFn:
      return removedFn(cx);
    default:
      return unexpectedToken(cx);
  }
}

function parseName(cx: Cx): Expr {
  const at = take(cx);
  const name = tokenText(cx, at);
  const span = tokenSpan(cx, at);
  return name === "_" ? { kind: "discard", span } : { kind: "name", span, name };
}

/** `fn` where a value or a type is meant: as a type it is an older `def`. */
function removedFn(cx: Cx): Expr {
  const following = peek(cx, 1);
  if (following === T.lparen || following === T.lbracket) return parseFunctionType(cx);
  const span = tokenSpan(cx);
  fail(cx, "removed-word", "'fn' has been removed; use 'def' instead", span);
  return errorExpr(cx, span.start);
}

function integerValue(text: string): bigint {
  return BigInt(text.includes("_") ? text.replaceAll("_", "") : text);
}

// ---------------------------------------------------------------- strings

/** Adjacent literals, on this line or further lines of the statement, are one. */
function parseStrings(cx: Cx): Expr {
  const first = cx.pos;
  const start = cx.starts[first]!;
  let value = stringValue(cx, take(cx));
  if (next(cx) === T.string) {
    const parts = [value];
    while (next(cx) === T.string) parts.push(stringValue(cx, take(cx)));
    value = parts.join("");
  }
  return { kind: "string", span: spanSince(cx, start), value };
}

/** The decoded value of one string token. */
export function stringValue(cx: Cx, at: number): string {
  const { raw, contents, contentOffset } = splitLiteral(cx.text.slice(cx.starts[at], cx.ends[at]));
  return raw ? normalizeLineEnds(contents) : decodeReporting(cx, contents, cx.starts[at]! + contentOffset);
}

function decodeReporting(cx: Cx, contents: string, offset: number): string {
  const { value, error } = decodeEscapes(contents);
  if (error !== undefined) {
    const start = offset + error.offset;
    cx.diagnostics.push(makeDiagnostic("error", "invalid-escape", locate(cx, { start, end: start + 1 }), error.text));
  }
  return value;
}

function parseTStrings(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  const parts: TStringPart[] = [];
  // The first may begin its statement, where what comes next would count as the end of it.
  do parseTString(cx, parts);
  while (next(cx) === T.tstringStart);
  return { kind: "tstring", span: spanSince(cx, start), parts };
}

function parseTString(cx: Cx, parts: TStringPart[]): void {
  const opening = take(cx);
  const raw = /[rR]/.test(cx.text.slice(cx.starts[opening], cx.ends[opening]));
  for (;;) {
    const token = kind(cx);
    if (token === T.tstringText) {
      const at = take(cx);
      parts.push({ kind: "text", span: tokenSpan(cx, at), text: tstringText(cx, at, raw) });
    } else if (token === T.fieldOpen) parseField(cx, parts);
    else break;
  }
  if (kind(cx) === T.tstringEnd) take(cx);
  else fail(cx, "unterminated-t-string", "unterminated t-string (missing closing quote)", tokenSpan(cx, opening));
}

function tstringText(cx: Cx, at: number, raw: boolean): string {
  const source = cx.text.slice(cx.starts[at], cx.ends[at]);
  const unescaped = raw ? normalizeLineEnds(source) : decodeReporting(cx, source, cx.starts[at]!);
  return unescaped.replaceAll("{{", "{").replaceAll("}}", "}");
}

function parseField(cx: Cx, parts: TStringPart[]): void {
  const open = tokenSpan(cx);
  openBracket(cx);
  const start = cx.starts[cx.pos]!;
  if (kind(cx) === T.fieldClose && start === open.end) {
    fail(
      cx,
      "empty-t-string-field",
      "t-string expression must not be empty; add an expression or remove these braces",
      open,
    );
  }
  if (!enter(cx, "expression")) return;
  const value = parseExpression(cx);
  leave(cx);
  parts.push({ kind: "value", span: spanSince(cx, start), value });
  if (kind(cx) === T.colon) {
    fail(
      cx,
      "format-specifier",
      "format specifiers are not supported in t-strings; format the value manually before interpolating",
      tokenSpan(cx),
    );
  }
  closeBracket(cx, T.fieldClose, "expected '}' to close t-string expression");
}

// ---------------------------------------------------------------- built-in operators

function parseComptimeExpr(cx: Cx): Expr {
  const start = cx.starts[take(cx)]!;
  if (next(cx) !== T.lparen) {
    fail(cx, "expected-token", "expected '(' after 'comptime'", isFirstOnLine(cx) ? missingAt(cx) : tokenSpan(cx));
    return errorExpr(cx, start);
  }
  if (!enter(cx, "expression")) return errorExpr(cx, start);
  openBracket(cx);
  const operand = parseExpression(cx);
  closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
  leave(cx);
  return { kind: "comptime", span: spanSince(cx, start), operand };
}

/** `type_of(...)`, `origin_of(...)`, `conforms_to(...)`. */
function parseBuiltinOperator(cx: Cx): Expr {
  const token = kind(cx);
  const span: Span = tokenSpan(cx);
  take(cx);
  if (next(cx) !== T.lparen) {
    fail(cx, "expected-token", "expected '('");
    return errorExpr(cx, span.start);
  }
  if (!enter(cx, "expression")) return errorExpr(cx, span.start);
  openBracket(cx);
  const args: Expr[] = [];
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    args.push(parseExpression(cx));
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rparen, "expected ')'");
  leave(cx);
  const whole = spanSince(cx, span.start);
  if (token === T.kwTypeOf) return { kind: "type_of", span: whole, args };
  if (token === T.kwOriginOf) return { kind: "origin_of", span: whole, args };
  return { kind: "conforms_to", span: whole, args };
}
