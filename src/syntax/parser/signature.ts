/** What stands between a function's name and its body: parameters, arguments, effects, captures, result, constraints. */

import type { Span } from "../../source/source.ts";
import type { ArgDecl, Capture, Expr, MarkerDecl, Signature } from "../ast.ts";
import { T } from "../tokens.ts";
import { parseArgs } from "./args.ts";
import { parseAtom, stringValue } from "./atom.ts";
import {
  accept,
  atEnd,
  type Cx,
  caretAt,
  closeBracket,
  expect,
  fail,
  isFirstOnLine,
  isWord,
  kind,
  lastEnd,
  next,
  openBracket,
  peek,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
  tokenText,
} from "./cx.ts";
import { parseTernary, startsOperand } from "./expr.ts";
import { parseParams } from "./params.ts";
import { parseSuffixes } from "./postfix.ts";
import { parseType } from "./type.ts";

export type SignatureForm = "def" | "lambda" | "type";

export interface SignatureOptions {
  readonly form: SignatureForm;
  readonly isAsync: boolean;
  /** The function's name where it decides what older words mean (`inout self` in `__init__`). */
  readonly name: string;
  /** Inside a function, where there are variables to capture. */
  readonly isNested: boolean;
  /** The first argument may go without a type. */
  readonly hasSelf: boolean;
}

interface Effects {
  raises: boolean;
  raisesType: Expr | undefined;
  raisesSpan: Span | undefined;
  thin: boolean;
  capturing: boolean;
  abi: string | undefined;
}

/** From the optional `[` to the end of the constraints. */
export function parseSignature(cx: Cx, options: SignatureOptions): Signature {
  const start = cx.starts[cx.pos]!;
  const params = next(cx) === T.lbracket ? parseParams(cx) : undefined;
  const before = cx.pos;
  const args = parseArgList(cx, options, params);
  const argsEnd = cx.failed || cx.pos === before ? undefined : { start: lastEnd(cx), end: lastEnd(cx) };
  const effects = parseEffects(cx, options.form);
  const captures = hasCaptures(cx, options) ? parseCaptures(cx) : undefined;
  let result: Expr | undefined;
  if (accept(cx, T.arrow)) {
    result = parseType(cx);
    checkResult(cx, args, result);
  }
  const where = options.form === "type" ? [] : parseWhere(cx);
  return {
    span: spanSince(cx, start),
    isAsync: options.isAsync,
    params,
    args,
    argsEnd,
    raises: effects.raises,
    raisesType: effects.raisesType,
    raisesSpan: effects.raisesSpan,
    thin: effects.thin,
    capturing: effects.capturing,
    abi: effects.abi,
    captures,
    result,
    where,
  };
}

function parseArgList(cx: Cx, options: SignatureOptions, params: Signature["params"]): (ArgDecl | MarkerDecl)[] {
  const mayStartHere = options.form !== "def" || params !== undefined || !isFirstOnLine(cx);
  if (next(cx) === T.lparen && mayStartHere) return parseArgs(cx, options);
  if (options.form === "lambda") {
    if (next(cx) === T.name || next(cx) === T.star || next(cx) === T.starstar) {
      fail(
        cx,
        "unparenthesized-lambda",
        "unparenthesized lambda arguments are not supported; write them in parentheses, with types, e.g. `lambda (x: Int, y: Int) -> Int: x + y`",
        tokenSpan(cx),
      );
    }
    return [];
  }
  if (kind(cx) === T.lparen) {
    const at = caretAt(cx, take(cx));
    fail(cx, "misplaced-line-start", "argument list may not appear at the start of the line", at);
  } else fail(cx, "expected-token", "expected '(' for argument list");
  return [];
}

function checkResult(cx: Cx, args: readonly (ArgDecl | MarkerDecl)[], result: Expr): void {
  if (args.some((arg) => arg.kind === "arg" && arg.convention === "out")) {
    report(cx, "out-and-result", "functions must not declare both an 'out' argument and a return type", result.span);
  }
}

/** Constraints after a signature, a conformance list or a compile-time name; several may follow each other. */
export function parseWhere(cx: Cx): Expr[] {
  const where: Expr[] = [];
  while (isWord(cx, "where") && !atEnd(cx)) {
    take(cx);
    where.push(parseTernary(cx));
  }
  return where;
}

// ---------------------------------------------------------------- effects

function parseEffects(cx: Cx, form: SignatureForm): Effects {
  const effects: Effects = {
    raises: false,
    raisesType: undefined,
    raisesSpan: undefined,
    thin: false,
    capturing: false,
    abi: undefined,
  };
  while (next(cx) === T.name && !isWord(cx, "where")) {
    const span = tokenSpan(cx);
    const word = tokenText(cx);
    if (word === "raises") {
      take(cx);
      checkRepeated(cx, effects.raises, word, span);
      effects.raises = true;
      effects.raisesSpan = span;
      if (startsRaisedType(cx)) effects.raisesType = parseSuffixes(cx, parseAtom(cx));
    } else if (word === "thin") {
      take(cx);
      if (form !== "def") checkRepeated(cx, effects.thin, word, span);
      else report(cx, "misplaced-thin", "function effect 'thin' must only be used on function types", span);
      effects.thin = true;
    } else if (word === "capturing") {
      take(cx);
      checkRepeated(cx, effects.capturing, word, span);
      effects.capturing = true;
      // An origin list of older function types carries no meaning any more.
      if (form === "type" && next(cx) === T.lbracket) parseSuffixes(cx, { kind: "discard", span });
    } else if (word === "abi" && peek(cx, 1) === T.lparen) effects.abi = parseAbi(cx);
    else if (isFirstOnLine(cx)) break;
    else if (word === "escaping") {
      fail(cx, "removed-effect", "the 'escaping' function effect is no longer supported", span);
    } else {
      const message = `unknown function effect '${word}', expected 'raises', 'capturing', or 'thin'`;
      fail(cx, "unknown-effect", message, span);
    }
  }
  return effects;
}

