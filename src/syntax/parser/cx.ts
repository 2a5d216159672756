/**
 * The state of one parse and the steps every construct is made of: look at a token, take it, report a mistake.
 *
 * Layout. A statement ends where a line starts at or left of the statement's own column (`atEnd`), unless a bracket is
 * open; between braces every line start ends it.
 *
 * Mistakes. `fail` reports once and puts the cursor on the end of the file, so that every construct being parsed runs out
 * of tokens and returns without a special case; `recover` puts it back and `failed` tells the statement loop to skip.
 */

import type { Code } from "../../diagnostics/codes.ts";
import { type Diagnostic, type DiagnosticParts, type Fix, makeDiagnostic } from "../../diagnostics/diagnostic.ts";
import type { Location, SourceFile, Span } from "../../source/source.ts";
import type { DialectConstruct, DialectUse, Expr, Name } from "../ast.ts";
import { Flag, T, type TokenKind, type TokenStream } from "../tokens.ts";

/** Deeper nesting than this is refused: it cannot be meant, and every later phase walks trees by recursion. */
export const maxDepth = 256;

export interface Cx {
  readonly file: SourceFile;
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly columns: Int32Array;
  readonly flags: Uint8Array;
  readonly eof: number;
  pos: number;
  /** Column of the innermost statement. */
  stmtColumn: number;
  /** Inside a brace block: lines end statements, columns mean nothing. */
  braces: boolean;
  /** Open brace blocks around the cursor. */
  braceDepth: number;
  /** Open brackets since the innermost statement began. */
  brackets: number;
  depth: number;
  /** A mistake has been reported and the cursor parked at the end of the file; `failedAt` is where it was. */
  failed: boolean;
  failedAt: number;
  inFunction: boolean;
  inLoop: boolean;
  inStruct: boolean;
  /** Pairs of `{` and `}`, by token row; found when recovery first needs them. */
  braceMatches: Map<number, number> | undefined;
  readonly diagnostics: Diagnostic[];
  readonly dialect: DialectUse[];
  readonly names: Map<string, string>;
}

export function makeCx(tokens: TokenStream): Cx {
  return {
    file: tokens.file,
    text: tokens.file.text,
    kinds: tokens.kinds,
    starts: tokens.starts,
    ends: tokens.ends,
    columns: tokens.columns,
    flags: tokens.flags,
    eof: tokens.count - 1,
    pos: 0,
    stmtColumn: 0,
    braces: false,
    braceDepth: 0,
    brackets: 0,
    depth: 0,
    failed: false,
    failedAt: 0,
    inFunction: false,
    inLoop: false,
    inStruct: false,
    braceMatches: undefined,
    diagnostics: [],
    dialect: [],
    names: new Map(),
  };
}

// ---------------------------------------------------------------- looking

/** The token under the cursor, whatever its line. */
export function kind(cx: Cx): TokenKind {
  return cx.kinds[cx.pos] as TokenKind;
}

/** The token `ahead` places further. */
export function peek(cx: Cx, ahead: number): TokenKind {
  const at = cx.pos + ahead;
  return (at > cx.eof ? T.eof : cx.kinds[at]) as TokenKind;
}

export function isFirstOnLine(cx: Cx, at: number = cx.pos): boolean {
  return (cx.flags[at]! & Flag.firstOnLine) !== 0;
}

/** The statement does not go on at the cursor. */
export function atEnd(cx: Cx): boolean {
  if ((cx.flags[cx.pos]! & Flag.firstOnLine) === 0 || cx.brackets > 0) return false;
  return cx.braces || cx.columns[cx.pos]! <= cx.stmtColumn;
}

/** The token under the cursor if the statement goes on there, else `eof`. For everything optional. */
export function next(cx: Cx): TokenKind {
  return atEnd(cx) ? T.eof : (cx.kinds[cx.pos] as TokenKind);
}

