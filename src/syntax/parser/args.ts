/** Run-time argument lists, of definitions, lambdas and function types. */

import type { Span } from "../../source/source.ts";
import type { ArgDecl, Convention, Expr, MarkerDecl, Name } from "../ast.ts";
import { T } from "../tokens.ts";
import {
  type Cx,
  caretAt,
  closeBracket,
  fail,
  isWord,
  kind,
  missingName,
  noteDialect,
  openBracket,
  peek,
  report,
  spanSince,
  take,
  takeName,
  tokenSpan,
} from "./cx.ts";
import { parseTernary } from "./expr.ts";
import { checkList, type ListEntry } from "./list-rules.ts";
import { parseMarker } from "./params.ts";
import type { SignatureOptions } from "./signature.ts";
import { parseOrigins, parseType } from "./type.ts";

/** The cursor is on the `(`. */
export function parseArgs(cx: Cx, options: SignatureOptions): (ArgDecl | MarkerDecl)[] {
  openBracket(cx);
  const args: (ArgDecl | MarkerDecl)[] = [];
  if (kind(cx) === T.eof) fail(cx, "expected-name", "expected argument name");
  while (kind(cx) !== T.rparen && kind(cx) !== T.eof) {
    args.push(parseMarker(cx) ?? parseArgDecl(cx, options, args.length === 0));
    if (kind(cx) !== T.comma) break;
    take(cx);
  }
  closeBracket(cx, T.rparen, "expected ')' in argument list");
  checkList(cx, "argument", args.map(entryOf));
  checkOutArgs(cx, args);
  return args;
}

function entryOf(arg: ArgDecl | MarkerDecl): ListEntry {
  if (arg.kind === "marker")
    return { span: arg.span, marker: arg.marker, name: undefined, variadic: "", hasDefault: false, isPassed: false };
  return {
    span: arg.span,
    marker: undefined,
    name: arg.name,
    variadic: arg.variadic,
    hasDefault: arg.defaultValue !== undefined,
    // A named result is not passed by the caller.
    isPassed: arg.convention !== "out",
  };
}

function checkOutArgs(cx: Cx, args: readonly (ArgDecl | MarkerDecl)[]): void {
  let seen = false;
  for (const arg of args) {
    if (arg.kind !== "arg" || arg.convention !== "out") continue;
    if (seen) report(cx, "repeated-out", "function may not have multiple 'out' arguments", arg.name.span);
    seen = true;
  }
}

function parseArgDecl(cx: Cx, options: SignatureOptions, isFirst: boolean): ArgDecl {
  const start = cx.starts[cx.pos]!;
  const { convention, origins, older } = parseConvention(cx, options);
  const variadic = parseVariadic(cx, convention);
  const inType = options.form === "type" && !(kind(cx) === T.name && peek(cx, 1) === T.colon);
  let name: Name = missingName(cx);
  let type: Expr | undefined;
  let packType = false;
  if (inType) {
    packType = acceptPack(cx);
    type = parseType(cx);
  } else {
    if (kind(cx) === T.name) name = takeName(cx);
    else fail(cx, "expected-name", "expected argument name");
    if (kind(cx) === T.colon) {
      take(cx);
      packType = acceptPack(cx);
      type = parseType(cx);
    }
  }
  const modern = older === undefined ? convention : modernConvention(older.word, options.name, name.text);
  if (older !== undefined) noteDialect(cx, older.word, older.span, { modern, strictAt: older.following });
  const defaultValue = parseDefault(cx, modern, variadic);
  const span = spanSince(cx, start);
  if (type === undefined && !(options.hasSelf && isFirst)) noteUntyped(cx, options, name);
  return { kind: "arg", span, name, convention: modern, origins, variadic, packType, type, defaultValue };
}

/** An argument without a type is generic in the dialect; where the list is broken anyway the list is reported instead. */
function noteUntyped(cx: Cx, options: SignatureOptions, name: Name): void {
  const token = kind(cx);
  if (token !== T.comma && token !== T.rparen && token !== T.assign) return;
  if (options.form === "def") noteDialect(cx, "untyped-argument", name.span);
  else report(cx, "untyped-argument", "argument type must be specified", name.span);
}

