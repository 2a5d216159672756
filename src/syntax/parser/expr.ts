/** Operators, by precedence: what stands between operands. Operands themselves are in `atom.ts` and `postfix.ts`. */

import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../source/source.ts";
import type { BinaryOp, CompareOp, Expr } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import {
  accept,
  atEnd,
  type Cx,
  caretAt,
  edit,
  enter,
  errorExpr,
  fail,
  failExpr,
  isFirstOnLine,
  kind,
  lastEnd,
  leave,
  maxDepth,
  next,
  noteDialect,
  peek,
  spanSince,
  take,
  tokenSpan,
  tooDeep,
} from "./cx.ts";
import { parseLambda } from "./lambda.ts";
import { parsePostfix } from "./postfix.ts";

/** Binding strength, loosest first. */
const Level = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  range: 5,
  pipe: 6,
  caret: 7,
  amp: 8,
  shift: 9,
  sum: 10,
  term: 11,
} as const;

const levels: Uint8Array = levelTable();

function levelTable(): Uint8Array {
  const table = new Uint8Array(128);
  const set = (level: number, ...kinds: TokenKind[]): void => {
    for (const each of kinds) table[each] = level;
  };
  set(Level.or, T.kwOr);
  set(Level.and, T.kwAnd);
  set(Level.compare, T.eq, T.ne, T.lt, T.le, T.gt, T.ge, T.kwIn, T.kwIs, T.kwNot);
  set(Level.range, T.dotdot, T.dotdoteq);
  set(Level.pipe, T.pipe);
  set(Level.caret, T.caret);
  set(Level.amp, T.amp);
  set(Level.shift, T.shl, T.shr);
  set(Level.sum, T.plus, T.minus);
  set(Level.term, T.star, T.slash, T.slashslash, T.percent, T.at);
  return table;
}

const binaryOps: ReadonlyMap<TokenKind, BinaryOp> = new Map<TokenKind, BinaryOp>([
  [T.plus, "+"],
  [T.minus, "-"],
  [T.star, "*"],
  [T.slash, "/"],
  [T.slashslash, "//"],
  [T.percent, "%"],
  [T.at, "@"],
  [T.shl, "<<"],
  [T.shr, ">>"],
  [T.amp, "&"],
  [T.pipe, "|"],
  [T.caret, "^"],
]);

const compareOps: ReadonlyMap<TokenKind, CompareOp> = new Map<TokenKind, CompareOp>([
  [T.eq, "=="],
  [T.ne, "!="],
  [T.lt, "<"],
  [T.le, "<="],
  [T.gt, ">"],
  [T.ge, ">="],
  [T.kwIn, "in"],
]);

/** `expression`: also a lambda or `target := value`. */
export function parseExpression(cx: Cx): Expr {
  if (kind(cx) === T.kwLambda) return parseLambda(cx);
  const start = cx.starts[cx.pos]!;
  const target = parseTernary(cx);
  if (next(cx) !== T.walrus) return target;
  if (!enter(cx, "expression")) return errorExpr(cx, start);
  take(cx);
  const value = parseExpression(cx);
  leave(cx);
  return { kind: "walrus", span: spanSince(cx, start), target, value };
}

/** `a if c else b`, and everything tighter. The right-leaning chain is collected first, then built from its end. */
export function parseTernary(cx: Cx): Expr {
  const first = parseOr(cx);
  if (next(cx) !== T.kwIf) return first;
  const thens: Expr[] = [first];
  const conditions: Expr[] = [];
  const ifs: Span[] = [];
  let otherwise: Expr | undefined;
  while (next(cx) === T.kwIf) {
    ifs.push(caretAt(cx, take(cx)));
    if (conditions.length > maxDepth)
      return failExpr(cx, "nested-too-deeply", tooDeep("expression", maxDepth), caretAt(cx));
    conditions.push(parseOr(cx));
    if (!accept(cx, T.kwElse)) {
      return failExpr(cx, "expected-token", "expected 'else' clause in ternary; add 'else' and the false branch");
    }
    if (kind(cx) === T.kwLambda) {
      otherwise = parseLambda(cx);
      break;
    }
    thens.push(parseOr(cx));
  }
  let result = otherwise ?? thens.pop()!;
  for (let i = conditions.length - 1; i >= 0; i--) {
    const then = thens[i]!;
    result = {
      kind: "ternary",
      span: { start: then.span.start, end: result.span.end },
      at: ifs[i]!,
      condition: conditions[i]!,
      then,
      otherwise: result,
    };
  }
  return result;
}

