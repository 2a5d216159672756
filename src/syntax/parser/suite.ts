/**
 * Suites: `:` and statements by column, or `{ ... }`. One walk serves blocks of statements, the members of structs, the
 * cases of a `match` and the file itself; what one line holds is the caller's.
 */

import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../source/source.ts";
import { T, type TokenKind } from "../tokens.ts";
import {
  atEnd,
  type Cx,
  caretAt,
  edit,
  enter,
  fail,
  isFirstOnLine,
  kind,
  lastEnd,
  leave,
  missingAt,
  noteDialect,
  recover,
  report,
  take,
  tokenSpan,
} from "./cx.ts";

export interface SuiteHeader {
  /** Column of the statement that owns the suite. */
  readonly column: number;
  /** What to say when neither `:` nor `{` follows. */
  readonly missing: string;
  /** Declarations word trailing tokens differently from statements. */
  readonly isDeclaration: boolean;
  /** What to say, and where, when nothing stands in the suite; undefined where the caller says it itself. */
  readonly allowEmpty: boolean;
}

export interface SuiteItems {
  /** Parses one item at the cursor and keeps it. `inline`: it stands on the header's line. */
  readonly one: (cx: Cx, inline: boolean) => void;
  /** Items need not stand in one column, as the cases of a `match`. */
  readonly anyColumn?: boolean;
  /** Keeps a mark that something could not be parsed. */
  readonly broken: (cx: Cx, span: Span) => void;
}

export interface Suite {
  readonly span: Span;
  /** The `:` or the `{`. */
  readonly at: Span;
  readonly braces: boolean;
}

/** The part of the state that a suite changes and its owner needs back. */
interface Saved {
  readonly stmtColumn: number;
  readonly braces: boolean;
  readonly brackets: number;
}

/** The cursor is after the header. */
export function parseSuite(cx: Cx, header: SuiteHeader, items: SuiteItems): Suite {
  const at = tokenSpan(cx);
  const token = kind(cx);
  if (token === T.lbrace) return withDepth(cx, at, true, () => parseBraceSuite(cx, header, items));
  if (token === T.colon && !atEnd(cx)) return withDepth(cx, at, false, () => parseColonSuite(cx, header, items));
  fail(cx, "expected-token", missingColonText(cx, header), missingAt(cx), { fixes: headerFixes(cx) });
  return { span: at, at, braces: false };
}

/** `:` where the line ends, `==` for `=` in a condition, `elif` for `else if`. */
function headerFixes(cx: Cx): readonly Fix[] {
  const end = lastEnd(cx);
  if (isFirstOnLine(cx) || cx.pos === cx.eof) return [edit(cx, { start: end, end }, ":", "add ':'", true)];
  const token = kind(cx);
  if (token === T.assign) return [edit(cx, tokenSpan(cx), "==", "compare with '=='")];
  const before = cx.pos - 1;
  if (token !== T.kwIf || cx.kinds[before] !== T.kwElse) return [];
  return [edit(cx, { start: cx.starts[before]!, end: tokenSpan(cx).end }, "elif", "use 'elif'")];
}

function missingColonText(cx: Cx, header: SuiteHeader): string {
  const deeper = isFirstOnLine(cx) && !cx.braces && cx.columns[cx.pos]! > header.column;
  return deeper && header.missing === "expected ':' in function definition"
    ? "missing ':' at end of function signature"
    : header.missing;
}

function withDepth(cx: Cx, at: Span, braces: boolean, parse: () => void): Suite {
  if (!enter(cx, "block")) return { span: at, at, braces };
  const saved: Saved = { stmtColumn: cx.stmtColumn, braces: cx.braces, brackets: cx.brackets };
  cx.brackets = 0;
  parse();
  cx.stmtColumn = saved.stmtColumn;
  cx.braces = saved.braces;
  cx.brackets = saved.brackets;
  leave(cx);
  return { span: { start: at.start, end: Math.max(at.end, lastEnd(cx)) }, at, braces };
}

// ---------------------------------------------------------------- by column

function parseColonSuite(cx: Cx, header: SuiteHeader, items: SuiteItems): void {
  const colon = take(cx);
  if (!isFirstOnLine(cx)) {
    if (cx.braces && kind(cx) === T.lbrace && isFirstOnLine(cx, cx.pos + 1)) {
      fail(cx, "colon-and-brace", "a block opens with ':' or with '{', not with both", caretAt(cx));
      return;
    }
    parseInline(cx, header, items);
    return;
  }
  const column = cx.columns[cx.pos]!;
  if (column <= header.column || kind(cx) === T.eof || closesBraces(cx)) {
    reportEmpty(cx, header, colon);
    return;
  }
  cx.braces = false;
  parseLines(cx, header.column, items);
}

