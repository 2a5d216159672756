/** What follows an operand without a space of its own: calls, subscripts, members, transfers. */

import type { Span } from "../../source/source.ts";
import type { Arg, Expr } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { parseAtom } from "./atom.ts";
import { parseCallArgs, parseSubscriptArgs } from "./call.ts";
import {
  type Cx,
  expectName,
  fail,
  isFirstOnLine,
  kind,
  missingName,
  next,
  peek,
  spanSince,
  take,
  takeName,
  tokenSpan,
} from "./cx.ts";
import { startsOperand } from "./expr.ts";

/** An atom and its suffixes. */
export function parsePostfix(cx: Cx): Expr {
  return parseSuffixes(cx, parseAtom(cx));
}

export function parseSuffixes(cx: Cx, atom: Expr): Expr {
  let base = atom;
  for (;;) {
    switch (next(cx)) {
      case T.lparen: {
        const at = tokenSpan(cx);
        const args: Arg[] = parseCallArgs(cx);
        base = { kind: "call", span: spanSince(cx, base.span.start), at, callee: base, args };
        break;
      }
      case T.lbracket: {
        const at = tokenSpan(cx);
        const args: Arg[] = parseSubscriptArgs(cx);
        base = { kind: "subscript", span: spanSince(cx, base.span.start), at, base, args };
        break;
      }
      case T.dot:
        base = parseAttribute(cx, base);
        break;
      case T.caret: {
        if (!isTransfer(cx)) return base;
        const at: Span = tokenSpan(cx);
        take(cx);
        base = { kind: "transfer", span: spanSince(cx, base.span.start), at, operand: base };
        break;
      }
      default:
        return base;
    }
  }
}

function parseAttribute(cx: Cx, base: Expr): Expr {
  const at = tokenSpan(cx);
  take(cx);
  const name = parseMemberName(cx);
  return { kind: "attribute", span: spanSince(cx, base.span.start), at, base, name };
}

/** After a `.` any word is a name, reserved or not. */
export function parseMemberName(cx: Cx): { readonly text: string; readonly span: Span } {
  const token = kind(cx);
  if (token === T.name) return takeName(cx);
  if (isKeyword(token) && !isFirstOnLine(cx)) return takeName(cx);
  if (token === T.error) return expectName(cx, "expected name in attribute reference");
  fail(cx, "expected-name", "expected name in attribute reference");
  return missingName(cx);
}

export function isKeyword(token: TokenKind): boolean {
  return token >= T.kwAnd;
}

/** `x^` is a transfer where no operand follows the `^`; else it is the infix operator, also before `(` and `[`. */
function isTransfer(cx: Cx): boolean {
  const following = peek(cx, 1);
  // A member, a product and a brace block go on from the transferred value.
  if (following === T.dot || following === T.star || following === T.lbrace) return true;
  if (following === T.kwNot && peek(cx, 2) === T.kwIn) return true;
  if (!startsOperand(following) || following === T.error) return true;
  if (cx.brackets > 0 || !isFirstOnLine(cx, cx.pos + 1)) return false;
  return cx.braces || cx.columns[cx.pos + 1]! <= cx.stmtColumn;
}
