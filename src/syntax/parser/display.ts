/** Parentheses, lists, sets, dictionaries, initializer lists and comprehensions. */

import type { Arg, ComprehensionClause, DictEntry, Expr } from "../ast.ts";
import { T } from "../tokens.ts";
import { parseArg } from "./call.ts";
import {
  type Cx,
  caretAt,
  closeBracket,
  errorExpr,
  fail,
  failExpr,
  kind,
  noteDialect,
  openBracket,
  spanSince,
  take,
  tokenSpan,
} from "./cx.ts";
import { parseExpression, parseOr } from "./expr.ts";
import { parseBinding, parsePattern } from "./pattern.ts";
import { parseTypeOperand } from "./type.ts";

/** `()`, `(a)`, `(a,)`, `(a, b)`. */
export function parseParentheses(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  openBracket(cx);
  const elements: Expr[] = [];
  let commas = 0;
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    elements.push(parseElement(cx));
    if (kind(cx) !== T.comma) break;
    take(cx);
    commas++;
  }
  if (kind(cx) === T.kwAs) {
    fail(cx, "misplaced-as", "'as' patterns are only valid in a 'case' clause", tokenSpan(cx));
  }
  closeBracket(cx, T.rparen, "expected ')' in parenthesized expression");
  const span = spanSince(cx, start);
  const only = elements[0];
  if (only !== undefined && elements.length === 1 && commas === 0) return { kind: "paren", span, inner: only };
  return { kind: "tuple", span, elements, parenthesized: true };
}

/** `[]`, `[a, b]`, `[e for x in xs]` and, as a type, `[T; N]`. */
export function parseBrackets(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  openBracket(cx);
  const elements: Expr[] = [];
  while (kind(cx) !== T.rbracket && kind(cx) !== T.eof) {
    elements.push(elements.length === 0 ? parseTypeOperand(cx) : parseElement(cx));
    if (elements.length === 1) {
      if (kind(cx) === T.kwFor) return finishComprehension(cx, start, "list", elements[0]!);
      if (kind(cx) === T.semicolon) return finishArrayType(cx, start, elements[0]!);
    }
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbracket, "expected ']' in list expression", caretAt(cx));
  return { kind: "list", span: spanSince(cx, start), elements };
}

function finishArrayType(cx: Cx, start: number, element: Expr): Expr {
  const semicolon = tokenSpan(cx);
  take(cx);
  const count = parseExpression(cx);
  closeBracket(cx, T.rbracket, "expected ']' after the number of elements");
  const span = spanSince(cx, start);
  noteDialect(cx, "array-type", span, { strictAt: semicolon });
  return { kind: "array_type", span, element, count };
}

/** An element of a display, which may not be starred. */
function parseElement(cx: Cx): Expr {
  if (kind(cx) === T.star || kind(cx) === T.starstar) {
    return failExpr(cx, "starred-expression", "can't use starred expression here", tokenSpan(cx));
  }
  if (kind(cx) === T.kwVar || kind(cx) === T.kwRef) {
    return failExpr(
      cx,
      "misplaced-var",
      "'var' patterns are only valid on the left side of an assignment",
      tokenSpan(cx),
    );
  }
  return parseExpression(cx);
}

/** `{...}`: the first entry decides between a dictionary and a set or initializer list. */
export function parseBraces(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  openBracket(cx);
  if (kind(cx) === T.rbrace) {
    closeBracket(cx, T.rbrace, "");
    return { kind: "brace", span: spanSince(cx, start), args: [] };
  }
  const first = parseEntry(cx);
  if (first.name === undefined && kind(cx) === T.colon) return parseDict(cx, start, first.value);
  if (kind(cx) === T.kwFor && first.name === undefined) return finishComprehension(cx, start, "set", first.value);
  const args: Arg[] = [first];
  while (kind(cx) === T.comma) {
    take(cx);
    if (kind(cx) === T.rbrace) break;
    const at = caretAt(cx);
    args.push(parseEntry(cx));
    if (kind(cx) === T.colon) {
      fail(cx, "pair-in-set", "cannot have a 'key: value' pair in set initializer", at);
    }
  }
  closeBracket(cx, T.rbrace, "expected '}' at end of set");
  return { kind: "brace", span: spanSince(cx, start), args };
}

function parseEntry(cx: Cx): Arg {
  if (kind(cx) === T.star || kind(cx) === T.starstar) {
    const start = cx.starts[cx.pos]!;
    fail(cx, "starred-expression", "can't use starred expression here", tokenSpan(cx));
    return { span: spanSince(cx, start), name: undefined, unpack: "", value: errorExpr(cx, start) };
  }
  return parseArg(cx, parseExpression);
}

function parseDict(cx: Cx, start: number, firstKey: Expr): Expr {
  take(cx);
  const firstValue = parseExpression(cx);
  if (kind(cx) === T.kwFor) {
    const clauses = parseClauses(cx);
    closeBracket(cx, T.rbrace, "expected '}' in dict comprehension");
    return { kind: "dict_comprehension", span: spanSince(cx, start), key: firstKey, value: firstValue, clauses };
  }
  const entries: DictEntry[] = [{ key: firstKey, value: firstValue }];
  while (kind(cx) === T.comma) {
    take(cx);
    if (kind(cx) === T.rbrace) break;
    const at = caretAt(cx);
    const key = parseElement(cx);
    if (kind(cx) === T.colon) take(cx);
    else fail(cx, "expected-token", "expected 'key: value' in dictionary expression", at);
    entries.push({ key, value: parseExpression(cx) });
  }
  closeBracket(cx, T.rbrace, "expected '}' at end of dictionary");
  return { kind: "dict", span: spanSince(cx, start), entries };
}

function finishComprehension(cx: Cx, start: number, shape: "list" | "set", element: Expr): Expr {
  const clauses = parseClauses(cx);
  if (shape === "list") closeBracket(cx, T.rbracket, "expected ']' in list comprehension");
  else closeBracket(cx, T.rbrace, "expected '}' in set comprehension");
  return { kind: "comprehension", span: spanSince(cx, start), shape, element, clauses };
}

/** `for pattern in iterable` and `if condition`, outermost first. */
function parseClauses(cx: Cx): ComprehensionClause[] {
  const clauses: ComprehensionClause[] = [];
  for (;;) {
    const token = kind(cx);
    const start = cx.starts[cx.pos]!;
    if (token === T.kwFor) {
      take(cx);
      const binding = parseBinding(cx);
      const pattern = parsePattern(cx);
      if (kind(cx) === T.kwIn) take(cx);
      else fail(cx, "expected-token", "expected 'in' after target for 'for'");
      const iterable = parseOr(cx);
      clauses.push({ kind: "for", span: spanSince(cx, start), binding, pattern, iterable });
    } else if (token === T.kwIf) {
      take(cx);
      const condition = parseOr(cx);
      clauses.push({ kind: "if", span: spanSince(cx, start), condition });
    } else return clauses;
  }
}