function reportEmpty(cx: Cx, header: SuiteHeader, colon: number): void {
  if (header.allowEmpty) return;
  const text = "body must not be empty; use 'pass' or check that the lines below are indented";
  const end = cx.ends[colon]!;
  report(cx, "empty-body", text, { start: end, end });
}

/** Simple statements on the header's line. */
function parseInline(cx: Cx, header: SuiteHeader, items: SuiteItems): void {
  for (;;) {
    const start = cx.pos;
    items.one(cx, true);
    if (cx.failed) {
      mend(cx, items, start, header.column);
      return;
    }
    if (kind(cx) === T.semicolon && !isFirstOnLine(cx)) take(cx);
    else if (!endsInline(cx)) {
      reportTrailing(cx, header.isDeclaration);
      mend(cx, items, start, header.column);
      return;
    }
    if (endsInline(cx)) {
      if (!cx.braces) checkNoMoreLines(cx, header, items);
      return;
    }
  }
}

/** Nothing deeper than the header may follow a suite that stands on the header's line. */
function checkNoMoreLines(cx: Cx, header: SuiteHeader, items: SuiteItems): void {
  if (closesBraces(cx) || kind(cx) === T.eof || cx.columns[cx.pos]! <= header.column) return;
  const start = cx.pos;
  if (header.isDeclaration) reportTrailing(cx, true);
  else fail(cx, "inconsistent-indentation", misplacedText, caretAt(cx));
  mend(cx, items, start, header.column);
}

const misplacedText = "statement indentation must match the rest of the block; adjust to align";

function endsInline(cx: Cx): boolean {
  return isFirstOnLine(cx) || closesBraces(cx);
}

/** The `}` of a brace block around this one. */
function closesBraces(cx: Cx): boolean {
  return cx.braceDepth > 0 && kind(cx) === T.rbrace;
}

function reportTrailing(cx: Cx, isDeclaration: boolean): void {
  if (isDeclaration && startsDefinition(kind(cx))) {
    fail(cx, "misplaced-definition", "definition isn't on its own line at the correct indentation", caretAt(cx));
  } else if (isDeclaration) {
    fail(cx, "trailing-tokens", "unknown tokens at the end of a declaration", caretAt(cx));
  } else fail(cx, "trailing-tokens", "statements must start at the beginning of a line", caretAt(cx));
}

function startsDefinition(token: TokenKind): boolean {
  return token === T.kwDef || token === T.kwStruct || token === T.kwTrait || token === T.kwFn;
}

/** Lines right of `headerColumn`; the first one's column is that of the block. The file is such a block at column 0. */
export function parseLines(cx: Cx, headerColumn: number, items: SuiteItems): void {
  let column = cx.columns[cx.pos]!;
  while (kind(cx) !== T.eof && !closesBraces(cx)) {
    const start = cx.pos;
    if (isFirstOnLine(cx)) {
      const here = cx.columns[start]!;
      if (here <= headerColumn) return;
      if (here !== column && !items.anyColumn) {
        reportIndentation(cx);
        // What follows is judged by the new column, so that one slip is reported once.
        column = here;
      }
    }
    if (!cx.failed) items.one(cx, false);
    if (!cx.failed) endLine(cx);
    if (cx.failed) mend(cx, items, start, column);
  }
}

/** A word that only carries on a statement, so that nothing more can be said of its line. */
function isContinuation(token: TokenKind): boolean {
  return (
    token === T.kwElse || token === T.kwElif || token === T.kwExcept || token === T.kwFinally || token === T.kwCase
  );
}

function reportIndentation(cx: Cx): void {
  if (startsDefinition(kind(cx)) && !cx.inFunction && !cx.inStruct) {
    report(cx, "misplaced-definition", "definition isn't on its own line at the correct indentation", caretAt(cx));
    return;
  }
  if (isContinuation(kind(cx))) fail(cx, "inconsistent-indentation", misplacedText, caretAt(cx));
  else report(cx, "inconsistent-indentation", misplacedText, caretAt(cx));
}

/** After a statement: a `;`, or the next line. */
function endLine(cx: Cx): void {
  if (isFirstOnLine(cx) || closesBraces(cx)) return;
  if (kind(cx) !== T.semicolon) {
    reportTrailing(cx, false);
    return;
  }
  take(cx);
  if (kind(cx) === T.semicolon && !isFirstOnLine(cx)) {
    fail(cx, "unexpected-token", "unexpected token in expression", caretAt(cx));
  }
}

