/** Decorators, and what they may stand before. */

import type { Decorator, Stmt } from "../ast.ts";
import { T } from "../tokens.ts";
import { parseCallArgs } from "./call.ts";
import { parseComptimeDecl } from "./comptime.ts";
import {
  accept,
  type Cx,
  caretAt,
  fail,
  isFirstOnLine,
  isWord,
  kind,
  next,
  noteDialect,
  peek,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
  tokenText,
} from "./cx.ts";
import { parseDefStatement } from "./def.ts";
import { parseFor } from "./for.ts";
import { parseIf } from "./if.ts";
import { isKeyword } from "./postfix.ts";
import { parseStruct } from "./struct.ts";
import { parseTrait } from "./trait.ts";

/** One or more decorators; the cursor ends on what they decorate. */
export function parseDecorators(cx: Cx): Decorator[] {
  const column = cx.columns[cx.pos]!;
  const decorators: Decorator[] = [];
  while (kind(cx) === T.at && !cx.failed) {
    cx.stmtColumn = cx.columns[cx.pos]!;
    decorators.push(parseDecorator(cx));
  }
  if (!cx.failed && !cx.braces && kind(cx) !== T.eof && cx.columns[cx.pos] !== column) {
    const text = "unexpected tokens after decorator, each need to be on their own line";
    report(cx, "misplaced-decorator", text, caretAt(cx));
  }
  return decorators;
}

function parseDecorator(cx: Cx): Decorator {
  const start = cx.starts[take(cx)]!;
  let name = "";
  do {
    if (kind(cx) !== T.name || isFirstOnLine(cx)) {
      fail(cx, "invalid-decorator", "invalid expression in decorator");
      break;
    }
    name += (name === "" ? "" : ".") + takeName(cx).text;
  } while (accept(cx, T.dot));
  const args = next(cx) === T.lparen ? parseCallArgs(cx) : undefined;
  const span = spanSince(cx, start);
  if (!cx.failed && !isFirstOnLine(cx)) {
    if (kind(cx) === T.at) fail(cx, "invalid-decorator", "invalid expression in decorator", caretAt(cx));
    else {
      const text = "decorators must be on their own line; add a newline after the decorator";
      fail(cx, "misplaced-decorator", text, { start, end: start + 1 });
    }
  }
  if (name === "value" && args === undefined) {
    noteDialect(cx, "value", span, { modern: "@fieldwise_init", strictAt: { start: start + 1, end: span.end } });
  }
  return { span, name, args };
}

/** A decorated statement or declaration; `atFileScope`: structs and traits may stand here. */
export function parseDecorated(cx: Cx, atFileScope = false): Stmt {
  const start = cx.starts[cx.pos]!;
  const decorators = parseDecorators(cx);
  cx.stmtColumn = cx.columns[cx.pos]!;
  const token = kind(cx);
  switch (token) {
    case T.kwDef:
    case T.kwFn:
    case T.kwAsync:
    case T.kwSilentAsync:
      return parseDefStatement(cx, decorators);
    case T.kwStruct: {
      if (!atFileScope) {
        report(cx, "not-supported-here", "struct inside a function not supported here", tokenSpan(cx));
      }
      const decl = parseStruct(cx, decorators);
      return { kind: "decl", span: decl.span, decl };
    }
    case T.kwTrait: {
      if (!atFileScope) report(cx, "not-supported-here", "nested trait not supported here", tokenSpan(cx));
      const decl = parseTrait(cx, decorators);
      return { kind: "decl", span: decl.span, decl };
    }
    case T.kwComptime:
      if (peek(cx, 1) !== T.name && peek(cx, 1) !== T.lparen) break;
      take(cx);
      return comptimeDecl(cx, start, decorators);
    case T.name:
      if (!isWord(cx, "alias") || peek(cx, 1) !== T.name) break;
      noteDialect(cx, "alias", tokenSpan(cx), { modern: "comptime" });
      take(cx);
      return comptimeDecl(cx, start, decorators);
    case T.kwIf:
    case T.kwFor:
      if (decorators.length === 1 && decorators[0]!.name === "parameter") {
        noteDialect(cx, token === T.kwIf ? "parameter-if" : "parameter-for", decorators[0]!.span, {
          modern: "comptime",
          strictAt: tokenSpan(cx),
        });
        return token === T.kwIf ? parseIf(cx, { comptime: true, start }) : parseFor(cx, { flavour: "comptime", start });
      }
      break;
    default:
  }
  fail(cx, "misplaced-decorator", notDecoratable(cx), caretAt(cx));
  return { kind: "error", span: spanSince(cx, start) };
}

function comptimeDecl(cx: Cx, start: number, decorators: readonly Decorator[]): Stmt {
  const decl = parseComptimeDecl(cx, { start, decorators, inTrait: false });
  return { kind: "comptime_decl", span: decl.span, decl };
}

function notDecoratable(cx: Cx): string {
  const token = kind(cx);
  if (token === T.kwVar && cx.inFunction) {
    return "'var' statement in function body does not support decorators; remove the decorator";
  }
  return isKeyword(token)
    ? `'${tokenText(cx)}' statement does not support decorators; remove the decorator`
    : "statement does not support decorators; remove the decorator";
}