function checkRepeated(cx: Cx, seen: boolean, word: string, span: Span): void {
  if (seen)
    report(cx, "repeated-effect", `function effect '${word}' was already specified; remove the duplicate`, span);
}

const effectWords: ReadonlySet<string> = new Set(["thin", "capturing", "where", "raises", "unified", "escaping"]);

/** Whether the error type of `raises` stands here, rather than the next part of the signature. */
function startsRaisedType(cx: Cx): boolean {
  const token = next(cx);
  if (token === T.name) {
    if (isWord(cx, "abi") && peek(cx, 1) === T.lparen) return false;
    return !effectWords.has(tokenText(cx));
  }
  return token !== T.lbrace && token !== T.lbracket && token !== T.star && token !== T.error && startsOperand(token);
}

function parseAbi(cx: Cx): string {
  take(cx);
  openBracket(cx);
  let abi = "";
  if (kind(cx) === T.string) abi = stringValue(cx, take(cx));
  else fail(cx, "expected-token", "expected a string literal in 'abi'");
  closeBracket(cx, T.rparen, "expected ')' after the name of the ABI");
  return abi;
}

// ---------------------------------------------------------------- captures

/**
 * A `{` after a nested function's signature opens a capture list if its braces hold nothing but captures and a `:`, `->`
 * or `{` follows them; else it is the body. A lambda has no brace body.
 */
function hasCaptures(cx: Cx, options: SignatureOptions): boolean {
  if (options.form === "type" || kind(cx) !== T.lbrace) return false;
  if (options.form === "lambda") return !atEnd(cx);
  if (!looksLikeCaptures(cx)) return false;
  if (options.isNested) return true;
  fail(cx, "expected-token", "expected ':' in function definition", caretAt(cx));
  return false;
}

function looksLikeCaptures(cx: Cx): boolean {
  let at = cx.pos + 1;
  for (; at < cx.eof; at++) {
    const token = cx.kinds[at];
    if (token === T.rbrace) break;
    if (token !== T.name && token !== T.comma && token !== T.caret && token !== T.kwVar && token !== T.kwRef)
      return false;
  }
  const following = cx.kinds[at + 1];
  return following === T.colon || following === T.arrow || following === T.lbrace;
}

function parseCaptures(cx: Cx): Capture[] {
  openBracket(cx);
  const captures: Capture[] = [];
  let hasDefault = false;
  while (kind(cx) !== T.rbrace && kind(cx) !== T.eof) {
    const capture = parseCapture(cx);
    if (capture.name === undefined) {
      if (hasDefault) {
        report(
          cx,
          "repeated-default-capture",
          "default capture convention was already specified; remove the duplicate",
          capture.span,
        );
      }
      hasDefault = true;
    }
    captures.push(capture);
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rbrace, "expected '}' in capture list");
  return captures;
}

function parseCapture(cx: Cx): Capture {
  const start = cx.starts[cx.pos]!;
  const at = caretAt(cx);
  const convention = parseCaptureConvention(cx);
  if (convention === "" && kind(cx) !== T.name) {
    fail(cx, "expected-capture", "expected a capture convention (like 'mut' or 'var')", at);
  }
  const name = kind(cx) === T.name ? takeName(cx) : undefined;
  const following = kind(cx);
  if (name !== undefined && following !== T.comma && following !== T.rbrace && following !== T.caret) {
    fail(cx, "expected-capture", "capture lists expect references to variables", at);
  }
  const move = following === T.caret && (name !== undefined || convention === "var");
  if (move) take(cx);
  if (move && name !== undefined && convention !== "var" && convention !== "") {
    report(cx, "capture-move", `'^' requires 'var' convention; write 'var ${name.text}^' to move a capture`, at);
  }
  return { span: spanSince(cx, start), convention, name, move };
}

function parseCaptureConvention(cx: Cx): Capture["convention"] {
  if (kind(cx) === T.kwVar) {
    take(cx);
    return "var";
  }
  if (kind(cx) === T.kwRef) {
    take(cx);
    return "ref";
  }
  // A lone `imm` or `mut` is a default for all names; before a name it is that name's convention.
  for (const word of ["imm", "mut"] as const) {
    if (isWord(cx, word)) {
      take(cx);
      return word;
    }
  }
  return "";
}

/** The `:` of a lambda. */
export function expectLambdaColon(cx: Cx): void {
  expect(cx, T.colon, "expected-token", "expected ':' in lambda expression");
}