/** `or-expr`: the iterables and conditions of comprehensions. */
export function parseOr(cx: Cx): Expr {
  return parseOperators(cx, Level.or);
}

/** An operand of a comparison, without the comparison. */
export function parseBitOr(cx: Cx): Expr {
  return parseOperators(cx, Level.pipe);
}

/** Tighter than `|`, which separates the alternatives of a `case`. */
export function parseBitXor(cx: Cx): Expr {
  return parseOperators(cx, Level.caret);
}

/** Precedence climbing: left-leaning chains grow in the loop, so their length is not limited. */
function parseOperators(cx: Cx, lowest: number): Expr {
  let left = parsePrefix(cx);
  for (;;) {
    const operator = next(cx);
    const level = levels[operator]!;
    if (level < lowest || level === 0) return left;
    if (level === Level.compare) {
      if (operator === T.kwNot && peek(cx, 1) !== T.kwIn) return left;
      left = parseComparison(cx, left);
      continue;
    }
    const at = tokenSpan(cx);
    take(cx);
    const right = parseOperators(cx, level + 1);
    left = combine(cx, operator, at, left, right);
  }
}

function combine(cx: Cx, operator: TokenKind, at: Span, left: Expr, right: Expr): Expr {
  const span = { start: left.span.start, end: right.span.end };
  if (operator === T.kwAnd || operator === T.kwOr) {
    return { kind: "logical", span, at, op: operator === T.kwAnd ? "and" : "or", left, right };
  }
  if (operator === T.dotdot || operator === T.dotdoteq) {
    noteDialect(cx, "range", at);
    return { kind: "range", span, at, start: left, end: right, closed: operator === T.dotdoteq };
  }
  return { kind: "binary", span, at, op: binaryOps.get(operator)!, left, right };
}

/** `a < b <= c`: one node for the whole chain. */
function parseComparison(cx: Cx, first: Expr): Expr {
  const operands: Expr[] = [first];
  const ops: { readonly op: CompareOp; readonly span: Span }[] = [];
  for (;;) {
    const operator = next(cx);
    if (levels[operator] !== Level.compare) break;
    if (operator === T.kwNot && peek(cx, 1) !== T.kwIn) break;
    const start = cx.starts[cx.pos]!;
    take(cx);
    let op: CompareOp;
    if (operator === T.kwNot) {
      take(cx);
      op = "not in";
    } else if (operator === T.kwIs) op = accept(cx, T.kwNot) ? "is not" : "is";
    else op = compareOps.get(operator)!;
    ops.push({ op, span: spanSince(cx, start) });
    operands.push(parseOperators(cx, Level.range));
  }
  return { kind: "compare", span: { start: first.span.start, end: operands.at(-1)!.span.end }, operands, ops };
}

/** Prefix operators and a power. The reference takes `not` as the operand of any operator. */
function parsePrefix(cx: Cx): Expr {
  if (kind(cx) === T.kwNot) {
    const start = cx.starts[cx.pos]!;
    if (!enter(cx, "expression")) return errorExpr(cx, start);
    take(cx);
    const operand = parseOperators(cx, Level.not);
    leave(cx);
    return { kind: "unary", span: { start, end: operand.span.end }, op: "not", operand };
  }
  return parseFactor(cx);
}

