/** Which statement starts here, and the statements that are one word and an operand. Compound ones have their own files. */

import type { Code } from "../../diagnostics/codes.ts";
import type { Stmt } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { parseAssignmentOrExpression } from "./assign.ts";
import { parseComptimeDecl, parseComptimeStatement } from "./comptime.ts";
import {
  atEnd,
  type Cx,
  fail,
  isFirstOnLine,
  isWord,
  kind,
  noteDialect,
  peek,
  report,
  spanSince,
  take,
  tokenSpan,
  tokenText,
} from "./cx.ts";
import { parseDecorated } from "./decorator.ts";
import { parseDefStatement } from "./def.ts";
import { parseExpression, parseTupleBody } from "./expr.ts";
import { parseFor } from "./for.ts";
import { parseIf } from "./if.ts";
import { parseImport } from "./import.ts";
import { parseMatch } from "./match.ts";
import { parseExtension, parseStruct } from "./struct.ts";
import { parseTrait } from "./trait.ts";
import { parseTry } from "./try.ts";
import { parseVar } from "./var.ts";
import { parseWhile } from "./while.ts";
import { parseWith } from "./with.ts";

/** One statement. `inline`: on the line of a header, where only simple statements may stand. */
export function parseStatement(cx: Cx, inline: boolean): Stmt {
  cx.stmtColumn = cx.columns[cx.pos]!;
  cx.brackets = 0;
  const token = kind(cx);
  if (inline && isCompound(token)) {
    report(cx, "compound-on-header-line", `'${tokenText(cx)}' statement must be on its own line`, tokenSpan(cx));
  }
  switch (token) {
    case T.kwPass:
      return { kind: "pass", span: tokenSpan(cx, take(cx)) };
    case T.kwBreak:
    case T.kwContinue:
      return parseJump(cx);
    case T.kwReturn:
      return parseReturn(cx);
    case T.kwRaise:
      return parseRaise(cx);
    case T.kwAssert:
      return parseAssert(cx);
    case T.kwVar:
    case T.kwRef:
      return parseVar(cx);
    case T.kwIf:
      return parseIf(cx, { comptime: false, start: cx.starts[cx.pos]! });
    case T.kwWhile:
      return parseWhile(cx);
    case T.kwFor:
      return parseFor(cx, { flavour: "", start: cx.starts[cx.pos]! });
    case T.kwTry:
      return parseTry(cx);
    case T.kwWith:
      return parseWith(cx);
    case T.kwMatch:
      return parseMatch(cx, { comptime: false, start: cx.starts[cx.pos]! });
    case T.kwComptime:
      return parseComptimeStatement(cx);
    case T.kwImport:
    case T.kwFrom: {
      const decl = parseImport(cx);
      return { kind: "import", span: decl.span, decl };
    }
    case T.at:
      return parseDecorated(cx);
    case T.kwDef:
      return parseDefStatement(cx, []);
    case T.kwFn:
      return parseFnStatement(cx);
    case T.kwAsync:
    case T.kwSilentAsync:
      return peek(cx, 1) === T.kwDef || peek(cx, 1) === T.kwFn ? parseDefStatement(cx, []) : expressionStatement(cx);
    case T.kwStruct: {
      report(cx, "not-supported-here", "struct inside a function not supported here", tokenSpan(cx));
      const decl = parseStruct(cx, []);
      return { kind: "decl", span: decl.span, decl };
    }
    case T.kwTrait: {
      report(cx, "not-supported-here", "nested trait not supported here", tokenSpan(cx));
      const decl = parseTrait(cx, []);
      return { kind: "decl", span: decl.span, decl };
    }
    case T.kwExtension: {
      report(cx, "not-supported-here", "extension inside a function not supported here", tokenSpan(cx));
      const decl = parseExtension(cx);
      return { kind: "decl", span: decl.span, decl };
    }
    case T.kwClass:
      return failStatement(cx, "not-supported-yet", "classes are not supported yet");
    case T.rbrace:
      return failStatement(cx, "unexpected-brace", "unexpected '}'; no brace block is open here");
    case T.name:
      return parseWordStatement(cx, inline);
    default:
      return expressionStatement(cx);
  }
}