/** After a mistake in the item that began at `start`: goes to the next line at or left of `column`. */
function mend(cx: Cx, items: SuiteItems, start: number, column: number): void {
  recover(cx);
  cx.brackets = 0;
  if (!cx.braces) cx.pos = earlierStatement(cx, start, cx.pos, column);
  skipItem(cx, start, column);
  items.broken(cx, { start: cx.starts[start]!, end: Math.max(cx.ends[start]!, cx.pos > 0 ? cx.ends[cx.pos - 1]! : 0) });
}

/** To the next item of this suite, over whole brace blocks and lines that no statement starts with. */
function skipItem(cx: Cx, start: number, column: number): void {
  if (cx.pos === start) cx.pos++;
  for (; kind(cx) !== T.eof; cx.pos++) {
    const token = kind(cx);
    if (closesBraces(cx) || (cx.braces && token === T.semicolon)) return;
    if (isFirstOnLine(cx) && (cx.braces || cx.columns[cx.pos]! <= column) && !isFragment(token)) return;
    if (token === T.lbrace && (cx.braces || isFirstOnLine(cx, cx.pos + 1))) cx.pos = matchingBrace(cx, cx.pos);
  }
}

/** A token that can only be the rest of something broken. */
function isFragment(token: TokenKind): boolean {
  switch (token) {
    case T.rparen:
    case T.rbracket:
    case T.arrow:
    case T.colon:
    case T.comma:
    case T.assign:
      return true;
    default:
      return false;
  }
}

/** The `}` of the `{` at `open`, or `open` where there is none. All pairs are found at the first question. */
function matchingBrace(cx: Cx, open: number): number {
  cx.braceMatches ??= findBraceMatches(cx);
  return cx.braceMatches.get(open) ?? open;
}

function findBraceMatches(cx: Cx): Map<number, number> {
  const matches = new Map<number, number>();
  const opens: number[] = [];
  for (let at = 0; at < cx.eof; at++) {
    if (cx.kinds[at] === T.lbrace) opens.push(at);
    else if (cx.kinds[at] === T.rbrace) {
      const open = opens.pop();
      if (open !== undefined) matches.set(open, at);
    }
  }
  return matches;
}

/** An unclosed bracket runs on through the following statements: the first of them that is surely one, else `failedAt`. */
function earlierStatement(cx: Cx, start: number, failedAt: number, column: number): number {
  for (let at = start + 1; at < failedAt; at++) {
    if (!isFirstOnLine(cx, at) || cx.columns[at]! > column) continue;
    if (statementWords[cx.kinds[at]!] === 1) return at;
  }
  return failedAt;
}

const statementWords: Uint8Array = statementWordTable();

function statementWordTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (const each of [
    T.kwDef,
    T.kwFn,
    T.kwStruct,
    T.kwTrait,
    T.kwExtension,
    T.kwVar,
    T.kwReturn,
    T.kwWhile,
    T.kwImport,
    T.kwFrom,
    T.kwTry,
    T.kwWith,
    T.kwPass,
    T.kwBreak,
    T.kwContinue,
    T.kwRaise,
    T.at,
  ]) {
    table[each] = 1;
  }
  return table;
}

// ---------------------------------------------------------------- by braces

function parseBraceSuite(cx: Cx, header: SuiteHeader, items: SuiteItems): void {
  const open = tokenSpan(cx);
  noteDialect(cx, "brace-block", open, { modern: ":", expected: header.missing });
  take(cx);
  cx.braces = true;
  cx.braceDepth++;
  const reported = cx.diagnostics.length;
  while (kind(cx) !== T.rbrace && kind(cx) !== T.eof) {
    if (kind(cx) === T.semicolon) {
      take(cx);
      continue;
    }
    const start = cx.pos;
    items.one(cx, false);
    if (!cx.failed && !endsBraceItem(cx)) {
      fail(cx, "missing-separator", "statements on one line must be separated by ';'", caretAt(cx));
    }
    if (cx.failed) mend(cx, items, start, 0);
  }
  cx.braceDepth--;
  if (kind(cx) === T.rbrace) take(cx);
  else if (cx.diagnostics.length === reported) report(cx, "unclosed-brace", "expected '}' to close this block", open);
}

function endsBraceItem(cx: Cx): boolean {
  const token = kind(cx);
  return token === T.semicolon || token === T.rbrace || isFirstOnLine(cx);
}