/** `factor`: signs, `~`, and the power that binds tighter than they do. */
export function parseFactor(cx: Cx): Expr {
  const operator = kind(cx);
  if (operator === T.minus || operator === T.plus || operator === T.tilde) {
    const start = cx.starts[cx.pos]!;
    if (!enter(cx, "expression")) return errorExpr(cx, start);
    take(cx);
    const operand = parseFactor(cx);
    leave(cx);
    const op = operator === T.minus ? "-" : operator === T.plus ? "+" : "~";
    return { kind: "unary", span: { start, end: operand.span.end }, op, operand };
  }
  const base = parsePostfix(cx);
  if (next(cx) !== T.starstar) return base;
  if (!enter(cx, "expression")) return errorExpr(cx, base.span.start);
  const at = tokenSpan(cx);
  take(cx);
  const exponent = parseFactor(cx);
  leave(cx);
  return {
    kind: "binary",
    span: { start: base.span.start, end: exponent.span.end },
    at,
    op: "**",
    left: base,
    right: exponent,
  };
}

/** `tuple-body`: one expression, or several with commas and no parentheses. */
export function parseTupleBody(cx: Cx): Expr {
  const first = parseExpression(cx);
  if (next(cx) !== T.comma) return first;
  const elements: Expr[] = [first];
  while (accept(cx, T.comma)) {
    if (atEnd(cx) || !startsOperand(kind(cx))) break;
    elements.push(parseExpression(cx));
  }
  return { kind: "tuple", span: spanSince(cx, first.span.start), elements, parenthesized: false };
}

const operandStarts: Uint8Array = operandStartTable();

function operandStartTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const each of [
    T.name,
    T.int,
    T.float,
    T.string,
    T.tstringStart,
    T.lparen,
    T.lbracket,
    T.lbrace,
    T.dot,
    T.ellipsis,
    T.plus,
    T.minus,
    T.tilde,
    T.kwAwait,
    T.kwComptime,
    T.kwDef,
    T.kwFalse,
    T.kwLambda,
    T.kwNone,
    T.kwNot,
    T.kwSelf,
    T.kwTrue,
    T.kwTypeOf,
    T.kwOriginOf,
    T.kwConformsTo,
    T.kwSilentAwait,
    T.star,
    T.error,
  ]) {
    table[each] = 1;
  }
  return table;
}

/** Whether an expression can start with this token. */
export function startsOperand(token: TokenKind): boolean {
  return operandStarts[token] === 1;
}

/** The value after an `=`, which must start on the same line or deeper. */
export function parseAfterAssign(cx: Cx, assignAt: Span, parse: (cx: Cx) => Expr): Expr {
  if (!atEnd(cx)) return parse(cx);
  const start = lastEnd(cx);
  fail(cx, "missing-value", "'=' must be followed by an expression on the same line", {
    start: assignAt.start,
    end: assignAt.start + 1,
  });
  return errorExpr(cx, start);
}

/** No operand where one must be. */
export function unexpectedToken(cx: Cx): Expr {
  return failExpr(cx, "unexpected-token", "unexpected token in expression", caretAt(cx), {
    fixes: doubledFixes(cx),
  });
}

/** `&&`, `||` and `++` of other languages. */
function doubledFixes(cx: Cx): readonly Fix[] {
  const second = cx.kinds[cx.pos] === cx.kinds[cx.pos - 1] && !isFirstOnLine(cx) ? cx.pos : cx.pos - 1;
  const first = second - 1;
  if (first < 0 || cx.kinds[first] !== cx.kinds[second] || cx.ends[first] !== cx.starts[second]) return [];
  const at = { start: cx.starts[first]!, end: cx.ends[second]! };
  switch (cx.kinds[second]) {
    case T.amp:
      return [edit(cx, at, "and", "use 'and'")];
    case T.pipe:
      return [edit(cx, at, "or", "use 'or'")];
    case T.plus:
      return atEnd(cx) ? [edit(cx, at, " += 1", "add 1")] : [];
    case T.minus:
      return atEnd(cx) ? [edit(cx, at, " -= 1", "subtract 1")] : [];
    default:
      return [];
  }
}