/** The spelling of a token; a name in backticks without them. */
export function tokenText(cx: Cx, at: number = cx.pos): string {
  const escaped = (cx.flags[at]! & Flag.escaped) !== 0 ? 1 : 0;
  const text = cx.text.slice(cx.starts[at]! + escaped, cx.ends[at]! - escaped);
  const known = cx.names.get(text);
  if (known !== undefined) return known;
  cx.names.set(text, text);
  return text;
}

/** Whether the token is the contextual word `word`; never a name in backticks. */
export function isWord(cx: Cx, word: string, at: number = cx.pos): boolean {
  const start = cx.starts[at]!;
  return (
    cx.kinds[at] === T.name &&
    cx.ends[at]! - start === word.length &&
    (cx.flags[at]! & Flag.escaped) === 0 &&
    cx.text.startsWith(word, start)
  );
}

// ---------------------------------------------------------------- places

export function tokenSpan(cx: Cx, at: number = cx.pos): Span {
  return { start: cx.starts[at]!, end: cx.ends[at]! };
}

/** End of the last token taken. */
export function lastEnd(cx: Cx): number {
  const at = cx.failed ? cx.failedAt : cx.pos;
  return at === 0 ? 0 : cx.ends[at - 1]!;
}

/** From `start` to the last token taken. */
export function spanSince(cx: Cx, start: number): Span {
  return { start, end: Math.max(start, lastEnd(cx)) };
}

/** Where something is missing: the token found instead, or the end of the line before it. */
export function missingAt(cx: Cx): Span {
  if (cx.pos > 0 && isFirstOnLine(cx)) {
    const end = cx.ends[cx.pos - 1]!;
    return { start: end, end };
  }
  return caretAt(cx);
}

/** The start of the token under the cursor. */
export function caretAt(cx: Cx, at: number = cx.pos): Span {
  const start = cx.starts[at]!;
  return { start, end: Math.min(start + 1, cx.ends[at]!) };
}

export function locate(cx: Cx, span: Span): Location {
  return { file: cx.file.id, span };
}

// ---------------------------------------------------------------- taking

/** Takes the token under the cursor; its row. */
export function take(cx: Cx): number {
  const at = cx.pos;
  if (at < cx.eof) cx.pos++;
  return at;
}

/** Takes the token if it is `wanted` and the statement goes on there. */
export function accept(cx: Cx, wanted: TokenKind): boolean {
  if (cx.kinds[cx.pos] !== wanted || atEnd(cx)) return false;
  take(cx);
  return true;
}

/** Takes `wanted`, or reports `message`. */
export function expect(cx: Cx, wanted: TokenKind, code: Code, message: string): boolean {
  if (accept(cx, wanted)) return true;
  fail(cx, code, message);
  return false;
}

/** Opens a bracket: inside it columns mean nothing. */
export function openBracket(cx: Cx): void {
  take(cx);
  cx.brackets++;
}

/** Closes the bracket, or reports. */
export function closeBracket(cx: Cx, wanted: TokenKind, message: string, at?: Span): boolean {
  const found = expectAt(cx, wanted, message, at);
  cx.brackets--;
  return found;
}

function expectAt(cx: Cx, wanted: TokenKind, message: string, at: Span | undefined): boolean {
  if (cx.kinds[cx.pos] === wanted) {
    take(cx);
    return true;
  }
  const end = lastEnd(cx);
  const isLast = isFirstOnLine(cx) || cx.pos === cx.eof;
  const fixes =
    isLast && wanted in CLOSERS ? [edit(cx, { start: end, end }, CLOSERS[wanted] ?? "", "close the bracket")] : [];
  fail(cx, "expected-token", message, at ?? missingAt(cx), { fixes });
  return false;
}

const CLOSERS: Readonly<Partial<Record<TokenKind, string>>> = { [T.rparen]: ")", [T.rbracket]: "]", [T.rbrace]: "}" };

/** An edit that is likely to be what was meant. */
export function edit(cx: Cx, at: Span, replacement: string, title: string, safe: boolean = false): Fix {
  return { title, at: locate(cx, at), replacement, safe };
}