function isCompound(token: TokenKind): boolean {
  switch (token) {
    case T.kwIf:
    case T.kwWhile:
    case T.kwFor:
    case T.kwTry:
    case T.kwWith:
    case T.kwMatch:
    case T.kwDef:
    case T.kwFn:
    case T.kwStruct:
    case T.kwTrait:
      return true;
    default:
      return false;
  }
}

/** `fn name` declares; anything else that starts with `fn` is a mistake. */
function parseFnStatement(cx: Cx): Stmt {
  if (peek(cx, 1) === T.name) return parseDefStatement(cx, []);
  return failStatement(cx, "removed-word", "'fn' has been removed; use 'def' instead");
}

/** The dialect's words are names unless what they introduce follows on the same line. */
function parseWordStatement(cx: Cx, inline: boolean): Stmt {
  const following = peek(cx, 1);
  if (following === T.name && !isFirstOnLine(cx, cx.pos + 1)) {
    if (isWord(cx, "let")) return parseVar(cx);
    if (isWord(cx, "alias")) {
      noteDialect(cx, "alias", tokenSpan(cx), { modern: "comptime" });
      const start = cx.starts[take(cx)]!;
      const decl = parseComptimeDecl(cx, { start, decorators: [], inTrait: false });
      return { kind: "comptime_decl", span: decl.span, decl };
    }
  }
  if (following === T.kwFor && isWord(cx, "parallel") && !isFirstOnLine(cx, cx.pos + 1)) {
    const span = tokenSpan(cx);
    if (inline) report(cx, "compound-on-header-line", "'parallel for' statement must be on its own line", span);
    noteDialect(cx, "parallel-for", span);
    take(cx);
    return parseFor(cx, { flavour: "parallel", start: span.start });
  }
  return expressionStatement(cx);
}

function expressionStatement(cx: Cx): Stmt {
  return parseAssignmentOrExpression(cx);
}

/** Reports at the word under the cursor. */
export function failStatement(cx: Cx, code: Code, message: string): Stmt {
  const span = tokenSpan(cx);
  fail(cx, code, message, span);
  return { kind: "error", span };
}

// ---------------------------------------------------------------- simple statements

/** Whether a simple statement has no operand: the line, the block or the statement ends. */
export function endsSimple(cx: Cx): boolean {
  const token = kind(cx);
  return atEnd(cx) || token === T.semicolon || token === T.eof || (token === T.rbrace && cx.brackets === 0);
}

function parseJump(cx: Cx): Stmt {
  const token = kind(cx);
  const span = tokenSpan(cx, take(cx));
  const word = token === T.kwBreak ? "break" : "continue";
  if (!cx.inLoop) report(cx, "outside-loop", `'${word}' is not inside a loop`, span);
  return { kind: word, span };
}

function parseReturn(cx: Cx): Stmt {
  const word = tokenSpan(cx);
  take(cx);
  if (!cx.inFunction) {
    report(cx, "return-outside-function", "'return' must be inside a function; move this into a function body", word);
  }
  const value = endsSimple(cx) ? undefined : parseTupleBody(cx);
  return { kind: "return", span: spanSince(cx, word.start), value };
}

function parseRaise(cx: Cx): Stmt {
  const start = cx.starts[take(cx)]!;
  const value = endsSimple(cx) ? undefined : parseExpression(cx);
  return { kind: "raise", span: spanSince(cx, start), value };
}

function parseAssert(cx: Cx): Stmt {
  const start = cx.starts[take(cx)]!;
  const condition = parseExpression(cx);
  const message = parseAssertMessage(cx);
  return { kind: "assert", span: spanSince(cx, start), condition, message };
}

export function parseAssertMessage(cx: Cx): ReturnType<typeof parseExpression> | undefined {
  if (kind(cx) !== T.comma || atEnd(cx)) return undefined;
  take(cx);
  return parseExpression(cx);
}