function acceptPack(cx: Cx): boolean {
  if (kind(cx) !== T.star) return false;
  take(cx);
  return true;
}

function parseVariadic(cx: Cx, convention: Convention): ArgDecl["variadic"] {
  const token = kind(cx);
  if (token === T.star) {
    take(cx);
    return "*";
  }
  if (token !== T.starstar) return "";
  const span = tokenSpan(cx);
  if (convention === "") {
    const message = "variadic keyword arguments only support the 'var' convention; add 'var' before '**'";
    report(cx, "keyword-variadic-convention", message, span, {
      fixes: [
        {
          title: "add 'var'",
          at: { file: cx.file.id, span: { start: span.start, end: span.start } },
          replacement: "var ",
          safe: true,
        },
      ],
    });
  } else if (convention !== "var") {
    report(
      cx,
      "keyword-variadic-convention",
      "non-owned variadic keyword arguments are not supported yet",
      tokenSpan(cx, cx.pos + 1),
    );
  }
  take(cx);
  return "**";
}

function parseDefault(cx: Cx, convention: Convention, variadic: string): Expr | undefined {
  if (kind(cx) !== T.assign) return undefined;
  const assign: Span = tokenSpan(cx);
  take(cx);
  const value = parseTernary(cx);
  if (variadic !== "") report(cx, "variadic-default", "variadic arguments must not have defaults", assign);
  else if (convention === "mut" || convention === "out") {
    report(cx, "convention-default", `'${convention}' arguments must not have defaults`, assign);
  }
  return value;
}

// ---------------------------------------------------------------- conventions

const modernWords = ["mut", "imm", "out", "deinit"] as const;
const olderWords = ["owned", "borrowed", "inout", "read"] as const;
type OlderWord = (typeof olderWords)[number];

interface WrittenConvention {
  readonly convention: Convention;
  readonly origins: readonly Expr[] | undefined;
  readonly older: { readonly word: OlderWord; readonly span: Span; readonly following: Span } | undefined;
}

function parseConvention(cx: Cx, options: SignatureOptions): WrittenConvention {
  const token = kind(cx);
  if (token === T.kwVar) {
    take(cx);
    return { convention: "var", origins: undefined, older: undefined };
  }
  if (token === T.kwRef) {
    take(cx);
    return { convention: "ref", origins: parseOrigins(cx), older: undefined };
  }
  if (token === T.name && conventionMayEnd(cx, options)) {
    for (const word of modernWords) {
      if (!isWord(cx, word)) continue;
      take(cx);
      return { convention: word, origins: undefined, older: undefined };
    }
    for (const word of olderWords) {
      if (!isWord(cx, word)) continue;
      const span = tokenSpan(cx, take(cx));
      // What was removed is pointed at; what never was a word of the language is only noticed at what follows.
      const following = word === "read" ? span : caretAt(cx);
      return { convention: "", origins: undefined, older: { word, span, following } };
    }
  }
  return { convention: "", origins: undefined, older: undefined };
}

/** The words of conventions are ordinary names unless what they qualify follows. */
function conventionMayEnd(cx: Cx, options: SignatureOptions): boolean {
  const following = peek(cx, 1);
  if (following === T.name || following === T.star || following === T.starstar) return true;
  return options.form === "type" && (following === T.kwSelf || following === T.kwDef || following === T.kwTypeOf);
}

/** What an older word means today; it depends on the method for `self`. */
function modernConvention(word: OlderWord, method: string, argument: string): Convention {
  switch (word) {
    case "owned":
      if (method === "__del__" && argument === "self") return "deinit";
      return method === "__moveinit__" && argument !== "self" ? "deinit" : "var";
    case "borrowed":
    case "read":
      return "imm";
    case "inout": {
      const initializes = method === "__init__" || method === "__copyinit__" || method === "__moveinit__";
      return initializes && argument === "self" ? "out" : "mut";
    }
  }
}