export function takeName(cx: Cx): Name {
  const at = take(cx);
  return { text: tokenText(cx, at), span: tokenSpan(cx, at) };
}

/** Takes a name, or reports. */
export function expectName(cx: Cx, message: string): Name {
  if (kind(cx) === T.name && !atEnd(cx)) return takeName(cx);
  fail(cx, "expected-name", message);
  return missingName(cx);
}

export function missingName(cx: Cx): Name {
  const at = lastEnd(cx);
  return { text: "", span: { start: at, end: at } };
}

// ---------------------------------------------------------------- mistakes

/** Adds a diagnostic and goes on. */
export function report(cx: Cx, code: Code, message: string, at: Span, parts?: DiagnosticParts): void {
  if (cx.failed) return;
  cx.diagnostics.push(makeDiagnostic("error", code, locate(cx, at), message, parts));
}

/** Adds a warning with the edit that answers it. */
export function warn(cx: Cx, code: Code, message: string, at: Span, replacement: string): void {
  if (cx.failed) return;
  const title = replacement === "" ? "remove it" : `use '${replacement}'`;
  const fixes = [{ title, at: locate(cx, at), replacement, safe: true }];
  cx.diagnostics.push(makeDiagnostic("warning", code, locate(cx, at), message, { fixes }));
}

/** `async` and `await` are accepted, in either spelling; the open one is warned of. */
export function warnAsync(cx: Cx, at: Span, silent: string): void {
  const text =
    "async/await support in Mojo is experimental and unstable, there are many known issues. Please do not use it in production and do not expect correctness. To suppress this warning, use '__async' and '__await' keywords. That does not make the feature stable, it merely suppresses the warning.";
  warn(cx, "experimental-async", text, at, silent);
}

/** Reports, unless a mistake is being unwound already, and gives up the innermost statement. */
export function fail(cx: Cx, code: Code, message: string, at: Span = missingAt(cx), parts?: DiagnosticParts): void {
  if (cx.failed) return;
  // The lexer has spoken about this place already.
  if (cx.kinds[cx.pos] !== T.error) report(cx, code, message, at, parts);
  cx.failed = true;
  cx.failedAt = cx.pos;
  cx.pos = cx.eof;
}

/** An expression that could not be parsed. */
export function failExpr(cx: Cx, code: Code, message: string, at: Span = missingAt(cx), parts?: DiagnosticParts): Expr {
  const start = lastEnd(cx);
  fail(cx, code, message, at, parts);
  return errorExpr(cx, start);
}

export function errorExpr(cx: Cx, start: number): Expr {
  return { kind: "error", span: spanSince(cx, start) };
}

/** Ends the unwinding: the cursor is again where the mistake was found. */
export function recover(cx: Cx): void {
  if (!cx.failed) return;
  cx.failed = false;
  cx.pos = cx.failedAt;
}

/** Enters a nested construct; false, with a report, when the nesting is too deep. Each true is paired with `leave`. */
export function enter(cx: Cx, what: string): boolean {
  if (cx.depth < maxDepth) {
    cx.depth++;
    return true;
  }
  fail(cx, "nested-too-deeply", tooDeep(what, maxDepth), caretAt(cx));
  return false;
}

export function tooDeep(what: string, most: number): string {
  return `${what} is nested more than ${most} deep`;
}

export function leave(cx: Cx): void {
  cx.depth--;
}

/** Notes a construct of the dialect, for `--strict` and the deprecation notes. */
export function noteDialect(cx: Cx, construct: DialectConstruct, span: Span, parts: DialectParts = {}): void {
  if (cx.failed) return;
  cx.dialect.push({ span, construct, modern: parts.modern, strictAt: parts.strictAt, expected: parts.expected });
}

interface DialectParts {
  readonly modern?: string;
  readonly strictAt?: Span;
  readonly expected?: string;
}
