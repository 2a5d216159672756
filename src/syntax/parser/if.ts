/** `if`, `elif`, `else`, at run time and at compile time. */

import type { Block, Branch, Stmt } from "../ast.ts";
import { T, type TokenKind } from "../tokens.ts";
import { headerOf, parseBlock } from "./block.ts";
import { type Cx, isFirstOnLine, kind, spanSince, take } from "./cx.ts";
import { parseExpression } from "./expr.ts";

export interface FlavouredStart {
  readonly comptime: boolean;
  /** Where the statement starts, before `comptime`. */
  readonly start: number;
}

/** The cursor is on `if`. A chain of any length is one flat node. */
export function parseIf(cx: Cx, { comptime, start }: FlavouredStart): Stmt {
  const column = cx.stmtColumn;
  const branches: Branch[] = [];
  let orElse: Block | undefined;
  for (let word = "if"; ; word = "elif") {
    const branchStart = cx.starts[take(cx)]!;
    const condition = parseExpression(cx);
    const body = parseBlock(cx, headerOf(column, `expected ':' after '${word}' condition`));
    branches.push({ span: spanSince(cx, branchStart), condition, body });
    if (!continues(cx, T.kwElif, column, body)) break;
  }
  if (continues(cx, T.kwElse, column, branches.at(-1)!.body)) orElse = parseElse(cx, column);
  return { kind: "if", span: spanSince(cx, start), comptime, branches, orElse };
}

/** The cursor is on `else`. */
export function parseElse(cx: Cx, column: number): Block {
  take(cx);
  return parseBlock(cx, headerOf(column, "expected ':' after else"));
}

/** Whether `word` carries on the statement at `column` after `body`: on a line of its own, or after the body's `}`. */
export function continues(cx: Cx, word: TokenKind, column: number, body: Block): boolean {
  if (kind(cx) !== word) return false;
  if (!isFirstOnLine(cx)) return body.braces;
  return cx.braces || cx.columns[cx.pos] === column;
}
