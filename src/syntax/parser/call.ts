/** Argument lists of calls and subscripts. */

import type { Span } from "../../source/source.ts";
import type { Arg, Expr, Name } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import {
  type Cx,
  closeBracket,
  enter,
  kind,
  leave,
  locate,
  openBracket,
  peek,
  report,
  spanSince,
  take,
  takeName,
} from "./cx.ts";
import { parseExpression } from "./expr.ts";
import { parseTypeOperand } from "./type.ts";

/** `( ... )` after a callee; the cursor is on the `(`. */
export function parseCallArgs(cx: Cx): Arg[] {
  if (!enter(cx, "expression")) return [];
  openBracket(cx);
  const args: Arg[] = [];
  const order: ArgOrder = { keyword: undefined, unpack: undefined, seen: undefined };
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    const arg = parseArg(cx, parseExpression);
    if (checkOrder(cx, order, arg)) args.push(arg);
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rparen, "expected ')' in call argument list");
  leave(cx);
  return args;
}

/** `[ ... ]` after a value or a type; the cursor is on the `[`. */
export function parseSubscriptArgs(cx: Cx): Arg[] {
  if (!enter(cx, "expression")) return [];
  openBracket(cx);
  const args: Arg[] = [];
  while (kind(cx) !== T.rbracket && kind(cx) !== T.eof) {
    args.push(parseArg(cx, parseIndex));
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbracket, "expected ']' in call argument list");
  leave(cx);
  return args;
}

/** `name=value`, `*value`, `**value` or a value. */
export function parseArg(cx: Cx, parseValue: (cx: Cx) => Expr): Arg {
  const start = cx.starts[cx.pos]!;
  const token = kind(cx);
  if (token === T.name && peek(cx, 1) === T.assign) {
    const name = takeName(cx);
    take(cx);
    const value = parseValue(cx);
    return { span: spanSince(cx, start), name, unpack: "", value };
  }
  if ((token === T.star || token === T.starstar) && !endsArg(peek(cx, 1))) {
    take(cx);
    const value = parseValue(cx);
    return { span: spanSince(cx, start), name: undefined, unpack: token === T.star ? "*" : "**", value };
  }
  const value = parseValue(cx);
  return { span: spanSince(cx, start), name: undefined, unpack: "", value };
}

function endsArg(token: TokenKind): boolean {
  return token === T.comma || token === T.rparen || token === T.rbracket;
}

/** An index: an expression, a slice, or a type. */
function parseIndex(cx: Cx): Expr {
  const start = cx.starts[cx.pos]!;
  const lower = kind(cx) === T.colon ? undefined : parseTypeOperand(cx);
  if (kind(cx) !== T.colon) return lower ?? parseExpression(cx);
  take(cx);
  const end = parseSlicePart(cx);
  let step: Expr | undefined;
  let colons = 1;
  if (kind(cx) === T.colon) {
    take(cx);
    colons = 2;
    step = parseSlicePart(cx);
  }
  return { kind: "slice", span: spanSince(cx, start), start: lower, end, step, colons };
}

function parseSlicePart(cx: Cx): Expr | undefined {
  const token = kind(cx);
  if (token === T.colon || token === T.comma || token === T.rbracket) return undefined;
  return parseExpression(cx);
}

// ---------------------------------------------------------------- order of arguments

interface ArgOrder {
  keyword: Span | undefined;
  unpack: Span | undefined;
  seen: Map<string, Name> | undefined;
}

/** Positional arguments come first and a keyword only once. False: the argument is to be left out. */
function checkOrder(cx: Cx, order: ArgOrder, arg: Arg): boolean {
  if (arg.name !== undefined) {
    order.keyword ??= arg.name.span;
    order.seen ??= new Map();
    const earlier = order.seen.get(arg.name.text);
    if (earlier === undefined) {
      order.seen.set(arg.name.text, arg.name);
      return true;
    }
    report(
      cx,
      "repeated-keyword",
      `keyword argument '${arg.name.text}' was already used; remove the duplicate`,
      arg.name.span,
      {
        notes: [{ message: "previously specified here", at: locate(cx, earlier.span) }],
      },
    );
    return false;
  }
  if (arg.unpack !== "") {
    order.unpack ??= arg.span;
    return true;
  }
  if (order.unpack !== undefined) {
    report(
      cx,
      "positional-after-unpack",
      "positional argument must not follow an unpack; move it before or convert to a keyword argument",
      arg.span,
      { notes: [{ message: "unpacked positional argument specified here", at: locate(cx, order.unpack) }] },
    );
  } else if (order.keyword !== undefined) {
    report(
      cx,
      "positional-after-keyword",
      "positional argument must not follow a keyword argument; move it before or convert to a keyword argument",
      arg.span,
    );
  }
  return true;
}
